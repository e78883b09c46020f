"""Words, figures and marks of a sentence, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "word", "mark"]

# Thousands may be grouped by (narrow) no-break spaces everywhere, by plain spaces outside English.
_FIGURE = r"\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*"
_SPACED = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![.,]?\d)(?:[.,]\d+)?|" + _FIGURE
# In Ukrainian the apostrophe is a letter; elsewhere it parts words ("l'armée", "Ada's").
_CYRILLIC = r"[\u0400-\u052f]+(?:['’ʼ][\u0400-\u052f]+)*"
_REST = rf"|{_CYRILLIC}|[^\W\d_]+[²³]?|°[CFcf]|\S"
_ENGLISH = re.compile(_FIGURE + _REST)
_OTHERS = re.compile(_SPACED + _REST)
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class Token:
    """``lower`` is case-folded for look-up; ``tight`` says that it touches the token before."""

    start: int
    end: int
    text: str
    lower: str
    kind: Kind
    tight: bool


def _kind(text: str) -> Kind:
    if text[0].isdecimal():
        return "figure"
    return "word" if text[0].isalpha() or text[0] == "°" else "mark"


def tokenise(text: str, start: int, end: int, english: bool) -> list[Token]:
    """Tokens of ``text[start:end]``, offsets in ``text``, in linear time."""
    tokens: list[Token] = []
    previous = -1
    pattern = _ENGLISH if english else _OTHERS
    for match in pattern.finditer(text, start, end):
        word = match.group()
        tokens.append(
            Token(
                match.start(),
                match.end(),
                word,
                word.lower() if word.isascii() else word.lower().translate(_APOSTROPHES),
                _kind(word),
                match.start() == previous,
            )
        )
        previous = match.end()
    return tokens
