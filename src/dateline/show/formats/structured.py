"""JSON: the timeline as programs read it (DESIGN.md, "The command line")."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dateline.pipeline.export import citation_row, date_row, sentence_row
from dateline.show.formats.notes import cited_in
from dateline.types import Article, Timeline, TimelineEntry


def render_json(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """``{"title", "storyline", "entries": […], "background": […], "articles": {…}, "why"}``."""
    entries = (*timeline.entries, *timeline.background)
    cited = {citation.article for entry in entries for citation in cited_in(entry)}
    tree = {
        "title": timeline.title,
        "storyline": timeline.storyline,
        "entries": [entry_tree(entry) for entry in timeline.entries],
        "background": [entry_tree(entry) for entry in timeline.background],
        "articles": {name: _article(articles[name]) for name in sorted(cited & articles.keys())},
        "why": timeline.why,
    }
    return dumps(tree)


def dumps(tree: Any) -> str:
    """JSON with two blanks of indentation and a line end; lone surrogates stay escaped."""
    text = json.dumps(tree, ensure_ascii=False, indent=2)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(tree, indent=2)
    return text + "\n"


def entry_tree(entry: TimelineEntry) -> dict[str, Any]:
    """One entry as plain data."""
    return {
        "date": date_row(entry.date),
        "event": entry.event,
        "headline": entry.headline,
        "headline_citations": [citation_row(c) for c in entry.headline_citations],
        "summary": [sentence_row(sentence) for sentence in entry.summary],
        "outlets": list(entry.outlets),
        "origins": entry.origins,
        "articles": entry.articles,
        "disagreements": list(entry.disagreements),
        "told": entry.told,
        "mentioned_by": list(entry.mentioned_by),
        "importance": entry.importance,
        "why": entry.why,
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "language": article.language,
    }
