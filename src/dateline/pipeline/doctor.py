"""The doctor: what of the nine things that always hold a store can show (DESIGN.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from dateline.pipeline.retell import UNTOLD
from dateline.ports import Store
from dateline.tell.verify import supported
from dateline.types import Article, Citation, CitedSentence, Event, Spans


def examine(store: Store) -> Iterator[str]:
    """Faults in words; none is health."""
    yield from store.check()
    yield from unfinished(store)
    yield from unsupported(store)
    yield from misplaced(store)
    yield from homeless(store)


def unfinished(store: Store) -> Iterator[str]:
    """Work that an interruption left; the next `add` finishes it."""
    if store.ungrouped(1):
        yield "some articles are stored but not grouped yet: any `dateline add` goes on with them"
    elif store.dirty():
        yield "some events are grouped but not told yet: any `dateline add` goes on with them"


def version_texts(store: Store) -> Callable[[str, str], Article | None]:
    """Looks up an article's version; remembers the last thousand."""

    @lru_cache(maxsize=1024)
    def find(article: str, version: str) -> Article | None:
        return next((v for v in store.versions(article) if v.version == version), None)

    return find


def unsupported(store: Store) -> Iterator[str]:
    """Shown sentences that their citations do not hold (promises 1 and 2)."""
    find = version_texts(store)

    def text_of(citation: Citation) -> str:
        article = find(citation.article, citation.version)
        if article is None:
            return ""
        whole = article.text if citation.field == "text" else article.title or ""
        return whole[citation.start : citation.end]

    for event in store.events():
        if store.event_inputs(event.id) == UNTOLD:
            yield f"event {event.id} could not be told; please report it with its articles"
        for sentence in shown(event):
            fault = supported(sentence, text_of)
            if fault:
                yield f"event {event.id}: {fault}: {sentence.text[:80]!r}"


def shown(event: Event) -> Iterator[CitedSentence]:
    """Every sentence of an event that a reader may see."""
    telling = event.telling
    if telling.headline:
        yield CitedSentence(telling.headline, telling.headline_citations)
    yield from telling.summary
    yield from telling.sentences


def misplaced(store: Store) -> Iterator[str]:
    """Statements whose spans do not hold their content."""
    find = version_texts(store)
    for stored in store.statements():
        s = stored.statement
        article = find(s.article, s.version)
        whole = "" if article is None else (article.text if s.field == "text" else article.title)
        spans: Spans = (*s.content_span, *s.speaker_span, *s.cue_span, *s.condition_span)
        if any(not 0 <= start < end <= len(whole or "") for start, end in spans):
            yield f"statement {s.id} of article {s.article}: a span lies outside the text"


def homeless(store: Store) -> Iterator[str]:
    """Articles and events that lead nowhere."""
    for stored in store.articles_where():
        if stored.event and store.event(store.resolve(stored.event)) is None:
            yield f"article {stored.article.id}: its event {stored.event} is not there"
    for storyline in store.storylines():
        known = {event.id for event in store.events(list(storyline.events))}
        if missing := [id for id in storyline.events if id not in known]:
            yield f"storyline {storyline.id}: {len(missing)} of its events are not there"
