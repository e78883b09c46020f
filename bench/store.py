"""The store in figures: what an article takes of disk and time, and a store of a million of them.

Sixty articles of 3,000 characters out of the development data go through the whole of ``add``;
their rows are then doubled, under new ids, until the store is as large as asked for (the full-text
index is left out of that: the goal counts what comes beside text and index).

    python -m bench.store [DOUBLINGS]        14 doublings make 983,040 articles
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.speed import long_articles
from dateline.config import Config
from dateline.pipeline.library import Dateline
from dateline.store import open_store

DOUBLINGS = 8
HEX = "lower(hex(randomblob(8)))"
# Tables with the expressions that give a copied row its new key.
NEW_KEYS = {
    "article": {"no": "no + :n", "id": HEX},
    "version": {"article_no": "article_no + :n"},
    "analysis": {"article_no": "article_no + :n"},
    "feature": {"article_no": "article_no + :n", "id": HEX},
    "naming": {"article_no": "article_no + :n"},
    "statement": {"id": f"'q' || {HEX}", "article_no": "article_no + :n"},
    "quantity": {"id": f"'n' || {HEX}", "article_no": "article_no + :n"},
    "decision": {"article_no": "article_no + :n", "event": HEX, "origin": HEX},
    "event_record": {"id": f"'e' || {HEX}"},
    "told": {"no": "no + (SELECT max(no) FROM told)", "id": f"'e' || {HEX}"},
    "utterance": {"statement": f"'q' || {HEX}"},
    "disagreement": {"id": f"'d' || {HEX}"},
    "storyline": {"id": f"'s' || {HEX}"},
    "telling": {"event": f"'e' || {HEX}"},
}
# Tables kept in the order of their numbers, as a real store fills them.
NUMBERED = {"article", "feature", "told"}


def fill(path: Path) -> float:
    """Adds the sixty articles; CPU seconds of storing alone."""
    lines = path.with_suffix(".jsonl")
    lines.write_text("".join(long_articles()), encoding="utf-8")
    with Dateline(open_store(str(path)), Config()) as opened:
        opened.add([str(lines)])
        ids = [s.article.id for s in opened.store.articles_where()]
        analysed, features = opened.store.analysed(ids), opened.store.features(ids)
    other = open_store(f"{path}.other")
    began = time.process_time()
    with other.transaction():
        for item, packed in zip(analysed, features, strict=True):
            other.put_article(item, packed.features, "2031-01-01T00:00:00Z")
    seconds = time.process_time() - began
    other.close()
    return seconds / len(ids)


def double(connection: sqlite3.Connection) -> None:
    (number,) = connection.execute("SELECT max(no) FROM article").fetchone()
    for table, keys in NEW_KEYS.items():
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        values = ", ".join(keys.get(name, f'"{name}"') for name in names)
        query = f"INSERT INTO {table} SELECT {values} FROM {table}"
        if table not in NUMBERED and "id" in keys:
            query += f" ORDER BY {names.index('id') + 1}"
        connection.execute(query, {"n": number} if ":n" in query else {})
    connection.commit()


def grow(path: Path, doublings: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        for _ in range(doublings):
            double(connection)
        connection.execute("PRAGMA journal_mode = WAL")


def measure(doublings: int = DOUBLINGS) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "store.db"
        seconds = fill(path)
        grow(path, doublings)
        with closing(sqlite3.connect(path)) as connection:
            (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
            (text,) = connection.execute(
                "SELECT sum(length(CAST(text AS blob)) + length(coalesce(title, ''))) FROM version"
            ).fetchone()
        index = 0.0
        with closing(sqlite3.connect(f"{path}.other")) as connection:
            (index,) = connection.execute(
                "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name GLOB '*_index_*'"
            ).fetchone()
        began, cpu = time.monotonic(), time.process_time()
        store = open_store(str(path))
        store.liveliest(20)
        figures = {
            "articles": articles,
            "open_seconds": time.monotonic() - began,
            "open_cpu_seconds": time.process_time() - cpu,
            "put_cpu_milliseconds": seconds * 1000,
            "kilobytes_beside_text": (path.stat().st_size - index - text) / articles / 1024,
        }
        began = time.monotonic()
        store.counts()
        figures["counts_seconds"] = time.monotonic() - began
        store.close()
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:])), indent=1))
