"""From one ``RawDocument`` to one ``Article``, or to the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.extract.addresses import address_key, canonical_address, outlet_of
from dateline.extract.clean import clean, clean_line
from dateline.extract.language import detect_language, language_tag
from dateline.extract.page import Page, read_page
from dateline.extract.when import ImpossibleDate, normal_date
from dateline.similarity.identity import digest
from dateline.types import Article, RawDocument, Rejected

MAX_CHARACTERS = 1_000_000
"""What is longer is a book, a dump or an attack, and no article."""
_FEWEST_WORDS = 3
_FEWEST_LETTERS_WITHOUT_SPACES = 6
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A value and where it came from."""

    value: str | None
    origin: str


def extract(document: RawDocument) -> Article | Rejected:
    """The article that ``document`` holds; pure, and the same for the same document.

    Plain text keeps every letter it has (only line ends and control characters change); of a page
    the main text is taken. What the document states wins over what its page says, and that over
    what is concluded from its text; ``origins_of_fields`` says which it was.
    """
    page = None
    if document.html is not None:
        page = read_page(document.html, document.url, document.title)
    text = clean(page.text if page else document.text or "")
    title = _first(document, page, "title")
    if (fault := _fault(text)) is not None:
        return Rejected(document.source, *fault)
    try:
        published, updated = (_date(document, page, name) for name in ("published", "updated"))
    except ImpossibleDate as error:
        return Rejected(document.source, "impossible date", str(error))
    url = _address(document, page)
    outlet = _first(document, page, "outlet")
    if outlet.value is None and url.value:
        outlet = _Field(outlet_of(url.value), "address")
    fields = {
        "title": title, "url": url, "outlet": outlet, "byline": _first(document, page, "byline"),
        "published": published, "updated": updated, "section": _first(document, page, "section"),
        "language": _language(document, page, f"{title.value or ''}\n{text}"),
    }  # fmt: skip
    key = article_key(url.value, outlet.value, document.source_id, title.value, text)
    return Article(
        id=digest(key),
        key=key,
        version=digest(title.value or "", text),
        text=text,
        source=document.source,
        source_id=document.source_id,
        partial=document.partial or bool(page and page.partial),
        origins_of_fields=tuple(
            (name, field.origin) for name, field in sorted(fields.items()) if field.origin
        ),
        **{name: field.value for name, field in fields.items()},  # type: ignore[arg-type]
    )


def article_key(
    url: str | None, outlet: str | None, source_id: str | None, title: str | None, text: str
) -> str:
    """What makes an article this one (DESIGN.md, "Identity"): its address; else its outlet and the
    id it was given; else a hash of title and text.

    An id without an outlet is only unique in its own file: it joins the hash, so that neither the
    same id in two files nor the same text under two ids makes one article of two.
    """
    address = address_key(url)
    if address is not None:
        return f"address:{address}"
    if outlet and source_id:
        return f"outlet:{outlet}\x1f{source_id}"
    return f"text:{digest(title or '', text, *([source_id] if source_id else []))}"


def _fault(text: str) -> tuple[str, str] | None:
    if len(text) > MAX_CHARACTERS:
        return "too large", f"{len(text):,} characters; an article has at most {MAX_CHARACTERS:,}"
    if not text.strip():
        return "no text", "no main text was found"
    words = len(_WORD.findall(text[:10_000]))
    if words < _FEWEST_WORDS and len(_UNSPACED.findall(text)) < _FEWEST_LETTERS_WITHOUT_SPACES:
        return "too short", f"{words} {'word' if words == 1 else 'words'}: {text.strip()[:60]!r}"
    return None


def _first(document: RawDocument, page: Page | None, name: str) -> _Field:
    """A field as given, else as the page has it."""
    if (given := clean_line(getattr(document, name))) is not None:
        return _Field(given, "given")
    found = clean_line(getattr(page, name)) if page else None
    return _Field(found, page.origins.get(name, "page") if page and found else "")


def _date(document: RawDocument, page: Page | None, name: str) -> _Field:
    given = clean_line(getattr(document, name))
    if given is not None:
        normal = normal_date(given, language_tag(document.language))
        if normal is not None:
            return _Field(normal, "given")
    found: str | None = getattr(page, name) if page else None
    if found is not None and page is not None:
        return _Field(found, page.origins.get(name, "page"))
    return _Field(None, "given, but unreadable" if given else "")


def _address(document: RawDocument, page: Page | None) -> _Field:
    if page and page.url:
        return _Field(page.url, page.origins.get("url", "page"))
    given = canonical_address(document.url)
    return _Field(given, "given" if given else "")


def _language(document: RawDocument, page: Page | None, text: str) -> _Field:
    """As given; else as detected; else as the page says, whose templates are often wrong."""
    if (given := language_tag(document.language)) is not None:
        return _Field(given, "given")
    found, _ = detect_language(text)
    if found != "und":
        return _Field(found, "detected")
    stated = language_tag(page.language) if page else None
    return _Field(stated or "und", page.origins.get("language", "page") if page and stated else "")
