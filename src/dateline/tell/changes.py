"""What changed between two recorded states: pure comparisons of tellings, statements, versions.

A telling that was recorded says what was known when Dateline learned of it; nothing here reads a
clock. Each change carries citations into what it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dateline.similarity.names import same_name
from dateline.similarity.slots import cannot_both_hold
from dateline.similarity.slots_text import SlotText
from dateline.types import (
    Article,
    Citation,
    CitedSentence,
    Disagreement,
    EventTelling,
    Sentence,
    Side,
    Statement,
)

Kind = Literal[
    "event", "reports", "date", "figure", "disagreement", "statement", "reversal", "edit",
    "correction", "vanished",
]  # fmt: skip
#: Acts that take back the other.
_OPPOSITE = frozenset({frozenset({"pledge", "refusal"}), frozenset({"claim", "denial"})})
_CORRECTION = re.compile(
    r"\bcorrection\b|\bcorrected\b|\bearlier version of this\b|\bclarification\b|\bcorrección\b|"
    r"\bfe de errores\b|\brectificatif\b|\berratum\b|\bkorrektur\b|\bberichtigung\b|"
    r"\bin einer früheren version\b|\bвиправлен|\bуточнен|\bисправлен",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``says`` in Dateline's own words, ``before`` and ``after`` in the sources'."""

    kind: Kind
    event: str | None
    says: str
    before: tuple[CitedSentence, ...] = ()
    after: tuple[CitedSentence, ...] = ()
    outlets: tuple[str, ...] = ()


def telling_changes(
    event: str, before: EventTelling | None, after: EventTelling
) -> tuple[Change, ...]:
    """What became of one event between two of its recorded tellings; None: it was not known."""
    if before is None:
        return (Change("event", event, f"new event: {after.headline}", after=after.summary),)
    return (
        *_moved_date(event, before, after),
        *_more_reports(event, before, after),
        *_figures(event, before, after),
        *_disputes(event, before, after),
    )


def _moved_date(event: str, before: EventTelling, after: EventTelling) -> tuple[Change, ...]:
    if before.date == after.date:
        return ()
    old, new = before.date.start or "undated", after.date.start or "undated"
    if old == new and before.date.precision == after.date.precision:
        return ()
    return (Change("date", event, f"dated {new}, before {old}"),)


def _more_reports(event: str, before: EventTelling, after: EventTelling) -> tuple[Change, ...]:
    """Sentences from articles that the earlier telling did not cite."""
    known = {citation.article for citation in _cited(before)}
    fresh = [s for s in after.sentences if all(c.article not in known for c in s.citations)]
    articles = {citation.article for citation in _cited(after)} - known
    if not articles:
        return ()
    number = f"{len(articles)} more report{'s' if len(articles) > 1 else ''}"
    return (Change("reports", event, number, after=tuple(fresh[:3])),)


def _cited(telling: EventTelling) -> Iterable[Citation]:
    yield from telling.headline_citations
    for sentence in telling.sentences:
        yield from sentence.citations


def _figures(event: str, before: EventTelling, after: EventTelling) -> tuple[Change, ...]:
    """Values that moved without contradiction: from, to, by whom."""
    known = {development.id: development for development in before.developments}
    return tuple(
        Change(
            "figure",
            event,
            f"{d.about}: " + " → ".join(side.says for side in d.sides),
            tuple(_side(side) for side in d.sides[:-1]),
            (_side(d.sides[-1]),),
            d.sides[-1].outlets,
        )
        for d in after.developments
        if d.sides and known.get(d.id) != d
    )


def _disputes(event: str, before: EventTelling, after: EventTelling) -> tuple[Change, ...]:
    old = {dispute.id for dispute in before.disagreements}
    new = {dispute.id for dispute in after.disagreements}
    gone = [Change("disagreement", event, f"settled: {d.about}", _sides(d))
            for d in before.disagreements if d.id not in new]  # fmt: skip
    come = [Change("disagreement", event, f"reports disagree: {d.about}", after=_sides(d))
            for d in after.disagreements if d.id not in old]  # fmt: skip
    return (*come, *gone)


def _sides(dispute: Disagreement) -> tuple[CitedSentence, ...]:
    return tuple(_side(side) for side in dispute.sides)


def _side(side: Side) -> CitedSentence:
    return CitedSentence(side.says, side.citations)


def statement_changes(
    event: str | None, before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[Change, ...]:
    """Statements that are new, and those that a speaker took back.

    A reversal is one speaker's statement whose typed slots cannot hold beside an earlier one of
    his on the same thing, or that denies what he claimed or refuses what he pledged in the same
    words; everything less plain counts as new only.
    """
    known = {statement.id for statement in before}
    found = []
    for statement in after:
        if statement.id in known or not statement.speaker:
            continue
        earlier = next((old for old in reversed(before) if _reverses(statement, old)), None)
        if earlier is None:
            found.append(Change("statement", event, f"{statement.speaker} spoke",
                                after=(_said(statement),)))  # fmt: skip
        else:
            says = f"{statement.speaker} said otherwise before"
            found.append(Change("reversal", event, says, (_said(earlier),), (_said(statement),)))
    return tuple(found)


def _reverses(new: Statement, old: Statement) -> bool:
    if not (new.speaker and old.speaker and same_name(new.speaker, old.speaker)):
        return False
    alike = SequenceMatcher(None, old.content.split(), new.content.split()).ratio()
    if frozenset({new.act, old.act}) in _OPPOSITE and alike >= 0.6:
        return True
    return alike >= 0.4 and cannot_both_hold(SlotText(old.content), SlotText(new.content))[0]


def _said(statement: Statement) -> CitedSentence:
    citations = tuple(
        Citation(statement.article, statement.version, start, end, statement.field)
        for start, end in statement.content_span
    )
    return CitedSentence(statement.content, citations)


def version_changes(
    old: Article, old_sentences: Sequence[Sentence], new: Article, new_sentences: Sequence[Sentence]
) -> tuple[Change, ...]:
    """The sentences that an edit took out and put in; a correction where the new ones say so."""
    before = [_quoted(old, s) for s in old_sentences if s.field == "text"]
    after = [_quoted(new, s) for s in new_sentences if s.field == "text"]
    matcher = SequenceMatcher(None, [s.text for s in before], [s.text for s in after], False)
    taken: list[CitedSentence] = []
    put: list[CitedSentence] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            taken += before[a:b]
            put += after[c:d]
    if not taken and not put and old.title == new.title:
        return ()
    corrected = any(_CORRECTION.search(sentence.text) for sentence in put)
    says = f"{new.outlet or new.id} {'corrected' if corrected else 'edited'} an article"
    if old.title != new.title:
        says += f", now titled “{new.title or ''}”"
    kind: Kind = "correction" if corrected else "edit"
    outlets = (new.outlet,) if new.outlet else ()
    return (Change(kind, None, says, tuple(taken), tuple(put), outlets),)


def _quoted(article: Article, sentence: Sentence) -> CitedSentence:
    citation = Citation(article.id, article.version, sentence.start, sentence.end)
    text = " ".join(article.text[sentence.start : sentence.end].split())
    return CitedSentence(text, (citation,), article.language)
