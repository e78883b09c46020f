"""VitaminC's claims with numbers: precision and recall of "cannot both hold" for REFUTES.

Data: ``shared/data/claims/vitaminc_numbers.jsonl``, 3,000 pairs of claim and evidence. Slots are
compared directly, as `dateline compare` does; number matching alone has precision .51.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from bench.scorer import shared
from dateline.analyse import Analyser
from dateline.similarity.identity import digest
from dateline.similarity.slots import SlotText, cannot_both_hold, slot_text
from dateline.types import Article


class NoVectors:
    """Slots need none."""

    id = "none"
    dimensions = 0

    def embed(self, text: str) -> bytes:
        return b""


def passage(analyser: Analyser, text: str) -> SlotText:
    key = digest("claim", text)
    return slot_text(analyser(Article(key, key, key, text, language="en")))


def rows() -> list[dict[str, Any]]:
    path = shared("data/claims/vitaminc_numbers.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def measure(limit: int | None = None) -> dict[str, float]:
    analyser = Analyser(embedder=NoVectors())
    said = right = gold = supported = 0
    for row in rows()[:limit]:
        a, b = (passage(analyser, row[side]) for side in ("claim", "evidence"))
        found = cannot_both_hold(a, b)[0]
        gold += row["label"] == "REFUTES"
        said += found
        right += found and row["label"] == "REFUTES"
        supported += found and row["label"] == "SUPPORTS"
    return {
        "precision": right / max(said, 1),
        "recall": right / max(gold, 1),
        "said_of_supported": float(supported),
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else None), indent=1))
