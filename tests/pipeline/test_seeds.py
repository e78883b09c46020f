"""The seeds, read as a careful reader would (../shared/seeds/expected.json)."""

import json
from itertools import combinations
from pathlib import Path

import pytest

import dateline
from dateline.pipeline.library import Dateline
from tests.shared_data import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.slow, pytest.mark.shared]
SEEDS = SHARED / "seeds"


def told(opened: Dateline) -> dict[str | None, str | None]:
    return {a.article.source_id: a.event for a in opened.store.articles_where()}


def test_events_and_storyline(tmp_path: Path) -> None:
    expected = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
    group = {a: n for n, event in enumerate(expected["events"]) for a in event}
    sure = sorted(a for a in group if a not in expected["ambiguous"])
    with dateline.open(str(tmp_path / "a.db")) as opened:
        opened.add([str(SEEDS / "articles.jsonl")])
        event = told(opened)
        wrong = [
            (a, b)
            for a, b in combinations(sure, 2)
            if (group[a] == group[b]) != (event[a] == event[b])
        ]
        assert wrong == []
        assert len({s.id for s in opened.store.storylines()}) == 1
        assert list(opened.doctor()) == []


def test_the_raw_texts_give_three_events(tmp_path: Path) -> None:
    with dateline.open(str(tmp_path / "a.db")) as opened:
        opened.add(sorted(map(str, SEEDS.glob("00[1-4]_*.txt"))))
        stored = {Path(a.article.source).name[:3]: a for a in opened.store.articles_where()}
        assert stored["001"].event == stored["004"].event
        assert len({a.event for a in stored.values()}) == 3
        assert stored["003"].date.start in ("2024-02-26", "2024-02-27")
        assert stored["003"].date.inferred
        assert list(opened.doctor()) == []
