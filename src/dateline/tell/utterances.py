"""Which statements of several outlets render one utterance, shortened, paraphrased, translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from math import log

from dateline.ports import Embedder
from dateline.similarity import texts
from dateline.similarity.names import same_name
from dateline.similarity.slots import SlotText, slot_text
from dateline.similarity.slots_context import family
from dateline.similarity.slots_intervals import apart
from dateline.similarity.slots_text import content_stems
from dateline.similarity.slots_words import NEGATIONS
from dateline.similarity.vectors import cosine
from dateline.types import DateRange, Report, Sentence, Statement

# Chosen for precision by a search over bench/labelled/utterances.jsonl, on which
# bench/disagreements.py shows the errors.
JOIN = 0.78
_SHARED, _RUN, _TEMPLATE, _DENIED, _ABROAD = 0.35, 0.05, -0.15, -0.2, 0.14
_LONG_RUN, _SAME_START = 4, 3
_UNNAMED = 0.15
_MOST = 400
_ENDS = ".!?;…"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement with what it is compared by."""

    statement: Statement
    language: str
    origin: str
    stems: frozenset[str]
    words: tuple[str, ...]
    passage: SlotText
    pieces: tuple[str, ...]


def same_utterances(
    reports: Sequence[Report], embedder: Embedder | None
) -> tuple[tuple[str, str], ...]:
    """(statement id, utterance id) for the statements that render one utterance, by id.

    An utterance is named by its smallest statement; statements that stand alone are left out.
    Two statements join when their speakers can be one, their times do not exclude it, and their
    contents say the same: by vectors where there is an embedder, and by shared words and figures.
    """
    renderings = _renderings(reports)
    comparer = Comparer(embedder, renderings)
    scored = [
        (score, one.statement.id, other.statement.id)
        for one, other in combinations(renderings, 2)
        if _may_be_one(one, other)
        and (score := likeness(one, other, comparer)) >= JOIN + _doubt(one, other)
    ]
    return _clusters(scored)


def _renderings(reports: Sequence[Report]) -> list[Rendering]:
    found = [
        rendering(statement, report)
        for report in reports
        for statement in report.analysed.statements
    ]
    found.sort(key=lambda made: made.statement.id)
    return found[:_MOST]


def rendering(statement: Statement, report: Report) -> Rendering:
    """A statement of a report made ready to compare."""
    language = report.analysed.article.language
    return Rendering(
        statement,
        texts.base_language(language),
        report.origin,
        content_stems(statement.content, language),
        tuple(texts.words(statement.content)),
        _passage(statement, report),
        _pieces(statement.content),
    )


def _passage(statement: Statement, report: Report) -> SlotText:
    """The stretch of the article from the statement's first word to its last."""
    if not statement.content_span:
        return SlotText(statement.content, report.analysed.article.language)
    start, end = statement.content_span[0][0], statement.content_span[-1][1]
    return slot_text(report.analysed, Sentence(start, end, statement.field))


def _pieces(content: str) -> tuple[str, ...]:
    """The content and its sentences: one outlet may quote one sentence of what another quotes."""
    pieces, start = [content], 0
    for at, letter in enumerate(content):
        if letter in _ENDS and content[at + 1 : at + 2].isspace():
            pieces.append(content[start : at + 1].strip())
            start = at + 1
    if start:
        pieces.append(content[start:].strip())
    return tuple(piece for piece in pieces[:6] if len(piece) > 15 or piece is content)


def _may_be_one(one: Rendering, other: Rendering) -> bool:
    mine, theirs = one.statement, other.statement
    if mine.article == theirs.article and mine.field == theirs.field:
        return False
    if not mine.speaker or not theirs.speaker or not same_name(mine.speaker, theirs.speaker):
        return False
    return not _days_apart(mine.said_at, theirs.said_at)


def _days_apart(one: DateRange | None, other: DateRange | None) -> bool:
    """Said on days that are more than one apart."""
    if one is None or other is None or not one.start or not other.start:
        return False
    spans = []
    for when in (one, other):
        start = date.fromisoformat((when.start or "")[:10])
        spans.append((start, date.fromisoformat((when.end or when.start or "")[:10])))
    (first, last), (start, end) = spans
    return (start - last).days > 1 or (first - end).days > 1


def _doubt(one: Rendering, other: Rendering) -> float:
    """How much more alike the contents must be where nobody is named: "police", "he"."""
    named = [
        any(letter.isupper() for letter in (made.statement.speaker or "")[1:])
        or (made.statement.speaker or "").istitle()
        for made in (one, other)
    ]
    return 0.0 if all(named) else _UNNAMED


