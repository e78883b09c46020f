"""Commands that keep the store: export, rebuild, doctor, backup, copy, forget, config."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from dateline.show.command.common import Result, command, day, say


@command("dateline export news-export/", formats=("text", "json"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def export(result: Result, folder: Path) -> None:
    """Writes everything as JSON Lines, one file a kind."""
    from dateline.show.export import write_export

    with result.open() as dateline:
        counts = write_export(dateline, folder)
    if result.as_json:
        result.json(counts)
    else:
        say(", ".join(f"{n:,} {kind}" for kind, n in counts.items()) + f" in {folder}")


@command(
    """
dateline rebuild
dateline rebuild --analyse      also redo analyses that another version made
""",
    formats=("text", "json"),
)
@click.option("--analyse", is_flag=True, help="Redo analyses that another version made.")
def rebuild(result: Result, analyse: bool) -> None:
    """Groups, weaves and tells everything anew from the stored analyses."""
    from dateline.show.command.progress import ProgressLine

    line = ProgressLine()
    with result.open() as dateline:
        dateline.rebuild(analyse, line)
        line.clear()
        counts = dict(dateline.store.counts())
    if result.as_json:
        result.json(counts)
    else:
        say(", ".join(f"{n:,} {kind}" for kind, n in counts.items()))


@command(
    """
dateline doctor
dateline doctor --repair        make a damaged store usable again, and say what was saved
""",
    formats=("text", "json"),
)
@click.option("--repair", is_flag=True, help="Save what a damaged store still holds.")
@click.pass_context
def doctor(ctx: click.Context, result: Result, repair: bool) -> None:
    """Checks what the store can show of what always holds; exit status 4 if there are faults."""
    if repair:
        from dateline.store.repair import repair as repaired

        for line in repaired(result.location):
            say(line)
    with result.open() as dateline:
        faults = list(dateline.doctor())
        counts = dict(dateline.store.counts())
    if result.as_json:
        result.json({"faults": faults, "counts": counts})
    else:
        say(", ".join(f"{n:,} {kind}" for kind, n in counts.items()))
        result.text([f"fault: {fault}" for fault in faults] or ["no fault found"])
    ctx.exit(4 if faults else 0)


@command(
    """
dateline config                        what is set, and where
dateline config set store ~/news.db
dateline config set language es
dateline config set language ""        back to the default
""",
    formats=("text", "json"),
)
@click.argument("action", type=click.Choice(("show", "set")), default="show")
@click.argument("name", required=False)
@click.argument("value", required=False)
def config(result: Result, action: str, name: str | None, value: str | None) -> None:
    """Shows what can be set, or sets it."""
    from dateline.config import DESCRIPTIONS, changed_file, config_path, read_config

    path = config_path()
    if action == "set":
        if name is None or value is None:
            raise click.UsageError("config set takes a name and a value")
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed_file(before, name, value), encoding="utf-8")
    settings = asdict(read_config())
    if result.as_json:
        result.json({"file": str(path), "settings": settings})
        return
    lines = [f"# {path}"]
    for key, setting in settings.items():
        lines.append(f"{key} = {setting!r}".ljust(36) + f"# {DESCRIPTIONS[key]}")
    result.text(lines)


@command("dateline backup news-backup.db", formats=("text",))
@click.argument("file")
def backup(result: Result, file: str) -> None:
    """Writes the whole store into one new file, and reads it back."""
    from dateline.store.backup import backup as backed_up

    backed_up(result.location, file)
    say(f"backed up {result.location} to {file}")


@command("dateline restore news-backup.db --store news.db", formats=("text",))
@click.argument("file")
@click.option("--replace", is_flag=True, help="Set an existing store aside first.")
def restore(result: Result, file: str, replace: bool) -> None:
    """Makes the store out of a backup, and reads it back."""
    from dateline.store.backup import restore as restored

    restored(file, result.location, replace=replace)
    say(f"restored {result.location} from {file}")


@command("dateline copy news.db postgresql://localhost/news", formats=("text",))
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(result: Result, source: str, target: str) -> None:
    """Copies a store into a new one, file or PostgreSQL; goes on where it was interrupted."""
    from contextlib import closing

    from dateline.store import open_store
    from dateline.store.copy import copy_store

    with closing(open_store(source, create=False)) as old, closing(open_store(target)) as new:
        copy_store(old, new)
    say("copied, and compared row by row")


@command(
    """
dateline forget 3f9c2d1e0b4a5678
dateline forget --outlet "The Harbour Gazette"
dateline forget --before 2020-01-01 --outlet wire.example
""",
    formats=("text", "json"),
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--outlet", help="All articles of this outlet.")
@click.option("--before", callback=day, metavar="DATE", help="All articles dated before this day.")
def forget(
    result: Result, articles: tuple[str, ...], outlet: str | None, before: str | None
) -> None:
    """Removes articles and everything made of them for good; a record says that it was done."""
    if not articles and not outlet and not before:
        raise click.UsageError("forget what? name articles, --outlet or --before")
    with result.open() as dateline:
        removed = dateline.forget(articles, outlet, before)
    if result.as_json:
        result.json({"forgotten": removed})
    else:
        say(f"forgotten: {removed} articles")
