"""Connections, transactions and the generation in force: what all parts of the store stand on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, insert, select
from sqlalchemy.exc import DataError, DBAPIError

from dateline.errors import StoreError
from dateline.store import schema
from dateline.store.backend import Backend

Row = Mapping[str, Any]
PAGE = 500
BATCH = 400  # values named in one statement; SQLite takes 32,766 at most
GENERATION = "generation"


class Session:
    """One open store. Threads may share it: each has its own transaction.

    Reads outside a transaction see what was committed last; long iterations fetch page by page
    and keep nothing open between pages, so that they never hinder the writer.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._engine = backend.engine
        self._index = backend.index
        self._local = threading.local()

    # Life

    def close(self) -> None:
        """Lets go of every connection; the store may not be used afterwards."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one-writer lock, held by this process until the block ends."""
        with self._translated(), self._backend.lock() as see:
            self._local.see = see
            try:
                yield
            finally:
                self._local.see = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, durable when it ends; inside another one it is a part of that."""
        if self._current(writing=True) is not None:
            yield
            return
        before = getattr(self._local, "connection", None)
        with self._translated(), self._engine.connect() as plain:
            connection = plain.execution_options(dateline_write=True)
            with connection.begin():
                if see := getattr(self._local, "see", None):
                    see(connection)
                self._local.connection, self._local.writes = connection, True
                try:
                    yield
                finally:
                    self._local.connection, self._local.writes = before, False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Every read inside sees the store as it was at the first."""
        if self._current(writing=False) is not None:
            yield
            return
        with self._translated(), self._engine.connect() as plain:
            connection = plain.execution_options(**self._backend.snapshot)
            with connection.begin():
                self._local.connection, self._local.writes = connection, False
                try:
                    yield
                finally:
                    self._local.connection = None

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        current = self._current(writing=False)
        with self._translated():
            if current is not None:
                yield current
            else:
                with self._engine.connect() as connection:
                    yield connection

    def _current(self, *, writing: bool) -> Connection | None:
        connection: Connection | None = getattr(self._local, "connection", None)
        return connection if not writing or getattr(self._local, "writes", False) else None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._backend.explain(error) from error

    # Rows

    def _rows(self, query: Select[Any]) -> list[Any]:
        with self._connection() as connection:
            try:
                return list(connection.execute(query).all())
            except UnicodeEncodeError:  # asked for a lone surrogate: nothing stored can hold one
                return []
            except DataError as error:
                if "NUL" in str(error.orig):  # nor can PostgreSQL hold this
                    return []
                raise

    def _row(self, query: Select[Any]) -> Any | None:
        return next(iter(self._rows(query)), None)

    def _value(self, query: Select[Any]) -> Any | None:
        row = self._row(query)
        return None if row is None else row[0]

    def _write(self, statement: Any, rows: Sequence[Row] | Row | None = None) -> int:
        """Runs a change inside a transaction of its own or the one at hand; rows touched."""
        with self.transaction(), self._connection() as connection:
            if rows is None:
                return connection.execute(statement).rowcount
            return connection.execute(statement, rows).rowcount if rows else 0

    def _put(self, table: Table, rows: Sequence[Row]) -> None:
        """Inserts ``rows``, each in place of one with the same key."""
        self._conflict(table, rows, replace=True)

    def _put_new(self, table: Table, rows: Sequence[Row]) -> None:
        """Inserts those of ``rows`` whose key is not there yet."""
        self._conflict(table, rows, replace=False)

    def _conflict(self, table: Table, rows: Sequence[Row], *, replace: bool) -> None:
        if not rows:
            return
        keys = [column.name for column in table.primary_key]
        if self._engine.dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import insert as dialect_insert
        else:
            from sqlalchemy.dialects.sqlite import (  # type: ignore[assignment]
                insert as dialect_insert,
            )
        statement = dialect_insert(table)
        others = {c.name: statement.excluded[c.name] for c in table.c if c.name not in keys}
        if replace and others:
            self._write(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)
        else:
            self._write(statement.on_conflict_do_nothing(), rows)

    def _pages(self, page: Callable[[Any], list[Any]]) -> Iterator[Any]:
        """The rows of one page after the other; ``page`` is given the last row, at first None."""
        last: Any = None
        while rows := page(last):
            yield from rows
            last = rows[-1]
            if len(rows) < PAGE:
                return

    def _numbers(self, folded: Iterable[str], table: Table) -> dict[str, int]:
        """Numbers of ``name`` or ``speaker`` rows, made where missing."""
        wanted = sorted(set(folded))
        known = self._known_numbers(wanted, table)
        missing = [value for value in wanted if value not in known]
        if missing:
            self._write(insert(table), [{"folded": value} for value in missing])
            known |= self._known_numbers(missing, table)
        return known

    def _known_numbers(self, wanted: Sequence[str], table: Table) -> dict[str, int]:
        known: dict[str, int] = {}
        for part in batches(wanted):
            query = select(table.c.folded, table.c.no).where(table.c.folded.in_(part))
            known.update((folded, no) for folded, no in self._rows(query))
        return known

    # Settings and generations

    def setting(self, name: str) -> str | None:
        """The stored value of ``name``."""
        query = select(schema.setting.c.value).where(schema.setting.c.name == name)
        value: str | None = self._value(query)
        return value

    def set_setting(self, name: str, value: str) -> None:
        """Stores ``value`` under ``name``."""
        self._put(schema.setting, [{"name": name, "value": value}])

    def _generation(self) -> int:
        written: int | None = getattr(self._local, "generation", None)
        return self._shown() if written is None else written

    def _shown(self) -> int:
        """The generation that readers see."""
        return int(self.setting(GENERATION) or 1)

    @contextmanager
    def regroup(self) -> Iterator[None]:
        """Inside it, grouping results are those of the next generation; see ``ports.Store``."""
        if getattr(self._local, "generation", None) is not None:
            raise StoreError("A regrouping is going on already; end it before the next one.")
        current = self._generation()
        following = current + 1
        self._drop_generations(current)
        self._local.generation = following
        try:
            yield
        finally:
            self._local.generation = None
        with self.transaction():
            self._supersede(current, following)
            self.set_setting(GENERATION, str(following))
        self._drop_generations(following)

    def _supersede(self, current: int, following: int) -> None:
        """Moves tellings that the next generation changes into the history."""
        old, new = schema.told.alias("old"), schema.told.alias("new")
        lost = (
            select(old.c.id, old.c.learned, old.c.telling)
            .select_from(old.outerjoin(new, (new.c.gen == following) & (new.c.id == old.c.id)))
            .where(old.c.gen == current)
            .where(new.c.id.is_(None) | (new.c.digest != old.c.digest))
        )
        known = schema.telling
        there = select(known.c.event).where(
            known.c.event == old.c.id, known.c.learned == old.c.learned
        )
        self._write(
            insert(known).from_select(["event", "learned", "body"], lost.where(~there.exists()))
        )

    def _drop_generations(self, keep: int) -> None:
        for table in schema.GENERATION_TABLES:
            with self.transaction(), self._connection() as connection:
                if table is schema.told:
                    self._index.remove_told(
                        connection, select(table.c.no).where(table.c.gen != keep)
                    )
                self._write(delete(table).where(table.c.gen != keep))

    # Names of ids

    def put_alias(self, old: str, new: str) -> None:
        """``old`` leads to ``new`` from now on."""
        if old != new:
            self._put(schema.alias, [{"old": old, "new": new}])

    def resolve(self, id: str) -> str:
        """The id that ``id`` leads to: itself where there is such a thing now."""
        here, seen = id, {id}
        while not self._exists(here):
            query = select(schema.alias.c.new).where(schema.alias.c.old == here)
            following: str | None = self._value(query)
            if following is None or following in seen:
                break
            seen.add(following)
            here = following
        return here

    def _exists(self, id: str) -> bool:
        generation = self._generation()
        for table in (schema.event_record, schema.told, schema.storyline):
            if self._value(select(table.c.id).where(table.c.gen == generation, table.c.id == id)):
                return True
        return self._value(select(schema.article.c.id).where(schema.article.c.id == id)) is not None


def batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Parts of ``values`` that fit one statement."""
    for at in range(0, len(values), BATCH):
        yield values[at : at + BATCH]
