"""Which articles share one piece of reporting: reprints, cut and retitled copies, translations."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.similarity.pairs import COLUMN, compare
from dateline.similarity.reprints import overlap_of
from dateline.similarity.window import Member

RESEMBLING = 0.5
CONTAINED = 0.65
SHORTEST = 12
TRANSLATED = 0.9


def origin_of(member: Member, event: Sequence[Member], near: Sequence[Member]) -> str:
    """The origin of the earliest article whose text this is, else its own id."""
    found = [
        other for other in {m.article: m for m in (*event, *near)}.values() if same(member, other)
    ]
    return min(found, key=lambda m: m.order).origin if found else member.article


def same(a: Member, b: Member) -> bool:
    """Whether one text was made from the other."""
    if a.features.language != b.features.language:
        return _translated(a, b)
    x, y = a.prepared.signature, b.prepared.signature
    if min(len(x), len(y)) < SHORTEST:
        return False
    resemblance, of_a, of_b = overlap_of(x, y)
    return resemblance >= RESEMBLING or max(of_a, of_b) >= CONTAINED


def _translated(a: Member, b: Member) -> bool:
    """Nearly one vector, the same numbers and the same names: more than the same subject."""
    if not len(a.prepared.vector) or len(a.prepared.vector) != len(b.prepared.vector):
        return False
    if float(a.prepared.vector @ b.prepared.vector) < TRANSLATED:
        return False
    figures = compare(a.prepared, [b.prepared])[0]
    return bool(figures[COLUMN["names and numbers"]] > 0.6 and figures[COLUMN["lengths"]] > 0.6)
