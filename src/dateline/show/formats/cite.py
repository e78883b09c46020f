"""Reference lists for reference managers: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dateline.errors import UsageError
from dateline.show.formats.notes import clean, safe_url
from dateline.show.formats.structured import dumps
from dateline.types import Article

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "%": r"\%",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def render_bibtex(articles: Sequence[Article]) -> str:
    """One ``@online`` an article (biblatex), its key the article's id."""
    return "\n".join(_bibtex(article) for article in articles)


def render_ris(articles: Sequence[Article]) -> str:
    """One ``TY  - NEWS`` record an article, lines ended as RIS wants them."""
    return "".join(f"{line}\r\n" for article in articles for line in _ris(article))


def render_csl(articles: Sequence[Article]) -> str:
    """CSL-JSON: a list of ``article-newspaper`` items."""
    return dumps([_csl(article) for article in articles])


CITATION_FORMATS: Mapping[str, Callable[[Sequence[Article]], str]] = MappingProxyType(
    {"bibtex": render_bibtex, "ris": render_ris, "csl": render_csl}
)


def render_citations(articles: Sequence[Article], format: str) -> str:
    """Articles in one of ``CITATION_FORMATS``; raises UsageError for an unknown one."""
    if format not in CITATION_FORMATS:
        raise UsageError(
            f"citations cannot be written as {format!r}; choose {', '.join(CITATION_FORMATS)}"
        )
    return CITATION_FORMATS[format](articles)


def _title(article: Article) -> str:
    """The title, else the beginning of the text."""
    if article.title and clean(article.title):
        return clean(article.title)
    words = clean(article.text).split()
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def _day(article: Article) -> str:
    match = _DAY.match(article.published or "")
    return match[0] if match else ""


def _bibtex(article: Article) -> str:
    url = safe_url(article.url)
    fields = {
        "title": "{" + _title(article).translate(_TEX) + "}",
        "author": "{" + clean(article.byline or "").translate(_TEX) + "}",
        "organization": clean(article.outlet or "").translate(_TEX),
        "date": _day(article),
        "url": (url or "").replace("%", r"\%").replace("#", r"\#"),
        "langid": article.language if article.language != "und" else "",
    }
    lines = [
        f"  {name} = {{{value}}}," for name, value in fields.items() if value not in ("", "{}")
    ]
    return "\n".join([f"@online{{{article.id},", *lines, "}", ""])


def _ris(article: Article) -> list[str]:
    day = _day(article)
    pairs = [
        ("TY", "NEWS"),
        ("ID", article.id),
        ("TI", _title(article)),
        ("AU", clean(article.byline or "")),
        ("T2", clean(article.outlet or "")),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("UR", safe_url(article.url) or ""),
        ("LA", article.language if article.language != "und" else ""),
    ]
    return [f"{tag}  - {value}" for tag, value in pairs if value] + ["ER  - ", ""]


def _csl(article: Article) -> dict[str, Any]:
    day, url = _day(article), safe_url(article.url)
    item: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": _title(article),
    }
    if article.byline:
        item["author"] = [{"literal": clean(article.byline)}]
    if article.outlet:
        item["container-title"] = clean(article.outlet)
    if day:
        item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    if url:
        item["URL"] = url
    if article.language != "und":
        item["language"] = article.language
    return item
