"""The page of one event: who reported it, who said what, where they disagree, and why."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.pipeline import decide
from dateline.pipeline.ask_event import by_origin, figures, sources_of_event, utterances
from dateline.ports import Store
from dateline.show.web.drawing import coverage, ranges
from dateline.show.web.passages import Passage, Passages
from dateline.show.web.site import Site, asked_number, page
from dateline.types import Disagreement, GroupDecision, Side


@dataclass(frozen=True, slots=True)
class Opposed:
    """A disagreement with the passages of each side, the earlier side first."""

    disagreement: Disagreement
    sides: tuple[tuple[Side, tuple[Passage, ...]], ...]


@page
def event(site: Site, request: Request) -> Response:
    """An event with all that is known of it."""
    asked_for = request.path_params["id"]
    report = site.dateline.event(asked_for)
    if report.event.id != asked_for:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/event/{report.event.id}{query}", 302)
    telling = report.event.telling
    titles = dict(decide.hand(site.store).titles)
    passages = Passages(sources_of_event(site.store, report.event))
    counted = figures(report)
    return site.render(
        request,
        "event.html",
        report=report,
        event=report.event,
        headline=passages.headline(telling.headline, telling.headline_citations),
        title=titles.get(report.event.id, ""),
        sentences=[passages.sentence(s) for s in telling.summary],
        groups=by_origin(report.articles),
        plot=coverage(report.articles),
        utterances=utterances(report.statements),
        articles={a.article.id: a for a in report.articles},
        figures=[(f, ranges(f.values)) for f in counted],
        conflicts=[opposed(d, passages) for d in telling.disagreements],
        developments=[opposed(d, passages) for d in telling.developments],
        decisions=reasons(site.store, report.event.articles),
        decision=asked_number(request, "decision", 0, 10**9),
    )


def opposed(disagreement: Disagreement, passages: Passages) -> Opposed:
    """A disagreement's sides with their passages."""
    return Opposed(
        disagreement, tuple((side, passages.all(side.citations)) for side in disagreement.sides)
    )


def reasons(store: Store, articles: tuple[str, ...]) -> list[GroupDecision]:
    """Why each article stands here, with the weightiest reasons first."""
    return store.group_decisions(articles[:200])


ROUTES = [Route("/event/{id:str}", event, methods=["GET"])]
