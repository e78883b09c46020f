"""JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.show.formats.notes import clean, main_language, notes, standing, updated, when
from dateline.show.formats.page import entry_html
from dateline.show.formats.structured import dumps
from dateline.types import Article, Timeline


def render_jsonfeed(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """One item an entry, with a stable id."""
    numbered, main = notes(timeline, articles), main_language(timeline)
    items = []
    for entry in timeline.entries:
        link = next((numbered[c].url for c in entry.headline_citations if numbered[c].url), None)
        items.append(
            {
                "id": f"urn:dateline:event:{entry.event}",
                "title": clean(entry.headline),
                **({"external_url": link} if link else {}),
                "content_html": entry_html(entry, main, numbered, linked=False),
                "summary": f"{when(entry.date)}; {standing(entry)}",
                "date_modified": updated(entry, articles),
            }
        )
    title = clean(timeline.title) or "Timeline"
    return dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items})
