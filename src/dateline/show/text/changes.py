"""What changed, as text: by event, what went and what came, with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from dateline.show.text.timeline import Numbers, sentence_words, source_lines
from dateline.show.words import date_words

if TYPE_CHECKING:
    from dateline.pipeline.changes import Changes
    from dateline.ports import Store
    from dateline.show.text.flavour import Flavour
    from dateline.tell.changes import Change


def changes_text(found: Changes, store: Store, flavour: Flavour) -> str:
    """All changes, the newest event first."""
    since = found.since[:16].replace("T", " ") if found.since else "the beginning"
    lines = [flavour.title(f"Changes since {since}"), ""]
    if not found.changes:
        return "\n".join([*lines, "nothing new"]) + "\n"
    numbers = Numbers()
    events = {e.id: e for e in store.events([c.event for c in found.changes if c.event])}
    days = {id: event.telling.date.start or "" for id, event in events.items()}
    ordered = sorted(found.changes, key=lambda c: (days.get(c.event or "", ""), c.event or ""))
    for event, changes in groupby(reversed(ordered), key=lambda change: change.event):
        told = events.get(event or "")
        if told is not None:
            when = date_words(told.telling.date)
            lines.append(flavour.heading(f"{when}: {told.telling.headline}"))
        lines += [*change_lines(list(changes), numbers, flavour), ""]
    sources = {a.article.id: a for a in store.articles(sorted(numbers.of))}
    return "\n".join([*lines, *source_lines(numbers, sources, flavour)]).rstrip() + "\n"


def change_lines(changes: Sequence[Change], numbers: Numbers, flavour: Flavour) -> Iterator[str]:
    """One change a line, with the passages that went (−) and came (+)."""
    for change in changes:
        yield flavour.item("•", flavour.plain(change.says))
        for mark, sentences in (("−", change.before), ("+", change.after)):
            for sentence in sentences[:4]:
                yield flavour.item(f"  {mark}", sentence_words(sentence, numbers, flavour, ""))
