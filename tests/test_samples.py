"""The samples hold what their README promises."""

import calendar
import gzip
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"
MONTHS = list(calendar.month_name)[1:]
WEEKDAYS = list(calendar.day_name)


@cache
def records() -> tuple[dict[str, Any], ...]:
    lines: list[str] = []
    for name in ("canal", "dam", "loose"):
        lines += (SAMPLES / "news" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    packed = (SAMPLES / "news/wire.jsonl.gz").read_bytes()
    lines += gzip.decompress(packed).decode().splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def expected() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
    return answer


@cache
def texts() -> dict[str, str]:
    """The newest text of every article by its id."""
    ordered = sorted(records(), key=lambda r: str(r.get("updated") or ""))
    pages = {
        f"pages/{p.name}": p.read_text(encoding="utf-8") for p in (SAMPLES / "news/pages").iterdir()
    }
    return {r["id"]: r["text"] for r in ordered} | pages


def test_there_are_as_many_as_the_readme_says() -> None:
    assert len(records()) == 78
    assert len(texts()) == 82
    assert len({r["outlet"] for r in records()}) == 14


def test_every_language_is_there() -> None:
    count = Counter(r["language"] for r in records())
    assert set(count) == {"en", "es", "fr", "de", "uk"}
    assert min(count.values()) >= 6


def test_one_article_was_edited() -> None:
    twice = [url for url, n in Counter(r["url"] for r in records()).items() if n > 1]
    versions = [r for r in records() if r["url"] in twice]
    assert [r["id"] for r in versions] == expected()["edited"] * 2
    assert [bool(r.get("updated")) for r in versions] == [False, True]
    assert versions[0]["text"] != versions[1]["text"]


def test_every_article_stands_in_one_event() -> None:
    named = [a for event in expected()["events"] for a in event]
    assert sorted(named) == sorted(texts())


def test_storylines_and_orders_name_articles() -> None:
    named = expected()["storylines"] + expected()["newest_first"] + expected()["origins"]
    assert {a for group in named for a in group} <= set(texts())


def test_newest_comes_first() -> None:
    published = {r["id"]: r.get("published", "") for r in records()}
    for line in expected()["newest_first"]:
        days = [published[a][:10] for a in line if published.get(a)]
        assert days == sorted(days, reverse=True)


def test_statements_stand_in_their_articles() -> None:
    for statement in expected()["statements"]:
        text = texts()[statement["source_id"]]
        assert statement["content"] in text
        assert (statement["condition"] or "") in text


def test_renderings_are_listed_statements() -> None:
    contents = {s["content"] for s in expected()["statements"]}
    assert {c for group in expected()["same_utterance"] for c in group} <= contents


def test_three_wordings_in_two_languages() -> None:
    language = {r["id"]: r["language"] for r in records()}
    source = {s["content"]: s["source_id"] for s in expected()["statements"]}
    groups = [{language[source[c]] for c in g} for g in expected()["same_utterance"] if len(g) > 2]
    assert any(len(g) > 1 for g in groups)


def test_furniture_is_there_to_be_left_out() -> None:
    everything = "\n".join(texts().values())
    assert [f for f in expected()["must_not_appear"] if f not in everything] == []


def test_told_events_are_told_where_expected_says() -> None:
    for told in expected()["told_events"]:
        for source in told["source_ids"]:
            assert any(word in texts()[source] for word in told["about"])


@pytest.mark.parametrize("weekday", WEEKDAYS)
def test_weekdays_beside_dates_agree(weekday: str) -> None:
    pattern = re.compile(rf"{weekday} \(({'|'.join(MONTHS)}) (\d+)\)")
    for article, text in texts().items():
        for month, day in pattern.findall(text):
            year = 2023 if article == "canal-05" else 2024
            when = date(year, MONTHS.index(month) + 1, int(day))
            assert WEEKDAYS[when.weekday()] == weekday, article


NEWS_WEEKDAYS = {
    "canal-01": "Monday", "canal-06": "Thursday", "canal-10": "Tuesday", "canal-19": "Thursday",
    "canal-24": "Monday", "canal-26": "Monday", "canal-29": "Tuesday", "dam-05": "Thursday",
    "dam-08": "Monday", "dam-12": "Thursday", "dam-15": "Monday", "dam-17": "Monday",
    "dam-20": "Wednesday", "dam-25": "Tuesday", "loose-01": "Sunday", "loose-04": "Saturday",
}  # fmt: skip


@pytest.mark.parametrize(("article", "weekday"), NEWS_WEEKDAYS.items())
def test_agency_pieces_of_the_day_name_its_weekday(article: str, weekday: str) -> None:
    record = next(r for r in records() if r["id"] == article)
    assert f"on {weekday}" in record["text"]
    assert WEEKDAYS[date.fromisoformat(record["published"][:10]).weekday()] == weekday
