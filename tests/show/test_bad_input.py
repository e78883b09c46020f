"""Bad input gets a clear line and an exit status, and stops nothing else."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = {
    "id": "good",
    "published": "2031-04-02T08:00:00Z",
    "title": "Harbour of Tessaly reopens",
    "text": "The harbour of Tessaly reopened on Wednesday after a month of repairs, "
    "its director Ilva Marsh said. Eleven ships entered in the first hour.",
}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_missing_path_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("add", tmp_path / "nowhere.jsonl")
    assert ran.status == 1
    assert "nowhere.jsonl" in ran.err


def test_an_empty_file_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("add", tmp_path / "empty.txt")
    assert ran.status == 1
    assert "empty.txt" in ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.txt", bytes(range(256)) * 40),
        ("word.txt", b"Hello"),
        ("far.jsonl", json.dumps({**GOOD, "text": ""}).encode()),
        ("broken.html.gz", b"\x1f\x8b\x08\x00 this is no archive"),
    ],
)
def test_bad_files_are_rejected_and_the_good_one_is_kept(
    run: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    good = lines(tmp_path / "good.jsonl", GOOD)
    ran = run("add", tmp_path / name, good, "--format", "json")
    counts = json.loads(ran.out)
    assert ran.status == 0
    assert (counts["new"], counts["rejected"]) == (1, 1)
    assert name in ran.err


def test_broken_json_is_named_by_its_line(run: Run, tmp_path: Path) -> None:
    rows = [
        json.dumps({**GOOD, "id": f"n{n}", "text": f"{GOOD['text']} Pier {n}."}) for n in range(9)
    ]
    rows[6] = '{"id": "seven", "text": '
    path = tmp_path / "mixed.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    ran = run("add", path, "--format", "json")
    assert ran.status == 0
    assert json.loads(ran.out)["new"] == 8
    assert "7" in ran.err.split("mixed.jsonl")[1][:40]


def test_invalid_utf8_is_read_as_what_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    text = (
        "El puerto de Tésala reabrió el miércoles\n\n"
        + "Once barcos entraron según el capitán. " * 4
    )
    path.write_bytes(text.encode("latin-1"))
    assert run("add", path).status == 0


def test_a_date_in_the_year_9999_is_not_believed(run: Run, tmp_path: Path) -> None:
    far = {**GOOD, "id": "far", "published": "9999-01-01T00:00:00Z"}
    ran = run("add", lines(tmp_path / "far.jsonl", far, GOOD))
    assert ran.status == 0
    assert "far.jsonl#far: impossible date: year 9999" in ran.err
    assert "1 new" in ran.err


def test_gzip_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "good.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode()))
    assert run("add", path).status == 0


def test_a_store_of_another_program_is_left_alone(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("create table recipes (name text)")
    connection.close()
    before = other.read_bytes()
    ran = run("--store", other, "stories")
    assert ran.status == 3
    assert "other.db" in ran.err
    assert other.read_bytes() == before


def test_a_file_that_is_no_database(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.db").write_text("shopping: bread, ink\n" * 200)
    ran = run("--store", tmp_path / "note.db", "stories")
    assert ran.status == 3
    assert "Traceback" not in ran.err


def test_an_unknown_option_is_a_matter_of_usage(run: Run) -> None:
    assert run("timeline", "--entires", "3", "x").status == 2
    assert run("timeline", "canal", "--from", "yesterday").status == 2


def test_no_such_thing(run: Run) -> None:
    assert run("event", "e0000000000000000").status == 1
    assert run("timeline", "s0000000000000000").status == 1


def test_no_match_gives_no_entries(run: Run, tmp_path: Path) -> None:
    assert run("add", lines(tmp_path / "good.jsonl", GOOD)).status == 0
    ran = run("timeline", "zzyzx", "--format", "json")
    assert (ran.status, json.loads(ran.out)["entries"]) == (0, [])


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become another user")
def test_a_folder_one_may_not_write(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "locked").mkdir(mode=0o555)
        good = lines(folder / "good.jsonl", GOOD)
        # Opened once as root, because another user may not be let into root's Python.
        code = (
            "import os, sys, dateline; "
            "from dateline.show.command import all, main; "
            f"dateline.open({str(folder / 'first.db')!r}).close(); "
            "os.setgid(65534); os.setuid(65534); "
            f"sys.argv = ['dateline', '--store', {str(folder / 'locked' / 'a.db')!r}, 'add', "
            f"{str(good)!r}]; main()"
        )
        monkeypatch.setenv("DATELINE_CONFIG", str(folder / "config.toml"))
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
