"""The words that slots turn on, read from ``slots_words.toml``."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from dateline.similarity import texts

_RAW = tomllib.loads(files(__package__).joinpath("slots_words.toml").read_text("utf-8"))
STRICT = frozenset(_RAW["bounds"]["strict"])
"""Bounds that exclude the figure they name ("more than"), in lower case."""

RELATIONS: dict[str, str] = {
    phrase: relation for relation, phrases in _RAW["relations"].items() for phrase in phrases
}
"""Words before a date to what they make of it: before, after, until, since."""

CHANGES = frozenset(texts.fold(word) for word in _RAW["changes"]["words"].split())
"""Folded words beside a figure that is a difference, not an amount."""

PREPOSITIONS = frozenset(_RAW["changes"]["prepositions"].split())
"""Words that make a number behind them no subject of the verb that follows."""

PARTS: tuple[str, ...] = tuple(_RAW["parts"]["words"])
"""Words right before a figure that is a part of another one."""

NEGATIONS = frozenset(texts.fold(word) for word in _RAW["negations"]["words"].split())
"""Folded words that deny, in six languages."""

OPPOSITES: dict[str, tuple[str, bool]] = {
    texts.stem(texts.fold(word)): (texts.stem(texts.fold(pair.split()[0])), second)
    for pair in _RAW["opposites"]["pairs"]
    for word, second in zip(pair.split(), (False, True), strict=True)
}
"""Stems to (the stem of their scale, whether they turn a statement around)."""

CASUALTIES = frozenset(
    ["dead", "wounded", "missing", "arrested", "displaced", "infected", "recovered"]
)
"""Families of what befalls people, counted as tolls."""

_KIN: dict[str, str] = {
    texts.stem(texts.fold(word)): family
    for family, members in _RAW["families"].items()
    for word in members.split()
}


def stem(word: str) -> str:
    """A word's rough stem, or the name of the family of words that mean the same in news.

    >>> stem("fatalities") == stem("muertos")
    True
    """
    folded = texts.fold(word)
    rough = texts.stem(folded) if folded else ""
    return _KIN.get(rough, rough)
