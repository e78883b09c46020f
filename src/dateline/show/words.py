"""Dateline's own words for dates and counts."""

from __future__ import annotations

from dateline.types import UNDATED, DateRange

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_words(day: str) -> str:
    """``2025-09-05`` as ``5 September 2025``."""
    year, month, date = day[:10].split("-")
    return f"{int(date)} {MONTHS[int(month) - 1]} {int(year)}"


def date_words(date: DateRange) -> str:
    """A date as people read it, saying when it is inferred, and how exact it is.

    >>> date_words(DateRange("2025-09-01", "2025-09-30", "month", True))
    'about September 2025 (inferred)'
    """
    if date == UNDATED or not date.start:
        return "undated"
    words = exact_words(date)
    if date.precision in ("month", "year"):
        words = f"about {words}"
    return f"{words} (inferred)" if date.inferred else words


def exact_words(date: DateRange) -> str:
    """The date without how sure it is."""
    start, end = date.start or "", date.end or date.start or ""
    if date.precision == "year":
        return start[:4]
    if date.precision == "month":
        return f"{MONTHS[int(start[5:7]) - 1]} {int(start[:4])}"
    if start[:10] == end[:10]:
        return day_words(start)
    if start[:7] == end[:7]:
        return f"{int(start[8:10])}–{day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 outlet``, ``3 outlets``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span_words(first: str | None, last: str | None) -> str:
    """How long from one day to another, in words."""
    from datetime import date

    if not first or not last:
        return "undated"
    days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days + 1
    if days < 60:
        return counted(days, "day")
    if days < 730:
        return counted(round(days / 30.44), "month")
    return counted(round(days / 365.25), "year")


def bars(values: tuple[int, ...]) -> str:
    """Numbers as a small bar each."""
    top = max(values, default=0)
    marks = "▁▂▃▄▅▆▇█"
    return "".join(" " if not v else marks[(v * (len(marks) - 1)) // top] for v in values)
