"""Told events: what happened on a day that only later articles mention, and what later articles
say of what was reported on its day.

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
REFERS = 0.2
#: A sentence that names more past days than this is a list, and dates nothing.
MOST_DAYS = 2
CANDIDATES = 12
SUMMARY = 2
#: Sentences of one happening that are weighed against each other.
MOST_PASSAGES = 200


@dataclass(frozen=True, slots=True)
class Retold:
    """What later articles say of one reported event: how many origins refer back to it, in how
    many sentences, and the best of these."""

    references: int = 0
    mentions: int = 0
    sentences: tuple[CitedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class PastTelling:
    """Told events by (day, id), and what is retold of the reported ones, by event id."""

    events: tuple[Event, ...]
    retold: Mapping[str, Retold]

    @property
    def references(self) -> Mapping[str, int]:
        """How many origins refer back to each reported event that any refers to."""
        return {key: retold.references for key, retold in self.retold.items()}


@dataclass(slots=True)
class _Happening:
    """Dated sentences of one day that tell one thing."""

    passages: list[Passage] = field(default_factory=list)
    vectors: list[Vector] = field(default_factory=list)
    sum: dict[str, float] = field(default_factory=dict)

    def add(self, passage: Passage, vector: Vector) -> None:
        self.passages.append(passage)
        self.vectors.append(vector)
        for term, value in vector.items():
            self.sum[term] = self.sum.get(term, 0.0) + value

    def like(self, vector: Vector) -> float:
        norm = sum(value * value for value in self.sum.values()) ** 0.5
        return cosine(vector, self.sum) / norm if norm else 0.0


def tell_past(storyline: str, reports: Sequence[Report], reported: Sequence[Event]) -> PastTelling:
    """The told events of a storyline and what is retold of its reported ones.

    ``reports`` come in the one order, ``reported`` are the storyline's reported events. A
    sentence counts when it names a day before its article's own: for the reported event of that
    day that it resembles, else for a happening of its own.
    """
    known: dict[date, list[tuple[str, Vector]]] = {}
    for event in reported:
        day = day_of(event.telling.date)
        if day is not None and event.articles:
            known.setdefault(day, []).append((event.id, _centre(event)))
    retold: dict[str, _Happening] = {}
    happenings: dict[date, list[_Happening]] = {}
    for day, passage in dated(reports):
        vector = weighted(passage.terms, {})
        match = _best(vector, known.get(day, ()))
        if match is not None and match[0] >= REFERS:
            retold.setdefault(match[1], _Happening()).add(passage, vector)
        else:
            _place(happenings.setdefault(day, []), passage, vector)
    told = [_event(storyline, day, one) for day in sorted(happenings) for one in happenings[day]]
    told.sort(key=lambda event: (event.telling.date.start or "", event.id))
    return PastTelling(tuple(told), {key: _retold(retold[key]) for key in sorted(retold)})


def dated(reports: Sequence[Report]) -> Iterator[tuple[date, Passage]]:
    """Sentences of each origin's first report with each day they name before their article's."""
    seen: set[str] = set()
    for report in reports:
        own = day_of(report.analysed.date)
        if report.origin in seen or own is None:
            continue
        seen.add(report.origin)
        mentions = [
            (m.span[0], day)
            for m in report.analysed.mentions
            if m.field == "text" and (day := single_day(m)) is not None and day < own
        ]
        for place, sentence in enumerate(report.analysed.sentences):
            past = dict.fromkeys(d for at, d in mentions if sentence.start <= at < sentence.end)
            if past and len(past) <= MOST_DAYS and sentence.field == "text":
                passage = passage_of(report, place, sentence)
                if passage is not None:
                    yield from ((day, passage) for day in past)


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
    scored = [(one.like(vector), one) for one in happenings]
    best = max(scored, key=lambda item: item[0], default=None)
    if best is None or best[0] < ALIKE:
        happenings.append(_Happening())
        happenings[-1].add(passage, vector)
    else:
        best[1].add(passage, vector)


def _sentences(happening: _Happening) -> tuple[CitedSentence, ...]:
    """The most central sentences that do not repeat each other."""
    scored = [
        (happening.like(vector) * passage.fit, passage, vector)
        for passage, vector in zip(happening.passages, happening.vectors, strict=True)
    ]
    scored.sort(key=lambda item: (-item[0], item[1].key))
    chosen = choose(scored[:MOST_PASSAGES], CANDIDATES)
    return tuple(pick.passage.cited(pick.score, pick.support) for pick in chosen)


def _retold(happening: _Happening) -> Retold:
    origins = {passage.origin for passage in happening.passages}
    return Retold(len(origins), len(happening.passages), _sentences(happening))


def _event(storyline: str, day: date, happening: _Happening) -> Event:
    sentences = _sentences(happening)
    founder = happening.passages[0]
    place = f"{founder.start}-{founder.end}"
    articles = {p.analysed.article.id: p.analysed.article.outlet for p in happening.passages}
    text = day.isoformat()
    number = len(articles)
    return Event(
        id="t" + digest(founder.analysed.article.id, text, place),
        storyline=storyline,
        telling=EventTelling(
            date=DateRange(text, text, "day"),
            headline=sentences[0].text,
            headline_citations=sentences[0].citations[:1],
            summary=sentences[:SUMMARY],
            sentences=sentences,
            confidence=round(1 - 0.5**number, 3),
        ),
        articles=(),
        origins=len({passage.origin for passage in happening.passages}),
        outlets=tuple(sorted({outlet for outlet in articles.values() if outlet})),
        why=f"mentioned by {number} later article{'s' if number > 1 else ''}",
        mentioned_by=tuple(sorted(articles)),
        mentions=len(happening.passages),
    )
