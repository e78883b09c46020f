"""Commands that ask for one thing: timeline, event, article, compare, why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import NotFound, UsageError
from dateline.show.command.common import TIMELINE_FORMATS, Result, command, day

if TYPE_CHECKING:
    from dateline.pipeline.library import Dateline
    from dateline.types import Timeline


@command(
    """
dateline timeline s3f9c2d1e0b4a567                a storyline by its id
dateline timeline canal treaty                    a query over the whole store
dateline timeline canal --from 2024-01-01 --entries 10 --sentences 2
dateline timeline canal --format html > canal.html
""",
    formats=TIMELINE_FORMATS,
)
@click.argument("what", nargs=-1, required=True, metavar="STORYLINE|WORDS…")
@click.option("--entries", type=click.IntRange(1), help="The best so many entries.")
@click.option("--sentences", type=click.IntRange(1), help="At most so many sentences an entry.")
@click.option("--from", "start", callback=day, metavar="DATE", help="The first day.")
@click.option("--to", "end", callback=day, metavar="DATE", help="The last day.")
@click.option("--oldest-first", is_flag=True, help="In the order in which things happened.")
@click.option("--language", help="Your language: sentences in it come first.")
@click.option("--background", is_flag=True, help="Add what a newcomer has to know.")
def timeline(
    result: Result,
    what: tuple[str, ...],
    entries: int | None,
    sentences: int | None,
    start: str | None,
    end: str | None,
    oldest_first: bool,
    language: str | None,
    background: bool,
) -> None:
    """Tells a storyline, or the answer to a query, as dated entries, newest first."""
    with result.open() as dateline:
        told = dateline.timeline(
            " ".join(what),
            entries=entries,
            sentences=sentences,
            start=start,
            end=end,
            oldest_first=oldest_first,
            language=language,
            background=background,
        )
        write_timeline(result, dateline, told, language or dateline.config.language)


def write_timeline(result: Result, dateline: Dateline, told: Timeline, language: str) -> None:
    """A timeline in the format asked for."""
    from dateline.pipeline.ask import sources_of
    from dateline.show.formats import render_timeline
    from dateline.show.text.timeline import timeline_text

    sources = sources_of(dateline.store, told)
    if result.format == "text":
        result.text(timeline_text(told, sources, result.flavour(), language))
    else:
        articles = {id: stored.article for id, stored in sources.items()}
        result.text(render_timeline(told, result.format, articles))


@command(
    """
dateline event e3f9c2d1e0b4a567
dateline event e3f9c2d1e0b4a567 --format json
"""
)
@click.argument("id")
def event(result: Result, id: str) -> None:
    """Shows an event: its reports by origin, statements, figures and disagreements."""
    with result.open() as dateline:
        report = dateline.event(id)
        if result.as_json:
            from dateline.show.rows import event_report_row

            result.json(event_report_row(report))
            return
        from dateline.show.text.event import event_text

        result.text(event_text(report, result.flavour()))


@command(
    """
dateline article 3f9c2d1e0b4a5678
dateline article 3f9c2d1e0b4a5678 --versions      what was edited
"""
)
@click.argument("id")
@click.option("--versions", is_flag=True, help="Show what its edits changed.")
def article(result: Result, id: str, versions: bool) -> None:
    """Shows an article as it is stored."""
    from dateline.show.rows import article_report_row
    from dateline.show.text.article import article_text, versions_text

    with result.open() as dateline:
        stored = dateline.article(id)
        older = dateline.store.versions(stored.article.id)
        if result.as_json:
            result.json(article_report_row(stored, older))
        elif versions:
            result.text(versions_text(older, result.flavour()))
        else:
            result.text(article_text(stored, result.flavour()))


@command(
    """
dateline compare pairs.jsonl --format json        one answer a line
""",
    formats=("json",),
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def compare(result: Result, file: Path) -> None:
    """Compares the two articles, or the two sentences, a and b of each line."""
    from dateline.config import read_config
    from dateline.pipeline.compare import compare as compared
    from dateline.pipeline.prepare import Prepare

    prepare = Prepare(read_config().english)
    with click.open_file(str(file), encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                a, b = pair(line, number, str(file))
                found = compared(prepare, a, b)
                answer = {
                    "similarity": found.similarity,
                    "cannot_both_hold": found.cannot_both_hold,
                    "why": found.why,
                }
                click.echo(json.dumps(answer, ensure_ascii=False))


def pair(line: str, number: int, name: str) -> tuple[Any, Any]:
    """The two sides of a line; raises UsageError in words."""
    try:
        row = json.loads(line)
        return row["a"], row["b"]
    except (ValueError, KeyError, TypeError):
        raise UsageError(f'{name}, line {number}: not an object like {{"a": …, "b": …}}') from None


@command(
    """
dateline why e3f9c2d1e0b4a567
"""
)
@click.argument("event")
def why(result: Result, event: str) -> None:
    """Explains why an event's articles stand together, and what nearly joined."""
    from dateline.show.rows import decision_row
    from dateline.show.text.event import why_text

    with result.open() as dateline:
        report = dateline.event(event)
        if not report.event.articles:
            raise NotFound("a told event has no articles: later articles mention it")
        decisions = dateline.store.group_decisions(report.event.articles)
        if result.as_json:
            result.json(
                {"event": report.event.id, "decisions": [decision_row(d) for d in decisions]}
            )
        else:
            result.text(why_text(report, decisions, result.flavour()))


@command(
    """
dateline changes --since last                     since you last looked
dateline changes s3f9c2d1e0b4a567 --since 2025-09-01
"""
)
@click.argument("storyline", required=False)
@click.option("--since", required=True, metavar="WHEN|last", help="A day, a time, or last.")
@click.option("--reader", help="Whose last look is meant; the configured reader by default.")
def changes(result: Result, storyline: str | None, since: str, reader: str | None) -> None:
    """Tells what Dateline learned since a moment: events, reports, figures, reversals, edits."""
    from dateline.show.rows import change_row
    from dateline.show.text.changes import changes_text

    with result.open() as dateline:
        found = dateline.changes(since, storyline, reader)
        if result.as_json:
            rows = [change_row(change) for change in found.changes]
            result.json({"since": found.since or None, "changes": rows})
        else:
            result.text(changes_text(found, dateline.store, result.flavour()))


@command(
    """
dateline cite e3f9c2d1e0b4a567 --format bibtex
dateline cite 3f9c2d1e0b4a5678 --format csl
""",
    formats=("bibtex", "ris", "csl"),
)
@click.argument("id", metavar="EVENT|ARTICLE")
def cite(result: Result, id: str) -> None:
    """Writes an article, or all articles of an event, for a reference manager."""
    from dateline.show.formats.cite import render_citations

    with result.open() as dateline:
        if id.startswith(("e", "t")) and len(id) == 17:
            articles = [stored.article for stored in dateline.event(id).articles]
        else:
            articles = [dateline.article(id).article]
        result.text(render_citations(articles, result.format))
