"""What many tests need: the command line, and one store of the samples built once a run."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples" / "news"


@dataclass(frozen=True)
class Ran:
    """What a person would see of a command."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _no_configuration_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "default.db"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``dateline ARGUMENTS`` in this process, with the exit status a shell would see."""
    from dateline.show.command import main

    def call(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        seen = capsys.readouterr()
        return Ran(int(ended.value.code or 0), seen.out, seen.err)

    return call


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A store that holds the samples; read it only."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    ready, building = shared / "samples.db", shared / "samples-building"
    try:
        building.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 240
        while not ready.exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        return ready
    import dateline

    unfinished = building / "samples.db"
    with dateline.open(str(unfinished)) as opened:
        collected = opened.add([str(SAMPLES)])
        assert collected.articles > 80
    for file in building.iterdir():
        if file.name != unfinished.name:
            shutil.move(str(file), str(shared / file.name))
    os.replace(unfinished, ready)
    return ready


@pytest.fixture
def samples(samples_store: Path, tmp_path: Path) -> Path:
    """A copy of the samples' store that a test may change."""
    copy = tmp_path / "samples.db"
    shutil.copy(samples_store, copy)
    return copy
