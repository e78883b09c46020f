"""Telling again what changed: events, told events, storylines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.pipeline.arrange import Progress, silent
from dateline.ports import Embedder, EventRecord, Store
from dateline.similarity.identity import digest
from dateline.tell.event import tell_event
from dateline.tell.storyline import tell_storyline
from dateline.tell.told import Retold, tell_past
from dateline.types import (
    UNDATED,
    Citation,
    Event,
    EventTelling,
    GroupDecision,
    Report,
    Storyline,
)

TELLING = "1"
"""Raised when tellings of the same inputs come out differently, so that all are told again."""
UNTOLD = "untold"
"""The inputs of an event that could not be told."""


def retell(store: Store, embedder: Embedder, learned: str, progress: Progress = silent) -> None:
    """Tells every dirty event, then the past and the title of its storyline.

    A storyline and its events are told in one transaction, so that whatever dies when, an event
    that counts as told stands in a storyline that was told after it.
    """
    dirty = store.dirty()
    storylines = records_of(store, {r.storyline for r in store.event_records(dirty)})
    waiting, done = set(dirty), 0
    for storyline, records in sorted(storylines.items()):
        with store.transaction():
            mine = [record for record in records if record.id in waiting]
            retell_events(store, embedder, mine, learned)
            retell_storyline(store, storyline, records, learned)
        done += len(mine)
        progress("told", done, len(dirty))


def records_of(store: Store, storylines: set[str]) -> dict[str, list[EventRecord]]:
    """The reported events of these storylines, in order."""
    records: dict[str, list[EventRecord]] = {storyline: [] for storyline in storylines}
    for record in store.event_records() if storylines else ():
        if record.storyline in records:
            records[record.storyline].append(record)
    return records


def retell_events(
    store: Store, embedder: Embedder, records: Sequence[EventRecord], learned: str
) -> None:
    """Tells these events where their inputs changed."""
    for record in records:
        reports, decisions = reports_of(store, record.articles)
        inputs = inputs_of(record, reports)
        before = store.event(record.id)
        if before is not None and store.event_inputs(record.id) == inputs:
            event = replace(before, storyline=record.storyline)
        else:
            telling, inputs = told_safely(record.id, reports, embedder, inputs)
            event = event_of(record, reports, decisions, telling)
            event = event if before is None else retold_as(event, before)
        store.put_event(event, inputs, learned)


def told_safely(
    event: str, reports: Sequence[Report], embedder: Embedder, inputs: str
) -> tuple[EventTelling, str]:
    """The telling and the hash of its inputs.

    A fault while one event is told must not keep all others from being told: that event shows no
    more than a title, is told again by the next rebuild, and `doctor` names it.
    """
    try:
        return tell_event(event, reports, embedder), inputs
    except Exception:  # whatever it is, it concerns this event alone
        return untold(reports), UNTOLD


def untold(reports: Sequence[Report]) -> EventTelling:
    """The first title of an event that could not be told."""
    titled = (r.analysed.article for r in reports if r.analysed.article.title)
    article = next(titled, None)
    date = next((r.analysed.date for r in reports), UNDATED)
    if article is None or article.title is None:
        return EventTelling(date, "", (), ())
    cited = Citation(article.id, article.version, 0, len(article.title), "title")
    return EventTelling(date, article.title, (cited,), ())


def retold_as(event: Event, before: Event) -> Event:
    """The event with what later articles said of it, until its storyline is told again."""
    return replace(
        event, references=before.references, mentions=before.mentions, retold=before.retold
    )


def reports_of(store: Store, articles: Sequence[str]) -> tuple[list[Report], list[GroupDecision]]:
    """An event's articles with their origins, in the order of ``articles``."""
    decisions = store.group_decisions(articles)
    origins = {decision.article: decision.origin for decision in decisions}
    analysed = store.analysed(articles)
    return [Report(a, origins.get(a.article.id, a.article.id)) for a in analysed], decisions


def inputs_of(record: EventRecord, reports: Sequence[Report]) -> str:
    """A hash of everything that an event's telling depends on."""
    parts = [TELLING, record.id]
    for report in reports:
        article = report.analysed.article
        parts += [article.id, article.version, report.origin, report.analysed.analysis]
    return digest(*parts)


def event_of(
    record: EventRecord,
    reports: Sequence[Report],
    decisions: Sequence[GroupDecision],
    telling: EventTelling,
) -> Event:
    """The event as it is shown."""
    outlets = {r.analysed.article.outlet for r in reports if r.analysed.article.outlet}
    return Event(
        id=record.id,
        storyline=record.storyline,
        telling=telling,
        articles=record.articles,
        origins=len({report.origin for report in reports}),
        outlets=tuple(sorted(outlets)),
        why=why_together(decisions),
    )


def why_together(decisions: Sequence[GroupDecision]) -> str:
    """Why these articles stand together: the features that joined them, by total contribution."""
    joined = [d for d in decisions if d.reasons and d.event != d.article]
    if not joined:
        return "one article" if len(decisions) == 1 else ""
    sums: dict[str, float] = {}
    for decision in joined:
        for reason in decision.reasons:
            sums[reason.feature] = sums.get(reason.feature, 0.0) + reason.contribution
    strongest = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:4]
    return ", ".join(f"{name} {total / len(joined):+.2f}" for name, total in strongest)


# Storylines ---------------------------------------------------------------------------------


def retell_storyline(
    store: Store, storyline: str, records: Sequence[EventRecord], learned: str
) -> None:
    """Tells a storyline's past (told events, references back) and its title."""
    before = store.storyline(storyline)
    if not records:
        drop_untold(store, storyline, before, set())
        store.drop_storylines([storyline])
        return
    reported = list(store.events([record.id for record in records]))
    reports = [r for record in records for r in reports_of(store, record.articles)[0]]
    past = tell_past(storyline, reports, reported)
    for event in reported:
        found = past.retold.get(event.id, Retold())
        now = replace(
            event,
            references=found.references,
            mentions=found.mentions,
            retold=found.sentences,
        )
        if now != event:
            store.put_event(now, store.event_inputs(event.id) or "", learned)
    drop_untold(store, storyline, before, {event.id for event in past.events})
    for event in past.events:
        store.put_event(event, digest(TELLING, event.id, repr(event)), learned)
    told = [*store.events([record.id for record in records]), *past.events]
    store.put_storyline(tell_storyline(storyline, told))


def drop_untold(store: Store, storyline: str, before: Storyline | None, told: set[str]) -> None:
    """Drops told events of the storyline that nobody tells any more."""
    listed = [id for id in (before.events if before else ()) if id.startswith("t")]
    gone = [id for id in listed if id not in told]
    store.drop_events([e.id for e in store.events(gone) if e.storyline == storyline])
