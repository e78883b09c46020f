"""When an article is from, by its own evidence (DESIGN.md: "Three clocks kept apart")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.analyse.dates.days import NEWEST
from dateline.types import UNDATED, Article, DateRange, Mention

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
)
EARLIEST, LATEST = date(1500, 1, 1), date(2060, 1, 1)
"""A given date outside these is a placeholder or a mistake."""
_DATELINE = 200
"""A full date among the first code points is a dateline, and outweighs later ones."""


def given_date(article: Article) -> DateRange | None:
    """The published minute or day in the offset it was given, or None without a plausible one.

    Where only ``updated`` is given it stands in, marked as inferred.
    """
    published = _plausible(article.published)
    if published:
        return published
    updated = _plausible(article.updated)
    if updated:
        return DateRange(updated.start, updated.end, updated.precision, inferred=True)
    return None


def _plausible(given: str | None) -> DateRange | None:
    match = _ISO.match(given or "")
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    if not EARLIEST <= day < LATEST:
        return None
    if match[2] and match[2] < "24:00" and match[2][3:] < "60":
        minute = f"{match[1]}T{match[2]}"
        return DateRange(minute, minute, "minute")
    return DateRange(match[1], match[1], "day")


def inferred_date(mentions: Sequence[Mention]) -> DateRange:
    """The day an undated article is from, by the dates in it, which were read without a day.

    A full date at the head of the text is a dateline. Else the newest day, month or year that is
    named: nothing is reported before it happened. What is later than ``NEWEST`` is a plan.
    """
    dated = [m for m in mentions if m.when and m.when.end and _is_past(m.when.end)]
    head = [m for m in dated if m.field == "text" and m.span[0] < _DATELINE and _is_day(m)]
    for choice in (head[:1], [m for m in dated if _is_day(m)], dated):
        if choice:
            when = max((m.when for m in choice if m.when), key=lambda w: (w.end or "", w.start))
            start, end = str(when.start)[:10], str(when.end)[:10]
            precision = "day" if when.precision == "minute" else when.precision
            return DateRange(start, end, precision, inferred=True)
    return UNDATED


def _is_past(end: str) -> bool:
    return EARLIEST.isoformat() <= end[:10] <= NEWEST.isoformat()


def _is_day(mention: Mention) -> bool:
    return mention.when is not None and mention.when.precision in ("day", "minute")
