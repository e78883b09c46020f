"""Copying a store, of whatever kind into whatever kind: resumable, and verified by reading back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, delete, insert, select, text, tuple_

from dateline.errors import StoreError
from dateline.store import schema
from dateline.store.codec import unpack
from dateline.store.grouping import told_words
from dateline.store.rows import IS_NEWEST, indexed_text
from dateline.store.session import Session
from dateline.types import Article, Event, EventTelling

ROWS = 500  # copied in one transaction
COPYING = "copying"  # the setting of a store that is being copied into: the source's sign
INDEXED = "copying.indexed"
OWN = (COPYING, INDEXED, "writer")  # settings that are not copied
NUMBERED = (schema.article, schema.name, schema.speaker, schema.told, schema.journal,
            schema.forgotten)  # fmt: skip

Progress = Callable[[str, int], None]


def silent(_table: str, _rows: int) -> None:
    """The progress of somebody who does not look."""


def copy_store(source: Session, target: Session, progress: Progress = silent) -> None:
    """Copies everything into ``target``, which must be empty or hold the beginning of this copy.

    The source is seen as it is at one moment. Where a copy was interrupted, the same call goes
    on. At the end every table is read back and compared. ``progress`` hears table and rows.

    Raises:
        StoreError: the target holds something else, or what was read back differs.
        StoreBusy: another process is writing to the target.
    """
    with source.reading(), target.writing():
        sign = _sign(source)
        begun = target.setting(COPYING)
        if begun is None and _holds_anything(target):
            raise StoreError("The store to copy into is not empty; name a new one.")
        if begun not in (None, sign):
            raise StoreError("The store to copy into holds the beginning of another copy.")
        target.set_setting(COPYING, sign)
        for table in schema.metadata.sorted_tables:
            _copy_table(source, target, table, progress)
        _count_on(target)
        _index(target, progress)
        _verify(source, target)
        settings = schema.setting.c.name
        target._write(delete(schema.setting).where(settings.in_((COPYING, INDEXED))))


def _sign(source: Session) -> str:
    """Something that tells this source from others: its first articles."""
    columns = schema.article.c
    first = source._rows(select(columns.id).order_by(columns.no).limit(100))
    return sha256(" ".join(row.id for row in first).encode()).hexdigest()


def _holds_anything(target: Session) -> bool:
    tables = [table for table in schema.metadata.sorted_tables if table is not schema.setting]
    return any(target._row(select(*table.primary_key).limit(1)) for table in tables)


def _key(table: Table) -> list[Any]:
    return list(table.primary_key)


def _rows_after(store: Session, table: Table, last: tuple[Any, ...] | None) -> list[Any]:
    key = _key(table)
    query = select(table).order_by(*key).limit(ROWS)
    if table is schema.setting:
        query = query.where(table.c.name.not_in(OWN))
    return store._rows(query if last is None else query.where(tuple_(*key) > last))


def _place(table: Table, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in _key(table))


def _copy_table(source: Session, target: Session, table: Table, progress: Progress) -> None:
    last = None
    if table is not schema.setting:  # rows come in the order of their key: the last one is how far
        descending = [column.desc() for column in _key(table)]
        row = target._row(select(*_key(table)).order_by(*descending).limit(1))
        last = None if row is None else tuple(row)
    copied = 0
    while rows := _rows_after(source, table, last):
        with target.transaction():
            if table is schema.setting:
                target._put(table, [dict(row._mapping) for row in rows])
            else:
                target._write(insert(table), [dict(row._mapping) for row in rows])
        last = _place(table, rows[-1])
        copied += len(rows)
        progress(table.name, copied)


def _count_on(target: Session) -> None:
    """Has PostgreSQL number new rows after the copied ones; SQLite does of itself."""
    if target._engine.dialect.name != "postgresql":
        return
    for table in NUMBERED:
        (column,) = _key(table)
        query = text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'),"  # noqa: S608
            f" coalesce(max({column.name}), 1), max({column.name}) IS NOT NULL) FROM {table.name}"
        )
        with target.transaction(), target._connection() as connection:
            connection.execute(query)


def _index(target: Session, progress: Progress) -> None:
    """Makes the search index of the copied articles and told events, from where it stands."""
    kinds: tuple[tuple[str, Callable[[Session, int], list[tuple[int, str]]], Any], ...] = (
        ("articles", _articles_after, target._index.add_article),
        ("told", _told_after, target._index.add_told),
    )
    for kind, after, add in kinds:
        done, last = (target.setting(INDEXED) or "articles 0").split()
        if done != kind:
            if kind == "articles":
                continue
            last = "0"
        while found := after(target, int(last)):
            with target.transaction(), target._connection() as connection:
                for no, words in found:
                    if words:
                        add(connection, no, words)
                last = str(found[-1][0])
                target.set_setting(INDEXED, f"{kind} {last}")
            progress("index", int(last))


def _articles_after(store: Session, last: int) -> list[tuple[int, str]]:
    version, no = schema.version.c, schema.article.c.no
    query = (
        select(no, version.title, version.text)
        .join(schema.version, IS_NEWEST)
        .where(no > last)
        .order_by(no)
        .limit(ROWS)
    )
    return [
        (row.no, indexed_text(Article("", "", "", row.text, row.title)))
        for row in store._rows(query)
    ]


def _told_after(store: Session, last: int) -> list[tuple[int, str]]:
    columns = schema.told.c
    query = select(schema.told).where(columns.no > last).order_by(columns.no).limit(ROWS)
    return [
        (
            row.no,
            "" if unpack(row.body, Event).articles
            else told_words(unpack(row.telling, EventTelling)),
        )
        for row in store._rows(query)
    ]  # fmt: skip


def _verify(source: Session, target: Session) -> None:
    for table in schema.metadata.sorted_tables:
        if _digest(source, table) != _digest(target, table):
            raise StoreError(
                f"The copy differs in its {table.name}s: the source changed since the copy was "
                "begun, or a disk fails. Copy into a new store."
            )


def _digest(store: Session, table: Table) -> str:
    """A hash of all rows of a table, in the order of their key."""
    total = sha256()
    for row in _all_rows(store, table):
        total.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _all_rows(store: Session, table: Table) -> Iterator[Any]:
    last = None
    while rows := _rows_after(store, table, last):
        yield from rows
        last = _place(table, rows[-1])
