"""Files, folders and standard input: what stands at a path, format by format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from dateline.ports import Fetcher
from dateline.read import records, text
from dateline.read.decode import byte_order_mark, decode, decode_page
from dateline.read.limits import MAX_DOCUMENT, Unreadable
from dateline.read.streams import unpacked, whole
from dateline.read.web import read_address
from dateline.types import RawDocument, Rejected

_KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json",
}  # fmt: skip


def read(paths: Sequence[str], fetcher: Fetcher | None = None) -> Iterator[RawDocument | Rejected]:
    """Every document at ``paths``, in order: files, folders (recursive, sorted), ``-``,
    and addresses where a ``fetcher`` is given.

    Whatever cannot be read becomes a ``Rejected`` that says why, and stops nothing else. Memory
    is bounded by the largest single document, whatever the file's size.
    """
    for path in paths:
        if path == "-":
            yield from _guarded(sys.stdin.buffer, "-", "")
        elif path.startswith(("http://", "https://")):
            yield from read_address(path, fetcher)
        else:
            yield from _read_path(Path(path))


def _read_path(path: Path) -> Iterator[RawDocument | Rejected]:
    if path.is_dir():
        yield from _read_folder(path)
        return
    try:
        with path.open("rb") as stream:
            yield from _guarded(stream, str(path), _ending(path))
    except (OSError, ValueError) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else "cannot be read"
        yield Rejected(str(path), reason, getattr(error, "strerror", None) or str(error))


def _read_folder(folder: Path) -> Iterator[RawDocument | Rejected]:
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
            if _ending(path) in _KINDS:
                yield from _read_path(path)
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


def _guarded(stream: BinaryIO, source: str, ending: str) -> Iterator[RawDocument | Rejected]:
    """The documents of ``stream``; what stops it in the middle is the last one, rejected."""
    try:
        opened, _ = unpacked(stream)
        head = opened.peek(2048)[:2048]
        if not head:
            raise Unreadable("empty file", "0 bytes")
        kind = _KINDS.get(ending) or _sniffed(head)
        if kind == "lines" and byte_order_mark(head) in {None, "utf-8"}:
            yield from records.read_lines(opened, source)
        elif kind in {"lines", "json"}:
            yield from _json(opened, source, head)
        else:
            yield _document(whole(opened, MAX_DOCUMENT), source, kind)
    except Unreadable as error:
        yield Rejected(source, error.reason, error.detail)
    except OSError as error:
        yield Rejected(source, "cannot be read", error.strerror or str(error))


def _sniffed(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start[:1] in {b"{", b"["}:
        return "json"
    page = start.startswith((b"<!doctype html", b"<html")) or b"<html" in start
    return "html" if page else "text"


def _json(opened: BufferedReader, source: str, head: bytes) -> Iterator[RawDocument | Rejected]:
    """JSON that may be JSON Lines under another name: then each line is a record of its own."""
    if byte_order_mark(head) in {None, "utf-8"} and records.begins_with_record(head):
        return records.read_lines(opened, source)
    return records.read_whole(opened, source)


def _document(data: bytes, source: str, kind: str) -> RawDocument:
    if kind == "html":
        return RawDocument(source, html=_filled(decode_page(data)))
    return text.document(_filled(decode(data)), source)


def _filled(content: str) -> str:
    if not content.strip("\ufeff\0 \t\r\n"):
        raise Unreadable("empty file", "nothing but white space")
    return content
