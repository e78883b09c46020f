"""The stream of decisions: each article joins an event or founds one.

After streaming clustering of news as in Miranda et al. 2018 (a learnt decision over similarities
to an event), with a late pass that merges and splits by average linkage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dateline.group.origins import origin_of
from dateline.ports import StoredFeatures
from dateline.similarity.features import Features, unpack
from dateline.similarity.links import Links
from dateline.similarity.model import UNDATED, Floats, Model, built_in, probability
from dateline.similarity.pairs import Matrix, compare, prepare
from dateline.similarity.texts import DocumentFrequencies
from dateline.similarity.window import CAPACITY, Cluster, Member, Window
from dateline.types import Constraints, GroupDecision, NearMiss, Reason

OlderCandidates: TypeAlias = Callable[
    [Sequence[str], int], Sequence[tuple[StoredFeatures, GroupDecision]]
]

NEAREST = 24
WEIGHED = 9
PER_EVENT = 6
USUAL = 0.4
BACKGROUND = 10
NEARLY = 0.05
COLD = 3.4
"""What putting undated articles together demands beyond the usual, in log-odds, at the start."""
WARM = 20
"""Articles after which it demands no more than usual."""
SURER = 2.0
"""What joining an article that a person has taken out demands beyond the usual, in log-odds."""
SECOND_BEST = 2.0
"""How much less likely, in log-odds, another event may be than one that a person has barred."""


@dataclass(slots=True)
class Weighed:
    """An event against which an article was weighed; ``score`` in log-odds."""

    cluster: Cluster
    score: float
    figures: Floats
    same_language: bool


class Grouper:
    """Groups articles fed in the one order (date by evidence, undated last; id).

    ``older`` brings articles that left the active window, by the canonical names they mention.
    """

    def __init__(
        self,
        constraints: Constraints | None = None,
        older: OlderCandidates | None = None,
        model: Model | None = None,
        capacity: int = CAPACITY,
    ) -> None:
        constraints = constraints or Constraints()
        self._links = Links(constraints.must_link, constraints.cannot_link)
        self._older = older
        self.model = model or built_in("group")
        self.window = Window(capacity)
        self.seen = DocumentFrequencies()
        self.dirty: set[str] = set()

    def load(self, placed: Iterable[tuple[StoredFeatures, GroupDecision]]) -> None:
        """Takes up articles that were placed before, in order."""
        for stored, decision in placed:
            self._place(stored, decision.event, decision.origin)

    def add(self, article: StoredFeatures) -> GroupDecision:
        """Places one article; an article that was placed before is placed anew."""
        self.window.take(article.article)
        features = unpack(article.features)
        prepared = prepare(features, self.seen)
        member = Member(article.article, article.order, features, prepared, article.article)
        weighed = self.weigh(member)
        if self._older and self.window.evicted and self._is_lost(features, weighed):
            self._recall(features)
            weighed = self.weigh(member)
        chosen = self._choose(member, weighed)
        cluster = chosen.cluster if chosen else self.window.open(article.article, article.order)
        member.origin = origin_of(member, cluster.members, self._near_texts(weighed))
        self.window.put(cluster, member)
        self.count(features)
        self.dirty.add(cluster.id)
        return self._decision(member, cluster, chosen, weighed)

    def mend(self) -> Sequence[GroupDecision]:
        """Merges and splits among events changed since the last time.

        Returns the decisions that replace earlier ones. To be called after every few hundred
        articles and when the last one is in.
        """
        from dateline.group.mend import mend

        return mend(self)

    def weigh(self, member: Member, without: Cluster | None = None) -> list[Weighed]:
        """The most likely active events for an article, best first, ``without`` one of them."""
        near = self.window.nearest(member.prepared.vector, NEAREST)
        values = [cosine for cluster, cosine in near if cluster is not without]
        if without is None:
            values = values[1:]
        values = values[:BACKGROUND]
        padding = USUAL * (BACKGROUND - len(values))
        member.prepared.background = (sum(values) + padding) / BACKGROUND
        candidates = {c.id: c for c, _ in near[: WEIGHED - 3] if c is not without}
        for cluster in self.window.sharing(member.prepared, WEIGHED):
            if cluster is not without and len(candidates) < WEIGHED:
                candidates[cluster.id] = cluster
        for linked in self._links.bound_to(member.article):
            bound = self.window.of_article.get(linked)
            if bound is not None and bound is not without:
                candidates[bound.id] = bound
        return self.scores(member, list(candidates.values()))

    def scores(self, member: Member, clusters: Sequence[Cluster]) -> list[Weighed]:
        """An article's score with each event: the mean log-odds to its members and the best."""
        groups = [c.representatives(PER_EVENT) for c in clusters]
        others = [m.prepared for group in groups for m in group]
        if not others:
            return []
        figures = compare(member.prepared, others)
        same = np.array([o.language == member.prepared.language for o in others])
        odds = self.log_odds(figures, same)
        found, at = [], 0
        for cluster, group in zip(clusters, groups, strict=True):
            if group:
                found.append(self._score(cluster, slice(at, at + len(group)), figures, odds, same))
            at += len(group)
        return sorted(found, key=lambda w: (-w.score, w.cluster.id))

    def log_odds(self, figures: Matrix, same_language: npt.NDArray[np.bool_]) -> Floats:
        """The log-odds that each row's pair reports one event, as far as this stream can tell.

        Where no date helps and hardly any article was seen, words that the whole collection
        shares look rare: the first articles of a collection need more to be put together.
        """
        odds = self.model.log_odds(figures, same_language)
        share = max(0.0, 1 - self.seen.documents("") / WARM)
        odds[figures[:, UNDATED] > 0] -= np.float32(COLD * share)
        return odds

    def _score(
        self, cluster: Cluster, rows: slice, figures: Matrix, odds: Floats, same: Floats
    ) -> Weighed:
        mine = odds[rows]
        best = int(np.argmax(mine))
        closest = self.model.closest
        score = closest * float(mine[best]) + (1 - closest) * float(mine.mean())
        return Weighed(cluster, score, figures[rows][best], bool(same[rows][best]))

    def _choose(self, member: Member, weighed: Sequence[Weighed]) -> Weighed | None:
        bound = self._links.bound_to(member.article)
        for option in weighed:
            if any(article in option.cluster.articles for article in bound):
                return option
        barred = -np.inf
        for option in weighed:
            if option.score < max(self.model.join, barred - SECOND_BEST):
                return None
            if self.is_kept_alone(option.cluster) and option.score < self.model.join + SURER:
                continue
            if not self._links.apart((*bound, member.article), option.cluster.articles):
                return option
            barred = max(barred, option.score)
        return None

    def apart(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a person has said that these articles report different events."""
        return self._links.apart(one, other)

    def taken_out(self, article: str) -> bool:
        """Whether a person has taken this article out of an event."""
        return self._links.taken_out(article)

    def is_kept_alone(self, cluster: Cluster) -> bool:
        """Whether the event is one article that a person has taken out of another."""
        return len(cluster.articles) == 1 and any(map(self.taken_out, cluster.articles))

    def bound(self, article: str) -> Sequence[str]:
        """The articles that a person has put together with this one."""
        return self._links.bound_to(article)

    def _is_lost(self, features: Features, weighed: Sequence[Weighed]) -> bool:
        if weighed and weighed[0].score >= self.model.join:
            return False
        return features.published is None

    def _recall(self, features: Features) -> None:
        assert self._older is not None
        for stored, decision in self._older(features.names, 24):
            if stored.article not in self.window.of_article:
                self._place(stored, decision.event, decision.origin, count=False)

    def _place(self, stored: StoredFeatures, event: str, origin: str, count: bool = True) -> None:
        features = unpack(stored.features)
        prepared = prepare(features, self.seen)
        cluster = self.window.get(event)
        if cluster is None:
            # The founding article may be unknown here: nothing may move the id before it.
            founded = stored.order if stored.article == event else ("", event)
            cluster = self.window.open(event, founded)
        self.window.put(cluster, Member(stored.article, stored.order, features, prepared, origin))
        if count:
            self.count(features)

    def count(self, features: Features) -> None:
        """Adds an article to the statistics of words and names."""
        terms = np.frombuffer(features.terms, dtype=np.uint32)
        self.seen.add(terms, features.language)
        self.seen.add(np.frombuffer(features.anchors, dtype=np.uint32), "")

    def _near_texts(self, weighed: Sequence[Weighed]) -> list[Member]:
        return [m for w in weighed[:3] for m in w.cluster.representatives(PER_EVENT)]

    def _decision(
        self, member: Member, cluster: Cluster, chosen: Weighed | None, weighed: Sequence[Weighed]
    ) -> GroupDecision:
        nearly = tuple(
            NearMiss(w.cluster.id, round(probability(w.score), 4), self.reasons(w))
            for w in weighed
            if w is not chosen and probability(w.score) >= NEARLY
        )[:3]
        return GroupDecision(
            article=member.article,
            event=cluster.id,
            origin=member.origin,
            score=round(probability(chosen.score), 4) if chosen else 0.0,
            reasons=self.reasons(chosen) if chosen else (),
            nearly=nearly,
        )

    def reasons(self, weighed: Weighed) -> tuple[Reason, ...]:
        """Why an article was weighed so, by its closest pair in the event."""
        return self.model.reasons(weighed.figures, weighed.same_language)
