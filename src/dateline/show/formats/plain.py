"""Plain text for the terminal: entries with numbered notes, the passages' places at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from dateline.show.formats.notes import Note, clean, foreign, main_language, notes, standing, when
from dateline.types import Article, Citation, Timeline, TimelineEntry

_WIDTH = 78


def render_text(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """At most 78 columns wide; every sentence carries the numbers of its notes."""
    numbered, main = notes(timeline, articles), main_language(timeline)
    title = clean(timeline.title)
    lines = [title, "=" * min(_WIDTH, len(title)), ""] if title else []
    if not timeline.entries:
        lines.append("Nothing matches.")
    for entry in timeline.entries:
        lines += _entry(entry, main, numbered)
    if timeline.background:
        lines += ["Background", "----------", ""]
        for entry in timeline.background:
            lines += _entry(entry, main, numbered)
    if numbered:
        lines += ["Sources", "-------"]
        lines += [line for note in numbered.values() for line in _source(note)]
    return "\n".join(lines).rstrip() + "\n"


def _entry(entry: TimelineEntry, main: str, numbered: Mapping[Citation, Note]) -> list[str]:
    head = clean(entry.headline) + _marks(entry.headline_citations, numbered)
    lines = [when(entry.date), *_wrapped(head, "  ")]
    for sentence in entry.summary:
        other = foreign(sentence, main)
        text = (f"({other}) " if other else "") + clean(sentence.text)
        lines += _wrapped(text + _marks(sentence.citations, numbered), "    ")
    return [*lines, f"    ({standing(entry)})", ""]


def _marks(citations: tuple[Citation, ...], numbered: Mapping[Citation, Note]) -> str:
    return "".join(f" [{numbered[citation].number}]" for citation in citations)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _source(note: Note) -> list[str]:
    place = note.url or f"article {note.citation.article}"
    parts = [note.outlet, note.published, note.title, place]
    return [f"[{note.number}] " + ", ".join(part for part in parts if part)]
