"""Commands that keep the store: export, rebuild, doctor, config."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from dateline.show.command.common import Result, command, say


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


@command("dateline doctor", formats=("text", "json"))
@click.pass_context
def doctor(ctx: click.Context, result: Result) -> None:
    """Checks what the store can show of what always holds; exit status 4 if there are faults."""
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
