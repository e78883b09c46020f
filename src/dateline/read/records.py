"""JSON Lines and JSON: one article a record, under the names of the export (DESIGN.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.read.decode import decode
from dateline.read.limits import MAX_DOCUMENT, MAX_WHOLE_JSON, Unreadable, size
from dateline.read.streams import lines, whole
from dateline.types import RawDocument, Rejected

_TEXTS = ("text", "html")
_STRINGS = ("url", "outlet", "title", "byline", "published", "updated", "language", "section")


def read_lines(stream: BinaryIO, source: str) -> Iterator[RawDocument | Rejected]:
    """The records of JSON Lines, each under ``source#line``; a broken one stops no other."""
    empty = True
    for number, line in lines(stream, MAX_DOCUMENT):
        if line is not None and not line.strip():
            continue
        empty = False
        yield _line(line, f"{source}#{number}", number)
    if empty:
        yield Rejected(source, "empty file", "no record in it")


def read_whole(stream: BinaryIO, source: str) -> Iterator[RawDocument | Rejected]:
    """The records of one JSON document: an object, or a list of objects."""
    try:
        value = json.loads(decode(whole(stream, MAX_WHOLE_JSON)))
    except Unreadable as error:
        yield Rejected(source, error.reason, error.detail)
    except (ValueError, RecursionError) as error:
        yield Rejected(source, "broken JSON", _fault(error))
    else:
        yield from documents(value, source)


def documents(value: Any, source: str) -> Iterator[RawDocument | Rejected]:
    """What a decoded JSON document holds."""
    if not isinstance(value, list):
        yield document(value, source)
        return
    if not value:
        yield Rejected(source, "empty file", "an empty list")
    for number, record in enumerate(value, 1):
        yield document(record, f"{source}#{number}")


def document(record: Any, source: str) -> RawDocument | Rejected:
    """One record; ``text`` or ``html`` must be there, every other field may be missing or null."""
    if not isinstance(record, dict):
        kind = type(record).__name__
        return Rejected(source, "not a record", f"a JSON object is needed, this is a {kind}")
    wrong = [name for name in _TEXTS if not isinstance(record.get(name), str | None)]
    wrong += [name for name in _STRINGS if not isinstance(record.get(name), str | int | None)]
    if wrong:
        return Rejected(source, "wrong type", f"{', '.join(wrong)} must be a string or null")
    text, html = record.get("text") or None, record.get("html") or None
    if text is None and html is None:
        return Rejected(source, "no text", 'the record has neither "text" nor "html"')
    given = {name: _string(record.get(name)) for name in _STRINGS}
    id = _string(record.get("id"))
    return RawDocument(
        _named(source, id), text=text, html=html, source_id=id,
        url=given["url"], outlet=given["outlet"], title=given["title"], byline=given["byline"],
        published=given["published"], updated=given["updated"], language=given["language"],
        section=given["section"],
    )  # fmt: skip


def _named(source: str, id: str | None) -> str:
    """A record's source under its own id, so that its place among others changes nothing."""
    return f"{source.rpartition('#')[0] or source}#{id}" if id else source


def begins_with_record(head: bytes) -> bool:
    """True where the first line of ``head`` is a whole object, or longer than ``head``: JSON
    Lines, for a document that goes over many lines breaks off in the first."""
    line, end, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not line.startswith(b"{") or not end:
        return line.startswith(b"{")
    try:
        return isinstance(json.loads(decode(line).strip()), dict)
    except (ValueError, RecursionError, Unreadable):
        return False


def _line(line: bytes | None, source: str, number: int) -> RawDocument | Rejected:
    if line is None:
        return Rejected(source, "too large", f"line {number} is longer than {size(MAX_DOCUMENT)}")
    try:
        return document(json.loads(decode(line).strip()), source)
    except Unreadable as error:
        return Rejected(source, error.reason, f"line {number}: {error.detail}")
    except (ValueError, RecursionError) as error:
        return Rejected(source, "broken JSON", f"line {number}: {_fault(error)}")


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        return f"{error.msg.removesuffix(' at')} at {place}column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _string(value: Any) -> str | None:
    """Strings as they are; numbers, which ids and times are often given as, in digits."""
    if value is None or isinstance(value, bool):
        return None
    return str(value).strip() or None
