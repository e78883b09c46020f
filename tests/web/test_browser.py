"""The page in a real browser: Debian's Chromium, driven by Playwright.

Skipped where there is none; `make browser` installs it on Debian.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import dateline
from dateline.pipeline.library import Dateline
from dateline.show.web.app import make_app
from dateline.show.web.site import Options

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="the page needs the extra `web`")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium here: `make browser` installs it on Debian"
)
AXE = "axe.min.js"


@contextmanager
def served(opened: Dateline, options: Options | None = None) -> Iterator[str]:
    """The page's address while it is served."""
    app = make_app(opened, options)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def home(opened: Dateline) -> Iterator[str]:
    with served(opened) as address:
        yield address


class Watched:
    """A browser page that remembers requests to other hosts and complaints of its console."""

    def __init__(self, browser: sync_api.Browser, home: str, **options: object) -> None:
        self.page = browser.new_page(base_url=home, **options)
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: self._request(r.url, home))
        self.page.on("console", lambda m: self._console(m))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: self._dialog(d))

    def _request(self, url: str, home: str) -> None:
        if not url.startswith(home):
            self.foreign.append(url)

    def _console(self, message: sync_api.ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _dialog(self, dialog: sync_api.Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def close(self) -> None:
        self.page.close()
        assert not self.foreign
        assert not self.complaints


def main_pages(opened: Dateline) -> list[str]:
    story = opened.largest_storyline()
    event = next(d.event for d in opened.disagreements() if d.kind == "wording")
    article = opened.event(event).articles[0].article.id
    return [
        "/",
        f"/storyline/{story}?entries=100",
        f"/event/{event}",
        f"/article/{article}?start=0&end=40&mark=statements&mark=dates&mark=quantities",
        "/people",
        "/person/Aldo Reskin",
        "/disagreements",
        "/sources",
        "/outlet/Meridian Wire",
        "/search?q=canal",
        "/timeline?q=canal",
        "/decisions",
        "/help",
        "/api",
        "/nothing",
    ]


def test_a_sentence_shows_its_passage_and_opens_its_article(
    browser: sync_api.Browser, home: str, opened: Dateline
) -> None:
    watched = Watched(browser, home)
    page = watched.page
    page.goto("/")
    page.locator(".stories h2 a").first.click()
    sentence = page.locator(".column > .entry .sentence").first
    said = sentence.inner_text()
    sentence.hover()
    preview = page.locator(".passage.preview")
    preview.wait_for()
    assert said[:40] in preview.inner_text()
    page.keyboard.press("Escape")
    assert preview.count() == 0
    sentence.click()
    note = page.locator("details.note[open] .passage").first
    note.get_by_role("link", name="Open in the article").click()
    marked = page.locator("mark.passage")
    marked.first.wait_for()
    assert "".join(marked.all_inner_texts()) == said
    page.go_back()
    assert page.url.startswith(f"{home}/storyline/")
    watched.close()


@pytest.mark.slow
def test_no_request_leaves_and_no_policy_is_broken(
    browser: sync_api.Browser, home: str, opened: Dateline
) -> None:
    watched = Watched(browser, home)
    for address in main_pages(opened):
        watched.page.goto(address)
    watched.complaints = [c for c in watched.complaints if "404" not in c]
    watched.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    browser: sync_api.Browser, home: str, opened: Dateline, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    script = Path(axe.__file__).with_name(AXE)
    context = browser.new_context(base_url=home, bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    found = []
    for address in main_pages(opened):
        page.goto(address)
        page.add_script_tag(path=script)
        result = page.evaluate("axe.run()")
        found += [
            f"{address}: {v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary']}"
            for v in result["violations"]
        ]
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_reading_works_without_javascript(
    browser: sync_api.Browser, home: str, opened: Dateline
) -> None:
    context = browser.new_context(base_url=home, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/storyline/{opened.largest_storyline()}")
    page.locator(".column > .entry details.note summary").nth(1).click()
    page.locator("details.note[open] a.open").click()
    assert page.locator("mark.passage").count() >= 1
    page.locator(".find input").fill("whales")
    page.locator(".find button").click()
    assert "Nineteen whales" in page.locator("main").inner_text()
    context.close()


@pytest.mark.slow
def test_the_keyboard_reaches_everything(
    browser: sync_api.Browser, home: str, opened: Dateline
) -> None:
    watched = Watched(browser, home)
    page = watched.page
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".entry.current").count() == 1
    page.keyboard.press("o")
    page.wait_for_url("**/storyline/*")
    page.keyboard.press("/")
    page.keyboard.type("canal")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=canal")
    page.keyboard.press("?")
    page.wait_for_url("**/help#keys")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/disagreements")
    page.goto(f"/storyline/{opened.largest_storyline()}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    watched.close()


@pytest.mark.slow
def test_a_phone_shows_no_sideways_scroll(
    browser: sync_api.Browser, home: str, opened: Dateline
) -> None:
    for width in (320, 390):
        watched = Watched(browser, home, viewport={"width": width, "height": 780})
        for address in main_pages(opened)[:-1]:
            watched.page.goto(address)
            wide = watched.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} wide at {width}"
        watched.close()


@pytest.mark.slow
def test_dark_theme_can_be_chosen_and_stays(browser: sync_api.Browser, home: str) -> None:
    watched = Watched(browser, home, color_scheme="light")
    page = watched.page
    page.goto("/help")
    page.locator("select[name=theme]").select_option("dark")
    page.locator(".foot button").click()
    page.goto("/")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(23, 22, 19)"
    watched.close()


@pytest.mark.slow
def test_an_event_is_split_and_the_split_undone(browser: sync_api.Browser, samples: Path) -> None:
    with dateline.open(str(samples)) as own, served(own) as home:
        watched = Watched(browser, home)
        page = watched.page
        found = next(e for e in own.store.events() if len(e.articles) >= 3)
        page.goto(f"/event/{found.id}")
        page.locator("#correct > summary").click()
        page.locator("#correct input[name=article]").last.check()
        page.get_by_role("button", name="Make them an event of their own").click()
        page.locator("form.said").wait_for(timeout=60_000)
        after = own.store.event(own.store.resolve(found.id))
        assert after is not None
        assert len(after.articles) < len(found.articles)
        page.locator("form.said button").click()
        page.wait_for_url("**/decisions", timeout=60_000)
        again = own.store.event(own.store.resolve(found.id))
        assert again is not None
        assert sorted(again.articles) == sorted(found.articles)
        watched.close()


@pytest.mark.slow
def test_new_since_last_visit_is_counted(browser: sync_api.Browser, samples: Path) -> None:
    with dateline.open(str(samples)) as own, served(own) as home:
        watched = Watched(browser, home)
        page = watched.page
        page.goto("/")
        assert page.locator(".new").count() == 0
        page.get_by_role("button", name="Mark all as read").click()
        page.wait_for_load_state()
        from dateline.types import RawDocument

        own.add_documents(
            [
                RawDocument(
                    "test#1",
                    text="Lighthouse keepers of Cape Orrin found a bell under the sand on Monday. "
                    "The bell had hung on the mail ship Petrel, the keepers said.",
                    title="Ship's bell found under the sand of Cape Orrin",
                    outlet="Cape Post",
                    published="2025-08-04T09:00:00Z",
                    language="en",
                )
            ]
        )
        page.goto("/")
        assert page.locator(".entry .new").first.inner_text() == "1 new"
        watched.close()
