"""Our own look-alikes and long storylines (bench/labelled/lookalikes.jsonl): BCubed and pair F1."""

from __future__ import annotations

from bench.scorer import ROOT, run_scorer

QUICK = True
DATA = str(ROOT / "bench" / "labelled" / "lookalikes.jsonl")


def measure() -> dict[str, float]:
    events = run_scorer("events.py", DATA)
    stories = run_scorer("events.py", DATA, "--label", "story")
    return {
        "lost": events["lost"],
        "events_b3_f1": events["b3_f1"],
        "events_pair_f1": events["pair_f1"],
        "events_cross_pair_f1": events["cross_pair_f1"],
        "storylines_b3_f1": stories["b3_f1"],
        "storylines_pair_f1": stories["pair_f1"],
    }
