"""Rules for distances from a day, durations, sets and plain references."""

from __future__ import annotations

from dateline.analyse.dates import calendar as cal
from dateline.analyse.dates.periods import TIME_UNITS, a_year_back, anchor_for
from dateline.analyse.dates.reading import Reading, Resolved

_COUNTED_IN = {"FN": (2, "W"), "DE": (10, "Y"), "C": (100, "Y"), "WE": (2, "D"), "HY": (6, "M")}
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}


def _amount(r: Reading) -> float | None:
    """The number, None for a vague one."""
    code = r.code("number")
    if code == "G":
        return None
    return float(r.meaning("number")) if code not in ("", "a") else 1.0


def ago(r: Reading) -> Resolved:
    """ "two weeks ago", seen from the day of writing."""
    number, unit, now = _amount(r), r.meaning("unit"), r.context.now
    if number is None or now is None or unit in TIME_UNITS:
        return "DATE", "PAST_REF"
    if unit == "Y" and number == 1:
        return a_year_back(r)
    return _moved(r, number, unit, -1)


def ahead(r: Reading) -> Resolved:
    """ "dans deux semaines", "через год"."""
    number, unit = _amount(r), r.meaning("unit")
    if number is None or unit in TIME_UNITS:
        return "DATE", "FUTURE_REF"
    return _moved(r, number, unit, 1)


def anchored(r: Reading) -> Resolved:
    """ "three days later", "a year earlier", "two weeks from now"."""
    number, unit, direction = _amount(r), r.meaning("unit"), r.code("direction")
    if number is None or unit in TIME_UNITS:
        return "DATE", "PAST_REF" if direction == "e" else "FUTURE_REF"
    if unit == "Y" and number == 1 and direction == "e":
        return a_year_back(r)
    return _moved(r, number, unit, -1 if direction == "e" else 1)


def _moved(r: Reading, number: float, unit: str, sign: int) -> Resolved:
    base = anchor_for(r, unit) if r.code("direction") in ("e", "l") else r.context.now
    if number == 0.5 and unit == "Y":
        number, unit = 6, "M"
    if unit == "DE":
        number, unit = number * 10, "Y"
    value = cal.shifted(base, unit, sign * int(number)) if base else None
    return ("DATE", value) if value else None


def duration(r: Reading) -> Resolved:
    """ "three days", "the past two months", "a year and a half", "several hours"."""
    number, unit = _amount(r), r.meaning("unit")
    if number is not None and (r.has("slash") or r.has("more") or r.has("fraction")):
        number += 0.5
    if unit == "PD" or (unit in ("Q", "C", "L") and r.code("number") == "a"):
        return None
    if unit == "Q" and number == 3 and not r.has("rel"):  # a fraction
        return None
    return "DURATION", duration_value(number, unit)


def duration_value(number: float | None, unit: str) -> str:
    """``P3D``, ``PT2H``, ``PXM`` for a vague number; a half in the next smaller unit."""
    time, letter = "T" if unit in TIME_UNITS else "", TIME_UNITS.get(unit, unit)
    if number is None:
        return f"P{time}X{letter}"
    if unit in _COUNTED_IN:
        factor, letter = _COUNTED_IN[unit]
        return f"P{round(number * factor)}{letter}"
    whole = int(number)
    if number != whole and unit in _HALVES:
        return f"P{time}{f'{whole}{letter}' if whole else ''}{_HALVES[unit]}"
    return f"P{time}{whole}{letter}"


def units(r: Reading) -> Resolved:
    """Bare plurals, "recent years", "the coming weeks", "daylong": of vague length."""
    if r.has("compound"):
        return "DURATION", duration_value(1, r.meaning("compound"))
    unit = r.meaning("unit")
    if unit in ("TS", "TM", "Q", "WE") or (r.context.language != "en" and not r.has("rel")):
        return None
    return "DURATION", duration_value(None, unit)


def set_(r: Reading) -> Resolved:
    """ "every Monday", "each year", "every two weeks"."""
    code, meaning = r.code("unit"), r.meaning("unit")
    if code in "UV":
        every = r.meaning("every")
        return "SET", duration_value(float(every) if every.isdigit() else 1, meaning)
    shape = {"W": "XXXX-WXX-{}", "M": "XXXX-{:0>2}", "S": "XXXX-{}", "P": "XXXX-XX-XXT{}"}[code]
    return "SET", shape.format(meaning)


def weekdays(r: Reading) -> Resolved:
    """ "Mondays", "Tuesday nights"."""
    weekday = r.meaning("weekday") or r.meaning("weekday2")
    part = r.meaning("part") or r.meaning("parts")
    return "SET", f"XXXX-WXX-{weekday}{f'T{part}' if part else ''}"


def frequency(r: Reading) -> Resolved:
    """ "daily", "annually"."""
    return "SET", r.meaning("frequency")


def reference(r: Reading) -> Resolved:
    """ "now", "recently", "the future"."""
    return "DATE", r.meaning("reference")


def past(r: Reading) -> Resolved:
    """ "the past" alone."""
    return ("DATE", "PAST_REF") if r.meaning("reference") == "past" else None


def adjective(r: Reading) -> Resolved:
    """ "current" and "recent" before any noun."""
    meaning = r.meaning("reference")
    value = {"current": "PRESENT_REF", "recent": "PAST_REF"}.get(meaning)
    return ("DATE", value) if value else None
