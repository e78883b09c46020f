"""XML and HTML that outlets send: parsed without external entities and without expansion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree, html

from dateline.read.decode import decode_page
from dateline.read.limits import MAX_DOCUMENT, Unreadable

MAX_EXPANSION = 1 << 16
_MAX_DEPTH = 64
_ENTITY = re.compile(
    r"<!ENTITY\s+(%\s+)?([^\s\"']+)\s+(?:(SYSTEM|PUBLIC)\b|(\"[^\"]*\"|'[^']*'))", re.IGNORECASE
)
_REFERENCE = re.compile(r"&([^\s#;&%]{1,100});")
_SUBSET = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_CHARACTER = re.compile(
    r"&#(?:0+|[xX]0*[dD][89a-fA-F]..|[xX]0+|\d{7,}|[xX][0-9a-fA-F]{6,}|5[5-7]\d{3});"
    r"|[\0-\x08\x0b\x0c\x0e-\x1f]"
)
_FEED_TYPES = {
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
    "application/json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a list of feeds; ``folder`` is a path with ``/`` between the names."""

    url: str
    title: str | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page that a sitemap names; a sitemap index names further sitemaps (``index``)."""

    url: str
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    index: bool = False


def without_entities(data: bytes) -> bytes:
    """``data`` with the small entities that its internal subset declares written out.

    Raises Unreadable where an entity leads outside the document, or where they expand beyond 64
    KiB one by one or 16 MiB together: libraries that parse XML need not be trusted with them.
    """
    if b"<!ENTITY" not in data.upper() and b"<\0!\0E" not in data and b"\0<\0!\0E" not in data:
        return data
    text = decode_page(data)
    declared: dict[str, str] = {}
    for parameter, name, outside, value in _ENTITY.findall(text):
        if outside or parameter:
            raise Unreadable("unsafe XML", f"the entity {name[:40]!r} leads outside the document")
        declared.setdefault(name, value[1:-1])
    sizes: dict[str, int] = {}
    for name in declared:
        if _expanded(name, declared, sizes, 0) > MAX_EXPANSION:
            raise Unreadable("unsafe XML", f"the entity {name[:40]!r} expands without measure")
    body = _SUBSET.sub("", _DECLARATION.sub("", text), count=1)
    used = _REFERENCE.findall(body)
    if sum(sizes.get(name, 0) for name in used) > MAX_DOCUMENT:
        raise Unreadable("unsafe XML", "its entities expand without measure")
    for _ in range(_MAX_DEPTH):
        written = _REFERENCE.sub(lambda match: declared.get(match[1], match[0]), body)
        if written == body:
            break
        body = written
    return body.encode("utf-8", "replace")


def repaired(data: bytes) -> bytes:
    """UTF-8 without a declaration, control characters and references to impossible characters,
    which no XML parser gets past. Raises Unreadable for binary data."""
    text = _DECLARATION.sub("", decode_page(data))
    return _NO_CHARACTER.sub("", text).encode("utf-8", "replace")


def _expanded(name: str, declared: dict[str, str], sizes: dict[str, int], depth: int) -> int:
    """The length of an entity's full expansion; one that holds itself is endless."""
    if name not in declared:
        return 1
    if depth > _MAX_DEPTH:
        return MAX_EXPANSION + 1
    if name not in sizes:
        sizes[name] = MAX_EXPANSION + 1
        inner = _REFERENCE.findall(declared[name])
        total = sum(_expanded(each, declared, sizes, depth + 1) for each in inner)
        sizes[name] = len(declared[name]) + total
    return sizes[name]


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML document, malformed ones as far as they go; nothing is loaded."""
    data = repaired(without_entities(data))
    parser = etree.XMLParser(
        recover=True, no_network=True, load_dtd=False, huge_tree=False,
        resolve_entities=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("broken XML", str(error)[:200]) from None
    if root is None:
        raise Unreadable("broken XML", "no element in it")
    return root


def read_opml(data: bytes) -> tuple[Subscription, ...]:
    """The feeds of an OPML list, each once, in its order. Raises Unreadable."""
    root = parse_xml(data)
    if _name(root) != "opml":
        raise Unreadable("broken OPML", f"the document is {_name(root)!r}")
    found = dict.fromkeys(_outlines(root, (), 0))
    if not found:
        raise Unreadable("empty OPML", "no feed in it")
    return tuple(found)


def _outlines(
    element: etree._Element, folder: tuple[str, ...], depth: int
) -> Iterator[Subscription]:
    if depth > _MAX_DEPTH:
        return
    for child in element:
        if not isinstance(child.tag, str):
            continue
        attributes = {name.lower(): value.strip() for name, value in child.attrib.items()}
        title = attributes.get("title") or attributes.get("text")
        url = attributes.get("xmlurl")
        inside = folder
        if url and _is_web(url):
            yield Subscription(url, title, "/".join(folder))
        elif _name(child) == "outline" and title:
            inside = (*folder, title.replace("/", "-"))
        yield from _outlines(child, inside, depth + 1)


def write_opml(subscriptions: tuple[Subscription, ...]) -> str:
    """An OPML 2.0 list with one outline a folder; ``read_opml`` reads it back the same."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head/>", "<body>"]
    open_folders: list[str] = []
    for each in subscriptions:
        path = each.folder.split("/") if each.folder else []
        while open_folders and open_folders != path[: len(open_folders)]:
            lines.append("</outline>")
            open_folders.pop()
        for name in path[len(open_folders) :]:
            lines.append(f"<outline text={quoteattr(name)}>")
            open_folders.append(name)
        text = quoteattr(each.title or each.url)
        lines.append(f'<outline type="rss" text={text} xmlUrl={quoteattr(each.url)}/>')
    lines += ["</outline>"] * len(open_folders) + ["</body>", "</opml>", ""]
    return "\n".join(lines)


def read_sitemap(data: bytes) -> tuple[SitemapEntry, ...]:
    """The pages of a sitemap (sitemaps.org 0.9, news extension of Google). Raises Unreadable."""
    root = parse_xml(data)
    if _name(root) not in {"urlset", "sitemapindex"}:
        raise Unreadable("broken sitemap", f"the document is {_name(root)!r}")
    found = []
    for element in root:
        values: dict[str, str] = {}
        for each in element.iter():
            if isinstance(each.tag, str) and each.text and each.text.strip():
                values.setdefault(_name(each), each.text.strip())
        if _is_web(url := values.get("loc", "")):
            found.append(SitemapEntry(
                url, values.get("title"), values.get("name"), values.get("language"),
                values.get("publication_date"), index=_name(element) == "sitemap",
            ))  # fmt: skip
    if not found:
        raise Unreadable("empty sitemap", "no page in it")
    return tuple(found)


def alternate_feeds(page: str | bytes, base: str) -> tuple[str, ...]:
    """The feeds that a page names as its own (``link rel="alternate"``), in its order."""
    text = page if isinstance(page, str) else decode_page(page)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"))
    except (etree.ParserError, ValueError):
        return ()
    found = []
    for link in tree.iter("link"):
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in _FEED_TYPES:
            try:
                url = urljoin(base, (link.get("href") or "").strip())
            except ValueError:
                continue
            if _is_web(url) and "/comments" not in url:
                found.append(url)
    return tuple(dict.fromkeys(found))


def _name(element: etree._Element) -> str:
    """The local name in small letters, whatever the namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
