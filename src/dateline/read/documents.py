"""What a stream of bytes holds, format by format, as told by its ending and its first bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO, cast

from dateline.read import archives, feeds, markup, office, press, records, text, web
from dateline.read.decode import byte_order_mark, decode, decode_page
from dateline.read.limits import MAX_DOCUMENT, MAX_WHOLE_JSON, Unreadable
from dateline.read.streams import unpacked, whole
from dateline.read.warc import read_warc
from dateline.types import RawDocument, Rejected

Found = Iterator[RawDocument | Rejected]
ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json",
    ".zip": "zip", ".docx": "zip", ".pdf": "pdf", ".warc": "warc", ".mbox": "mbox", ".eml": "mail",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml", ".opml": "xml",
}  # fmt: skip
_MAGIC = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"%PDF-": "pdf", b"WARC/": "warc"}
_HEAD = 4096
_DEEPEST = 3


def documents(
    stream: BinaryIO, source: str, ending: str, fetching: web.Web | None, depth: int = 0
) -> Found:
    """The documents of ``stream``; what stops it in the middle is the last one, rejected.

    ``ending`` is the file's, in small letters, or empty; ``fetching`` follows feeds to their
    pages, and lists of feeds to the feeds, where it is given. ``depth`` counts the archives that
    the stream lies in.
    """
    try:
        opened, _ = unpacked(stream)
        head = opened.peek(_HEAD)[:_HEAD]
        if not head:
            raise Unreadable("empty file", "0 bytes")
        kind = _kind(head, ending)
        if kind == "warc":
            yield from read_warc(_rewound(stream, opened), source)
        elif kind == "zip":
            yield from _zip(opened, source, fetching, depth)
        else:
            yield from _of_kind(kind, opened, head, source, fetching)
    except Unreadable as error:
        yield Rejected(source, error.reason, error.detail)
    except OSError as error:
        yield Rejected(source, "cannot be read", error.strerror or str(error))


def _kind(head: bytes, ending: str) -> str:
    """The format; first bytes that can be nothing else win over the ending."""
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    if start.startswith(b"<") and ENDINGS.get(ending) not in {"html", "text"}:
        return "html" if _is_html(start) else "xml"
    if ending != ".txt" and archives.looks_like_mailbox(head):
        return "mbox"
    if (named := ENDINGS.get(ending)) is not None:
        return named
    if start[:1] in {b"{", b"["}:
        return "json"
    return "html" if _is_html(start) else "text"


def _is_html(start: bytes) -> bool:
    if start.startswith((b"<!doctype html", b"<html")):
        return True
    return b"<html" in start and not feeds.looks_like_feed(start)


def _of_kind(
    kind: str, opened: BufferedReader, head: bytes, source: str, fetching: web.Web | None
) -> Found:
    if kind == "lines" and byte_order_mark(head) in {None, "utf-8"}:
        yield from records.read_lines(opened, source)
    elif kind in {"lines", "json"}:
        yield from _json(opened, source, head, fetching)
    elif kind == "xml":
        yield from _xml(whole(opened, MAX_DOCUMENT), source, fetching)
    elif kind == "mbox":
        yield from archives.read_mailbox(opened, source)
    else:
        yield from _single(kind, whole(opened, MAX_DOCUMENT), source)


def _single(kind: str, data: bytes, source: str) -> Found:
    """One document, or a press database's export of many in one text."""
    if kind == "pdf":
        yield office.read_pdf(data, source)
    elif kind == "mail":
        yield archives.mail(data, source)
    elif kind == "html":
        yield RawDocument(source, html=_filled(decode_page(data)))
    else:
        content = _filled(decode(data))
        if press.is_press_export(content):
            yield from press.read_export(content, source)
        else:
            yield text.document(content, source)


def _rewound(stream: BinaryIO, opened: BufferedReader) -> BinaryIO:
    """The archive as it lies on disk, whose packed records are counted by their own offsets."""
    if not stream.seekable():
        return opened
    stream.seek(0)
    return stream


def _zip(opened: BufferedReader, source: str, fetching: web.Web | None, depth: int) -> Found:
    """A word processor's document, or the documents of an archive's members."""
    if depth >= _DEEPEST:
        raise Unreadable("nested too deeply", f"{depth} archives in each other")
    stream = opened if opened.seekable() else io.BytesIO(whole(opened, MAX_WHOLE_JSON))
    with office.from_stream(stream) as archive:
        if office.is_docx(archive):
            yield office.read_docx(archive, source)
            return
        yield from archives.read_zip(
            archive,
            source,
            lambda inner, name, end: documents(
                cast(BinaryIO, inner), name, end, fetching, depth + 1
            ),
        )


def _json(opened: BufferedReader, source: str, head: bytes, fetching: web.Web | None) -> Found:
    """A JSON Feed, records, or JSON Lines under another name."""
    one_a_line = byte_order_mark(head) in {None, "utf-8"} and records.begins_with_record(head)
    if one_a_line and b"jsonfeed.org/version" not in head:
        yield from records.read_lines(opened, source)
        return
    data = whole(opened, MAX_WHOLE_JSON)
    if b"jsonfeed.org/version" in data[: 1 << 16]:
        try:
            value = json.loads(decode(data))
        except (ValueError, RecursionError):
            value = None
        if feeds.is_json_feed(value):
            yield from web.entries(feeds.read_feed(data, source), fetching)
            return
    yield from records.read_whole(io.BytesIO(data), source)


def _xml(data: bytes, source: str, fetching: web.Web | None) -> Found:
    """A feed, a list of feeds, a sitemap, or a page in XML's clothes."""
    head = data[:_HEAD].lower()
    if b"<opml" in head:
        yield from _subscriptions(markup.read_opml(data), source, fetching)
    elif b"<urlset" in head or b"<sitemapindex" in head:
        yield from web.sitemap_pages(markup.read_sitemap(data), source, fetching)
    elif b"<html" in head and not feeds.looks_like_feed(head):
        yield RawDocument(source, html=_filled(decode_page(data)))
    else:
        yield from web.entries(feeds.read_feed(data, source), fetching)


def _subscriptions(
    found: tuple[markup.Subscription, ...], source: str, fetching: web.Web | None
) -> Found:
    for subscription in found:
        shown = web.without_login(subscription.url)
        if fetching is None:
            yield Rejected(shown, "not fetched", f"a feed that {source} names")
        else:
            yield from web.read_address(subscription.url, fetching, in_memory)


def in_memory(data: bytes, source: str) -> Found:
    """The documents of bytes that were fetched; what they name is not fetched in turn."""
    return documents(io.BytesIO(data), source, "", None)


def _filled(content: str) -> str:
    if not content.strip("\ufeff\0 \t\r\n"):
        raise Unreadable("empty file", "nothing but white space")
    return content
