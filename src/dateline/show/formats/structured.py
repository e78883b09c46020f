"""JSON: the timeline as programs read it (DESIGN.md, "The command line")."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dateline.types import Article, Citation, CitedSentence, DateRange, Timeline, TimelineEntry


def render_json(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """``{"title", "storyline", "entries": […], "background": […], "articles": {…}, "why"}``."""
    cited = {
        citation.article
        for entry in (*timeline.entries, *timeline.background)
        for citation in (
            *entry.headline_citations,
            *(c for sentence in entry.summary for c in sentence.citations),
        )
    }
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
        "date": date_tree(entry.date),
        "event": entry.event,
        "headline": entry.headline,
        "headline_citations": [citation_tree(c) for c in entry.headline_citations],
        "summary": [sentence_tree(sentence) for sentence in entry.summary],
        "outlets": list(entry.outlets),
        "origins": entry.origins,
        "articles": entry.articles,
        "disagreements": list(entry.disagreements),
        "told": entry.told,
        "mentioned_by": list(entry.mentioned_by),
        "importance": entry.importance,
        "why": entry.why,
    }


def date_tree(date: DateRange) -> dict[str, Any]:
    """``{start, end, precision, inferred}``."""
    return {
        "start": date.start,
        "end": date.end,
        "precision": date.precision,
        "inferred": date.inferred,
    }


def sentence_tree(sentence: CitedSentence) -> dict[str, Any]:
    """``{text, language, citations}``."""
    return {
        "text": sentence.text,
        "language": sentence.language,
        "citations": [citation_tree(citation) for citation in sentence.citations],
    }


def citation_tree(citation: Citation) -> dict[str, Any]:
    """``{article, version, start, end, field, role}``."""
    return {
        "article": citation.article,
        "version": citation.version,
        "start": citation.start,
        "end": citation.end,
        "field": citation.field,
        "role": citation.role,
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "language": article.language,
    }
