"""Comparing two articles or two sentences, for `dateline compare`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.errors import UsageError
from dateline.pipeline.prepare import Prepare
from dateline.similarity.articles import similarity
from dateline.similarity.slots import cannot_both_hold, slot_text
from dateline.types import AnalysedArticle, RawDocument, Rejected

FIELDS = ("url", "outlet", "title", "published", "updated", "language", "text", "html")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two texts are, from 0 to 1, and whether they contradict each other."""

    similarity: float
    cannot_both_hold: bool
    why: str


def compare(prepare: Prepare, a: Any, b: Any) -> Comparison:
    """Compares two articles (mappings as in JSON Lines) or two sentences (texts).

    Raises UsageError when one of them is neither.
    """
    first, second = (analysed(prepare, side) for side in (a, b))
    if isinstance(first, Rejected) or isinstance(second, Rejected):
        rejected = first if isinstance(first, Rejected) else second
        reason = rejected.reason if isinstance(rejected, Rejected) else ""
        return Comparison(0.0, False, f"one side is no article: {reason}")
    conflict, why = False, ""
    if isinstance(a, str) and isinstance(b, str):
        conflict, why = cannot_both_hold(slot_text(first), slot_text(second))
    return Comparison(round(similarity(first, second), 4), conflict, why)


def analysed(prepare: Prepare, side: Any) -> AnalysedArticle | Rejected:
    """One side, analysed."""
    if isinstance(side, str):
        document = RawDocument(source="compare", text=side)
    elif isinstance(side, Mapping):
        given = {k: side[k] for k in FIELDS if isinstance(side.get(k), str)}
        if not given.get("text") and not given.get("html"):
            given["text"] = given.get("title", "")
        document = RawDocument(source="compare", **given)
    else:
        raise UsageError("compare: each line holds two articles or two sentences as a and b")
    prepared = prepare(document)
    return prepared if isinstance(prepared, Rejected) else prepared.analysed
