"""Forgetting for good: an article's text and versions, and everything that was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, tuple_

from dateline.store import schema
from dateline.store.check import Check
from dateline.store.codec import inflate, unpack
from dateline.store.rows import event_id
from dateline.store.session import PAGE
from dateline.types import Storyline


class Forget(Check):
    """The owner's part of the store."""

    def forgettable(self, *, outlet: str | None = None, before: str | None = None) -> list[str]:
        """Ids of the articles of an outlet, of those dated (else arrived) before a day, or of
        those that are both."""
        columns = schema.article.c
        query = select(columns.id).order_by(columns.id)
        if outlet is not None:
            query = query.where(columns.outlet == outlet)
        if before is not None:
            dated = func.coalesce(func.nullif(columns.day, "~"), columns.arrived)
            query = query.where(dated < before)
        return [row.id for row in self._rows(query)] if outlet or before else []

    def forget(self, articles: Sequence[str], what: str, at: str) -> int:
        """Removes articles for good, with a record that it was done, and returns their number.

        What was told out of them goes too, now and in the past. The other articles of their
        events lose their place and are grouped anew by the next add or rebuild.

        Args:
            articles: article ids; unknown ones are passed over.
            what: what was asked for, in words that name no text, for the record.
            at: the time, for the record.
        """
        with self.transaction():
            with self._connection() as connection:
                self._backend.wipe(connection)
            numbers = self._article_numbers(articles)
            for article, no in numbers.items():
                self._forget_article(article, no)
            if numbers:
                self._forget_tellings(sorted(numbers))
                self._forget_names()
                self._write(delete(schema.state))
            self._write(
                insert(schema.forgotten), {"at": at, "what": what, "articles": len(numbers)}
            )
        if numbers:
            self._backend.purge(self._engine)
        return len(numbers)

    def forgotten(self) -> list[tuple[str, str, int]]:
        """(when, what, how many articles) of all that was forgotten, oldest first."""
        query = select(schema.forgotten).order_by(schema.forgotten.c.number)
        return [(row.at, row.what, row.articles) for row in self._rows(query)]

    def _forget_article(self, id: str, no: int) -> None:
        versions = self._versions_of([no])[no]
        newest = self._newest(no)
        for article in versions:
            if article.version == newest:
                self._remove_analysis(no, article)
        for table, column in (
            (schema.version, schema.version.c.article_no),
            (schema.decision, schema.decision.c.article_no),
            (schema.article, schema.article.c.no),
        ):
            self._write(delete(table).where(column == no))
        alias = schema.alias.c
        own = (id, event_id(id), "s" + event_id(id))
        self._write(delete(schema.alias).where(or_(alias.old.in_(own), alias.new.in_(own))))

    def _forget_tellings(self, articles: Sequence[str]) -> None:
        """Drops events and tellings that hold or cite any of the articles, and storylines of
        those events."""
        signs = [article.encode() for article in articles]
        dropped = self._events_holding(signs)
        self._free(dropped)
        self.drop_events(dropped)
        past = schema.telling
        for row in self._scan(past, past.c.event, past.c.learned):
            if _holds(row.body, signs):
                self._write(
                    delete(past).where(past.c.event == row.event, past.c.learned == row.learned)
                )
        self._forget_storylines(set(dropped), signs)

    def _events_holding(self, signs: Sequence[bytes]) -> list[str]:
        generation = self._generation()
        told, record = schema.told, schema.event_record
        held = {
            row.id
            for row in self._scan(told, told.c.no)
            if row.gen == generation and (_holds(row.telling, signs) or _holds(row.body, signs))
        }
        held |= {
            row.id
            for row in self._scan(record, record.c.gen, record.c.id)
            if row.gen == generation and _holds(row.articles, signs)
        }
        return sorted(held)

    def _free(self, events: Sequence[str]) -> None:
        """Takes the decisions on the articles of these events back."""
        for record in list(self.event_records(events)):
            numbers = self._article_numbers(record.articles)
            self._write(
                delete(schema.decision).where(
                    schema.decision.c.article_no.in_(sorted(numbers.values()))
                )
            )

    def _forget_storylines(self, events: set[str], signs: Sequence[bytes]) -> None:
        columns = schema.storyline.c
        for row in self._scan(schema.storyline, columns.gen, columns.id):
            storyline = unpack(row.body, Storyline)
            if events & set(storyline.events) or _holds(row.body, signs):
                self._write(
                    delete(schema.storyline).where(columns.gen == row.gen, columns.id == row.id)
                )
                left = [r.id for r in self.event_records(storyline.events) if r.id not in events]
                self.put_dirty(left)

    def _forget_names(self) -> None:
        """Names and speakers that no article mentions any more."""
        for table, user in (
            (schema.name, schema.naming.c.name_no),
            (schema.speaker, schema.statement.c.speaker_no),
        ):
            used = select(user).where(user == table.c.no)
            self._write(delete(table).where(~used.exists()))

    def _scan(self, table: Any, *key: Any) -> Any:
        """All rows of a table, in pages by its key."""
        query = select(table).order_by(*key).limit(PAGE)

        def page(last: Any) -> list[Any]:
            if last is None:
                return self._rows(query)
            place = tuple(getattr(last, column.name) for column in key)
            return self._rows(query.where(tuple_(*key) > place))

        return self._pages(page)


def _holds(body: bytes, signs: Sequence[bytes]) -> bool:
    plain = inflate(body)
    return any(sign in plain for sign in signs)
