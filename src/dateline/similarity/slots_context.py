"""What a figure stands for in its sentence: its family, and the words of its clause."""

from __future__ import annotations

import re

from dateline.similarity import texts
from dateline.similarity.slots_text import SlotText, content_stems
from dateline.similarity.slots_words import CASUALTIES, stem
from dateline.types import Quantity

_BREAK = re.compile(r"[;:!?—–]|[.](?=\s|$)|,(?=\s)")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _AFTER = 3, 5
_GENERAL = frozenset(["people", "troops"])


def clause(passage: SlotText, quantity: Quantity) -> tuple[int, int]:
    """The stretch around a quantity between marks and other quantities."""
    start, end = 0, len(passage.text)
    for match in _BREAK.finditer(passage.text):
        if match.end() <= quantity.span[0]:
            start = match.end()
        elif match.start() >= quantity.span[1]:
            end = match.start()
            break
    for other in passage.quantities:
        if start < other.span[1] <= quantity.span[0]:
            start = other.span[1]
        elif quantity.span[1] <= other.span[0] < end:
            end = other.span[0]
    return start, end


def family(passage: SlotText, quantity: Quantity) -> str:
    """The stem of the thing counted; where that is people, what befell them ("dead") if the
    clause says so: "killed 23 people", "23 villagers were hurt"."""
    own = stem(quantity.counted)
    if own in CASUALTIES or not (quantity.unit == "person" or own in _GENERAL):
        return own
    start, end = clause(passage, quantity)
    before = _WORD.findall(passage.text[start : quantity.span[0]])[-_BEFORE:]
    after = _WORD.findall(passage.text[quantity.span[1] : end])[:_AFTER]
    for word in (*after, *reversed(before)):
        fate = stem(word)
        if fate in CASUALTIES:
            return fate
    return own


def context(passage: SlotText, quantity: Quantity) -> frozenset[str]:
    """Stems of the clause's content words, without names and without the thing counted."""
    start, end = clause(passage, quantity)
    around = f"{passage.text[start : quantity.span[0]]} {passage.text[quantity.span[1] : end]}"
    within = passage.text[slice(*quantity.span)]
    stems = content_stems(f"{around} {within}", passage.language)
    named = {
        stem(word)
        for mention in passage.mentions
        for word in texts.words(passage.text[slice(*mention.span)])
    }
    if not passage.language.startswith("de"):
        named |= {stem(word) for word in _WORD.findall(around) if word[0].isupper()}
    return stems - named - {stem(quantity.counted)}
