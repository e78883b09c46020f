"""Small plots as numbers for inline SVG: labelled at their ends, each with a table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.ports import StoredArticle
from dateline.types import Quantity

WIDTH = 600
ROW = 26
MOST_ROWS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot of counts, in a field of 100 by 24."""

    x: float
    y: float
    width: float
    height: float


def bars(values: Sequence[int]) -> tuple[Bar, ...]:
    """A bar a value; the highest fills the field, and what is not zero is seen."""
    top = max(values, default=0)
    if not top:
        return ()
    width = 100 / len(values)
    heights = [max(2.0, 24 * value / top) if value else 0.0 for value in values]
    return tuple(
        Bar(
            round(at * width + 0.5, 2), round(24 - height, 2), round(width - 1, 2), round(height, 2)
        )
        for at, height in enumerate(heights)
        if height
    )


@dataclass(frozen=True, slots=True)
class Dot:
    """An article in the coverage plot; ``own`` where it is no reprint."""

    x: float
    y: float
    own: bool
    stored: StoredArticle


@dataclass(frozen=True, slots=True)
class Coverage:
    """Articles over time, a row an outlet."""

    height: int
    rows: tuple[tuple[str, float], ...]
    dots: tuple[Dot, ...]
    first: str
    last: str
    left_out: int


def coverage(articles: Sequence[StoredArticle]) -> Coverage | None:
    """The plot of an event's coverage; None where fewer than two articles have a time."""
    timed = [(a, m) for a in articles if (m := moment(a)) is not None]
    if len(timed) < 2:
        return None
    timed.sort(key=lambda pair: (pair[1], pair[0].article.id))
    outlets = list(dict.fromkeys(a.article.outlet or "?" for a, _ in timed))
    rows = {outlet: ROW * (at + 0.5) for at, outlet in enumerate(outlets[:MOST_ROWS])}
    first, last = timed[0][1], timed[-1][1]
    dots = tuple(
        Dot(
            round(6 + (WIDTH - 12) * (at - first) / max(1.0, last - first), 1),
            rows[stored.article.outlet or "?"],
            stored.origin == stored.article.id,
            stored,
        )
        for stored, at in timed
        if (stored.article.outlet or "?") in rows
    )
    ends = (timed[0][0], timed[-1][0])
    labels = [(a.article.published or a.date.start or "")[:16] for a in ends]
    return Coverage(
        ROW * len(rows),
        tuple(rows.items()),
        dots,
        labels[0],
        labels[1],
        len(outlets) - len(rows),
    )


def moment(stored: StoredArticle) -> float | None:
    """When an article was published, in seconds; by its own evidence where it does not say."""
    for given in (stored.article.published, stored.date.start):
        try:
            when = datetime.fromisoformat(given or "")
        except ValueError:
            continue
        from datetime import UTC

        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    return None


@dataclass(frozen=True, slots=True)
class Range:
    """One figure in the plot of figures: its bounds as a line, its value as a mark."""

    y: float
    left: float
    right: float
    mark: float | None
    open_left: bool
    open_right: bool
    quantity: Quantity
    stored: StoredArticle


@dataclass(frozen=True, slots=True)
class Ranges:
    """Figures of one thing, one under the other in the order of their articles."""

    height: int
    ranges: tuple[Range, ...]
    low: float
    high: float


def ranges(values: Sequence[tuple[Quantity, StoredArticle]]) -> Ranges | None:
    """The plot of figures with their bounds; None where they are all one value."""
    edges = [edge for q, _ in values for edge in (q.low, q.value, q.high) if edge is not None]
    if len(set(edges)) < 2:
        return None
    low, high = min(edges), max(edges)

    def at(edge: float) -> float:
        return round(8 + (WIDTH - 16) * (edge - low) / (high - low), 1)

    drawn = tuple(
        Range(
            ROW * (row + 0.5),
            0.0 if q.low is None else at(q.low),
            float(WIDTH) if q.high is None else at(q.high),
            None if q.value is None else at(q.value),
            q.low is None,
            q.high is None,
            q,
            stored,
        )
        for row, (q, stored) in enumerate(values[:MOST_ROWS])
    )
    return Ranges(ROW * len(drawn), drawn, low, high)
