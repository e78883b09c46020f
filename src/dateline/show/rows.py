"""Results as plain values for JSON: the export's names and shapes, put together for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.pipeline.export import (
    Row,
    article_row,
    disagreement_row,
    event_row,
    quantity_row,
    sentence_row,
    statement_row,
    storyline_row,
    version_row,
)
from dateline.similarity.identity import event_id
from dateline.types import Article, GroupDecision, NearMiss

if TYPE_CHECKING:
    from dateline.pipeline.ask import EventReport, StorylineSummary
    from dateline.ports import StoredArticle
    from dateline.tell.changes import Change


def event_report_row(report: EventReport) -> Row:
    """An event with its articles, statements, figures and disagreements."""
    return {
        **event_row(report.event),
        "reports": [article_row(a) for a in report.articles],
        "statements": [statement_row(s.statement, s.event, s.same_as) for s in report.statements],
        "quantities": [quantity_row(q, report.event.id) for q in report.quantities],
        "disagreements": [disagreement_row(d) for d in report.event.telling.disagreements],
        "developments": [disagreement_row(d) for d in report.event.telling.developments],
    }


def article_report_row(stored: StoredArticle, versions: Sequence[Article]) -> Row:
    """An article with the texts of all its versions, oldest first."""
    return {**article_row(stored), "history": [version_row(v) for v in versions]}


def summary_row(summary: StorylineSummary) -> Row:
    """A storyline in a list."""
    return {
        **storyline_row(summary.storyline),
        "articles": summary.articles,
        "outlets": list(summary.outlets),
        "origins": summary.origins,
        "last_headline": summary.last_headline,
        "activity": list(summary.activity),
    }


def near_miss_row(miss: NearMiss) -> Row:
    """A candidate that was weighed."""
    return {
        "id": event_id(miss.id),
        "score": miss.score,
        "reasons": {r.feature: [r.value, r.contribution] for r in miss.reasons},
    }


def decision_row(decision: GroupDecision) -> Row:
    """Why one article stands where it does."""
    return {
        "article": decision.article,
        "event": event_id(decision.event),
        "origin": decision.origin,
        "also": [event_id(founder) for founder in decision.also],
        "score": decision.score,
        "reasons": {r.feature: [r.value, r.contribution] for r in decision.reasons},
        "nearly": [near_miss_row(miss) for miss in decision.nearly],
    }


def change_row(change: Change) -> Row:
    """One change."""
    return {
        "kind": change.kind,
        "event": change.event,
        "says": change.says,
        "before": [sentence_row(s) for s in change.before],
        "after": [sentence_row(s) for s in change.after],
        "outlets": list(change.outlets),
    }
