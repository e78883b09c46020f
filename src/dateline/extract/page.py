"""One HTML page as an article: main text and metadata, each value with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trafilatura import load_html

from dateline.extract import page_dates
from dateline.extract.addresses import canonical_address
from dateline.extract.body import fragment_text, is_fragment, main_text
from dateline.extract.language import language_tag
from dateline.extract.metadata import read_metadata
from dateline.extract.rules import rule

_SHORT_TEXT = 200
_TEXT_OF_A_STUB = 1500
_PAYWALL = rule("paywall")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its main text and what it says about it, with where each was found.

    ``partial`` is true for a paywall's stub.
    """

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


def read_page(html: str | bytes, url: str | None, title: str | None = None) -> Page:
    """The page's article; ``text`` is empty where none was found.

    ``html`` may be a piece of a page too. ``url`` is where it came from, ``title`` the title that
    is known from elsewhere.
    """
    if is_fragment(html):
        piece = html if isinstance(html, str) else html.decode("utf-8", "replace")
        return Page(fragment_text(piece, title))
    tree = load_html(html)
    if tree is None:
        return Page("")
    address = canonical_address(url)
    metadata = read_metadata(tree, address)
    values, origins = dict(metadata.values), dict(metadata.origins)
    language = language_tag(values.get("language"))
    dates = {
        "published": page_dates.published(tree, metadata, address, language),
        "updated": page_dates.updated(metadata),
    }
    for name, found in dates.items():
        values.pop(name, None)
        if found is not None:
            values[name], origins[name] = found
    text = main_text(tree, values.get("title"))
    if len(text) < _SHORT_TEXT and len(metadata.body) > 2 * len(text):
        text = metadata.body
    stub = len(text) < _TEXT_OF_A_STUB
    walled = stub and (metadata.paid or bool(_PAYWALL.search(tree.text_content())))
    return Page(text, partial=walled, origins=origins, **values)
