"""Commands that list: stories, statements, quantities, disagreements, search."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from dateline.show.command.common import Result, command, say

if TYPE_CHECKING:
    from dateline.pipeline.library import Dateline
    from dateline.ports import StoredArticle

limit_option = click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many."
)


def articles_by_id(dateline: Dateline, ids: list[str]) -> dict[str, StoredArticle]:
    """The articles of a list."""
    return {a.article.id: a for a in dateline.store.articles(sorted(set(ids)))}


@command(
    """
dateline stories
dateline stories --limit 5 --format json
"""
)
@limit_option
def stories(result: Result, limit: int) -> None:
    """Lists the storylines, the liveliest first."""
    from dateline.show.rows import summary_row
    from dateline.show.text.lists import stories_lines

    with result.open() as dateline:
        found = dateline.stories(limit)
        if result.as_json:
            result.json({"storylines": [summary_row(s) for s in found]})
        elif found:
            result.text(stories_lines(found, result.flavour()))
        else:
            say(
                "no storyline yet: `dateline add PATH` reads articles, "
                "`dateline run PATH` tries it out"
            )


@command(
    """
dateline statements --by Macron
dateline statements --event e3f9c2d1e0b4a567 --format json
"""
)
@click.option("--by", metavar="NAME", help="The speaker, or part of the name.")
@click.option("--event", metavar="EVENT", help="Of this event only.")
@click.option("--words", metavar="WORDS", help="With these words in it.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True)
def statements(
    result: Result, by: str | None, event: str | None, words: str | None, limit: int
) -> None:
    """Lists who said what, under which condition."""
    from dateline.pipeline.export import statement_row
    from dateline.show.text.lists import statement_lines

    with result.open() as dateline:
        found = list(islice(dateline.statements(by, event, words), limit))
        if result.as_json:
            rows = [statement_row(s.statement, s.event, s.same_as) for s in found]
            result.json({"statements": rows})
            return
        articles = articles_by_id(dateline, [s.statement.article for s in found])
        result.text(statement_lines(found, articles, result.flavour()))


@command(
    """
dateline quantities --event e3f9c2d1e0b4a567
"""
)
@click.option("--event", metavar="EVENT", help="Of this event only.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True)
def quantities(result: Result, event: str | None, limit: int) -> None:
    """Lists figures with their bounds, units and what they count."""
    from dateline.pipeline.export import quantity_row
    from dateline.show.text.lists import quantity_lines

    with result.open() as dateline:
        event = dateline.store.resolve(event) if event else None
        found = list(islice(dateline.store.quantities(event=event), limit))
        if result.as_json:
            result.json({"quantities": [quantity_row(q, e) for q, e in found]})
            return
        articles = articles_by_id(dateline, [q.article for q, _ in found])
        result.text(quantity_lines(found, articles, result.flavour()))


@command(
    """
dateline disagreements
dateline disagreements --kind quantity
dateline disagreements --developments              how figures went on
"""
)
@click.option("--event", metavar="EVENT", help="Of this event only.")
@click.option(
    "--kind",
    type=click.Choice(("quantity", "wording", "scope", "date", "place", "attribution")),
    help="Of this kind only.",
)
@click.option("--developments", is_flag=True, help="Figures that changed without contradiction.")
def disagreements(result: Result, event: str | None, kind: str | None, developments: bool) -> None:
    """Lists where reports disagree; Dateline never says who is right."""
    from dateline.pipeline.export import disagreement_row
    from dateline.show.text.lists import disagreement_lines
    from dateline.show.text.timeline import Numbers, source_lines

    cause = "later_update" if developments else "conflict"
    with result.open() as dateline:
        found = dateline.disagreements(event, kind, cause)
        if result.as_json:
            result.json({"disagreements": [disagreement_row(d) for d in found]})
            return
        flavour, numbers = result.flavour(), Numbers()
        lines = [line for d in found for line in disagreement_lines(d, numbers, flavour)]
        sources = articles_by_id(dateline, list(numbers.of))
        result.text([*lines, "", *source_lines(numbers, sources, flavour)] if lines else "")
        if not lines:
            say("no disagreement found")


@command(
    """
dateline search canal treaty
"""
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@limit_option
def search(result: Result, words: tuple[str, ...], limit: int) -> None:
    """Finds articles by their words."""
    from dateline.pipeline.export import article_row
    from dateline.show.text.lists import hit_lines

    with result.open() as dateline:
        found = dateline.search(" ".join(words), limit)
        if result.as_json:
            hits = [{"relevance": f.relevance, **article_row(a)} for f, a in found]
            result.json({"articles": hits})
        elif found:
            result.text(hit_lines((a for _, a in found), result.flavour()))
        else:
            say("nothing found")
