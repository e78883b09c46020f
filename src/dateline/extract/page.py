"""Main text and metadata of one HTML page (trafilatura, Barbaresi 2021; htmldate, 2020)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import trafilatura
from trafilatura.settings import Document

from dateline.extract.addresses import canonical_address
from dateline.extract.when import ImpossibleDate, normal_date


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its main text and what it says about it, with where each was found."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    section: str | None = None
    partial: bool = False
    origins: Mapping[str, str] = field(default_factory=dict)


def read_page(html: str | bytes, url: str | None) -> Page:
    """The page's article; ``text`` is empty where none was found. ``url`` is where it came from."""
    address = canonical_address(url)
    found = trafilatura.bare_extraction(
        html, url=address, include_comments=False, with_metadata=True
    )
    if not isinstance(found, Document):
        return Page("")
    try:
        published = normal_date(found.date)
    except ImpossibleDate:
        published = None
    return Page(
        found.text or "", title=found.title, outlet=found.sitename, byline=found.author,
        published=published, language=found.language, url=address,
    )  # fmt: skip
