"""Dates in text against the TIMEX3 annotation of TimeBank, AQUAINT and WikiWars.

The figures are those of the scorer beside the data (strict and relaxed span, value), computed
here without the command and the store.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from datetime import date

from bench.scorer import shared
from dateline.analyse.dates import find_dates
from dateline.types import Mention

QUICK = True
SETS = ("timebank", "aquaint", "wikiwars")


def articles(name: str) -> list[dict]:
    path = shared(f"data/dates/{name}.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def found_in(article: dict) -> tuple[Mention, ...]:
    written = date.fromisoformat(article["dct"][:10]) if article.get("dct") else None
    return find_dates(article["text"], article.get("language") or "en", written)


def marks(gold: list[dict], found: list[Mention]) -> list[tuple[int, int]]:
    """One-to-one pairs: the same span first, then the right value, then the larger overlap."""
    weighed = []
    for i, timex in enumerate(gold):
        places = set(range(timex["start"], timex["end"]))
        for j, mention in enumerate(found):
            mine = set(range(*mention.span))
            if places & mine:
                same = places == mine
                value = (timex["value"] or "").upper() == mention.value.upper()
                weighed.append((len(places & mine) / len(places | mine) + same + value / 2, i, j))
    weighed.sort(key=lambda mark: (-mark[0], mark[1], mark[2]))
    used_gold, used_found, pairs = set(), set(), []
    for _, i, j in weighed:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def tally(name: str, errors: list[tuple[str, ...]] | None = None) -> Counter[str]:
    count: Counter[str] = Counter()
    for article in articles(name):
        text, gold, found = article["text"], article["timex"], list(found_in(article))
        pairs = marks(gold, found)
        count.update(gold=len(gold), found=len(found), relaxed=len(pairs))
        for i, j in pairs:
            timex, mention = gold[i], found[j]
            strict = (timex["start"], timex["end"]) == mention.span
            value = (timex["value"] or "").upper() == mention.value.upper()
            count.update(strict=strict, value=value)
            if errors is not None and not (strict and value):
                kind = "value" if strict else "span" if value else "both"
                here = text[slice(*mention.span)]
                errors.append(
                    (
                        kind,
                        timex["text"],
                        str(timex["value"]),
                        here,
                        mention.value,
                        _around(text, mention.span),
                        article["dct"] or "",
                    )
                )
        if errors is not None:
            matched = {i for i, _ in pairs}, {j for _, j in pairs}
            errors += [
                (
                    "missed",
                    g["text"],
                    str(g["value"]),
                    "",
                    "",
                    _around(text, (g["start"], g["end"])),
                    article["dct"] or "",
                )
                for i, g in enumerate(gold)
                if i not in matched[0]
            ]
            errors += [
                (
                    "extra",
                    "",
                    "",
                    text[slice(*m.span)],
                    m.value,
                    _around(text, m.span),
                    article["dct"] or "",
                )
                for j, m in enumerate(found)
                if j not in matched[1]
            ]
    return count


def _around(text: str, span: tuple[int, int]) -> str:
    return re.sub(r"\s+", " ", text[max(0, span[0] - 50) : span[1] + 40])


def f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


def measure() -> dict[str, float]:
    """strict, relaxed and value F1 for each set."""
    figures = {}
    for name in SETS:
        count = tally(name)
        for measure_ in ("strict", "relaxed", "value"):
            figures[f"{name}_{measure_}_f1"] = f1(count[measure_], count["found"], count["gold"])
    return figures


if __name__ == "__main__":
    if len(sys.argv) > 1:
        listed: list[tuple[str, ...]] = []
        tally(sys.argv[1], listed)
        for row in sorted(listed):
            print(" | ".join(row))
    else:
        print(json.dumps(measure(), indent=1))
