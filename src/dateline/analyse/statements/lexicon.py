"""The cue lexicons: closed lists written by hand, one readable file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

from dateline.types import Act, Mode


@dataclass(frozen=True, slots=True)
class Sense:
    """One use of a cue. ``takes`` holds c, q, i, o and ``p:`` with a preposition."""

    group: str
    act: Act
    mode: Mode
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a lemma may introduce, in all its senses, the likeliest first."""

    senses: tuple[Sense, ...]
    groups: tuple[str, ...]
    takes: frozenset[str]

    def sense(self, kind: str) -> Sense:
        """The first sense that takes the complement ``kind`` (``frames``), else the first."""
        form, _, word = kind.partition(":")
        wanted = {"ccomp": "c", "ccomp<": "c", "quote": "q", "xcomp": "i", "around": "c"}.get(form)
        if wanted is None:
            wanted = "p:" + word if form in ("prep", "noun", "adj") else "o"
        return next((s for s in self.senses if wanted in s.takes), self.senses[0])


@dataclass(frozen=True, slots=True)
class Shape:
    """A direct content that matches ``pattern`` does ``act``; ``anywhere``: an indirect one too."""

    act: Act
    pattern: re.Pattern[str]
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's cues by part of speech and lemma, and its closed word lists."""

    language: str
    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    passives: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    shapes: tuple[Shape, ...] = ()
    particles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def parsed(self) -> bool:
        """Whether the lexicon is one of lemmas, for parsed sentences, not one of forms."""
        return bool(self.nouns)

    def list(self, name: str) -> tuple[str, ...]:
        return self.words.get(name, ())


def _takes(written: str) -> frozenset[str]:
    found: set[str] = set()
    for part in written.split():
        if part.startswith("p:"):
            found.update("p:" + word for word in part[2:].split(","))
        else:
            found.add(part)
    return frozenset(found)


def _cues(rows: list[dict[str, Any]]) -> dict[str, Cue]:
    """A lemma listed in several groups has a sense of each."""
    senses: dict[str, list[Sense]] = {}
    for row in rows:
        act, mode = cast(Act, row.get("act", "claim")), cast(Mode, row.get("mode", "speech"))
        sense = Sense(row["group"], act, mode, _takes(row["takes"]))
        for lemma in dict.fromkeys(row["lemmas"].split()):
            senses.setdefault(lemma, []).append(sense)
    return {lemma: cue(*found) for lemma, found in senses.items()}


def _particles(verbs: Mapping[str, Cue]) -> dict[str, tuple[str, ...]]:
    """The particles that stand apart from their verb, by its form ("teilte+mit")."""
    found: dict[str, tuple[str, ...]] = {}
    for lemma in verbs:
        form, plus, particle = lemma.partition("+")
        if plus:
            found[form] = (*found.get(form, ()), particle)
    return found


def cue(*senses: Sense) -> Cue:
    """A cue of these senses."""
    groups = tuple(dict.fromkeys(sense.group for sense in senses))
    return Cue(tuple(senses), groups, frozenset().union(*(sense.takes for sense in senses)))


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language (``en``, ``de`` …), or None where none was written."""
    place = files(__package__) / "lexicons" / f"{language}.toml"
    if not language.isalpha() or not place.is_file():
        return None
    data = tomllib.loads(place.read_text(encoding="utf-8"))
    verbs = _cues(data.get("verb", []))
    return Lexicon(
        language,
        verbs,
        _cues(data.get("noun", [])),
        _cues(data.get("adjective", [])),
        frozenset(data.get("passive", {}).get("lemmas", "").split()),
        {name: tuple(words) for name, words in data.get("words", {}).items()},
        tuple(
            Shape(
                cast(Act, row["act"]),
                re.compile(row["pattern"], re.IGNORECASE),
                row.get("anywhere", False),
            )
            for row in data.get("shape", [])
        ),
        _particles(verbs),
    )


@cache
def english_forms() -> Mapping[str, str]:
    """Lemmas of the English cue verbs of speech by their finite forms, for want of a parse."""
    words = lexicon("en")
    found: dict[str, str] = {}
    if words is None:
        return found
    irregular = dict(pair.split("=") for pair in words.list("irregular"))
    for lemma in words.list("plain_verbs"):
        past = lemma + "d" if lemma.endswith("e") else lemma + "ed"
        if lemma[-1] == "y" and lemma[-2] not in "aeiou":
            past = lemma[:-1] + "ied"
        present = lemma[:-1] + "ies" if past.endswith("ied") else lemma + "s"
        found.update({lemma: lemma, past: lemma, present: lemma})
    return found | irregular
