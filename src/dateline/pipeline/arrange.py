"""Arranging: what is collected is grouped into events, and events are woven into storylines.

Decisions are computed by ``group`` and ``weave``; here they are given their lasting names and
stored. An event is named after its founding article, a storyline after its founding event's
(DESIGN.md, Identity); when a name moves, an alias leads on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dateline.group import Grouper
from dateline.ports import EventRecord, Store, StoredFeatures
from dateline.similarity.identity import event_id, storyline_id
from dateline.types import Constraints, GroupDecision, Reason
from dateline.weave import Weaver, event_features

CHUNK = 2000
WINDOW = timedelta(days=60)
Progress = Callable[[str, int, int], None]


def silent(_stage: str, _done: int, _total: int) -> None:
    """The progress of somebody who does not look."""


@dataclass(slots=True)
class Names:
    """What an event's name in a running ``Grouper`` is called in the store."""

    moved: dict[str, str] = field(default_factory=dict)

    def lasting(self, event: str) -> str:
        seen = {event}
        while (following := self.moved.get(event)) and following not in seen:
            seen.add(following)
            event = following
        return event


def arrange(store: Store, constraints: Constraints, progress: Progress = silent) -> None:
    """Groups everything that is ungrouped, in order, and weaves every event that is new."""
    grouper: Grouper | None = None
    names = Names()
    done = 0
    while pending := store.ungrouped(CHUNK):
        if grouper is None:
            grouper = open_grouper(store, constraints, pending)
        with store.transaction():
            group_chunk(store, grouper, names, pending)
        done += len(pending)
        progress("grouped", done, 0)
    with store.transaction():
        weave_new(store, constraints)


def open_grouper(
    store: Store, constraints: Constraints, pending: Sequence[StoredFeatures]
) -> Grouper:
    """A grouper that knows the articles around the days of ``pending``."""
    days = [item.order[0][:10] for item in pending if item.order[0] != "~"]
    start = shifted(min(days), -WINDOW) if days else None
    end = shifted(max(days), WINDOW) if days else None
    grouper = Grouper(constraints, older=store.placed_naming)
    grouper.load(store.placed(start, end))
    return grouper


def shifted(day: str, by: timedelta) -> str:
    """The day ``by`` later, kept inside the calendar."""
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except (OverflowError, ValueError):
        return day


def group_chunk(
    store: Store, grouper: Grouper, names: Names, pending: Sequence[StoredFeatures]
) -> None:
    """Decides for each article, mends, and stores what came out."""
    decisions = {item.article: grouper.add(item) for item in pending}
    decisions.update((decision.article, decision) for decision in grouper.mend())
    lasting = [
        replace(d, event=names.lasting(d.event), also=tuple(map(names.lasting, d.also)))
        for d in decisions.values()
    ]
    names.moved.update(settle(store, lasting))


def settle(store: Store, decisions: Iterable[GroupDecision]) -> dict[str, str]:
    """Stores decisions, and the events as they stand after them, under their lasting names.

    Returns the events whose founder changed: old founding article to new. Must run inside a
    transaction.
    """
    new = {decision.article: decision for decision in decisions}
    old = {d.article: d for d in store.group_decisions(sorted(new))}
    founders = sorted({d.event for d in new.values()} | {d.event for d in old.values()})
    records = {r.id[1:]: r for r in store.event_records([event_id(f) for f in founders])}
    members = members_after(new, old, records)
    known = {f.article: f for f in store.features(sorted({a for m in members.values() for a in m}))}
    moved = {
        founder: first
        for founder, articles in members.items()
        if articles and (first := min(articles, key=lambda a: known[a].order)) != founder
    }
    store_memberships(store, new, members, moved)
    store_records(store, records, members, moved, known)
    alias_moved(store, records, new, moved, members)
    live = {event_id(moved.get(f, f)) for f, articles in members.items() if articles}
    store.put_dirty(sorted(live))
    return moved


