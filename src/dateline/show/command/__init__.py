"""The command line: ``dateline [OPTIONS] COMMAND …``.

Imports here and in the commands' files stay light: models and stores are loaded inside commands,
so that ``dateline --help`` answers at once.
"""

from __future__ import annotations

import os
import sys

import click

from dateline import __version__
from dateline.errors import DatelineError
from dateline.show.command.common import TIMELINE_FORMATS, Settings, store_option

EXAMPLES = """
\b
Examples:
  dateline run samples/                 tell the largest story in a folder
  dateline add articles.jsonl           keep articles in your store
  dateline stories                      what is going on
  dateline timeline canal treaty        tell it, newest first
"""


class Commands(click.Group):
    """Finds each command's file only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from dateline.show.command.all import COMMANDS

        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from dateline.show.command.all import COMMANDS

        return COMMANDS.get(name)


@click.group(
    cls=Commands,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@store_option
@click.option(
    "--format", "format_", type=click.Choice(TIMELINE_FORMATS), help="How results are written."
)
@click.version_option(__version__, prog_name="dateline")
@click.pass_context
def cli(ctx: click.Context, store: str | None, format_: str | None) -> None:
    """Reads news articles and tells the story they add up to, every sentence cited."""
    ctx.obj = Settings(store, format_)


def main() -> None:
    """Runs the command line and exits: no traceback reaches a person."""
    try:
        status = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        fail("interrupted", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DatelineError as error:
        fail(str(error), error.exit_status)
    except KeyboardInterrupt:
        fail("interrupted", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        fail(f"{error.filename or 'input or output'}: {error.strerror or error}", 1)
    except Exception as error:  # a fault of ours: told as one, and in full to who asks
        if os.environ.get("DATELINE_DEBUG"):
            raise
        fail(f"a fault in Dateline itself: {error!r}; DATELINE_DEBUG=1 shows where", 1)
    sys.exit(status if isinstance(status, int) else 0)


def fail(message: str, status: int) -> None:
    """One line for a person, and the exit status."""
    click.echo(f"dateline: {message}", err=True)
    sys.exit(status)
