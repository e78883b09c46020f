"""Commands of a person's hand: merge, split, move, pin, hide, rename, undo, history."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from dateline.show.command.common import Result, command, say

if TYPE_CHECKING:
    from dateline.pipeline.library import Dateline
    from dateline.ports import Decision

author_option = click.option("--author", help="Who decides; your login name by default.")


def author_name(given: str | None) -> str:
    """Who decides."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def record(result: Result, dateline: Dateline, decision: Decision, author: str | None) -> None:
    """Records a decision, applies it, and says its number."""
    number = dateline.decide(decision, author_name(author))
    if result.as_json:
        result.json({"decision": number})
    else:
        say(f"decision {number}: {decision.kind}; `dateline undo {number}` takes it back")


@command("dateline merge e3f9c2d1e0b4a567 e0b4a5673f9c2d1e")
@click.argument("a")
@click.argument("b")
@author_option
def merge(result: Result, a: str, b: str, author: str | None) -> None:
    """Two events are one, or two storylines are one."""
    from dateline.pipeline import decide

    with result.open() as dateline:
        record(result, dateline, decide.merge(dateline.store, a, b), author)


@command("dateline split e3f9c2d1e0b4a567 0b4a5673f9c2d1e8")
@click.argument("event")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@author_option
def split(result: Result, event: str, articles: tuple[str, ...], author: str | None) -> None:
    """These articles of an event are another event."""
    from dateline.pipeline import decide

    with result.open() as dateline:
        record(result, dateline, decide.split(dateline.store, event, articles), author)


@command("dateline move e3f9c2d1e0b4a567 s0b4a5673f9c2d1e")
@click.argument("event")
@click.argument("storyline")
@author_option
def move(result: Result, event: str, storyline: str, author: str | None) -> None:
    """An event belongs to another storyline."""
    from dateline.pipeline import decide

    with result.open() as dateline:
        record(result, dateline, decide.move(dateline.store, event, storyline), author)


@command("dateline pin e3f9c2d1e0b4a567")
@click.argument("id")
@author_option
def pin(result: Result, id: str, author: str | None) -> None:
    """An event always has its place in the timeline; a storyline is listed first."""
    marked(result, "pin", id, author)


@command("dateline hide e3f9c2d1e0b4a567")
@click.argument("id")
@author_option
def hide(result: Result, id: str, author: str | None) -> None:
    """An event or a storyline is not shown any more."""
    marked(result, "hide", id, author)


@command('dateline rename s0b4a5673f9c2d1e "The canal treaty"')
@click.argument("id")
@click.argument("title")
@author_option
def rename(result: Result, id: str, title: str, author: str | None) -> None:
    """A storyline or an event has this title."""
    marked(result, "rename", id, author, title)


def marked(result: Result, verb: str, id: str, author: str | None, value: str = "") -> None:
    """Records a decision that stands on one event or storyline."""
    from dateline.pipeline import decide

    with result.open() as dateline:
        record(result, dateline, decide.mark(dateline.store, verb, id, value), author)


@command(
    """
dateline undo            the last decision
dateline undo 4
"""
)
@click.argument("number", type=int, required=False)
@author_option
def undo(result: Result, number: int | None, author: str | None) -> None:
    """Takes a decision back."""
    with result.open() as dateline:
        undone = dateline.undo(number, author_name(author))
        if result.as_json:
            result.json({"undone": undone.number})
        else:
            say(f"undone: decision {undone.number} ({undone.kind})")


@command("dateline history")
def history(result: Result) -> None:
    """Lists all decisions with author and time."""
    from dateline.show.text.lists import decision_lines

    with result.open() as dateline:
        found = dateline.store.decisions()
        if result.as_json:
            rows = [
                {
                    "number": d.number,
                    "author": d.author,
                    "at": d.at,
                    "kind": d.kind,
                    "articles": list(d.articles),
                    "value": d.value,
                    "undone": d.undone,
                }
                for d in found
            ]
            result.json({"decisions": rows})
        else:
            result.text(decision_lines(found, result.flavour()))
