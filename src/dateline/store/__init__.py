"""Everything that is kept: one SQLite file, or PostgreSQL by URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.store.journal import Journal as SqlStore


def open_store(where: str, *, create: bool = True) -> SqlStore:
    """Opens the store ``where``, a path or a ``postgresql://`` URL; makes it where missing.

    Raises StoreError in words where it cannot be used, or where ``create`` is False and there is
    none.
    """
    from dateline.store import sqlite
    from dateline.store.journal import Journal as SqlStore
    from dateline.store.migrations import upgrade
    from dateline.store.search import SqliteIndex

    path = Path(where)
    read_only = sqlite.prepare(path, create=create)
    engine = sqlite.make_engine(path, read_only=read_only)
    store = SqlStore(
        engine,
        SqliteIndex(),
        sqlite.writer_lock(path, read_only=read_only),
        sqlite.explainer(path),
    )
    with store._translated():
        with engine.connect() as connection:
            standing = sqlite.head_of(connection)
        upgrade(engine, standing)
    return store
