"""Coming in with a token, and how a reader wants the page: name, language, theme."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.show.web.guard import TOKEN_COOKIE, token_mark
from dateline.show.web.hand import posted
from dateline.show.web.site import (
    LANGUAGE_COOKIE,
    READER_COOKIE,
    THEME_COOKIE,
    THEMES,
    Site,
)
from dateline.show.web.wording import LANGUAGES

YEAR = 365 * 86400


def enter_page(request: Request) -> Response:
    """Asks for the token."""
    site: Site = request.app.state.site
    return site.render(request, "enter.html", wrong=False)


async def enter(request: Request) -> Response:
    """Takes the token and remembers the browser."""
    site: Site = request.app.state.site
    form = await posted(request)
    given = form.get("token", "").strip()
    if not hmac.compare_digest(given.encode(), site.options.token.encode()):
        return site.render(request, "enter.html", 401, wrong=True)
    answer = RedirectResponse("/", 303)
    set_cookie(answer, TOKEN_COOKIE, token_mark(site.options.token))
    return answer


async def settings(request: Request) -> Response:
    """Keeps the reader's name, language and theme in cookies."""
    form = await posted(request)
    answer = RedirectResponse(local(form.get("back", "/")), 303)
    if form.get("language") in LANGUAGES:
        set_cookie(answer, LANGUAGE_COOKIE, form["language"])
    if form.get("theme") in THEMES:
        set_cookie(answer, THEME_COOKIE, form["theme"])
    name = "".join(c for c in form.get("reader", "") if c.isalnum() or c in "-_.")[:60]
    if name.isascii() and name:
        set_cookie(answer, READER_COOKIE, name)
    return answer


def set_cookie(answer: Response, name: str, value: str) -> None:
    """A cookie that no script reads and no other site sends."""
    answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict")


def local(address: str) -> str:
    """The address if it stays on this host, else the front page."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if safe and address.isprintable() else "/"


ROUTES = [
    Route("/enter", enter_page, methods=["GET"]),
    Route("/enter", enter, methods=["POST"]),
    Route("/settings", settings, methods=["POST"]),
]
