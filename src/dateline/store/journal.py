"""A person's decisions, a reader's marks, and what was told when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import delete, insert, select, union_all, update

from dateline.errors import NotFound
from dateline.ports import Decision
from dateline.store import schema
from dateline.store.asking import Asking
from dateline.store.codec import unpack
from dateline.types import EventTelling


class Journal(Asking):
    """The part of ``ports.Store`` that anybody may write while one writer runs."""

    def put_decision(self, decision: Decision) -> int:
        """Appends it and returns its number (the one given is ignored)."""
        row = {
            "author": decision.author,
            "at": decision.at,
            "kind": decision.kind,
            "articles": " ".join(decision.articles),
            "value": decision.value,
            "undone": decision.undone,
        }
        with self.transaction(), self._connection() as connection:
            statement = insert(schema.journal).returning(schema.journal.c.number)
            return int(connection.execute(statement, row).scalar_one())

    def undo_decision(self, number: int) -> None:
        """Marks a decision undone; raises NotFound where there is none of that number."""
        columns = schema.journal.c
        statement = update(schema.journal).where(columns.number == number).values(undone=True)
        if not self._write(statement):
            raise NotFound(f"There is no decision number {number}.")

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions by number, undone ones included."""
        rows = self._rows(select(schema.journal).order_by(schema.journal.c.number))
        return tuple(
            Decision(r.number, r.author, r.at, r.kind, tuple(r.articles.split()), r.value, r.undone)
            for r in rows
        )

    def keep(self, kind: str, name: str, value: Mapping[str, Any]) -> None:
        """Keeps ``value`` under its name, in place of what was kept before."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        self._put(schema.kept, [{"kind": kind, "name": name, "value": text}])

    def kept(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """Everything kept of that kind, by name."""
        columns = schema.kept.c
        query = select(columns.name, columns.value).where(columns.kind == kind)
        return {r.name: json.loads(r.value) for r in self._rows(query.order_by(columns.name))}

    def drop_kept(self, kind: str, name: str) -> bool:
        """Forgets it; False where there was none."""
        columns = schema.kept.c
        return bool(
            self._write(delete(schema.kept).where(columns.kind == kind, columns.name == name))
        )

    def put_mark(self, reader: str, at: str, state: Mapping[str, Any]) -> None:
        """What a reader has seen, in place of what was noted before."""
        text = json.dumps(state, ensure_ascii=False, sort_keys=True)
        self._put(schema.mark, [{"reader": reader, "at": at, "state": text}])

    def mark(self, reader: str) -> tuple[str, Mapping[str, Any]] | None:
        """When the reader's mark was put, and what it holds."""
        columns = schema.mark.c
        row = self._row(select(columns.at, columns.state).where(columns.reader == reader))
        return None if row is None else (row.at, json.loads(row.state))

    def tellings_since(self, learned: str) -> Iterator[tuple[str, str, EventTelling]]:
        """(event, when learned, telling) of tellings learned later than that, in that order."""
        told = self._tellings()
        query = select(told.c.event, told.c.learned, told.c.body)
        query = query.where(told.c.learned > learned).order_by(told.c.learned, told.c.event)
        for event, at, body in self._rows(query):
            yield event, at, unpack(body, EventTelling)

    def telling_at(self, event: str, learned: str) -> EventTelling | None:
        """The telling that stood at that time."""
        told = self._tellings()
        query = select(told.c.body).where(told.c.event == event, told.c.learned <= learned)
        body = self._value(query.order_by(told.c.learned.desc(), told.c.now.desc()).limit(1))
        return None if body is None else unpack(body, EventTelling)

    def _tellings(self) -> Any:
        """Every telling: those of the history and the ones that stand now."""
        from sqlalchemy import literal

        past, now = schema.telling.c, schema.told.c
        return union_all(
            select(past.event, past.learned, past.body, literal(0).label("now")),
            select(now.id, now.learned, now.telling, literal(1)).where(now.gen == self._shown()),
        ).subquery("every_telling")
