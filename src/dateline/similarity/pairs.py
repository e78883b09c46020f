"""How alike one article is to each of many, as named figures.

Everything is weighed by how rare it is in the stream so far. Figures across languages rest on
vectors, names by their sounds, numbers and days; words join in where the language is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dateline.similarity import reprints, vectors
from dateline.similarity.features import NUMBER, ORGANIZATION, OTHER, PERSON, PLACE, Features
from dateline.similarity.texts import BITS, DocumentFrequencies

Floats: TypeAlias = npt.NDArray[np.float32]
Matrix: TypeAlias = npt.NDArray[np.float32]

FIGURES = (
    "words", "lead words", "title words", "lead told", "leads told", "vector", "vector margin",
    "names and numbers", "people", "places", "organizations", "numbers", "other names",
    "people apart", "places apart", "organizations apart", "numbers apart", "same text",
    "days apart", "days apart (log)", "same day", "a day undated", "days told", "no day told",
    "same outlet", "lengths",
)  # fmt: skip
"""The names of the columns of ``compare``, in order."""
COLUMN = {name: i for i, name in enumerate(FIGURES)}
KEPT_TERMS = 160
_SCRATCH: Floats = np.zeros(1 << BITS, dtype=np.float32)
_KIND_COLUMNS = (
    (PERSON, "people", "people apart"), (PLACE, "places", "places apart"),
    (ORGANIZATION, "organizations", "organizations apart"), (NUMBER, "numbers", "numbers apart"),
    (OTHER, "other names", ""),
)  # fmt: skip


@dataclass(slots=True)
class Prepared:
    """An article's features weighed by the statistics of the moment it came."""

    language: str
    outlet: str
    published: float | None
    days: frozenset[int]
    terms: npt.NDArray[np.uint32]
    weights: Floats
    lead: Floats
    title: frozenset[int]
    anchors: npt.NDArray[np.uint32]
    kinds: npt.NDArray[np.uint8]
    anchor_weights: Floats
    kind_weights: tuple[float, ...]
    vector: Floats
    signature: npt.NDArray[np.uint32]
    length: int
    keys: list[tuple[int, float]]
    background: float = 0.0


def prepare(features: Features, seen: DocumentFrequencies) -> Prepared:
    """Weighs an article's terms and anchors: unit length in all, and in the lead."""
    terms = np.frombuffer(features.terms, dtype=np.uint32)
    counts = np.frombuffer(features.counts, dtype=np.uint8)
    idf = seen.idf(terms, features.language)
    in_body, in_lead, in_title = counts & 15, (counts >> 4) & 3, counts >> 6
    weights = np.log1p(in_body + in_lead + 2.0 * in_title).astype(np.float32) * idf
    if len(terms) > KEPT_TERMS:
        kept = np.sort(np.argsort(-weights, kind="stable")[:KEPT_TERMS])
        terms, weights, idf = terms[kept], weights[kept], idf[kept]
        in_lead, in_title = in_lead[kept], in_title[kept]
    lead = np.minimum(in_lead + 2.0 * in_title, 3.0).astype(np.float32) * idf
    anchors = np.frombuffer(features.anchors, dtype=np.uint32)
    anchor_counts = np.frombuffer(features.anchor_counts, dtype=np.uint8)
    anchor_weights = np.log1p(anchor_counts).astype(np.float32) * seen.idf(anchors, "")
    kinds = np.frombuffer(features.kinds, dtype=np.uint8)
    return Prepared(
        language=features.language,
        outlet=features.outlet,
        published=features.published,
        days=told_days(features),
        terms=terms,
        weights=_unit(weights),
        lead=_unit(lead),
        title=frozenset(terms[in_title > 0].tolist()),
        anchors=anchors,
        kinds=kinds,
        anchor_weights=_unit(anchor_weights),
        kind_weights=_by_kind(anchor_weights, kinds),
        vector=vectors.unit(features.vector),
        signature=reprints.unpack(features.signature),
        length=features.length,
        keys=_keys(terms, weights, anchors, anchor_weights),
    )


def told_days(features: Features) -> frozenset[int]:
    """The days that the text names, and its own where it has one."""
    days = np.frombuffer(features.days, dtype=np.int32).tolist()
    if features.first is not None and features.first == features.last:
        days.append(features.first)
    return frozenset(days)


def _keys(
    terms: npt.NDArray[np.uint32], weights: Floats, anchors: npt.NDArray[np.uint32], names: Floats
) -> list[tuple[int, float]]:
    """The heaviest terms and anchors with their weights: what an article is looked up by."""
    found: list[tuple[int, float]] = []
    for hashes, weight, most in ((terms, weights, 14), (anchors, names, 10)):
        top = np.argsort(-weight, kind="stable")[:most]
        found += zip(hashes[top].tolist(), weight[top].tolist(), strict=True)
    return found


def _by_kind(weights: Floats, kinds: npt.NDArray[np.uint8]) -> tuple[float, ...]:
    """The weight of an article's anchors of each kind, by kind."""
    unit = _unit(weights)
    return tuple(np.bincount(kinds, weights=unit, minlength=NUMBER + 1).tolist())


