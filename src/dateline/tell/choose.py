"""Choosing sentences together: central, informative, and nothing said twice.

Greedy maximal marginal relevance (Carbonell and Goldstein 1998) over unit TF-IDF vectors; what is
left out as redundant supports what was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.tell.passages import Passage, Vector, cosine

#: Two sentences more alike than this say the same.
SAME = 0.55
#: What a sentence loses for its likeness to one already chosen.
PENALTY = 0.4
#: So many further passages are cited beside a sentence that they support.
MOST_SUPPORT = 4


@dataclass(slots=True)
class Chosen:
    """A passage with its score and the redundant ones that support it."""

    passage: Passage
    score: float
    support: list[Passage] = field(default_factory=list)


def choose(
    ranked: Sequence[tuple[float, Passage, Vector]], most: int, same: float = SAME
) -> list[Chosen]:
    """At most ``most`` passages by marginal score, redundant ones turned into support.

    ``ranked`` holds (score, passage, unit vector), the best first.
    """
    left = list(ranked)
    chosen: list[tuple[Chosen, Vector]] = []
    likeness = [0.0] * len(left)
    while left and len(chosen) < most:
        at = max(range(len(left)), key=lambda i: (left[i][0] - PENALTY * likeness[i], -i))
        score, passage, vector = left.pop(at)
        likeness.pop(at)
        chosen.append((Chosen(passage, score), vector))
        _drop_redundant(chosen[-1], left, likeness, same)
    return [pick for pick, _ in chosen]


def _drop_redundant(
    pick: tuple[Chosen, Vector],
    left: list[tuple[float, Passage, Vector]],
    likeness: list[float],
    same: float,
) -> None:
    """Takes out what says the same as the pick, and notes how like it the rest is."""
    chosen, vector = pick
    for i in range(len(left) - 1, -1, -1):
        _, other, words = left[i]
        alike = cosine(vector, words)
        likeness[i] = max(likeness[i], alike)
        if alike >= same or _one_holds_the_other(chosen.passage, other):
            del left[i], likeness[i]
            independent = {p.origin for p in chosen.support} | {chosen.passage.origin}
            if other.origin not in independent and len(chosen.support) < MOST_SUPPORT:
                chosen.support.append(other)


def _one_holds_the_other(a: Passage, b: Passage) -> bool:
    """Whether nearly all the words of the shorter stand in the longer."""
    short, long = sorted((a.terms, b.terms), key=len)
    if not short:
        return True
    return sum(term in long for term in short) >= 0.8 * len(short)
