"""Pages: the strings that must and must not be in the extracted text, titles, dates, speed.

150 real pages with annotated strings (trafilatura's evaluation data), the measures of
``shared/score/pages.py``, on extraction alone.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from bench.scorer import shared
from dateline.extract import extract
from dateline.types import Article, RawDocument

QUICK = True


def measure() -> dict[str, float]:
    rows = [json.loads(line) for line in shared("data/pages/annotated.jsonl").open("rb")]
    sys.path.insert(0, str(shared("score")))
    import harness
    import pages

    documents = [RawDocument(row["id"], html=row["html"], url=row.get("url")) for row in rows]
    extract(documents[0])
    began = time.process_time()
    articles = [extract(document) for document in documents]
    seconds = time.process_time() - began
    found: list[dict[str, Any]] = [
        {"title": each.title, "published": each.published, "text": each.text}
        if isinstance(each, Article) else {} for each in articles
    ]  # fmt: skip
    figures = pages.strings(rows, [harness.fold(each.get("text")) for each in found])
    figures |= pages.fields(rows, found)
    return {
        **{name: float(figure) for name, figure in figures.items() if figure is not None},
        "rejected": float(sum(not each for each in found)),
        "pages_per_cpu_second": len(rows) / seconds,
    }
