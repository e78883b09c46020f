"""The application: routes, and what a person sees when something goes wrong."""

from __future__ import annotations

import sys
import traceback

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError, NotFound, StoreError, UsageError
from dateline.pipeline.library import Dateline
from dateline.show.web import api, articles, doors, events, feeds, hand, lists, stories
from dateline.show.web.answers import problem
from dateline.show.web.guard import Guard
from dateline.show.web.site import Options, Site

STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (NotFound, 404),
    (UsageError, 400),
    (StoreError, 503),
)


def make_app(dateline: Dateline, options: Options | None = None) -> Starlette:
    """The page over an open store, as an ASGI application."""
    options = options or Options()
    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(Guard, options=options),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        exception_handlers={
            DatelineError: known_fault,
            HTTPException: refused,
            Exception: unknown_fault,
        },
    )
    app.state.site = Site(dateline, options)
    return app


def routes() -> list[Route | Mount]:
    """Every address that answers."""
    return [
        *stories.ROUTES,
        *events.ROUTES,
        *articles.ROUTES,
        *lists.ROUTES,
        *hand.ROUTES,
        *feeds.ROUTES,
        *api.ROUTES,
        *doors.ROUTES,
        Mount("/static", StaticFiles(packages=[("dateline.show.web", "static")]), name="static"),
    ]


def known_fault(request: Request, error: Exception) -> Response:
    """A page that says what happened and what to do."""
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    return fault(request, status, str(error))


def refused(request: Request, error: Exception) -> Response:
    """No such page, or not by this method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return fault(request, status, "")


def unknown_fault(request: Request, error: Exception) -> Response:
    """A fault of ours: told to the owner's terminal, never to the client."""
    traceback.print_exception(error, file=sys.stderr)
    return fault(request, 500, "")


def fault(request: Request, status: int, detail: str) -> Response:
    """The page of a fault, or its problem details (RFC 9457) under ``/api/``."""
    site: Site = request.app.state.site
    name = f"fault_{status}"
    words = site.reader(request).words
    title = words(name if words.has(name) else "fault_500")
    if request.url.path.startswith("/api/"):
        return problem(status, title, detail)
    return site.render(request, "fault.html", status, title=title, detail=detail)
