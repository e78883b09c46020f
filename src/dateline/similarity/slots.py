"""Typed slots: can two passages both hold, by their quantities, dates and names?

Number matching alone misjudges (FACTS: traps), so a figure is compared only with figures that
fill the same slot: one dimension, one thing counted, the same names and the same time. Unsure
means compatible.
"""

from __future__ import annotations

from dateline.similarity.slots_intervals import apart
from dateline.similarity.slots_text import SlotText, content_stems, names, slot_text, stem
from dateline.similarity.slots_units import dimension
from dateline.types import Mention, Quantity

__all__ = ["SlotText", "cannot_both_hold", "comparable", "slot_text"]

_LEAST_SHARED = 0.34
_LOOSE = frozenset(["people", "troops"])


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities measure the same sort of thing: one dimension and one thing counted.

    A bare count without a noun is comparable to nothing.
    """
    if not _one_dimension(one, other):
        return False
    mine, theirs = stem(one.counted), stem(other.counted)
    if mine and theirs:
        return mine == theirs
    return not mine and not theirs and one.unit not in ("", "person")


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
    rivals = [theirs for theirs in b.quantities if comparable(mine, theirs)]
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
    mine, theirs = content_stems(a.text), content_stems(b.text)
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


def is_calendar(mention: Mention) -> bool:
    """A date with a place in the calendar."""
    return mention.kind == "date" and mention.when is not None and mention.when.start is not None
