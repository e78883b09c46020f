import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from dateline.read import read
from dateline.types import RawDocument, Rejected

STORY = "Harbour bridge closes\nThe bridge at Ostrel closed on Monday. Repairs take a month.\n"


def only(path: Path | str) -> RawDocument | Rejected:
    (found,) = read([str(path)])
    return found


def test_a_text_file_is_read_with_its_first_short_line_as_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    document = only(path)
    assert isinstance(document, RawDocument)
    assert document.title == "Harbour bridge closes"
    assert document.text == STORY
    assert document.source == str(path)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The bridge at Ostrel closed on Monday.\nRepairs take a month.", None),
        ("word " * 60 + "\nMore.", None),
        ("Only one line here", None),
        ("# A heading of Markdown\n\nText follows here.", "A heading of Markdown"),
        ("Advertisement\nMayor resigns\nShe said so on Monday.", "Mayor resigns"),
        ("«Ми не підемо», — мер\nМер Острела заявив про це в понеділок.", "«Ми не підемо», — мер"),
        ("奥斯特雷尔大桥关闭\n大桥于周一关闭。", "奥斯特雷尔大桥关闭"),
    ],
)  # fmt: skip
def test_titles(tmp_path: Path, text: str, title: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    document = only(path)
    assert isinstance(document, RawDocument)
    assert document.title == title


def test_a_folder_is_read_whole_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/a.md", "a.txt.gz", "b/.hidden.txt", "photo.jpg"):
        data = STORY.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read([str(tmp_path)]))
    names = [Path(document.source).name for document in found]
    assert names == ["a.txt.gz", "c.txt", "photo.jpg", "a.md"]
    assert [type(document) for document in found].count(Rejected) == 1


def test_json_lines_keep_what_they_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [{"id": 7, "url": "https://paper.example/a", "text": "Ä\r\nb c d"}, {"html": "<p>x"}]
    path.write_text("\n\n".join(map(json.dumps, records)), encoding="utf-8")
    first, second = read([str(path)])
    assert isinstance(first, RawDocument)
    assert (first.text, first.source_id, first.url) == (
        "Ä\r\nb c d",
        "7",
        "https://paper.example/a",
    )
    assert first.source == f"{path}#7"
    assert isinstance(second, RawDocument)
    assert (second.html, second.source) == ("<p>x", f"{path}#3")


def test_a_broken_line_is_named_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"text": f"Article number {n} here."}) for n in range(1, 10)]
    lines[6] = '{"text": "cut'
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read([str(path)]))
    (rejected,) = [each for each in found if isinstance(each, Rejected)]
    assert rejected.source == f"{path}#7"
    assert rejected.reason == "broken JSON"
    assert "line 7" in rejected.detail
    assert len(found) == 9


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("missing.txt", None, "no such file"),
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\n ", "empty file"),
        ("a.txt", bytes(range(256)) * 8, "binary file"),
        ("a.jsonl", b"\n \n", "empty file"),
        ("a.json", b"[]", "empty file"),
        ("a.json", b'{\n"text": ]', "broken JSON"),
        ("a.json", b"[" * 200_000, "broken JSON"),
        ("a.jsonl", b"[1]\n", "not a record"),
        ("a.jsonl", b'{"title": "x"}\n', "no text"),
        ("a.jsonl", b'{"text": 5}\n', "wrong type"),
        ("a.jsonl", b'{"text": "a b c", "published": []}\n', "wrong type"),
        ("a.txt.gz", gzip.compress(STORY.encode())[:-12], "damaged gzip"),
        ("a.txt.gz", b"\x1f\x8b\x08garbage that is no gzip stream", "damaged gzip"),
    ],
)
def test_bad_input_gets_a_reason(
    tmp_path: Path, name: str, data: bytes | None, reason: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    found = only(path)
    assert isinstance(found, Rejected)
    assert found.reason == reason
    assert found.detail


def test_an_overlong_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": "An article after it."}).encode()
    path.write_bytes(b'{"text": "' + b"x" * (17 << 20) + b'"}\n' + good)
    first, second = read([str(path)])
    assert isinstance(first, Rejected)
    assert first.reason == "too large"
    assert isinstance(second, RawDocument)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
def test_a_gzip_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"\0" * (48 << 20), 9))
    found = only(path)
    assert isinstance(found, Rejected)
    assert found.reason in {"gzip bomb", "too large"}


def test_json_under_any_name_and_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = {"text": "An article of few words."}
    lines = (json.dumps(record) + "\n") * 3
    for name, text, count in [
        ("a.json", lines, 3),
        ("b.json", json.dumps(record, indent=2), 1),
        ("c.json", json.dumps([record, record]), 2),
    ]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert len(list(read([str(tmp_path / name)]))) == count
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(lines.encode()))))
    assert [each.source for each in read(["-"])] == ["-#1", "-#2", "-#3"]


def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    found = only(path)
    assert isinstance(found, Rejected)
    assert found.reason == "cannot be read"


def test_an_address_without_a_fetcher_is_refused_without_its_login() -> None:
    found = only("https://reader:secret@paper.example/a")
    assert isinstance(found, Rejected)
    assert "secret" not in found.source + found.detail
