"""How much two articles tell the same story, for ``compare``.

A ridge regression over the figures of ``similarity.pairs`` on people's judgement of article pairs
in ten languages (SemEval-2022 task 8); ``articles.json`` holds its weights by figure, made by
``python -m bench.train_similarity``. Two articles alone have no corpus: every word weighs alike.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from dateline.similarity.features import features, unpack
from dateline.similarity.pairs import FIGURES, compare, prepare
from dateline.similarity.reprints import resemblance
from dateline.similarity.texts import DocumentFrequencies
from dateline.types import AnalysedArticle


def similarity(a: AnalysedArticle, b: AnalysedArticle) -> float:
    """From 0 (unrelated) to 1 (the same story); symmetric."""
    one, other = (prepare(unpack(features(x)), _nothing_seen()) for x in (a, b))
    row = _weights()["same language" if one.language == other.language else "across languages"]
    figures = compare(one, [other])[0]
    score = sum(row.get(name, 0.0) * float(figures[i]) for i, name in enumerate(FIGURES))
    return min(1.0, max(0.0, score + row["bias"], resemblance(a.signature, b.signature)))


@cache
def _nothing_seen() -> DocumentFrequencies:
    return DocumentFrequencies()


@cache
def _weights() -> dict[str, dict[str, float]]:
    text = files("dateline.similarity").joinpath("articles.json").read_text(encoding="utf-8")
    read: dict[str, dict[str, float]] = json.loads(text)
    return read
