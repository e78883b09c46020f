"""Learns the weights of grouping: ``python -m bench.train_events`` writes group/weights.json.

Each labelled collection is streamed once under its gold events; every pair of an article with a
member of a likely event is an example, as it stands when the article comes and again with the
statistics of the end. Logistic regressions (L2) over the figures of ``similarity.pairs``: one for
pairs in one language, one across languages, each for dated and undated pairs. Collections weigh by
the square root of their size up to 3,000 pairs. What only the way a collection was made can teach
(one article an outlet and event) is left out. The limits were chosen by hand on the same sets.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.analysed import collection, stored
from bench.scorer import ROOT
from dateline.group.grouper import Grouper
from dateline.ports import StoredFeatures
from dateline.similarity.features import pack, unpack
from dateline.similarity.pairs import COLUMN, FIGURES, compare, prepare
from dateline.similarity.window import Cluster, Member

OUT = ROOT / "src/dateline/group/weights.json"
SETS = (
    ("allsides", True), ("allsides", False), ("meantime", False), ("meantime", True),
    ("ecbplus", False), ("ecbplus", True), ("samples", True), ("seeds", True),
)  # fmt: skip
LEFT_OUT = {"same outlet", "no day told"}
ONE_LANGUAGE = {
    "same text", "words", "lead words", "title words", "lead told", "leads told", "lengths",
}  # fmt: skip
LIMITS = {"join": 0.0, "merge": -1.0, "split": -3.0, "closest": 0.3, "knit": 0.5}
STRENGTH, UNDATED_BONUS, MEMBERS, LIKELY = 0.02, 0.5, 6, 10
Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]


def undated(item: StoredFeatures) -> StoredFeatures:
    """The same article without any date of its own."""
    bare = msgspec.structs.replace(unpack(item.features), published=None, first=None, last=None)
    return StoredFeatures(item.article, ("~", item.article), pack(bare))


def stream(name: str, dated: bool) -> list[tuple[str, StoredFeatures]]:
    """(gold event, features) in order; AllSides, whose texts are analysed once, loses its days."""
    read = collection(name, dated or name == "allsides")
    items = [(event, stored(analysed)) for event, analysed in read]
    if name == "allsides" and not dated:
        items = sorted(((e, undated(i)) for e, i in items), key=lambda pair: pair[1].order)
    return items


def examples(items: list[tuple[str, StoredFeatures]]) -> Pairs:
    """(figures, whether one event, whether across languages) of the pairs of one collection."""
    grouper = Grouper(capacity=len(items) + 1)
    homes: dict[str, Cluster] = {}
    events: dict[str, str] = {}
    members: list[tuple[Member, str]] = []
    rows: list[tuple[np.ndarray, list[bool], list[bool]]] = []
    for event, item in items:
        features = unpack(item.features)
        prepared = prepare(features, grouper.seen)
        member = Member(item.article, item.order, features, prepared, item.article)
        rows += pairs(grouper, member, event, homes, events, None)
        if event not in homes:
            homes[event] = grouper.window.open(item.article, item.order)
            events[homes[event].id] = event
        grouper.window.put(homes[event], member)
        grouper.count(features)
        members.append((member, event))
    for member, _ in members:
        member.prepared = prepare(member.features, grouper.seen)
    for member, event in members:
        rows += pairs(grouper, member, event, homes, events, homes[event])
    figures, same, across = zip(*rows, strict=True)
    return np.concatenate(figures), np.concatenate(same), np.concatenate(across)


def pairs(
    grouper: Grouper, member: Member, event: str, homes: dict[str, Cluster],
    events: dict[str, str], own: Cluster | None,
) -> Iterator[tuple[np.ndarray, list[bool], list[bool]]]:  # fmt: skip
    grouper.weigh(member, without=own)  # sets the article's background
    near = [c for c, _ in grouper.window.nearest(member.prepared.vector, LIKELY)]
    likely = {c.id: c for c in (*near, *grouper.window.sharing(member.prepared, LIKELY))}
    if event in homes:
        likely[homes[event].id] = homes[event]
    others = [(o, c.id) for c in likely.values() for o in c.members[-MEMBERS:] if o is not member]
    if others:
        language = member.prepared.language
        yield (
            compare(member.prepared, [o.prepared for o, _ in others]),
            [events[c] == event for _, c in others],
            [o.prepared.language != language for o, _ in others],
        )


def fit(parts: list[Pairs], across: bool, day: bool) -> dict[str, float]:
    """The weights of one kind of pair by figure, and the bias."""
    chosen = []
    for figures, same, other in parts:
        rows = (other == across) & ((figures[:, COLUMN["a day undated"]] > 0) == day)
        if rows.sum() >= 50 and same[rows].sum() >= 10:
            chosen.append((figures[rows], same[rows]))
    x, y = np.concatenate([c[0] for c in chosen]), np.concatenate([c[1] for c in chosen])
    sizes = [len(c[1]) for c in chosen]
    weight = np.concatenate([np.full(n, 20000 * min(1, n / 3000) ** 0.5 / n) for n in sizes])
    barred = LEFT_OUT | (ONE_LANGUAGE if across else set())
    used = [i for i, f in enumerate(FIGURES) if f not in barred and x[:, i].std() > 1e-6]
    spread = x[:, used].std(0)
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(x[:, used] / spread, y, sample_weight=weight / weight.mean() / 10)
    named = {FIGURES[i]: float(w / s) for i, w, s in zip(used, model.coef_[0], spread, strict=True)}
    return {**named, "bias": float(model.intercept_[0])}


def main() -> int:
    parts = [examples(stream(name, dated)) for name, dated in SETS]
    kinds = {
        "same language": (False, False), "same language, undated": (False, True),
        "across languages": (True, False), "across languages, undated": (True, True),
    }  # fmt: skip
    weights: dict[str, dict[str, float]] = {k: fit(parts, *v) for k, v in kinds.items()}
    weights["same language, undated"]["bias"] += UNDATED_BONUS
    rounded = {k: {f: round(w, 4) for f, w in row.items()} for k, row in weights.items()}
    OUT.write_text(json.dumps({**rounded, "limits": LIMITS}, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {OUT.relative_to(ROOT)} from {sum(len(p[1]) for p in parts)} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
