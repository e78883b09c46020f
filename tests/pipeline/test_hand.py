"""A person's hand: decisions are obeyed at once, survive a rebuild, and can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.errors import NotFound, UsageError
from dateline.pipeline import decide
from dateline.pipeline.library import Dateline
from dateline.types import Event


@pytest.fixture
def opened(samples: Path) -> Iterator[Dateline]:
    with dateline.open(str(samples)) as library:
        yield library


def reported(opened: Dateline) -> list[Event]:
    return [event for event in opened.store.events() if event.articles]


def largest(opened: Dateline) -> Event:
    return max(reported(opened), key=lambda event: (len(event.articles), event.id))


def groups(opened: Dateline) -> set[frozenset[str]]:
    return {frozenset(event.articles) for event in reported(opened)}


def strings(opened: Dateline) -> set[frozenset[str]]:
    return {
        frozenset(id for id in storyline.events if id.startswith("e"))
        for storyline in opened.store.storylines()
    }


def healthy(opened: Dateline) -> None:
    assert list(opened.doctor()) == []


def test_a_split_is_obeyed_kept_and_undone(opened: Dateline) -> None:
    before, event = groups(opened), largest(opened)
    alone = event.articles[-1]
    opened.decide(decide.split(opened.store, event.id, [alone]), "Ana")
    assert frozenset({alone}) in groups(opened)
    assert frozenset(event.articles) - {alone} in groups(opened)
    healthy(opened)
    opened.rebuild()
    assert frozenset({alone}) in groups(opened)
    opened.undo(None, "Ana")
    assert groups(opened) == before
    healthy(opened)


def test_a_merge_is_obeyed_and_its_ids_lead_on(opened: Dateline) -> None:
    one, other = sorted(reported(opened), key=lambda event: (-len(event.articles), event.id))[:2]
    opened.decide(decide.merge(opened.store, one.id, other.id), "Ana")
    both = frozenset(one.articles) | frozenset(other.articles)
    assert both in groups(opened)
    assert {opened.event(id).event.id for id in (one.id, other.id)} == {
        opened.event(one.id).event.id
    }
    healthy(opened)
    opened.rebuild()
    assert both in groups(opened)
    assert opened.event(other.id).event.articles
    healthy(opened)


def test_an_event_is_moved_to_another_storyline(opened: Dateline) -> None:
    lines = sorted(opened.store.storylines(), key=lambda s: (-len(s.events), s.id))
    event = next(id for id in lines[0].events if id.startswith("e"))
    opened.decide(decide.move(opened.store, event, lines[1].id), "Ana")
    moved = next(line for line in strings(opened) if event in line)
    other = next(id for id in lines[1].events if id.startswith("e"))
    assert other in moved
    healthy(opened)
    opened.rebuild()
    assert other in next(line for line in strings(opened) if event in line)


def test_storylines_are_merged(opened: Dateline) -> None:
    one, other = sorted(opened.store.storylines(), key=lambda s: (-len(s.events), s.id))[:2]
    opened.decide(decide.merge(opened.store, one.id, other.id), "Ana")
    a, b = (next(id for id in line.events if id.startswith("e")) for line in (one, other))
    assert any({a, b} <= line for line in strings(opened))
    assert opened.timeline(other.id).storyline == opened.timeline(one.id).storyline
    healthy(opened)


def test_hidden_and_renamed(opened: Dateline) -> None:
    (first, *_) = opened.stories()
    opened.decide(decide.mark(opened.store, "rename", first.storyline.id, "What I call it"), "Ana")
    assert opened.stories()[0].storyline.title == "What I call it"
    opened.decide(decide.mark(opened.store, "hide", first.storyline.id), "Ana")
    assert first.storyline.id not in {s.storyline.id for s in opened.stories()}
    opened.undo(None, "Ana")
    assert opened.stories()[0].storyline.title == "What I call it"
    assert [d.kind for d in opened.store.decisions()] == [
        "rename storyline",
        "hide storyline",
        "undo",
    ]


def test_what_makes_no_sense_is_refused(opened: Dateline) -> None:
    event = largest(opened)
    with pytest.raises(UsageError):
        decide.split(opened.store, event.id, event.articles)
    with pytest.raises(NotFound):
        decide.split(opened.store, event.id, ["0000000000000000"])
    with pytest.raises(NotFound):
        decide.merge(opened.store, event.id, "e0000000000000000")
    with pytest.raises(UsageError):
        decide.merge(opened.store, event.id, str(event.storyline))
    with pytest.raises(NotFound):
        opened.undo(None, "Ana")
