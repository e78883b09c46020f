"""Which candidate frames are statements: by rule, or by learned weights where they are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.draft import Draft
from dateline.analyse.statements.frames import Frame
from dateline.analyse.statements.lexicon import Lexicon


class Weigher(Protocol):
    least: float

    def score(self, features: Sequence[str]) -> float: ...


class Rules:
    """A frame counts when the lexicon says that its cue takes such a complement."""

    least = 0.5

    def score(self, features: Sequence[str]) -> float:
        kind = features[0]
        takes = set(features[1].split("|"))
        form, _, word = kind.partition(":")
        if kind in ("ccomp", "ccomp<"):
            return 0.95 if "c" in takes else 0.0
        if kind.startswith("according"):
            return 0.9 if kind == "according" else 0.0
        if form == "around" or kind == "as":
            return 0.85 if takes & {"c"} and "l=say" in features[2:3] or "g=say" in features else 0.0
        if kind == "xcomp":
            return 0.8 if "i" in takes else 0.0
        if form in ("prep", "adj", "noun"):
            return 0.6 if "p:" + word in takes or word in ("to", "acl", "ccomp", "xcomp") else 0.0
        if kind in ("dobj+",):
            return 0.7 if "o" in takes else 0.0
        if kind in ("dobj", "oprd", "passive+", "raising"):
            return 0.65 if "o" in takes else 0.0
        return 0.0


def describe(clause: Clause, frame: Frame, draft: Draft, lexicon: Lexicon) -> list[str]:
    """Features of a candidate: closed classes and shapes only, no words of the text but cues."""
    found = [frame.kind, "|".join(sorted(frame.entry.takes))]
    found += ["g=" + group for group in frame.entry.groups]
    return found
