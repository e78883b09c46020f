"""Addresses: pages, feeds and what feeds name, through the one fetcher that is handed in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from protego import Protego

from dateline.errors import FetchError
from dateline.ports import Fetched, Fetcher
from dateline.read.decode import decode_page
from dateline.read.feeds import Feed, looks_like_feed, read_feed
from dateline.read.limits import Unreadable
from dateline.read.markup import SitemapEntry, alternate_feeds
from dateline.types import RawDocument, Rejected

AGENT = "Dateline"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://)[^/@\s]*@")
_GATE = re.compile(r"consent|log-?in|sign-?in|subscri|paywall|captcha|challenge", re.IGNORECASE)
_REMEMBERED_HOSTS = 1_000
_LONGEST_DELAY = 60.0


@dataclass(slots=True)
class Web:
    """Fetching as ``read`` does it: pages by robots.txt (RFC 9309), feeds as they are.

    ``known`` tells which addresses need no page any more, so that a feed that is read again and
    again costs one request. ``pause`` is the least number of seconds between two pages of one
    host, where its robots.txt does not ask for more.
    """

    fetcher: Fetcher
    known: Callable[[str], bool] = lambda _: False
    pause: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Protego | None] = field(default_factory=dict)

    def get(self, url: str) -> Fetched:
        """The answer to a request; raises Unreadable where there is none, or none of use."""
        try:
            fetched = self.fetcher.fetch(url)
        except FetchError as error:
            raise Unreadable("not fetched", str(error)) from None
        if not 200 <= fetched.status < 300:
            raise Unreadable("not fetched", f"the server answered {fetched.status}")
        return fetched

    def page(self, url: str) -> Fetched:
        """Like ``get``, where the site's robots.txt lets Dateline in."""
        if not self.allows(url):
            raise Unreadable("not allowed", "the site's robots.txt asks not to read this page")
        self._wait(url)
        return self.get(url)

    def _wait(self, url: str) -> None:
        """Holds until the host may be asked again; a crawl delay counts up to a minute."""
        parts = urlsplit(url)
        robots = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        delay = float((robots.crawl_delay(AGENT) if robots else None) or 0.0)
        asked = self._asked.pop(parts.netloc, None)
        if asked is not None:
            left = asked + max(self.pause, min(delay, _LONGEST_DELAY)) - self.clock()
            if left > 0:
                self.sleep(left)
        if len(self._asked) >= _REMEMBERED_HOSTS:
            self._asked.pop(next(iter(self._asked)))
        self._asked[parts.netloc] = self.clock()

    def allows(self, url: str) -> bool:
        """False where robots.txt says so, or where the site fails to give one (RFC 9309, 2.3.1)."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            if len(self._robots) >= _REMEMBERED_HOSTS:
                self._robots.pop(next(iter(self._robots)))
            self._robots[origin] = self._fetch_robots(origin)
        robots = self._robots[origin]
        return robots is not None and bool(robots.can_fetch(url, AGENT))

    def _fetch_robots(self, origin: str) -> Protego | None:
        try:
            fetched = self.fetcher.fetch(f"{origin}/robots.txt")
        except FetchError:
            return None
        if fetched.status >= 500 or fetched.status == 429:
            return None
        text = fetched.body.decode("utf-8", "replace") if fetched.status < 300 else ""
        return Protego.parse(text[:500_000])

    def follow(self, entry: RawDocument) -> RawDocument:
        """The page of a feed's entry that is not the whole article; the entry where there is none.

        The feed's dates and title count, the outlet's name is the page's own.
        """
        if not entry.partial or not entry.url or self.known(entry.url):
            return entry
        try:
            fetched = self.page(entry.url)
            html = body_text(fetched)
        except Unreadable:
            return entry
        elsewhere = urlsplit(fetched.url).hostname != urlsplit(entry.url).hostname
        if not is_page(fetched) or (elsewhere and _GATE.search(fetched.url)):
            return entry
        return replace(entry, html=html, url=fetched.url, outlet=None, partial=False)


def read_address(
    url: str, web: Web | None, documents: Callable[[bytes, str], Iterator[RawDocument | Rejected]]
) -> Iterator[RawDocument | Rejected]:
    """What stands at ``url``: a page, a feed, or any other format, which ``documents`` reads.

    The front of a site stands for the feed that it names, if it names one.
    """
    source = without_login(url)
    if web is None:
        yield Rejected(source, "not fetched", "addresses are not fetched here")
        return
    try:
        fetched = web.get(url)
        if looks_like_feed(fetched.body[:2048]):
            yield from entries(fetched_feed(fetched, source), web)
        elif is_page(fetched):
            feeds = alternate_feeds(fetched.body, fetched.url) if _is_front(fetched.url) else ()
            if feeds:
                yield from entries(fetched_feed(web.get(feeds[0]), feeds[0]), web)
            else:
                yield _page(web, fetched, source)
        else:
            yield from documents(fetched.body, source)
    except Unreadable as error:
        yield Rejected(source, error.reason, error.detail)


def entries(feed: Feed, web: Web | None) -> Iterator[RawDocument]:
    """The entries of a feed, each followed to its page where it is not the whole article."""
    for entry in feed.entries:
        yield web.follow(entry) if web else entry


def sitemap_pages(
    found: tuple[SitemapEntry, ...], source: str, web: Web | None
) -> Iterator[RawDocument | Rejected]:
    """The pages that a sitemap names; further sitemaps are named and not gone into."""
    for entry in found:
        if web is None or entry.index:
            yield Rejected(entry.url, "not fetched", f"named by {source}")
            continue
        if web.known(entry.url):
            continue
        try:
            fetched = web.page(entry.url)
            yield RawDocument(
                entry.url, html=body_text(fetched), url=fetched.url, outlet=entry.outlet,
                title=entry.title, published=entry.published,
            )  # fmt: skip
        except Unreadable as error:
            yield Rejected(entry.url, error.reason, error.detail)


def fetched_feed(fetched: Fetched, source: str) -> Feed:
    """The feed in an answer; raises Unreadable."""
    return read_feed(fetched.body, source, fetched.headers.get("content-type", ""))


def body_text(fetched: Fetched) -> str:
    """The body as text, in the charset that its header, its mark or itself declares."""
    match = _CHARSET.search(fetched.headers.get("content-type", ""))
    return decode_page(fetched.body, match.group(1) if match else None)


def is_page(fetched: Fetched) -> bool:
    """True for HTML, whatever the server calls it."""
    kind = fetched.headers.get("content-type", "").split(";")[0].strip().lower()
    head = fetched.body[:2048].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return True
    return kind in {"text/html", "application/xhtml+xml"} and not looks_like_feed(head)


def without_login(url: str) -> str:
    """``url`` as it may be shown and logged: without user and password."""
    return _LOGIN.sub("", url)


def _page(web: Web, fetched: Fetched, source: str) -> RawDocument:
    if not web.allows(fetched.url):
        raise Unreadable("not allowed", "the site's robots.txt asks not to read this page")
    return RawDocument(source, html=body_text(fetched), url=fetched.url)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query
