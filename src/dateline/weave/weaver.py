"""Links an event to the storyline it continues, or lets it begin one.

A storyline is a chain of events that share their people, places and issue; what they share is
weighed by how rare it is, so that a theme that everything shares (the economy) links nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np

from dateline.ports import EventRecord
from dateline.similarity.features import Features, unpack
from dateline.similarity.links import Links
from dateline.similarity.model import Model, built_in, probability
from dateline.similarity.pairs import compare, prepare
from dateline.similarity.texts import DocumentFrequencies
from dateline.similarity.window import CAPACITY, Cluster, Member, Window
from dateline.types import Constraints, Reason, WeaveDecision

OlderEvents: TypeAlias = Callable[[Sequence[str], int], Sequence[EventRecord]]

NEAREST = 16
WEIGHED = 8
PER_STORYLINE = 8
USUAL = 0.4
BACKGROUND = 10
RECALLED = 16


class Weaver:
    """Weaves events fed in the order (first day, id).

    ``older`` brings events of storylines that left the active window, by the names they mention.
    """

    def __init__(
        self,
        constraints: Constraints | None = None,
        older: OlderEvents | None = None,
        model: Model | None = None,
        capacity: int = CAPACITY,
    ) -> None:
        constraints = constraints or Constraints()
        self._links = Links(constraints.must_weave, constraints.cannot_weave)
        self._older = older
        self._model = model or built_in("weave")
        self._capacity = capacity
        self._window = Window(capacity)
        self._seen = DocumentFrequencies()
        self._pinned: dict[str, str] = {}

    def load(self, events: Iterable[EventRecord]) -> None:
        """Takes up events that were woven before, in order; the latest are kept."""
        for event in deque(events, maxlen=self._capacity):
            if event.features:
                self._place(event, unpack(event.features), event.storyline)

    def add(self, event: EventRecord) -> WeaveDecision:
        """The storyline of one event: the id of its founding event, or one known by ``load``."""
        self._window.take(event.id)
        features = unpack(event.features)
        options = self._options(event, features)
        if self._older and self._window.evicted and not self._joins(options):
            self._recall(features)
            options = self._options(event, features)
        storyline, link, score, reasons = self._choose(event, options)
        self._place(event, features, storyline)
        return WeaveDecision(event.id, storyline, link, score, reasons)

    def _options(
        self, event: EventRecord, features: Features
    ) -> list[tuple[float, Cluster, str, tuple[Reason, ...]]]:
        """(log-odds, storyline, closest event, reasons), best first."""
        prepared = prepare(features, self._seen)
        member = Member(event.id, (event.first, event.id), features, prepared, "")
        near = self._window.nearest(prepared.vector, NEAREST)
        values = [cosine for _, cosine in near[1 : BACKGROUND + 1]]
        usual = (sum(values) + USUAL * (BACKGROUND - len(values))) / BACKGROUND
        prepared.background = usual
        candidates = {c.id: c for c, _ in near[: WEIGHED // 2]}
        for cluster in self._window.sharing(prepared, WEIGHED):
            candidates[cluster.id] = cluster
        for storyline in self._bound(event):
            bound = self._window.get(storyline)
            if bound is not None:
                candidates[storyline] = bound
        return self._scored(member, list(candidates.values()))

    def _scored(
        self, member: Member, clusters: Sequence[Cluster]
    ) -> list[tuple[float, Cluster, str, tuple[Reason, ...]]]:
        found = []
        for cluster in clusters:
            group = cluster.representatives(PER_STORYLINE)
            figures = compare(member.prepared, [m.prepared for m in group])
            same = np.array([m.features.language == member.features.language for m in group])
            odds = self._model.log_odds(figures, same)
            best = int(np.argmax(odds))
            closest = self._model.closest
            score = closest * float(odds[best]) + (1 - closest) * float(odds.mean())
            reasons = self._model.reasons(figures[best], bool(same[best]))
            found.append((score, cluster, group[best].article, reasons))
        return sorted(found, key=lambda option: (-option[0], option[1].id))

    def _joins(self, options: Sequence[tuple[float, Cluster, str, tuple[Reason, ...]]]) -> bool:
        return bool(options) and options[0][0] >= self._model.join

    def _choose(
        self,
        event: EventRecord,
        options: Sequence[tuple[float, Cluster, str, tuple[Reason, ...]]],
    ) -> tuple[str, str | None, float, tuple[Reason, ...]]:
        bound = self._bound(event)
        for storyline in bound:
            known = next((o for o in options if o[1].id == storyline), None)
            if known is not None:
                return storyline, known[2], 1.0, (Reason("put together by hand", 1.0, 0.0),)
        for score, cluster, link, reasons in options:
            if score < self._model.join:
                break
            if not self._barred(event, cluster.id):
                return cluster.id, link, round(probability(score), 4), reasons
        return event.id, None, 0.0, ()

    def _bound(self, event: EventRecord) -> list[str]:
        """The storylines in which a person has put this event."""
        found = {
            self._pinned[other]
            for article in event.articles
            for other in self._links.bound_to(article)
            if other in self._pinned and other != article
        }
        return sorted(found)

    def _barred(self, event: EventRecord, storyline: str) -> bool:
        there = [article for article, line in self._pinned.items() if line == storyline]
        return self._links.apart(event.articles, there)

    def _recall(self, features: Features) -> None:
        assert self._older is not None
        for event in self._older(features.names, RECALLED):
            if event.features and event.storyline and event.id not in self._window.of_article:
                self._place(event, unpack(event.features), event.storyline, count=False)

    def _place(
        self, event: EventRecord, features: Features, storyline: str, count: bool = True
    ) -> None:
        order = (event.first, event.id)
        cluster = self._window.get(storyline) or self._window.open(storyline, order)
        member = Member(event.id, order, features, prepare(features, self._seen), "")
        self._window.put(cluster, member)
        for article in event.articles:
            if self._links.knows(article):
                self._pinned[article] = storyline
        if count:
            self._seen.add(np.frombuffer(features.terms, dtype=np.uint32), features.language)
            self._seen.add(np.frombuffer(features.anchors, dtype=np.uint32), "")
