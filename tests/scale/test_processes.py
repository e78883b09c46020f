"""Mapping in this process and in others gives the same."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError, UsageError
from dateline.ports import Mapper
from dateline.scale import AHEAD, PARCEL, BuiltinMapper, open_mapper
from dateline.scale.processes import ProcessMapper
from tests.scale import work


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessMapper]:
    mapper = ProcessMapper(2)
    yield mapper
    mapper.close()


def test_the_right_mapper_is_opened() -> None:
    assert isinstance(open_mapper(), BuiltinMapper)
    assert isinstance(open_mapper(2), ProcessMapper)
    with pytest.raises(UsageError, match="at least one"):
        open_mapper(0)


def test_results_come_in_order(pool: ProcessMapper) -> None:
    assert list(pool.map(work.slow_first, range(41))) == list(range(41))
    assert list(pool.map(work.slow_first, [])) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(), max_size=40))
def test_processes_do_what_the_builtin_map_does(pool: ProcessMapper, items: list[int]) -> None:
    assert list(pool.map(work.double, items)) == list(BuiltinMapper().map(work.double, items))


def test_maps_of_different_functions_go_on_side_by_side(pool: ProcessMapper) -> None:
    inner = pool.map(work.double, range(50))
    assert list(pool.map(work.slow_first, inner)) == [2 * n for n in range(50)]


def test_failing_item_is_reported_in_its_place(pool: ProcessMapper) -> None:
    for mapper in (BuiltinMapper(), pool):
        results = list(mapper.map(work.fail_at_three, range(6), work.failed))
        assert results == [0, 1, 2, "3: ValueError: three is too many", 4, 5]
        with pytest.raises(DatelineError, match="three is too many"):
            list(mapper.map(work.fail_at_three, range(6)))


def test_items_are_not_taken_far_ahead(pool: ProcessMapper) -> None:
    taken = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = pool.map(work.double, items())
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert len(taken) <= 2 * AHEAD * PARCEL + PARCEL


@pytest.mark.slow
def test_item_that_kills_its_worker_is_isolated(pool: ProcessMapper) -> None:
    results = list(pool.map(work.die_at_three, range(40), work.failed))
    assert results == [0, 1, 2, "3: its worker process died of it", *range(4, 40)]
    assert list(pool.map(work.double, range(9))) == [2 * n for n in range(9)]


@pytest.mark.slow
def test_worker_that_dies_once_loses_nothing(pool: ProcessMapper, tmp_path: Path) -> None:
    assert list(pool.map(work.DieOnce(tmp_path / "mark"), range(40))) == list(range(40))


@pytest.mark.slow
def test_workers_go_when_their_parent_is_killed() -> None:
    program = (
        "from dateline.scale.processes import ProcessMapper\n"
        "from tests.scale import work\n"
        "if __name__ == '__main__':\n"
        "    for n, pid in ProcessMapper(2).map(work.pause, range(10_000)):\n"
        "        print(pid, flush=True)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while worker.is_running() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not worker.is_running()


def use(mapper: Mapper) -> None:
    """Every mapper is one, to the type checker too."""


use(BuiltinMapper())
