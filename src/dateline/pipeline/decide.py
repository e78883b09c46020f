"""A person's hand: decisions are journal entries on article ids that constrain every grouping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dateline.errors import NotFound, UsageError
from dateline.ports import Decision, Store
from dateline.similarity.identity import event_id, storyline_id
from dateline.types import Constraints


@dataclass(frozen=True, slots=True)
class Hand:
    """What a person asked for that is no link: by lasting ids of events and storylines."""

    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    titles: tuple[tuple[str, str], ...] = ()


def founding_article(store: Store, id: str) -> tuple[str, str]:
    """(kind, founding article) of an event or storyline by its id; raises NotFound."""
    id = store.resolve(id)
    if id.startswith("e") and (event := store.event(id)) and event.articles:
        return "event", event.id[1:]
    if id.startswith("s") and store.storyline(id):
        return "storyline", id[1:]
    raise NotFound(f"there is no event or storyline {id}")


def merge(store: Store, a: str, b: str) -> Decision:
    """Events: these are one. Storylines: these are one."""
    (kind, first), (other, second) = founding_article(store, a), founding_article(store, b)
    if kind != other:
        raise UsageError("merge takes two events or two storylines, not one of each")
    if kind == "storyline":
        return decision("merge storylines", (first, second))
    held = [
        article for e in store.events([event_id(first), event_id(second)]) for article in e.articles
    ]
    rest = sorted(set(held) - {first, second})
    return decision("merge events", (first, second, *rest))


def split(store: Store, event: str, articles: Sequence[str]) -> Decision:
    """These articles of the event are another event."""
    kind, founding = founding_article(store, event)
    if kind != "event":
        raise UsageError("split takes an event and some of its articles")
    held = store.event(event_id(founding))
    inside = set(held.articles if held else ())
    chosen = sorted({store.resolve(article) for article in articles})
    if missing := [article for article in chosen if article not in inside]:
        raise NotFound(f"{', '.join(missing)}: not in event {event}")
    if set(chosen) == inside:
        raise UsageError("these are all the articles of the event: nothing would be left of it")
    return decision("split", (*chosen, *sorted(inside - set(chosen))), str(len(chosen)))


def parted(decision: Decision) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles that a split took out, and those it left."""
    chosen = int(decision.value)
    return decision.articles[:chosen], decision.articles[chosen:]


def move(store: Store, event: str, storyline: str) -> Decision:
    """The event belongs to that storyline."""
    kind, founding = founding_article(store, event)
    target, story = founding_article(store, storyline)
    if (kind, target) != ("event", "storyline"):
        raise UsageError("move takes an event and a storyline")
    held = store.event(event_id(founding))
    before = held.storyline[1:] if held and held.storyline else founding
    return decision("move", (founding, story, before))


def mark(store: Store, kind: str, id: str, value: str = "") -> Decision:
    """Pin, hide or rename an event or a storyline."""
    what, founding = founding_article(store, id)
    return decision(f"{kind} {what}", (founding,), value)


def decision(kind: str, articles: tuple[str, ...], value: str = "") -> Decision:
    """A decision that has no number, author and time yet."""
    return Decision(0, "", "", kind, articles, value)


def standing(store: Store) -> Iterator[Decision]:
    """Decisions that are not undone, oldest first."""
    return (d for d in store.decisions() if not d.undone)


def to_undo(store: Store, number: int | None) -> Decision:
    """The decision to undo: that number, or the last one standing; raises NotFound."""
    done = [d for d in standing(store) if d.kind != "undo"]
    found = [d for d in done if number is None or d.number == number]
    if not found:
        raise NotFound("there is no such decision to undo; `dateline history` lists them")
    return found[-1]


def constraints(store: Store) -> Constraints:
    """All standing decisions as links between articles."""
    must, cannot, weave, part = [], [], [], []
    for d in standing(store):
        if d.kind == "merge events":
            must += [(d.articles[0], article) for article in d.articles[1:]]
        elif d.kind == "merge storylines":
            weave.append((d.articles[0], d.articles[1]))
        elif d.kind == "split":
            chosen, rest = parted(d)
            cannot += list(product(rest, chosen))
            must += [(chosen[0], article) for article in chosen[1:]]
        elif d.kind == "move":
            event, story, before = d.articles
            weave.append((event, story))
            if before not in (event, story):
                part.append((event, before))
    return Constraints(tuple(must), tuple(cannot), tuple(weave), tuple(part))


def hand(store: Store) -> Hand:
    """What is hidden, pinned and renamed now."""
    hidden: set[str] = set()
    pinned: set[str] = set()
    titles: dict[str, str] = {}
    for d in standing(store):
        verb, _, what = d.kind.partition(" ")
        if verb not in ("hide", "pin", "rename"):
            continue
        event = current_event(store, d.articles[0])
        id = event if what == "event" else storyline_of(store, event)
        if verb == "hide":
            hidden.add(id)
        elif verb == "pin":
            pinned.add(id)
        else:
            titles[id] = d.value
    return Hand(frozenset(hidden), frozenset(pinned), tuple(sorted(titles.items())))


def current_event(store: Store, article: str) -> str:
    """The event in which this article stands now."""
    found = store.group_decisions([article])
    return event_id(found[0].event if found else article)


def storyline_of(store: Store, event: str) -> str:
    """The storyline in which this event stands now."""
    found = store.event(event)
    return (found.storyline if found else None) or storyline_id(event)
