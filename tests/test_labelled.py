"""The labelled data of bench/labelled is sound: counts, spans, names of one form."""

import json
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

from dateline.types import Act, Mode

LABELLED = Path(__file__).parents[1] / "bench" / "labelled"
LANGUAGES = {"en", "es", "fr", "de", "uk"}


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    lines = (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def quotes() -> list[tuple[str, dict[str, Any]]]:
    return [(row["text"], quote) for row in rows("statements") for quote in row["quotes"]]


def test_look_alikes_are_many_and_in_every_language() -> None:
    assert len(rows("lookalikes")) >= 150
    assert {r["language"] for r in rows("lookalikes")} == LANGUAGES
    assert len({r["id"] for r in rows("lookalikes")}) == len(rows("lookalikes"))


def test_an_event_has_one_story_and_one_day() -> None:
    facts = defaultdict(set)
    for row in rows("lookalikes"):
        facts[row["event"]].add((row["story"], date.fromisoformat(row["date"])))
    assert all(len(known) == 1 for known in facts.values())


def test_reports_follow_their_event_within_two_days() -> None:
    for row in rows("lookalikes"):
        if row["published"]:
            gap = date.fromisoformat(row["published"][:10]) - date.fromisoformat(row["date"])
            assert 0 <= gap.days <= 2, row["id"]


def test_reprints_stand_beside_their_origin() -> None:
    event = {r["id"]: r["event"] for r in rows("lookalikes")}
    assert all(event[r["origin"]] == r["event"] for r in rows("lookalikes"))
    assert any(r["origin"] != r["id"] for r in rows("lookalikes"))


def test_further_events_of_round_ups_exist() -> None:
    events = {r["event"] for r in rows("lookalikes")}
    assert {e for r in rows("lookalikes") for e in r["also"]} <= events


def test_statements_are_many_and_in_every_language() -> None:
    assert len(quotes()) >= 250
    assert {r["language"] for r in rows("statements")} == LANGUAGES


def test_statement_labels_are_those_of_the_types() -> None:
    assert {q["act"] for _, q in quotes()} == set(get_args(Act))
    assert {q["mode"] for _, q in quotes()} == set(get_args(Mode))


def test_spans_are_words_of_the_text() -> None:
    for text, quote in quotes():
        for name in ("speaker", "cue", "content", "condition", "addressee"):
            for start, end in quote[name]:
                assert text[start:end] == text[start:end].strip() != ""


def test_a_condition_stands_inside_its_content() -> None:
    for _, quote in quotes():
        for start, end in quote["condition"]:
            assert any(a <= start and end <= b for a, b in quote["content"])


def test_only_direct_content_stands_between_marks() -> None:
    for text, quote in quotes():
        opened = text[: quote["content"][0][0]].rstrip(" ").endswith(("“", "„", "«"))
        if quote["type"] == "direct":
            assert opened
        if quote["type"] == "indirect":
            assert not opened


def test_an_utterance_has_several_renderings() -> None:
    renderings = defaultdict(list)
    for _, quote in quotes():
        if quote["same_as"]:
            renderings[quote["same_as"]].append(quote)
    assert len(renderings) >= 15
    assert all(len(found) > 1 for found in renderings.values())
