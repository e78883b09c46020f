"""iCalendar: one all-day event an entry (RFC 5545); undated entries have no place there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dateline.show.formats.notes import Note, cited_in, clean, notes, standing, updated, when
from dateline.types import Article, Citation, Timeline, TimelineEntry

_FOLD = 75


def render_ics(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """A calendar with stable UIDs; DTSTAMP is when the entry's articles last changed."""
    numbered = notes(timeline, articles)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Timeline//EN",
        f"NAME:{_text(timeline.title)}",
        f"X-WR-CALNAME:{_text(timeline.title)}",
    ]
    for entry in (*timeline.entries, *timeline.background):
        if (days := _days(entry)) is not None:
            lines += _event(entry, days, numbered, articles)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _days(entry: TimelineEntry) -> tuple[date, date] | None:
    """The first day and the day after the last."""
    try:
        first = date.fromisoformat((entry.date.start or "")[:10])
        last = date.fromisoformat((entry.date.end or entry.date.start or "")[:10])
        return first, max(first, last) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _event(
    entry: TimelineEntry,
    days: tuple[date, date],
    numbered: Mapping[Citation, Note],
    articles: Mapping[str, Article],
) -> list[str]:
    told = [clean(sentence.text) for sentence in entry.summary]
    places = dict.fromkeys(numbered[citation].url for citation in cited_in(entry))
    links = [place for place in places if place]
    body = "\n".join([*told, f"({when(entry.date)}; {standing(entry)})", *links])
    stamp = updated(entry, articles).replace("-", "").replace(":", "")
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.event}@dateline",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}",
        f"DTEND;VALUE=DATE:{days[1]:%Y%m%d}",
        f"SUMMARY:{_text(entry.headline)}",
        f"DESCRIPTION:{_escape(body)}",
        *([f"URL:{links[0]}"] if links else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    return _escape(clean(text))


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, continued behind a blank; no character is torn."""
    pieces, size, piece = [], 0, ""
    for char in line:
        width = len(char.encode())
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + width
    return "\r\n".join([*pieces, piece])
