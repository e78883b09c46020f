"""One frozen ``Config``, read once from the owner's file and the environment.

The file is TOML in the platform's configuration folder (``dateline config`` shows where).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

STORE_VARIABLE = "DATELINE_STORE"
CONFIG_VARIABLE = "DATELINE_CONFIG"


@dataclass(frozen=True, slots=True)
class Config:
    """What the owner can set. Empty strings mean: not set."""

    store: str = ""
    """File or postgresql:// URL of the store."""
    english: str = "full"
    """How English is read: ``full`` (trained pipeline) or ``cheap`` (rules, faster)."""
    language: str = ""
    """The reader's language (BCP 47): sentences in it come first."""
    workers: int = 1
    """Processes that read and analyse."""
    allowed_hosts: str = ""
    """Hosts off the open internet that may be fetched from, separated by spaces."""
    proxy: str = ""
    """Address of an HTTP proxy for what is fetched."""
    reader: str = "me"
    """Whose marks ``changes --since last`` uses."""


CHOICES: Mapping[str, tuple[str, ...]] = {"english": ("full", "cheap")}
DESCRIPTIONS: Mapping[str, str] = {
    "store": "file or postgresql:// URL of the store",
    "english": "full (trained pipeline) or cheap (rules, faster)",
    "language": "your language: sentences in it come first",
    "workers": "processes that read and analyse",
    "allowed_hosts": "hosts off the open internet that may be fetched from",
    "proxy": "address of an HTTP proxy for what is fetched",
    "reader": "whose marks `changes --since last` uses",
}


def config_path() -> Path:
    """Where the owner's file is, whether or not it exists."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("dateline", appauthor=False)) / "config.toml"


def default_store() -> str:
    """The store in the platform's data folder."""
    import platformdirs

    folder = Path(platformdirs.user_data_dir("dateline", appauthor=False))
    return str(folder / "dateline.db")


def read_config(path: Path | None = None) -> Config:
    """The owner's settings over the defaults.

    Raises UsageError when the file is no TOML, or holds a name or value that is none.
    """
    path = path or config_path()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as configuration: {error}") from None
    config = Config()
    for name, value in given.items():
        config = replace(config, **checked(name, value, str(path)))
    return config


def checked(name: str, value: Any, where: str) -> dict[str, Any]:
    """``{name: value}`` in the setting's own type, or UsageError in words."""
    types = {field.name: type(getattr(Config(), field.name)) for field in fields(Config)}
    if name not in types:
        raise UsageError(f"{where}: no setting is called {name!r}; there are {', '.join(types)}")
    if types[name] is int:
        try:
            number = int(value)
        except (TypeError, ValueError):
            raise UsageError(f"{where}: {name} must be a whole number, not {value!r}") from None
        if number < 1:
            raise UsageError(f"{where}: {name} must be at least 1")
        return {name: number}
    if not isinstance(value, str):
        raise UsageError(f"{where}: {name} must be a text, not {value!r}")
    if name in CHOICES and value not in CHOICES[name]:
        raise UsageError(f"{where}: {name} must be one of {', '.join(CHOICES[name])}")
    return {name: value}


def changed_file(text: str, name: str, value: str) -> str:
    """The configuration file's ``text`` with ``name`` set to ``value`` (removed if empty)."""
    import json

    kept = [line for line in text.splitlines() if line.partition("=")[0].strip() != name]
    if value:
        setting = checked(name, value, "config set")[name]
        kept.append(f"{name} = {json.dumps(setting, ensure_ascii=False)}")
    return "\n".join(kept) + "\n" if kept else ""


def store_location(option: str | None, config: Config) -> str:
    """Which store is meant: the option, the environment, the file, the platform's place."""
    return option or os.environ.get(STORE_VARIABLE) or config.store or default_store()
