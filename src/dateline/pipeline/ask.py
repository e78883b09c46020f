"""Asking: storylines, timelines, events and searches, as frozen types, without changing a thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.errors import NotFound
from dateline.pipeline.decide import Hand
from dateline.ports import Store, StoredArticle, StoredStatement
from dateline.tell.background import tell_background
from dateline.tell.timeline import Candidate, tell_timeline, told_relevance
from dateline.types import Disagreement, Event, Quantity, Storyline, Timeline


@dataclass(frozen=True, slots=True)
class TimelineRequest:
    """How a timeline is wanted; days are ISO dates, both included."""

    entries: int | None = None
    sentences: int | None = None
    start: str | None = None
    end: str | None = None
    oldest_first: bool = False
    language: str | None = None
    background: bool = False


@dataclass(frozen=True, slots=True)
class StorylineSummary:
    """A storyline in a list: counts, its last headline, and articles a span of its life."""

    storyline: Storyline
    articles: int
    outlets: tuple[str, ...]
    origins: int
    last_headline: str
    activity: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EventReport:
    """An event with everything that is known of it."""

    event: Event
    articles: tuple[StoredArticle, ...]
    statements: tuple[StoredStatement, ...]
    quantities: tuple[Quantity, ...]
    storyline: Storyline | None


BARS = 12
HITS = 3000
"""So many events and articles at most are weighed for the answer to a query."""


def is_id(word: str, prefixes: str) -> bool:
    """Whether this looks like an id of one of these kinds (``s`` ``e`` ``t`` …)."""
    return (
        len(word) == 17 and word[0] in prefixes and all(c in "0123456789abcdef" for c in word[1:])
    )


def timeline(store: Store, what: str, request: TimelineRequest, hand: Hand) -> Timeline:
    """The timeline of a storyline (by its id, or an event's in it) or of a query's words.

    Raises NotFound when ``what`` is an id that the store does not know.
    """
    word = what.strip()
    if is_id(word, "set"):
        return storyline_timeline(store, word, request, hand)
    relevance = {hit.id: hit.relevance for hit in store.search_events(word, HITS)}
    articles = {hit.id: hit.relevance for hit in store.search_articles(word, HITS)}
    events = list(store.events(list(relevance)))
    lines = sorted({event.storyline for event in events if event.storyline and event.articles})
    told_ids = {id for line in lines for id in told_in(store, line)} - relevance.keys()
    candidates = [
        Candidate(event, max(relevance.get(event.id, 0.0), told_relevance(event, articles)))
        for event in (*events, *store.events(sorted(told_ids)))
        if event.id not in hand.hidden
    ]
    return told(word, None, candidates, request)


def told_in(store: Store, storyline: str) -> list[str]:
    """The told events of a storyline."""
    found = store.storyline(storyline)
    return [id for id in found.events if id.startswith("t")] if found else []


def storyline_timeline(store: Store, id: str, request: TimelineRequest, hand: Hand) -> Timeline:
    """The timeline of the storyline that ``id`` leads to."""
    id = store.resolve(id)
    if not id.startswith("s"):
        event = store.event(id)
        id = store.resolve(event.storyline) if event and event.storyline else id
    storyline = store.storyline(id)
    if storyline is None:
        raise NotFound(f"there is no storyline {id}; `dateline stories` lists them")
    events = [e for e in store.events(list(storyline.events)) if e.id not in hand.hidden]
    candidates = [Candidate(event, 1.0) for event in events]
    storyline = renamed(storyline, dict(hand.titles))
    return told(storyline.title, storyline.id, candidates, request)


def told(
    title: str, storyline: str | None, candidates: Sequence[Candidate], request: TimelineRequest
) -> Timeline:
    """The candidates told as asked."""
    timeline = tell_timeline(
        title,
        storyline,
        candidates,
        entries=request.entries,
        sentences=request.sentences,
        start=request.start,
        end=request.end,
        oldest_first=request.oldest_first,
        language=request.language,
    )
    if not request.background or not timeline.entries:
        return timeline
    newest = max(timeline.entries, key=lambda entry: (entry.date.start or "", entry.event)).event
    latest = next(c.event for c in candidates if c.event.id == newest)
    background = tell_background(latest, candidates, request.language)
    return replace(timeline, background=background)


def stories(store: Store, limit: int, hand: Hand) -> list[StorylineSummary]:
    """The liveliest storylines first."""
    listed = store.liveliest(limit + len(hand.hidden))
    kept = [s for s in listed if s.id not in hand.hidden][:limit]
    return [summary_of(store, renamed(s, dict(hand.titles))) for s in kept]


def largest(store: Store) -> str | None:
    """The storyline with most articles, the smallest id first among equals."""
    sizes: dict[str, int] = {}
    for record in store.event_records():
        sizes[record.storyline] = sizes.get(record.storyline, 0) + len(record.articles)
    return min(sizes, key=lambda name: (-sizes[name], name), default=None)


def summary_of(store: Store, storyline: Storyline) -> StorylineSummary:
    """A storyline's counts and its activity from its first day to its last."""
    events = list(store.events(list(storyline.events)))
    reported = [event for event in events if event.articles]
    newest = max(reported, key=lambda e: (e.telling.date.start or "", e.id), default=None)
    return StorylineSummary(
        storyline=storyline,
        articles=sum(len(event.articles) for event in reported),
        outlets=tuple(sorted({outlet for event in reported for outlet in event.outlets})),
        origins=sum(event.origins for event in reported),
        last_headline=newest.telling.headline if newest else "",
        activity=activity(storyline, reported),
    )


def activity(storyline: Storyline, events: Sequence[Event]) -> tuple[int, ...]:
    """Articles in each of ``BARS`` equal parts of the storyline's span."""
    from datetime import date

    bars = [0] * BARS
    if not storyline.first or not storyline.last:
        return tuple(bars)
    first = date.fromisoformat(storyline.first[:10]).toordinal()
    span = max(1, date.fromisoformat(storyline.last[:10]).toordinal() - first + 1)
    for event in events:
        if event.telling.date.start:
            day = date.fromisoformat(event.telling.date.start[:10]).toordinal()
            bars[min(BARS - 1, max(0, (day - first) * BARS // span))] += len(event.articles)
    return tuple(bars)


def event_report(store: Store, id: str) -> EventReport:
    """An event with its articles, statements, figures and storyline; raises NotFound."""
    event = store.event(store.resolve(id))
    if event is None:
        raise NotFound(f"there is no event {id}; `dateline search WORDS` finds events")
    return EventReport(
        event=event,
        articles=tuple(store.articles(list(event.articles or event.mentioned_by))),
        statements=tuple(store.statements(event=event.id)) if event.articles else (),
        quantities=tuple(q for q, _ in store.quantities(event=event.id)) if event.articles else (),
        storyline=store.storyline(event.storyline) if event.storyline else None,
    )


def article_report(store: Store, id: str) -> StoredArticle:
    """An article by its id, or by its address; raises NotFound."""
    found = store.article(store.resolve(id))
    if found is None:
        raise NotFound(f"there is no article {id}; `dateline search WORDS` finds articles")
    return found


def disagreements(
    store: Store, event: str | None = None, kind: str | None = None, cause: str = "conflict"
) -> list[Disagreement]:
    """Where reports disagree, by event."""
    found = store.disagreements(event=store.resolve(event) if event else None, cause=cause)
    return [d for d in found if kind is None or d.kind == kind]


def sources_of(store: Store, timeline: Timeline) -> Mapping[str, StoredArticle]:
    """The articles that a timeline's citations name."""
    cited = {
        citation.article
        for entry in (*timeline.entries, *timeline.background)
        for citations in (entry.headline_citations, *(s.citations for s in entry.summary))
        for citation in citations
    }
    return {stored.article.id: stored for stored in store.articles(sorted(cited))}


def renamed(storyline: Storyline, titles: Mapping[str, str]) -> Storyline:
    """The storyline under the title that a person gave it."""
    title = titles.get(storyline.id)
    return replace(storyline, title=title, title_citations=()) if title else storyline
