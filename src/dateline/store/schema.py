"""The tables, as SQLAlchemy Core knows them; ``migrations`` is what makes them.

Articles are numbered by arrival (``no``) to keep rows short; the number is never shown. Tables
with a ``gen`` column hold grouping results, one set of rows for each generation.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)
from sqlalchemy.dialects.postgresql import TEXT

# SQLite numbers rows by itself only where the key's type is INTEGER. PostgreSQL compares and
# sorts text by the rules of its database unless told otherwise: "C" is the order of code points.
Number = BigInteger().with_variant(Integer, "sqlite")
Text = String().with_variant(TEXT(collation="C"), "postgresql")

metadata = MetaData()


def _key(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True, autoincrement=False)


def _text(name: str, *, empty: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=empty)


def _blob(name: str) -> Column[Any]:
    return Column(name, LargeBinary, nullable=False)


setting = Table("setting", metadata, _key("name"), _text("value"), sqlite_with_rowid=False)

article = Table(
    "article",
    metadata,
    Column("no", Number, primary_key=True),
    _text("id"),
    _text("outlet", empty=True),
    _text("language"),
    _text("published", empty=True),
    _text("day"),
    _text("day_end", empty=True),
    _text("precision"),
    Column("inferred", Boolean, nullable=False),
    _text("version"),
    _text("arrived"),
    Index("article_by_id", "id", unique=True),
    Index("article_by_outlet", "outlet", "id"),
    Index("article_by_published", "published"),
)

version = Table(
    "version",
    metadata,
    _key("article_no", Number),
    _key("id"),
    _text("moment"),
    _text("title", empty=True),
    _text("text"),
    _blob("meta"),
    Column("spare", LargeBinary, nullable=True),
)

analysis = Table(
    "analysis",
    metadata,
    _key("article_no", Number),
    _text("made_by"),
    _blob("reading"),
    _blob("statements"),
    _blob("quantities"),
    _blob("sketches"),
)

feature = Table(
    "feature",
    metadata,
    _key("article_no", Number),
    _text("day"),
    _text("id"),
    _blob("features"),
    Index("feature_by_order", "day", "id"),
)

name = Table(
    "name",
    metadata,
    Column("no", Number, primary_key=True),
    _text("folded"),
    Index("name_by_folded", "folded", unique=True),
)

naming = Table(
    "naming",
    metadata,
    _key("name_no", Number),
    _key("article_no", Number),
    sqlite_with_rowid=False,
)

speaker = Table(
    "speaker",
    metadata,
    Column("no", Number, primary_key=True),
    _text("folded"),
    Index("speaker_by_folded", "folded", unique=True),
)

statement = Table(
    "statement",
    metadata,
    _key("id"),
    Column("article_no", Number, nullable=False),
    Column("speaker_no", Number, nullable=True),
    Index("statement_by_speaker", "speaker_no", "id"),
    sqlite_with_rowid=False,
)

quantity = Table(
    "quantity",
    metadata,
    _key("id"),
    Column("article_no", Number, nullable=False),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    _key("gen", Integer),
    _key("article_no", Number),
    _text("event"),
    _text("origin"),
    _blob("detail"),
    sqlite_with_rowid=False,
)

event_record = Table(
    "event_record",
    metadata,
    _key("gen", Integer),
    _key("id"),
    _text("storyline"),
    _text("first"),
    _text("last"),
    _text("why"),
    _blob("articles"),
    _blob("features"),
    Index("event_record_by_first", "gen", "first", "id"),
)

dirty = Table("dirty", metadata, _key("gen", Integer), _key("id"), sqlite_with_rowid=False)

state = Table(
    "state",
    metadata,
    _key("gen", Integer),
    _key("name"),
    _blob("value"),
    sqlite_with_rowid=False,
)

told = Table(
    "told",
    metadata,
    Column("no", Number, primary_key=True),
    Column("gen", Integer, nullable=False),
    _text("id"),
    _text("day", empty=True),
    _text("day_end", empty=True),
    _text("inputs"),
    _text("learned"),
    _text("digest"),
    _blob("telling"),
    _blob("body"),
    Index("told_by_id", "gen", "id", unique=True),
)

utterance = Table(
    "utterance",
    metadata,
    _key("gen", Integer),
    _key("statement"),
    _text("same_as"),
    sqlite_with_rowid=False,
)

disagreement = Table(
    "disagreement",
    metadata,
    _key("gen", Integer),
    _key("cause"),
    _key("id"),
    _key("event"),
    _blob("body"),
    Index("disagreement_by_event", "gen", "event"),
)

storyline = Table(
    "storyline",
    metadata,
    _key("gen", Integer),
    _key("id"),
    _text("last"),
    Column("size", Integer, nullable=False),
    _blob("body"),
    Index("storyline_by_last", "gen", "last", "size"),
)

alias = Table("alias", metadata, _key("old"), _text("new"), sqlite_with_rowid=False)

telling = Table(
    "telling",
    metadata,
    _key("event"),
    _key("learned"),
    _blob("body"),
    Index("telling_by_learned", "learned"),
)

journal = Table(
    "journal",
    metadata,
    Column("number", Number, primary_key=True),
    _text("author"),
    _text("at"),
    _text("kind"),
    _text("articles"),
    _text("value"),
    Column("undone", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

mark = Table("mark", metadata, _key("reader"), _text("at"), _text("state"))

kept = Table("kept", metadata, _key("kind"), _key("name"), _text("value"))

forgotten = Table(
    "forgotten",
    metadata,
    Column("number", Number, primary_key=True),
    _text("at"),
    _text("what"),
    Column("articles", Integer, nullable=False),
    sqlite_autoincrement=True,
)

GENERATION_TABLES = (
    decision, event_record, dirty, state, told, utterance, disagreement, storyline,
)  # fmt: skip
