"""The sentences of one timeline entry, chosen together from all that is said of its day.

A centroid of the day's candidates ranks them (Radev et al. 2004), nearness to the whole
timeline's subject joins in, and maximal marginal relevance (Carbonell and Goldstein 1998) keeps
them from saying a thing twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.tell.passages import Vector, centroid, cosine, terms, weighted
from dateline.tell.standing import fitness
from dateline.types import CitedSentence, Event

#: What nearness to the subject counts beside nearness to the day's centre.
SUBJECT = 1.0
#: What likeness to a chosen sentence costs, and how alike two sentences say the same.
PENALTY = 0.7
SAME = 0.6
#: Sentences of an event's own reports, and of later ones about it, that are weighed.
EACH = 16
MOST = 80
#: The first sentences of the next day's report of the same happening, and what they weigh.
NEXT_SENTENCES = 6
NEXT_WEIGHT = 0.6
#: Two events of neighbouring days are one happening from this likeness on.
ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Subject:
    """What a timeline is about: weights of words, and their centre."""

    weights: Vector
    centre: Vector


@dataclass(frozen=True, slots=True)
class Day:
    """The events of a day, the most important first, and those of the next."""

    events: Sequence[Event]
    next: Sequence[Event] = ()


@dataclass(slots=True)
class _Option:
    sentence: CitedSentence
    event: str
    counted: Mapping[str, int]
    vector: Vector
    weight: float
    score: float = field(default=0.0)


@dataclass(frozen=True, slots=True)
class Pool:
    """Every sentence that may tell a day, with its event, its weight and its words."""

    options: tuple[tuple[CitedSentence, str, float, Mapping[str, int]], ...]


def pool_of(day: Day) -> Pool:
    """What the day's events, and the next day's reports of the same happenings, say.

    A sentence that several events hold counts once, for the first.
    """
    found: dict[str, tuple[CitedSentence, str, float, Mapping[str, int]]] = {}
    for event in day.events:
        for sentence in (*event.telling.sentences[:EACH], *event.retold[:EACH]):
            counted = terms(sentence.text, sentence.language)
            found.setdefault(sentence.text, (sentence, event.id, 1.0, counted))
    for event in _same_happening(day):
        for sentence in event.telling.sentences[:NEXT_SENTENCES]:
            counted = terms(sentence.text, sentence.language)
            found.setdefault(sentence.text, (sentence, event.id, NEXT_WEIGHT, counted))
    return Pool(tuple(found.values()))


def _same_happening(day: Day) -> list[Event]:
    """Reported events of the next day that resemble one of this day's."""
    if not day.next:
        return []
    centres = [_centre(event) for event in day.events]
    return [
        event
        for event in day.next
        if event.articles
        and max((cosine(_centre(event), centre) for centre in centres), default=0.0) >= ALIKE
    ]


def _centre(event: Event) -> Vector:
    told = event.telling.sentences[:NEXT_SENTENCES]
    return centroid(weighted(terms(s.text, s.language), {}) for s in told)


def entry_sentences(
    pool: Pool,
    subject: Subject,
    most: int,
    language: str | None,
    said: Sequence[CitedSentence] = (),
) -> tuple[tuple[CitedSentence, str], ...]:
    """At most ``most`` sentences that do not repeat each other, each with its event's id.

    Sentences in ``language`` come first; others only where it has too few. What ``said`` says,
    in entries beside this one, is not said again.
    """
    before = [(terms(s.text, s.language), _vector(s, subject)) for s in said]
    found = [
        option
        for sentence, event, weight, counted in pool.options
        for option in [_Option(sentence, event, counted, _vector(sentence, subject), weight)]
        if not any(_alike(option, words, vector) for words, vector in before)
    ]
    if not found or most <= 0:
        return ()
    centre = _weighted_centre(found)
    for option in found:
        near = cosine(option.vector, centre) + SUBJECT * cosine(option.vector, subject.centre)
        option.score = near * fitness(option.sentence.text) ** 0.5
    found.sort(key=lambda o: (not _spoken(o.sentence, language), -o.score, _place(o.sentence)))
    return tuple((o.sentence, o.event) for o in _chosen(found[:MOST], most, language))


def _weighted_centre(found: Sequence[_Option]) -> Vector:
    return centroid(
        {term: option.weight * value for term, value in option.vector.items()} for option in found
    )


def _chosen(left: list[_Option], most: int, language: str | None) -> list[_Option]:
    chosen: list[_Option] = []
    likeness = [0.0] * len(left)
    top = max(option.score for option in left)
    while left and len(chosen) < most:
        best = max(
            range(len(left)),
            key=lambda i: (
                _spoken(left[i].sentence, language),
                left[i].score - PENALTY * top * likeness[i],
                -i,
            ),
        )
        pick = left.pop(best)
        likeness.pop(best)
        chosen.append(pick)
        for i in range(len(left) - 1, -1, -1):
            likeness[i] = max(likeness[i], cosine(left[i].vector, pick.vector))
            if likeness[i] >= SAME or _repeats(left[i].counted, pick.counted):
                del left[i], likeness[i]
    return chosen


def _vector(sentence: CitedSentence, subject: Subject) -> Vector:
    return weighted(terms(sentence.text, sentence.language), subject.weights)


def _alike(option: _Option, words: Mapping[str, int], vector: Vector) -> bool:
    return cosine(option.vector, vector) >= SAME or _repeats(option.counted, words)


def _repeats(a: Mapping[str, int], b: Mapping[str, int]) -> bool:
    """Whether nearly all the words of the shorter stand in the longer."""
    short, long = sorted((a, b), key=len)
    return not short or sum(term in long for term in short) >= 0.75 * len(short)


def _spoken(sentence: CitedSentence, language: str | None) -> bool:
    if language is None:
        return True
    return sentence.language.partition("-")[0].lower() == language.partition("-")[0].lower()


def _place(sentence: CitedSentence) -> tuple[str, int]:
    first = sentence.citations[0]
    return (first.article, first.start)
