"""Questions about what was grouped and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log
from typing import Any

from sqlalchemy import func, or_, select

from dateline.ports import Found, StoredStatement
from dateline.store import schema
from dateline.store.codec import unpack
from dateline.store.grouping import Grouping
from dateline.store.rows import (
    IS_NEWEST,
    UNDATED_DAY,
    Reading,
    event_id,
    fold,
    quantities_of,
    statements_of,
)
from dateline.store.search import all_words, words_of
from dateline.store.session import BATCH, PAGE, batches
from dateline.types import (
    Disagreement,
    Event,
    EventTelling,
    Mention,
    Quantity,
    Statement,
    Storyline,
)


class Asking(Grouping):
    """The part of ``ports.Store`` that answers questions."""

    def event(self, id: str) -> Event | None:
        """The told event of that id."""
        return next(iter(self.events([id])), None)

    def events(self, ids: Sequence[str] | None = None, after: str = "") -> Iterator[Event]:
        """Told events in the order asked; all of them by id where ``ids`` is None."""
        columns = schema.told.c
        query = self._told_query(columns.id, columns.telling, columns.body)
        if ids is not None:
            found: dict[str, Event] = {}
            for part in batches(ids):
                rows = self._rows(query.where(columns.id.in_(part)))
                found.update((row.id, _event(row)) for row in rows)
            yield from (found[one] for one in ids if one in found)
            return
        query = query.order_by(columns.id).limit(PAGE)

        def page(last: Any) -> list[Any]:
            return self._rows(query.where(columns.id > (after if last is None else last.id)))

        yield from (_event(row) for row in self._pages(page))

    def storyline(self, id: str) -> Storyline | None:
        """The storyline of that id."""
        columns = schema.storyline.c
        query = select(columns.body).where(columns.gen == self._generation(), columns.id == id)
        body = self._value(query)
        return None if body is None else unpack(body, Storyline)

    def storylines(self, after: str = "") -> Iterator[Storyline]:
        """All storylines by id."""
        columns = schema.storyline.c
        query = select(columns.id, columns.body).where(columns.gen == self._generation())
        query = query.order_by(columns.id).limit(PAGE)

        def page(last: Any) -> list[Any]:
            return self._rows(query.where(columns.id > (after if last is None else last.id)))

        yield from (unpack(row.body, Storyline) for row in self._pages(page))

    def liveliest(self, limit: int, offset: int = 0) -> list[Storyline]:
        """Storylines by their last day, then number of events, newest and largest first."""
        columns = schema.storyline.c
        query = (
            select(columns.body)
            .where(columns.gen == self._generation())
            .order_by(columns.last.desc(), columns.size.desc(), columns.id)
            .limit(limit)
            .offset(offset)
        )
        return [unpack(body, Storyline) for (body,) in self._rows(query)]

    # Search

    def search_articles(
        self, words: str, limit: int, start: str | None = None, end: str | None = None
    ) -> list[Found]:
        """Articles that have any of the words, best first."""
        hits = self._index.articles(words)
        if hits is None:
            return []
        hit, columns = hits.cte("hit"), schema.article.c
        query = select(columns.id, hit.c.relevance).join(hit, hit.c.no == columns.no)
        for bound in _within(columns.day, columns.day_end, start, end):
            query = query.where(bound, columns.day != UNDATED_DAY)
        query = query.order_by(hit.c.relevance.desc(), columns.id).limit(limit)
        return [Found(row.id, row.relevance) for row in self._rows(query)]

    def search_events(
        self, words: str, limit: int | None, start: str | None = None, end: str | None = None
    ) -> list[Found]:
        """Events with articles that match, or told events whose own text does, best first.

        An event is as relevant as its best article, and a little more for every further one.
        """
        best: dict[str, tuple[float, int]] = {}
        for event, relevance in self._hits(words):
            known, count = best.get(event, (relevance, 0))
            best[event] = (max(known, relevance), count + 1)
        if start is not None or end is not None:
            wanted = self._dated(best, start, end)
            best = {event: value for event, value in best.items() if event in wanted}
        found = [Found(event, top * (1 + log(count) / 10)) for event, (top, count) in best.items()]
        return sorted(found, key=lambda hit: (-hit.relevance, hit.id))[:limit]

    def _hits(self, words: str) -> Iterator[tuple[str, float]]:
        articles, told = self._index.articles(words), self._index.told(words)
        if articles is None or told is None:
            return
        decision, hit = schema.decision.c, articles.cte("hit")
        query = select(decision.event, hit.c.relevance).join(hit, hit.c.no == decision.article_no)
        for founder, relevance in self._rows(query.where(decision.gen == self._generation())):
            yield event_id(founder), relevance
        hit = told.cte("hit")
        own = self._told_query(schema.told.c.id, hit.c.relevance)
        yield from self._rows(own.join(hit, hit.c.no == schema.told.c.no))

    def _dated(self, ids: Iterable[str], start: str | None, end: str | None) -> set[str]:
        """Those of the events whose date meets the days from ``start`` to ``end``."""
        columns, wanted = schema.told.c, set()
        query = self._told_query(columns.id).where(columns.day.is_not(None))
        for bound in _within(columns.day, columns.day_end, start, end):
            query = query.where(bound)
        for part in batches(sorted(ids)):
            wanted |= {row.id for row in self._rows(query.where(columns.id.in_(part)))}
        return wanted

    # Statements, quantities, mentions, disagreements

    def statements(
        self,
        *,
        by: str | None = None,
        event: str | None = None,
        article: str | None = None,
        words: str | None = None,
        after: str = "",
        limit: int | None = None,
    ) -> Iterator[StoredStatement]:
        """By id; see ``ports.Store``. Each of ``words`` must begin a word of the content."""
        wanted = [fold(word) for word in words_of(words or "")]
        name = fold(by) if by is not None else ""
        stored = (
            self._articles_statements(event, article, after)
            if event or article
            else (self._all_statements(by, words, after))
        )
        chosen = (
            (statement, in_event)
            for statement, in_event in stored
            if (by is None or name in fold(statement.speaker or "\n"))
            and (not wanted or _begin_words(wanted, statement.content))
        )
        yield from self._with_utterances(islice(chosen, limit))

    def _with_utterances(
        self, stored: Iterator[tuple[Statement, str | None]]
    ) -> Iterator[StoredStatement]:
        columns = schema.utterance.c
        while part := list(islice(stored, BATCH)):
            query = select(columns.statement, columns.same_as).where(
                columns.gen == self._generation(),
                columns.statement.in_([statement.id for statement, _ in part]),
            )
            same_as = {row.statement: row.same_as for row in self._rows(query)}
            for statement, event in part:
                yield StoredStatement(statement, event, same_as.get(statement.id))

    def _articles_statements(
        self, event: str | None, article: str | None, after: str
    ) -> Iterator[tuple[Statement, str | None]]:
        found = [
            (statement, in_event)
            for analysed, in_event in self._within(event, article)
            for statement in analysed.statements
            if statement.id > after
        ]
        yield from sorted(found, key=lambda pair: pair[0].id)

    def _within(self, event: str | None, article: str | None) -> Iterator[tuple[Any, str | None]]:
        """(analysed article, its event) of one article, or of one event's articles."""
        ids = (
            [article]
            if article
            else [one for record in self.event_records([event or ""]) for one in record.articles]
        )
        for part in batches(ids):
            events = {stored.article.id: stored.event for stored in self.articles(part)}
            for analysed in self.analysed(part):
                in_event = events[analysed.article.id]
                if event is None or in_event == event:
                    yield analysed, in_event

    def _all_statements(
        self, by: str | None, words: str | None, after: str
    ) -> Iterator[tuple[Statement, str | None]]:
        columns = schema.statement.c
        query = select(columns.id, columns.article_no)
        if by is not None:
            speaker = schema.speaker.c
            pattern = speaker.folded.contains(fold(by), autoescape=True)
            query = query.where(columns.speaker_no.in_(select(speaker.no).where(pattern)))
        hits = self._index.articles(words, every=True) if words else None
        if hits is not None:
            query = query.where(columns.article_no.in_(select(hits.cte("hit").c.no)))
        yield from self._things(query, columns, after, schema.analysis.c.statements, statements_of)

    def quantities(
        self, *, event: str | None = None, article: str | None = None, after: str = ""
    ) -> Iterator[tuple[Quantity, str | None]]:
        """(quantity, its event) by id."""
        if event or article:
            found = [
                (quantity, in_event)
                for analysed, in_event in self._within(event, article)
                for quantity in analysed.quantities
                if quantity.id > after
            ]
            yield from sorted(found, key=lambda pair: pair[0].id)
            return
        columns = schema.quantity.c
        query = select(columns.id, columns.article_no)
        yield from self._things(query, columns, after, schema.analysis.c.quantities, quantities_of)

    def _things(
        self, query: Any, columns: Any, after: str, body: Any, read: Any
    ) -> Iterator[tuple[Any, str | None]]:
        """(thing, event) by the thing's id, each read from its article's analysis."""
        ordered = query.order_by(columns.id).limit(PAGE)

        def page(last: Any) -> list[Any]:
            rows = self._rows(ordered.where(columns.id > (after if last is None else last.id)))
            things = self._read(sorted({row.article_no for row in rows}), body, read)
            return [_Placed(row.id, things.get(row.id)) for row in rows]

        yield from (placed.found for placed in self._pages(page) if placed.found)

    def _read(self, numbers: Sequence[int], body: Any, read: Any) -> dict[str, Any]:
        article, version, decision = schema.article.c, schema.version.c, schema.decision.c
        query = (
            select(body, version.text, decision.event)
            .select_from(schema.analysis)
            .join(schema.article, article.no == schema.analysis.c.article_no)
            .join(schema.version, IS_NEWEST)
            .outerjoin(
                schema.decision,
                (decision.article_no == article.no) & (decision.gen == self._generation()),
            )
        )
        things: dict[str, Any] = {}
        for row in self._rows(query.where(schema.analysis.c.article_no.in_(numbers))):
            event = None if row.event is None else event_id(row.event)
            things.update((thing.id, (thing, event)) for thing in read(row, row.text))
        return things

    def mentions(self, article: str | None = None) -> Iterator[tuple[str, str, Mention]]:
        """(article, version, mention) by article, field and span."""
        columns, analysis, version = schema.article.c, schema.analysis.c, schema.version.c
        query = (
            select(columns.id, columns.version, analysis.reading, version.text)
            .join(schema.analysis, analysis.article_no == columns.no)
            .join(schema.version, IS_NEWEST)
            .order_by(columns.id)
            .limit(PAGE)
        )
        if article is not None:
            query = query.where(columns.id == article)

        def page(last: Any) -> list[Any]:
            return self._rows(query.where(columns.id > ("" if last is None else last.id)))

        for row in self._pages(page):
            mentions = unpack(row.reading, Reading, row.text).mentions
            for mention in sorted(mentions, key=_place):
                yield row.id, row.version, mention

    def disagreements(
        self, event: str | None = None, cause: str = "conflict"
    ) -> Iterator[Disagreement]:
        """By id; of one event or of all."""
        columns = schema.disagreement.c
        query = select(columns.id, columns.body).where(
            columns.gen == self._generation(), columns.cause == cause
        )
        if event is not None:
            query = query.where(columns.event == event)
        query = query.order_by(columns.id).limit(PAGE)

        def page(last: Any) -> list[Any]:
            return self._rows(query.where(columns.id > ("" if last is None else last.id)))

        yield from (unpack(row.body, Disagreement) for row in self._pages(page))

    def counts(self) -> Mapping[str, int]:
        """Numbers of what there is, by kind."""
        generation = self._generation()
        told, disagreement = schema.told.c, schema.disagreement.c
        records = schema.event_record.c
        of_generation = {
            "events": select(func.count())
            .select_from(schema.event_record)
            .where(records.gen == generation),
            "told_events": select(func.count())
            .select_from(schema.told)
            .where(told.gen == generation, told.id.startswith("t")),
            "storylines": select(func.count())
            .select_from(schema.storyline)
            .where(schema.storyline.c.gen == generation),
            "disagreements": select(func.count())
            .select_from(schema.disagreement)
            .where(disagreement.gen == generation, disagreement.cause == "conflict"),
            "developments": select(func.count())
            .select_from(schema.disagreement)
            .where(disagreement.gen == generation, disagreement.cause == "later_update"),
            "dirty": select(func.count())
            .select_from(schema.dirty)
            .where(schema.dirty.c.gen == generation),
        }
        plain = {
            "articles": schema.article,
            "versions": schema.version,
            "statements": schema.statement,
            "quantities": schema.quantity,
            "decisions": schema.journal,
        }
        queries = {
            **{key: select(func.count()).select_from(table) for key, table in plain.items()},
            **of_generation,
        }
        return {key: self._value(query) or 0 for key, query in queries.items()}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A thing with its event, by its id; None where its article's analysis lacks it."""

    id: str
    found: tuple[Any, str | None] | None


def _event(row: Any) -> Event:
    return replace(unpack(row.body, Event), telling=unpack(row.telling, EventTelling))


def _within(day: Any, day_end: Any, start: str | None, end: str | None) -> Iterator[Any]:
    """Conditions that a date meets the days from ``start`` to ``end``, both included."""
    if start is not None:
        yield or_(day_end >= start, day >= start)
    if end is not None:
        yield day < end + "~"


def _begin_words(wanted: Sequence[str], content: str) -> bool:
    text = " " + " ".join(all_words(content)).casefold()
    return all(f" {word}" in text for word in wanted)


def _place(mention: Mention) -> tuple[Any, ...]:
    return mention.field, mention.span, mention.kind, mention.type, mention.value
