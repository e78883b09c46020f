"""A storyline as shown: its title, its span, the people and places it turns about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from dateline.tell.passages import Vector, centroid, cosine, terms, weighted
from dateline.types import Event, Storyline

_NAMES = 8


def tell_storyline(id: str, events: Sequence[Event]) -> Storyline:
    """Tells a storyline from its events, reported and told.

    Its title is the headline nearest to what all its reported events say, weighed by how many
    origins reported it, so it is cited as that headline is.
    """
    ordered = sorted(events, key=newest_first)
    reported = [event for event in ordered if event.articles] or ordered
    days = [event.telling.date.start for event in reported if event.telling.date.start]
    best = _typical(reported)
    return Storyline(
        id=id,
        title=best.telling.headline if best else "",
        title_citations=best.telling.headline_citations if best else (),
        events=tuple(event.id for event in ordered),
        first=min(days, default=None),
        last=max(days, default=None),
        people=_names([event.telling.people for event in reported]),
        places=_names([event.telling.places for event in reported]),
        why=f"{len(reported)} reported, {len(ordered) - len(reported)} told events"
        if len(ordered) > len(reported)
        else f"{len(reported)} reported events",
    )


def newest_first(event: Event) -> tuple[int, str, str]:
    """A sorting key: by day descending, undated last, then by id."""
    start = event.telling.date.start
    if start is None:
        return (1, "", event.id)
    return (0, "".join(chr(0x10FFFF - ord(char)) for char in start), event.id)


def _typical(events: Sequence[Event]) -> Event | None:
    vectors: list[tuple[Event, Vector]] = []
    for event in events:
        language = event.telling.sentences[0].language if event.telling.sentences else "und"
        vectors.append((event, weighted(terms(event.telling.headline, language), {})))
    centre = centroid(vector for _, vector in vectors)
    return max(
        (item for item in vectors if item[0].telling.headline),
        key=lambda item: (
            cosine(item[1], centre) * (1 + math.log(max(1, item[0].origins))),
            item[0].id,
        ),
        default=(None, {}),
    )[0]


def _names(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    counts = Counter(name for names in lists for name in names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:_NAMES])
