"""What an event's reports say together: date, headline, summary, people and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.ports import Embedder
from dateline.tell.choose import Chosen, choose
from dateline.tell.disagreements import find_disagreements
from dateline.tell.eventdate import day_of, event_date, single_day
from dateline.tell.headline import headline
from dateline.tell.passages import (
    Passage,
    Vector,
    centroid,
    cosine,
    idf,
    passages,
    weighted,
)
from dateline.tell.utterances import same_utterances
from dateline.types import CitedSentence, DateRange, EventTelling, MentionKind, Report

#: Sentences of each report that are weighed, and of all reports together.
SENTENCES_A_REPORT = 40
MOST_PASSAGES = 600
#: Ranked candidates that are kept for timelines, and sentences shown with the event.
CANDIDATES = 16
SUMMARY = 3
_NAMES = 8


def tell_event(
    event: str,
    reports: Sequence[Report],
    embedder: Embedder | None,
) -> EventTelling:
    """Tells one event from its reports, which come in the one order that everything follows.

    Every sentence of the result cites the passage it is, word for word.
    """
    when, confidence = event_date(reports)
    pool = _pool(reports)
    weights = idf([passage.terms for passage in pool])
    vectors = [weighted(passage.terms, {}) for passage in pool]
    centre = centroid(vectors)
    ranked = _ranked(pool, vectors, centre, when)
    chosen = choose(ranked, CANDIDATES)
    title, cited = headline(reports, centre, weights, chosen[0].passage if chosen else None)
    same_as = same_utterances(reports, embedder)
    conflicts, developments = find_disagreements(event, reports, same_as)
    return EventTelling(
        date=when,
        headline=title,
        headline_citations=cited,
        summary=tuple(_cited(pick) for pick in _in_order(chosen[:SUMMARY])),
        sentences=tuple(_cited(pick) for pick in chosen),
        places=names(reports, "place"),
        people=names(reports, "person"),
        confidence=confidence,
        same_as=same_as,
        disagreements=conflicts,
        developments=developments,
    )


def _pool(reports: Sequence[Report]) -> list[Passage]:
    """All passages of small events, the first sentences of every report of large ones."""
    origins = len({report.origin for report in reports})
    each = max(3, min(SENTENCES_A_REPORT, MOST_PASSAGES // max(1, origins)))
    return passages(reports, each)


def _ranked(
    pool: Sequence[Passage], vectors: Sequence[Vector], centre: Vector, when: DateRange
) -> list[tuple[float, Passage, Vector]]:
    """By nearness to the centre, early place in its article, fitness, and the event's own day."""
    day = day_of(when)
    found = []
    for passage, vector in zip(pool, vectors, strict=True):
        early = 1.0 / (1 + passage.place) ** 0.5
        score = cosine(vector, centre) + 0.35 * early
        score += 0.1 * any(
            passage.start <= mention.span[0] < passage.end and single_day(mention) == day
            for mention in passage.analysed.mentions
            if mention.field == "text" and day is not None
        )
        found.append((score * passage.fit, passage, vector))
    return sorted(found, key=lambda item: (-item[0], item[1].key))


def _cited(pick: Chosen) -> CitedSentence:
    return pick.passage.cited(pick.score, pick.support)


def _in_order(chosen: Sequence[Chosen]) -> list[Chosen]:
    """The best first, then as the articles tell them."""
    first, rest = list(chosen[:1]), list(chosen[1:])
    return first + sorted(rest, key=lambda pick: (pick.passage.place, pick.passage.key))


def names(reports: Sequence[Report], kind: MentionKind) -> tuple[str, ...]:
    """The names that most origins mention, at most eight."""
    seen: set[tuple[str, str]] = set()
    for report in reports:
        for mention in report.analysed.mentions:
            if mention.kind == kind and mention.value:
                seen.add((report.origin, mention.value))
    counts = Counter(name for _, name in seen)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(order[:_NAMES])
