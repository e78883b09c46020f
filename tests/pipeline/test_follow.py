"""Following feeds over real loopback: conditional requests, edits, failures, a kill in between."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

ITEM = """<item><title>{title}</title><link>http://{host}/{n}</link><guid>{n}</guid>
<pubDate>Wed, 02 Apr 2031 08:0{n}:00 GMT</pubDate><description>{text}</description></item>"""
PAGE = "<html><head><title>{title}</title></head><body><article>{text}</article></body></html>"


@dataclass
class Site:
    """A server whose feed the test changes."""

    titles: list[str] = field(default_factory=lambda: ["Harbour of Tessaly reopens"])
    status: int = 200
    asked: list[str] = field(default_factory=list)
    host: str = ""

    def text(self, n: int) -> str:
        sentence = f"{self.titles[n]}, its director Ilva Marsh said on Wednesday in pier {n}. "
        return "<p>" + sentence * 3 + "</p><p>Eleven ships entered in the first hour.</p>" * 3

    def feed(self) -> str:
        items = "".join(
            ITEM.format(title=t, host=self.host, n=n, text="Short.")
            for n, t in enumerate(self.titles)
        )
        return f'<rss version="2.0"><channel><title>Tessaly Post</title>{items}</channel></rss>'


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            tag = f'"{len(made.titles)}"'
            if self.path == "/feed":
                if made.status != 200:
                    self.answer(made.status, "", "text/plain")
                elif self.headers.get("If-None-Match") == tag:
                    self.answer(304, "", "text/plain")
                else:
                    self.answer(200, made.feed(), "application/rss+xml", ETag=tag)
            elif self.path == "/robots.txt":
                self.answer(404, "", "text/plain")
            else:
                n = int(self.path[1:])
                page = PAGE.format(title=made.titles[n], text=made.text(n))
                self.answer(200, page, "text/html")

        def answer(self, status: int, body: str, kind: str, **headers: str) -> None:
            data = body.encode()
            self.send_response(status)
            for name, value in {"Content-Type": kind, **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.host = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def store(run: Run, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = tmp_path / "config.toml"
    config.write_text('allowed_hosts = "127.0.0.1"\nenglish = "cheap"\n')
    made = tmp_path / "news.db"
    monkeypatch.setenv("DATELINE_STORE", str(made))
    assert run("sources", "add", f"http://{site.host}/feed", "--folder", "World").status == 0
    return made


def follow(run: Run) -> dict[str, Any]:
    ran = run("follow", "--once", "--format", "json")
    assert ran.status == 0, ran.err
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def due_again(store: Path) -> None:
    import dateline

    with dateline.open(str(store)) as opened:
        for name, value in opened.store.kept("source").items():
            state = {**value["state"], "next_at": 0.0}
            opened.store.keep("source", name, {**value, "state": state})


@pytest.mark.slow
def test_a_feed_is_followed_politely(run: Run, site: Site, store: Path) -> None:
    first = follow(run)
    assert (first["polled"], first["new"]) == (1, 1)
    assert follow(run)["polled"] == 0
    due_again(store)
    assert follow(run)["unchanged"] == 1
    site.titles.append("Ferry to Ostra sails again")
    due_again(store)
    assert follow(run)["new"] == 1
    assert site.asked.count("/0") == 1
    health = json.loads(run("sources", "check", "--format", "json").out)["sources"][0]
    assert (health["health"], health["title"], health["folder"]) == ("ok", "Tessaly Post", "World")


@pytest.mark.slow
def test_a_failure_is_told_and_stays_one(run: Run, site: Site, store: Path) -> None:
    site.status = 503
    failed = follow(run)
    assert "503" in " ".join(failed["failed"].values())
    checked = run("sources", "check")
    assert "failing" in checked.out
    assert "503" in checked.out


def test_sources_go_out_and_come_back_as_opml(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    assert run("sources", "export", file).status == 0
    other = tmp_path / "other.db"
    assert run("--store", other, "sources", "import", file).status == 0
    listed = json.loads(run("--store", other, "sources", "--format", "json").out)["sources"]
    assert [row["folder"] for row in listed] == ["World"]
    assert run("--store", other, "sources", "remove", listed[0]["url"]).status == 0
    assert run("--store", other, "sources", "remove", listed[0]["url"]).status == 1


def test_a_source_that_is_no_address(run: Run, store: Path) -> None:
    assert run("sources", "add", "feed.xml").status == 2
    assert run("sources", "add").status == 2
