"""Commands that follow feeds: sources, follow."""

from __future__ import annotations

import json
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.show.command.common import Result, command, say
from dateline.show.command.progress import ProgressLine, collected_row

if TYPE_CHECKING:
    from dateline.pipeline.follow import Round, SourceHealth
    from dateline.pipeline.library import Dateline

ACTIONS = ("add", "list", "remove", "import", "export", "check")
FOLDER_HELP = "The folder that new sources go into."


@command(
    """
dateline sources add https://example.org/feed.xml --folder World
dateline sources list
dateline sources check                  how they are: last success, last error, articles a week
dateline sources import feeds.opml
dateline sources export feeds.opml
""",
    formats=("text", "json"),
)
@click.argument("action", type=click.Choice(ACTIONS), default="list")
@click.argument("what", nargs=-1, metavar="[URL…|FILE]")
@click.option("--folder", default="", help=FOLDER_HELP)
def sources(result: Result, action: str, what: tuple[str, ...], folder: str) -> None:
    """Adds, lists, removes and checks the feeds that `follow` asks; OPML both ways."""
    from dateline.pipeline import follow

    if action in ("add", "remove", "import") and not what:
        raise click.UsageError(
            f"sources {action} needs {'a file' if action == 'import' else 'an address'}"
        )
    with result.open() as dateline:
        store = dateline.store
        for one in what if action in ("add", "remove", "import") else ():
            if action == "add":
                follow.add_source(store, one, folder=folder)
            elif action == "remove":
                follow.remove_source(store, one)
            else:
                say(f"{follow.import_opml(store, Path(one).read_bytes())} sources in {one}")
        if action == "export":
            written = follow.export_opml(store)
            if what:
                Path(what[0]).write_text(written, encoding="utf-8")
            else:
                result.text(written)
            return
        listed = follow.check(store, time.time())
        if result.as_json:
            result.json({"sources": [follow.health_row(found) for found in listed]})
        else:
            result.text(source_lines(listed, action == "check"))
            if not listed:
                say("no source yet: `dateline sources add URL` follows one")


def source_lines(listed: list[SourceHealth], full: bool) -> list[str]:
    """Sources with their health in words."""
    from dateline.read.web import without_login
    from dateline.show.text.flavour import safe

    lines = []
    for found in listed:
        folder = f" · {safe(found.source.folder)}" if found.source.folder else ""
        title = safe(found.source.title) or without_login(found.source.url)
        lines.append(f"{found.health:10s} {title}{folder}")
        lines.append(f"{'':10s} {safe(without_login(found.source.url))}")
        if full:
            lines.append(f"{'':10s} {found.articles_a_week} articles a week")
            lines += [f"{'':10s} last error: {safe(found.error)}"] if found.error else []
    return lines


@command(
    """
dateline follow                    asks feeds when they are due, until stopped
dateline follow --once             one round, for cron
dateline follow --format json      one JSON object a round
""",
    formats=("text", "json"),
)
@click.option("--once", is_flag=True, help="One round, then end.")
@click.pass_context
def follow(ctx: click.Context, result: Result, once: bool) -> None:
    """Asks the followed feeds and adds what is new, until stopped."""
    stop = threading.Event()

    def stopped(_number: int, _frame: object) -> None:
        stop.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stopped)
    try:
        with result.open() as dateline:
            rounds(result, dateline, once, stop)
    except KeyboardInterrupt:
        if not stop.is_set():
            raise
    finally:
        signal.signal(signal.SIGTERM, before)


def rounds(result: Result, dateline: Dateline, once: bool, stop: threading.Event) -> None:
    """One calm line a round, or one JSON object."""
    from dateline.pipeline.follow import sources as followed

    if not followed(dateline.store):
        say("no source yet: `dateline sources add URL` follows one")
        return
    line = ProgressLine()
    while True:
        done = dateline.poll(rejected=line.reject)
        if done.polled or once:
            tell_round(result, done)
        if once or done.collected.interrupted or stop.wait(pause(dateline)):
            return


def tell_round(result: Result, done: Round) -> None:
    """What a round did."""
    if result.as_json:
        row = {
            "polled": done.polled,
            "unchanged": done.unchanged,
            "failed": done.failed,
            **collected_row(done.collected),
        }
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        stamp = time.strftime("%H:%M:%S")
        click.echo(f"{stamp}  {done.line}")
        for url, words in sorted(done.failed.items()):
            say(f"{'':10s}{url}: {words}")


def pause(dateline: Dateline) -> float:
    """Seconds until the next source is due, between one and sixty."""
    from dateline.pipeline.follow import sources as followed

    times = [s.state.next_at for s in followed(dateline.store) if not s.state.retired]
    return min(60.0, max(1.0, min(times, default=60.0) - time.time()))
