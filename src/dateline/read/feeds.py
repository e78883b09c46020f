"""Feeds: RSS 0.9x to 2.0, RDF, Atom (feedparser reads what is malformed too) and JSON Feed."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import feedparser

from dateline.read.decode import decode
from dateline.read.limits import Unreadable
from dateline.read.markup import repaired, without_entities
from dateline.types import RawDocument

MAX_ENTRIES = 5_000
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf|channel)[\s>:]", re.IGNORECASE)
_NOT_FEED = re.compile(rb"<(?:!doctype\s+html|html|opml|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_JSON_FEED = "jsonfeed.org/version"
_SUMMARY_WORDS = 150
_CUT = re.compile(r"(\[…\]|\[\.\.\.\]|…|\.\.\.)\s*(</\w+>\s*)*$")
_FULL_LANGUAGE_TEXT = 400


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read: its own title and address, its entries as documents, and ``ttl``,
    the minutes for which it says it need not be asked again (None where it does not say)."""

    title: str | None
    link: str | None
    entries: tuple[RawDocument, ...]
    ttl: int | None = None


def looks_like_feed(head: bytes) -> bool:
    """True where the first bytes of a document are those of an XML feed."""
    return _FEED.search(head) is not None and _NOT_FEED.search(head) is None


def is_json_feed(value: Any) -> bool:
    """True for a decoded JSON Feed."""
    return isinstance(value, dict) and _JSON_FEED in str(value.get("version"))


def read_feed(data: bytes, source: str, content_type: str = "") -> Feed:
    """The entries of an XML or JSON feed, in its order, named ``source#guid``.

    An entry that holds only a summary is ``partial``. Raises Unreadable when nothing in ``data``
    is a feed, when it has no entry, or when it is an attack on XML parsers.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = _json_feed(data, source)
    else:
        feed = _xml_feed(data, source, content_type)
    if not feed.entries:
        raise Unreadable("empty feed", "no entry with a text, a title or an address")
    return replace(feed, entries=tuple(_distinct(feed.entries)))


def _xml_feed(data: bytes, source: str, content_type: str) -> Feed:
    """As it is, else once more with what no XML parser can get past taken out of it."""
    data = without_entities(data)
    try:
        parsed = _parsed(data, source, content_type)
    except Unreadable:
        parsed = _parsed(repaired(data), source, "application/xml; charset=utf-8")
    channel = parsed.feed
    documents = [_entry(entry, channel, source) for entry in parsed.entries[:MAX_ENTRIES]]
    return Feed(
        _string(channel.get("title")), _string(channel.get("link")),
        tuple(document for document in documents if document), _minutes(channel.get("ttl")),
    )  # fmt: skip


def _parsed(data: bytes, source: str, content_type: str) -> Any:
    headers = {"content-type": content_type or "application/xml", "content-location": source}
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    except Exception as error:  # feedparser lets errors of its parsers through
        raise Unreadable("broken feed", f"{type(error).__name__}: {error}"[:200]) from None
    if not parsed.entries and not parsed.get("version"):
        fault = parsed.get("bozo_exception") or "not RSS, RDF or Atom"
        raise Unreadable("broken feed", str(fault)[:200])
    return parsed


def _entry(entry: Mapping[str, Any], channel: Mapping[str, Any], source: str) -> RawDocument | None:
    """One item of RSS or entry of Atom; None where nothing in it can be used."""
    content = max((_string(each.get("value")) or "" for each in entry.get("content", [])),
                  key=len, default="")  # fmt: skip
    summary = _string(entry.get("summary")) or ""
    html = max(content, summary, key=len)
    link = _string(entry.get("feedburner_origlink")) or _string(entry.get("link"))
    guid = _string(entry.get("id"))
    title = _plain(_string(entry.get("title")))
    if not (html or (title and link)):
        return None
    tags = entry.get("tags") or [{}]
    origin = entry.get("source") or {}
    return _document(
        source, guid, html or title or "", bool(content),
        url=link or (guid if guid and guid.startswith("http") else None),
        outlet=_plain(_string(origin.get("title")) or _string(channel.get("title"))),
        title=title, byline=_plain(_string(entry.get("author"))),
        published=_given(entry, "published") or _given(entry, "updated"),
        updated=_given(entry, "updated"),
        language=_string(entry.get("language")) or _string(channel.get("language")),
        section=_string(tags[0].get("term")),
    )  # fmt: skip


def _json_feed(data: bytes, source: str) -> Feed:
    """JSON Feed 1 and 1.1 (jsonfeed.org)."""
    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable("broken feed", f"broken JSON: {error}"[:200]) from None
    if not is_json_feed(value):
        raise Unreadable("broken feed", "JSON, but no JSON Feed")
    return json_feed(value, source)


def json_feed(value: Mapping[str, Any], source: str) -> Feed:
    """A decoded JSON Feed as a feed."""
    items = value.get("items")
    found = []
    for item in items[:MAX_ENTRIES] if isinstance(items, list) else []:
        if isinstance(item, dict) and (document := _json_item(item, value, source)) is not None:
            found.append(document)
    return Feed(_string(value.get("title")), _string(value.get("home_page_url")), tuple(found))


def _json_item(item: Mapping[str, Any], feed: Mapping[str, Any], source: str) -> RawDocument | None:
    text = _string(item.get("content_text"))
    content = _string(item.get("content_html")) or (_escaped(text) if text else None)
    html = content or _string(item.get("summary")) or _string(item.get("title"))
    if not html:
        return None
    authors = item.get("authors") or feed.get("authors") or [item.get("author") or {}]
    names = [_string(each.get("name")) for each in authors if isinstance(each, dict)]
    tags = item.get("tags")
    return _document(
        source, _string(item.get("id")), html, bool(content),
        url=_string(item.get("url")) or _string(item.get("external_url")),
        outlet=_string(feed.get("title")), title=_string(item.get("title")),
        byline=", ".join(name for name in names if name) or None,
        published=_string(item.get("date_published")), updated=_string(item.get("date_modified")),
        language=_string(item.get("language")) or _string(feed.get("language")),
        section=_string(tags[0]) if isinstance(tags, list) and tags else None,
    )  # fmt: skip


def _document(
    source: str, guid: str | None, html: str, whole: bool, *, url: str | None, outlet: str | None,
    title: str | None, byline: str | None, published: str | None, updated: str | None,
    language: str | None, section: str | None,
) -> RawDocument:  # fmt: skip
    """A feed's word on the language counts where the text is too short to tell it."""
    words = len(re.sub(r"<[^>]*>", " ", html).split())
    partial = bool(_CUT.search(html)) or not (whole or words >= _SUMMARY_WORDS)
    return RawDocument(
        f"{source}#{guid or url or title}", html=html, url=url, outlet=outlet, title=title,
        byline=byline, published=published, updated=updated, section=section, source_id=guid,
        language=language if len(html) < _FULL_LANGUAGE_TEXT else None, partial=partial,
    )  # fmt: skip


