"""Quantities on 200 labelled sentences: value, bounds, unit and thing counted, all exact."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from dateline.analyse.dates import find_dates
from dateline.analyse.quantities import find_quantities
from dateline.types import Article, Quantity, Sentence

QUICK = True
LABELLED = Path(__file__).parent / "labelled" / "quantities.jsonl"


def found(row: dict[str, Any]) -> tuple[Quantity, ...]:
    text, language = row["text"], row["language"]
    article = Article("a", "a", "v", text, language=language, published="2031-05-10")
    dates = find_dates(text, language, date(2031, 5, 10))
    return find_quantities(article, [Sentence(0, len(text))], dates)


def _near(a: float | None, b: float | None, slack: float) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= slack


def exact(gold: dict[str, Any], said: Quantity) -> bool:
    """Shares given in words ("a third") may be rounded by three points either way."""
    slack = 3.0 if gold["share"] else 1e-6
    return (
        _near(gold["value"], said.value, 0.01)
        and (gold["share"] or _near(gold["low"], said.low, slack))
        and (gold["share"] or _near(gold["high"], said.high, slack))
        and gold["unit"] == said.unit
        and gold["counted"].lower() == said.counted.lower()
    )


def measure(show: bool = False) -> dict[str, float]:
    rows = [json.loads(line) for line in LABELLED.read_text("utf-8").splitlines()]
    hits = golds = saids = whole = 0
    for row in rows:
        said = found(row)
        matched = [any(exact(gold, one) for one in said) for gold in row["quantities"]]
        right = sum(matched) == len(matched) == len(said)
        hits, golds, saids, whole = (
            hits + sum(matched), golds + len(matched), saids + len(said), whole + right,
        )  # fmt: skip
        if show and not right:
            print(row["language"], row["text"])
            print("   ", [(q.value, q.low, q.high, q.unit, q.counted) for q in said])
    return {
        "sentences_exact": whole / len(rows),
        "precision": hits / saids,
        "recall": hits / golds,
        "f1": 2 * hits / (golds + saids),
    }


if __name__ == "__main__":
    print(json.dumps(measure("--errors" in sys.argv), indent=1))
