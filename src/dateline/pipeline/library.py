"""``Dateline``: one store and everything a person does with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType

from dateline.config import Config, read_config, store_location
from dateline.errors import NotFound, StoreBusy
from dateline.pipeline import ask, changes, decide, follow
from dateline.pipeline.apply import apply_decisions
from dateline.pipeline.arrange import Progress, arrange, silent
from dateline.pipeline.collect import Collected, collect
from dateline.pipeline.compare import Comparison, compare
from dateline.pipeline.doctor import examine
from dateline.pipeline.export import KINDS, Row
from dateline.pipeline.prepare import Prepare, Prepared, analyser_for, embedder, unusable
from dateline.pipeline.retell import retell
from dateline.ports import Decision, Fetcher, Found, Mapper, Store, StoredArticle, StoredStatement
from dateline.read import SafeFetcher, read
from dateline.scale import open_mapper
from dateline.store import open_store
from dateline.types import (
    Article,
    Disagreement,
    RawDocument,
    Rejected,
    Timeline,
)


def open_dateline(where: str | None = None, config: Config | None = None) -> Dateline:
    """Opens the store at ``where`` (file or URL; else the configured one), made if missing.

    Raises StoreError when it cannot be used.
    """
    config = config if config is not None else read_config()
    return Dateline(open_store(store_location(where, config)), config)


class Dateline:
    """One store and everything a person does with it. A context manager."""

    def __init__(self, store: Store, config: Config) -> None:
        self.store = store
        self.config = config
        self.prepare = Prepare(config.english)

    def __enter__(self) -> Dateline:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the store."""
        self.store.close()

    # Collect and regroup

    def add(
        self,
        paths: Sequence[str],
        progress: Progress = silent,
        rejected: Callable[[Rejected], None] = lambda _: None,
    ) -> Collected:
        """Reads, analyses, stores, groups, weaves and tells what is in ``paths``.

        ``progress`` hears (stage, done, total; 0 for unknown), ``rejected`` each rejection at
        once. Raises StoreBusy when another process is writing.
        """
        # Without an address among the paths nothing is fetched, whatever a file in them names.
        named = any(path.lower().startswith(("http://", "https://")) for path in paths)
        fetcher = self.fetcher() if named else None
        documents = read(paths, fetcher, lambda url: follow.known(self.store, url))
        return self.add_documents(documents, progress, rejected)

    def fetcher(self) -> Fetcher:
        """What fetches addresses: safely, and through the configured proxy."""
        allowed = frozenset(self.config.allowed_hosts.split())
        return SafeFetcher(allowed=allowed, proxy=self.config.proxy or None)

    def poll(
        self,
        chosen: Sequence[follow.Source] | None = None,
        now: Callable[[], float] = time.time,
        rejected: Callable[[Rejected], None] = lambda _: None,
    ) -> follow.Round:
        """One round over the sources that are due (or those chosen): asks, adds, remembers."""
        poll = follow.Poll(self.store, self.fetcher(), now)
        documents = poll.documents(poll.due() if chosen is None else chosen)
        poll.round.collected = self.add_documents(documents, rejected=rejected)
        if not poll.round.collected.interrupted:
            poll.keep()
        return poll.round

    def add_documents(
        self,
        documents: Iterable[RawDocument | Rejected],
        progress: Progress = silent,
        rejected: Callable[[Rejected], None] = lambda _: None,
    ) -> Collected:
        """The same for documents that are in memory."""
        with self.store.writing(), closing(open_mapper(self.config.workers)) as mapper:

            def heard(collected: Collected) -> None:
                progress("read", collected.articles, 0)

            prepared = self._prepared(documents, mapper)
            collected = collect(self.store, prepared, clock(), heard, rejected)
            if not collected.interrupted:
                self._finish(progress)
                self._apply()
        return collected

    def _prepared(
        self, documents: Iterable[RawDocument | Rejected], mapper: Mapper
    ) -> Iterator[Prepared | Rejected]:
        extracted = mapper.map(self.prepare.extracted, documents, unusable)
        return mapper.map(self.prepare.completed, map(self._known_or_new, extracted), unusable)

    def _known_or_new(self, article: Article | Rejected) -> Article | Prepared | Rejected:
        """An article whose text is stored already needs no second analysis."""
        if isinstance(article, Rejected):
            return article
        stored = self.store.article(article.id)
        if stored is None or stored.article.version != article.version:
            return article
        (analysed,) = self.store.analysed([article.id])
        (kept,) = self.store.features([article.id])
        return Prepared(replace(analysed, article=article), kept.features)

    def rebuild(self, analyse: bool = False, progress: Progress = silent) -> None:
        """Groups, weaves and tells everything anew from the stored analyses, as the next
        generation; ``analyse`` first redoes analyses that another version made."""
        with self.store.writing():
            if analyse:
                self._analyse_again(progress)
            self._regroup(progress)
            self._apply()

    def _regroup(self, progress: Progress = silent) -> None:
        with self.store.regroup():
            self._finish(progress)

    def forget(
        self, articles: Sequence[str], outlet: str | None = None, before: str | None = None
    ) -> int:
        """Removes these articles, or those of an outlet, or dated before a day, for good; how
        many. Raises NotFound for an article that is not there."""
        chosen = [ask.article_report(self.store, article).article.id for article in articles]
        if outlet or before:
            chosen += self.store.forgettable(outlet=outlet, before=before)
        wanted = [f"{len(chosen)} articles", f"of {outlet}" if outlet else ""]
        what = " ".join([*wanted, f"before {before}" if before else ""]).strip()
        with self.store.writing():
            removed = self.store.forget(sorted(set(chosen)), what, clock())
            self._finish(silent)
        return removed

    def _finish(self, progress: Progress) -> None:
        arrange(self.store, decide.constraints(self.store), progress)
        retell(self.store, embedder(), clock(), progress)

    def _analyse_again(self, progress: Progress) -> None:
        current = analyser_for(self.config.english).id
        for done, stored in enumerate(list(self.store.articles_where()), 1):
            (analysed,) = self.store.analysed([stored.article.id])
            if analysed.analysis != current:
                prepared = self.prepare.analysed(stored.article)
                with self.store.transaction():
                    self.store.replace_analysis(prepared.analysed, prepared.features)
            progress("analysed", done, 0)

    # Ask

    def timeline(
        self,
        what: str,
        *,
        entries: int | None = None,
        sentences: int | None = None,
        start: str | None = None,
        end: str | None = None,
        oldest_first: bool = False,
        language: str | None = None,
        background: bool = False,
    ) -> Timeline:
        """The timeline of a storyline's id, or of a query's words over the whole store.

        Raises NotFound when it is an id that the store does not know.
        """
        request = ask.TimelineRequest(
            entries,
            sentences,
            start,
            end,
            oldest_first,
            language or self.config.language or None,
            background,
        )
        return ask.timeline(self.store, what, request, decide.hand(self.store))

    def stories(self, limit: int = 20) -> list[ask.StorylineSummary]:
        """Storylines, liveliest first."""
        return ask.stories(self.store, limit, decide.hand(self.store))

    def largest_storyline(self) -> str:
        """The id of the storyline with most articles; raises NotFound in an empty store."""
        found = ask.largest(self.store)
        if found is None:
            raise NotFound("the store holds no storyline yet: `dateline add PATH` fills it")
        return found

    def changes(
        self, since: str, storyline: str | None = None, reader: str | None = None
    ) -> changes.Changes:
        """What was learned since a day, a time, or ``last``: this reader's last look, which is
        noted anew. Raises UsageError and NotFound."""
        name = reader or self.config.reader
        found = changes.changes_since(
            self.store, changes.moment(self.store, since, name), storyline
        )
        if since == "last":
            self.store.put_mark(name, clock(), {})
        return found

    def event(self, id: str) -> ask.EventReport:
        """An event with all that is known of it; raises NotFound."""
        return ask.event_report(self.store, id)

    def article(self, id: str) -> StoredArticle:
        """An article's newest version; raises NotFound."""
        return ask.article_report(self.store, id)

    def statements(
        self, by: str | None = None, event: str | None = None, words: str | None = None
    ) -> Iterator[StoredStatement]:
        """Who said what."""
        event = self.store.resolve(event) if event else None
        return self.store.statements(by=by, event=event, words=words)

    def disagreements(
        self, event: str | None = None, kind: str | None = None, cause: str = "conflict"
    ) -> list[Disagreement]:
        """Where reports disagree, or (cause later_update) how a figure went on."""
        return ask.disagreements(self.store, event, kind, cause)

    def search(self, words: str, limit: int = 20) -> list[tuple[Found, StoredArticle]]:
        """Articles that hold these words, best first."""
        found = self.store.search_articles(words, limit)
        articles = {a.article.id: a for a in self.store.articles([f.id for f in found])}
        return [(hit, articles[hit.id]) for hit in found if hit.id in articles]

    def compare(self, a: object, b: object) -> Comparison:
        """Two articles (mappings) or two sentences (texts) beside each other."""
        return compare(self.prepare, a, b)

    def export(self, kind: str) -> Iterator[Row]:
        """The rows of one kind of the export, by id."""
        return KINDS[kind](self.store)

    def doctor(self) -> Iterator[str]:
        """Faults in words; none is health."""
        return examine(self.store)

    # A person's hand

    def decide(self, decision: Decision, author: str) -> int:
        """Records a decision made by ``decide`` functions, and applies it where nobody writes."""
        number = self.store.put_decision(replace(decision, author=author, at=clock()))
        self.apply_decisions()
        return number

    def undo(self, number: int | None, author: str) -> Decision:
        """Undoes a decision (the last one by default); raises NotFound when there is none."""
        undone = decide.to_undo(self.store, number)
        self.store.undo_decision(undone.number)
        self.decide(decide.decision("undo", (), str(undone.number)), author)
        return undone

    def apply_decisions(self) -> bool:
        """Applies what the journal holds; False where another process is writing, which will."""
        try:
            with self.store.writing():
                self._apply()
        except StoreBusy:
            return False
        return True

    def _apply(self) -> None:
        if apply_decisions(self.store, self._regroup):
            retell(self.store, embedder(), clock())


def clock() -> str:
    """The time of arrival: stored, never shown in a result or exported."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
