"""Article similarity against people's judgement: SemEval-2022 task 8, ten languages, Pearson."""

from __future__ import annotations

from bench.scorer import run_scorer, shared


def measure() -> dict[str, float]:
    found = run_scorer("pairs.py", str(shared("data/events/semeval_pairs.jsonl")))
    return {f"pearson_{name.replace('-', '_')}": r for name, r in found["pearson"].items()}
