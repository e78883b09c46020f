"""The cue lexicons: closed lists written by hand, one readable file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from dateline.types import Act, Mode


@dataclass(frozen=True, slots=True)
class Cue:
    """What a lemma may introduce. ``takes`` holds c, q, i, o and ``p:`` with a preposition."""

    groups: tuple[str, ...]
    act: Act
    mode: Mode
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's cues by part of speech and lemma, and its closed word lists."""

    language: str
    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    passives: frozenset[str]
    words: Mapping[str, tuple[str, ...]]

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
    """A lemma listed in several groups has all their frames, and act and mode of the first."""
    cues: dict[str, Cue] = {}
    for row in rows:
        takes = _takes(row["takes"])
        for lemma in row["lemmas"].split():
            before = cues.get(lemma)
            if before is None:
                act, mode = row.get("act", "claim"), row.get("mode", "speech")
                cues[lemma] = Cue((row["group"],), cast(Act, act), cast(Mode, mode), takes)
            elif row["group"] not in before.groups:
                groups = (*before.groups, row["group"])
                cues[lemma] = Cue(groups, before.act, before.mode, before.takes | takes)
    return cues


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language (``en``, ``de`` …), or None where none was written."""
    place = files(__package__) / "lexicons" / f"{language}.toml"
    if not language.isalpha() or not place.is_file():
        return None
    data = tomllib.loads(place.read_text(encoding="utf-8"))
    return Lexicon(
        language,
        _cues(data.get("verb", [])),
        _cues(data.get("noun", [])),
        _cues(data.get("adjective", [])),
        frozenset(data.get("passive", {}).get("lemmas", "").split()),
        {name: tuple(words) for name, words in data.get("words", {}).items()},
    )
