"""Applying a person's decisions to what is grouped already, without grouping all of it anew.

What comes out is what a rebuild under the same constraints gives, as far as these articles go; an
undone decision is applied by a rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.pipeline.arrange import rename_storylines, settle
from dateline.pipeline.decide import current_event, parted, storyline_of
from dateline.ports import Decision, EventRecord, Store
from dateline.similarity.identity import event_id
from dateline.types import GroupDecision, Reason

APPLIED = "decisions_applied"
BY_HAND = Reason("a person's decision", 1.0, 0.0)


def unapplied(store: Store) -> list[Decision]:
    """Decisions that the journal holds beyond what was applied."""
    done = int(store.setting(APPLIED) or 0)
    return [d for d in store.decisions() if d.number > done]


def apply_decisions(store: Store, rebuild: Callable[[], None]) -> bool:
    """Applies them in one transaction, or by ``rebuild`` where one was undone.

    True when events became dirty, so that they have to be told. Needs the writer's lock.
    """
    fresh = unapplied(store)
    if not fresh:
        return False
    last = str(fresh[-1].number)
    if any(d.undone or d.kind == "undo" for d in fresh):
        rebuild()
        store.set_setting(APPLIED, last)
        return False
    with store.transaction():
        for decision in fresh:
            apply_one(store, decision)
        store.set_setting(APPLIED, last)
    return True


def apply_one(store: Store, decision: Decision) -> None:
    """Makes one decision true; pins, titles and hiding need nothing here."""
    if decision.kind == "merge events":
        join_events(store, *(current_event(store, article) for article in decision.articles[:2]))
    elif decision.kind == "split":
        split_event(store, parted(decision)[0])
    elif decision.kind == "merge storylines":
        first, second = (storyline_of(store, event_id(article)) for article in decision.articles)
        put_into(store, first, [r for r in store.event_records() if r.storyline == second])
    elif decision.kind == "move":
        event, story, _ = decision.articles
        target = storyline_of(store, current_event(store, story))
        put_into(store, target, list(store.event_records([current_event(store, event)])))


def join_events(store: Store, first: str, second: str) -> None:
    """All articles of the second event go into the first, and its storyline with them."""
    if first == second:
        return
    kept, taken = (next(store.event_records([event])) for event in (first, second))
    settle(store, by_hand(store, taken.articles, kept.id[1:]))
    joined = current_event(store, kept.articles[0])
    record = next(store.event_records([joined]))
    put_into(store, kept.storyline, [record])
    forget_empty(store, taken.storyline, kept.storyline)


def split_event(store: Store, articles: Sequence[str]) -> None:
    """These articles become an event of their own in the same storyline."""
    (before,) = store.event_records([current_event(store, articles[0])])
    founder = min(store.features(articles), key=lambda stored: stored.order).article
    settle(store, by_hand(store, articles, founder))
    rest = next((a for a in before.articles if a not in articles), None)
    events = {current_event(store, a) for a in (founder, rest) if a}
    put_into(store, before.storyline, list(store.event_records(sorted(events))))


def by_hand(store: Store, articles: Sequence[str], founder: str) -> list[GroupDecision]:
    """These articles' decisions, made anew by a person."""
    return [
        replace(d, event=founder, score=1.0, reasons=(BY_HAND,))
        for d in store.group_decisions(articles)
    ]


def put_into(store: Store, storyline: str, records: Sequence[EventRecord]) -> None:
    """Puts events into a storyline, under its lasting name, and forgets those left empty."""
    woven = {record.id: record for record in store.event_records()}
    moved = {record.id: replace(record, storyline=storyline) for record in records}
    rename_storylines(store, {**woven, **moved}, set(moved))
    for left in sorted({woven[record.id].storyline for record in records} - {"", storyline}):
        forget_empty(store, left, storyline)


def forget_empty(store: Store, storyline: str, heir: str) -> None:
    """Has a storyline that lost events told again; one without any leads on to its heir."""
    left = [r for r in store.event_records() if r.storyline == storyline]
    if left:
        store.put_dirty([left[0].id])
    elif told := store.storyline(storyline):
        store.drop_events([id for id in told.events if id.startswith("t")])
        store.drop_storylines([storyline])
        store.put_alias(storyline, heir)
