"""The events that grouping keeps in memory: bounded, whatever the stream's length.

The least recently touched event leaves when there are too many; it can come back through the
store (``OlderCandidates``).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.similarity.features import Features
from dateline.similarity.pairs import Prepared

Floats = npt.NDArray[np.float32]
CAPACITY = 4096
KEPT_MEMBERS = 12
SKETCH = 128
POSTINGS = 48
_DIMENSIONS = 512


@dataclass(slots=True)
class Member:
    """An article in the window."""

    article: str
    order: tuple[str, str]
    features: Features
    prepared: Prepared
    origin: str


@dataclass(slots=True)
class Cluster:
    """An event in the window: all known articles by id, and its first and latest members whole."""

    id: str
    slot: int
    founded: tuple[str, str]
    articles: dict[str, tuple[str, str]] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    total: Floats = field(default_factory=lambda: np.zeros(_DIMENSIONS, dtype=np.float32))
    posted: set[int] = field(default_factory=set)

    def representatives(self, most: int) -> list[Member]:
        """The first two members and the latest, at most ``most``."""
        if len(self.members) <= most:
            return self.members
        return self.members[:2] + self.members[2 - most :]


@cache
def _projection() -> Floats:
    """Signs by a fixed linear congruential sequence: a random projection that never changes."""
    state, bits = 12345, []
    for _ in range(_DIMENSIONS * SKETCH):
        state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        bits.append(1.0 if state >> 63 else -1.0)
    return np.array(bits, dtype=np.float32).reshape(_DIMENSIONS, SKETCH)


class Window:
    """Active events with an index by rare words and names and one by vector."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._projection = _projection()
        self._sketches: Floats = np.zeros((capacity, SKETCH), dtype=np.float32)
        self._centres: Floats = np.zeros((capacity, _DIMENSIONS), dtype=np.float32)
        self._free = list(range(capacity - 1, -1, -1))
        self._used = 0
        self._slots: list[Cluster | None] = [None] * capacity
        self._clusters: OrderedDict[str, Cluster] = OrderedDict()
        self._postings: dict[int, list[int]] = {}
        self.of_article: dict[str, Cluster] = {}
        self.evicted = False

    def __iter__(self) -> Iterator[Cluster]:
        return iter(self._clusters.values())

    def __len__(self) -> int:
        return len(self._clusters)

    def get(self, event: str) -> Cluster | None:
        """The event of that id, if it is active."""
        return self._clusters.get(event)

    def open(self, event: str, founded: tuple[str, str]) -> Cluster:
        """A new event without members; the least recently touched one leaves if need be."""
        if len(self._clusters) >= self._capacity:
            self.drop(next(iter(self._clusters.values())))
            self.evicted = True
        slot = self._free.pop()
        self._used = max(self._used, slot + 1)
        cluster = Cluster(event, slot, founded)
        self._clusters[event] = cluster
        self._slots[slot] = cluster
        return cluster

    def drop(self, cluster: Cluster) -> None:
        """Takes an event out of the window."""
        del self._clusters[cluster.id]
        self._unpost(cluster)
        for article in cluster.articles:
            self.of_article.pop(article, None)
        self._slots[cluster.slot] = None
        self._sketches[cluster.slot] = 0
        self._centres[cluster.slot] = 0
        self._free.append(cluster.slot)

    def put(self, cluster: Cluster, member: Member) -> None:
        """Adds a member; the middle ones of a large event are kept by id only."""
        cluster.articles[member.article] = member.order
        self.of_article[member.article] = cluster
        cluster.members.append(member)
        if len(cluster.members) > KEPT_MEMBERS:
            del cluster.members[3]
        if len(member.prepared.vector) == _DIMENSIONS:
            cluster.total += member.prepared.vector
            self._point(cluster)
        self._post(cluster, member.prepared)
        self._clusters.move_to_end(cluster.id)

    def take(self, article: str) -> Member | None:
        """Takes an article out of its event, and the event out of the window if it was alone."""
        cluster = self.of_article.pop(article, None)
        if cluster is None:
            return None
        del cluster.articles[article]
        member = next((m for m in cluster.members if m.article == article), None)
        if not cluster.articles:
            self.drop(cluster)
            return member
        if article == cluster.id:
            first = min(cluster.articles, key=lambda a: cluster.articles[a])
            self.rename(cluster, first, cluster.articles[first])
        if member is not None:
            cluster.members.remove(member)
            if len(member.prepared.vector) == _DIMENSIONS:
                cluster.total -= member.prepared.vector
                self._point(cluster)
        return member

    def merge(self, into: Cluster, other: Cluster) -> None:
        """Moves everything of ``other`` into ``into``."""
        self.drop(other)
        into.articles.update(other.articles)
        for article in other.articles:
            self.of_article[article] = into
        into.members = sorted(into.members + other.members, key=lambda m: m.order)
        del into.members[3 : max(3, len(into.members) - KEPT_MEMBERS + 3)]
        into.total += other.total
        self._point(into)
        for member in other.members:
            self._post(into, member.prepared)

    def rename(self, cluster: Cluster, event: str, founded: tuple[str, str]) -> None:
        """Gives an event the id of its founding article, where no other event has it."""
        if event in self._clusters:
            return
        del self._clusters[cluster.id]
        cluster.id, cluster.founded = event, founded
        self._clusters[event] = cluster

    def nearest(self, vector: Floats, most: int) -> list[tuple[Cluster, float]]:
        """The events whose centres are nearest to a vector, with cosines, nearest first."""
        if len(vector) != _DIMENSIONS or not self._used:
            return []
        used = self._used
        rough = self._sketches[:used] @ (vector @ self._projection)
        wide = min(used, 4 * most)
        chosen = np.argpartition(-rough, wide - 1)[:wide] if wide < used else np.arange(used)
        exact = self._centres[chosen] @ vector
        order = np.lexsort((chosen, -exact))[:most]
        found = [(self._slots[int(chosen[i])], float(exact[i])) for i in order]
        return [(cluster, near) for cluster, near in found if cluster is not None]

    def sharing(self, prepared: Prepared, most: int) -> list[Cluster]:
        """The events that share the rarest words and names, most weight first."""
        votes: dict[int, float] = {}
        for key, weight in prepared.keys:
            for slot in self._postings.get(key, ()):
                votes[slot] = votes.get(slot, 0.0) + weight
        best = sorted(votes, key=lambda slot: (-votes[slot], slot))[:most]
        return [cluster for slot in best if (cluster := self._slots[slot]) is not None]

    def _point(self, cluster: Cluster) -> None:
        norm = float(np.sqrt(float(cluster.total @ cluster.total)))
        centre = cluster.total / np.float32(norm) if norm > 1e-3 else cluster.total * 0
        self._centres[cluster.slot] = centre
        self._sketches[cluster.slot] = centre @ self._projection

    def _post(self, cluster: Cluster, prepared: Prepared) -> None:
        for key, _ in prepared.keys:
            if key in cluster.posted:
                continue
            cluster.posted.add(key)
            posting = self._postings.setdefault(key, [])
            posting.append(cluster.slot)
            if len(posting) > POSTINGS:
                crowded = self._slots[posting.pop(0)]
                if crowded is not None:
                    crowded.posted.discard(key)

    def _unpost(self, cluster: Cluster) -> None:
        for key in cluster.posted:
            posting = self._postings[key]
            posting.remove(cluster.slot)
            if not posting:
                del self._postings[key]
