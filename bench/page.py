"""Server time and weight of the page's main pages over the samples, one request at a time.

``p50_cpu_ms``, ``p95_cpu_ms`` and ``first_cpu_ms`` (the front page of a fresh process) are CPU
milliseconds of a request inside this process, without a socket, ``p95_ms`` is wall time;
``weight_kb`` is the heaviest page with its style and
scripts, compressed. Data: ``samples/`` (a goal for a million articles is not measured here).
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from starlette.testclient import TestClient

import dateline
from bench.scorer import ROOT
from dateline.pipeline.library import Dateline
from dateline.show.web.app import make_app

QUICK = True
ROUNDS = 20
ASSETS = ("page.css", "page.js", "preview.js", "keys.js", "place.js")


def addresses(opened: Dateline) -> list[str]:
    """One of each page, the largest where there is a choice."""
    story = opened.largest_storyline()
    event = max(opened.store.events(), key=lambda e: (len(e.articles), e.id))
    return [
        "/",
        f"/storyline/{story}?entries=500",
        f"/event/{event.id}",
        f"/article/{event.articles[0]}?mark=statements&mark=dates&mark=quantities&mark=names",
        "/people",
        "/disagreements",
        "/sources",
        "/search?q=canal",
        "/api/v1/articles",
    ]


def milliseconds(client: TestClient, address: str) -> tuple[float, float]:
    """(CPU, wall) of one request."""
    cpu, wall = time.process_time(), time.perf_counter()
    client.get(address).raise_for_status()
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)


def compressed(client: TestClient, address: str) -> int:
    with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
        return sum(len(part) for part in answer.iter_raw())


def measure() -> dict[str, float]:
    with (
        tempfile.TemporaryDirectory() as name,
        dateline.open(str(Path(name) / "samples.db")) as opened,
    ):
        opened.add([str(ROOT / "samples" / "news")])
        return measured(opened)


def measured(opened: Dateline) -> dict[str, float]:
    """The figures over an open store."""
    client = TestClient(make_app(opened), base_url="http://127.0.0.1")
    first = milliseconds(client, "/")[0]
    pages = addresses(opened)
    times = [milliseconds(client, page) for page in pages for _ in range(ROUNDS)]
    cpu, wall = (sorted(side) for side in zip(*times, strict=True))
    assets = sum(compressed(client, f"/static/{asset}") for asset in ASSETS)
    return {
        "first_cpu_ms": first,
        "p50_cpu_ms": cpu[len(cpu) // 2],
        "p95_cpu_ms": cpu[int(0.95 * len(cpu))],
        "p95_ms": wall[int(0.95 * len(wall))],
        "weight_kb": (assets + max(compressed(client, page) for page in pages[:-1])) / 1000,
    }
