"""Statements: PolNeAR and German Wikinews (shared/score/statements.py), and our labelled set.

The labelled set (five languages, fictional) gives content F1 at half overlap, and, given a match,
the right name, act and condition. The shared scorer runs the command on the development halves.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bench.scorer import run_scorer, shared
from dateline.analyse.analyser import Analyser
from dateline.types import Article, Spans, Statement

QUICK = True
LABELLED = Path(__file__).parent / "labelled" / "statements.jsonl"
SETS = (("polnear", "polnear_dev.jsonl"), ("german", "wikinews_de_dev.jsonl"))


class NoEmbedder:
    """Vectors are not what is measured here."""

    id = "none"
    dimensions = 1

    def embed(self, text: str) -> bytes:
        return b""


def places(spans: Spans | list[list[int]]) -> set[int]:
    return {p for a, b in spans for p in range(a, b)}


def overlap(gold: set[int], said: set[int]) -> float:
    both = len(gold & said)
    near = both and 2 * both >= len(gold) and 2 * both >= len(said)
    return both / len(gold | said) if near else 0.0


def pairs(gold: list[dict[str, Any]], said: list[Statement]) -> list[tuple[int, int]]:
    """One to one, the likest contents first."""
    weighed = [
        (overlap(places(g["content"]), places(s.content_span)), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(said)
    ]
    found: list[tuple[int, int]] = []
    for weight, i, j in sorted(weighed, key=lambda w: (-w[0], w[1:])):
        if weight and all(i != a and j != b for a, b in found):
            found.append((i, j))
    return found


def labelled() -> dict[str, float]:
    analyse, count = Analyser(embedder=NoEmbedder()), Counter[str]()
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(
            row["id"], row["id"], "v", row["text"], title=row["title"],
            published=row["published"], language=row["language"],
        )  # fmt: skip
        said = [s for s in analyse(article).statements if s.field == "text"]
        found = pairs(row["quotes"], said)
        count.update(gold=len(row["quotes"]), said=len(said), hits=len(found))
        for i, j in found:
            gold, own = row["quotes"][i], said[j]
            count["act"] += gold["act"] == own.act
            if gold["speaker_name"]:
                count.update(names=1, named=gold["speaker_name"] == own.speaker)
            if gold["condition"]:
                right = overlap(places(gold["condition"]), places(own.condition_span)) > 0
                count.update(conditions=1, condition=right)
    return {
        "labelled_content_f1": 2 * count["hits"] / (count["gold"] + count["said"]),
        "labelled_name": count["named"] / count["names"],
        "labelled_act": count["act"] / count["hits"],
        "labelled_condition_recall": count["condition"] / count["conditions"],
    }


def measure() -> dict[str, float]:
    found = labelled()
    for name, file in SETS:
        figures = run_scorer("statements.py", str(shared(f"data/statements/{file}")))
        for key in ("content_p", "content_r", "content_f1", "speaker"):
            found[f"{name}_{key}"] = figures[key]
        for kind, recall in figures["recall"].items():
            found[f"{name}_recall_{kind}"] = recall
    return found


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=1)
