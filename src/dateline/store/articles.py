"""Articles, their versions, and what analysis made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, tuple_, update

from dateline.ports import Acknowledgement, StoredArticle, StoredFeatures
from dateline.store import schema
from dateline.store.codec import pack, unpack
from dateline.store.rows import (
    IS_NEWEST,
    TEXT_COLUMNS,
    UNDATED_DAY,
    Reading,
    Spare,
    analysed_of,
    analysis_row,
    article_of,
    article_query,
    article_row,
    day_of,
    fold,
    indexed_text,
    names_of,
    quantities_of,
    rank,
    statements_of,
    stored_article,
    tie,
    utc,
    version_row,
)
from dateline.store.session import PAGE, Session, batches
from dateline.types import (
    AnalysedArticle,
    Article,
    Quantity,
    Statement,
)

_articles, _versions = schema.article.c, schema.version.c


class Articles(Session):
    """The part of ``ports.Store`` that deals with articles."""

    def put_article(
        self, analysed: AnalysedArticle, features: bytes, arrived: str
    ) -> Acknowledgement:
        """See ``ports.Store``: stores a version and says what it is to the article."""
        with self.transaction():
            query = select(_articles.no, _articles.version).where(
                _articles.id == analysed.article.id
            )
            known = self._row(query)
            if known is None:
                self._add_article(analysed, features, arrived)
                return "new"
            return self._add_version(known.no, known.version, analysed, features)

    def _add_article(self, analysed: AnalysedArticle, features: bytes, arrived: str) -> None:
        row = {"id": analysed.article.id, "arrived": arrived, **article_row(analysed)}
        with self._connection() as connection:
            made = connection.execute(
                insert(schema.article).returning(_articles.no), row
            ).scalar_one()
        self._put(schema.version, [version_row(made, analysed.article)])
        self._put_analysis(made, analysed, features)

    def _add_version(
        self, no: int, newest: str, analysed: AnalysedArticle, features: bytes
    ) -> Acknowledgement:
        article = analysed.article
        versions = {stored.version: stored for stored in self._versions_of([no])[no]}
        same = versions.get(article.version)
        if same is not None:
            if tie(article) < tie(same):
                self._exchange(no, newest, analysed, features, versions)
            return "same"
        self._exchange(no, newest, analysed, features, versions)
        return "newer" if self._newest(no) == article.version else "older"

    def _exchange(
        self,
        no: int,
        newest: str,
        analysed: AnalysedArticle,
        features: bytes,
        versions: dict[str, Article],
    ) -> None:
        """Stores a version or its better record, and makes its analysis that of the article
        where it is the newest one."""
        article = analysed.article
        ranked = max({**versions, article.version: article}.values(), key=rank)
        if ranked.version == article.version:
            if newest != article.version:
                self._set_aside(no, versions[newest])
            self._remove_analysis(no, versions[newest])
            self._put(schema.version, [version_row(no, article)])
            self._make_newest(no, analysed, features)
            return
        spare = pack(Spare(analysed, features), article.text)
        self._put(schema.version, [version_row(no, article, spare)])
        if newest == article.version:
            self._remove_analysis(no, versions[newest])
            self._take_up(no, ranked)

    def _make_newest(self, no: int, analysed: AnalysedArticle, features: bytes) -> None:
        values = article_row(analysed)
        self._write(update(schema.article).where(_articles.no == no).values(**values))
        self._put_analysis(no, analysed, features)

    def _set_aside(self, no: int, article: Article) -> None:
        """Keeps the analysis of what is the newest version no longer."""
        (analysed,) = self.analysed([article.id])
        (kept,) = self.features([article.id])
        spare = pack(Spare(analysed, kept.features), article.text)
        self._put(schema.version, [version_row(no, article, spare)])

    def _take_up(self, no: int, article: Article) -> None:
        """Makes a version whose analysis was set aside the newest one."""
        data = self._value(
            select(_versions.spare).where(
                _versions.article_no == no, _versions.id == article.version
            )
        )
        spare = unpack(data or b"", Spare, article.text)
        self._put(schema.version, [version_row(no, article)])
        self._make_newest(no, spare.analysed, spare.features)

    def _newest(self, no: int) -> str | None:
        version: str | None = self._value(select(_articles.version).where(_articles.no == no))
        return version

    def replace_analysis(self, analysed: AnalysedArticle, features: bytes) -> None:
        """Puts a new analysis of the newest version in place of the stored one; one of any
        other version changes nothing."""
        article = analysed.article
        with self.transaction():
            row = self._row(
                select(_articles.no, _articles.version).where(_articles.id == article.id)
            )
            if row is None or row.version != article.version:
                return
            stored = self._versions_of([row.no])[row.no]
            self._exchange(row.no, row.version, analysed, features, {a.version: a for a in stored})

    def _put_analysis(self, no: int, analysed: AnalysedArticle, features: bytes) -> None:
        article, date = analysed.article, analysed.date
        speakers = {s.speaker: fold(s.speaker) for s in analysed.statements if s.speaker}
        numbers = self._numbers(speakers.values(), schema.speaker)
        names = self._numbers(names_of(analysed.mentions), schema.name)
        self._put(schema.analysis, [analysis_row(no, analysed, features)])
        self._put(
            schema.feature,
            [{"article_no": no, "day": day_of(date), "id": article.id, "features": features}],
        )
        self._put_new(schema.naming, [{"name_no": n, "article_no": no} for n in names.values()])
        self._put(
            schema.statement,
            [
                {
                    "id": s.id,
                    "article_no": no,
                    "speaker_no": numbers[speakers[s.speaker]] if s.speaker else None,
                }
                for s in analysed.statements
            ],
        )
        self._put(schema.quantity, [{"id": q.id, "article_no": no} for q in analysed.quantities])
        with self._connection() as connection:
            self._index.add_article(connection, no, indexed_text(article))

    def _remove_analysis(self, no: int, article: Article) -> None:
        """Takes out all rows that ``_put_analysis`` made for the version ``article``."""
        row = self._row(select(schema.analysis).where(schema.analysis.c.article_no == no))
        if row is not None:
            reading = unpack(row.reading, Reading, article.text)
            names = self._known_numbers(sorted(names_of(reading.mentions)), schema.name)
            naming = schema.naming.c
            for part in batches(sorted(names)):
                self._write(
                    delete(schema.naming).where(
                        naming.name_no.in_([names[n] for n in part]), naming.article_no == no
                    )
                )
            self._remove_named(schema.statement, no, statements_of(row, article.text))
            self._remove_named(schema.quantity, no, quantities_of(row, article.text))
        for table in (schema.analysis, schema.feature):
            self._write(delete(table).where(table.c.article_no == no))
        with self._connection() as connection:
            self._index.remove_article(connection, no, indexed_text(article))

    def _remove_named(self, table: Any, no: int, things: Sequence[Statement | Quantity]) -> None:
        for part in batches([thing.id for thing in things]):
            self._write(delete(table).where(table.c.id.in_(part), table.c.article_no == no))

    # Reading

    def article(self, id: str) -> StoredArticle | None:
        """The article of that id, or None."""
        found = self.articles([id])
        return found[0] if found else None

    def articles(self, ids: Sequence[str]) -> list[StoredArticle]:
        """Articles in the order asked; unknown ids are left out."""
        found: dict[str, StoredArticle] = {}
        for part in batches(ids):
            rows = self._rows(article_query(self._generation()).where(_articles.id.in_(part)))
            found.update((stored.article.id, stored) for stored in self._stored(rows))
        return [found[one] for one in ids if one in found]

    def articles_where(
        self,
        *,
        outlet: str | None = None,
        language: str | None = None,
        after: str = "",
        limit: int | None = None,
    ) -> Iterator[StoredArticle]:
        """Articles by id, those with id > ``after``."""
        query = article_query(self._generation())
        if outlet is not None:
            query = query.where(_articles.outlet == outlet)
        if language is not None:
            query = query.where(_articles.language == language)
        query = query.order_by(_articles.id)

        def page(last: StoredArticle | None) -> list[StoredArticle]:
            start = after if last is None else last.article.id
            return self._stored(self._rows(query.where(_articles.id > start).limit(PAGE)))

        for count, stored in enumerate(self._pages(page)):
            if limit is not None and count >= limit:
                return
            yield stored

    def outlets(self) -> list[tuple[str, int]]:
        """(outlet, how many articles) by the outlet's name."""
        query = select(_articles.outlet, func.count()).group_by(_articles.outlet)
        return sorted((row[0] or "", row[1]) for row in self._rows(query))

    def _stored(self, rows: Sequence[Any]) -> list[StoredArticle]:
        ranks = self._ranks([row.no for row in rows])
        return [stored_article(row, ranks[row.no]) for row in rows]

    def _ranks(self, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Version ids of each article, oldest first."""
        query = select(_versions.article_no, _versions.id).where(_versions.article_no.in_(numbers))
        ranks: dict[int, tuple[str, ...]] = {}
        for no, version in self._rows(query.order_by(_versions.moment, _versions.id)):
            ranks[no] = (*ranks.get(no, ()), version)
        return ranks

    def _versions_of(self, numbers: Sequence[int]) -> dict[int, list[Article]]:
        query = (
            select(schema.version)
            .where(_versions.article_no.in_(numbers))
            .order_by(_versions.moment, _versions.id)
        )
        found: dict[int, list[Article]] = {no: [] for no in numbers}
        for row in self._rows(query):
            found[row.article_no].append(article_of(row, row.id))
        return found

    def versions(self, id: str) -> tuple[Article, ...]:
        """All versions of an article, oldest first."""
        no = self._value(select(_articles.no).where(_articles.id == id))
        return () if no is None else tuple(self._versions_of([no])[no])

    def older_versions(self) -> Iterator[Article]:
        """Every version that is not the newest of its article, by article id."""
        query = (
            select(_articles.id)
            .join(schema.version, _versions.article_no == _articles.no)
            .group_by(_articles.id)
            .having(func.count() > 1)
            .order_by(_articles.id)
        )

        def page(last: Any) -> list[Any]:
            return self._rows(query.where(_articles.id > (last[0] if last else "")).limit(PAGE))

        for (article,) in self._pages(page):
            yield from self.versions(article)[:-1]

    def analysed(self, ids: Sequence[str]) -> list[AnalysedArticle]:
        """Newest versions with their analyses, in the order asked; unknown ids are left out."""
        found: dict[str, AnalysedArticle] = {}
        for part in batches(ids):
            rows = self._rows(
                select(schema.article, *TEXT_COLUMNS, schema.analysis, schema.feature.c.features)
                .join(schema.version, IS_NEWEST)
                .join(schema.analysis, schema.analysis.c.article_no == _articles.no)
                .join(schema.feature, schema.feature.c.article_no == _articles.no)
                .where(_articles.id.in_(part))
            )
            found.update((row.id, analysed_of(row)) for row in rows)
        return [found[one] for one in ids if one in found]

    def features_in_order(self, since: str = "") -> Iterator[StoredFeatures]:
        """By order, those dated on or after the day ``since``, undated last."""
        columns = schema.feature.c
        query = select(columns.day, columns.id, columns.features).order_by(columns.day, columns.id)

        def page(last: Any) -> list[Any]:
            start = (since, "") if last is None else (last.day, last.id)
            return self._rows(query.where(tuple_(columns.day, columns.id) > start).limit(PAGE))

        for row in self._pages(page):
            yield StoredFeatures(row.id, (row.day, row.id), row.features)

    def features(self, ids: Sequence[str]) -> list[StoredFeatures]:
        """Features of these articles, in the order asked; unknown ids are left out."""
        columns = schema.feature.c
        found: dict[str, StoredFeatures] = {}
        for part in batches(ids):
            rows = self._rows(
                select(columns.id, columns.day, columns.features)
                .join(schema.article, _articles.no == columns.article_no)
                .where(_articles.id.in_(part))
            )
            found.update(
                (row.id, StoredFeatures(row.id, (row.day, row.id), row.features)) for row in rows
            )
        return [found[one] for one in ids if one in found]

    def articles_naming(self, names: Sequence[str], limit: int) -> list[str]:
        """Articles that mention any of these names, most names first, newest first."""
        numbers = self._known_numbers(sorted({fold(name) for name in names}), schema.name)
        naming, day = schema.naming.c, schema.feature.c.day
        dated = func.nullif(day, UNDATED_DAY)
        query = (
            select(schema.feature.c.id)
            .join(schema.naming, naming.article_no == schema.feature.c.article_no)
            .where(naming.name_no.in_(sorted(numbers.values())))
            .group_by(schema.feature.c.id, day)
            .order_by(func.count().desc(), func.coalesce(dated, "").desc(), schema.feature.c.id)
            .limit(limit)
        )
        return [row.id for row in self._rows(query)] if numbers else []

    def newest_published(self, not_after: str) -> str | None:
        """The newest ``published``, in UTC, that is not later than ``not_after``."""
        query = select(func.max(_articles.published)).where(_articles.published <= utc(not_after))
        value: str | None = self._value(query)
        return value and value.replace(".000000Z", "Z")
