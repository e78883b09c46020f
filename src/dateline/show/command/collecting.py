"""Commands that bring articles in: run, add."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from dateline.show.command.common import TIMELINE_FORMATS, Result, command, say
from dateline.show.command.progress import (
    ProgressLine,
    closing_line,
    collected_row,
    exit_status,
)


@command(
    """
dateline add articles.jsonl              one JSON object a line
dateline add downloads/ extra.html.gz    folders and files of any kind
cat articles.jsonl | dateline add -      standard input
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.pass_context
def add(ctx: click.Context, result: Result, paths: tuple[str, ...]) -> None:
    """Reads articles into the store, groups them and tells what changed."""
    line = ProgressLine()
    with result.open() as dateline:
        collected = dateline.add(paths, line, line.reject)
    line.clear()
    if result.as_json:
        result.json(collected_row(collected))
    say(closing_line(collected))
    ctx.exit(exit_status(collected))


@command(
    """
dateline run samples/                    the largest story in a folder
dateline run - < articles.jsonl          from standard input
dateline --store news.db run new.jsonl   keep what was read
""",
    formats=TIMELINE_FORMATS,
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--entries", type=click.IntRange(1), help="At most so many entries.")
@click.option("--sentences", type=click.IntRange(1), help="At most so many sentences an entry.")
@click.option("--language", help="Your language: sentences in it come first.")
@click.pass_context
def run(
    ctx: click.Context,
    result: Result,
    paths: tuple[str, ...],
    entries: int | None,
    sentences: int | None,
    language: str | None,
) -> None:
    """Reads articles and prints the timeline of the largest story in them.

    The store is a temporary one unless you name one.
    """
    from dateline.show.command.asking import write_timeline

    line = ProgressLine()
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        where = result.where or str(Path(folder) / "run.db")
        with result.open(where) as dateline:
            collected = dateline.add(paths, line, line.reject)
            line.clear()
            say(closing_line(collected))
            if not collected.articles or collected.interrupted:
                ctx.exit(exit_status(collected))
            told = dateline.timeline(
                dateline.largest_storyline(),
                entries=entries,
                sentences=sentences,
                language=language,
            )
            write_timeline(result, dateline, told, language or "")
            if not result.where and sys.stderr.isatty():
                say("kept nothing: name a store with --store FILE to keep it")