class Comparer:
    """Vectors of contents, each made once, and the weights of words in one event.

    A word that many of the event's statements share is its subject and tells little.
    """

    def __init__(self, embedder: Embedder | None, renderings: Sequence[Rendering]) -> None:
        self._embedder = embedder
        self._known: dict[str, bytes] = {}
        self._statements = Counter(stem for made in renderings for stem in made.stems)

    def weigh(self, stems: Iterable[str]) -> float:
        """The sum of the weights of words: 1 for a word of two statements or one, then less."""
        return sum(1 / (1 + log(max(1, self._statements[stem] - 1))) for stem in sorted(stems))

    def nearness(self, one: str, other: str) -> float | None:
        """Cosine of two contents; None without an embedder."""
        if self._embedder is None:
            return None
        for text in (one, other):
            if text not in self._known:
                self._known[text] = self._embedder.embed(text)
        return cosine(self._known[one], self._known[other])


def likeness(one: Rendering, other: Rendering, comparer: Comparer) -> float:
    """How surely two contents say the same; from ``JOIN`` on they are taken for one utterance.

    In one language the cosine counts with the words shared, a long run of words in common speaks
    for, and the same beginning with another end, or a denial on one side only, against. Across
    languages the cosine stands alone. Figures that exclude each other decide at once.
    """
    one_language = one.language == other.language
    if (one_language and not one.stems & other.stems) or _figures_differ(one, other):
        return 0.0
    near = _nearest(one, other, comparer)
    if near is None:
        return _shared(one, other, comparer) if one_language else 0.0
    if not one_language:
        return near + _ABROAD
    score = near + _SHARED * _shared(one, other, comparer)
    score += _RUN * (_longest_run(one, other) >= _LONG_RUN)
    score += _TEMPLATE * _template(one, other)
    return score + _DENIED * (_denies(one) != _denies(other))


def _figures_differ(one: Rendering, other: Rendering) -> bool:
    """Whether a figure of one excludes that of the other in the same slot, and none agrees."""
    pairs = [
        (mine, theirs)
        for mine in one.passage.quantities
        for theirs in other.passage.quantities
        if family(one.passage, mine) == family(other.passage, theirs) and mine.unit == theirs.unit
    ]
    return bool(pairs) and all(apart(mine, theirs) for mine, theirs in pairs)


def _longest_run(one: Rendering, other: Rendering) -> int:
    """Words in a row that both have, at least two of them with meaning."""
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    best = matcher.find_longest_match()
    run = one.words[best.a : best.a + best.size]
    return best.size if len(content_stems(" ".join(run), one.language)) >= 2 else 0


def _template(one: Rendering, other: Rendering) -> bool:
    """The same beginning, and words of its own on each side after it."""
    pairs = zip(one.words, other.words, strict=False)
    begin = next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), 0)
    return begin >= _SAME_START and bool(one.stems - other.stems and other.stems - one.stems)


def _denies(made: Rendering) -> bool:
    return bool(NEGATIONS & set(made.words))


def _nearest(one: Rendering, other: Rendering, comparer: Comparer) -> float | None:
    found = [
        comparer.nearness(mine, theirs)
        for mine, theirs in _pairs_of_pieces(one.pieces, other.pieces)
    ]
    known = [value for value in found if value is not None]
    return max(known) if known else None


def _pairs_of_pieces(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield mine[0], theirs[0]
    yield from ((piece, theirs[0]) for piece in mine[1:])
    yield from ((mine[0], piece) for piece in theirs[1:])


def _shared(one: Rendering, other: Rendering, comparer: Comparer) -> float:
    """Words that both have, as a share of the shorter content, by weight."""
    least = min(comparer.weigh(one.stems), comparer.weigh(other.stems))
    return comparer.weigh(one.stems & other.stems) / max(least, 3.0)


def _clusters(scored: Sequence[tuple[float, str, str]]) -> tuple[tuple[str, str], ...]:
    """Joins the surest pairs first, and two groups where two thirds of their pairs are sure."""
    sure = {frozenset((one, other)) for _, one, other in scored}
    group: dict[str, frozenset[str]] = {}
    for _, one, other in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        mine = group.get(one, frozenset([one]))
        theirs = group.get(other, frozenset([other]))
        if mine is theirs or mine & theirs:
            continue
        pairs = [frozenset((a, b)) for a in mine for b in theirs]
        if 3 * sum(pair in sure for pair in pairs) >= 2 * len(pairs):
            joined = mine | theirs
            group.update(dict.fromkeys(joined, joined))
    return _named(group)


def _named(group: Mapping[str, frozenset[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((member, min(group[member])) for member in sorted(group))
