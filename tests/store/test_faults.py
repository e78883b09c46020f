"""kill -9 in the middle of everything that writes (bench/faults.py, in small)."""

import pytest

from bench.faults import Outcome, trials


@pytest.mark.slow
def test_no_kill_loses_doubles_or_leaves_anything_to_repair() -> None:
    outcomes = list(trials(30, seed=7))
    assert sum(outcome.killed for outcome in outcomes) > 10
    assert [o for o in outcomes if o != Outcome(o.kind, o.killed, 0, 0, (), same=True)] == []
