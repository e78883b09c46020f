"""Backup, restore, copy and repair: what comes out is what went in."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.ports import Decision, Store
from dateline.store import open_store
from dateline.store.backup import backup, restore
from dateline.store.copy import copy_store
from dateline.store.repair import repair
from tests.store.contract import group, put
from tests.store.fiction import analyse, make_article, make_event, make_telling


def fill(store: Store, articles: int = 12) -> None:
    """A little of everything."""
    for n in range(articles):
        group(store, analyse(make_article(f"place{n}")))
    edited = make_article("place0", "It was mended.", updated="2031-04-01")
    put(store, analyse(edited))
    store.put_event(make_event("t1", make_telling(edited, "A flood came"), ()), "i", "t")
    store.put_event(make_event("t1", make_telling(edited, "The flood came"), ()), "i", "t2")
    store.put_decision(Decision(0, "ada", "2031", "merge", ("a", "b")))
    store.put_mark("ada", "2031", {"seen": 1})
    store.put_alias("e-old", "e-new")


def told(store: Store) -> tuple[object, ...]:
    """All that can be asked of it."""
    return (
        list(store.articles_where()), list(store.older_versions()), list(store.statements()),
        list(store.quantities()), list(store.mentions()), list(store.events()),
        list(store.event_records()), store.decisions(), store.mark("ada"),
        list(store.tellings_since("")), store.resolve("e-old"), dict(store.counts()),
        sorted(hit.id for hit in store.search_articles("place3 mended", 9)),
        [hit.id for hit in store.search_events("flood", 9)], store.check(),
    )  # fmt: skip


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "full.db"
    store = open_store(str(path))
    fill(store)
    store.close()
    return path


def contents(path: Path) -> tuple[object, ...]:
    store = open_store(str(path), create=False)
    try:
        return told(store)
    finally:
        store.close()


def test_backup_is_one_file_that_restores(full: Path, tmp_path: Path) -> None:
    before = contents(full)
    backup(str(full), str(tmp_path / "backup.db"))
    assert not (tmp_path / "backup.db-wal").exists()
    with pytest.raises(StoreError, match="there already"):
        backup(str(full), str(tmp_path / "backup.db"))
    with pytest.raises(StoreError, match="there already"):
        restore(str(tmp_path / "backup.db"), str(full))
    store = open_store(str(full))
    store.forget([a.article.id for a in store.articles_where()], "all", "2031")
    store.close()
    restore(str(tmp_path / "backup.db"), str(full), replace=True)
    assert contents(full) == before
    assert (tmp_path / "full.db.aside-1").exists()
    restore(str(tmp_path / "backup.db"), str(tmp_path / "new" / "store.db"))
    assert contents(tmp_path / "new" / "store.db") == before


def test_backup_that_is_not_whole_is_refused(full: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no backup"):
        restore(str(tmp_path / "none"), str(tmp_path / "new.db"))
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("DELETE FROM analysis")
        connection.commit()
    with pytest.raises(StoreError, match="not whole"):
        restore(str(full), str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()


def test_interrupted_copy_goes_on(full: Path, tmp_path: Path) -> None:
    source, target = open_store(str(full)), open_store(str(tmp_path / "copy.db"))

    def interrupt_at(table: str) -> Callable[[str, int], None]:
        def heard(name: str, _rows: int) -> None:
            if name == table:
                raise KeyboardInterrupt

        return heard

    for table in ("analysis", "told", "index"):
        with pytest.raises(KeyboardInterrupt):
            copy_store(source, target, interrupt_at(table))
    copy_store(source, target)
    assert told(target) == told(source)
    with pytest.raises(StoreError, match="not empty"):
        copy_store(source, target)
    put(target, analyse(make_article("later")))
    assert target.counts()["articles"] == 13
    source.close()
    target.close()


def test_source_that_changed_under_an_interrupted_copy_is_told(full: Path, tmp_path: Path) -> None:
    source, target = open_store(str(full)), open_store(str(tmp_path / "copy.db"))

    def stop(name: str, _rows: int) -> None:
        if name == "version":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_store(source, target, stop)
    put(source, analyse(make_article("place5", "It was edited.", updated="2031-05-05")))
    with pytest.raises(StoreError, match="differs"):
        copy_store(source, target)
    source.close()
    target.close()


def damage(path: Path, table: str) -> int:
    """Overwrites every second leaf page of a table; how many."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    data = bytearray(path.read_bytes())
    page = data[(root - 1) * size : root * size]
    assert page[0] == 5, "the table fits one page"
    count = int.from_bytes(page[3:5], "big")
    cells = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(count)]
    leaves = [int.from_bytes(page[cell : cell + 4], "big") for cell in cells]
    for leaf in leaves[::2]:
        data[(leaf - 1) * size : leaf * size] = b"\xa5" * size
    path.write_bytes(data)
    return len(leaves[::2])


@pytest.mark.parametrize("table", ["version", "analysis", "feature"])
def test_damaged_store_is_told_and_what_can_be_saved_is(tmp_path: Path, table: str) -> None:
    path = tmp_path / "store.db"
    store = open_store(str(path))
    texts = {f"place{n}": f"Text {n} of Ostrevan. " + "Rain fell. " * 150 for n in range(60)}
    noise = random.Random(1)
    made = [
        replace(analyse(make_article(name, text)), vector=noise.randbytes(1500))
        for name, text in texts.items()
    ]
    with store.transaction():
        for analysed in made:
            store.put_article(analysed, noise.randbytes(1500), "2031")
    store.put_decision(Decision(0, "ada", "2031", "merge", ("a", "b")))
    store.close()
    assert damage(path, table) > 1
    broken = open_store(str(path))
    assert any("damaged" in fault for fault in broken.check())
    broken.close()
    said = repair(str(path))
    mended = open_store(str(path))
    assert mended.check() == []
    saved = {a.article.id for a in mended.articles_where()}
    lines = path.with_name("store.db.saved.jsonl")
    beside = len(lines.read_text().splitlines()) if lines.exists() else 0
    assert 0 < len(saved) < 60
    assert len(saved) + beside == 60 or table == "version"
    assert all(mended.analysed([a.article.id]) == [a] for a in made if a.article.id in saved)
    assert len(mended.decisions()) == 1
    assert any("rebuild" in words for words in said)
    mended.close()


def test_file_of_which_nothing_can_be_read_is_left_alone(full: Path) -> None:
    data = full.read_bytes()
    full.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    with pytest.raises(StoreError):
        repair(str(full))
    assert full.exists()
