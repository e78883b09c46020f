"""What a page states about its article: schema.org JSON-LD, Open Graph and other meta elements.

Each value comes with its origin, the first that has one in the order: JSON-LD of an article,
``meta`` elements, the document itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from dateline.extract.addresses import address_key, canonical_address, same_site
from dateline.extract.clean import clean_line

_ARTICLE_TYPE = re.compile(r"(Article|BlogPosting|Report|LiveBlogPosting|Review)$")
_DEEPEST = 6
_LD = '//script[contains(@type, "ld+json")]'
_METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "headline", "parsely-title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright"),
    "byline": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
    "section": ("article:section", "section", "parsely-section", "category"),
    "language": ("og:locale", "language", "dc.language", "content-language"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "pubdate",
        "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date.created", "dcterms.created",
        "dcterms.issued", "dc.date", "publish-date", "publish_date", "publication_date",
        "article_date_original",
        "cxenseparse:recs:publishtime", "article.published", "last-published",
        "originalpublicationdate",
    ),
    "updated": (
        "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified",
        "dcterms.modified", "last-modified", "lastmod", "modified",
    ),
}  # fmt: skip
_LD_FIELDS = {
    "title": "headline", "byline": "author", "section": "articleSection",
    "language": "inLanguage", "published": "datePublished", "updated": "dateModified",
}  # fmt: skip
_TITLE_DIVIDER = re.compile(r"\s+[|·•»«–—-]\s+|\s*[|»]\s*")
_ADDRESS = re.compile(r"https?://|www\.|@")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Stated values by field, each with its origin, and the article body that JSON-LD may hold."""

    values: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    paid: bool = False


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """The metadata of a parsed page that stands at ``url``; unknown fields are left out."""
    found: dict[str, tuple[str, str]] = {}
    linked = _linked_data(tree)
    metas = _metas(tree)
    for name in _METAS:
        value = _text(linked.get(_LD_FIELDS.get(name, "")))
        if value and not (name == "byline" and _ADDRESS.search(value)):
            found[name] = value, "json-ld"
            continue
        for key in _METAS[name]:
            if (value := metas.get(key)) and not (name == "byline" and _ADDRESS.search(value)):
                found[name] = value, f"meta {key}"
                break
    _from_document(tree, found, linked)
    if (address := _canonical(tree, metas, url)) is not None:
        found["url"] = address
    return Metadata(
        {name: value for name, (value, _) in found.items()},
        {name: origin for name, (_, origin) in found.items()},
        body=str(linked.get("articleBody") or ""),
        paid=str(linked.get("isAccessibleForFree")).lower() in {"false", "no"},
    )


def _from_document(
    tree: HtmlElement, found: dict[str, tuple[str, str]], linked: Mapping[str, Any]
) -> None:
    """Fills in what neither JSON-LD nor meta elements had from the document's own elements."""
    if publisher := _text(linked.get("publisher")):
        found.setdefault("outlet", (publisher, "json-ld"))
    headings = [clean_line(each.text_content()) for each in tree.iter("h1")]
    page_title = next((clean_line(each.text_content()) for each in tree.iter("title")), None)
    if "title" in found:
        found["title"] = _without_site(found["title"][0], found, headings), found["title"][1]
    elif len(headings) == 1 and headings[0]:
        found["title"] = headings[0], "h1"
    elif page_title:
        found["title"] = _without_site(page_title, found, headings), "title element"
    language = next(iter(tree.xpath("/html/@lang | /html/@xml:lang | //body/@lang")), None)
    if language:
        found["language"] = str(language), "html lang"


def _without_site(
    title: str, found: Mapping[str, tuple[str, str]], headings: list[str | None]
) -> str:
    """A title without the outlet's name at either end: "Bridge closed - Ostrel Post"."""
    for heading in headings:
        if heading and heading != title and len(heading) > 15 and title.startswith(heading):
            return heading
    pieces = _TITLE_DIVIDER.split(title)
    if len(pieces) < 2:
        return title
    outlet = found["outlet"][0].casefold() if "outlet" in found else ""
    first, last = pieces[0].casefold(), pieces[-1].casefold()
    if outlet and (last == outlet or outlet.startswith(last) or last.startswith(outlet)):
        return title[: title.rindex(pieces[-1])].rstrip(" |·•»«–—-")
    if outlet and first == outlet:
        return title[len(pieces[0]) :].lstrip(" |·•»«–—-:")
    return title


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The content of meta elements by lower-case name; the first of each name."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        name = name or element.get("http-equiv")
        content = clean_line(element.get("content"))
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _canonical(
    tree: HtmlElement, metas: Mapping[str, str], url: str | None
) -> tuple[str, str] | None:
    """The page's own word on its address, where it names an article of the same site.

    A page may not pass for an article of another site: that would let one outlet's page become a
    version of another outlet's article.
    """
    links = tree.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href')
    candidates = [(str(link), "link canonical") for link in links[:1]]
    candidates.append((metas.get("og:url", ""), "meta og:url"))
    given = canonical_address(url)
    for candidate, origin in candidates:
        address = canonical_address(candidate, given) if candidate else None
        names_article = address is not None and address_key(address) is not None
        if address and names_article and (given is None or same_site(address, given)):
            return address, origin
    return (given, "given") if given else None


def _linked_data(tree: HtmlElement) -> Mapping[str, Any]:
    """The first article object of the page's JSON-LD, else an empty mapping."""
    others: Mapping[str, Any] = {}
    for element in tree.xpath(_LD):
        for thing in _things(_loads(element.text or ""), 0):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(_ARTICLE_TYPE.search(str(kind)) for kind in kinds):
                return thing
            if "WebPage" in kinds and not others:
                others = {key: thing.get(key) for key in ("datePublished", "dateModified")}
    return others


def _things(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:50]:
            yield from _things(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _loads(text: str) -> Any:
    text = re.sub(r"^\s*(<!--|//<!\[CDATA\[|/\*.*?\*/)|(-->|//\]\]>)\s*;?\s*$", "", text.strip())
    try:
        return json.loads(text.rstrip("; \n"), strict=False)
    except (ValueError, RecursionError):
        return None


def _text(value: Any) -> str | None:
    """The text of a JSON-LD value: a string, the name of a thing, or all the names of a list."""
    if isinstance(value, list):
        names = [name for each in value[:10] if (name := _text(each))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name") or value.get("alternateName")
    return clean_line(unescape(value)) if isinstance(value, str) else None
