"""What changed since a moment: states compared as they were recorded, by when Dateline learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.errors import NotFound, UsageError
from dateline.ports import Store
from dateline.tell.changes import Change, statement_changes, telling_changes, version_changes
from dateline.types import AnalysedArticle, Event, Statement

BEGINNING = "0000"


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes since ``since`` (a time of arrival, or empty: since the beginning), by event."""

    since: str
    changes: tuple[Change, ...]


def moment(store: Store, since: str, reader: str) -> str:
    """The moment that ``since`` means: an ISO day or time, or ``last``: this reader's last look.

    Raises UsageError for anything else.
    """
    from datetime import UTC, datetime

    if since == "last":
        marked = store.mark(reader)
        return marked[0] if marked else BEGINNING
    try:
        given = datetime.fromisoformat(since)
    except ValueError:
        raise UsageError(f"--since takes a day, a time or last, not {since!r}") from None
    aware = given if given.tzinfo else given.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def changes_since(store: Store, since: str, storyline: str | None = None) -> Changes:
    """Everything that Dateline learned after ``since``; raises NotFound for no such storyline."""
    wanted: set[str] | None = None
    if storyline is not None:
        found = store.storyline(store.resolve(storyline))
        if found is None:
            raise NotFound(f"there is no storyline {storyline}; `dateline stories` lists them")
        wanted = set(found.events)
    learned = {store.resolve(event) for event, _, _ in store.tellings_since(since)}
    events = sorted(learned if wanted is None else learned & wanted)
    told: list[Change] = []
    for event in store.events(events):
        told += event_changes(store, event, since)
    return Changes("" if since == BEGINNING else since, tuple(told))


def event_changes(store: Store, event: Event, since: str) -> list[Change]:
    """One event's changes; an event that is new brings nothing but itself."""
    before = store.telling_at(event.id, since)
    told = list(telling_changes(event.id, before, event.telling))
    if before is None or not event.articles:
        return told
    arrived = {a.article.id: a.arrived for a in store.articles(event.articles)}
    analysed = store.analysed(event.articles)
    old = said([a for a in analysed if arrived[a.article.id] <= since])
    new = said([a for a in analysed if arrived[a.article.id] > since])
    told += statement_changes(event.id, old, new)
    for article in analysed:
        told += edits(store, article, since)
    return told


def said(articles: Sequence[AnalysedArticle]) -> list[Statement]:
    """All statements of some articles."""
    return [statement for article in articles for statement in article.statements]


def edits(store: Store, analysed: AnalysedArticle, since: str) -> tuple[Change, ...]:
    """What the newest edit of an article changed, where it was made after ``since``."""
    article = analysed.article
    versions = store.versions(article.id)
    if len(versions) < 2 or (article.updated or "") <= since[:10]:
        return ()
    from dateline.analyse.sentences import split

    before = versions[-2]
    return tuple(
        version_changes(before, split(before.text, before.language), article, analysed.sentences)
    )
