"""The export: rows of plain values by kind, ordered by id (DESIGN.md, "The export").

The names and shapes are a contract: they change only by addition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dateline.ports import Store, StoredArticle
from dateline.types import (
    Article,
    Citation,
    CitedSentence,
    DateRange,
    Disagreement,
    Event,
    Mention,
    Quantity,
    Side,
    Spans,
    Statement,
    Storyline,
)

Row = dict[str, Any]


def date_row(date: DateRange | None) -> Row | None:
    """``{start, end, precision, inferred}``, or None."""
    if date is None:
        return None
    return {
        "start": date.start,
        "end": date.end,
        "precision": date.precision,
        "inferred": date.inferred,
    }


def span_row(spans: Spans) -> list[int] | list[list[int]] | None:
    """``[start, end]``, a list of such pairs where discontinuous, None where absent."""
    if not spans:
        return None
    if len(spans) == 1:
        return list(spans[0])
    return [list(span) for span in spans]


def citation_row(citation: Citation) -> Row:
    """A passage."""
    return {
        "article": citation.article,
        "version": citation.version,
        "start": citation.start,
        "end": citation.end,
        "field": citation.field,
        "role": citation.role,
    }


def sentence_row(sentence: CitedSentence) -> Row:
    """A shown sentence with what it rests on."""
    return {
        "text": sentence.text,
        "language": sentence.language,
        "citations": [citation_row(c) for c in sentence.citations],
    }


def version_row(article: Article) -> Row:
    """The fields that a version of an article has of itself."""
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "published": article.published,
        "updated": article.updated,
        "language": article.language,
        "text": article.text,
        "version": article.version,
        "source": article.source,
        "source_id": article.source_id,
        "partial": article.partial,
    }


def article_row(stored: StoredArticle) -> Row:
    """An article's newest version with its place in the whole."""
    return {
        **version_row(stored.article),
        "origin": stored.origin,
        "event": stored.event,
        "also": list(stored.also),
        "date": date_row(stored.date),
        "versions": list(stored.versions),
    }


def event_row(event: Event) -> Row:
    """An event as told."""
    telling = event.telling
    return {
        "id": event.id,
        "storyline": event.storyline,
        "date": date_row(telling.date),
        "headline": telling.headline,
        "headline_citations": [citation_row(c) for c in telling.headline_citations],
        "summary": [sentence_row(s) for s in telling.summary],
        "articles": sorted(event.articles),
        "mentioned_by": sorted(event.mentioned_by),
        "origins": event.origins,
        "outlets": sorted(event.outlets),
        "places": list(telling.places),
        "people": list(telling.people),
        "references": event.references,
        "why": event.why,
    }


def storyline_row(storyline: Storyline) -> Row:
    """A storyline with its events newest first."""
    return {
        "id": storyline.id,
        "title": storyline.title,
        "title_citations": [citation_row(c) for c in storyline.title_citations],
        "events": list(storyline.events),
        "first": storyline.first,
        "last": storyline.last,
        "people": list(storyline.people),
        "places": list(storyline.places),
        "why": storyline.why,
    }


def statement_row(statement: Statement, event: str | None, same_as: str | None) -> Row:
    """Who said what."""
    return {
        "id": statement.id,
        "event": event,
        "article": statement.article,
        "version": statement.version,
        "field": statement.field,
        "speaker": statement.speaker,
        "speaker_span": span_row(statement.speaker_span),
        "cue": statement.cue,
        "cue_span": span_row(statement.cue_span),
        "content": statement.content,
        "content_span": span_row(statement.content_span),
        "direct": statement.direct,
        "mixed": statement.mixed,
        "quoted_spans": [list(span) for span in statement.quoted_spans],
        "mode": statement.mode,
        "act": statement.act,
        "condition": statement.condition,
        "condition_span": span_row(statement.condition_span),
        "addressee": statement.addressee,
        "said_at": date_row(statement.said_at),
        "same_as": same_as,
    }


def quantity_row(quantity: Quantity, event: str | None) -> Row:
    """A figure with its bounds."""
    return {
        "id": quantity.id,
        "event": event,
        "article": quantity.article,
        "version": quantity.version,
        "field": quantity.field,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "counted": quantity.counted,
        "qualifier": quantity.qualifier,
        "when": date_row(quantity.when),
        "where": quantity.where,
        "span": list(quantity.span),
    }


def mention_row(article: str, version: str, mention: Mention) -> Row:
    """A person, organization, place or date in the text."""
    return {
        "article": article,
        "version": version,
        "field": mention.field,
        "kind": mention.kind,
        "type": mention.type,
        "value": mention.value,
        "span": list(mention.span),
    }


def side_row(side: Side) -> Row:
    """One account."""
    return {
        "says": side.says,
        "citations": [citation_row(c) for c in side.citations],
        "outlets": sorted(side.outlets),
        "origins": side.origins,
    }


def disagreement_row(disagreement: Disagreement) -> Row:
    """Accounts of one thing, side by side."""
    return {
        "id": disagreement.id,
        "event": disagreement.event,
        "kind": disagreement.kind,
        "about": disagreement.about,
        "sides": [side_row(side) for side in disagreement.sides],
        "cause": disagreement.cause,
    }


Rows = Callable[[Store], Iterator[Row]]

KINDS: Mapping[str, Rows] = {
    "articles": lambda store: (article_row(a) for a in store.articles_where()),
    "versions": lambda store: (version_row(a) for a in store.older_versions()),
    "events": lambda store: (event_row(e) for e in store.events()),
    "storylines": lambda store: (storyline_row(s) for s in store.storylines()),
    "statements": lambda store: (
        statement_row(s.statement, s.event, s.same_as) for s in store.statements()
    ),
    "quantities": lambda store: (quantity_row(q, event) for q, event in store.quantities()),
    "mentions": lambda store: (mention_row(*row) for row in store.mentions()),
    "disagreements": lambda store: (disagreement_row(d) for d in store.disagreements()),
    "developments": lambda store: (
        disagreement_row(d) for d in store.disagreements(cause="later_update")
    ),
}
"""What is exported, one file a kind."""
