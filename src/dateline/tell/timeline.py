"""A timeline: the days that mattered, told newest first, one day an entry.

An entry stands under the most important event of its day; where its sentences also tell further
events of the day, ``also`` names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.tell.entry import Day, Pool, Subject, entry_sentences, pool_of
from dateline.tell.importance import default_length, importance
from dateline.tell.passages import centroid, idf, terms, weighted
from dateline.types import CitedSentence, Event, Timeline, TimelineEntry

SENTENCES = 3
#: Headlines that say what a timeline is about, and events of one day that one entry looks at.
HEADLINES = 300
EVENTS_A_DAY = 30
#: Undated events that a timeline of its own length shows.
UNDATED_MOST = 10
#: What so many entries before it have said, an entry does not say again.
NEIGHBOURS = 3


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
    """The best ``entries`` happenings between two days (both included, ``YYYY-MM-DD``).

    ``sentences`` is the most an entry tells; ``language`` (BCP 47) is told first. Without
    ``entries`` the length is decided by ``default_length``. Relevances count against the
    largest among the candidates. Undated events stand behind all others, where no days are
    asked for.
    """
    weights = _weights(candidates)
    days = _by_day(candidates, weights)
    scores = {
        day: sum(weights[event.id] for event in found)
        for day, found in days.items()
        if (start or "")[:10] <= day <= (end or "~")[:10]
    }
    most = default_length(scores.values()) if entries is None else max(0, entries)
    best = sorted(scores, key=lambda day: (-scores[day], day))[:most]
    pools = {day: pool_of(Day(_first(days, day), _first(days, _after(day)))) for day in best}
    subject = _subject(candidates, weights, pools.values())
    limit = SENTENCES if sentences is None else max(0, sentences)
    told: list[TimelineEntry] = []
    for day in sorted(best):
        said = [sentence for entry in told[-NEIGHBOURS:] for sentence in entry.summary]
        chosen = entry_sentences(pools[day], subject, limit, language, said)
        told.append(entry_of(days[day][0], scores[day], chosen))
    if not oldest_first:
        told.reverse()
    if start is None and end is None:
        left = UNDATED_MOST if entries is None else entries - len(told)
        for event in _undated(candidates, weights)[: max(0, left)]:
            own = [(sentence, event.id) for sentence in event.telling.summary[:limit]]
            told.append(entry_of(event, weights[event.id], own))
    why = f"{len(told)} of {len(scores)} days, those that later reports refer to most"
    return Timeline(title, storyline, tuple(told), why=why)


def told_relevance(event: Event, articles: Mapping[str, float]) -> float:
    """How relevant a told event is: the mean over the articles that mention it, which often do
    not repeat in its own sentence what their subject is. 0 for reported events.

    ``articles`` gives the relevance of articles by id.
    """
    found = [articles.get(article, 0.0) for article in event.mentioned_by]
    return sum(found) / len(found) if found else 0.0


def _weights(candidates: Sequence[Candidate]) -> dict[str, float]:
    """What each event weighs, its relevance taken as a share of the largest."""
    top = max((c.relevance for c in candidates), default=0.0)
    return {
        c.event.id: importance(c.event, max(0.0, c.relevance) / top if top > 0 else 1.0)
        for c in candidates
    }


def _by_day(
    candidates: Sequence[Candidate], weights: Mapping[str, float]
) -> dict[str, list[Event]]:
    """Events by their first day, the most important first."""
    days: dict[str, list[Event]] = {}
    for event in (candidate.event for candidate in candidates):
        day = (event.telling.date.start or "")[:10]
        if day and event.telling.sentences:
            days.setdefault(day, []).append(event)
    for found in days.values():
        found.sort(key=lambda event: (-weights[event.id], event.id))
    return days


def _undated(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[Event]:
    """Reported events that nothing dates, the most important first: they are shown all the same."""
    events = (c.event for c in candidates)
    found = [e for e in events if e.telling.date.start is None and e.articles]
    return sorted(found, key=lambda event: (-weights[event.id], event.id))


def _first(days: Mapping[str, Sequence[Event]], day: str) -> Sequence[Event]:
    return days.get(day, ())[:EVENTS_A_DAY]


def _after(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def _subject(
    candidates: Sequence[Candidate], weights: Mapping[str, float], pools: Iterable[Pool]
) -> Subject:
    """The words of the chosen days weighed, and the centre of the most important headlines."""
    words = idf([counted for pool in pools for _, _, _, counted in pool.options])
    ranked = sorted(candidates, key=lambda c: (-weights[c.event.id], c.event.id))[:HEADLINES]
    return Subject(words, centroid(weighted(_headline(c.event), words) for c in ranked))


def _headline(event: Event) -> Mapping[str, int]:
    told = event.telling
    return terms(told.headline, told.sentences[0].language if told.sentences else "und")


def entry_of(
    best: Event, score: float, chosen: Sequence[tuple[CitedSentence, str]]
) -> TimelineEntry:
    """A day under its most important event, with the sentences chosen for it and whose they are."""
    telling = best.telling
    return TimelineEntry(
        date=telling.date,
        event=best.id,
        headline=telling.headline,
        headline_citations=telling.headline_citations,
        summary=tuple(sentence for sentence, _ in chosen),
        outlets=best.outlets,
        origins=best.origins,
        articles=len(best.articles),
        disagreements=tuple(d.id for d in telling.disagreements),
        told=not best.articles,
        mentioned_by=best.mentioned_by,
        importance=round(score, 4),
        why=_why(best),
        also=tuple(dict.fromkeys(event for _, event in chosen if event != best.id)),
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
    if not event.articles and event.why:
        return event.why
    parts = [f"{event.origins} independent report{'s' if event.origins != 1 else ''}"]
    if event.references:
        parts.append(f"{event.references} later reference{'s' if event.references != 1 else ''}")
    return ", ".join(parts)
