"""Collecting: documents become stored articles, each acknowledged once it is durable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from dateline.pipeline.prepare import Prepared
from dateline.ports import Acknowledgement, Store
from dateline.similarity.identity import event_id
from dateline.types import Rejected

T = TypeVar("T")
BATCH = 16
KEPT_REJECTIONS = 1000


@dataclass(slots=True)
class Collected:
    """What came of the input: counts by acknowledgement, rejections by reason.

    ``rejections`` holds the first thousand in full; ``reasons`` counts them all.
    """

    acknowledged: Counter[Acknowledgement] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    rejections: list[Rejected] = field(default_factory=list)
    interrupted: bool = False

    @property
    def articles(self) -> int:
        """How many articles are in the store now because of this input, or were before."""
        return sum(self.acknowledged.values())

    def reject(self, rejected: Rejected) -> None:
        self.reasons[rejected.reason] += 1
        if len(self.rejections) < KEPT_REJECTIONS:
            self.rejections.append(rejected)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to ``size`` items."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def collect(
    store: Store,
    prepared: Iterable[Prepared | Rejected],
    arrived: str,
    progress: Callable[[Collected], None] = lambda _: None,
    rejected: Callable[[Rejected], None] = lambda _: None,
) -> Collected:
    """Stores what comes, one small transaction a batch.

    An interruption (KeyboardInterrupt) ends it after the batches that are stored; the result says
    so. Edited articles make their event dirty, so that it is told again.
    """
    collected = Collected()
    try:
        for batch in batches(prepared, BATCH):
            store_batch(store, batch, arrived, collected)
            for item in batch:
                if isinstance(item, Rejected):
                    rejected(item)
            progress(collected)
    except KeyboardInterrupt:
        collected.interrupted = True
    return collected


def store_batch(
    store: Store, batch: list[Prepared | Rejected], arrived: str, collected: Collected
) -> None:
    """One transaction; counts it only when it is durable."""
    acknowledged: Counter[Acknowledgement] = Counter()
    edited: list[str] = []
    with store.transaction():
        for item in batch:
            if isinstance(item, Rejected):
                continue
            answer = store.put_article(item.analysed, item.features, arrived)
            acknowledged[answer] += 1
            if answer == "newer":
                edited.append(item.analysed.article.id)
        decisions = store.group_decisions(edited)
        store.put_dirty(sorted({event_id(d.event) for d in decisions}))
    collected.acknowledged += acknowledged
    for item in batch:
        if isinstance(item, Rejected):
            collected.reject(item)
