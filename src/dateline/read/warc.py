"""WARC archives (ISO 28500), read as a stream: one record in memory at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.read.decode import decode, decode_page
from dateline.read.limits import MAX_DOCUMENT, Unreadable, size
from dateline.types import RawDocument, Rejected

_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGES = {"text/html", "application/xhtml+xml"}


def read_warc(stream: BinaryIO, source: str, start: int = 0) -> Iterator[RawDocument | Rejected]:
    """The pages of an archive, packed or not, each under ``source#offset``.

    ``start`` is the offset of the record to begin with, as an earlier page's source names it: what
    was interrupted goes on there.

    Pages are the HTML responses of status 200 and the plain texts that were made of them (WET);
    other responses are rejected by their type. A damaged archive ends with a rejection.
    """
    found = start > 0
    try:
        if start:
            stream.seek(start)
        for record in ArchiveIterator(stream, record_types=_KINDS, parse_http=True):
            found = True
            yield _page(record, f"{source}#{record.stream_pos}")
    except Exception as error:  # fastwarc raises what its streams raise
        yield Rejected(source, "damaged archive", f"{type(error).__name__}: {error}"[:200])
    else:
        if not found:
            yield Rejected(source, "empty archive", "no page in it")


def _page(record: Any, source: str) -> RawDocument | Rejected:
    url = record.headers.get("WARC-Target-URI")
    try:
        if record.record_type == WarcRecordType.conversion:
            return RawDocument(source, text=decode(_body(record)), url=url)
        kind, charset = _content(record)
        if kind not in _PAGES:
            raise Unreadable("not a page", f"{kind or 'no type'}: {url}")
        return RawDocument(source, html=decode_page(_body(record), charset), url=url)
    except Unreadable as error:
        return Rejected(source, error.reason, error.detail)


def _content(record: Any) -> tuple[str, str | None]:
    """Type and charset of a record; raises Unreadable for an answer that is no page."""
    if record.record_type == WarcRecordType.resource:
        given = record.headers.get("Content-Type") or ""
    else:
        http = record.http_headers
        if http is None:
            raise Unreadable("not a page", "no HTTP answer")
        if http.status_code != 200:
            raise Unreadable("not a page", f"the server had answered {http.status_code}")
        given = http.get("Content-Type") or ""
    charset = _CHARSET.search(given)
    return given.split(";")[0].strip().lower(), charset.group(1) if charset else None


def _body(record: Any) -> bytes:
    data: bytes = record.reader.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise Unreadable("too large", f"more than {size(MAX_DOCUMENT)} in one record")
    return data
