"""What always holds, on the samples: citations read back, the same bytes in every order."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.pipeline.export import KINDS
from dateline.types import Citation, CitedSentence
from tests.conftest import SAMPLES


def exported(store: Path) -> dict[str, list[dict[str, Any]]]:
    with dateline.open(str(store)) as opened:
        return {kind: list(opened.export(kind)) for kind in KINDS}


def test_every_shown_sentence_reads_back(samples_store: Path) -> None:
    from dateline.pipeline.doctor import shown
    from dateline.tell.verify import supported

    seen = 0
    with dateline.open(str(samples_store)) as opened:

        def text_of(citation: Citation) -> str:
            (version,) = [
                v for v in opened.store.versions(citation.article) if v.version == citation.version
            ]
            whole = version.text if citation.field == "text" else version.title or ""
            assert 0 <= citation.start < citation.end <= len(whole)
            return whole[citation.start : citation.end]

        for event in opened.store.events():
            for sentence in shown(event):
                assert isinstance(sentence, CitedSentence)
                assert sentence.citations, sentence.text
                assert supported(sentence, text_of) is None, sentence
                seen += 1
    assert seen > 100


def test_the_doctor_finds_nothing(samples_store: Path) -> None:
    with dateline.open(str(samples_store)) as opened:
        assert list(opened.doctor()) == []


def test_no_article_is_lost(samples_store: Path) -> None:
    rows = exported(samples_store)
    events = {row["id"] for row in rows["events"]}
    assert all(row["event"] in events for row in rows["articles"])
    storylines = {row["id"] for row in rows["storylines"]}
    assert all(row["storyline"] in storylines for row in rows["events"])


@pytest.mark.slow
def test_the_same_articles_give_the_same_bytes_in_every_order(tmp_path: Path) -> None:
    records = [
        json.loads(line)
        for path in sorted(SAMPLES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    seen = []
    for order in range(3):
        random.Random(order).shuffle(records)
        halves = (records[::2], records[1::2])
        store = tmp_path / f"{order}.db"
        with dateline.open(str(store)) as opened:
            for half in halves:
                path = tmp_path / "input.jsonl"
                path.write_text("".join(json.dumps(r) + "\n" for r in half), encoding="utf-8")
                opened.add([str(path)])
            opened.rebuild()
        seen.append(json.dumps(exported(store), sort_keys=True))
    assert seen[0] == seen[1] == seen[2]
