"""An event as text: reports by origin, statements, figures, disagreements, reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.show.text.flavour import Flavour
from dateline.show.text.lists import disagreement_lines, statement_line
from dateline.show.text.timeline import Numbers, sentence_words, source_lines, source_words
from dateline.show.words import counted, date_words
from dateline.types import GroupDecision

if TYPE_CHECKING:
    from dateline.pipeline.ask import EventReport
    from dateline.ports import StoredArticle, StoredStatement


def event_text(report: EventReport, flavour: Flavour) -> str:
    """The whole event."""
    event, numbers = report.event, Numbers()
    telling = event.telling
    sources = {a.article.id: a for a in report.articles}
    lines = [flavour.title(telling.headline or event.id), flavour.quiet(event_facts(report)), ""]
    told = " ".join(sentence_words(s, numbers, flavour, "") for s in telling.summary)
    lines += [flavour.paragraph(told), ""] if told else []
    lines += [*report_lines(report, flavour), ""]
    if report.statements:
        lines += [flavour.heading("Who said what"), *utterance_lines(report, flavour), ""]
    if telling.disagreements:
        lines.append(flavour.heading("Where the reports disagree"))
        for disagreement in telling.disagreements:
            lines += disagreement_lines(disagreement, numbers, flavour)
        lines.append("")
    if telling.developments:
        lines.append(flavour.heading("How figures went on"))
        for development in telling.developments:
            lines += disagreement_lines(development, numbers, flavour)
        lines.append("")
    lines += source_lines(numbers, sources, flavour)
    return "\n".join(lines).rstrip() + "\n"


def event_facts(report: EventReport) -> str:
    """The line under the headline."""
    event = report.event
    facts = [date_words(event.telling.date)]
    if event.articles:
        facts += [
            counted(len(event.articles), "article"),
            counted(len(event.outlets), "outlet"),
            f"{event.origins:,} independent",
        ]
    else:
        facts.append(f"mentioned by {counted(len(event.mentioned_by), 'later article')}")
    if report.storyline:
        facts.append(f"storyline {report.storyline.id}")
    return " · ".join([*facts, event.id])


def report_lines(report: EventReport, flavour: Flavour) -> Iterator[str]:
    """Articles by origin: who printed whose text; the first says "in your collection"."""
    groups: defaultdict[str, list[StoredArticle]] = defaultdict(list)
    for stored in report.articles:
        groups[stored.origin].append(stored)
    yield flavour.heading("Reports by origin")
    ordered = sorted(groups.values(), key=lambda group: min(a.order for a in group))
    for number, group in enumerate(ordered):
        group.sort(key=lambda a: a.order)
        first = " (first in your collection)" if number == 0 and report.event.articles else ""
        yield flavour.item("•", source_words(group[0], flavour) + first)
        for reprint in group[1:]:
            yield flavour.item("  ↳", source_words(reprint, flavour))


def utterance_lines(report: EventReport, flavour: Flavour) -> Iterator[str]:
    """Statements, renderings of one utterance together with the differing words marked."""
    groups: defaultdict[str, list[StoredStatement]] = defaultdict(list)
    for stored in report.statements:
        groups[stored.same_as or stored.statement.id].append(stored)
    outlets = {a.article.id: a.article.outlet or "?" for a in report.articles}
    for group in groups.values():
        if len(group) == 1:
            yield flavour.item("•", statement_line(group[0].statement, flavour))
            continue
        speaker = flavour.plain(group[0].statement.speaker or "nobody named")
        yield flavour.item("•", f"{speaker}, one utterance in {len(group)} wordings:")
        texts = [stored.statement.content for stored in group]
        for index, stored in enumerate(group):
            others = [text for at, text in enumerate(texts) if at != index]
            marked = differing(stored.statement.content, others, flavour)
            outlet = flavour.plain(outlets.get(stored.statement.article, "?"))
            yield flavour.item("  ↳", f"{outlet}: “{marked}”")


def differing(text: str, others: Sequence[str], flavour: Flavour) -> str:
    """The text with the words that no other wording has set in ‹ ›."""
    common = {bare(word) for other in others for word in other.split()}
    words = [
        flavour.plain(word) if bare(word) in common else f"‹{flavour.plain(word)}›"
        for word in text.split()
    ]
    return " ".join(words).replace("› ‹", " ")


def bare(word: str) -> str:
    """A word without case and punctuation."""
    return "".join(c for c in word.casefold() if c.isalnum())


def why_text(report: EventReport, decisions: Sequence[GroupDecision], flavour: Flavour) -> str:
    """Why these articles stand together, in words and numbers."""
    names = {a.article.id: a.article.title or a.article.id for a in report.articles}
    lines = [flavour.title(report.event.telling.headline or report.event.id)]
    lines += [
        flavour.paragraph(f"Together because of: {report.event.why or 'one article only'}"),
        "",
    ]
    for decision in decisions:
        name = flavour.plain(names.get(decision.article, decision.article))
        lines.append(flavour.strong(f"{decision.article}  {name}"))
        if decision.reasons:
            lines.append(
                flavour.paragraph(f"joined at {decision.score:.2f}: {reason_words(decision)}", 2)
            )
        else:
            lines.append(flavour.paragraph("opened the event", 2))
        if decision.origin != decision.article:
            lines.append(flavour.paragraph(f"prints the text of {decision.origin}", 2))
        for miss in decision.nearly:
            lines.append(flavour.paragraph(f"nearly joined e{miss.id} at {miss.score:.2f}", 2))
    return "\n".join(lines) + "\n"


def reason_words(decision: GroupDecision) -> str:
    """Features by the size of their part."""
    ordered = sorted(decision.reasons, key=lambda r: (-abs(r.contribution), r.feature))
    return ", ".join(f"{r.feature} {r.value:.2f} ({r.contribution:+.2f})" for r in ordered)
