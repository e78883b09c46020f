"""CPU and memory of what a person waits for: help, a first timeline, articles a second."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.scorer import ROOT, shared

QUICK = True
ARTICLES = 240
CHARACTERS = 3000


def timed(*arguments: str, config: Path | None = None) -> tuple[float, float]:
    """(wall seconds, CPU seconds) of one command; raises RuntimeError when it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        capture_output=True,
        text=True,
        env={**environment, "DATELINE_CONFIG": str(config)} if config else environment,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"dateline {arguments[0]}: {done.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu


def long_articles() -> list[str]:
    """240 articles of 3,000 characters each out of the development data, as JSON lines."""
    rows: list[str] = []
    for line in shared("data/timelines/syria/articles.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if len(row["text"]) >= CHARACTERS and len(rows) < ARTICLES:
            given = {k: row.get(k) for k in ("id", "published", "title")}
            rows.append(json.dumps({**given, "text": row["text"][:CHARACTERS]}) + "\n")
    return rows


def measure() -> dict[str, float]:
    figures = {"help_cpu_seconds": min(timed("--help")[1] for _ in range(3))}
    figures["seeds_run_seconds"] = timed("run", str(shared("seeds/articles.jsonl")))[0]
    with tempfile.TemporaryDirectory() as name:
        folder, rows = Path(name), long_articles()
        (folder / "all.jsonl").write_text("".join(rows), encoding="utf-8")
        (folder / "one.jsonl").write_text(rows[0], encoding="utf-8")
        _, start = timed("--store", f"{name}/one.db", "add", f"{name}/one.jsonl")
        for english in ("full", "cheap"):
            config = folder / f"{english}.toml"
            config.write_text(f'english = "{english}"\nworkers = 2\n', encoding="utf-8")
            store = f"{name}/{english}.db"
            wall, cpu = timed("--store", store, "add", f"{name}/all.jsonl", config=config)
            figures[f"add_{english}_articles_per_second"] = len(rows) / wall
            figures[f"add_{english}_cpu_seconds_per_article"] = (cpu - 2 * start) / len(rows)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {**figures, "peak_memory_gb": peak / 1024 / 1024}
