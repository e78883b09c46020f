"""Events of the development halves, by the shared scorers and the project's own command line.

AllSides (English, dated), MEANTIME (four languages, dates taken away), ECB+ (look-alike events,
dates taken away).
"""

from __future__ import annotations

from bench.scorer import run_scorer, shared

SETS = (
    ("allsides", ()),
    ("meantime", ("--strip-dates",)),
    ("ecbplus", ("--strip-dates",)),
)


def measure() -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, options in SETS:
        path = shared(f"data/events/{name}.jsonl")
        found = run_scorer("events.py", str(path), *options)
        for measure in ("b3_f1", "pair_f1", "cross_pair_f1", "ami", "articles_per_second"):
            if measure in found:
                figures[f"{name}_{measure}"] = found[measure]
    return figures
