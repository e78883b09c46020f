"""Typed slots: can two passages both hold, by their quantities, dates and names?

Number matching alone misjudges (FACTS: traps), so a figure is compared only with figures that
fill the same slot: one dimension, one thing counted, the same names and the same time. Unsure
means compatible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.similarity.slots_context import context, family, is_change, is_part, name_stems
from dateline.similarity.slots_dates import dated
from dateline.similarity.slots_intervals import apart
from dateline.similarity.slots_text import SlotText, content_stems, place_tokens, slot_text
from dateline.similarity.slots_units import dimension
from dateline.similarity.slots_words import CASUALTIES
from dateline.types import Quantity, Span

__all__ = [
    "Clash",
    "SlotText",
    "cannot_both_hold",
    "clash",
    "comparable",
    "other_moments",
    "other_subjects",
    "slot_text",
]

_LEAST_SHARED = 0.3
_LEAST_WHOLE = 2
_NEAR = 1.2
_LEAST_DOING = 2
_MOST_DATES = 2


@dataclass(frozen=True, slots=True)
class Clash:
    """The two spans, one in each passage, that cannot both hold."""

    kind: Literal["quantity", "date"]
    mine: Span
    theirs: Span


def cannot_both_hold(a: SlotText, b: SlotText) -> tuple[bool, str]:
    """Whether two passages contradict each other in a typed slot, and the reason in words.

    Symmetric, though the reason names ``a`` first. (False, "") where nothing is comparable or
    everything may be true together.
    """
    found = clash(a, b)
    if found is None:
        return False, ""
    return True, f"“{a.text[slice(*found.mine)]}” against “{b.text[slice(*found.theirs)]}”"


def clash(a: SlotText, b: SlotText) -> Clash | None:
    """The first pair of figures, else of dates, that contradict each other; None without one."""
    if not _same_subject(a, b) or other_subjects(a, b):
        return None
    if other_moments(a, b):
        return _dates(a, b)
    for mine in a.quantities:
        for theirs in b.quantities:
            if _alone(mine, a, theirs, b) and _alone(theirs, b, mine, a):
                return Clash("quantity", mine.span, theirs.span)
    return None


def _dates(a: SlotText, b: SlotText) -> Clash | None:
    """Dates that tell when one and the same thing happened, where no two of them agree."""
    if any(_counts(item) for item in (*a.quantities, *b.quantities)):
        return None
    dates = dated(a), dated(b)
    if not all(dates) or max(map(len, dates)) > _MOST_DATES:
        return None
    for mine in dates[0]:
        for theirs in dates[1]:
            if _one_act(context(a, mine.span), context(b, theirs.span)):
                return Clash("date", mine.span, theirs.span)
    return None


def _one_act(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two clauses tell of one act: they share words, and no single word is set against
    another one ("the prison opened", "the prison burned")."""
    shared = len(mine & theirs)
    return shared >= _LEAST_DOING or (shared > 0 and not (mine - theirs and theirs - mine))


def _counts(quantity: Quantity) -> bool:
    """Whether it is a figure that changes with time, so that a date only says when it held."""
    return bool(quantity.counted or quantity.unit)


def _alone(mine: Quantity, a: SlotText, rival: Quantity, b: SlotText) -> bool:
    """Whether ``rival`` fills the slot of ``mine`` and nothing in ``b`` agrees with ``mine``."""
    if not comparable(mine, a, rival, b) or not apart(mine, rival):
        return False
    others = [item for item in b.quantities if item is not rival]
    if any(comparable(mine, a, item, b) and not apart(mine, item) for item in others):
        return False
    return not any(_fits(mine, a, item, b) for item in others)


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
    if any(kind(a, mine) != kind(b, theirs) for kind in (is_part, is_change, _joined)):
        return False
    if counted[0] in CASUALTIES:
        return True
    return _one_context(mine, a, theirs, b)


def _joined(passage: SlotText, quantity: Quantity) -> bool:
    """Whether the count only describes another thing: "the 35-nation summit"."""
    return (
        "-" in passage.text[slice(*quantity.span)].rstrip("-")
        and bool(quantity.counted)
        and (passage.text[slice(*quantity.span)].endswith(f"-{quantity.counted}"))
    )


def _one_context(mine: Quantity, a: SlotText, theirs: Quantity, b: SlotText) -> bool:
    """Whether the clauses share a word beside names, or the sentences two."""
    around = context(a, mine.span, mine.counted), context(b, theirs.span, theirs.counted)
    if around[0] & around[1]:
        return True
    named = name_stems(a) | name_stems(b)
    whole = content_stems(a.text, a.language) & content_stems(b.text, b.language)
    return len(whole - named) >= _LEAST_WHOLE


def _one_dimension(one: Quantity, other: Quantity) -> bool:
    if {one.unit, other.unit} <= {"", "person"}:
        return True
    mine, theirs = dimension(one.unit), dimension(other.unit)
    return mine == theirs and (mine != "money" or one.unit == other.unit)


def _fits(mine: Quantity, a: SlotText, other: Quantity, b: SlotText) -> bool:
    """Whether ``other`` may be what ``mine`` tells, though its slot is not plain: close to it."""
    if not _one_dimension(mine, other) or apart(mine, other):
        return False
    counted = family(b, other)
    if counted and counted != family(a, mine):
        return False
    if not mine.value or not other.value:
        return True
    return 1 / _NEAR <= other.value / mine.value <= _NEAR


def other_moments(a: SlotText, b: SlotText) -> bool:
    """Whether the passages are dated, and no date of one can be a date of the other.

    A passage without a date is told of the day that it was published.
    """
    mine, theirs = dated(a), dated(b)
    if mine and theirs:
        return all(one.apart(two) for one in mine for two in theirs)
    days, told = (mine, b.told) if mine else (theirs, a.told)
    return bool(days) and told is not None and all(one.far_from(told) for one in days)


def other_subjects(a: SlotText, b: SlotText) -> bool:
    """Whether both name places and none that they share, in whichever script."""
    mine, theirs = place_tokens(a), place_tokens(b)
    return bool(mine and theirs) and not mine & theirs


def _same_subject(a: SlotText, b: SlotText) -> bool:
    """Enough shared words, and not names on both sides that the other lacks."""
    mine, theirs = content_stems(a.text, a.language), content_stems(b.text, b.language)
    least = min(len(mine), len(theirs))
    if least == 0 or len(mine & theirs) / least < _LEAST_SHARED:
        return False
    names = name_stems(a) - theirs, name_stems(b) - mine
    shared = (name_stems(a) & theirs) | (name_stems(b) & mine)
    return bool(shared) or not all(names)
