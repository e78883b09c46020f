"""Whatever stands in an article's fields, in an address or in a form stays text."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

import dateline
from dateline.pipeline.library import Dateline
from dateline.show.web.app import make_app
from dateline.types import RawDocument
from tests.web.conftest import HERE

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "<a href=javascript:alert(1)>x</a>",
    '" onmouseover="alert(1)" x="',
    "<!--<style>@import 'http://evil.example/x'</style>",
    "\u202e<iframe src=//evil.example></iframe>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mi xlink:href='data:text/html,<script>alert(1)</script>'>",
)


def documents() -> Iterator[RawDocument]:
    for number, words in enumerate(HOSTILE):
        text = (
            f"Mayor {words} Brandt said on Monday that {number + 3} bridges {words} were closed. "
            f"“We {words} will open them on Friday,” she said {words}.\n\nThe {words} river rose."
        )
        yield RawDocument(
            f"{words}#{number}",
            text=text,
            title=f"Bridges closed {words} {number}",
            outlet=f"Outlet {words}",
            byline=f"By {words}",
            url=words if number % 2 else f"https://news.example/{number}?{quote(words)}",
            published=f"2025-03-{number + 1:02}T10:00:00Z",
            language=words if number % 3 == 0 else "en",
            source_id=words,
        )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dateline]:
    with dateline.open(str(tmp_path_factory.mktemp("hostile") / "store.db")) as opened:
        opened.add_documents(documents())
        yield opened


def inert(page: str) -> None:
    tree = html.fromstring(page)
    assert [s.get("src") for s in tree.iter("script")] in (["/static/page.js"], [])
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("iframe", "object", "embed", "img", "math", "base", "style")
        for name, value in element.attrib.items():
            assert not name.startswith("on"), element.tag
            assert name != "style"
            if name in ("href", "src", "action", "xlink:href"):
                own = value.startswith(("/", "#", "?"))
                assert own or value.startswith(("https://", "http://")), value


def pages(opened: Dateline) -> Iterator[str]:
    yield from ("/", "/people", "/sources", "/disagreements", "/decisions")
    for story in opened.store.storylines():
        yield f"/storyline/{story.id}?entries=50"
        yield from (f"/event/{id}" for id in story.events)
    for stored in opened.store.articles_where():
        marks = "mark=statements&mark=quantities&mark=dates&mark=names&mark=sentences"
        yield f"/article/{stored.article.id}?start=0&end=60&{marks}"
        yield f"/outlet/{quote(stored.article.outlet or '', safe='')}"
    for statement in opened.statements():
        if statement.statement.speaker:
            yield f"/person/{quote(statement.statement.speaker, safe='')}"


def test_articles_stay_text(hostile: Dateline) -> None:
    client = TestClient(make_app(hostile), base_url=HERE)
    seen = 0
    for address in dict.fromkeys(pages(hostile)):
        answer = client.get(address)
        assert answer.status_code == 200, address
        inert(answer.text)
        seen += 1
    assert seen > 40


@pytest.mark.parametrize("words", HOSTILE)
def test_addresses_stay_text(client: TestClient, words: str) -> None:
    given = quote(words, safe="")
    for address in (
        f"/search?q={given}&from={given}",
        f"/?q={given}&person={given}&language={given}&skip={given}",
        f"/timeline?q={given}&entries={given}",
        f"/person/{given}",
        f"/event/{given}",
        f"/storyline/{given}/as/{given}",
        f"/disagreements?kind={given}",
        f"/{given}",
    ):
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        inert(answer.text)


def test_cookies_stay_text(client: TestClient) -> None:
    client.cookies.set("dateline_theme", "x onload=1")
    client.cookies.set("dateline_reader", "<script>")
    client.cookies.set("dateline_language", "../../etc")
    inert(client.get("/").text)
