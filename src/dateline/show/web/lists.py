"""People, outlets, disagreements, search and help."""

from __future__ import annotations

from itertools import islice

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.errors import NotFound
from dateline.pipeline.ask_event import sources_of_citations
from dateline.pipeline.ask_people import people, said_by
from dateline.show.web.events import opposed
from dateline.show.web.passages import Passages
from dateline.show.web.site import Site, asked, asked_day, asked_number, page, with_query

HITS = 30
KINDS = ("quantity", "wording", "scope", "date", "place", "attribution")


@page
def people_page(site: Site, request: Request) -> Response:
    """The people of the liveliest storylines."""
    return site.render(request, "people.html", people=people(site.store))


@page
def person(site: Site, request: Request) -> Response:
    """What a person said over time, by storyline."""
    name = request.path_params["name"]
    subjects = said_by(site.store, name, 300)
    events = list(site.store.events(site.store.events_naming([name], 20)))
    if not subjects and not events:
        raise NotFound(f"nobody called {name} is named in this collection")
    return site.render(request, "person.html", name=name, subjects=subjects, events=events)


@page
def outlets(site: Site, request: Request) -> Response:
    """Every outlet with the number of its articles."""
    return site.render(request, "sources.html", outlets=site.store.outlets())


@page
def outlet(site: Site, request: Request) -> Response:
    """One outlet's articles, and how many of them are its own reporting."""
    name = request.path_params["name"]
    found = list(islice(site.store.articles_where(outlet=name), 1000))
    if not found:
        raise NotFound(f"there is no outlet called {name}")
    own = sum(stored.origin == stored.article.id for stored in found)
    found.sort(key=lambda stored: stored.order, reverse=True)
    return site.render(
        request, "outlet.html", name=name, total=len(found), own=own, articles=found[:100]
    )


@page
def disagreements(site: Site, request: Request) -> Response:
    """Where reports disagree, over the whole store."""
    kind = asked(request, "kind")
    kind = kind if kind in KINDS else ""
    skip = asked_number(request, "skip", 0, 100_000)
    found = (d for d in site.store.disagreements() if not kind or d.kind == kind)
    shown = list(islice(found, skip, skip + HITS + 1))
    events = {e.id: e for e in site.store.events(sorted({d.event for d in shown}))}
    cited = [c for d in shown for side in d.sides for c in side.citations]
    passages = Passages(sources_of_citations(site.store, cited))
    return site.render(
        request,
        "disagreements.html",
        found=[(opposed(d, passages), events.get(d.event)) for d in shown[:HITS]],
        kinds=KINDS,
        kind=kind,
        next=with_query(request, skip=skip + HITS) if len(shown) > HITS else "",
    )


@page
def disagreement(site: Site, request: Request) -> Response:
    """A disagreement's lasting address leads to its place in its event."""
    id = site.store.resolve(request.path_params["id"])
    for cause in ("conflict", "later_update"):
        for found in site.store.disagreements(cause=cause):
            if found.id == id:
                return RedirectResponse(f"/event/{found.event}#{id}", 302)
    raise NotFound(f"there is no disagreement {id}")


@page
def search(site: Site, request: Request) -> Response:
    """Events, articles and statements that hold the words."""
    words = asked(request, "q")
    start, end = asked_day(request, "from") or None, asked_day(request, "to") or None
    events, articles, statements = [], [], []
    if words:
        hits = site.store.search_events(words, 12, start, end)
        events = list(site.store.events([hit.id for hit in hits]))
        found = site.store.search_articles(words, HITS, start, end)
        articles = site.store.articles([hit.id for hit in found])
        statements = list(site.store.statements(words=words, limit=12))
    return site.render(
        request,
        "search.html",
        words=words,
        start=start or "",
        end=end or "",
        events=events,
        articles=articles,
        statements=statements,
    )


def help_page(request: Request) -> Response:
    """What the page can do, its keys, its words."""
    site: Site = request.app.state.site
    return site.render(request, "help.html")


ROUTES = [
    Route("/people", people_page, methods=["GET"]),
    Route("/person/{name:path}", person, methods=["GET"]),
    Route("/sources", outlets, methods=["GET"]),
    Route("/outlet/{name:path}", outlet, methods=["GET"]),
    Route("/disagreements", disagreements, methods=["GET"]),
    Route("/disagreement/{id:str}", disagreement, methods=["GET"]),
    Route("/search", search, methods=["GET"]),
    Route("/help", help_page, methods=["GET"]),
]
