"""Fuzzing: 100,000 damaged inputs each through the readers of feeds, pages, archives and OPML.

Inputs are small fictional documents with random cuts, repetitions, swaps, bit flips and pieces of
other formats (fixed seeds). Nothing but entries or a stated reason may come out; ``…_raised``
counts anything else, ``…_slow`` inputs that took more than two CPU seconds.
"""

from __future__ import annotations

import io
import os
import random
import time
from collections.abc import Callable

from bench.feeds import collection
from dateline.extract.page import read_page
from dateline.read.feeds import read_feed
from dateline.read.limits import Unreadable
from dateline.read.markup import read_opml
from dateline.read.warc import read_warc

INPUTS = int(os.environ.get("DATELINE_FUZZ", "100000"))
SLOW_SECONDS = 2.0
PAGE = (
    b"<!DOCTYPE html><html lang='en'><head><title>Bridge closed</title><meta property='og:title' "
    b"content='Bridge'><script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
    b"\"datePublished\": \"2025-03-03\"}</script><link rel='canonical' href='/a'></head><body>"
    b"<nav><a href='/x'>Home</a></nav><article><h1>Bridge closed</h1><time datetime='2025-03-03'>"
    b"3 March 2025</time><p>The bridge at Ostrel closed on Monday.</p><table><tr><td>1</td></tr>"
    b"</table><ul><li>Buses run.</li></ul></article><!-- end --></body></html>"
)  # fmt: skip
OPML = (
    b'<?xml version="1.0"?><opml version="2.0"><body><outline text="City"><outline text="Ostrel"'
    b' type="rss" xmlUrl="https://o.example/feed"/></outline></body></opml>'
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Target-URI: "
    b"https://o.example/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: 71"
    b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>It closed.</p></html>"
    b"\r\n\r\n"
)
PIECES = [
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&amp;", b"&#x;", b"&#xD800;", b"<!DOCTYPE a [", b"\0",
    b"\xff\xfe", b"\xc3", b"</", b'="', b"<a href='http://[::1'>", b"<table><tr><td>", b"\r\n\r\n",
    b"Content-Length: 99999999999999999999\r\n", b"9" * 40, b"{" * 50, b"<!ENTITY a '&a;'>",
    b"<svg>",
    b"<x " + b"a " * 20 + b">", b"<p>" * 60, b"2025-99-99T99:99:99+99:99", "‮é日本".encode(),
]  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` after one to six random changes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        to = min(at + chance.randint(0, 40), len(changed))
        kind = chance.randrange(5)
        if kind == 0:
            del changed[at:to]
        elif kind == 1:
            changed[at:at] = changed[at:to]
        elif kind == 2:
            changed[at:at] = chance.choice(PIECES)
        elif kind == 3 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        else:
            changed = changed[: max(at, len(changed) // 4)]
    return bytes(changed)


def fuzz(reader: Callable[[bytes], object], seeds: list[bytes], seed: int) -> tuple[int, int]:
    """(inputs that raised what they may not, inputs that took too long)."""
    chance, raised, slow = random.Random(seed), 0, 0
    for _ in range(INPUTS):
        data = damaged(chance.choice(seeds), chance)
        began = time.process_time()
        try:
            reader(data)
        except Unreadable:
            pass
        except Exception as error:
            raised += 1
            print(f"  {type(error).__name__}: {error}: {data[:200]!r}")
        slow += time.process_time() - began > SLOW_SECONDS
    return raised, slow


def measure() -> dict[str, float]:
    feeds = [data for _, data in collection() if 0 < len(data) < 5_000]
    readers: dict[str, tuple[Callable[[bytes], object], list[bytes]]] = {
        "opml": (read_opml, [OPML]),
        "warc": (lambda data: list(read_warc(io.BytesIO(data), "fuzz")), [WARC * 2]),
        "feed": (lambda data: read_feed(data, "fuzz"), feeds),
        "html": (lambda data: read_page(data.decode("utf-8", "replace"), None), [PAGE]),
    }
    read_page(PAGE.decode(), None)
    figures = {"inputs_each": float(INPUTS)}
    for seed, (name, (reader, seeds)) in enumerate(readers.items()):
        raised, slow = fuzz(reader, seeds, seed)
        print(f"  {name}: {raised} raised, {slow} slow", flush=True)
        figures |= {f"{name}_raised": float(raised), f"{name}_slow": float(slow)}
    return figures
