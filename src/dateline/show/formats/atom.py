"""Atom (RFC 4287): a feed whose entries keep their ids and are updated when their sources are."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from dateline.show.formats.notes import Note, clean, main_language, notes, standing, updated, when
from dateline.show.formats.page import entry_html
from dateline.types import Article, Citation, Timeline, TimelineEntry


def render_atom(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """One ``entry`` an entry, its content the same HTML as on the page."""
    numbered, main = notes(timeline, articles), main_language(timeline)
    times = [updated(entry, articles) for entry in timeline.entries]
    name = timeline.storyline or "search"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <title>{escape(clean(timeline.title) or 'Timeline')}</title>",
        f"  <id>urn:dateline:{escape(name)}:{escape(_slug(timeline.title))}</id>",
        f"  <updated>{max(times, default='1970-01-01T00:00:00Z')}</updated>",
        "  <generator>Dateline</generator>",
        "  <author><name>Dateline</name></author>",
    ]
    for entry in timeline.entries:
        lines += _entry(entry, main, numbered, articles)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _slug(title: str) -> str:
    words = "".join(char if char.isalnum() else "-" for char in clean(title).casefold())
    return "-".join(part for part in words.split("-") if part) or "timeline"


def _entry(
    entry: TimelineEntry,
    main: str,
    numbered: Mapping[Citation, Note],
    articles: Mapping[str, Article],
) -> list[str]:
    link = next((numbered[c].url for c in entry.headline_citations if numbered[c].url), None)
    body = entry_html(entry, main, numbered, linked=False)
    summary = f"{when(entry.date)}; {standing(entry)}"
    return [
        "  <entry>",
        f"    <title>{escape(clean(entry.headline))}</title>",
        f"    <id>urn:dateline:event:{escape(entry.event)}</id>",
        f"    <updated>{updated(entry, articles)}</updated>",
        *([f'    <link rel="alternate" href="{escape(link)}"/>'] if link else []),
        f"    <summary>{escape(summary)}</summary>",
        f'    <content type="html">{escape(body)}</content>',
        "  </entry>",
    ]
