"""What a quantity admits: an interval with open or closed ends, and slack for rounding."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dateline.similarity.slots_units import convert
from dateline.similarity.slots_words import STRICT
from dateline.types import Quantity

_SOFT = 0.1
_MOST_SLACK = 0.1


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high``; an open end does not belong to it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def apart(self, other: Interval) -> bool:
        """Whether no number lies in both."""
        return _below(self, other) or _below(other, self)


def _below(one: Interval, other: Interval) -> bool:
    if one.high == other.low:
        return one.high_open or other.low_open
    return one.high < other.low


def grain(value: float) -> float:
    """The place value of the last digit that is not zero: 100 for 84,500, 0.1 for 5.3."""
    if value == 0 or not math.isfinite(value):
        return 1.0
    digits = f"{abs(value):.6f}".rstrip("0")
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(10.0 ** -len(decimals))
    return float(10 ** (len(whole) - len(whole.rstrip("0"))))


def _slack(value: float, finer: float) -> float:
    """How far a round figure may stand from what it rounds, when the other account is finer."""
    size = grain(value)
    if finer >= size or (size == 10 and value < 1000) or (size == 1 and value < 1):
        return 0.0
    return min(size / 2, _MOST_SLACK * abs(value))


def _rounded(value: float) -> bool:
    return grain(value) >= 100


def strict(quantity: Quantity) -> bool:
    """Whether the bound excludes the figure that is named ("more than", not "at least")."""
    return " ".join(quantity.qualifier.lower().replace("’", "'").split()) in STRICT


def interval(quantity: Quantity, other: Quantity) -> Interval | None:
    """What ``quantity`` admits when it is read beside ``other``, in its own unit.

    A round figure admits what rounds to it if the other is finer; "about", "nearly" and words
    like "dozens" admit a tenth more on both sides; "more than 100" admits 100, "more than 113"
    does not admit 113.
    """
    low, high, value = quantity.low, quantity.high, quantity.value
    if low is None and high is None:
        return None
    if low is not None and low == high:
        if quantity.unit in ("person", "") and _whole(low) and _whole(other.value) and low < 100:
            return Interval(low, high)
        slack = _slack(low, grain(other.value) if other.value is not None else grain(low))
        return Interval(low - slack, low + slack)
    open_end = strict(quantity) and value is not None and not _rounded(value)
    if low is None:
        return Interval(-math.inf, high if high is not None else math.inf, high_open=open_end)
    if high is None:
        return Interval(low, math.inf, low_open=open_end)
    named_range = value is None and quantity.unit is not None and _finite_range(quantity)
    soft = 0.0 if named_range else _SOFT
    return Interval(low - soft * abs(low), high + soft * abs(high))


def _whole(value: float | None) -> bool:
    return value is not None and float(value).is_integer()


def _finite_range(quantity: Quantity) -> bool:
    """A range that names both ends has a bounding word or figures; vague words have neither."""
    return bool(quantity.qualifier)


def apart(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities of one dimension cannot be the same amount."""
    mine, theirs = interval(one, other), interval(other, one)
    if mine is None or theirs is None:
        return False
    if (
        one.unit != other.unit
        and one.unit
        and other.unit
        and "person" not in (one.unit, other.unit)
    ):
        ends = [convert(end, other.unit, one.unit) for end in (theirs.low, theirs.high)]
        if ends[0] is None or ends[1] is None:
            return False
        low, high = ends[0], ends[1]
        spread = (
            0.05 * max(abs(low), abs(high)) if math.isfinite(low) and math.isfinite(high) else 0
        )
        theirs = Interval(low - spread, high + spread, theirs.low_open, theirs.high_open)
    return mine.apart(theirs)
