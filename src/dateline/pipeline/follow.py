"""Following sources: which feeds are due, what they brought, and how they are.

When to ask again is decided in ``read.schedule``; here its decisions are kept and carried out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import msgspec

from dateline.errors import FetchError, NotFound, UsageError
from dateline.extract.article import article_key
from dateline.pipeline.collect import Collected
from dateline.ports import Fetcher, Store
from dateline.read.limits import Unreadable
from dateline.read.markup import Subscription, read_opml, write_opml
from dateline.read.schedule import (
    Answer,
    FeedState,
    articles_a_week,
    decide,
    due,
    health,
    request_headers,
)
from dateline.read.web import Web, fetched_feed, without_login
from dateline.similarity.identity import digest
from dateline.types import RawDocument, Rejected

SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that is followed, under its title and folder (as OPML has them)."""

    state: FeedState
    title: str = ""
    folder: str = ""

    @property
    def url(self) -> str:
        return self.state.url


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source is: its health in a word, its last failure in words, articles a week."""

    source: Source
    health: str
    error: str
    articles_a_week: float


@dataclass(slots=True)
class Round:
    """What one round of polling did."""

    polled: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    collected: Collected = field(default_factory=Collected)

    @property
    def line(self) -> str:
        """One calm line."""
        new, newer = (self.collected.acknowledged[kind] for kind in ("new", "newer"))
        parts = [f"{self.polled} polled", f"{self.unchanged} unchanged", f"{new} new articles"]
        parts += [f"{newer} edited"] if newer else []
        parts += [f"{len(self.failed)} failed"] if self.failed else []
        return ", ".join(parts)


def sources(store: Store) -> list[Source]:
    """Everything that is followed, by address."""
    return [msgspec.convert(value, Source) for value in store.kept(SOURCE).values()]


def keep_source(store: Store, source: Source) -> None:
    """Stores a source with its state."""
    store.keep(SOURCE, source.url, asdict(source))


def add_source(store: Store, url: str, title: str = "", folder: str = "") -> Source:
    """Follows a feed from now on; raises UsageError where the address is none."""
    if not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{url}: a source is an http or https address")
    followed = {source.url: source for source in sources(store)}
    kept = followed.get(url) or Source(FeedState(url), title, folder)
    keep_source(store, kept)
    return kept


def remove_source(store: Store, url: str) -> None:
    """Follows it no longer; its articles stay. Raises NotFound."""
    if not store.drop_kept(SOURCE, url):
        raise NotFound(f"{without_login(url)} is not followed; `dateline sources list` lists them")


def import_opml(store: Store, data: bytes) -> int:
    """Follows every feed of an OPML file; how many it names. Raises UsageError."""
    try:
        found = read_opml(data)
    except Unreadable as error:
        raise UsageError(f"no OPML: {error.detail or error.reason}") from None
    for subscription in found:
        add_source(store, subscription.url, subscription.title or "", subscription.folder or "")
    return len(found)


def export_opml(store: Store) -> str:
    """Everything that is followed, as OPML 2.0."""
    return write_opml(
        tuple(Subscription(s.url, s.title or None, s.folder or "") for s in sources(store))
    )


def check(store: Store, now: float) -> list[SourceHealth]:
    """How every source is."""
    return [
        SourceHealth(
            source,
            health(source.state, now),
            source.state.error,
            round(articles_a_week(source.state, now), 1),
        )
        for source in sources(store)
    ]


def known(store: Store, url: str) -> bool:
    """Whether the article at this address is stored."""
    return store.article(digest(article_key(url, None, None, None, ""))) is not None


@dataclass(slots=True)
class Poll:
    """One round over the sources that are due: an iterable of what they brought.

    After the documents were stored, ``keep`` stores what was learned of each source, so that a
    round that dies is asked again and loses nothing.
    """

    store: Store
    fetcher: Fetcher
    clock: Callable[[], float] = time.time
    round: Round = field(default_factory=Round)
    _learned: list[tuple[Source, Answer]] = field(default_factory=list)

    def documents(self, chosen: Sequence[Source]) -> Iterator[RawDocument | Rejected]:
        """What these sources bring that is not known yet."""
        web = Web(self.fetcher, known=self._known)
        for source in chosen:
            yield from self._ask(source, web)

    def due(self) -> list[Source]:
        """The sources to be asked now."""
        followed = {source.url: source for source in sources(self.store)}
        states = due([source.state for source in followed.values()], self.clock())
        return [followed[state.url] for state in states]

    def keep(self) -> None:
        """Stores what was learned of the sources."""
        now = self.clock()
        with self.store.transaction():
            for source, answer in self._learned:
                state = decide(source.state, answer, now)
                if state.url != source.url:
                    self.store.drop_kept(SOURCE, source.url)
                keep_source(self.store, replace(source, state=state))

    def _known(self, url: str) -> bool:
        return known(self.store, url)

    def _ask(self, source: Source, web: Web) -> Iterator[RawDocument | Rejected]:
        self.round.polled += 1
        try:
            fetched = self.fetcher.fetch(source.url, request_headers(source.state))
        except FetchError as error:
            self._failed(source, Answer(error=str(error)))
            return
        if fetched.status == 304:
            self.round.unchanged += 1
            self._learned.append((source, Answer(304, fetched.headers)))
            return
        if not 200 <= fetched.status < 300:
            words = f"the server answered {fetched.status}"
            self._failed(source, Answer(fetched.status, fetched.headers, error=words))
            return
        try:
            feed = fetched_feed(fetched, without_login(source.url))
        except Unreadable as error:
            words = error.detail or error.reason
            self._failed(source, Answer(fetched.status, fetched.headers, error=words))
            return
        new = [entry for entry in feed.entries if not (entry.url and self._known(entry.url))]
        self._learned.append(
            (
                replace(source, title=source.title or feed.title or ""),
                Answer(
                    fetched.status,
                    fetched.headers,
                    fetched.moved,
                    new=len(new),
                    entries=len(feed.entries),
                    ttl=feed.ttl,
                ),
            )
        )
        for entry in feed.entries:
            yield web.follow(entry)

    def _failed(self, source: Source, answer: Answer) -> None:
        self.round.failed[without_login(source.url)] = answer.error
        self._learned.append((source, answer))


def health_row(found: SourceHealth) -> Mapping[str, Any]:
    """A source's health as plain values."""
    state = found.source.state
    return {
        "url": without_login(found.source.url),
        "title": found.source.title,
        "folder": found.source.folder,
        "health": found.health,
        "error": found.error,
        "last_success": state.succeeded_at,
        "last_change": state.changed_at,
        "articles_a_week": found.articles_a_week,
        "next_request": state.next_at,
    }
