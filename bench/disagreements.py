"""Figures that cannot both hold, and renderings of one utterance, on labelled pairs.

``labelled/figures.jsonl``: 120 pairs of sentences, 40 conflicts and 80 that only look so, each
told as two articles of one event. ``labelled/utterances.jsonl``: 130 pairs of statements by one
speaker on one day, 60 of them two renderings of one utterance.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.analyse import Analyser
from dateline.analyse.embed import UniversalEmbedder
from dateline.analyse.quantities import find_quantities
from dateline.ports import Embedder
from dateline.similarity.identity import digest
from dateline.tell.disagreements import find_disagreements
from dateline.tell.utterances import same_utterances
from dateline.types import AnalysedArticle, Article, DateRange, Report, Sentence, Statement

QUICK = True
LABELLED = Path(__file__).parent / "labelled"
DAY = DateRange("2031-05-10", "2031-05-10", "day")


def rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (LABELLED / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def article(side: str, told: dict[str, Any]) -> Article:
    made = digest(side, told["text"])
    return Article(
        made, made, made, told["text"], outlet=f"{side}.example",
        published=told.get("published"), language=told["language"],
    )  # fmt: skip


def figures(analyser: Analyser, show: bool) -> dict[str, float]:
    hits = false = gold = 0
    for row in rows("figures"):
        made = [analyser(article(side, row[side])) for side in "ab"]
        reports = [Report(one, one.article.id) for one in made]
        conflicts, _ = find_disagreements("e1", reports, ())
        gold += row["conflict"]
        hits += bool(conflicts) and row["conflict"]
        false += bool(conflicts) and not row["conflict"]
        if show and bool(conflicts) != row["conflict"]:
            print("missed" if row["conflict"] else "FALSE ", row["kind"])
            for side, one in zip("ab", made, strict=True):
                shown = [(q.value, q.unit, q.counted, q.qualifier) for q in one.quantities]
                print("   ", row[side]["text"], shown)
    return {"conflict_recall": hits / gold, "false_conflicts": float(false)}


def spoken(side: str, told: dict[str, Any]) -> Report:
    made = article(side, {"text": told["content"], "language": told["language"]})
    span = (0, len(made.text))
    statement = Statement(
        "q" + made.id, made.id, made.version, "Ivo Duro", (), "said", (), made.text, (span,), True,
        said_at=DAY,
    )  # fmt: skip
    figures = find_quantities(made, [Sentence(*span)], ())
    analysed = AnalysedArticle(made, "", DAY, statements=(statement,), quantities=figures)
    return Report(analysed, made.id)


def utterances(embedder: Embedder, show: bool) -> dict[str, float]:
    hits = said = gold = 0
    for row in rows("utterances"):
        joined = bool(same_utterances([spoken(side, row[side]) for side in "ab"], embedder))
        hits, said, gold = hits + (joined and row["same"]), said + joined, gold + row["same"]
        if show and joined != row["same"]:
            print(
                "missed" if row["same"] else "FALSE ", row["a"]["content"], "|", row["b"]["content"]
            )
    return {
        "utterance_precision": hits / max(said, 1),
        "utterance_recall": hits / gold,
        "utterance_f1": 2 * hits / (said + gold),
    }


def measure(show: bool = False) -> dict[str, float]:
    embedder = UniversalEmbedder()
    analyser = Analyser(embedder=embedder)
    return {**figures(analyser, show), **utterances(embedder, show)}


if __name__ == "__main__":
    print(json.dumps(measure("--errors" in sys.argv), indent=1))
