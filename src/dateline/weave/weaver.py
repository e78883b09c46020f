"""Links an event to the storyline it continues, or lets it begin one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.ports import EventRecord, StoredFeatures
from dateline.similarity import vectors
from dateline.similarity.features import unpack
from dateline.types import Constraints, Reason, WeaveDecision


def event_features(articles: Sequence[StoredFeatures]) -> bytes:
    """What weaving keeps of an event, packed."""
    return vectors.centroid([unpack(a.features).vector for a in articles])


class Weaver:
    """Weaves events fed in the order (first day, id); see ``add``."""

    def __init__(self, constraints: Constraints | None = None) -> None:
        self._constraints = constraints or Constraints()
        self._events: dict[str, tuple[bytes, str]] = {}

    def load(self, events: Iterable[EventRecord]) -> None:
        """Takes up events that were woven before."""
        for event in events:
            self._events[event.id] = (event.features, event.storyline)

    def add(self, event: EventRecord) -> WeaveDecision:
        """The storyline of one event."""
        best, link, storyline = 0.0, None, event.id
        for other, (features, line) in self._events.items():
            near = vectors.cosine(event.features, features)
            if near > max(best, 0.6) and other != event.id:
                best, link, storyline = near, other, line
        self._events[event.id] = (event.features, storyline)
        return WeaveDecision(event.id, storyline, link, best, (Reason("vector", best, best),))
