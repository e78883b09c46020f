"""The JSON of TimelineJS 3; undated entries have no place there."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dateline.show.formats.notes import clean, main_language, notes, when
from dateline.show.formats.page import entry_html
from dateline.show.formats.structured import dumps
from dateline.types import Article, DateRange, Timeline


def render_timelinejs(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """``{"title", "events"}``, oldest first as TimelineJS shows them."""
    numbered, main = notes(timeline, articles), main_language(timeline)
    events = []
    dated = (entry for entry in timeline.entries if entry.date.start is not None)
    for entry in sorted(dated, key=lambda entry: (entry.date.start or "", entry.event)):
        start = entry.date.start or ""
        text = entry_html(entry, main, numbered, linked=False)
        events.append(
            {
                "unique_id": entry.event,
                "start_date": _date(start, entry.date),
                "end_date": _date(entry.date.end or start, entry.date),
                "display_date": when(entry.date),
                "text": {"headline": escape(clean(entry.headline)), "text": text},
            }
        )
    title = {"text": {"headline": escape(clean(timeline.title) or "Timeline")}}
    return dumps({"title": title, "events": events})


def _date(text: str, date: DateRange) -> dict[str, Any]:
    parts: dict[str, Any] = {"year": int(text[:4])}
    if date.precision != "year":
        parts["month"] = int(text[5:7])
    if date.precision in ("day", "minute"):
        parts["day"] = int(text[8:10])
    if date.precision == "minute" and len(text) >= 16:
        parts |= {"hour": int(text[11:13]), "minute": int(text[14:16])}
    return parts
