"""Ctrl-C, a full disk and a killed process: what was acknowledged stays, the next run goes on."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline.errors import StoreError
from tests.conftest import Run

pytestmark = pytest.mark.slow
MOST_BYTES = 3_000_000


def many_articles(path: Path, count: int) -> Path:
    rows = [
        {
            "id": f"n{n}",
            "published": f"2031-{1 + n // 28 % 12:02d}-{1 + n % 28:02d}T08:00:00Z",
            "title": f"Ferry {n} leaves Tessaly for island {n % 17}",
            "text": f"Ferry number {n} left the harbour of Tessaly for island {n % 17}, "
            f"its captain said. It carried {100 + n} passengers and {n % 9} horses.",
        }
        for n in range(count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def listening() -> None:
    """A shell's background job has its children ignore Ctrl-C; this one listens."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(
    store: Path, path: Path, before: Callable[[], None] = listening
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", "--store", str(store), "add", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    )


def stored(store: Path) -> int:
    if not store.exists():
        return 0
    try:
        with dateline.open(str(store)) as opened:
            return opened.store.counts()["articles"]
    except StoreError:
        return 0


def wait_for(store: Path, count: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while stored(store) < count and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.1)


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_what_was_acknowledged_stays_and_the_next_run_goes_on(
    tmp_path: Path, run: Run, blow: signal.Signals
) -> None:
    store, path = tmp_path / "a.db", many_articles(tmp_path / "many.jsonl", 1500)
    process = started(store, path)
    wait_for(store, 64, process)
    process.send_signal(blow)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (130 if blow == signal.SIGINT else -9), said
    assert "Traceback" not in said
    kept = stored(store)
    assert 64 <= kept < 1500
    again = many_articles(tmp_path / "many.jsonl", kept + 20)
    ran = run("--store", store, "add", again, "--format", "json")
    assert ran.status == 0
    counts = json.loads(ran.out)
    assert counts["new"] + counts["same"] == kept + 20
    assert counts["same"] >= kept
    assert run("--store", store, "doctor").status == 0


def test_a_full_disk_is_told_plainly(tmp_path: Path) -> None:
    store, path = tmp_path / "a.db", many_articles(tmp_path / "many.jsonl", 2000)

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES))

    process = started(store, path, small_files)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 3, said
    assert "Traceback" not in said
    assert "a.db" in said
    with dateline.open(str(store)) as opened:
        kept = opened.store.counts()["articles"]
        assert kept > 0
        opened.add([str(many_articles(tmp_path / "few.jsonl", 20))])
        assert list(opened.doctor()) == []


def test_a_closed_pipe_is_no_fault(tmp_path: Path, samples_store: Path) -> None:
    listing = subprocess.Popen(
        [sys.executable, "-m", "dateline", "--store", str(samples_store), "statements"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.readline()
    listing.stdout.close()
    assert b"Traceback" not in listing.stderr.read()
    listing.stderr.close()
    assert listing.wait(timeout=60) in (0, -signal.SIGPIPE)
