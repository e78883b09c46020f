"""Lists as text: storylines, statements, figures, disagreements, search hits, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.show.text.flavour import Flavour
from dateline.show.text.timeline import Numbers, source_words
from dateline.show.words import bars, counted, date_words, day_words, span_words
from dateline.types import Disagreement, Quantity, Statement

if TYPE_CHECKING:
    from dateline.pipeline.ask import StorylineSummary
    from dateline.ports import Decision, StoredArticle, StoredStatement


def stories_lines(stories: Iterable[StorylineSummary], flavour: Flavour) -> Iterator[str]:
    """The liveliest storylines: title, span, counts, last headline, activity."""
    for summary in stories:
        storyline = summary.storyline
        yield flavour.strong(storyline.title)
        last = day_words(storyline.last) if storyline.last else "undated"
        facts = [
            span_words(storyline.first, storyline.last),
            counted(len(storyline.events), "event"),
            counted(summary.articles, "article"),
            counted(len(summary.outlets), "outlet"),
            f"{summary.origins:,} independent",
            storyline.id,
        ]
        yield flavour.quiet(" · ".join(facts))
        yield flavour.paragraph(
            f"{bars(summary.activity)}  {last}: {flavour.plain(summary.last_headline)}"
        )
        yield ""


def statement_line(statement: Statement, flavour: Flavour) -> str:
    """Who, how, what, under which condition."""
    speaker = flavour.plain(statement.speaker or "nobody named")
    content = flavour.plain(statement.content)
    content = f"“{content}”" if statement.direct else content
    if statement.speaker and statement.addressee:
        speaker += f" to {flavour.plain(statement.addressee)}"
    condition = f" — condition: {flavour.plain(statement.condition)}" if statement.condition else ""
    act = "" if statement.act == "claim" else f" ({statement.act})"
    mode = "" if statement.mode == "speech" else f" [{statement.mode}]"
    return f"{speaker}{act}{mode}: {content}{condition}"


def statement_lines(
    statements: Iterable[StoredStatement], articles: dict[str, StoredArticle], flavour: Flavour
) -> Iterator[str]:
    """Statements with where each stands."""
    for stored in statements:
        statement = stored.statement
        yield flavour.item("•", statement_line(statement, flavour))
        source = articles.get(statement.article)
        when = date_words(statement.said_at) if statement.said_at else ""
        facts = [when, source_words(source, flavour) if source else statement.article]
        yield flavour.paragraph(" · ".join(fact for fact in facts if fact), 4)


def number_words(number: float) -> str:
    """A number with thousands parted, without an empty fraction."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,}"


def quantity_words(quantity: Quantity) -> str:
    """A figure with its bounds, unit and what it counts."""
    if quantity.value is not None and quantity.low == quantity.high == quantity.value:
        figure = number_words(quantity.value)
    else:
        low = "" if quantity.low is None else number_words(quantity.low)
        high = "" if quantity.high is None else number_words(quantity.high)
        figure = f"{low or '…'} to {high or '…'}"
    return " ".join(part for part in (figure, quantity.unit, quantity.counted) if part)


def quantity_lines(
    quantities: Iterable[tuple[Quantity, str | None]],
    articles: dict[str, StoredArticle],
    flavour: Flavour,
) -> Iterator[str]:
    """Figures with the words that hold them."""
    for quantity, _ in quantities:
        stored = articles.get(quantity.article)
        whole = ""
        if stored:
            article = stored.article
            whole = article.text if quantity.field == "text" else article.title or ""
        words = flavour.plain(whole[slice(*quantity.span)])
        yield flavour.item("•", f"{flavour.plain(quantity_words(quantity))} — “{words}”")
        if stored:
            yield flavour.paragraph(source_words(stored, flavour), 4)


def disagreement_lines(
    disagreement: Disagreement, numbers: Numbers, flavour: Flavour
) -> Iterator[str]:
    """The sides of a disagreement, none of them right."""
    yield flavour.item(
        "⚑" if disagreement.cause == "conflict" else "→",
        f"{disagreement.kind}: {flavour.plain(disagreement.about)}",
    )
    for side in disagreement.sides:
        marks = dict.fromkeys(numbers.number(c) for c in side.citations)
        outlets = ", ".join(flavour.plain(outlet) for outlet in side.outlets)
        text = f"{flavour.plain(side.says)} {''.join(map(flavour.mark, marks))}"
        yield flavour.item("  ·", f"{text} ({outlets}; {side.origins:,} independent)")


def hit_lines(hits: Iterable[StoredArticle], flavour: Flavour) -> Iterator[str]:
    """Articles that were found."""
    for stored in hits:
        yield flavour.item("•", source_words(stored, flavour))
        if stored.event:
            yield flavour.paragraph(f"event {stored.event}", 4)


def decision_lines(decisions: Iterable[Decision], flavour: Flavour) -> Iterator[str]:
    """The journal of a person's decisions."""
    for d in decisions:
        undone = " (undone)" if d.undone else ""
        value = f" “{flavour.plain(d.value)}”" if d.value else ""
        yield flavour.item(
            f"{d.number}.",
            f"{d.at[:16].replace('T', ' ')} {flavour.plain(d.author)}: {d.kind}{value} "
            f"{' '.join(d.articles)}{undone}",
        )
