"""A store on PostgreSQL, 14 or newer, in a schema ``dateline`` of its own.

The one-writer lock is an advisory lock on a connection of its own. As such a connection can be
cut without the writer's noticing, each writer leaves a number, and every one of its transactions
sees that the number still stands.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from unicodedata import category, normalize

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Float,
    Integer,
    Select,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.sql.expression import TextualSelect

from dateline.errors import StoreBusy, StoreError
from dateline.store.backend import Backend
from dateline.store.search import spaced, words_of

SCHEMA = "dateline"
LOCK = 0x444C4E45  # the number of the advisory lock, one for each database
WRITER = "writer"  # the setting that names who took the lock last
PATIENCE = 10  # seconds for a server to answer
LONGEST = 250_000  # characters indexed of one text; a tsvector holds one megabyte
WORD = re.compile(r"[^\W_]+")


def open_backend(where: str, *, create: bool) -> Backend:
    """Connects to ``where``; raises StoreError where that is no server's address, the server
    does not answer, or its driver is not installed."""
    url = _url(where)
    shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
    explain = _explainer(shown)
    try:
        engine = _engine(url)
    except ImportError as error:
        raise StoreError(
            "A store on PostgreSQL needs psycopg: install Dateline with its extra `postgres`."
        ) from error
    try:
        _make_schema(engine, shown, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise explain(error) from error
    except StoreError:
        engine.dispose()
        raise
    return Backend(
        engine,
        PostgresIndex(),
        lambda: _lock(engine, shown),
        explain,
        _standing,
        lambda _: None,
        _purge,
        {"isolation_level": "REPEATABLE READ"},
    )


def _url(where: str) -> URL:
    try:
        url = make_url(where)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise StoreError(
            "That is no address of a store: postgresql://user@host:port/database"
        ) from None
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL) -> Engine:
    engine = create_engine(
        url, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET search_path TO {SCHEMA}")
            cursor.execute("SET synchronous_commit TO on")
            cursor.execute("SET client_min_messages TO warning")
        connection.commit()

    return engine


def _make_schema(engine: Engine, shown: str, *, create: bool) -> None:
    with engine.begin() as connection:
        query = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
        if connection.execute(query, {"name": SCHEMA}).first() is None:
            if not create:
                raise StoreError(f"There is no store in {shown}; add articles to make one.")
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))


def _standing(connection: Connection) -> str | None:
    if (
        connection.execute(text(f"SELECT to_regclass('{SCHEMA}.dateline_version')")).scalar()
        is None
    ):
        return None
    standing: str | None = connection.execute(
        text("SELECT version_num FROM dateline_version")
    ).scalar()
    return standing


# The one-writer lock ------------------------------------------------------------------------


@contextmanager
def _lock(engine: Engine, shown: str) -> Iterator[Callable[[Connection], None]]:
    holder = uuid.uuid4().hex
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        taken = connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK})
        if not taken.scalar():
            raise StoreBusy(
                f"Another process is writing to {shown}; wait for it to end, or stop it."
            )
        try:
            _sign(connection, holder)
            yield lambda writing: _see(writing, holder, shown)
        finally:
            with suppress(DBAPIError):  # where the connection was cut, so was the lock
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})


def _sign(connection: Connection, holder: str) -> None:
    connection.execute(
        text(
            "INSERT INTO setting (name, value) VALUES (:name, :holder)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        {"name": WRITER, "holder": holder},
    )


def _see(connection: Connection, holder: str, shown: str) -> None:
    query = text("SELECT value FROM setting WHERE name = :name FOR SHARE")
    if connection.execute(query, {"name": WRITER}).scalar() != holder:
        raise StoreBusy(f"Another process took over writing to {shown} while this one was cut off.")


def _purge(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))


# Errors in words ----------------------------------------------------------------------------

_WORDS = {
    "53100": "No room left on the disk of {}: nothing of this step was stored.",
    "25006": "The store {} can only be read here.",
    "42501": "No permission for {}: its role needs CREATE on the database, once.",
    "28P01": "The server of {} refuses the password.",
    "28000": "The server of {} refuses this user.",
    "3D000": "There is no such database: {}.",
    "42P01": "The store {} lacks a table: restore a backup.",
    "XX001": "The store {} is damaged: restore a backup.",
    "XX002": "An index of the store {} is damaged: run REINDEX, or restore a backup.",
}


def _explainer(shown: str) -> Callable[[DBAPIError], StoreError]:
    def explain(error: DBAPIError) -> StoreError:
        code = getattr(error.orig, "sqlstate", None) or ""
        said = " ".join(str(error.orig).split())
        if words := _WORDS.get(code):
            return StoreError(words.format(shown))
        if "does not exist" in said and "database" in said:
            return StoreError(_WORDS["3D000"].format(shown))
        if error.connection_invalidated or not code or code.startswith(("08", "57P")):
            return StoreError(f"The server of {shown} cannot be reached or went away: {said}")
        return StoreError(f"The store {shown} cannot be used: {said}")

    return explain


# Full-text search ---------------------------------------------------------------------------


def _plain(words: str) -> str:
    """Words as both index and query know them: letters without marks, in lower case."""
    letters = (c for c in normalize("NFKD", spaced(words)) if category(c) != "Mn")
    return " ".join(WORD.findall("".join(letters).casefold()))


class PostgresIndex:
    """PostgreSQL's own full text, with English stemming as in the other index. Each word that
    matches adds to the relevance, the rarer the more."""

    def add_article(self, connection: Connection, no: int, text: str) -> None:
        self._add(connection, "article_index", no, text)

    def remove_article(self, connection: Connection, no: int, text: str) -> None:
        connection.exec_driver_sql("DELETE FROM article_index WHERE no = %s", (no,))

    def add_told(self, connection: Connection, no: int, text: str) -> None:
        self._add(connection, "told_index", no, text)

    def remove_told(self, connection: Connection, numbers: Select[Any]) -> None:
        found = [no for (no,) in connection.execute(numbers)]
        connection.exec_driver_sql("DELETE FROM told_index WHERE no = ANY(%s)", (found,))

    def _add(self, connection: Connection, index: str, no: int, words: str) -> None:
        connection.exec_driver_sql(
            f"INSERT INTO {index} (no, words) VALUES (%s, to_tsvector('english', %s))",  # noqa: S608
            (no, _plain(words[:LONGEST])),
        )

    def articles(self, words: str, *, every: bool = False) -> TextualSelect | None:
        return self._query("article_index", words, every=every)

    def told(self, words: str) -> TextualSelect | None:
        return self._query("told_index", words, every=False)

    def _query(self, index: str, words: str, *, every: bool) -> TextualSelect | None:
        wanted = [plain for word in words_of(words) if (plain := _plain(word))]
        if not wanted:
            return None
        all_of_them = "HAVING count(*) = (SELECT count(*) FROM weighed)" if every else ""
        query = text(
            f"""
            WITH asked AS (
                SELECT phraseto_tsquery('english', word) AS asked
                FROM unnest(CAST(:words AS text[])) AS word
            ), weighed AS MATERIALIZED (
                SELECT asked, ln(1 + (SELECT count(*) FROM {index})::float / (
                    1 + (SELECT count(*) FROM {index} WHERE words @@ asked)
                )) AS weight
                FROM asked WHERE numnode(asked) > 0
            )
            SELECT no, sum(weight * (0.5 + ts_rank(words, asked, 1))) AS relevance
            FROM weighed JOIN {index} ON words @@ asked
            GROUP BY no {all_of_them}
            """  # noqa: S608
        )
        return query.bindparams(words=wanted).columns(no=Integer, relevance=Float)
