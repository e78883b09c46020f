"""Markdown with a footnote for every citation (the syntax of PHP Markdown Extra and GitHub)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.show.formats.notes import Note, clean, foreign, main_language, notes, standing, when
from dateline.types import Article, Citation, Timeline, TimelineEntry

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_BLOCK = re.compile(r"^([-+=]|\d+[.)])", re.MULTILINE)


def render_markdown(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """One heading an entry; footnotes carry outlet, day, address and the passage itself."""
    numbered, main = notes(timeline, articles), main_language(timeline)
    lines = [f"# {escaped(timeline.title)}" if timeline.title else "# Timeline", ""]
    if not timeline.entries:
        lines += ["Nothing matches.", ""]
    for entry in timeline.entries:
        lines += _entry(entry, main, numbered)
    if timeline.background:
        lines += ["# Background", ""]
        for entry in timeline.background:
            lines += _entry(entry, main, numbered)
    lines += [_footnote(note) for note in numbered.values()]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _BLOCK.sub(_behind_backslash, _SPECIAL.sub(r"\\\1", clean(text)))


def _behind_backslash(match: re.Match[str]) -> str:
    return match[1][:-1] + "\\" + match[1][-1]


def _entry(entry: TimelineEntry, main: str, numbered: Mapping[Citation, Note]) -> list[str]:
    head = escaped(entry.headline) + _marks(entry.headline_citations, numbered)
    told = []
    for sentence in entry.summary:
        other = foreign(sentence, main)
        label = f"({other}) " if other else ""
        told.append(label + escaped(sentence.text) + _marks(sentence.citations, numbered))
    body = [" ".join(told), ""] if told else []
    return [f"## {when(entry.date)}", "", f"**{head}**", "", *body, f"*{standing(entry)}*", ""]


def _marks(citations: tuple[Citation, ...], numbered: Mapping[Citation, Note]) -> str:
    return "".join(f"[^{numbered[citation].number}]" for citation in citations)


def _footnote(note: Note) -> str:
    name = escaped(note.title or note.outlet or f"article {note.citation.article}")
    link = f"[{name}]({_target(note.url)})" if note.url else name
    parts = [escaped(note.outlet), note.published]
    place = ", ".join(part for part in (link, *parts) if part)
    passage = f": “{escaped(note.passage)}”" if note.passage else ""
    return f"[^{note.number}]: {place}{passage}"


def _target(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")
