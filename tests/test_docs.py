"""The documentation is what the program is."""

import importlib.util
from pathlib import Path

import click
import pytest

from dateline.show.command import cli
from dateline.show.command.all import COMMANDS

ROOT = Path(__file__).parents[1]


def test_the_command_reference_is_current() -> None:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert written == module.reference(), "run `make docs`"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_examples(name: str) -> None:
    command = COMMANDS[name]
    context = click.Context(
        command, info_name=name, parent=click.Context(cli, help_option_names=["-h", "--help"])
    )
    text = command.get_help(context)
    assert command.help
    assert f"dateline {name}" in text.split("Examples:")[1]


def test_the_changelog_speaks_of_this_version() -> None:
    assert "Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
