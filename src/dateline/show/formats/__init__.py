"""Timelines in every shape that they leave in: pure functions to text, the same bytes each time.

``render_timeline`` is the one way in; ``cite.render_citations`` writes reference lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.errors import UsageError
from dateline.show.formats.atom import render_atom
from dateline.show.formats.ics import render_ics
from dateline.show.formats.jsonfeed import render_jsonfeed
from dateline.show.formats.markdown import render_markdown
from dateline.show.formats.page import render_html
from dateline.show.formats.plain import render_text
from dateline.show.formats.rows import render_csv
from dateline.show.formats.structured import render_json
from dateline.show.formats.timelinejs import render_timelinejs
from dateline.types import Article, Timeline

Renderer = Callable[[Timeline, Mapping[str, Article]], str]

TIMELINE_FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": render_text,
        "markdown": render_markdown,
        "html": render_html,
        "json": render_json,
        "csv": render_csv,
        "ics": render_ics,
        "atom": render_atom,
        "jsonfeed": render_jsonfeed,
        "timelinejs": render_timelinejs,
    }
)


def render_timeline(timeline: Timeline, format: str, articles: Mapping[str, Article]) -> str:
    """A timeline in one of ``TIMELINE_FORMATS``.

    ``articles`` holds the cited articles by id; a citation whose article is not among them is
    shown by its id alone. Raises UsageError for an unknown format.
    """
    if format not in TIMELINE_FORMATS:
        raise UsageError(
            f"a timeline cannot be written as {format!r}; choose {', '.join(TIMELINE_FORMATS)}"
        )
    return TIMELINE_FORMATS[format](timeline, articles)
