"""What changed since a reader last looked."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import Run

FIRST = {
    "id": "a",
    "url": "https://post.example/flood",
    "outlet": "Tessaly Post",
    "published": "2031-04-02T08:00:00Z",
    "title": "Flood in Ostra kills four",
    "text": "A flood in the valley of Ostra killed four people on Wednesday, the mayor Ilva Marsh "
    "said. The river Tell rose by three metres in an hour and took a bridge with it.",
}
SECOND = {
    "id": "b",
    "url": "https://gazette.example/ostra",
    "outlet": "Harbour Gazette",
    "published": "2031-04-02T16:00:00Z",
    "title": "Four dead as river floods Ostra valley",
    "text": "Four people died on Wednesday when the river Tell flooded the valley of Ostra. The "
    "mayor Ilva Marsh said that the bridge would be built again before winter.",
}


def changes(run: Run) -> list[dict[str, Any]]:
    ran = run("changes", "--since", "last", "--format", "json")
    assert ran.status == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["changes"]
    return found


def add(run: Run, path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("add", path).status == 0


def test_each_news_is_told_once(run: Run, tmp_path: Path) -> None:
    add(run, tmp_path / "a.jsonl", FIRST)
    assert [change["kind"] for change in changes(run)] == ["event"]
    assert changes(run) == []
    add(run, tmp_path / "b.jsonl", SECOND)
    kinds = [change["kind"] for change in changes(run)]
    assert "reports" in kinds
    assert "event" not in kinds
    edited = {
        **FIRST,
        "updated": "2099-01-01T00:00:00Z",
        "text": FIRST["text"] + " Six are missing.",
    }
    add(run, tmp_path / "c.jsonl", edited)
    assert "edit" in [change["kind"] for change in changes(run)]


def test_changes_as_text_name_their_sources(run: Run, tmp_path: Path) -> None:
    add(run, tmp_path / "a.jsonl", FIRST)
    ran = run("changes", "--since", "2020-01-01")
    assert "new event: Flood in Ostra kills four" in ran.out
    assert "https://post.example/flood" in ran.out
    assert run("changes", "--since", "tuesday").status == 2


def test_citing(run: Run, tmp_path: Path) -> None:
    add(run, tmp_path / "a.jsonl", FIRST)
    exported = tmp_path / "out"
    assert run("export", exported).status == 0
    event = json.loads((exported / "events.jsonl").read_text(encoding="utf-8"))
    ran = run("cite", event["id"], "--format", "bibtex")
    assert ran.status == 0
    assert "Flood in Ostra kills four" in ran.out
