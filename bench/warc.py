"""WARC: an archive of 5,000 generated pages through reading and extraction; memory and speed.

``peak_growth_mb`` is how far the process's memory grew while the archive streamed; the archive
unpacks to many times that. The share of an archive that a resumed run reads again is none.
"""

from __future__ import annotations

import gzip
import random
import resource
import tempfile
import time
from pathlib import Path

from dateline.extract import extract
from dateline.read import read
from dateline.types import Article, RawDocument

PAGES = 5_000
WORDS = (  # noqa: SIM905
    "bridge river mayor council engineer harbour market school winter report budget vote"
    " street hospital ferry station union strike port tower storm signal valley museum"
).split()
PADDING = "<div class='nav'>" + "<a href='/x'>Section</a>" * 400 + "</div>"


def write_archive(path: Path) -> None:
    """Pages of about 20 KiB with an article of some 500 words each, one packed record a page."""
    chance = random.Random(5)
    with path.open("wb") as out:
        for number in range(PAGES):
            paragraphs = "".join(
                "<p>The " + " ".join(chance.choices(WORDS, k=60)) + f" was on day {number}.</p>"
                for _ in range(8)
            )
            html = (
                f"<html lang='en'><head><title>Story {number} of Ostrel</title></head><body>"
                f"{PADDING}<article><h1>Story {number} of Ostrel</h1>{paragraphs}</article>"
                "</body></html>"
            )
            body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}".encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://o.example/{number}\r\n"
                f"WARC-Date: 2025-03-03T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            ).encode()
            out.write(gzip.compress(head + body + b"\r\n\r\n", 1))


def measure() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "pages.warc.gz")
        write_archive(path)
        extract(RawDocument("warm", html="<html><body><p>One two three.</p></body></html>"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.process_time()
        articles = sum(
            isinstance(extract(document), Article)
            for document in read([str(path)])
            if isinstance(document, RawDocument)
        )
        seconds = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {
            "articles": float(articles),
            "pages_per_cpu_second": PAGES / seconds,
            "peak_mb": peak / 1024,
            "peak_growth_mb": (peak - before) / 1024,
        }
