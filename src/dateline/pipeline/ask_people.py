"""Asking about people: who appears, and what one of them said over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from dateline.ports import Store, StoredArticle, StoredStatement
from dateline.types import Event, Storyline


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its article and event."""

    stored: StoredStatement
    article: StoredArticle
    event: Event | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What somebody said within one storyline, newest first."""

    storyline: Storyline | None
    said: tuple[Said, ...]


def people(store: Store, limit: int = 200) -> list[tuple[str, int]]:
    """The people of the liveliest storylines and in how many of these they appear."""
    counts: Counter[str] = Counter()
    for storyline in store.liveliest(500):
        counts.update(set(storyline.people))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def said_by(store: Store, name: str, limit: int) -> tuple[Subject, ...]:
    """Statements of exactly this speaker by storyline, the storyline last spoken of first."""
    folded = name.casefold()
    every = store.statements(by=name)
    stored = [
        s for s in islice(every, 10 * limit) if (s.statement.speaker or "").casefold() == folded
    ][:limit]
    articles = {
        a.article.id: a for a in store.articles(sorted({s.statement.article for s in stored}))
    }
    events = {e.id: e for e in store.events(sorted({s.event for s in stored if s.event}))}
    groups: dict[str, list[Said]] = {}
    for s in stored:
        event = events.get(s.event or "")
        said = Said(s, articles[s.statement.article], event)
        groups.setdefault((event.storyline if event else None) or "", []).append(said)
    subjects = [
        Subject(store.storyline(id) if id else None, tuple(sorted(group, key=_when, reverse=True)))
        for id, group in groups.items()
    ]
    return tuple(sorted(subjects, key=lambda subject: _when(subject.said[0]), reverse=True))


def _when(said: Said) -> tuple[str, str]:
    at = said.stored.statement.said_at
    return (at.start if at and at.start else said.article.order[0]), said.stored.statement.id
