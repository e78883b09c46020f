"""The contract on SQLite, and what only a file can go through."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.ports import Store
from dateline.store import open_store
from tests.store.contract import Contract


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "store.db"))
    yield opened
    opened.close()


@pytest.fixture
def another(store: Store, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "store.db"))
    yield opened
    opened.close()


class TestContract(Contract):
    pass
