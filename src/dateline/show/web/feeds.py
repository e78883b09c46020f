"""Timelines in every format of the command line, for files and for reader programs."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.pipeline.ask import sources_of
from dateline.show.formats import TIMELINE_FORMATS, render_timeline
from dateline.show.web.site import Site, asked, page
from dateline.show.web.stories import timeline_of

TYPES = {
    "text": ("text/plain", "txt"),
    "markdown": ("text/markdown", "md"),
    "html": ("text/html", "html"),
    "json": ("application/json", "json"),
    "csv": ("text/csv", "csv"),
    "ics": ("text/calendar", "ics"),
    "atom": ("application/atom+xml", "atom"),
    "jsonfeed": ("application/feed+json", "json"),
    "timelinejs": ("application/json", "json"),
}
SUBSCRIBED = ("atom", "jsonfeed", "ics")


def written(site: Site, request: Request, what: str) -> Response:
    """The timeline of ``what`` in the format that the address names."""
    format = request.path_params["format"]
    if format not in TIMELINE_FORMATS:
        raise HTTPException(404)
    told = timeline_of(site, request, what)
    articles = {id: stored.article for id, stored in sources_of(site.store, told).items()}
    kind, ending = TYPES[format]
    body = render_timeline(told, format, articles)
    headers = {}
    if format not in SUBSCRIBED:
        name = told.storyline or "timeline"
        headers["content-disposition"] = f'attachment; filename="{name}.{ending}"'
    return Response(body.encode("utf-8", "replace"), media_type=kind, headers=headers)


@page
def storyline_as(site: Site, request: Request) -> Response:
    """A storyline in a format."""
    return written(site, request, request.path_params["id"])


@page
def query_as(site: Site, request: Request) -> Response:
    """A query's timeline in a format."""
    return written(site, request, asked(request, "q"))


ROUTES = [
    Route("/storyline/{id:str}/as/{format:str}", storyline_as, methods=["GET"]),
    Route("/timeline/as/{format:str}", query_as, methods=["GET"]),
]
