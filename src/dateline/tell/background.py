"""Background: the few earlier events without which the latest one cannot be understood."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from dateline.tell.importance import importance
from dateline.tell.passages import Vector, centroid, cosine, terms, weighted
from dateline.tell.timeline import Candidate, entry_of, preferred
from dateline.types import Event, TimelineEntry

LEAST, MOST = 3, 6
SENTENCES = 2
#: What it counts that the latest event's own articles tell of the earlier one.
REFERRED = 1.0
#: Two background entries more alike than this explain the same.
SAME = 0.5


def tell_background(
    latest: Event,
    candidates: Sequence[Candidate],
    language: str | None = None,
    shown: Sequence[str] = (),
) -> tuple[TimelineEntry, ...]:
    """Three to six events before ``latest`` (fewer where there are not so many), newest first.

    What its own articles refer back to comes first, then what mattered and is about the same;
    one event a day. Past the third only what its articles refer to is added. ``shown`` are ids
    of events that the reader sees anyway.
    """
    day = (latest.telling.date.start or "")[:10]
    centre = _centre(latest)
    earlier = [c for c in candidates if _before(c.event, day) and c.event.id not in set(shown)]
    top = max((importance(c.event) for c in earlier), default=0.0)
    scored = [(_score(c.event, latest, centre, top), c.event) for c in earlier]
    scored.sort(key=lambda item: (-item[0], item[1].id))
    chosen: list[tuple[float, Event]] = []
    for score, event in scored:
        if len(chosen) >= MOST or (len(chosen) >= LEAST and score < REFERRED):
            break
        if all(_adds(event, other) for _, other in chosen):
            chosen.append((score, event))
    chosen.sort(key=lambda item: (item[1].telling.date.start or "", item[1].id), reverse=True)
    return tuple(_entry(event, score, latest, language) for score, event in chosen)


def _before(event: Event, day: str) -> bool:
    own = (event.telling.date.start or "")[:10]
    return bool(own) and own < day and bool(event.telling.sentences)


def _centre(event: Event) -> Vector:
    told = event.telling.sentences[:6]
    return centroid(weighted(terms(s.text, s.language), {}) for s in told)


def _refers(latest: Event, event: Event) -> bool:
    """Whether an article of the latest event tells of the earlier one."""
    own = set(latest.articles)
    cited = {c.article for sentence in event.retold for c in sentence.citations}
    return bool(own & (cited | set(event.mentioned_by)))


def _score(event: Event, latest: Event, centre: Vector, top: float) -> float:
    near = cosine(_centre(event), centre)
    matters = math.log1p(importance(event)) / math.log1p(top) if top > 0 else 0.0
    return near + 0.6 * matters + REFERRED * _refers(latest, event)


def _adds(event: Event, other: Event) -> bool:
    days = {(e.telling.date.start or "")[:10] for e in (event, other)}
    return len(days) == 2 and cosine(_centre(event), _centre(other)) < SAME


def _entry(event: Event, score: float, latest: Event, language: str | None) -> TimelineEntry:
    chosen = preferred(event.telling.sentences, language)[:SENTENCES]
    entry = entry_of(event, score, [(sentence, event.id) for sentence in chosen])
    if _refers(latest, event):
        return replace(entry, why=f"the latest reports refer to it; {entry.why}")
    return entry
