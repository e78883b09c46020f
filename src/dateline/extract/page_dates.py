"""When a page was published: stated times first, then dates written beside the heading, then the
address, then what htmldate finds (Barbaresi 2020)."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date, timedelta

from htmldate import find_date
from lxml.html import HtmlElement

from dateline.extract.clean import clean_line
from dateline.extract.metadata import Metadata
from dateline.extract.when import ImpossibleDate, date_in, stated_date

_IN_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_DATED = re.compile(
    r"dat[eu]|time|zeit|fecha|publi|stand|info|meta|posted|byline|header", re.IGNORECASE
)
_CHANGED = re.compile(
    r"updat|modif|änder|aktualis|изменен|обновл|оновл|змінен|actualiz|mise? à jour", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?:published|posted|erschienen|erstellt|veröffentlicht|publié|publicado|pubblicato|opublikowano|"
    r"опубликовано|опубліковано)\b[^\d]{0,25}(.{8,25})",
    re.IGNORECASE,
)  # fmt: skip
_NEAR = 120
_SHORT = 90


def published(
    tree: HtmlElement, metadata: Metadata, url: str | None, language: str | None
) -> tuple[str, str] | None:
    """The publication date of a page in ISO 8601 and its origin, or None."""
    in_address = _from_address(url)
    stated = _stated(metadata, "published")
    if stated is not None:
        return _local(stated[0], in_address, language), stated[1]
    for finder in (_marked, _beside_heading, _plain_meta, _labelled):
        if (found := finder(tree)) is not None:
            return found
    if in_address is not None:
        return in_address, "address"
    return _by_htmldate(tree, url)


def updated(metadata: Metadata) -> tuple[str, str] | None:
    """The date of the last edit that the page states, or None."""
    return _stated(metadata, "updated")


def _stated(metadata: Metadata, name: str) -> tuple[str, str] | None:
    value = _normal(metadata.values.get(name))
    return (value, metadata.origins[name]) if value else None


def _normal(value: str | None) -> str | None:
    try:
        return stated_date(value)
    except ImpossibleDate:
        return None


def _local(stated: str, in_address: str | None, language: str | None) -> str:
    """The outlet's own day for a time that was converted to UTC.

    The day in the address is the outlet's. Midnight in central Europe is written 22:00:00 or
    23:00:00 UTC by systems that only keep days.
    """
    if not stated.endswith("Z"):
        return stated
    day = date.fromisoformat(stated[:10])
    if in_address is not None and abs((date.fromisoformat(in_address) - day).days) == 1:
        return in_address
    if stated[11:] in {"22:00:00Z", "23:00:00Z"} and language in {
        "de",
        "fr",
        "it",
        "es",
        "nl",
        "pl",
    }:
        return (day + timedelta(days=1)).isoformat()
    return stated


def _from_address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(url or "")
    return _normal("-".join(match.groups())) if match else None


def _marked(tree: HtmlElement) -> tuple[str, str] | None:
    """The element that says of itself that it holds the publication date."""
    for each in tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]'):
        value = _normal(each.get("datetime") or each.get("content")) or date_in(each.text_content())
        if value:
            return value, "datePublished element"
    return None


def _beside_heading(tree: HtmlElement) -> tuple[str, str] | None:
    """The date nearest to the heading, in a time element or in a short element of its own."""
    for heading in tree.iter("h1"):
        before = heading.xpath("./preceding::*[not(self::script or self::style)][position() < 12]")
        after = heading.xpath(f"./descendant::* | ./following::*[position() < {_NEAR}]")
        for each in [*after, *reversed(before)]:
            if not isinstance(each.tag, str) or each.tag in {"script", "style", "a", "h2", "h3"}:
                continue
            if (value := _date_of(each)) is not None:
                return value, "beside the heading"
    return None


def _date_of(element: HtmlElement) -> str | None:
    if _changed(element):
        return None
    if element.tag == "time" and (value := _normal(element.get("datetime"))):
        return value
    named = _DATED.search(f"{element.get('class') or ''} {element.get('id') or ''}")
    longest = _SHORT if named or element.tag == "time" else _SHORT // 2
    for text in (element.text, *(child.tail for child in element)):
        text = clean_line(text) or ""
        if len(text) <= longest and (value := date_in(text)):
            return value
    return None


def _plain_meta(tree: HtmlElement) -> tuple[str, str] | None:
    """A meta element named just "date": often that of the edit or of the page's last build."""
    for each in tree.xpath('//meta[translate(@name, "DATE", "date")="date"]/@content'):
        if value := _normal(str(each)):
            return value, "meta date"
    return None


def _labelled(tree: HtmlElement) -> tuple[str, str] | None:
    for text in tree.itertext():
        if len(text) < 200 and (match := _LABELLED.search(text)) and (value := date_in(match[1])):
            return value, "labelled date"
    return None


def _changed(element: HtmlElement) -> bool:
    parent = element.getparent()
    around = [element.get("class"), element.get("itemprop"), element.text]
    around += [parent.get("class"), parent.text] if parent is not None else []
    return bool(_CHANGED.search(" ".join(part[:60] for part in around if part)))


def _by_htmldate(tree: HtmlElement, url: str | None) -> tuple[str, str] | None:
    """htmldate changes the tree it is given, and raises on some broken pages."""
    try:
        found = _normal(
            find_date(deepcopy(tree), url=url, original_date=True, max_date="2200-01-01")
        )
    except Exception:  # a page in the wild must never stop a run
        return None
    return (found, "htmldate") if found else None
