"""Grouping beside plain peers on the same analysed articles, in one table.

TF-IDF with a four-day window and a Gaussian decay in time; vectors alone (average linkage);
HDBSCAN and BERTopic-style clustering (reduced vectors, then HDBSCAN) over the same vectors. The
thresholds of the peers are the best on the very set, ours are not. Articles per CPU-second count
clustering alone, analysed articles given.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from math import comb
from typing import Any

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.analysed import Labelled, collection, stored
from dateline.group import Grouper
from dateline.similarity import vectors

SETS = (("allsides", True), ("meantime", False), ("ecbplus", False))
Groups = Sequence[Any]


def ours(items: list[Labelled]) -> list[Groups]:
    given = [stored(analysed) for _, analysed in items]
    began = time.process_time()
    grouper = Grouper()
    events = {item.article: grouper.add(item).event for item in given}
    events |= {d.article: d.event for d in grouper.mend()}
    SPENT["ours"] = time.process_time() - began
    return [[events[item.article] for item in given]]


def tfidf_window(items: list[Labelled]) -> list[Groups]:
    texts = [f"{a.article.title or ''}\n{a.article.text}" for _, a in items]
    near = (lambda x: (x @ x.T).toarray())(TfidfVectorizer(sublinear_tf=True).fit_transform(texts))
    days = np.array([day(a.date.start) for _, a in items])
    if not any(a.date.inferred or a.date.start is None for _, a in items):
        near = near * np.exp(-((days[:, None] - days[None, :]) ** 2) / (2 * 2.0**2))
    return [linked(1 - near, cut) for cut in np.arange(0.5, 1.0, 0.05)]


def vectors_alone(items: list[Labelled]) -> list[Groups]:
    matrix = np.stack([vectors.unit(a.vector) for _, a in items])
    return [linked(1 - matrix @ matrix.T, cut) for cut in np.arange(0.1, 0.6, 0.05)]


def hdbscan_plain(items: list[Labelled]) -> list[Groups]:
    return dense(np.stack([vectors.unit(a.vector) for _, a in items]))


def bertopic_style(items: list[Labelled]) -> list[Groups]:
    matrix = np.stack([vectors.unit(a.vector) for _, a in items])
    return dense(PCA(min(32, len(items) - 1), random_state=0).fit_transform(matrix))


def dense(matrix: np.ndarray) -> list[Groups]:
    import hdbscan

    found = []
    for least in (2, 3):
        labels = hdbscan.HDBSCAN(min_cluster_size=least).fit_predict(matrix.astype(np.float64))
        found.append([f"alone {i}" if x < 0 else x for i, x in enumerate(labels)])
    return found


def linked(distances: np.ndarray, cut: float) -> Groups:
    model = AgglomerativeClustering(None, metric="precomputed", linkage="average",
                                    distance_threshold=cut)  # fmt: skip
    labels: list[int] = model.fit_predict(np.maximum(distances, 0)).tolist()
    return labels


def day(start: str | None) -> float:
    return float(np.datetime64(start[:16], "m").astype(float)) / 1440 if start else 0.0


def bcubed(gold: Groups, found: Groups) -> float:
    cells, rows, columns = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    p = sum(n * n / columns[f] for (_, f), n in cells.items()) / len(gold)
    r = sum(n * n / rows[g] for (g, _), n in cells.items()) / len(gold)
    return 2 * p * r / (p + r)


def pair_f1(gold: Groups, found: Groups) -> float:
    both = sum(comb(n, 2) for n in Counter(zip(gold, found, strict=True)).values())
    total = sum(comb(n, 2) for labels in (gold, found) for n in Counter(labels).values())
    return 2 * both / total if total else 0.0


SPENT: dict[str, float] = {}
PEERS: dict[str, Callable[[list[Labelled]], list[Groups]]] = {
    "ours": ours, "tfidf_window": tfidf_window, "vectors": vectors_alone,
    "hdbscan": hdbscan_plain, "bertopic_style": bertopic_style,
}  # fmt: skip


def measure() -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, dated in SETS:
        items = collection(name, dated)
        gold = [event for event, _ in items]
        for peer, cluster in PEERS.items():
            began = time.process_time()
            tried = cluster(items)
            spent = SPENT.pop(peer, (time.process_time() - began) / len(tried))
            best = max(tried, key=lambda found: bcubed(gold, found))
            figures[f"{name}_{peer}_b3_f1"] = bcubed(gold, best)
            figures[f"{name}_{peer}_pair_f1"] = pair_f1(gold, best)
            figures[f"{name}_{peer}_articles_per_cpu_second"] = len(items) / max(spent, 1e-6)
    return figures
