"""Saving what can be saved of a damaged SQLite store."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import msgspec

from dateline.errors import StoreError
from dateline.store import open_store, schema
from dateline.store.backup import put_in_place, remove, verify
from dateline.store.codec import unpack
from dateline.store.forget import Forget
from dateline.store.rows import Spare, analysed_of, article_of
from dateline.types import Article

UNREADABLE = (sqlite3.DatabaseError, zlib.error, msgspec.MsgspecError, KeyError, TypeError,
              AttributeError)  # fmt: skip
LARGEST = 2**31  # row number looked for where the largest cannot be read
PATIENCE = 50_000  # unreadable places after which no more are looked at
BATCH = 200
KEPT = (schema.journal, schema.mark, schema.alias, schema.telling, schema.forgotten)


def repair(where: str) -> list[str]:
    """Makes a new store of everything readable in the damaged file ``where``, and sets the
    damaged one aside; says in words what was saved and what to do.

    Articles whose analysis cannot be read are written beside the store as JSON Lines, to be added
    again. Grouping is not saved: ``rebuild`` makes it anew.

    Raises StoreError where nothing can be read.
    """
    path = Path(where)
    part = path.with_name(path.name + ".part")
    remove(part)
    with TemporaryDirectory(dir=path.parent) as place:
        damaged = Path(place) / "damaged.db"
        for ending in ("", "-wal"):
            if (old := Path(f"{path}{ending}")).exists():
                shutil.copyfile(old, f"{damaged}{ending}")
        store = open_store(str(part))
        try:
            with closing(sqlite3.connect(damaged)) as connection, store.writing():
                connection.row_factory = sqlite3.Row
                said = _save(connection, store, Path(f"{path}.saved.jsonl"))
        finally:
            store.close()
    verify(part)
    aside = put_in_place(part, path)
    return [*said, f"the damaged file is now {aside}", "run `dateline rebuild` to group anew"]


def _save(connection: sqlite3.Connection, store: Forget, beside: Path) -> list[str]:
    groups, lost = _versions(connection)
    if not groups:
        raise StoreError("Nothing can be read of this store; restore a backup.")
    saved, bare = 0, []
    numbers = sorted(groups)
    for at in range(0, len(numbers), BATCH):
        with store.transaction():
            for no in numbers[at : at + BATCH]:
                whole, rest = _save_article(connection, store, no, groups[no])
                saved += whole
                bare += rest
    for table in KEPT:
        _save_table(connection, store, table)
    said = [f"{saved} versions saved with their analyses, {lost} places of the file unreadable"]
    if bare:
        _write_lines(beside, bare)
        said.append(f"{len(bare)} texts without analysis saved: run `dateline add {beside}`")
    return said


def _versions(connection: sqlite3.Connection) -> tuple[dict[int, list[sqlite3.Row]], int]:
    groups: dict[int, list[sqlite3.Row]] = {}
    lost = [0]
    for row in _readable(connection, "version", lost):
        groups.setdefault(row["article_no"], []).append(row)
    return groups, lost[0]


def _readable(connection: sqlite3.Connection, table: str, lost: list[int]) -> Iterator[sqlite3.Row]:
    """The readable rows of a table by number: a range that fails is halved until what fails is
    one row."""
    try:
        (largest,) = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()  # noqa: S608
    except sqlite3.DatabaseError:
        largest = LARGEST
    ranges = [(1, largest or 0)]
    query = f"SELECT * FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608
    while ranges and lost[0] < PATIENCE:
        low, high = ranges.pop()
        if low > high:
            continue
        try:
            yield from connection.execute(query, (low, high)).fetchall()
        except sqlite3.DatabaseError:
            middle = (low + high) // 2
            if low == high:
                lost[0] += 1
            else:
                ranges += [(middle + 1, high), (low, middle)]


def _save_article(
    connection: sqlite3.Connection, store: Forget, no: int, versions: Sequence[sqlite3.Row]
) -> tuple[int, list[Article]]:
    """Stores the versions that have their analysis; how many, and the others."""
    rows = {
        **_of(connection, "analysis", "article_no", no),
        **_of(connection, "feature", "article_no", no),
        **_of(connection, "article", "no", no),
    }
    whole, rest = 0, []
    for row in versions:
        try:
            article = article_of(SimpleNamespace(**dict(row)), row["id"])
        except UNREADABLE:
            continue
        try:
            spare = _spare(row, rows)
            store.put_article(spare.analysed, spare.features, rows.get("arrived", ""))
            whole += 1
        except UNREADABLE:
            rest.append(article)
    return whole, rest


def _spare(version: sqlite3.Row, rows: Mapping[str, Any]) -> Spare:
    """The analysis of a version: its own where it is not the newest, else that in ``rows``."""
    if version["spare"] is not None:
        return unpack(version["spare"], Spare, version["text"])
    return Spare(analysed_of(SimpleNamespace(**{**dict(version), **rows})), rows["features"])


def _of(connection: sqlite3.Connection, table: str, key: str, no: int) -> Mapping[str, Any]:
    """The row of that article; empty where it cannot be read."""
    try:
        row = connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", (no,)).fetchone()  # noqa: S608
    except sqlite3.DatabaseError:
        return {}
    return {} if row is None else dict(row)


def _save_table(connection: sqlite3.Connection, store: Forget, table: Any) -> None:
    with suppress(sqlite3.DatabaseError):
        for row in connection.execute(f"SELECT * FROM {table.name}"):  # noqa: S608
            store._put(table, [dict(row)])


def _write_lines(beside: Path, articles: Sequence[Article]) -> None:
    names = ("url", "outlet", "title", "byline", "published", "updated", "language", "text")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for article in articles:
            row = {name: getattr(article, name) for name in names}
            file.write(msgspec.json.encode({**row, "id": article.source_id}) + b"\n")
