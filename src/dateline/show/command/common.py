"""What commands share: their options, the open store, and how a result is written."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dateline.pipeline.library import Dateline
    from dateline.show.text.flavour import Flavour

FORMATS = ("text", "markdown", "json")
TIMELINE_FORMATS = (*FORMATS, "html", "csv", "ics", "atom", "jsonfeed", "timelinejs")
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """The options that stand before the command."""

    store: str | None = None
    format: str | None = None


store_option = click.option(
    "--store",
    metavar="FILE-OR-URL",
    help="The store; else $DATELINE_STORE, else the configured one.",
)


def command(examples: str, formats: tuple[str, ...] = FORMATS) -> Callable[[F], click.Command]:
    """A command with ``--store`` and ``--format``, and examples under its help.

    The function gets a ``Result`` first; the options may stand before or after the command.
    """

    def made(function: F) -> click.Command:
        @wraps(function)
        @click.pass_context
        def run(ctx: click.Context, /, store: str | None, format_: str | None, **given: Any) -> Any:
            before = ctx.obj or Settings()
            chosen = format_ or before.format or formats[0]
            if chosen not in formats:
                raise click.UsageError(f"{ctx.info_name} writes {', '.join(formats)}, not {chosen}")
            return function(Result(store or before.store, chosen), **given)

        with_format = click.option(
            "--format", "format_", type=click.Choice(formats), help="How results are written."
        )
        lines = "\n".join(f"  {line}" for line in examples.strip().splitlines())
        made_command: click.Command = click.command(epilog=f"\b\nExamples:\n{lines}")(
            store_option(with_format(run))
        )
        return made_command

    return made


@dataclass(frozen=True, slots=True)
class Result:
    """Where a command finds its store and how it writes its result."""

    where: str | None
    format: str

    def open(self, where: str | None = None) -> Dateline:
        """The store, opened; raises StoreError."""
        from dateline.pipeline.library import open_dateline

        return open_dateline(where or self.where)

    @property
    def location(self) -> str:
        """Which store is meant."""
        from dateline.config import read_config, store_location

        return store_location(self.where, read_config())

    @property
    def as_json(self) -> bool:
        return self.format == "json"

    def flavour(self) -> Flavour:
        """How text is written: Markdown, or for this terminal."""
        from dateline.show.text.flavour import MarkdownFlavour, TerminalFlavour

        if self.format == "markdown":
            return MarkdownFlavour()
        width = shutil.get_terminal_size((88, 24)).columns
        return TerminalFlavour(min(width, 100), sys.stdout.isatty() and not no_colour())

    def json(self, value: Any) -> None:
        """One JSON value on standard output."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=1))

    def text(self, lines: str | Iterable[str]) -> None:
        """Text on standard output; a character that it cannot show becomes a question mark."""
        whole = lines if isinstance(lines, str) else "\n".join(lines) + "\n"
        encoding = sys.stdout.encoding or "utf-8"
        click.echo(whole.encode(encoding, "replace").decode(encoding), nl=False, color=True)


def no_colour() -> bool:
    """Whether the environment asks for none (no-color.org)."""
    import os

    return bool(os.environ.get("NO_COLOR"))


def say(message: str) -> None:
    """A line for a person, on standard error."""
    click.echo(message, err=True)


def day(_ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Checks an ISO day."""
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day like 2025-09-05") from None
