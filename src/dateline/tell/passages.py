"""Passages: the sentences of reports as candidates for being shown, with the words they carry."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.tell.lexicon import FUNCTION_WORDS, words
from dateline.tell.standing import standing_part
from dateline.types import AnalysedArticle, Citation, CitedSentence, Field, Report, Sentence

Vector = Mapping[str, float]

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of one sentence that may be shown: ``start`` and ``end`` in the article's field.

    ``place`` counts the article's sentences from 0, ``fit`` says from 0 to 1 how well it stands
    alone, ``terms`` counts its content words.
    """

    analysed: AnalysedArticle
    origin: str
    start: int
    end: int
    place: int
    text: str
    fit: float
    terms: Mapping[str, int] = field(compare=False)
    field_: Field = "text"

    @property
    def key(self) -> tuple[str, str, int]:
        """A total order that no arrival changes."""
        return (self.analysed.article.id, self.field_, self.start)

    def cited(self, score: float = 0.0, support: Iterable[Passage] = ()) -> CitedSentence:
        """The passage as a sentence that cites itself, and with it what says the same."""
        citations = [self.citation(), *(other.citation("support") for other in support)]
        language = self.analysed.article.language
        return CitedSentence(self.text, tuple(citations), language, round(score, 4))

    def citation(self, role: str = "source") -> Citation:
        """Where the passage stands."""
        article = self.analysed.article
        place = (article.id, article.version, self.start, self.end, self.field_)
        return Citation(*place, role="support" if role == "support" else "source")


def fold(text: str) -> str:
    """White space folded to single blanks, as every shown sentence is."""
    return " ".join(text.split())


@lru_cache(maxsize=32_768)
def terms(text: str, language: str) -> Mapping[str, int]:
    """Content words with their counts; scripts without blanks give pairs of characters."""
    dull = words(FUNCTION_WORDS, language)
    spaced = text.isascii() or not _UNSPACED.search(text)
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold()):
        if not spaced and _UNSPACED.search(word):
            found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif word not in dull and (len(word) > 1 or word.isdigit()):
            found[word] += 1
    return found


def passage_of(report: Report, place: int, sentence: Sentence) -> Passage | None:
    """The part of a sentence that can be shown alone, or None."""
    article = report.analysed.article
    if sentence.furniture or sentence.field != "text":
        return None
    whole = article.text[sentence.start : sentence.end]
    part = standing_part(whole, article.language)
    if part is None:
        return None
    start, end = sentence.start + part.start, sentence.start + part.end
    text = fold(article.text[start:end])
    counted = terms(text, article.language)
    return Passage(report.analysed, report.origin, start, end, place, text, part.fit, counted)


def passages(reports: Sequence[Report], most: int | None = None) -> list[Passage]:
    """The passages of the first report of each origin, at most the first ``most`` sentences of
    each: a reprint says nothing that its origin does not."""
    found: list[Passage] = []
    seen: set[str] = set()
    for report in reports:
        if report.origin in seen:
            continue
        seen.add(report.origin)
        for place, sentence in enumerate(report.analysed.sentences[:most]):
            passage = passage_of(report, place, sentence)
            if passage is not None:
                found.append(passage)
    return found


def idf(texts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Smoothed inverse document frequency of each term over the texts given."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text.keys())
    return {term: 1 + math.log((1 + len(texts)) / (1 + count)) for term, count in counts.items()}


def weighted(counted: Mapping[str, int], weights: Vector) -> dict[str, float]:
    """A unit vector of (1 + log tf) times the weight of each term (1 for unknown terms)."""
    raw = {t: (1 + math.log(n)) * weights.get(t, 1.0) for t, n in counted.items()}
    norm = math.sqrt(sum(value * value for value in raw.values()))
    return {term: value / norm for term, value in raw.items()} if norm else {}


def cosine(a: Vector, b: Vector) -> float:
    """The dot product of two unit vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b.get(term, 0.0) for term, value in a.items())


def centroid(vectors: Iterable[Vector]) -> dict[str, float]:
    """The unit vector of the sum."""
    total: dict[str, float] = {}
    for vector in vectors:
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
    norm = math.sqrt(sum(value * value for value in total.values()))
    return {term: value / norm for term, value in total.items()} if norm else {}
