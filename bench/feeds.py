"""Feeds: a collection of malformed ones, and a month of asking 500 of them, as decisions.

Every feed of the collection is a small fictional one with one thing wrong with it; it must give
entries or a reason. The month uses an injected clock and made-up feeds whose rhythms go from many
articles an hour to one a month, some of them away, broken, moved or gone.
"""

from __future__ import annotations

import heapq
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.read.feeds import read_feed
from dateline.read.limits import Unreadable
from dateline.read.schedule import DAY, HOUR, Answer, FeedState, decide, request_headers

QUICK = True
FEEDS, DAYS = 500, 30
ITEM = (
    "<title>Bridge {n}</title><link>https://o.example/{n}</link>"
    "<description>It closed &amp; {n}.</description>"
)
FORMATS = {
    "rss2": '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    "<title>Ostrel</title>{items}</channel></rss>",
    "rss091": '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "x.dtd"><rss version="0.91">'
    "<channel><title>Ostrel</title>{items}</channel></rss>",
    "rss092": '<rss version="0.92"><channel><title>Ostrel</title>{items}</channel></rss>',
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/"><channel><title>Ostrel</title></channel>{items}</rdf:RDF>',
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ostrel</title>{items}</feed>',
    "atom03": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Ostrel</title>'
    "{items}</feed>",
    "json": '{{"version": "https://jsonfeed.org/version/1", "title": "O", "items": [{items}]}}',
}
DAMAGES: dict[str, Callable[[str], str | bytes]] = {
    "none": lambda x: x,
    "cut in the middle": lambda x: x[: len(x) // 2],
    "cut at the end": lambda x: x[:-9],
    "no declaration": lambda x: x.partition("?>")[2] or x,
    "white space first": lambda x: "\n  \n" + x,
    "words first": lambda x: "Warning: mysql_connect() failed\n" + x,
    "words last": lambda x: x + "<!-- served in 0.1 s -->\nbye",
    "bare ampersand": lambda x: x.replace("&amp;", "&"),
    "html entity": lambda x: x.replace("Bridge", "Bridge&nbsp;&eacute;"),
    "unknown entity": lambda x: x.replace("Bridge", "&bridge;"),
    "bad reference": lambda x: x.replace("Bridge", "&#xFFFFFFF;&#0;"),
    "control characters": lambda x: x.replace("Bridge", "Bri\x01\x0bdge"),
    "null bytes": lambda x: x.replace("Bridge", "Bri\0dge"),
    "unclosed item": lambda x: x.replace("</item>", "").replace("</entry>", ""),
    "unclosed title": lambda x: x.replace("</title>", "", 1),
    "crossed tags": lambda x: x.replace("</title><link", "<link", 1),
    "no quotes": lambda x: x.replace('"', "", 2),
    "single quotes": lambda x: x.replace('"', "'"),
    "upper case": lambda x: x.upper(),
    "no namespace": lambda x: x.replace("xmlns", "data"),
    "undeclared prefix": lambda x: x.replace("<title>", "<dc:creator>A</dc:creator><title>", 2),
    "open cdata": lambda x: x.replace("It closed", "<![CDATA[It closed", 1),
    "nested cdata": lambda x: x.replace("It closed", "<![CDATA[<![CDATA[It]]>]]>"),
    "open comment": lambda x: x.replace("It closed", "<!-- It closed", 1),
    "double escaped": lambda x: x.replace("It closed", "&amp;lt;p&amp;gt;It closed"),
    "raw html": lambda x: x.replace("It closed", "<p>It <b>closed<br></p>"),
    "script": lambda x: x.replace("It closed", "<script>alert(1)</script>It closed"),
    "no links": lambda x: x.replace("https://o.example/", ""),
    "relative links": lambda x: x.replace("https://o.example", ""),
    "same links": lambda x: x.replace("/1", "/2").replace("/3", "/2"),
    "bad links": lambda x: x.replace("https://", "ht!tp://["),
    "no titles": lambda x: x.replace("Bridge", ""),
    "latin bytes": lambda x: x.replace("Bridge", "Brücke").encode("latin-1"),
    "utf-16": lambda x: x.replace("utf-8", "utf-16").encode("utf-16"),
    "wrong encoding": lambda x: x.replace("utf-8", "koi8-r").encode(),
    "unknown encoding": lambda x: x.replace("utf-8", "x-ostrel").encode(),
    "bom": lambda x: b"\xef\xbb\xbf" + x.encode(),
    "two boms": lambda x: b"\xef\xbb\xbf\xef\xbb\xbf" + x.encode(),
    "twice": lambda x: x + x,
    "no entries": lambda x: x.replace("item", "x").replace("entry", "x"),
    "deep": lambda x: x.replace("It closed", "<i>" * 500 + "It closed"),
    "long": lambda x: x.replace("It closed", "It closed " * 5000),
    "external entity": lambda x: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + x,
    "bomb": lambda x: f'<!DOCTYPE a [<!ENTITY b "{"&c;" * 99}"><!ENTITY c "{"x" * 9999}">]>{x}',
    "internal entity": lambda x: (
        '<!DOCTYPE a [<!ENTITY bridge "Bridge">]>' + x.replace("Bridge", "&bridge;")
    ),
    "doctype html": lambda x: "<!DOCTYPE html>" + x,
    "page instead": lambda _: "<!DOCTYPE html><html><body>Log in to read this feed</body></html>",
    "error instead": lambda _: "502 Bad Gateway",
    "nothing": lambda _: "",
}  # fmt: skip


def collection() -> Iterator[tuple[str, bytes]]:
    """Every format with every damage: (name, bytes)."""
    for kind, frame in FORMATS.items():
        tag = "entry" if kind.startswith("atom") else "item"
        items = "".join(f"<{tag}>{ITEM.format(n=n)}</{tag}>" for n in (1, 2, 3))
        if kind == "json":
            items = ", ".join(
                f'{{"id": "{n}", "url": "https://o.example/{n}", "title": "Bridge {n}",'
                f' "content_text": "It closed &amp; {n}."}}' for n in (1, 2, 3)
            )  # fmt: skip
        for damage, change in DAMAGES.items():
            changed = change(frame.format(items=items))
            data = changed if isinstance(changed, bytes) else changed.encode("utf-8", "replace")
            yield f"{kind}: {damage}", data


@dataclass
class _Outlet:
    """A made-up feed: when its articles come, and what is wrong with it."""

    chance: random.Random
    gap: float
    trouble: str
    last: float = 0.0
    version: int = 0

    def answer(self, state: FeedState, now: float) -> Answer:
        if self.trouble == "gone" and now > 10 * DAY:
            return Answer(410)
        if self.trouble == "away" and self.chance.random() < 0.3:
            return Answer(error="the server took too long")
        if self.trouble == "limited" and self.chance.random() < 0.1:
            return Answer(429, {"retry-after": "7200"})
        if self.trouble == "broken":
            return Answer(200, {}, error="broken feed: no entry")
        new = int((now - self.last) / self.gap)
        if new:
            self.version, self.last = self.version + new, self.last + new * self.gap
        tag = f'"{self.version}"'
        if request_headers(state).get("If-None-Match") == tag:
            return Answer(304, {"etag": tag})
        moved = "https://moved.example/" if self.trouble == "moved" and now > 5 * DAY else None
        return Answer(200, {"etag": tag}, moved=moved, new=new, entries=20)


def month() -> dict[str, float]:
    """A simulated month of 500 feeds."""
    chance = random.Random(7)
    troubles = ["", "", "", "", "", "away", "limited", "broken", "moved", "gone"]
    outlets = [
        _Outlet(random.Random(n), HOUR * 2 ** chance.uniform(-4, 9.5), chance.choice(troubles))
        for n in range(FEEDS)
    ]
    states = [FeedState(f"https://feed{n}.example/") for n in range(FEEDS)]
    queue = [(0.0, n) for n in range(FEEDS)]
    requests: Counter[int | None] = Counter()
    delays: list[float] = []
    began = time.process_time()
    while queue and queue[0][0] < DAYS * DAY:
        now, n = heapq.heappop(queue)
        waited = now - outlets[n].last
        answer = outlets[n].answer(states[n], now)
        requests[answer.status] += 1
        if answer.new:
            delays.append(max(waited - outlets[n].gap * answer.new, 0.0))
        states[n] = decide(states[n], answer, now)
        if not states[n].retired:
            heapq.heappush(queue, (states[n].next_at, n))
    total = sum(requests.values())
    return {
        "requests_a_feed_and_day": total / FEEDS / DAYS,
        "share_of_304": requests[304] / total,
        "median_delay_minutes": sorted(delays)[len(delays) // 2] / 60,
        "month_cpu_seconds": time.process_time() - began,
    }


def measure() -> dict[str, float]:
    read = reasons = raised = files = 0
    for name, data in collection():
        files += 1
        try:
            read += bool(read_feed(data, name).entries)
        except Unreadable:
            reasons += 1
        except Exception as error:
            raised += 1
            print(f"  {name}: {type(error).__name__}: {error}")
    return {
        "malformed_files": float(files),
        "malformed_read": read / files,
        "malformed_with_a_reason": reasons / files,
        "malformed_raised": float(raised),
        **month(),
    }
