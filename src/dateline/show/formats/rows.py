"""CSV for spreadsheets: one row an entry (RFC 4180, UTF-8 with a byte order mark)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from dateline.show.formats.notes import cited_in, clean, notes
from dateline.types import Article, Timeline, TimelineEntry

COLUMNS = (
    "start", "end", "precision", "inferred", "event", "headline", "summary", "kind",
    "origins", "articles", "outlets", "disagreements", "sources",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")


def render_csv(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """A header and one row an entry, background last; no cell can be run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    numbered = notes(timeline, articles)
    for kind, entries in (("entry", timeline.entries), ("background", timeline.background)):
        for entry in entries:
            cited = (numbered[c] for c in cited_in(entry))
            places = dict.fromkeys(note.url or note.citation.article for note in cited)
            writer.writerow([_cell(value) for value in _row(entry, kind, list(places))])
    return "\ufeff" + out.getvalue()


def _row(entry: TimelineEntry, kind: str, places: list[str]) -> list[str]:
    return [
        entry.date.start or "",
        entry.date.end or "",
        entry.date.precision,
        "yes" if entry.date.inferred else "no",
        entry.event,
        clean(entry.headline),
        " ".join(clean(sentence.text) for sentence in entry.summary),
        "told" if entry.told and kind == "entry" else kind,
        str(entry.origins),
        str(entry.articles),
        "; ".join(entry.outlets),
        str(len(entry.disagreements)),
        " ".join(places),
    ]


def _cell(value: str) -> str:
    """A leading apostrophe keeps a spreadsheet from running what a source wrote."""
    return "'" + value if value.startswith(_FORMULA) else value
