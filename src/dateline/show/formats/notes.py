"""What every shape needs: numbered notes for citations, and dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.types import Article, Citation, CitedSentence, DateRange, Timeline, TimelineEntry

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_EPOCH = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Note:
    """One cited passage: its number in the order of first use and what a reader can check."""

    number: int
    citation: Citation
    outlet: str
    title: str
    url: str | None
    published: str
    passage: str


def notes(timeline: Timeline, articles: Mapping[str, Article]) -> dict[Citation, Note]:
    """The notes of a timeline, headlines first in each entry, as the entries stand."""
    found: dict[Citation, Note] = {}
    for entry in (*timeline.entries, *timeline.background):
        for citation in cited_in(entry):
            if citation not in found:
                article = articles.get(citation.article)
                found[citation] = _note(len(found) + 1, citation, article)
    return found


def cited_in(entry: TimelineEntry) -> Iterator[Citation]:
    """Every citation of an entry, in reading order."""
    yield from entry.headline_citations
    for sentence in entry.summary:
        yield from sentence.citations


def _note(number: int, citation: Citation, article: Article | None) -> Note:
    if article is None:
        return Note(number, citation, "", citation.article, None, "", "")
    field = (article.title or "") if citation.field == "title" else article.text
    return Note(
        number,
        citation,
        clean(article.outlet or ""),
        clean(article.title or ""),
        safe_url(article.url),
        (article.published or "")[:10],
        clean(field[citation.start : citation.end]),
    )


def clean(text: str) -> str:
    """White space folded, and without what no text file or XML may hold."""
    return " ".join(_CONTROL.sub(" ", text).split())


def safe_url(url: str | None) -> str | None:
    """The address if it is a web address that can be a link, else None."""
    if url is None or not re.fullmatch(r"https?://[^\s\"<>\\^`{|}\x00-\x1f]+", url, re.IGNORECASE):
        return None
    return url


def main_language(timeline: Timeline) -> str:
    """The language that most sentences of a timeline are in."""
    counts: dict[str, int] = {}
    for entry in timeline.entries:
        for other in entry.summary:
            counts[_primary(other)] = counts.get(_primary(other), 0) + 1
    return min(counts, key=lambda key: (-counts[key], key), default="und")


def foreign(sentence: CitedSentence, main: str) -> str | None:
    """The language of a sentence where it is not the timeline's main one."""
    own = _primary(sentence)
    return None if own in (main, "und") else own


def _primary(sentence: CitedSentence) -> str:
    return sentence.language.partition("-")[0].lower()


def when(date: DateRange) -> str:
    """A date in words: "5 September 2025", "March 2024", "2019", "undated", with ", inferred"."""
    if date.start is None or date.precision == "unknown":
        return "undated"
    year, month, day = date.start[:4], _MONTHS[int(date.start[5:7]) - 1], int(date.start[8:10])
    words = f"{day} {month} {year}"
    if date.precision == "year":
        words = year
    elif date.precision == "month":
        words = f"{month} {year}"
    elif date.precision == "minute" and len(date.start) >= 16:
        words += f", {date.start[11:16]}"
    elif date.end and date.end[:10] != date.start[:10]:
        words += f" to {when(DateRange(date.end[:10], date.end[:10], 'day'))}"
    return words + (", inferred" if date.inferred else "")


def standing(entry: TimelineEntry) -> str:
    """Dateline's own words about an entry: how many report it, how independently."""
    if entry.told:
        return f"mentioned by {_count(len(entry.mentioned_by), 'later article')}"
    parts = [
        _count(len(entry.outlets), "outlet"),
        f"{entry.origins} independent",
        _count(entry.articles, "article"),
    ]
    if entry.disagreements:
        parts.append(_count(len(entry.disagreements), "disagreement"))
    return ", ".join(parts)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def updated(entry: TimelineEntry, articles: Mapping[str, Article]) -> str:
    """When an entry's cited articles last changed, in UTC (RFC 3339); never the clock."""
    times = []
    for citation in cited_in(entry):
        article = articles.get(citation.article)
        if article is not None:
            times += [utc(text) for text in (article.published, article.updated) if text]
    if not times and entry.date.start:
        times = [utc(entry.date.start)]
    return max(times, default=_EPOCH)


def utc(text: str) -> str:
    """An ISO 8601 time as RFC 3339 in UTC; what is no time becomes the epoch."""
    try:
        time = datetime.fromisoformat(text)
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return _EPOCH
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time.year >= 1000 else _EPOCH
