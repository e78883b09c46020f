"""A person's hand on the page: merge, split, move, rename, hide, undo, mark as read."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.errors import StoreBusy, UsageError
from dateline.pipeline import decide
from dateline.pipeline.library import clock
from dateline.ports import Decision
from dateline.show.web.site import Site, page

Form = dict[str, str]


async def posted(request: Request) -> Form:
    """The form's fields; raises HTTPException 403 without this browser's own mark."""
    fields = await form_of(request)
    return {name: value for name, value in fields.items() if isinstance(value, str)}


async def form_of(request: Request) -> FormData:
    """The form as it came, once it is known to come from a page of ours."""
    fields = await request.form(max_files=0, max_fields=500)
    given = fields.get("csrf", "")
    mark = request.state.csrf
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), mark.encode()):
        raise HTTPException(403)
    return fields


def chosen(fields: FormData, name: str) -> list[str]:
    """Every text under a name."""
    return [value.strip() for value in fields.getlist(name) if isinstance(value, str)]


def made(site: Site, id: str, verb: str, fields: FormData) -> Decision:
    """The decision that a form asks for; raises NotFound or UsageError in words."""
    store = site.store
    other = next(iter(chosen(fields, "other")), "")
    other = other.rstrip("/").rpartition("/")[2]
    if verb == "merge":
        return decide.merge(store, id, other)
    if verb == "split":
        return decide.split(store, id, chosen(fields, "article"))
    if verb == "move":
        return decide.move(store, id, other)
    if verb == "rename":
        title = next(iter(chosen(fields, "title")), "")[:300]
        if not title:
            raise UsageError("a new title is needed")
        return decide.mark(store, "rename", id, title)
    if verb == "hide":
        return decide.mark(store, verb, id)
    raise HTTPException(404)


async def act(request: Request) -> Response:
    """Records a decision on an event or a storyline, and leads back to it."""
    site = writable(request)
    fields = await form_of(request)
    kind, id, verb = (request.path_params[name] for name in ("kind", "id", "verb"))

    def work() -> int:
        return settled(site, lambda: site.dateline.decide(made(site, id, verb, fields), author))

    author = site.reader(request).name
    number = await run_in_threadpool(work)
    back = "/decisions" if verb == "hide" else f"/{kind}/{id}"
    return RedirectResponse(f"{back}?decision={number}", 303)


async def undo(request: Request) -> Response:
    """Takes a decision back."""
    site = writable(request)
    form = await posted(request)
    author = site.reader(request).name
    given = form.get("number", "")
    number = int(given) if given.isascii() and given.isdigit() else None
    await run_in_threadpool(
        lambda: settled(site, lambda: site.dateline.undo(number, author).number)
    )
    return RedirectResponse("/decisions", 303)


def settled(site: Site, work: Callable[[], int]) -> int:
    """Does it; where a writer runs, the journal holds the decision and the writer applies it."""
    try:
        return work()
    except StoreBusy:
        return max((d.number for d in site.store.decisions()), default=0)


async def read_mark(request: Request) -> Response:
    """Remembers that this reader has read everything up to now."""
    site = writable(request)
    await posted(request)
    reader = site.reader(request).name
    await run_in_threadpool(site.store.put_mark, reader, clock(), {})
    return RedirectResponse("/", 303)


def writable(request: Request) -> Site:
    """The site, where it may be changed; raises HTTPException 403 in read-only mode."""
    site: Site = request.app.state.site
    if site.options.read_only:
        raise HTTPException(403)
    return site


@page
def decisions(site: Site, request: Request) -> Response:
    """The journal of all decisions, newest first."""
    found = site.store.decisions()[::-1][:500]
    return site.render(request, "decisions.html", decisions=found)


ROUTES = [
    Route("/decisions", decisions, methods=["GET"]),
    Route("/undo", undo, methods=["POST"]),
    Route("/read", read_mark, methods=["POST"]),
    Route("/{kind:str}/{id:str}/do/{verb:str}", act, methods=["POST"]),
]
