"""Learns the weights of article similarity: ``python -m bench.train_similarity``.

Ridge regression of people's judgement (SemEval-2022 task 8, 4 = unrelated to 1 = the same story,
turned to 0 … 1) on the figures of ``similarity.pairs``, for pairs in one language and across two.
Prints Pearson's r, each pair of languages predicted by a model that never saw it.
"""

from __future__ import annotations

import json
import pickle
import sys

import numpy as np
from scipy.stats import pearsonr
from sklearn.linear_model import Ridge

from bench.analysed import KEPT, article
from bench.scorer import ROOT, shared
from dateline.analyse import Analyser
from dateline.similarity.features import features, unpack
from dateline.similarity.pairs import FIGURES, compare, prepare
from dateline.similarity.texts import DocumentFrequencies

OUT = ROOT / "src/dateline/similarity/articles.json"
ONE_LANGUAGE = {
    "words", "lead words", "title words", "lead told", "leads told", "vector",
    "names and numbers", "people", "places", "organizations", "numbers", "other names",
    "people apart", "places apart", "organizations apart", "numbers apart", "lengths",
}  # fmt: skip
ACROSS = ONE_LANGUAGE - {
    "words", "lead words", "title words", "lead told", "leads told", "lengths",
}  # fmt: skip
STRENGTH = 30.0


def examples() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(figures, judgement from 0 to 1, pair of languages) of every pair."""
    kept = KEPT / "semeval.pickle"
    if kept.exists():
        found: tuple[np.ndarray, np.ndarray, np.ndarray] = pickle.loads(kept.read_bytes())
        return found
    analyser, nothing = Analyser(), DocumentFrequencies()
    rows, judged, pairs = [], [], []
    for line in shared("data/events/semeval_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        a, b = (
            prepare(unpack(features(analyser(article(pair[side], True)))), nothing) for side in "ab"
        )
        rows.append(compare(a, [b])[0])
        judged.append((4 - pair["overall"]) / 3)
        pairs.append("-".join(sorted((pair["lang1"], pair["lang2"]))))
    found = (np.array(rows), np.array(judged), np.array(pairs))
    KEPT.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(found))
    return found


def fit(x: np.ndarray, y: np.ndarray, names: set[str]) -> dict[str, float]:
    used = [i for i, f in enumerate(FIGURES) if f in names and x[:, i].std() > 1e-6]
    spread = x[:, used].std(0)
    model = Ridge(STRENGTH).fit(x[:, used] / spread, y)
    named = {FIGURES[i]: float(w / s) for i, w, s in zip(used, model.coef_, spread, strict=True)}
    return {**named, "bias": float(model.intercept_)}


def predict(weights: dict[str, float], x: np.ndarray) -> np.ndarray:
    row = np.array([weights.get(f, 0.0) for f in FIGURES])
    return np.clip(x @ row + weights["bias"], 0, 1)


def main() -> int:
    x, y, pairs = examples()
    across = np.array([p.split("-")[0] != p.split("-")[1] for p in pairs])
    kinds = {"same language": (~across, ONE_LANGUAGE), "across languages": (across, ACROSS)}
    held_out = np.zeros(len(y))
    for pair in sorted(set(pairs)):
        mine = pairs == pair
        kind, names = next(k for k in kinds.values() if (k[0] & mine).any())
        held_out[mine] = predict(fit(x[kind & ~mine], y[kind & ~mine], names), x[mine])
    print(f"Pearson, each pair of languages held out: {pearsonr(held_out, y)[0]:.4f}")
    weights = {name: fit(x[kind], y[kind], names) for name, (kind, names) in kinds.items()}
    rounded = {k: {f: round(w, 4) for f, w in row.items()} for k, row in weights.items()}
    OUT.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
