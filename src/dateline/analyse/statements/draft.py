"""A statement in the making: spans of one field's text before speaker, act and condition."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.analyse.statements.clause import Clause
from dateline.types import Act, Mode, Span, Spans


@dataclass(slots=True)
class Draft:
    """Spans are of the field's text; ``clause`` and the token sets give speaker and act more to
    go by where a cue was found in a sentence."""

    content: Spans
    quoted: Spans
    direct: bool
    cue: Spans = ()
    speaker: Spans = ()
    addressee: Spans = ()
    clause: Clause | None = None
    cue_token: int | None = None
    speaker_head: int | None = None
    act: Act = "claim"
    mode: Mode = "speech"
    score: float = 1.0
    firm: bool = False
    follows: Draft | None = None

    @property
    def start(self) -> int:
        return self.content[0][0]

    @property
    def end(self) -> int:
        return self.content[-1][1]


def length(spans: Spans) -> int:
    """How many characters the spans hold."""
    return sum(b - a for a, b in spans)


def shared(one: Spans, other: Spans) -> int:
    """How many characters two lists of spans have in common; both are in order."""
    total = i = j = 0
    while i < len(one) and j < len(other):
        total += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return total


def united(spans: Spans) -> Spans:
    """The same characters as ordered spans that neither touch nor overlap."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return tuple(out)
