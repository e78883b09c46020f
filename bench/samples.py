"""The fictional samples against what a careful reader finds in them (samples/expected.json).

Events are scored over pairs of articles, the ambiguous ones aside; storylines over pairs of the
articles of the two long stories. A statement counts when half of all its words are shared and the
speaker's surname is right; a figure pair of ``not_disagreements`` counts as a false conflict when
both its figures stand on opposite sides of a reported disagreement.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.scorer import ROOT

QUICK = True
SAMPLES = ROOT / "samples"
KINDS = ("articles", "events", "statements", "disagreements")

Row = dict[str, Any]


def measure() -> dict[str, float]:
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
    rows = told()
    articles = {name_of(row): row for row in rows["articles"]}
    return {
        "lost": sum(a not in articles for event in expected["events"] for a in event),
        **grouping(expected, articles, rows["events"]),
        **statements(expected, articles, rows["statements"]),
        **disagreements(expected, articles, rows["disagreements"]),
        "furniture": furniture(expected, rows["events"]),
        "dated_by_evidence": dated(expected, articles),
    }


def told() -> dict[str, list[Row]]:
    """Everything that Dateline makes of the samples, in a store of its own."""
    import dateline

    with tempfile.TemporaryDirectory() as folder, dateline.open(f"{folder}/bench.db") as opened:
        opened.add([str(SAMPLES / "news")])
        return {kind: list(opened.export(kind)) for kind in KINDS}


def name_of(article: Row) -> str:
    """How expected.json names it: its record's id, else its path below ``news``."""
    given = article["source_id"] or Path(article["source"]).relative_to(SAMPLES / "news")
    return str(given)


def pair_f1(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> float:
    """F1 over pairs that belong together; an article that was not found belongs to none."""
    both = right = put = 0
    for a, b in combinations(sorted(gold), 2):
        together = a in found and b in found and found[a] == found[b]
        both += gold[a] == gold[b]
        put += together
        right += together and gold[a] == gold[b]
    return 2 * right / (both + put) if both + put else 1.0


def grouping(expected: Row, articles: Mapping[str, Row], events: Sequence[Row]) -> dict[str, float]:
    event = {name: row["event"] for name, row in articles.items()}
    storyline = {row["id"]: row["storyline"] for row in events}
    gold = {a: n for n, group in enumerate(expected["events"]) for a in group}
    for name in expected["ambiguous"]:
        del gold[name]
    stories = {a: n for n, line in enumerate(expected["storylines"]) for a in line}
    origins = {a: n for n, group in enumerate(expected["origins"]) for a in group}
    days = {row["date"]["start"] for row in events if not row["articles"]}
    return {
        "events_pair_f1": pair_f1(gold, event),
        "storylines_pair_f1": pair_f1(stories, {a: storyline[e] for a, e in event.items()}),
        "origins_pair_f1": pair_f1(origins, {a: row["origin"] for a, row in articles.items()}),
        "told_recall": share([told["date"] in days for told in expected["told_events"]]),
    }


def statements(expected: Row, articles: Mapping[str, Row], rows: Sequence[Row]) -> dict[str, float]:
    found = {
        want["content"]: best_statement(want, articles[want["source_id"]]["id"], rows)
        for want in expected["statements"]
    }
    wanted = expected["statements"]
    conditional = [want for want in wanted if want["condition"]]
    groups = [[found[content] for content in group] for group in expected["same_utterance"]]
    return {
        "statement_recall": share([bool(found[want["content"]]) for want in wanted]),
        "acts": share([(found[w["content"]] or {}).get("act") == w["act"] for w in wanted]),
        "conditions": share([is_condition(w, found[w["content"]]) for w in conditional]),
        "same_utterance": share([joined(group) for group in groups]),
    }


def best_statement(want: Row, article: str, rows: Sequence[Row]) -> Row | None:
    """The exported statement that tells the wanted one, its speaker right; else None."""
    surname = want["speaker"].split()[-1]
    mine = [r for r in rows if r["article"] == article and surname in (r["speaker"] or "")]
    scored = [(overlap(want["content"], row["content"]), row["id"], row) for row in mine]
    best = max(scored, default=(0.0, "", None))
    return best[2] if best[0] >= 0.5 else None


def is_condition(want: Row, found: Row | None) -> bool:
    return overlap(want["condition"], (found or {}).get("condition") or "") >= 0.5


def joined(group: Sequence[Row | None]) -> bool:
    names = {row["same_as"] if row else None for row in group}
    return len(names) == 1 and None not in names


def overlap(a: str, b: str) -> float:
    """The words that two texts share among all their words."""
    mine, theirs = (set(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(mine & theirs) / max(1, len(mine | theirs))


def disagreements(
    expected: Row, articles: Mapping[str, Row], rows: Sequence[Row]
) -> dict[str, float]:
    texts = [[side["says"].lower() for side in row["sides"]] for row in rows]
    wanted = [want["values"] for want in expected["disagreements"]]
    false = [pair["values"] for pair in expected["not_disagreements"]]
    return {
        "disagreements_found": share([any(opposed(v, sides) for sides in texts) for v in wanted]),
        "false_conflicts": sum(opposed(v, sides) for v in false for sides in texts),
        "disagreements": len(rows),
    }


def opposed(values: Sequence[str], sides: Sequence[str]) -> bool:
    """Whether the two figures stand on different sides."""
    a, b = (re.compile(rf"(?<![\w.,]){re.escape(v.lower())}(?!\w)") for v in values)
    return any(a.search(x) and b.search(y) for x in sides for y in sides if x != y)


def furniture(expected: Row, events: Sequence[Row]) -> int:
    """How many of the planted pieces of furniture are shown anywhere."""
    shown = [event["headline"] or "" for event in events]
    shown += [sentence["text"] for event in events for sentence in event["summary"]]
    everything = "\n".join(shown).lower()
    return sum(piece.lower() in everything for piece in expected["must_not_appear"])


def dated(expected: Row, articles: Mapping[str, Row]) -> float:
    """The share of undated articles that got the day that their text tells."""
    wanted = {a: day for a, day in expected["undated"].items() if day}
    return share([(articles[a]["date"]["start"] or "")[:10] == day for a, day in wanted.items()])


def share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)
