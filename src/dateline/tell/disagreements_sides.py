"""Accounts of one thing, and how they become the sides of a disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.types import Citation, DisagreementKind, Field, Report, Sentence, Side, Span, Spans


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says of one thing, in its own words, with the passage."""

    id: str
    report: Report
    says: str
    spans: Spans
    field: Field = "text"

    def citations(self) -> tuple[Citation, ...]:
        """The passage in the newest version of its article."""
        article = self.report.analysed.article
        return tuple(
            Citation(article.id, article.version, start, end, self.field)
            for start, end in self.spans
        )


@dataclass(frozen=True, slots=True)
class Dispute:
    """Groups of accounts, one for each side, before they are counted."""

    kind: DisagreementKind
    about: str
    groups: tuple[tuple[Account, ...], ...]
    cause: Literal["conflict", "later_update"] = "conflict"


def sides(groups: Sequence[Sequence[Account]]) -> tuple[Side, ...]:
    """One side a group: the words of its first account, its passages, outlets and origins."""
    return tuple(
        Side(
            says=group[0].says,
            citations=tuple(citation for account in group for citation in account.citations()),
            outlets=tuple(
                sorted({account.report.analysed.article.outlet or "" for account in group} - {""})
            ),
            origins=len({account.report.origin for account in group}),
        )
        for group in groups
    )


def independent(one: Sequence[Account], other: Sequence[Account]) -> bool:
    """Whether two sides rest on different origins: nobody disagrees with his own reprint."""
    mine = {account.report.origin for account in one}
    theirs = {account.report.origin for account in other}
    return bool(mine - theirs) and bool(theirs - mine)


def sentence_at(report: Report, span: Span, field: Field) -> Sentence | None:
    """The sentence around a span; None for furniture and where no sentence holds it."""
    for sentence in report.analysed.sentences:
        if sentence.field == field and sentence.start <= span[0] and span[1] <= sentence.end:
            return None if sentence.furniture else sentence
    return None


def source_text(report: Report, field: Field) -> str:
    """The text that spans of ``field`` count in."""
    article = report.analysed.article
    return article.text if field == "text" else article.title or ""
