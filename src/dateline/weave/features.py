"""What weaving keeps of an event: the features of its articles, added up into those of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from dateline.ports import StoredFeatures
from dateline.similarity import vectors
from dateline.similarity.features import (
    MAX_ANCHORS,
    MAX_NAMES,
    MAX_TERMS,
    VERSION,
    Features,
    pack,
    unpack,
)

MOST_ARTICLES = 24
MOST_DAYS = 48


def event_features(articles: Sequence[StoredFeatures]) -> bytes:
    """The packed features of an event; ``articles`` in order, at least one."""
    return pack(merged([unpack(a.features) for a in articles[:MOST_ARTICLES]]))


def merged(parts: Sequence[Features]) -> Features:
    """One article's worth of features for many: words of the commonest language, names of all."""
    tongues = Counter(part.language for part in parts)
    language = min(tongues, key=lambda name: (-tongues[name], name))
    terms, counts = _terms([part for part in parts if part.language == language])
    anchors, kinds, anchor_counts = _anchors(parts)
    told = [d for part in parts for d in np.frombuffer(part.days, dtype=np.int32).tolist()]
    names = Counter(name for part in parts for name in part.names)
    dates = sorted(part.published for part in parts if part.published is not None)
    firsts = [part.first for part in parts if part.first is not None]
    lasts = [part.last for part in parts if part.last is not None]
    return Features(
        version=VERSION,
        language=language,
        published=dates[0] if dates else None,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        days=np.array(sorted(set(told))[-MOST_DAYS:], dtype=np.int32).tobytes(),
        terms=terms,
        counts=counts,
        anchors=anchors,
        kinds=kinds,
        anchor_counts=anchor_counts,
        names=tuple(sorted(names, key=lambda n: (-names[n], n))[:MAX_NAMES]),
        outlet="",
        length=max(part.length for part in parts),
        vector=vectors.centroid([part.vector for part in parts]),
        signature=b"",
    )


def _terms(parts: Sequence[Features]) -> tuple[bytes, bytes]:
    """Terms that most articles share weigh most: body, lead and title counts are averaged up."""
    body: Counter[int] = Counter()
    lead: Counter[int] = Counter()
    title: Counter[int] = Counter()
    for part in parts:
        packed = zip(
            np.frombuffer(part.terms, dtype=np.uint32).tolist(),
            np.frombuffer(part.counts, dtype=np.uint8).tolist(),
            strict=True,
        )
        for term, count in packed:
            body[term] += max(count & 15, 1)
            lead[term] += (count >> 4) & 3
            title[term] += count >> 6
    heavy = sorted(body, key=lambda t: (-(body[t] + 2 * lead[t] + 3 * title[t]), t))[:MAX_TERMS]
    kept = sorted(heavy)
    n = len(parts)
    counts = [
        min(-(-body[t] // n), 15) | min(-(-lead[t] // n), 3) << 4 | min(-(-title[t] // n), 3) << 6
        for t in kept
    ]
    return np.array(kept, dtype=np.uint32).tobytes(), np.array(counts, dtype=np.uint8).tobytes()


def _anchors(parts: Sequence[Features]) -> tuple[bytes, bytes, bytes]:
    counts: Counter[int] = Counter()
    kinds: dict[int, int] = {}
    for part in parts:
        packed = zip(
            np.frombuffer(part.anchors, dtype=np.uint32).tolist(),
            np.frombuffer(part.kinds, dtype=np.uint8).tolist(),
            np.frombuffer(part.anchor_counts, dtype=np.uint8).tolist(),
            strict=True,
        )
        for anchor, kind, count in packed:
            counts[anchor] += count
            kinds[anchor] = max(kind, kinds.get(anchor, 0))
    kept = sorted(sorted(counts, key=lambda a: (-counts[a], a))[:MAX_ANCHORS])
    return (
        np.array(kept, dtype=np.uint32).tobytes(),
        np.array([kinds[a] for a in kept], dtype=np.uint8).tobytes(),
        np.array([min(counts[a], 255) for a in kept], dtype=np.uint8).tobytes(),
    )
