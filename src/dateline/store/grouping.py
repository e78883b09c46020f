"""What grouping, weaving and telling made: rows of one generation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, delete, func, insert, literal_column, select, tuple_

from dateline.ports import EventRecord, StoredFeatures
from dateline.store import schema
from dateline.store.articles import Articles
from dateline.store.codec import pack, unpack
from dateline.store.rows import EVENT, UNDATED_DAY, Detail, fold
from dateline.store.session import PAGE, batches
from dateline.types import (
    UNDATED,
    CitedSentence,
    Event,
    EventTelling,
    GroupDecision,
    Storyline,
)

_UNTOLD = EventTelling(UNDATED, "", (), ())


class Grouping(Articles):
    """The part of ``ports.Store`` that deals with grouping results."""

    def put_decisions(self, decisions: Sequence[GroupDecision]) -> None:
        """Stores where articles went, in place of earlier decisions on them."""
        with self.transaction():
            numbers = self._article_numbers([d.article for d in decisions])
            generation = self._generation()
            rows = [
                {
                    "gen": generation,
                    "article_no": numbers[d.article],
                    "event": d.event,
                    "origin": d.origin,
                    "detail": pack(Detail(d.also, d.score, d.reasons, d.nearly)),
                }
                for d in decisions
                if d.article in numbers
            ]
            self._put(schema.decision, rows)

    def _article_numbers(self, ids: Sequence[str]) -> dict[str, int]:
        columns = schema.article.c
        numbers: dict[str, int] = {}
        for part in batches(ids):
            rows = self._rows(select(columns.id, columns.no).where(columns.id.in_(part)))
            numbers.update((row.id, row.no) for row in rows)
        return numbers

    def group_decisions(self, articles: Sequence[str]) -> list[GroupDecision]:
        """Where these articles went, in the order asked; those without a decision are left out."""
        found: dict[str, GroupDecision] = {}
        for part in batches(articles):
            rows = self._rows(self._placements().where(schema.article.c.id.in_(part)))
            found.update((row.id, _decision(row)) for row in rows)
        return [found[one] for one in articles if one in found]

    def _placements(self, *columns: Any) -> Select[Any]:
        """Decisions of this generation, with the id of the article and ``columns``."""
        decision = schema.decision.c
        return (
            select(schema.article.c.id, decision.event, decision.origin, decision.detail, *columns)
            .join(schema.article, schema.article.c.no == decision.article_no)
            .where(decision.gen == self._generation())
        )

    def ungrouped(self, limit: int) -> list[StoredFeatures]:
        """Articles without a decision in this generation, the first ``limit`` by order."""
        columns, decision = schema.feature.c, schema.decision.c
        placed = (decision.article_no == columns.article_no) & (decision.gen == self._generation())
        query = (
            select(columns.day, columns.id, columns.features)
            .select_from(schema.feature.outerjoin(schema.decision, placed))
            .where(decision.article_no.is_(None))
            .order_by(columns.day, columns.id)
            .limit(limit)
        )
        return [StoredFeatures(r.id, (r.day, r.id), r.features) for r in self._rows(query)]

    def placed(
        self, start: str | None = None, end: str | None = None
    ) -> Iterator[tuple[StoredFeatures, GroupDecision]]:
        """Grouped articles by order: those dated within the days, both included, and the
        undated."""
        columns = schema.feature.c
        query = self._placements(columns.day, columns.features).join(
            schema.feature, columns.article_no == schema.decision.c.article_no
        )
        undated = columns.day == UNDATED_DAY
        if start is not None:
            query = query.where((columns.day >= start) | undated)
        if end is not None:
            query = query.where((columns.day < end + "~") | undated)
        query = query.order_by(columns.day, columns.id).limit(PAGE)

        def page(last: Any) -> list[Any]:
            after = ("", "") if last is None else (last.day, last.id)
            return self._rows(query.where(tuple_(columns.day, columns.id) > after))

        for row in self._pages(page):
            yield StoredFeatures(row.id, (row.day, row.id), row.features), _decision(row)

    def placed_naming(
        self, names: Sequence[str], limit: int
    ) -> list[tuple[StoredFeatures, GroupDecision]]:
        """Grouped articles that mention any of these canonical names, most names first."""
        ids = self.articles_naming(names, limit)
        decisions = {decision.article: decision for decision in self.group_decisions(ids)}
        features = self.features([id for id in ids if id in decisions])
        return [(stored, decisions[stored.article]) for stored in features]

    def state(self, name: str) -> bytes | None:
        """What a stage keeps between runs, of this generation."""
        columns = schema.state.c
        value: bytes | None = self._value(
            select(columns.value).where(columns.gen == self._generation(), columns.name == name)
        )
        return value

    def set_state(self, name: str, value: bytes) -> None:
        """Keeps ``value`` under ``name``, of this generation."""
        self._put(schema.state, [{"gen": self._generation(), "name": name, "value": value}])

    def put_events(self, events: Sequence[EventRecord]) -> None:
        """Stores events as grouping and weaving left them, in place of earlier ones."""
        generation = self._generation()
        rows = [
            {
                "gen": generation,
                "id": event.id,
                "storyline": event.storyline,
                "first": event.first,
                "last": event.last,
                "why": event.why,
                "articles": pack(event.articles),
                "features": event.features,
            }
            for event in events
        ]
        self._put(schema.event_record, rows)

    def drop_events(self, ids: Sequence[str]) -> None:
        """Takes out events, their tellings and what hangs on them; the tellings stay in the
        history."""
        generation = self._generation()
        with self.transaction():
            for event in ids:
                self._remove_told(event, generation)
            for part in batches(ids):
                for table in (schema.event_record, schema.dirty):
                    self._write(
                        delete(table).where(table.c.gen == generation, table.c.id.in_(part))
                    )

    def event_records(self, ids: Sequence[str] | None = None) -> Iterator[EventRecord]:
        """By (first, id); all of them where ``ids`` is None."""
        columns = schema.event_record.c
        query = select(schema.event_record).where(columns.gen == self._generation())
        if ids is not None:
            found = [
                r for part in batches(ids) for r in self._rows(query.where(columns.id.in_(part)))
            ]
            yield from (_record(row) for row in sorted(found, key=lambda row: (row.first, row.id)))
            return
        query = query.order_by(columns.first, columns.id).limit(PAGE)

        def page(last: Any) -> list[Any]:
            start = ("", "") if last is None else (last.first, last.id)
            return self._rows(query.where(tuple_(columns.first, columns.id) > start))

        yield from (_record(row) for row in self._pages(page))

    def events_naming(self, names: Sequence[str], limit: int) -> list[str]:
        """Events whose articles mention any of these names, most names first, newest first."""
        numbers = self._known_numbers(sorted({fold(name) for name in names}), schema.name)
        naming, decision = schema.naming.c, schema.decision
        prefix = literal_column(f"'{EVENT}'", schema.Text)
        event = (prefix + decision.c.event).label("event")
        query = (
            select(event)
            .select_from(schema.naming)
            .join(decision, decision.c.article_no == naming.article_no)
            .join(schema.event_record, schema.event_record.c.id == event)
            .where(naming.name_no.in_(sorted(numbers.values())))
            .where(decision.c.gen == self._generation())
            .where(schema.event_record.c.gen == self._generation())
            .group_by(event, schema.event_record.c.last)
            .order_by(
                func.count(naming.name_no.distinct()).desc(),
                schema.event_record.c.last.desc(),
                event,
            )
            .limit(limit)
        )
        return [row.event for row in self._rows(query)] if numbers else []

    def put_dirty(self, events: Sequence[str]) -> None:
        """Notes events that have to be woven and told again."""
        generation = self._generation()
        self._put_new(schema.dirty, [{"gen": generation, "id": one} for one in events])

    def dirty(self) -> tuple[str, ...]:
        """Events that have to be woven and told again, by id."""
        columns = schema.dirty.c
        query = select(columns.id).where(columns.gen == self._generation()).order_by(columns.id)
        return tuple(row.id for row in self._rows(query))

    def put_event(self, event: Event, inputs: str, learned: str) -> None:
        """Stores a told event. A telling that changes nothing keeps the time it was learned."""
        generation = self._generation()
        body, date = pack(event.telling), event.telling.date
        digest = sha256(body).hexdigest()[:16]
        with self.transaction():
            since = self._told_before(event.id, digest) or learned
            self._remove_told(event.id, generation, keep=digest)
            columns = schema.told.c
            with self._connection() as connection:
                row = {
                    "gen": generation,
                    "id": event.id,
                    "day": date.start,
                    "day_end": date.end,
                    "inputs": inputs,
                    "learned": since,
                    "digest": digest,
                    "telling": body,
                    "body": pack(replace(event, telling=_UNTOLD)),
                }
                no = connection.execute(insert(schema.told).returning(columns.no), row).scalar_one()
                if not event.articles:
                    self._index.add_told(connection, no, told_words(event.telling))
            self._put_parts(event, generation)
            dirty = schema.dirty.c
            self._write(delete(schema.dirty).where(dirty.gen == generation, dirty.id == event.id))

    def _put_parts(self, event: Event, generation: int) -> None:
        telling = event.telling
        self._put(
            schema.utterance,
            [{"gen": generation, "statement": s, "same_as": u} for s, u in telling.same_as],
        )
        self._put(
            schema.disagreement,
            [
                {
                    "gen": generation,
                    "cause": d.cause,
                    "id": d.id,
                    "event": event.id,
                    "body": pack(d),
                }
                for d in (*telling.disagreements, *telling.developments)
            ],
        )

    def _told_before(self, id: str, digest: str) -> str | None:
        """When this very telling of the event was learned, in this generation or the one that
        readers see."""
        columns = schema.told.c
        query = select(columns.learned).where(columns.id == id, columns.digest == digest)
        generations = {self._generation(), self._shown()}
        learned: str | None = self._value(
            query.where(columns.gen.in_(sorted(generations))).order_by(columns.gen.desc()).limit(1)
        )
        return learned

    def _remove_told(self, id: str, generation: int, keep: str = "") -> None:
        """Takes out a told event; its telling goes into the history unless it is ``keep``, or
        was never shown."""
        columns = schema.told.c
        row = self._row(select(schema.told).where(columns.gen == generation, columns.id == id))
        if row is None:
            return
        telling = unpack(row.telling, EventTelling)
        if row.digest != keep and generation == self._shown():
            self._put(schema.telling, [{"event": id, "learned": row.learned, "body": row.telling}])
        with self._connection() as connection:
            self._index.remove_told(connection, select(columns.no).where(columns.no == row.no))
        self._write(delete(schema.told).where(columns.no == row.no))
        utterance, disagreement = schema.utterance.c, schema.disagreement.c
        for part in batches([statement for statement, _ in telling.same_as]):
            self._write(
                delete(schema.utterance).where(
                    utterance.gen == generation, utterance.statement.in_(part)
                )
            )
        self._write(
            delete(schema.disagreement).where(
                disagreement.gen == generation, disagreement.event == id
            )
        )

    def event_inputs(self, id: str) -> str | None:
        """The hash of the inputs that the event's telling was made from."""
        value: str | None = self._value(
            self._told_query(schema.told.c.inputs).where(schema.told.c.id == id)
        )
        return value

    def _told_query(self, *columns: Any) -> Select[Any]:
        return select(*columns).where(schema.told.c.gen == self._generation())

    def put_storyline(self, storyline: Storyline) -> None:
        """Stores a told storyline in place of an earlier one."""
        row = {
            "gen": self._generation(),
            "id": storyline.id,
            "last": storyline.last or "",
            "size": len(storyline.events),
            "body": pack(storyline),
        }
        self._put(schema.storyline, [row])

    def drop_storylines(self, ids: Sequence[str]) -> None:
        """Takes out storylines."""
        columns, generation = schema.storyline.c, self._generation()
        for part in batches(ids):
            self._write(
                delete(schema.storyline).where(columns.gen == generation, columns.id.in_(part))
            )


def _decision(row: Any) -> GroupDecision:
    d = unpack(row.detail, Detail)
    return GroupDecision(row.id, row.event, row.origin, d.also, d.score, d.reasons, d.nearly)


def _record(row: Any) -> EventRecord:
    return EventRecord(
        id=row.id,
        storyline=row.storyline,
        first=row.first,
        last=row.last,
        articles=unpack(row.articles, tuple[str, ...]),
        features=row.features,
        why=row.why,
    )


def told_words(telling: EventTelling) -> str:
    """What full-text search knows of a told event."""
    sentences: tuple[CitedSentence, ...] = telling.summary
    return "\n".join(
        (telling.headline, *(s.text for s in sentences), *telling.people, *telling.places)
    )
