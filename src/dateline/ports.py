"""What the stages and the pipeline need from the outside, as Protocols.

Implementations: ``read.fetch`` (Fetcher), ``analyse.embed`` (Embedder), ``write`` (Writer),
``store`` (Store), ``scale`` (Mapper). Tests may bring their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from dateline.types import (
    AnalysedArticle,
    Article,
    CitedSentence,
    DateRange,
    Disagreement,
    Event,
    EventTelling,
    GroupDecision,
    Mention,
    Quantity,
    Statement,
    Storyline,
)

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer to a request: final ``url`` after redirects, headers with lower-case names.

    ``moved`` is the address that permanent redirects alone led to, to be remembered in place of
    the one that was asked for; None where there was none.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str | None = None


class Fetcher(Protocol):
    """Fetches an address politely and safely."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Raises FetchError when the address is refused, away, too slow or too large."""
        ...


class Embedder(Protocol):
    """Turns one text into one quantised vector; the same text always gives the same bytes."""

    id: str
    dimensions: int

    def embed(self, text: str) -> bytes:
        """``dimensions`` signed bytes, a unit vector times 127 (``similarity.vectors``)."""
        ...


class Writer(Protocol):
    """Writes sentences from passages; used only where its owner configured one."""

    id: str

    def write(self, passages: Sequence[CitedSentence], language: str) -> Sequence[CitedSentence]:
        """Raises WriterError when nothing usable came back."""
        ...


class Mapper(Protocol):
    """Maps a pure function over items, in order, over nothing, processes or a cluster."""

    def map(
        self,
        function: Callable[[A], B],
        items: Iterable[A],
        failed: Callable[[A, str], B] | None = None,
    ) -> Iterator[B]:
        """One result an item, in the items' order, whatever the workers do.

        Where ``function`` raises, or its worker dies of the item again and again, the result is
        ``failed(item, reason)``; without ``failed`` that raises DatelineError. Few items are
        taken ahead of what is asked for.
        """
        ...

    def close(self) -> None:
        """Lets the workers go."""
        ...


# The store ----------------------------------------------------------------------------------

