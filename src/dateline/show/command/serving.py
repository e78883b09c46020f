"""The ``serve`` command: the page over the store."""

from __future__ import annotations

import os
import secrets

import click

from dateline.errors import UsageError
from dateline.show.command.common import Result, command, say

LOCAL = ("127.0.0.1", "localhost", "::1")
TOKEN_VARIABLE = "DATELINE_TOKEN"  # noqa: S105 (a variable's name)


@command(
    """
dateline serve                            the page at http://127.0.0.1:8377
dateline serve --read-only --port 9000
dateline serve --listen 0.0.0.0 --host news.example     for others, with a token
""",
    formats=("text",),
)
@click.option("--listen", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8377, help="The port to listen on.")
@click.option("--host", "hosts", multiple=True, help="A name under which the page may be asked.")
@click.option("--read-only", is_flag=True, help="Nobody can change anything.")
def serve(result: Result, listen: str, port: int, hosts: tuple[str, ...], read_only: bool) -> None:
    """Opens a web page over the store, and its JSON API.

    It listens on this machine only. Beyond that it demands a token, taken from the variable
    DATELINE_TOKEN or made anew and written to standard error.
    """
    try:
        import uvicorn

        from dateline.show.web.app import make_app
        from dateline.show.web.site import Options
    except ImportError as error:
        raise UsageError(
            f"the page needs the extra packages of `pip install 'dateline[web]'` ({error.name})"
        ) from None
    token = os.environ.get(TOKEN_VARIABLE, "")
    if listen not in LOCAL and not token:
        token = secrets.token_urlsafe(24)
        say(f"listening beyond this machine, so a token is needed: {token}")
    names = ("127.0.0.1", "localhost", "[::1]", listen, *hosts)
    options = Options(token, read_only, names)
    with result.open() as dateline:
        shown = f"[{listen}]" if ":" in listen else listen
        say(f"http://{shown}:{port}   (Ctrl-C ends it)")
        uvicorn.run(
            make_app(dateline, options),
            host=listen,
            port=port,
            log_level="warning",
            server_header=False,
            limit_concurrency=200,
            timeout_keep_alive=10,
        )
