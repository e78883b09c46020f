"""Storylines, and the timeline of one of them or of a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.pipeline import decide
from dateline.pipeline.ask import sources_of
from dateline.pipeline.ask_stories import StorylineFilter, filtered, new_events
from dateline.show.formats import TIMELINE_FORMATS
from dateline.show.web.drawing import bars
from dateline.show.web.passages import Passages, Shown
from dateline.show.web.site import Site, asked, asked_day, asked_number, page, with_query
from dateline.types import Storyline, Timeline, TimelineEntry

PAGE = 20
MOST_ENTRIES = 500


@page
def storylines(site: Site, request: Request) -> Response:
    """The front page: storylines, liveliest first."""
    wanted = StorylineFilter(
        words=asked(request, "q"),
        person=asked(request, "person"),
        place=asked(request, "place"),
        outlet=asked(request, "outlet"),
        language=asked(request, "language", 12),
        start=asked_day(request, "from"),
        end=asked_day(request, "to"),
    )
    offset = asked_number(request, "skip", 0, 2000)
    found, more = filtered(site.store, wanted, decide.hand(site.store), PAGE, offset)
    since, new = new_events(site.store, site.reader(request).name)
    listed = [(s, bars(s.activity), sum(e in new for e in s.storyline.events)) for s in found]
    return site.render(
        request,
        "storylines.html",
        listed=listed,
        wanted=wanted,
        since=since,
        empty=not found and wanted.empty and offset == 0,
        next=with_query(request, skip=offset + PAGE) if more else "",
        previous=with_query(request, skip=max(0, offset - PAGE)) if offset else "",
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A timeline's entry with its passages."""

    entry: TimelineEntry
    headline: Shown
    sentences: tuple[Shown, ...]
    new: bool


@page
def storyline(site: Site, request: Request) -> Response:
    """The timeline of a storyline."""
    return timeline_page(site, request, request.path_params["id"])


@page
def query(site: Site, request: Request) -> Response:
    """The timeline that answers a query's words."""
    return timeline_page(site, request, asked(request, "q"))


def timeline_of(site: Site, request: Request, what: str) -> Timeline:
    """The timeline as the address asks for it."""
    return site.dateline.timeline(
        what,
        entries=asked_number(request, "entries", 0, MOST_ENTRIES) or None,
        sentences=asked_number(request, "sentences", 0, 20) or None,
        start=asked_day(request, "from") or None,
        end=asked_day(request, "to") or None,
        oldest_first=asked(request, "order") == "oldest",
        background=True,
    )


def timeline_page(site: Site, request: Request, what: str) -> Response:
    """A timeline with its date rail, passages and what stands beside it."""
    told = timeline_of(site, request, what)
    passages = Passages(sources_of(site.store, told))
    _, new = new_events(site.store, site.reader(request).name)
    titles = dict(decide.hand(site.store).titles)
    story = site.store.storyline(told.storyline) if told.storyline else None
    summary = None
    if story is not None:
        from dateline.pipeline.ask import summary_of

        summary = summary_of(site.store, story)
    feed = f"/storyline/{story.id}" if story else "/timeline"
    return site.render(
        request,
        "timeline.html",
        timeline=told,
        entries=[shown(entry, passages, new, titles) for entry in told.entries],
        background=[shown(entry, passages, new, titles) for entry in told.background],
        rail=rail(told),
        story=story,
        summary=summary,
        plot=bars(summary.activity) if summary else None,
        query=what if story is None else "",
        formats=list(TIMELINE_FORMATS),
        export=lambda shape: export_address(request, feed, shape),
        all=with_query(request, entries=MOST_ENTRIES) if hidden_days(told, story) else "",
        reversed=with_query(
            request, order=None if asked(request, "order") == "oldest" else "oldest"
        ),
        zoomed=bool(asked_day(request, "from") or asked_day(request, "to")),
        zoom=lambda first, last: with_query(request, **{"from": first, "to": last}),
        whole=with_query(request, **{"from": None, "to": None}),
        decision=asked_number(request, "decision", 0, 10**9),
    )


def export_address(request: Request, feed: str, format: str) -> str:
    """Where this same timeline stands in another format."""
    from urllib.parse import urlencode

    query = {k: v for k, v in request.query_params.items() if k != "decision"}
    return f"{feed}/as/{format}" + (f"?{urlencode(query)}" if query else "")


def hidden_days(told: Timeline, story: Storyline | None) -> bool:
    """Whether the timeline leaves days out."""
    left, _, rest = told.why.partition(" of ")
    return left.isdigit() and left != rest.partition(" ")[0]


def shown(
    entry: TimelineEntry, passages: Passages, new: frozenset[str], titles: Mapping[str, str]
) -> Told:
    """An entry with its passages."""
    title = titles.get(entry.event)
    headline = (
        passages.renamed(title)
        if title
        else passages.headline(entry.headline, entry.headline_citations)
    )
    sentences = tuple(passages.sentence(s) for s in entry.summary)
    return Told(entry, headline, sentences, entry.event in new)


def rail(told: Timeline) -> list[tuple[str, list[TimelineEntry]]]:
    """Entries by year, in the timeline's order; undated ones under an empty year."""
    years: dict[str, list[TimelineEntry]] = {}
    for entry in told.entries:
        years.setdefault((entry.date.start or "")[:4], []).append(entry)
    return list(years.items())


ROUTES = [
    Route("/", storylines, methods=["GET"]),
    Route("/storyline/{id:str}", storyline, methods=["GET"]),
    Route("/timeline", query, methods=["GET"]),
]