def _unit(values: Floats) -> Floats:
    norm = float(np.sqrt(float(values @ values)))
    return values / np.float32(norm) if norm else values


def compare(query: Prepared, others: Sequence[Prepared]) -> Matrix:
    """One row for each of ``others``, one column for each of ``FIGURES``."""
    found = np.zeros((len(others), len(FIGURES)), dtype=np.float32)
    if not others:
        return found
    _words(query, others, found)
    _vectors(query, others, found)
    _anchors(query, others, found)
    for row, other in zip(found, others, strict=True):
        _times(query, other, row)
        if row[COLUMN["words"]] > 0.35 or row[COLUMN["vector"]] > 0.85:
            row[COLUMN["same text"]] = max(reprints.overlap_of(query.signature, other.signature))
        row[COLUMN["same outlet"]] = bool(query.outlet) and query.outlet == other.outlet
        short, long = sorted((query.length + 100, other.length + 100))
        row[COLUMN["lengths"]] = short / long
    return found


def _words(query: Prepared, others: Sequence[Prepared], found: Matrix) -> None:
    rows = [i for i, other in enumerate(others) if other.language == query.language]
    rows = [i for i in rows if len(others[i].terms)]
    if not rows or not len(query.terms):
        return
    all_terms = np.concatenate([others[i].terms for i in rows])
    starts = np.cumsum([0, *(len(others[i].terms) for i in rows[:-1])])
    for column, mine, theirs in (
        ("words", query.weights, [others[i].weights for i in rows]),
        ("lead words", query.lead, [others[i].lead for i in rows]),
    ):
        _SCRATCH[query.terms] = mine
        products = _SCRATCH[all_terms] * np.concatenate(theirs)
        found[rows, COLUMN[column]] = np.add.reduceat(products, starts)
    told = np.concatenate([others[i].lead for i in rows])
    _SCRATCH[query.terms] = 1
    theirs_told = np.add.reduceat(_SCRATCH[all_terms] * told * told, starts)
    _SCRATCH[query.terms] = query.lead * query.lead
    mine_told = np.add.reduceat(_SCRATCH[all_terms], starts)
    _SCRATCH[query.terms] = 0
    found[rows, COLUMN["lead told"]] = np.maximum(mine_told, theirs_told)
    found[rows, COLUMN["leads told"]] = np.minimum(mine_told, theirs_told)
    titled = query.title
    for i in rows:
        other = others[i].title
        if titled and other:
            shared = len(titled & other)
            found[i, COLUMN["title words"]] = shared / min(len(titled), len(other))


def _vectors(query: Prepared, others: Sequence[Prepared], found: Matrix) -> None:
    if not len(query.vector):
        return
    same = [i for i, other in enumerate(others) if len(other.vector) == len(query.vector)]
    if same:
        near = np.stack([others[i].vector for i in same]) @ query.vector
        found[same, COLUMN["vector"]] = near
        usual = np.array([others[i].background for i in same], dtype=np.float32)
        found[same, COLUMN["vector margin"]] = near - (usual + np.float32(query.background)) / 2


def _anchors(query: Prepared, others: Sequence[Prepared], found: Matrix) -> None:
    rows = [i for i, other in enumerate(others) if len(other.anchors)]
    if not rows or not len(query.anchors):
        return
    all_anchors = np.concatenate([others[i].anchors for i in rows])
    starts = np.cumsum([0, *(len(others[i].anchors) for i in rows[:-1])])
    _SCRATCH[query.anchors] = query.anchor_weights
    gathered = _SCRATCH[all_anchors]
    theirs = np.concatenate([others[i].anchor_weights for i in rows])
    _SCRATCH[query.anchors] = 0
    kinds = np.concatenate([others[i].kinds for i in rows])
    found[rows, COLUMN["names and numbers"]] = np.add.reduceat(gathered * theirs, starts)
    shared = np.where(gathered > 0, np.minimum(gathered, theirs), np.float32(0))
    for kind, column, apart in _KIND_COLUMNS:
        total = np.array([others[i].kind_weights[kind] for i in rows], dtype=np.float32)
        least = np.minimum(total, np.float32(query.kind_weights[kind]))
        part = np.add.reduceat(shared * (kinds == kind), starts)
        found[rows, COLUMN[column]] = np.minimum(part / np.maximum(least, 1e-6), 1) * (least > 0)
        if apart:
            found[rows, COLUMN[apart]] = (least > 0) & (part == 0)


def _times(query: Prepared, other: Prepared, row: Floats) -> None:
    if query.published is None or other.published is None:
        row[COLUMN["a day undated"]] = 1
    else:
        gap = abs(query.published - other.published)
        row[COLUMN["days apart"]] = min(gap, 10.0)
        row[COLUMN["days apart (log)"]] = np.log1p(min(gap, 1000.0))
        row[COLUMN["same day"]] = gap < 0.75
    if query.days and other.days:
        shared = len(query.days & other.days)
        row[COLUMN["days told"]] = shared / min(len(query.days), len(other.days), 3)
    else:
        row[COLUMN["no day told"]] = 1
