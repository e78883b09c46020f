"""What the store alone can show of its own soundness."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import func, select, text

from dateline.errors import StoreError
from dateline.store import schema
from dateline.store.codec import unpack
from dateline.store.journal import Journal
from dateline.store.rows import IS_NEWEST, Reading, article_of, event_id, quantities_of
from dateline.store.rows import statements_of as statements_of_row
from dateline.store.session import PAGE


class Check(Journal):
    """The doctor's part of the store."""

    def check(self) -> list[str]:
        """Faults in words; an empty list where all is well."""
        try:
            damage = list(self._damage())
            return damage or [*self._missing(), *self._left_over(), *self._unreadable()]
        except StoreError as error:
            return [str(error)]

    def _damage(self) -> Iterator[str]:
        if self._engine.dialect.name != "sqlite":
            return
        with self._connection() as connection:
            for (said,) in connection.exec_driver_sql("PRAGMA quick_check"):
                if said != "ok":
                    yield f"the file is damaged: {said}"

    def _count(self, query: Any) -> int:
        return int(self._value(select(func.count()).select_from(query.subquery())) or 0)

    def _missing(self) -> Iterator[str]:
        article, analysis, feature = schema.article, schema.analysis, schema.feature
        for words, table, condition in (
            ("without the text of their newest version", schema.version, IS_NEWEST),
            ("without an analysis", analysis, analysis.c.article_no == article.c.no),
            ("without features", feature, feature.c.article_no == article.c.no),
        ):
            key = next(iter(table.primary_key))
            query = select(article.c.no).outerjoin(table, condition).where(key.is_(None))
            if count := self._count(query):
                yield f"{count} articles {words}"
        articles = int(self._value(select(func.count()).select_from(article)) or 0)
        if (indexed := self._indexed()) != articles:
            yield f"the search index holds {indexed} of {articles} articles"

    def _indexed(self) -> int:
        sqlite = self._engine.dialect.name == "sqlite"
        table = "article_index_docsize" if sqlite else "article_index"
        with self._connection() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608

    def _left_over(self) -> Iterator[str]:
        article = schema.article.c.no
        for table in (
            schema.version, schema.analysis, schema.feature, schema.naming, schema.statement,
            schema.quantity, schema.decision,
        ):  # fmt: skip
            known = select(article).where(article == table.c.article_no)
            if count := self._count(select(table.c.article_no).where(~known.exists())):
                yield f"{count} rows of {table.name} without their article"
        decision, record = schema.decision.c, schema.event_record.c
        generation = self._generation()
        events = select(decision.event).where(decision.gen == generation).distinct()
        for (founder,) in self._rows(events):
            there = select(record.id).where(record.gen == generation)
            if self._value(there.where(record.id == event_id(founder))) is None:
                yield f"event {event_id(founder)} has articles and no record"

    def _unreadable(self) -> Iterator[str]:
        query = (
            select(schema.article, schema.version.c.title, schema.version.c.text,
                   schema.version.c.meta, schema.analysis, schema.feature.c.features)
            .join(schema.version, IS_NEWEST)
            .join(schema.analysis, schema.analysis.c.article_no == schema.article.c.no)
            .join(schema.feature, schema.feature.c.article_no == schema.article.c.no)
            .order_by(schema.article.c.no)
            .limit(PAGE)
        )  # fmt: skip

        def page(last: Any) -> list[Any]:
            return self._rows(query.where(schema.article.c.no > (last.no if last else 0)))

        for row in self._pages(page):
            try:
                article_of(row, row.version)
                unpack(row.reading, Reading, row.text)
                unpack(row.sketches, tuple[bytes, bytes], row.features)
                named = {s.id for s in statements_of_row(row, row.text)}
                counted = {q.id for q in quantities_of(row, row.text)}
            except (zlib.error, msgspec.MsgspecError):
                yield f"the analysis of article {row.id} cannot be read"
                continue
            for table, ids in ((schema.statement, named), (schema.quantity, counted)):
                known = select(table.c.id).where(table.c.id.in_(ids))
                if self._count(known) != len(ids):
                    yield f"article {row.id} lacks rows of {table.name}"
