"""When an article is from, by its own evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dateline.types import UNDATED, Article, DateRange, Mention

_PUBLISHED = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
EARLIEST, LATEST = date(1500, 1, 1), date(2100, 1, 1)


def date_of(article: Article, mentions: Sequence[Mention]) -> DateRange:
    """The published minute or day in the offset it was given; else what the text tells."""
    return published_date(article.published) or _newest(mentions)


def published_date(published: str | None) -> DateRange | None:
    """The local minute or day of an ISO 8601 time; None where there is no plausible one."""
    match = _PUBLISHED.match(published or "")
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    if not EARLIEST <= day < LATEST:
        return None
    if match[2]:
        minute = f"{match[1]}T{match[2]}"
        return DateRange(minute, minute, "minute")
    return DateRange(match[1], match[1], "day")


def _newest(mentions: Sequence[Mention]) -> DateRange:
    days = [m.when for m in mentions if m.when and m.when.precision in ("day", "minute")]
    newest = max((d.end or "" for d in days), default="")[:10]
    return DateRange(newest, newest, "day", inferred=True) if newest else UNDATED
