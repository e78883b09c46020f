"""Told events: what happened on a day that only later articles mention, and how often later
articles refer back to what was reported on its day.

Sentences are dated by the days they name, as in the date-wise methods of timeline summarisation
(Gholipour Ghalandari and Ifrim 2020; Tran et al. 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.similarity.identity import digest
from dateline.tell.choose import choose
from dateline.tell.eventdate import day_of, single_day
from dateline.tell.passages import (
    Passage,
    Vector,
    centroid,
    cosine,
    passage_of,
    terms,
    weighted,
)
from dateline.types import CitedSentence, DateRange, Event, EventTelling, Report

#: Two dated sentences of one day at least so alike tell one happening.
ALIKE = 0.3
#: A dated sentence at least so like a reported event of its day refers back to it.
REFERS = 0.25
CANDIDATES = 12
SUMMARY = 2


@dataclass(frozen=True, slots=True)
class PastTelling:
    """Told events by (day, id), and for each reported event how many origins refer back to it."""

    events: tuple[Event, ...]
    references: Mapping[str, int]


@dataclass(slots=True)
class _Happening:
    """Dated sentences of one day that tell one thing."""

    passages: list[Passage] = field(default_factory=list)
    vectors: list[Vector] = field(default_factory=list)
    centre: Vector = field(default_factory=dict)

    def add(self, passage: Passage, vector: Vector) -> None:
        self.passages.append(passage)
        self.vectors.append(vector)
        self.centre = centroid(self.vectors)


def tell_past(storyline: str, reports: Sequence[Report], reported: Sequence[Event]) -> PastTelling:
    """The told events of a storyline and the references back to its reported ones.

    ``reports`` come in the one order, ``reported`` are the storyline's reported events. A
    sentence refers back when it names a day before its article's own; it counts for a reported
    event of that day that it resembles, else it tells a happening of its own.
    """
    known: dict[date, list[tuple[str, Vector]]] = {}
    for event in reported:
        day = day_of(event.telling.date)
        if day is not None and event.articles:
            known.setdefault(day, []).append((event.id, _centre(event)))
    referring: dict[str, set[str]] = {}
    happenings: dict[date, list[_Happening]] = {}
    for day, passage in dated(reports):
        vector = weighted(passage.terms, {})
        match = _best(vector, known.get(day, ()))
        if match is not None and match[0] >= REFERS:
            referring.setdefault(match[1], set()).add(passage.origin)
        else:
            _place(happenings.setdefault(day, []), passage, vector)
    told = [
        _event(storyline, day, happening)
        for day in sorted(happenings)
        for happening in happenings[day]
    ]
    told.sort(key=lambda event: (event.telling.date.start or "", event.id))
    return PastTelling(tuple(told), {key: len(referring[key]) for key in sorted(referring)})


def dated(reports: Sequence[Report]) -> Iterator[tuple[date, Passage]]:
    """Sentences of each origin's first report with a day they name before their article's own."""
    seen: set[str] = set()
    for report in reports:
        own = day_of(report.analysed.date)
        if report.origin in seen or own is None:
            continue
        seen.add(report.origin)
        mentions = [
            (m.span[0], single_day(m)) for m in report.analysed.mentions if m.field == "text"
        ]
        for place, sentence in enumerate(report.analysed.sentences):
            days = [
                d for at, d in mentions if d is not None and sentence.start <= at < sentence.end
            ]
            past = list(dict.fromkeys(day for day in days if day < own))
            if len(past) == 1 and (passage := passage_of(report, place, sentence)) is not None:
                yield past[0], passage


def _centre(event: Event) -> Vector:
    return centroid(
        weighted(terms(sentence.text, sentence.language), {})
        for sentence in event.telling.sentences
    )


def _best(vector: Vector, known: Sequence[tuple[str, Vector]]) -> tuple[float, str] | None:
    scored = [(cosine(vector, centre), key) for key, centre in known]
    return max(scored, key=lambda item: (item[0], item[1]), default=None)


def _place(happenings: list[_Happening], passage: Passage, vector: Vector) -> None:
    """Into the happening it is most like, else into one of its own."""
    best = max(happenings, key=lambda h: cosine(vector, h.centre), default=None)
    if best is None or cosine(vector, best.centre) < ALIKE:
        best = _Happening()
        happenings.append(best)
    best.add(passage, vector)


def _event(storyline: str, day: date, happening: _Happening) -> Event:
    found = sorted(
        zip(happening.passages, happening.vectors, strict=True),
        key=lambda item: (-cosine(item[1], happening.centre) * item[0].fit, item[0].key),
    )
    ranked = [(cosine(v, happening.centre) * p.fit, p, v) for p, v in found]
    chosen = choose(ranked, CANDIDATES)
    sentences = tuple(pick.passage.cited(pick.score, pick.support) for pick in chosen)
    founder = happening.passages[0]
    articles = dict.fromkeys(p.analysed.article.id for p in happening.passages)
    text = day.isoformat()
    return Event(
        id="t" + digest(founder.analysed.article.id, text, f"{founder.start}-{founder.end}"),
        storyline=storyline,
        telling=_telling(text, sentences, len(articles)),
        articles=(),
        origins=len({p.origin for p in happening.passages}),
        outlets=tuple(sorted({p.analysed.article.outlet or "" for p in happening.passages} - {""})),
        why=f"mentioned by {len(articles)} later article{'s' if len(articles) > 1 else ''}",
        mentioned_by=tuple(sorted(articles)),
    )


def _telling(day: str, sentences: tuple[CitedSentence, ...], articles: int) -> EventTelling:
    source = tuple(c for c in sentences[0].citations if c.role == "source")
    return EventTelling(
        date=DateRange(day, day, "day", False),
        headline=sentences[0].text,
        headline_citations=source,
        summary=sentences[:SUMMARY],
        sentences=sentences,
        confidence=round(1 - 0.5**articles, 3),
    )
