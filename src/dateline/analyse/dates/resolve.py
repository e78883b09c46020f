"""Gives every temporal expression its TIMEX3 type and value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.analyse.dates import amounts, days, hours, periods
from dateline.analyse.dates.context import Context
from dateline.analyse.dates.grammar import Candidate
from dateline.analyse.dates.reading import Reading, Resolved
from dateline.analyse.dates.tokens import Tokens

RULES: dict[str, Callable[[Reading], Resolved]] = {
    "numeric": days.numeric,
    "day": days.day,
    "range": days.range_,
    "month": days.month,
    "year": days.year,
    "weekday": hours.weekday,
    "deictic": hours.deictic,
    "part": hours.part,
    "time": hours.time,
    "holiday": hours.holiday,
    "unit": periods.unit,
    "ordinal": periods.ordinal,
    "definite": periods.definite,
    "year_ago": periods.year_ago,
    "unit_end": periods.unit_end,
    "season": periods.season,
    "decade": periods.decade,
    "ago": amounts.ago,
    "ahead": amounts.ahead,
    "anchored": amounts.anchored,
    "duration": amounts.duration,
    "units": amounts.units,
    "set": amounts.set_,
    "weekdays": amounts.weekdays,
    "frequency": amounts.frequency,
    "reference": amounts.reference,
    "past": amounts.past,
    "adjective": amounts.adjective,
}
"""The rule for each kind of pattern in ``grammar``."""


def resolve(
    candidates: list[Candidate], tokens: Tokens, codes: str, context: Context
) -> Iterator[tuple[Candidate, str, str]]:
    """(candidate, type, value) of those that are temporal, in order.

    Each value is remembered in ``context`` for what refers back to it, except what itself is
    seen from another time ("a year earlier").
    """
    for found in candidates:
        resolved = RULES[found.kind](Reading(found, tokens, codes, context))
        if resolved:
            if not {"ago", "direction"} & found.groups.keys():
                context.name(resolved[1])
            yield found, *resolved
