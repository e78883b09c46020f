"""The JSON API, version 1: the export's rows by kind, with cursors, ETags and problem details."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.errors import NotFound, UsageError
from dateline.pipeline.ask import sources_of
from dateline.pipeline.export import (
    article_row,
    disagreement_row,
    event_row,
    statement_row,
    storyline_row,
)
from dateline.show.formats.structured import render_json
from dateline.show.rows import article_report_row, event_report_row
from dateline.show.web.answers import answer, tagged
from dateline.show.web.openapi import document
from dateline.show.web.site import Site, asked, asked_day, page
from dateline.types import Timeline

BASE = "/api/v1"
DEFAULT_LIMIT = 50
MOST = 200

Rows = Iterable[dict[str, Any]]
"""Rows by id, each with its ``id``."""


def limit_of(request: Request) -> int:
    """How many rows are wanted; raises UsageError where that is no number from 1 to 200."""
    given = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= MOST):
        raise UsageError(f"limit must be a whole number from 1 to {MOST}")
    return int(given)


def listed(request: Request, name: str, rows: Rows) -> Response:
    """One page of rows, and the cursor of the next one (null at the end)."""
    limit = limit_of(request)
    found = list(islice(rows, limit + 1))
    after = found[limit - 1]["id"] if len(found) > limit else None
    return answer(request, {name: found[:limit], "next": after})


@page
def storylines(site: Site, request: Request) -> Response:
    """Storylines by id."""
    found = site.store.storylines(after=asked(request, "after"))
    return listed(request, "storylines", (storyline_row(s) for s in found))


@page
def storyline(site: Site, request: Request) -> Response:
    """One storyline."""
    id = site.store.resolve(request.path_params["id"])
    found = site.store.storyline(id)
    if found is None:
        raise NotFound(f"there is no storyline {id}")
    return answer(request, storyline_row(found))


def timeline_tree(site: Site, request: Request, what: str) -> Response:
    """A timeline as the command line writes it."""

    def number(name: str) -> int | None:
        given = request.query_params.get(name, "")
        if given and not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= 500):
            raise UsageError(f"{name} must be a whole number from 1 to 500")
        return int(given) if given else None

    told: Timeline = site.dateline.timeline(
        what,
        entries=number("entries"),
        sentences=number("sentences"),
        start=asked_day(request, "from") or None,
        end=asked_day(request, "to") or None,
    )
    articles = {id: stored.article for id, stored in sources_of(site.store, told).items()}
    return tagged(request, render_json(told, articles).encode("utf-8", "replace"))


@page
def storyline_timeline(site: Site, request: Request) -> Response:
    """The timeline of a storyline."""
    return timeline_tree(site, request, request.path_params["id"])


@page
def timeline(site: Site, request: Request) -> Response:
    """The timeline that answers words."""
    return timeline_tree(site, request, asked(request, "q"))


@page
def events(site: Site, request: Request) -> Response:
    """Events by id."""
    found = site.store.events(after=asked(request, "after"))
    return listed(request, "events", (event_row(e) for e in found))


@page
def event(site: Site, request: Request) -> Response:
    """One event with everything known of it."""
    return answer(request, event_report_row(site.dateline.event(request.path_params["id"])))


@page
def articles(site: Site, request: Request) -> Response:
    """Articles by id."""
    found = site.store.articles_where(
        outlet=asked(request, "outlet") or None,
        language=asked(request, "language") or None,
        after=asked(request, "after"),
        limit=limit_of(request) + 1,
    )
    return listed(request, "articles", (article_row(a) for a in found))


@page
def article(site: Site, request: Request) -> Response:
    """One article with its versions."""
    stored = site.dateline.article(request.path_params["id"])
    return answer(request, article_report_row(stored, site.store.versions(stored.article.id)))


@page
def statements(site: Site, request: Request) -> Response:
    """Statements by id."""
    within = asked(request, "event")
    found = site.store.statements(
        by=asked(request, "by") or None,
        event=site.store.resolve(within) if within else None,
        article=asked(request, "article") or None,
        words=asked(request, "words") or None,
        after=asked(request, "after"),
        limit=limit_of(request) + 1,
    )
    rows = (statement_row(s.statement, s.event, s.same_as) for s in found)
    return listed(request, "statements", rows)


@page
def disagreements(site: Site, request: Request) -> Response:
    """Disagreements, or developments (``cause=later_update``), by id."""
    cause = asked(request, "cause") or "conflict"
    if cause not in ("conflict", "later_update"):
        raise UsageError("cause must be conflict or later_update")
    after, kind, within = (asked(request, name) for name in ("after", "kind", "event"))
    found = site.store.disagreements(site.store.resolve(within) if within else None, cause)
    rows = (disagreement_row(d) for d in found if d.id > after and (not kind or d.kind == kind))
    return listed(request, "disagreements", rows)


@page
def search(site: Site, request: Request) -> Response:
    """Articles that hold the words, best first."""
    hits = site.store.search_articles(
        asked(request, "q"),
        limit_of(request),
        asked_day(request, "from") or None,
        asked_day(request, "to") or None,
    )
    found = {a.article.id: a for a in site.store.articles([hit.id for hit in hits])}
    rows = [
        {**article_row(found[hit.id]), "relevance": hit.relevance}
        for hit in hits
        if hit.id in found
    ]
    return answer(request, {"articles": rows})


@page
def outlets(site: Site, request: Request) -> Response:
    """Outlets and their numbers of articles."""
    rows = [{"outlet": name, "articles": count} for name, count in site.store.outlets()]
    return answer(request, {"outlets": rows})


def openapi(request: Request) -> Response:
    """The description of this API (OpenAPI 3.1)."""
    return answer(request, document())


def description(request: Request) -> Response:
    """The same as a page."""
    site: Site = request.app.state.site
    return site.render(request, "api.html", document=document())


def route(path: str, endpoint: Callable[[Request], Response]) -> Route:
    """An address of this version that can only be read."""
    return Route(BASE + path, endpoint, methods=["GET"])


ROUTES = [
    Route("/api", description, methods=["GET"]),
    route("/openapi.json", openapi),
    route("/storylines", storylines),
    route("/storylines/{id:str}", storyline),
    route("/storylines/{id:str}/timeline", storyline_timeline),
    route("/timeline", timeline),
    route("/events", events),
    route("/events/{id:str}", event),
    route("/articles", articles),
    route("/articles/{id:str}", article),
    route("/statements", statements),
    route("/disagreements", disagreements),
    route("/search", search),
    route("/outlets", outlets),
]
