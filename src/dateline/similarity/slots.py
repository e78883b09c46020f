"""Typed slots: can two passages both hold, by their quantities, dates and names?

Number matching alone misjudges (FACTS: traps), so a figure is compared only with figures that
fill the same slot: one dimension, one thing counted, the same names and the same time. Unsure
means compatible.
"""

from __future__ import annotations

from dateline.similarity.slots_context import context, family
from dateline.similarity.slots_intervals import apart
from dateline.similarity.slots_text import SlotText, content_stems, names, slot_text
from dateline.similarity.slots_units import dimension
from dateline.similarity.slots_words import CASUALTIES
from dateline.types import Quantity

__all__ = ["SlotText", "cannot_both_hold", "comparable", "slot_text"]

_LEAST_SHARED = 0.34
_LEAST_CONTEXT = 1


def comparable(mine: Quantity, a: SlotText, theirs: Quantity, b: SlotText) -> bool:
    """Whether two quantities fill the same slot: one dimension, one thing counted, and clauses
    that share a word beside names.

    A bare count without a noun is comparable to nothing.
    """
    if not _one_dimension(mine, theirs):
        return False
    counted = family(a, mine), family(b, theirs)
    if counted[0] != counted[1] or not (counted[0] or mine.unit not in ("", "person")):
        return False
    if counted[0] in CASUALTIES:
        return True
    around = context(a, mine), context(b, theirs)
    return bool(around[0] & around[1]) or min(map(len, around)) < _LEAST_CONTEXT


def _one_dimension(one: Quantity, other: Quantity) -> bool:
    if {one.unit, other.unit} <= {"", "person"}:
        return True
    mine, theirs = dimension(one.unit), dimension(other.unit)
    return mine == theirs and (mine != "money" or one.unit == other.unit)


def cannot_both_hold(a: SlotText, b: SlotText) -> tuple[bool, str]:
    """Whether two passages contradict each other in a typed slot, and the reason in words.

    Symmetric in what it asks, though the reason names ``a`` first. (False, "") where nothing is
    comparable or everything may be true together.
    """
    if not _same_subject(a, b):
        return False, ""
    for mine in a.quantities:
        reason = _against(mine, a, b)
        if reason:
            return True, reason
    return False, ""


def _against(mine: Quantity, a: SlotText, b: SlotText) -> str:
    """Why ``mine`` cannot stand beside the quantities of ``b``; empty where it can."""
    rivals = [theirs for theirs in b.quantities if comparable(mine, a, theirs, b)]
    if not rivals or not all(apart(mine, theirs) for theirs in rivals):
        return ""
    if any(_other_moment(mine, theirs) for theirs in rivals):
        return ""
    theirs = rivals[0]
    said, against = (a.text[slice(*mine.span)], b.text[slice(*theirs.span)])
    return f"“{said}” against “{against}”"


def _other_moment(one: Quantity, other: Quantity) -> bool:
    """Counted at two times that do not overlap."""
    if one.when is None or other.when is None or not one.when.start or not other.when.start:
        return False
    mine = (one.when.start[:10], (one.when.end or one.when.start)[:10])
    theirs = (other.when.start[:10], (other.when.end or other.when.start)[:10])
    return mine[1] < theirs[0] or theirs[1] < mine[0]


def _same_subject(a: SlotText, b: SlotText) -> bool:
    """Enough shared words, and no kind of name on which the two part ways."""
    mine, theirs = content_stems(a.text, a.language), content_stems(b.text, b.language)
    if not mine or not theirs:
        return False
    if len(mine & theirs) / min(len(mine), len(theirs)) < _LEAST_SHARED:
        return False
    return not any(_part_ways(a, b, kind) for kind in ("person", "place"))


def _part_ways(a: SlotText, b: SlotText, kind: str) -> bool:
    mine, theirs = _name_words(a, kind), _name_words(b, kind)
    return bool(mine and theirs) and not mine & theirs


def _name_words(passage: SlotText, kind: str) -> frozenset[str]:
    return frozenset(word for name in names(passage, kind) for word in name.split())
