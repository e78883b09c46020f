"""What the languages call numbers, bounds, units and people, read from ``lexicons/*.toml``.

A key may be a phrase; a word of it that ends in ``*`` stands for every word that begins so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, Literal, TypeVar

from dateline.analyse.quantities.tokens import Token

V = TypeVar("V")
Head = Literal["plural", "first", "capital", "slavic"]
_JOINTS = frozenset("-‑–'’.")


class Table(Generic[V]):
    """Phrases to values, found forwards or backwards from a place in a sentence's tokens."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._values: dict[tuple[str, ...], V] = {}
        for phrase, value in entries.items():
            words = phrase.replace("’", "'").lower().split()
            self._values[tuple(part for word in words for part in _parts(word))] = value
        words_used = {word for key in self._values for word in key}
        self._exact = frozenset(word for word in words_used if not word.endswith("*"))
        self._stems = frozenset(word[:-1] for word in words_used if word.endswith("*"))
        self._longest = max(map(len, self._values), default=0)
        self._first = frozenset(key[0] for key in self._values)
        self._last = frozenset(key[-1] for key in self._values)

    def _key(self, word: str) -> str:
        if word in self._exact or not self._stems:
            return word
        for end in range(min(len(word), 16), 1, -1):
            if word[:end] in self._stems:
                return word[:end] + "*"
        return word

    def get(self, word: str) -> V | None:
        """The value of one lower-case word."""
        return self._values.get((self._key(word),))

    def __contains__(self, word: str) -> bool:
        return (self._key(word),) in self._values

    def ahead(self, tokens: Sequence[Token], at: int) -> tuple[V, int] | None:
        """The longest phrase that begins at ``at``: its value and the place after it."""
        if at >= len(tokens) or self._key(tokens[at].lower) not in self._first:
            return None
        key: list[str] = []
        found: tuple[V, int] | None = None
        while at < len(tokens) and len(key) < self._longest:
            if not (key and tokens[at].text in _JOINTS):
                key.append(self._key(tokens[at].lower))
                value = self._values.get(tuple(key))
                if value is not None:
                    found = value, at + 1
            at += 1
        return found

    def behind(self, tokens: Sequence[Token], end: int) -> tuple[V, int] | None:
        """The longest phrase that ends before ``end``: its value and the place it begins at."""
        at = end - 1
        if at < 0 or self._key(tokens[at].lower) not in self._last:
            return None
        key: list[str] = []
        found: tuple[V, int] | None = None
        while at >= 0 and len(key) < self._longest:
            if not (key and tokens[at].text in _JOINTS):
                key.insert(0, self._key(tokens[at].lower))
                value = self._values.get(tuple(key))
                if value is not None:
                    found = value, at
            at -= 1
        return found


def _parts(word: str) -> list[str]:
    if "'" in word and not word.isascii():
        return [word]
    return [part for part in word.replace("-", " ").replace("'", " ").split() if part]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words, in lower case; ``english`` also stands in for languages not known."""

    language: str
    english: bool
    thousands: str
    decimal: str
    head: Head
    numbers: Table[float]
    scales: Table[float]
    approximate: Table[float]
    vague: Table[tuple[float, float]]
    few: Table[tuple[float, float]]
    fractions: Table[tuple[float, float]]
    before: Table[str]
    after: Table[str]
    ranges: Mapping[str, str]
    units: Table[str]
    signs: Mapping[str, str]
    dollars: Mapping[str, str]
    people: Table[bool]
    casualties: Table[str]
    words: Mapping[str, frozenset[str]]
    starts: frozenset[str]
    hint: re.Pattern[str]
    endings: tuple[str, ...]

    def has(self, kind: str, word: str) -> bool:
        """Whether ``word`` belongs to the closed class ``kind``."""
        return word in self.words.get(kind, frozenset())


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("lexicons", f"{name}.toml").read_text("utf-8"))


def _words(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    classes = {kind: frozenset(words.split()) for kind, words in raw["words"].items()}
    short = {kind: frozenset(raw[kind]) for kind in ("and", "to", "of", "the", "one")}
    return {**classes, **short}


def _starts(raw: Mapping[str, Any]) -> frozenset[str]:
    """The words that can begin a number."""
    kinds = ("numbers", "scales", "approximate", "vague", "few", "fractions")
    phrases = [phrase for kind in kinds for phrase in raw.get(kind, {})] + raw["one"]
    return frozenset(phrase.replace("’", "'").lower().split()[0] for phrase in phrases)


def _hint(raw: Mapping[str, Any], name: str) -> re.Pattern[str]:
    """Finds a figure or a number word, so that sentences without one cost next to nothing.

    In German the word may be part of a longer one.
    """
    starts = sorted(_starts(raw) - set(raw["one"]), key=lambda word: (-len(word), word))
    words = "|".join(re.escape(word).replace("'", "['’ʼ]") for word in starts)
    edge = "" if name == "de" else r"\b"
    return re.compile(rf"\d|{edge}(?:{words}){edge}", re.IGNORECASE)


# Languages beside English that write 1,234.5.
_POINT = frozenset(["zh", "ja", "ko", "th", "he", "hi", "ur", "bn", "ta", "sw", "und"])


def _as_elsewhere(raw: dict[str, Any], language: str) -> None:
    """Figures as most other languages write them, and "m" for metres."""
    if language not in _POINT:
        raw["thousands"], raw["decimal"] = ".", ","
    raw["units"]["m"] = "m"


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a BCP 47 language; English words and figures where there is none."""
    primary = language.split("-")[0].lower()
    name = primary if primary in {"en", "es", "fr", "de", "uk", "ru"} else "en"
    raw, common = _load(name), _load("common")
    if name != primary:
        _as_elsewhere(raw, primary)
    casualties = {word: kind for kind, words in raw["casualties"].items() for word in words}
    people = dict.fromkeys(raw["people"]["words"].split(), True)
    return Lexicon(
        language=name,
        english=primary == "en",
        thousands=raw["thousands"],
        decimal=raw["decimal"],
        head=raw["head"],
        numbers=Table(raw["numbers"]),
        scales=Table(raw["scales"]),
        approximate=Table(raw.get("approximate", {})),
        vague=Table({key: (float(a), float(b)) for key, (a, b) in raw["vague"].items()}),
        few=Table({key: (float(a), float(b)) for key, (a, b) in raw["few"].items()}),
        fractions=Table({key: (float(a), float(b)) for key, (a, b) in raw["fractions"].items()}),
        before=Table(raw["before"]),
        after=Table(raw["after"]),
        ranges=raw["range"],
        units=Table({**common["units"], **raw["units"]}),
        signs=common["signs"],
        dollars=common["dollars"],
        people=Table(people),
        casualties=Table(casualties),
        words=_words(raw),
        starts=_starts(raw),
        hint=_hint(raw, name),
        endings=tuple(raw["numbers"]) + tuple(raw["scales"]),
    )
