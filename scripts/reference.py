"""Writes docs/reference.md, the command reference, from the commands' own help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from dateline.show.command import cli

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 88}
PAGE = Path(__file__).parent.parent / "docs" / "reference.md"


def reference() -> str:
    """The page: help of ``dateline`` and of every command."""
    context = click.Context(cli, info_name="dateline", **SETTINGS)
    parts = [
        "# Command reference",
        "Written by `make docs` from the commands' own help.",
        "## dateline",
    ]
    parts.append(f"```text\n{cli.get_help(context).rstrip()}\n```")
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is None:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        help_text = "\n".join(line.rstrip() for line in command.get_help(inner).splitlines())
        parts += [f"## dateline {name}", f"```text\n{help_text}\n```"]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
