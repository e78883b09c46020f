"""Between the domain types and rows of articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Select, select

from dateline.ports import StoredArticle
from dateline.store import schema
from dateline.store.codec import pack, unpack
from dateline.types import (
    AnalysedArticle,
    Article,
    DateRange,
    Mention,
    NearMiss,
    Quantity,
    Reason,
    Sentence,
    Statement,
)

EVENT = "e"  # an event's id is this and the id of its founding article (DESIGN.md, Identity)
UNDATED_DAY = "~"
_articles, _versions = schema.article.c, schema.version.c


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text alone tells, beside statements and quantities."""

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Spare:
    """The analysis of a version that is not the newest, kept in case it becomes that."""

    analysed: AnalysedArticle
    features: bytes


@dataclass(frozen=True, slots=True)
class Detail:
    """What a grouping decision carries beside event and origin."""

    also: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]
    nearly: tuple[NearMiss, ...]


def moment(article: Article) -> str:
    """When this version was made, as far as it says: UTC, comparable as text; empty if unknown."""
    return utc(article.updated or article.published or "")


def utc(time: str) -> str:
    """An ISO 8601 time in UTC with microseconds; what is no such time comes back as it is.

    >>> utc("2021-04-20T09:12:04+02:00")
    '2021-04-20T07:12:04.000000Z'
    """
    try:
        parsed = datetime.fromisoformat(time)
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        return f"{aware.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z".rjust(27, "0")
    except (ValueError, OverflowError):
        return time


def event_id(founder: str) -> str:
    """The id of the event that article ``founder`` founded."""
    return EVENT + founder


IS_NEWEST = (_versions.article_no == _articles.no) & (_versions.id == _articles.version)
TEXT_COLUMNS = (_versions.title, _versions.text, _versions.meta)


def fold(name: str) -> str:
    """A name as it is compared: in any case of letters, spaces as one."""
    return " ".join(name.casefold().split())


def names_of(mentions: Sequence[Mention]) -> set[str]:
    """The folded names of persons, organizations and places."""
    return {fold(m.value) for m in mentions if m.kind != "date"}


def indexed_text(article: Article) -> str:
    """What full-text search knows of an article. Never changed: it is how entries are removed."""
    return f"{article.title or ''}\n{article.text}"


def day_of(date: DateRange) -> str:
    """The day that an article is ordered by."""
    return date.start or UNDATED_DAY


def rank(article: Article) -> tuple[str, str]:
    """Versions in the order of this (DESIGN.md, Identity)."""
    return moment(article), article.version


def tie(article: Article) -> tuple[str, bytes]:
    """Of two records of the same text the smaller stands: by source, then by all the rest."""
    return article.source, msgspec.json.encode(article)


def article_row(analysed: AnalysedArticle) -> dict[str, Any]:
    """The columns of ``article`` that its newest version decides."""
    article, date = analysed.article, analysed.date
    return {
        "outlet": article.outlet,
        "language": article.language,
        "published": utc(article.published) if article.published else None,
        "day": day_of(date),
        "day_end": date.end,
        "precision": date.precision,
        "inferred": date.inferred,
        "version": article.version,
    }


def version_row(no: int, article: Article, spare: bytes | None = None) -> dict[str, Any]:
    """A row of ``version``; ``spare`` is a packed ``Spare`` where it is not the newest."""
    return {
        "article_no": no,
        "id": article.version,
        "moment": moment(article),
        "title": article.title,
        "text": article.text,
        "meta": pack(replace(article, version="", text="", title=None)),
        "spare": spare,
    }


def analysis_row(no: int, analysed: AnalysedArticle, features: bytes) -> dict[str, Any]:
    """A row of ``analysis``; vector and signature are packed by what ``features`` has of them."""
    text = analysed.article.text
    return {
        "article_no": no,
        "made_by": analysed.analysis,
        "reading": pack(Reading(analysed.sentences, analysed.mentions), text),
        "statements": pack(analysed.statements, text),
        "quantities": pack(analysed.quantities, text),
        "sketches": pack((analysed.vector, analysed.signature), features),
    }


def article_of(row: Any, version: str) -> Article:
    """The article of a row with ``TEXT_COLUMNS``."""
    meta = unpack(row.meta, Article)
    return replace(meta, version=version, text=row.text, title=row.title)


def date_of(row: Any) -> DateRange:
    """The date of an ``article`` row."""
    start = None if row.day == UNDATED_DAY else row.day
    return DateRange(start, row.day_end, row.precision, bool(row.inferred))


def statements_of(row: Any, text: str) -> tuple[Statement, ...]:
    """The statements of an ``analysis`` row whose article has that text."""
    return unpack(row.statements, tuple[Statement, ...], text)


def quantities_of(row: Any, text: str) -> tuple[Quantity, ...]:
    """The quantities of an ``analysis`` row whose article has that text."""
    return unpack(row.quantities, tuple[Quantity, ...], text)


def analysed_of(row: Any) -> AnalysedArticle:
    """The analysed article of ``article``, its newest ``version``, ``analysis`` and ``feature``."""
    reading = unpack(row.reading, Reading, row.text)
    vector, signature = unpack(row.sketches, tuple[bytes, bytes], row.features)
    return AnalysedArticle(
        article=article_of(row, row.version),
        analysis=row.made_by,
        date=date_of(row),
        sentences=reading.sentences,
        mentions=reading.mentions,
        statements=statements_of(row, row.text),
        quantities=quantities_of(row, row.text),
        vector=vector,
        signature=signature,
    )


def article_query(generation: int) -> Select[Any]:
    """Rows for ``stored_article``."""
    decision = schema.decision
    return (
        select(
            schema.article, *TEXT_COLUMNS, decision.c.event, decision.c.origin, decision.c.detail
        )
        .join(schema.version, IS_NEWEST)
        .outerjoin(
            decision, (decision.c.article_no == _articles.no) & (decision.c.gen == generation)
        )
    )


def stored_article(row: Any, versions: tuple[str, ...]) -> StoredArticle:
    """The article of a row of ``article_query``; ``versions`` are all of it, oldest first."""
    also = unpack(row.detail, Detail).also if row.event is not None else ()
    return StoredArticle(
        article=article_of(row, row.version),
        date=date_of(row),
        order=(row.day, row.id),
        versions=versions,
        event=None if row.event is None else event_id(row.event),
        also=tuple(event_id(founder) for founder in also),
        origin=row.origin or row.id,
        arrived=row.arrived,
    )
