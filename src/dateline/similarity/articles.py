"""How much two articles tell the same story, for ``compare``."""

from __future__ import annotations

from dateline.similarity import vectors
from dateline.similarity.reprints import containment
from dateline.types import AnalysedArticle


def similarity(a: AnalysedArticle, b: AnalysedArticle) -> float:
    """From 0 (unrelated) to 1 (the same story)."""
    near = max(0.0, vectors.cosine(a.vector, b.vector))
    return max(near, containment(a.signature, b.signature))
