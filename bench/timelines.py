"""Timelines of Timeline17's development topics against human ones (nine references).

Runs the scorer beside the data through the command line: one store a topic, the reference's length
given (``asked``) and free (``free``); F of mean precision and recall. Published figures on the same
references: publication count + centroid .085 / .023 / .446, mention count + centroid
.100 / .028 / .514, the best published output at hand .108 / .034 / .491 (AR1 / AR2 / date F1).
"""

from __future__ import annotations

from bench.scorer import run_scorer, shared

QUICK = False
METRICS = ("AR1", "AR2", "date")


def measure() -> dict[str, float]:
    result = run_scorer("timelines.py", str(shared("data/timelines")))
    figures = {
        f"{way}_{metric.lower()}": result[way][metric]["f_of_means"]
        for way in ("asked", "free")
        for metric in METRICS
    }
    return {**figures, "cited": result["cited"]}