Acknowledgement = Literal["new", "same", "newer", "older"]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article's newest version with what grouping and time made of it.

    ``versions`` are all version ids, oldest first; ``order`` is its place in the one order that
    everything follows: (date by its own evidence or "~" if undated, id). ``event`` and ``also``
    are ids of events ("e" and the founding article's id, which is what a GroupDecision names).
    """

    article: Article
    date: DateRange
    order: tuple[str, str]
    versions: tuple[str, ...]
    event: str | None
    also: tuple[str, ...]
    origin: str
    arrived: str


@dataclass(frozen=True, slots=True)
class StoredFeatures:
    """What grouping keeps of an article (``group.features``), packed by it, opaque to the store."""

    article: str
    order: tuple[str, str]
    features: bytes


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as grouping and weaving left it, before it is told.

    ``first`` and ``last`` are the days of its first and last article by ``order``;
    ``features`` is packed by ``weave.features``, opaque to the store.
    """

    id: str
    storyline: str
    first: str
    last: str
    articles: tuple[str, ...]
    features: bytes = b""
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement with its event and its utterance (None where it stands alone)."""

    statement: Statement
    event: str | None
    same_as: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision: ``kind`` is merge, split, move, pin, hide, rename or undo.

    ``articles`` are the article ids it stands on, ``value`` a title or the number undone.
    """

    number: int
    author: str
    at: str
    kind: str
    articles: tuple[str, ...]
    value: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A search hit: higher ``relevance`` is better."""

    id: str
    relevance: float


class Store(Protocol):
    """Everything that is kept. Writes happen inside ``transaction`` and under ``writing``.

    Grouping results belong to a *generation*: reads see the current one; ``regroup`` opens the
    next one, in which the same write methods write, and ``swap`` makes it current at once.
    """

    # Life
    def close(self) -> None: ...
    def writing(self) -> AbstractContextManager[None]:
        """The one-writer lock; raises StoreBusy at once when another process holds it."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, durable when it ends."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Every read inside sees the store as it was at the first, whatever a writer does."""
        ...

    def setting(self, name: str) -> str | None: ...
    def set_setting(self, name: str, value: str) -> None: ...

    # Articles and their analyses
    def put_article(
        self, analysed: AnalysedArticle, features: bytes, arrived: str
    ) -> Acknowledgement:
        """Stores a version: a new article, the same text again (nothing changes), or a version
        newer or older than the newest one known (DESIGN.md, Identity)."""
        ...

    def replace_analysis(self, analysed: AnalysedArticle, features: bytes) -> None: ...
    def article(self, id: str) -> StoredArticle | None: ...
    def articles(self, ids: Sequence[str]) -> list[StoredArticle]: ...
    def articles_where(
        self,
        *,
        outlet: str | None = None,
        language: str | None = None,
        after: str = "",
        limit: int | None = None,
    ) -> Iterator[StoredArticle]:
        """Ordered by id, those with id > ``after``."""
        ...

    def outlets(self) -> list[tuple[str, int]]:
        """(outlet, how many articles) by the outlet's name; articles without one under ""."""
        ...

    def versions(self, id: str) -> tuple[Article, ...]:
        """All versions, oldest first."""
        ...

    def older_versions(self) -> Iterator[Article]:
        """Every version that is not the newest of its article, by article id."""
        ...

    def analysed(self, ids: Sequence[str]) -> list[AnalysedArticle]:
        """Newest versions, in the order asked; unknown ids are left out."""
        ...

    def features_in_order(self, since: str = "") -> Iterator[StoredFeatures]:
        """By ``order``, those dated on or after the day ``since``, undated last."""
        ...

    def features(self, ids: Sequence[str]) -> list[StoredFeatures]:
        """In the order asked; unknown ids are left out."""
        ...

    def ungrouped(self, limit: int) -> list[StoredFeatures]:
        """Articles without a decision in this generation, the first ``limit`` by ``order``."""
        ...

    def placed(
        self, start: str | None = None, end: str | None = None
    ) -> Iterator[tuple[StoredFeatures, GroupDecision]]:
        """Grouped articles by ``order``: those dated within the days, both included, and the
        undated."""
        ...

    def placed_naming(
        self, names: Sequence[str], limit: int
    ) -> list[tuple[StoredFeatures, GroupDecision]]:
        """Grouped articles that mention any of these canonical names, most names first."""
        ...

    def articles_naming(self, names: Sequence[str], limit: int) -> list[str]:
        """Articles that mention any of these canonical names, most names first, newest first."""
        ...

    def newest_published(self, not_after: str) -> str | None:
        """The newest ``published``, in UTC, that is not later than ``not_after``."""
        ...

    # Grouping, weaving, telling (of the generation being written, or the current one)
    def state(self, name: str) -> bytes | None:
        """What a stage keeps between runs (corpus statistics), of this generation."""
        ...

    def set_state(self, name: str, value: bytes) -> None: ...
    def regroup(self) -> AbstractContextManager[None]:
        """Inside it, reads and writes of grouping results mean the next generation; leaving it
        without an exception swaps it in and drops the old one."""
        ...

    def put_decisions(self, decisions: Sequence[GroupDecision]) -> None: ...
    def group_decisions(self, articles: Sequence[str]) -> list[GroupDecision]:
        """In the order asked; articles without one are left out."""
        ...

    def put_events(self, events: Sequence[EventRecord]) -> None: ...
    def drop_events(self, ids: Sequence[str]) -> None: ...
    def event_records(self, ids: Sequence[str] | None = None) -> Iterator[EventRecord]:
        """By (first, id)."""
        ...

    def events_naming(self, names: Sequence[str], limit: int) -> list[str]: ...
    def put_dirty(self, events: Sequence[str]) -> None:
        """Events that have to be woven and told again; survives a crash."""
        ...

    def dirty(self) -> tuple[str, ...]: ...
    def put_event(self, event: Event, inputs: str, learned: str) -> None:
        """A told result with the hash of its inputs; takes the event out of ``dirty``."""
        ...

    def event_inputs(self, id: str) -> str | None: ...
    def put_storyline(self, storyline: Storyline) -> None: ...
    def drop_storylines(self, ids: Sequence[str]) -> None: ...
    def put_alias(self, old: str, new: str) -> None: ...
    def resolve(self, id: str) -> str:
        """The id that ``id`` leads to now (itself where it never moved)."""
        ...

    # Asking
    def event(self, id: str) -> Event | None: ...
    def events(self, ids: Sequence[str] | None = None, after: str = "") -> Iterator[Event]:
        """In the order asked; all of them by id where ``ids`` is None."""
        ...

    def storyline(self, id: str) -> Storyline | None: ...
    def storylines(self, after: str = "") -> Iterator[Storyline]:
        """By id."""
        ...

    def liveliest(self, limit: int, offset: int = 0) -> list[Storyline]:
        """Storylines by their last day, then number of events, newest and largest first."""
        ...

    def search_articles(
        self, words: str, limit: int, start: str | None = None, end: str | None = None
    ) -> list[Found]: ...
    def search_events(
        self, words: str, limit: int | None, start: str | None = None, end: str | None = None
    ) -> list[Found]:
        """Events with articles that match, or told events whose own text does; both days are
        included and mean the event's date."""
        ...

    def statements(
        self,
        *,
        by: str | None = None,
        event: str | None = None,
        article: str | None = None,
        words: str | None = None,
        after: str = "",
        limit: int | None = None,
    ) -> Iterator[StoredStatement]:
        """By id; ``by`` is part of the speaker's name, in any case of letters."""
        ...

    def quantities(
        self, *, event: str | None = None, article: str | None = None, after: str = ""
    ) -> Iterator[tuple[Quantity, str | None]]:
        """(quantity, its event) by id."""
        ...

    def mentions(self, article: str | None = None) -> Iterator[tuple[str, str, Mention]]:
        """(article, version, mention) by article, field and span."""
        ...

    def disagreements(
        self, event: str | None = None, cause: str = "conflict"
    ) -> Iterator[Disagreement]: ...
    def counts(self) -> Mapping[str, int]:
        """Numbers of articles, versions, events, storylines, statements and the like."""
        ...

    # A person's decisions and a reader's marks: short journal writes that anybody may make
    def put_decision(self, decision: Decision) -> int:
        """Appends it and returns its number (the one given is ignored)."""
        ...

    def undo_decision(self, number: int) -> None: ...
    def decisions(self) -> tuple[Decision, ...]: ...
    def put_mark(self, reader: str, at: str, state: Mapping[str, Any]) -> None: ...
    def mark(self, reader: str) -> tuple[str, Mapping[str, Any]] | None: ...
    def keep(self, kind: str, name: str, value: Mapping[str, Any]) -> None:
        """Keeps what is no article (a source that is followed, a watch) under its name."""
        ...

    def kept(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """Everything kept of that kind, by name."""
        ...

    def drop_kept(self, kind: str, name: str) -> bool:
        """False where there was none."""
        ...

    def tellings_since(self, learned: str) -> Iterator[tuple[str, str, EventTelling]]:
        """(event, when it was learned, telling) of every recorded telling later than that."""
        ...

    def telling_at(self, event: str, learned: str) -> EventTelling | None:
        """The telling that stood at that time."""
        ...

    def forgettable(self, *, outlet: str | None = None, before: str | None = None) -> list[str]:
        """Ids of the articles of an outlet, of those dated (else arrived) before a day, or of
        those that are both."""
        ...

    def forget(self, articles: Sequence[str], what: str, at: str) -> int:
        """Removes articles and all that was made of them for good, with a record of ``what`` and
        when; returns how many. Must run under ``writing``; the next add or rebuild groups the
        other articles of their events anew."""
        ...

    def forgotten(self) -> list[tuple[str, str, int]]:
        """(when, what, how many articles) of all that was forgotten, oldest first."""
        ...

    def check(self) -> list[str]:
        """Faults in words: what of the nine things the store alone can show."""
        ...