def _distinct(entries: Sequence[RawDocument]) -> list[RawDocument]:
    """Takes the name away from entries of one feed that share it: an address that several titles
    carry, or a guid that several entries carry, names none of them, and would make them versions
    of each other."""
    urls = Counter(entry.url for entry in entries)
    titles: dict[str | None, set[str | None]] = {}
    for entry in entries:
        titles.setdefault(entry.url, set()).add(entry.title)
    ids = Counter(entry.source_id for entry in entries)
    kept, seen = [], set()
    for number, entry in enumerate(entries, 1):
        same = (entry.url, entry.source_id, entry.title, entry.html)
        if same in seen:
            continue
        seen.add(same)
        if urls[entry.url] > 1 and len(titles[entry.url]) > 1:
            entry = replace(entry, url=None)
        if ids[entry.source_id] > 1:
            name = f"{entry.source.partition('#')[0]}#{number}"
            entry = replace(entry, source_id=None, source=name)
        kept.append(entry)
    return kept


def _given(entry: Mapping[str, Any], name: str) -> str | None:
    """A date as it was written. ``in`` first: feedparser warns where it would guess."""
    return _string(entry[name]) if name in entry else None


def _plain(text: str | None) -> str | None:
    """A title or name without the markup that some feeds put into it."""
    return re.sub(r"<[^>]{1,200}>", "", text).strip() or None if text else None


def _escaped(text: str) -> str:
    paragraphs = text.replace("&", "&amp;").replace("<", "&lt;").split("\n")
    return "".join(f"<p>{each}</p>" for each in paragraphs if each.strip())


def _minutes(value: Any) -> int | None:
    text = str(value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _string(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None
