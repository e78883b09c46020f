"""Learns the weights that choose among candidate frames (``dateline.analyse.statements.weigh``).

    python -m bench.train_statements polnear_train.jsonl [--out WEIGHTS.json]

Input: JSON Lines with ``text`` and ``quotes``, each with ``content``, ``speaker`` and ``cue`` as
lists of ``[start, end]``. A candidate is a positive example where it shares half of its characters
and half of the gold content's with a gold quotation and its cue touches the gold cue; one that is
not exact counts as a negative example too, by what it lacks. A logistic regression (liblinear, L2)
learns from closed classes and shapes only; rare and light features are left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dateline.analyse.parse import Parser
from dateline.analyse.sentences import split
from dateline.analyse.statements.draft import Draft
from dateline.analyse.statements.finder import all_candidates
from dateline.analyse.statements.lexicon import lexicon
from dateline.analyse.statements.weigh import Evidence
from dateline.types import Article, Sentence

OUT = Path(__file__).parents[1] / "src/dateline/analyse/statements/weights/en.json"
RAREST, LIGHTEST, STRENGTH, LEAST, UNLIKE = 15, 0.06, 0.12, 0.25, 0.5

Gold = list[tuple[set[int], set[int]]]


class Recorder:
    """Stands in for a weigher, lets everything pass and keeps what it was asked about."""

    least = 0.0

    def __init__(self) -> None:
        self.seen: list[Evidence] = []

    def score(self, evidence: Evidence) -> float:
        self.seen.append(evidence)
        return 1.0


def places(spans: Iterable[Iterable[int]], text: str) -> set[int]:
    return {p for a, b in spans for p in range(a, b) if not text[p].isspace()}


def examples(
    row: dict[str, Any], sentences: tuple[Sentence, ...], parse: Callable[[Sentence], Any]
) -> Iterator[tuple[tuple[str, ...], float]]:
    """(features, likeness to a gold quotation or 0) of every candidate of one article."""
    text, words = row["text"], lexicon("en")
    gold = [(places(q["content"], text), places(q.get("cue") or [], text)) for q in row["quotes"]]
    recorder = Recorder()
    if words is not None:
        drafts = all_candidates(text, sentences, words, parse, recorder)
        for draft, evidence in zip(drafts, recorder.seen, strict=True):
            yield evidence.names, likeness(draft, gold, text)


def likeness(draft: Draft, gold: Gold, text: str) -> float:
    content, cue = places(draft.content, text), places(draft.cue, text)
    best = 0.0
    for wanted, wanted_cue in gold:
        both = len(content & wanted)
        near = both and 2 * both >= len(content) and 2 * both >= len(wanted)
        if near and (not wanted_cue or cue & wanted_cue):
            best = max(best, both / len(content | wanted))
    return best


def learn(
    names: list[tuple[str, ...]], likenesses: list[float], strength: float = STRENGTH
) -> tuple[dict[str, float], float]:
    """Weights by feature, and the bias."""
    from scipy.sparse import csr_matrix, vstack
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in names for name in row)
    kept = sorted(name for name, count in counts.items() if count >= RAREST)
    columns = {name: n for n, name in enumerate(kept)}
    rows = [[columns[name] for name in row if name in columns] for row in names]
    indices = np.array([c for row in rows for c in row], dtype=np.int32)
    starts = np.cumsum([0] + [len(row) for row in rows])
    matrix = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), len(columns)))
    like = np.array(likenesses)
    model = LogisticRegression(C=strength, solver="liblinear", random_state=0)
    near = np.flatnonzero(like > 0)
    weight = np.concatenate([np.where(like > 0, like**2, 1.0), UNLIKE * (1 - like[near] ** 2)])
    labels = np.concatenate([like > 0, np.zeros(len(near), dtype=bool)])
    model.fit(vstack([matrix, matrix[near]]), labels, sample_weight=weight)
    weights = {
        name: round(float(model.coef_[0, n]), 2)
        for name, n in columns.items()
        if abs(model.coef_[0, n]) >= LIGHTEST
    }
    return weights, round(float(model.intercept_[0]), 3)


def write(out: Path, source: str, size: int, weights: dict[str, float], bias: float) -> None:
    out.parent.mkdir(exist_ok=True)
    data = {
        "learned_from": source,
        "candidates": size,
        "method": "logistic regression over closed classes and shapes, bench/train_statements.py",
        "bias": bias,
        "least": LEAST,
        "weights": dict(sorted(weights.items())),
    }
    out.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    names: list[tuple[str, ...]] = []
    likenesses: list[float] = []
    for line in options.data.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reader = Parser(Article("", "", "", row["text"], language="en"), "en")
        for features, like in examples(row, split(row["text"], "en"), reader.sentence):
            names.append(features)
            likenesses.append(like)
    weights, bias = learn(names, likenesses)
    write(options.out, options.data.name, len(names), weights, bias)


if __name__ == "__main__":
    main()
