"""A timeline: the days that mattered, one entry each, newest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.types import CitedSentence, Event, Timeline, TimelineEntry

SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that may stand in a timeline; ``relevance`` to the query, 1 for a storyline's."""

    event: Event
    relevance: float = 1.0


def tell_timeline(
    title: str,
    storyline: str | None,
    candidates: Sequence[Candidate],
    entries: int | None = None,
    sentences: int | None = None,
    start: str | None = None,
    end: str | None = None,
    oldest_first: bool = False,
    language: str | None = None,
) -> Timeline:
    """The best ``entries`` events between two days (both included, ``YYYY-MM-DD``).

    ``sentences`` is the most an entry tells; ``language`` (BCP 47) is told first. Without
    ``entries`` the timeline's length is decided by ``default_length``.
    """
    days = _by_day(candidates, start, end)
    scores = {day: sum(importance(c) for c in found) for day, found in days.items()}
    most = default_length(scores) if entries is None else max(0, entries)
    best = sorted(scores, key=lambda day: (-scores[day], day))[:most]
    told = [
        _entry(days[day], scores[day], SENTENCES if sentences is None else sentences, language)
        for day in sorted(best, reverse=not oldest_first)
    ]
    why = f"{len(told)} of {len(days)} days, by how many independent reports tell of them"
    return Timeline(title, storyline, tuple(told), why=why)


def importance(candidate: Candidate) -> float:
    """How much a candidate matters: independent reports, references back, relevance."""
    event = candidate.event
    told = event.origins if event.articles else 0.8 * event.origins
    return candidate.relevance * (math.log1p(told) + 0.5 * math.log1p(event.references))


def default_length(scores: dict[str, float]) -> int:
    """As many days as stand out from the median, at least five where there are so many."""
    if not scores:
        return 0
    values = sorted(scores.values(), reverse=True)
    median = values[len(values) // 2]
    return max(min(5, len(values)), sum(value > 1.5 * median for value in values))


def _by_day(
    candidates: Sequence[Candidate], start: str | None, end: str | None
) -> dict[str, list[Candidate]]:
    days: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        first = candidate.event.telling.date.start
        if first is None or not candidate.event.telling.sentences:
            continue
        day = first[:10]
        if (start is None or day >= start[:10]) and (end is None or day <= end[:10]):
            days.setdefault(day, []).append(candidate)
    return days


def _entry(
    found: Sequence[Candidate], score: float, most: int, language: str | None
) -> TimelineEntry:
    """The most important event of a day, told in at most ``most`` sentences."""
    best = min(found, key=lambda c: (-importance(c), c.event.id)).event
    telling = best.telling
    return TimelineEntry(
        date=telling.date,
        event=best.id,
        headline=telling.headline,
        headline_citations=telling.headline_citations,
        summary=preferred(telling.sentences, language)[:most],
        outlets=best.outlets,
        origins=best.origins,
        articles=len(best.articles),
        disagreements=tuple(d.id for d in telling.disagreements),
        told=not best.articles,
        mentioned_by=best.mentioned_by,
        importance=round(score, 4),
        why=_why(best),
    )


def preferred(
    sentences: Sequence[CitedSentence], language: str | None
) -> tuple[CitedSentence, ...]:
    """Those in the reader's language first, else in the given order."""
    if language is None:
        return tuple(sentences)
    wanted = language.partition("-")[0].lower()
    return tuple(sorted(sentences, key=lambda s: s.language.partition("-")[0].lower() != wanted))


def _why(event: Event) -> str:
    parts = [f"{event.origins} independent report{'s' if event.origins != 1 else ''}"]
    if event.references:
        parts.append(f"{event.references} later references")
    return event.why if not event.articles and event.why else ", ".join(parts)
