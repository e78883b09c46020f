"""Labelled collections as analysed articles, kept in a folder of the machine between runs."""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.scorer import ROOT, shared
from dateline.analyse import Analyser
from dateline.ports import StoredFeatures
from dateline.similarity.features import features
from dateline.similarity.identity import digest
from dateline.types import AnalysedArticle, Article

KEPT = Path(tempfile.gettempdir()) / "dateline-bench"
Labelled = tuple[str, AnalysedArticle]


def collection(name: str, dated: bool = True) -> list[Labelled]:
    """(gold event, analysed article) in the one order; ``name`` is a development set, ``seeds``
    or ``samples``. Without ``dated`` the dates of publication are taken away before analysis."""
    analyser = Analyser()
    rows = list(records(name))
    given = digest(analyser.id, *(json.dumps(row, sort_keys=True) for row in rows), str(dated))
    kept = KEPT / f"{name}-{given}.pickle"
    if kept.exists():
        found: list[Labelled] = pickle.loads(kept.read_bytes())
        return found
    found = [(row["event"], analyser(article(row, dated))) for row in rows]
    found.sort(key=lambda item: order(item[1]))
    KEPT.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(found))
    return found


def order(analysed: AnalysedArticle) -> tuple[str, str]:
    return analysed.date.start or "~", analysed.article.id


def stored(analysed: AnalysedArticle) -> StoredFeatures:
    """An article as the grouper is given it."""
    return StoredFeatures(analysed.article.id, order(analysed), features(analysed))


def article(row: dict[str, Any], dated: bool) -> Article:
    title, text = row.get("title"), row.get("text") or ""
    if not text.strip():
        title, text = None, title or ""
    key = f"{row.get('outlet')}:{row['id']}"
    return Article(
        id=digest(key), key=key, version=digest(title or "", text), text=text, title=title,
        outlet=row.get("outlet"), published=row.get("published") if dated else None,
        language=row.get("language") or "und",
    )  # fmt: skip


def records(name: str) -> Iterator[dict[str, Any]]:
    """The records of a collection with their gold ``event``, each article once."""
    if name == "samples":
        folder, files = ROOT / "samples", sorted((ROOT / "samples").rglob("*.jsonl"))
    elif name == "seeds":
        folder, files = shared("seeds"), [shared("seeds/articles.jsonl")]
    else:
        folder, files = None, [shared(f"data/events/{name}.jsonl")]
    gold = expected(folder) if folder else {}
    seen: set[str] = set()
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if str(row["id"]) in seen:
                continue
            seen.add(str(row["id"]))
            yield row if folder is None else {**row, "event": gold.get(row["id"], row["id"])}


def expected(folder: Path) -> dict[str, str]:
    """Each article of ``expected.json`` to the first article of its event."""
    read = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return {article: event[0] for event in read["events"] for article in event}
