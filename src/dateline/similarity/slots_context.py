"""What a figure stands for in its sentence: its family, and the words of its clause."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.similarity import texts
from dateline.similarity.slots_text import SlotText, content_stems
from dateline.similarity.slots_words import CASUALTIES, CHANGES, PARTS, PREPOSITIONS, stem
from dateline.types import Quantity, Span

_BREAK = re.compile(r"[;:!?—–]|[.](?=\s|$)|,(?=\s)")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _AFTER = 3, 5
_LEAST_SHARED, _MOST_SHARED = 3, 0.6
_GENERAL = frozenset(["people", "troops"])


@lru_cache(maxsize=4096)
def _breaks(text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _BREAK.finditer(text))


def clause(passage: SlotText, span: Span) -> Span:
    """The stretch around a span between marks and quantities."""
    start, end = 0, len(passage.text)
    taken = [item.span for item in passage.quantities if item.span != span]
    for left, right in (*_breaks(passage.text), *taken):
        if right <= span[0]:
            start = max(start, right)
        elif left >= span[1]:
            end = min(end, left)
    return start, end


def family(passage: SlotText, quantity: Quantity) -> str:
    """The stem of the thing counted; where that is people, what befell them ("dead") if the
    clause says so: "killed 23 people", "23 villagers were hurt"; empty for a bare figure.
    """
    own = stem(quantity.counted)
    if not (quantity.unit == "person" or own in _GENERAL or own == "infected"):
        return own
    if own in CASUALTIES and own != "infected":
        return own
    start, end = clause(passage, quantity.span)
    before = _WORD.findall(passage.text[start : quantity.span[0]])[-_BEFORE:]
    after = _WORD.findall(passage.text[quantity.span[1] : end])[:_AFTER]
    if before and before[-1].lower() in PREPOSITIONS:
        after = []
    for word in (*after, *reversed(before)):
        fate = stem(word)
        if fate in CASUALTIES:
            return fate
    return own


def is_part(passage: SlotText, quantity: Quantity) -> bool:
    """Whether a figure is a share of another: "of whom 12", "including 12 children"."""
    before = _WORD.findall(passage.text[: quantity.span[0]])[-3:]
    words = " ".join(word.lower() for word in before)
    return words.endswith(PARTS) or any(
        words.endswith(f"{part} {word}") for part in PARTS for word in ("the", "at", "some")
    )


def is_change(passage: SlotText, quantity: Quantity) -> bool:
    """Whether a figure is a difference: "rose by 30 percent", "a $50 million increase"."""
    start, end = clause(passage, quantity.span)
    before = _WORD.findall(passage.text[start : quantity.span[0]])[-2:]
    after = _WORD.findall(passage.text[quantity.span[1] : end])[:2]
    return any(texts.fold(word) in CHANGES for word in (*before, *after))


def context(passage: SlotText, span: Span, counted: str = "") -> frozenset[str]:
    """Stems of the clause's content words, without names and without the thing counted."""
    start, end = clause(passage, span)
    around = f"{passage.text[start : span[0]]} {passage.text[span[1] : end]}"
    stems = content_stems(f"{around} {passage.text[slice(*span)]}", passage.language)
    return stems - name_stems(passage) - {stem(counted)}


def aligned(a: SlotText, mine: Span, b: SlotText, theirs: Span) -> bool:
    """Whether two clauses tell the same of the same: they share most of the shorter one's words,
    three at least where it has so many, and not each sentence has a name that the other lacks."""
    (start, end), (begin, stop) = clause(a, mine), clause(b, theirs)
    one = content_stems(a.text[start:end], a.language)
    other = content_stems(b.text[begin:stop], b.language)
    least = min(len(one), len(other))
    shared = len(one & other)
    if shared < min(_LEAST_SHARED, least) or shared < _MOST_SHARED * least or shared < 2:
        return False
    strange = (
        name_stems(a) - content_stems(b.text, b.language),
        name_stems(b) - content_stems(a.text, a.language),
    )
    return not all(strange)


@lru_cache(maxsize=4096)
def name_stems(passage: SlotText) -> frozenset[str]:
    """Stems of the words of names: mentions, and capitals inside sentences, but for German."""
    named = {
        stem(word)
        for mention in passage.mentions
        if mention.kind != "date"
        for word in _WORD.findall(passage.text[slice(*mention.span)])
        if not word[0].islower()
    }
    if not passage.language.startswith("de"):
        named |= {
            stem(match.group())
            for match in _WORD.finditer(passage.text)
            if match.group()[0].isupper() and _inside(passage.text, match.start())
        }
    return frozenset(named)


def _inside(text: str, at: int) -> bool:
    """Whether a word stands inside a sentence, where only names have a capital."""
    before = text[:at].rstrip()
    return bool(before) and before[-1] not in ".!?:“”\"'«»„"
