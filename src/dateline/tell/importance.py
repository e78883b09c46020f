"""How much an event and a day matter, and how many entries a timeline needs.

What later articles still date to a day is the best single sign that it mattered (Tran et al.
2015 find the same of mention counts); independent reports on the day itself add a little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.types import Event

#: What one independent report counts beside one later sentence that names the day.
REPORT = 0.5
#: A relevance of so large a share of the largest is as good as the largest.
RELEVANT = 0.25
#: A day stands out when it matters at least so much of what the three first days matter.
STANDS_OUT = 0.15
#: Bounds for a length that nobody asked for, as far as there are so many days.
SHORTEST, LONGEST = 5, 100


def importance(event: Event, relevance: float = 1.0) -> float:
    """What an event weighs in the choice of days, from 0 upwards.

    ``relevance`` is its share, 0 to 1, of the largest relevance to what was asked.
    """
    reports = event.origins if event.articles else 0
    return min(1.0, relevance / RELEVANT) * (event.mentions + REPORT * reports)


def default_length(weights: Iterable[float]) -> int:
    """How many days stand out, within bounds."""
    values: Sequence[float] = sorted(weights, reverse=True)
    first = values[:3]
    least = STANDS_OUT * sum(first) / max(1, len(first))
    outstanding = sum(value >= least for value in values)
    return min(len(values), max(SHORTEST, min(LONGEST, outstanding)))