def members_after(
    new: Mapping[str, GroupDecision],
    old: Mapping[str, GroupDecision],
    records: Mapping[str, EventRecord],
) -> dict[str, set[str]]:
    """The articles of every touched event, by its founder, after the new decisions."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for founder, record in records.items():
        members[founder] = set(record.articles)
    for article, decision in old.items():
        members[decision.event].discard(article)
    for article, decision in new.items():
        members[decision.event].add(article)
    return dict(members)


def store_memberships(
    store: Store,
    new: Mapping[str, GroupDecision],
    members: Mapping[str, set[str]],
    moved: Mapping[str, str],
) -> None:
    """Writes the new decisions, and those of older members of events whose founder changed."""
    renamed = {a for founder in moved for a in members[founder]} - set(new)
    rewritten = [*new.values(), *store.group_decisions(sorted(renamed))]
    store.put_decisions(
        [
            replace(
                d,
                event=moved.get(d.event, d.event),
                also=tuple(sorted({moved.get(e, e) for e in d.also})),
            )
            for d in rewritten
        ]
    )


def store_records(
    store: Store,
    records: Mapping[str, EventRecord],
    members: Mapping[str, set[str]],
    moved: Mapping[str, str],
    known: Mapping[str, StoredFeatures],
) -> None:
    """Writes the records of all touched events and drops those that are empty or renamed."""
    written = [
        event_record(records.get(founder), [known[a] for a in articles])
        for founder, articles in sorted(members.items())
        if articles
    ]
    kept = {record.id for record in written}
    gone = sorted({record.id for record in records.values()} - kept)
    store.drop_events(gone)
    store.put_events(written)


def event_record(before: EventRecord | None, articles: Sequence[StoredFeatures]) -> EventRecord:
    """The record of an event with these articles; its storyline stays what it was."""
    ordered = sorted(articles, key=lambda item: item.order)
    return EventRecord(
        id=event_id(ordered[0].article),
        storyline=before.storyline if before else "",
        first=ordered[0].order[0][:10],
        last=max((item.order[0][:10] for item in ordered if item.order[0] != "~"), default="~"),
        articles=tuple(item.article for item in ordered),
        features=event_features(ordered),
    )


def alias_moved(
    store: Store,
    records: Mapping[str, EventRecord],
    new: Mapping[str, GroupDecision],
    moved: Mapping[str, str],
    members: Mapping[str, set[str]],
) -> None:
    """Leads every name that was shown and is gone on to its successor."""
    live = {moved.get(founder, founder) for founder, articles in members.items() if articles}
    for founder, record in sorted(records.items()):
        if founder in live:
            continue
        heir = moved.get(founder) or (new[founder].event if founder in new else "")
        if heir:
            store.put_alias(record.id, event_id(moved.get(heir, heir)))


# Weaving ------------------------------------------------------------------------------------


def weave_new(store: Store, constraints: Constraints) -> None:
    """Gives every event without a storyline one, in order, and storylines their lasting names."""
    weaver = Weaver(constraints)
    woven = {record.id: record for record in store.event_records()}
    fresh = [record for record in woven.values() if not record.storyline]
    if not fresh:
        return
    weaver.load(record for record in woven.values() if record.storyline)
    for record in fresh:
        decision = weaver.add(record)
        woven[record.id] = replace(
            record, storyline=decision.storyline, why=decision_words(decision.reasons)
        )
    rename_storylines(store, woven, {record.id for record in fresh})


def decision_words(reasons: Sequence[Reason]) -> str:
    """The features that decided, strongest first, as the record keeps them."""
    ordered = sorted(reasons, key=lambda r: (-abs(r.contribution), r.feature))
    return "; ".join(f"{r.feature} {r.value:.2f} ({r.contribution:+.2f})" for r in ordered)


def rename_storylines(store: Store, woven: Mapping[str, EventRecord], fresh: set[str]) -> None:
    """Writes the woven records; a storyline that got an earlier founding event is renamed."""
    by_storyline: defaultdict[str, list[EventRecord]] = defaultdict(list)
    for record in woven.values():
        by_storyline[record.storyline].append(record)
    changed: list[EventRecord] = []
    for name, records in sorted(by_storyline.items()):
        founding = min(records, key=lambda record: (record.first, record.id))
        lasting = storyline_id(founding.id)
        if lasting != name:
            changed += [replace(record, storyline=lasting) for record in records]
            rename_storyline(store, name, lasting)
        else:
            changed += [record for record in records if record.id in fresh]
    store.put_events(changed)
    store.put_dirty(sorted(record.id for record in changed))


def rename_storyline(store: Store, name: str, lasting: str) -> None:
    """The storyline as it was told, under another name, to which the old one leads."""
    told, there = store.storyline(name), store.storyline(lasting)
    if told is None:
        return
    events = {*told.events, *(there.events if there else ())}
    store.put_storyline(replace(told, id=lasting, events=tuple(sorted(events))))
    store.drop_storylines([name])
    store.put_alias(name, lasting)
