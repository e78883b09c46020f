"""Photographs every page over the samples: python scripts/screenshots.py [FOLDER]."""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

import dateline
from dateline.pipeline.library import Dateline
from dateline.show.web.app import make_app
from dateline.show.web.site import Options

ROOT = Path(__file__).parent.parent
PORT = 8391
HOME = f"http://127.0.0.1:{PORT}"


def pages(opened: Dateline) -> dict[str, str]:
    """Name and address of each page worth a picture."""
    story = opened.largest_storyline()
    told = opened.timeline(story)
    citation = told.entries[0].summary[0].citations[0]
    found = next(d for d in opened.disagreements() if d.kind == "wording")
    place = f"start={citation.start}&end={citation.end}&version={citation.version}"
    return {
        "storylines": "/",
        "timeline": f"/storyline/{story}",
        "event": f"/event/{found.event}",
        "article": f"/article/{citation.article}?{place}&mark=statements&mark=dates",
        "person": "/person/Aldo Reskin",
        "disagreements": "/disagreements",
        "search": "/search?q=canal",
        "people": "/people",
        "sources": "/sources",
        "help": "/help",
    }


def photograph(page: Page, name: str, address: str, folder: Path) -> None:
    """One picture of the upper part of a page."""
    page.goto(HOME + address)
    page.screenshot(path=folder / f"{name}.png")


def main() -> None:
    """Serves a store of the samples and photographs it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    store = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp()) / "samples.db"
    with dateline.open(str(store)) as opened:
        if not opened.store.counts()["articles"]:
            opened.add([str(ROOT / "samples" / "news")])
        config = uvicorn.Config(make_app(opened, Options()), port=PORT, log_level="warning")
        server = uvicorn.Server(config)
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            wide = browser.new_page(viewport={"width": 1200, "height": 840})
            addresses = pages(opened)
            for name, address in addresses.items():
                photograph(wide, name, address, folder)
            wide.goto(HOME + addresses["timeline"])
            wide.locator(".column > .entry .told .note summary").nth(1).click()
            wide.screenshot(path=folder / "timeline-passage.png")
            dark = browser.new_page(viewport={"width": 1200, "height": 840}, color_scheme="dark")
            photograph(dark, "timeline-dark", addresses["timeline"], folder)
            phone = browser.new_page(viewport={"width": 390, "height": 844})
            for name in ("storylines", "timeline", "event"):
                photograph(phone, f"{name}-phone", addresses[name], folder)
            browser.close()
        server.should_exit = True


if __name__ == "__main__":
    main()
