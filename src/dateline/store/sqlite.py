"""A store in one SQLite file: opening it, its one-writer lock, its errors in words.

Write-ahead logging with ``synchronous=FULL``: a transaction is on the disk when it ends, readers
are never blocked, and what a killed process left unfinished is rolled back by the next one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from dateline.errors import StoreBusy, StoreError
from dateline.store.backend import Backend, Lock
from dateline.store.search import SqliteIndex

APPLICATION = 0x444C4E45  # "DLNE", by which a file is known as a Dateline store
PATIENCE = 30.0  # seconds that a journal write waits for the writer's transaction to end
PAGE_SIZE = 16_384  # bytes; a row of some kilobytes wastes half of a smaller page
LOCK = "-writer"  # an empty SQLite file beside the store, locked by the writer


def open_backend(where: str, *, create: bool) -> Backend:
    """Opens the file ``where``, made where missing and ``create`` says so.

    Raises StoreError where it is something else than a store, or cannot be used.
    """
    path = Path(where)
    read_only = _prepare(path, create=create)
    return Backend(
        _make_engine(path, read_only=read_only),
        SqliteIndex(),
        _writer_lock(path, read_only=read_only),
        _explainer(path),
        _standing,
        _wipe,
        _purge,
    )


def _prepare(path: Path, *, create: bool) -> bool:
    """Sees that ``path`` is a Dateline store or becomes one; True where it can only be read."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file to store in.")
    try:
        if not path.exists() or path.stat().st_size == 0:
            if not create:
                raise StoreError(f"There is no store at {path}; add articles to make one.")
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            return False
        _recognise(path)
        return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    except PermissionError as error:
        raise StoreError(f"No permission to use {path}: check whose file it is.") from error
    except OSError as error:
        raise StoreError(f"The store {path} cannot be used: {error.strerror}.") from error


def _recognise(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(100)
    if head[:16] != b"SQLite format 3\0":
        raise StoreError(
            f"{path} is not a Dateline store, nor any SQLite database; name another file."
        )
    application = int.from_bytes(head[68:72], "big")
    if application != APPLICATION and not _is_fresh(path):
        raise StoreError(f"{path} is a database of another program; name another file.")


def _is_fresh(path: Path) -> bool:
    """Whether the file holds no table yet, or has our mark in its log and not in its head."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return bool(application == APPLICATION or tables == 0)
    except sqlite3.Error as error:
        raise _in_words(path, str(error)) from error


def _make_engine(path: Path, *, read_only: bool) -> Engine:
    """An engine whose connections are set up alike, whatever thread they serve."""

    def connect() -> sqlite3.Connection:
        mode = "ro" if read_only else "rw"
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        if read_only and not Path(f"{path}-wal").exists():
            uri += "&immutable=1"  # else SQLite would make its files beside a store it may not
        connection = sqlite3.connect(
            uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        if not read_only:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")  # of a new file
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -32000")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: a read that turns into a write could be refused."""
    writes = connection.get_execution_options().get("dateline_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _writer_lock(path: Path, *, read_only: bool) -> Lock:
    """The one-writer lock: SQLite's own lock on a file beside the store, gone with its process."""

    @contextmanager
    def lock() -> Iterator[Callable[[Connection], None]]:
        if read_only:
            raise StoreError(f"The store {path} can only be read here: check its permissions.")
        beside = Path(f"{path}{LOCK}")
        try:
            os.close(os.open(beside, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise StoreError(f"Cannot write beside {path}: {error.strerror}.") from error
        with closing(sqlite3.connect(beside, timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise StoreBusy(
                    f"Another process is writing to {path}; wait for it to end, or stop it."
                ) from error
            yield lambda _: None

    return lock


def _explainer(path: Path) -> Callable[[DBAPIError], StoreError]:
    """What makes a StoreError of whatever SQLite raises."""
    return lambda error: _in_words(path, str(error.orig))


_WORDS: tuple[tuple[str, str], ...] = (
    ("not a database", "{} is not a Dateline store, nor any SQLite database; name another file."),
    (
        "malformed",
        "The store {} is damaged: run `dateline doctor --repair`, or restore a backup.",
    ),
    ("readonly", "The store {} can only be read here: check its permissions."),
    ("unable to open", "The store {} cannot be opened: check the folder and its permissions."),
    ("disk is full", "No room left on the disk of {}: nothing of this step was stored."),
    ("disk i/o", "The disk under {} fails or is full: nothing of this step was stored."),
    ("no such table", "The store {} lacks a table: run `dateline doctor --repair`."),
)


def _in_words(path: Path, said: str) -> StoreError:
    for sign, words in _WORDS:
        if sign in said.lower():
            return StoreError(words.format(path))
    if "locked" in said or "busy" in said:
        return StoreBusy(f"Another process has been writing to {path} for long; try again later.")
    return StoreError(f"The store {path} cannot be used: {said}.")


def _standing(connection: Connection) -> str | None:
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'dateline_version'"
    ).first()
    if known is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM dateline_version").first()
    return row[0] if row else None


def _wipe(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA secure_delete = ON")


def _purge(engine: Engine) -> None:
    with engine.connect() as plain:
        connection = plain.execution_options(dateline_write=True)
        with connection.begin():
            for index in ("article_index", "told_index"):
                connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608
        raw = plain.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
