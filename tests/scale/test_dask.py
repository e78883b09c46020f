"""A real scheduler and real workers on 127.0.0.1."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.scale import open_mapper
from tests.scale import work

pytest.importorskip("distributed", reason="needs the extra `cluster`")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


def start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2"}
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    note = tmp_path / "scheduler.json"
    processes = [
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
              "--scheduler-file", str(note))
    ]  # fmt: skip
    worker = ("worker", "--scheduler-file", str(note), "--host", "127.0.0.1", "--nthreads", "1",
              "--no-dashboard", "--local-directory", str(tmp_path))  # fmt: skip
    processes += [start(*worker), start(*worker)]
    from distributed import Client

    deadline = time.monotonic() + 30
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    with Client(scheduler_file=str(note), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        address = client.scheduler.address
    yield address, processes
    for process in reversed(processes):
        process.terminate()
        process.wait(30)


def test_cluster_does_what_the_builtin_map_does(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    mapper = open_mapper(cluster=cluster[0])
    assert list(mapper.map(work.double, range(101))) == [2 * n for n in range(101)]
    results = list(mapper.map(work.fail_at_three, range(6), work.failed))
    assert results == [0, 1, 2, "3: ValueError: three is too many", 4, 5]
    mapper.close()


def test_item_that_kills_workers_is_isolated(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    mapper = open_mapper(cluster=cluster[0])
    results = list(mapper.map(work.die_at_three, range(12), work.failed))
    assert results == [
        0, 1, 2, "3: every worker that tried it died of it", *range(4, 12)
    ]  # fmt: skip
    mapper.close()


def test_worker_killed_in_the_middle_loses_nothing(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    mapper = open_mapper(cluster=cluster[0])
    numbers, victims = [], set()
    for number, pid in mapper.map(work.pause, range(200)):
        numbers.append(number)
        if len(numbers) == 60:
            victims.add(pid)
            os.kill(pid, signal.SIGKILL)
    assert numbers == list(range(200))
    assert victims
    mapper.close()


def test_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(DatelineError, match="cannot be reached"):
        open_mapper(cluster="tcp://127.0.0.1:1")
