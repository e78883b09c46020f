"""Asking for storylines by what they are about, and what is new in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.pipeline.ask import StorylineSummary, renamed, summary_of
from dateline.pipeline.decide import Hand
from dateline.ports import Store
from dateline.types import Storyline

SCANNED = 2000
"""The liveliest storylines that a filter looks through."""


@dataclass(frozen=True, slots=True)
class StorylineFilter:
    """Which storylines are wanted; empty means any. Days are ISO, both included."""

    words: str = ""
    person: str = ""
    place: str = ""
    outlet: str = ""
    language: str = ""
    start: str = ""
    end: str = ""

    @property
    def empty(self) -> bool:
        return not any(
            (self.words, self.person, self.place, self.outlet, self.language, self.start, self.end)
        )


def filtered(
    store: Store, wanted: StorylineFilter, hand: Hand, limit: int, offset: int = 0
) -> tuple[list[StorylineSummary], bool]:
    """Storylines that match, liveliest first, and whether there are more."""
    found: list[StorylineSummary] = []
    passed = 0
    for storyline in _candidates(store, wanted):
        if storyline.id in hand.hidden or not _about(storyline, wanted):
            continue
        if not (wanted.outlet or wanted.language) and passed < offset:
            passed += 1
            continue
        summary = summary_of(store, renamed(storyline, dict(hand.titles)))
        if not _from(store, summary, wanted):
            continue
        if passed < offset:
            passed += 1
            continue
        if len(found) == limit:
            return found, True
        found.append(summary)
    return found, False


def _candidates(store: Store, wanted: StorylineFilter) -> Iterator[Storyline]:
    if not wanted.words:
        for offset in range(0, SCANNED, 50):
            page = store.liveliest(50, offset)
            yield from page
            if len(page) < 50:
                return
        return
    hits = store.search_events(wanted.words, 400)
    ids = dict.fromkeys(e.storyline for e in store.events([h.id for h in hits]) if e.storyline)
    storylines = [s for s in (store.storyline(id) for id in ids) if s]
    storylines.sort(key=lambda s: (s.last or "", len(s.events), s.id), reverse=True)
    yield from storylines


def _about(storyline: Storyline, wanted: StorylineFilter) -> bool:
    return (
        _among(wanted.person, storyline.people)
        and _among(wanted.place, storyline.places)
        and (not wanted.start or (storyline.last or "") >= wanted.start)
        and (not wanted.end or (storyline.first or "~") <= wanted.end + "~")
    )


def _from(store: Store, summary: StorylineSummary, wanted: StorylineFilter) -> bool:
    if not _among(wanted.outlet, summary.outlets):
        return False
    if not wanted.language:
        return True
    events = store.events(list(summary.storyline.events))
    return any(s.language == wanted.language for e in events for s in e.telling.summary)


def _among(part: str, names: tuple[str, ...]) -> bool:
    return not part or any(part.casefold() in name.casefold() for name in names)


def new_events(store: Store, reader: str, limit: int = 5000) -> tuple[str, frozenset[str]]:
    """When the reader last said "read", and the events told anew since; ("", nothing) at first."""
    mark = store.mark(reader)
    if mark is None:
        return "", frozenset()
    found: set[str] = set()
    for event, _, _ in store.tellings_since(mark[0]):
        found.add(event)
        if len(found) == limit:
            break
    return mark[0], frozenset(found)
