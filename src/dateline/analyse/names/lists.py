"""The word lists behind the rules, read once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from dateline.analyse.phrases import phrases

_ENDINGS = re.compile(
    "(?:ами|ями|ого|его|ому|ему|ими|ыми|ій|ої|ою|ею|єю|ією|ым|им|ой|ей|ом|ем|єм|ам|ям|ах|ях|ів"
    "|а|я|у|ю|ы|и|і|е|о|є|ї|ь|й|ия|ии|ию)$"
)
_CYRILLIC = re.compile("[а-яёіїєґ]")


@lru_cache(maxsize=8)
def word_list(kind: str) -> frozenset[str]:
    """``people``, ``given``, ``bodies`` or ``plain`` of ``words.toml``, casefolded."""
    return frozenset(phrase.casefold() for phrase in phrases(_read("words.toml")[kind]))


@lru_cache(maxsize=16)
def places(language: str) -> dict[str, str]:
    """Stemmed name: name, of the places in ``language`` and in English."""
    lists = _read("places.toml")
    names = [*phrases(lists["en"]), *phrases(lists.get(language, ""))]
    return {" ".join(stem(word) for word in name.casefold().split()): name for name in names}


def place_named(name: str, language: str) -> str | None:
    """The listed place that ``name`` is, in its nominative; None where it is none."""
    return places(language).get(" ".join(stem(word) for word in name.casefold().split()))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A Cyrillic word without its case ending (at least three letters stay); others as they are."""
    if len(word) < 4 or not _CYRILLIC.search(word):
        return word
    shorter = _ENDINGS.sub("", word)
    return shorter if len(shorter) >= 3 else word


def _read(name: str) -> dict[str, str]:
    path = files("dateline.analyse.names") / name
    return tomllib.loads(path.read_text(encoding="utf-8"))
