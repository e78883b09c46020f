"""The fourteen seed articles, read as a careful reader would (shared/score/seeds.py)."""

from __future__ import annotations

from bench.scorer import run_scorer

QUICK = True


def measure() -> dict[str, float]:
    found = run_scorer("seeds.py")
    told, of = found["disagreements"].split(" of ")
    conditions, all_conditions = found["conditions"].split(" of ")
    return {
        "events_pair_f1": found["events pair F1"],
        "storylines": found["storylines"],
        "order_right": found["order right"],
        "lost": found["lost"],
        "furniture": found["furniture"] or 0,
        "disagreements_found": int(told) / int(of),
        "false_conflicts": found["false conflicts"],
        "statement_recall": found["statement recall"],
        "conditions": int(conditions) / int(all_conditions),
        "same_utterance": found["same utterance"],
    }
