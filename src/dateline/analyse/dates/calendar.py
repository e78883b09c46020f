"""Calendar arithmetic on TIMEX3 values: units, shifts, and the days that a value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dateline.types import DateRange, Precision

SEASONS = ("WI", "SP", "SU", "FA")
_VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-W(?P<week>\d\d)(?P<end>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<season>SP|SU|FA|WI)"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d:\d\d|[A-Z]{2}).*)?)?)?"
)
_DECADE = re.compile(r"\d{2,3}")


def year_value(year: int) -> str:
    """``YYYY``; ``BCYYYY`` for years before 1 (there is no year 0: 0 is 1 BC)."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def week_value(day: date) -> str:
    """The ISO 8601 week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """``YYYY-MM``; months beyond 1 to 12 run into the neighbouring years."""
    years, index = divmod(month - 1, 12)
    return f"{year + years:04d}-{index + 1:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """``YYYY-Qn``; quarters beyond 1 to 4 run into the neighbouring years."""
    years, index = divmod(quarter - 1, 4)
    return f"{year + years:04d}-Q{index + 1}"


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def shifted(day: date, unit: str, number: int) -> str | None:
    """The value of ``unit``'s size that lies ``number`` units after (before: negative) ``day``.

    None where the calendar ends (before year 1, after 9999) or the unit has no calendar.
    """
    try:
        return _shifted(day, unit, number)
    except (ValueError, OverflowError):
        return None


def _shifted(day: date, unit: str, number: int) -> str | None:
    if unit == "D":
        return (day + timedelta(days=number)).isoformat()
    if unit in ("W", "FN"):
        return week_value(day + timedelta(weeks=number * (2 if unit == "FN" else 1)))
    if unit == "WE":
        return f"{week_value(day + timedelta(weeks=number))}-WE"
    if unit == "M":
        return _checked(month_value(day.year, day.month + number))
    if unit == "Q":
        return _checked(quarter_value(day.year, quarter_of(day) + number))
    if unit == "HY":
        years, half = divmod((day.month > 6) + number, 2)
        return f"{day.year + years:04d}-H{half + 1}"
    if unit == "Y":
        return _checked(f"{day.year + number:04d}")
    if unit == "DE":
        return f"{(day.year // 10) + number:03d}"
    if unit == "C":
        return f"{(day.year // 100) + number:02d}"
    return None


def _checked(value: str) -> str:
    """Raises ValueError where the value's year has left the calendar."""
    year = value.split("-")[0] if not value.startswith("-") else "0"
    if len(year) != 4 or int(year) < 1:
        raise ValueError(value)
    return value


def weekday_near(day: date, weekday: int, direction: int) -> date:
    """The last (-1) or next (1) day that is ISO ``weekday``, ``day`` itself included."""
    if direction < 0:
        return day - timedelta(days=(day.isoweekday() - weekday) % 7)
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def week_start(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(days=day.isoweekday() - 1)


def day_of(value: str) -> date | None:
    """The first day that a calendar value covers; None where it has none."""
    covered = covers(value)
    return date.fromisoformat(covered.start[:10]) if covered and covered.start else None


def covers(value: str) -> DateRange | None:
    """The days (or the minute) that a calendar value covers, with a precision.

    A week counts as precision month, a quarter, half year or season as year: the precision is
    the smallest named one that is no finer than the value. None for other values.

    >>> covers("2024-02")
    DateRange(start='2024-02-01', end='2024-02-29', precision='month', inferred=False)
    """
    try:
        return _covers(value)
    except (ValueError, OverflowError):
        return None


def _covers(value: str) -> DateRange | None:
    match = _VALUE.fullmatch(value)
    if match is None:
        if _DECADE.fullmatch(value):
            tail = 4 - len(value)
            return _range(int(value + "0" * tail), 1, int(value + "9" * tail), 12, "unknown")
        return None
    year = int(match["year"])
    if match["day"]:
        return _day(match)
    if match["month"]:
        return _range(year, int(match["month"]), year, int(match["month"]), "month")
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), 6 if match["end"] else 1)
        last = date.fromisocalendar(year, int(match["week"]), 7)
        return DateRange(first.isoformat(), last.isoformat(), "month")
    if match["quarter"]:
        last_month = int(match["quarter"]) * 3
        return _range(year, last_month - 2, year, last_month, "year")
    if match["half"]:
        return _range(year, 1 if match["half"] == "1" else 7, year, int(match["half"]) * 6, "year")
    if match["season"]:
        return _season(year, match["season"])
    return _range(year, 1, year, 12, "year")


def _day(match: re.Match[str]) -> DateRange | None:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["time"] and ":" in match["time"]:
        hours, minutes = match["time"].split(":")
        if hours == "24":
            day, hours = day + timedelta(days=1), "00"
        if int(hours) > 23 or int(minutes) > 59:
            return None
        minute = f"{day.isoformat()}T{hours}:{minutes}"
        return DateRange(minute, minute, "minute")
    return DateRange(day.isoformat(), day.isoformat(), "day")


def _season(year: int, season: str) -> DateRange:
    if season == "WI":  # of the year it begins in; a winter of 1994 may be either
        return _range(year, 12, year + 1, 2, "year")
    month = {"SP": 3, "SU": 6, "FA": 9}[season]
    return _range(year, month, year, month + 2, "year")


def _range(
    year: int, month: int, last_year: int, last_month: int, precision: Precision
) -> DateRange:
    first = date(year, month, 1)
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return DateRange(first.isoformat(), last.isoformat(), precision)
