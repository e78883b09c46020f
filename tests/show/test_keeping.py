"""Backing up, restoring, copying, forgetting: from the command line."""

import json
from pathlib import Path

from tests.conftest import Run


def counts(run: Run, store: Path) -> dict[str, int]:
    ran = run("--store", store, "doctor", "--format", "json")
    assert ran.status == 0, ran.out
    found: dict[str, int] = json.loads(ran.out)["counts"]
    return found


def test_a_backup_is_restored(run: Run, samples: Path, tmp_path: Path) -> None:
    before, file = counts(run, samples), tmp_path / "backup.db"
    assert run("--store", samples, "backup", file).status == 0
    assert run("--store", samples, "backup", file).status == 3
    other = tmp_path / "other.db"
    assert run("--store", other, "restore", file).status == 0
    assert counts(run, other) == before


def test_a_store_is_copied(run: Run, samples: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert run("copy", samples, other).status == 0
    assert counts(run, other) == counts(run, samples)


def test_an_outlet_is_forgotten(run: Run, samples: Path, tmp_path: Path) -> None:
    before = counts(run, samples)
    ran = run("--store", samples, "forget", "--outlet", "Daily Lantern", "--format", "json")
    assert ran.status == 0, ran.err
    removed = json.loads(ran.out)["forgotten"]
    assert removed > 0
    assert counts(run, samples)["articles"] == before["articles"] - removed
    found = run("--store", samples, "search", "lantern", "--format", "json")
    assert "Daily Lantern" not in {a["outlet"] for a in json.loads(found.out)["articles"]}
    assert run("--store", samples, "forget").status == 2
    assert run("--store", samples, "forget", "0000000000000000").status == 1
