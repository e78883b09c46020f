"""What every page needs: the store, how it is served, and templates that escape everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.pipeline.library import Dateline
from dateline.show.formats.notes import safe_url
from dateline.show.web.wording import LANGUAGES, Wording, chosen_language

READER_COOKIE = "dateline_reader"
LANGUAGE_COOKIE = "dateline_language"
THEME_COOKIE = "dateline_theme"
THEMES = ("system", "light", "dark")
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ckb", "yi"}


@dataclass(frozen=True, slots=True)
class Options:
    """How the page is served; an empty ``token`` asks for none."""

    token: str = ""
    read_only: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and how they want the page: from cookies, never trusted further."""

    name: str
    words: Wording
    theme: str


class Site:
    """One open store, served. Shared by all requests; holds nothing of any of them."""

    def __init__(self, dateline: Dateline, options: Options) -> None:
        self.dateline = dateline
        self.store = dateline.store
        self.options = options
        self.templates = Environment(
            loader=PackageLoader("dateline.show.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals.update(
            safe_url=safe_url, quoted=lambda part: quote(str(part), safe=""), lang=lang_attributes
        )

    def reader(self, request: Request) -> Reader:
        """Who is asking, by their cookies."""
        cookies = request.cookies
        language = chosen_language(
            cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", "")
        )
        theme = cookies.get(THEME_COOKIE, "system")
        name = cookies.get(READER_COOKIE, "")[:60] or self.dateline.config.reader
        return Reader(name, Wording(language), theme if theme in THEMES else "system")

    def render(
        self, request: Request, template: str, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """A page from its template."""
        reader = self.reader(request)
        page = self.templates.get_template(template).render(
            t=reader.words,
            reader=reader,
            languages=LANGUAGES,
            themes=THEMES,
            read_only=self.options.read_only,
            csrf=getattr(request.state, "csrf", ""),
            path=request.url.path,
            here=here(request),
            **shown,
        )
        return HTMLResponse(page, status)


Page = Callable[[Site, Request], Response]


def page(function: Page) -> Callable[[Request], Response]:
    """An endpoint that sees the store as it was when the request came."""

    def endpoint(request: Request) -> Response:
        site: Site = request.app.state.site
        with site.store.reading():
            return function(site, request)

    endpoint.__name__ = function.__name__
    return endpoint


def here(request: Request) -> str:
    """This page's own path and query, as a form may lead back to it."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"


def asked(request: Request, name: str, longest: int = 200) -> str:
    """A query parameter, shortened to what makes sense; empty where it is missing."""
    return request.query_params.get(name, "").replace("\0", "").strip()[:longest]


def asked_number(request: Request, name: str, default: int, most: int) -> int:
    """A whole number from 0 to ``most``, the default where it is none."""
    given = request.query_params.get(name, "")
    return min(int(given), most) if given.isascii() and given.isdigit() else default


def asked_day(request: Request, name: str) -> str:
    """An ISO day, or empty where it is none."""
    from datetime import date

    try:
        return date.fromisoformat(asked(request, name)).isoformat()
    except ValueError:
        return ""


def with_query(request: Request, **changed: object) -> str:
    """This page's address with some of its query changed; None takes a part out."""
    query: Mapping[str, object] = {**request.query_params, **changed}
    kept = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def lang_attributes(language: str) -> Mapping[str, str]:
    """``lang`` for a text of this language; its direction is left to its letters."""
    return {} if language in ("", "und") else {"lang": language}
