"""Files, folders, standard input and addresses: where documents come from."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dateline.ports import Fetcher
from dateline.read.documents import ENDINGS, documents, in_memory
from dateline.read.web import Web, read_address
from dateline.types import RawDocument, Rejected


def read(
    paths: Sequence[str],
    fetcher: Fetcher | None = None,
    known: Callable[[str], bool] = lambda _: False,
    pause: float = 1.0,
) -> Iterator[RawDocument | Rejected]:
    """Every document at ``paths``, in order: files, folders (recursive, sorted), ``-``,
    and addresses where a ``fetcher`` is given.

    A feed's summary is followed to its page where there is a fetcher and ``known`` does not say
    that the page's address needs none, with ``pause`` seconds between two pages of one host.
    Whatever cannot be read becomes a ``Rejected`` that says
    why, and stops nothing else. Memory is bounded by the largest single document, whatever the
    file's size.
    """
    web = Web(fetcher, known, pause) if fetcher is not None else None
    for path in paths:
        if path == "-":
            yield from documents(sys.stdin.buffer, "-", "", web)
        elif path.startswith(("http://", "https://")):
            yield from read_address(path, web, in_memory)
        else:
            yield from _read_path(Path(path), web)


def _read_path(path: Path, web: Web | None) -> Iterator[RawDocument | Rejected]:
    if path.is_dir():
        yield from _read_folder(path, web)
        return
    try:
        with path.open("rb") as stream:
            yield from documents(stream, str(path), _ending(path), web)
    except (OSError, ValueError) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else "cannot be read"
        yield Rejected(str(path), reason, getattr(error, "strerror", None) or str(error))


def _read_folder(folder: Path, web: Web | None) -> Iterator[RawDocument | Rejected]:
    """Files with a known ending under ``folder``, by path; hidden ones and links to folders are
    passed over, other files are rejected by name."""
    found = False
    for parent, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or not path.is_file():
                continue
            found = True
            if _ending(path) in ENDINGS:
                yield from _read_path(path, web)
            else:
                yield Rejected(str(path), "unknown kind of file", f"ending {path.suffix!r}")
    if not found:
        yield Rejected(str(folder), "empty folder", "no file in it can be read")


def _ending(path: Path) -> str:
    """The ending that tells the format, in small letters: ``.jsonl`` for ``a.jsonl.gz`` too."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in {".gz", ".gzip"}:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
