"""The stream of decisions: each article joins an event or founds one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from dateline.ports import StoredFeatures
from dateline.similarity import vectors
from dateline.similarity.features import Features, unpack
from dateline.types import Constraints, GroupDecision, Reason

OlderCandidates: TypeAlias = Callable[
    [Sequence[str], int], Sequence[tuple[StoredFeatures, GroupDecision]]
]


class Grouper:
    """Groups articles fed in the one order; see ``add``.

    ``older`` brings articles that left the active window, by the canonical names they mention.
    """

    def __init__(
        self, constraints: Constraints | None = None, older: OlderCandidates | None = None
    ) -> None:
        self._constraints = constraints or Constraints()
        self._older = older
        self._articles: dict[str, Features] = {}
        self._event: dict[str, str] = {}

    def load(self, placed: Iterable[tuple[StoredFeatures, GroupDecision]]) -> None:
        """Takes up articles that were placed before, in order."""
        for stored, decision in placed:
            self._articles[stored.article] = unpack(stored.features)
            self._event[stored.article] = decision.event

    def add(self, article: StoredFeatures) -> GroupDecision:
        """Places one article; an article that was placed before is placed anew."""
        mine = unpack(article.features)
        best, event = 0.0, article.article
        for other, theirs in self._articles.items():
            near = vectors.cosine(mine.vector, theirs.vector)
            if mine.published is not None and theirs.published is not None:
                near -= 0.02 * abs(mine.published - theirs.published)
            if near > best and other != article.article:
                best, event = near, self._event[other]
        if best < 0.68:
            event = article.article
        self._articles[article.article] = mine
        self._event[article.article] = event
        return GroupDecision(
            article.article, event, article.article, score=best,
            reasons=(Reason("vector", best, best),),
        )  # fmt: skip

    def mend(self) -> Sequence[GroupDecision]:
        """Merges and splits among recent events; decisions that replace earlier ones."""
        return ()
