"""The contract on SQLite, and what only a file can go through."""

import contextlib
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import StoreError
from dateline.ports import Store
from dateline.store import open_store, schema
from dateline.types import Mention
from tests.store.contract import Contract, put
from tests.store.fiction import ARRIVED, analyse, make_article, make_event, make_telling


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new store, made once: migrations take longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "store.db"
    open_store(str(path)).close()
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(empty, tmp_path / "store.db")
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


def test_forgotten_words_are_not_in_the_file(store: Store, tmp_path: Path) -> None:
    secret = make_article("alder", "Xylophonist Quenby Threlkeld was seen in Ostrevan.")
    mention = Mention("person", "", "Quenby Threlkeld", (13, 29))
    put(store, analyse(make_article("beech")), replace(analyse(secret), mentions=(mention,)))
    event = make_event("t1", make_telling(secret, "Quenby was seen"), ())
    store.put_event(event, "i", "t")

    def bytes_of_files() -> bytes:
        return b"".join(file.read_bytes() for file in sorted(tmp_path.iterdir())).lower()

    assert b"threlkeld" in bytes_of_files()
    store.forget([secret.id], "article", "2031-05-05")
    assert b"threlkeld" not in bytes_of_files()
    assert b"xylophonist" not in bytes_of_files()
    assert b"quenb" not in bytes_of_files()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "a folder"),
        (lambda path: path.write_text("not a database, but long enough to be one"), "not a Dat"),
        (lambda path: other_program(path), "another program"),
        (lambda path: newer(path), "newer Dateline"),
    ],
)
def test_what_is_no_store_is_told(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "store.db"
    make(path)
    with pytest.raises(StoreError, match=words):
        open_store(str(path))


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title)")
        connection.commit()


def newer(path: Path) -> None:
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE dateline_version SET version_num = '9999'")
        connection.commit()


def test_store_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        open_store(str(tmp_path / "none.db"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_store_and_its_folder_are_private(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "store.db"
    store = open_store(str(path))
    with store.writing():
        put(store, analyse(make_article()))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    store.close()


def test_file_that_may_only_be_read_is_read(store: Store, tmp_path: Path, monkeypatch: Any) -> None:
    put(store, analyse(make_article()))
    store.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    reader = open_store(str(tmp_path / "store.db"))
    assert reader.counts()["articles"] == 1
    with pytest.raises(StoreError, match="only be read"), reader.writing():
        pass
    with pytest.raises(StoreError, match="only be read"):
        reader.set_setting("a", "1")
    reader.close()


def test_full_disk_is_told_and_loses_nothing(store: Store, tmp_path: Path) -> None:
    put(store, analyse(make_article()))
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()

    def fill() -> None:
        with store.transaction(), store._connection() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for n in range(200):
                store.put_article(analyse(make_article(f"place{n}")), b"", ARRIVED)

    with pytest.raises(StoreError, match="No room left"):
        fill()
    assert store.counts()["articles"] == 1


def test_damaged_file_is_told(store: Store, tmp_path: Path) -> None:
    put(store, *(analyse(make_article(f"place{n}")) for n in range(50)))
    store.close()
    path = tmp_path / "store.db"
    data = bytearray(path.read_bytes())
    data[4096 * 3 : -4096] = b"\x5a" * (len(data) - 4096 * 4)
    path.write_bytes(data)

    def use() -> list[str]:
        opened = open_store(str(path))
        try:
            return opened.check()
        finally:
            opened.close()

    with contextlib.suppress(StoreError):
        assert any("damaged" in fault for fault in use())


def test_tables_are_those_of_the_migrations(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store._connection() as connection:  # type: ignore[attr-defined]
        options = {"include_object": lambda _, name, *rest: "_index" not in name}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, schema.metadata)
    assert [d for d in differences if "dateline_version" not in str(d)] == []


def test_opening_takes_little(store: Store, tmp_path: Path) -> None:
    started = time.process_time()
    open_store(str(tmp_path / "store.db")).close()
    assert time.process_time() - started < 0.05


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text())
def test_no_words_break_a_search(store: Store, words: str) -> None:
    store.search_articles(words, 5)
    store.search_events(words, 5)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_comes_back(store: Store, text: str) -> None:
    article = make_article("any", text)
    put(store, analyse(article))
    assert article.text in {version.text for version in store.versions(article.id)}
    assert store.check() == []
