"""One request to one feed: what it gave, and the answer that ``schedule.decide`` decides upon."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import FetchError
from dateline.ports import Fetched
from dateline.read.feeds import Feed
from dateline.read.limits import Unreadable
from dateline.read.schedule import Answer, FeedState, request_headers
from dateline.read.web import Web, fetched_feed, without_login
from dateline.types import RawDocument


@dataclass(frozen=True, slots=True)
class Polled:
    """What one request gave: ``entries`` that were not known, not yet followed to their pages
    (``Web.follow``). Decide on ``answer`` only when they are stored: whoever dies in between asks
    again."""

    answer: Answer
    entries: tuple[RawDocument, ...] = ()


def poll(state: FeedState, web: Web) -> Polled:
    """Asks a feed once, conditionally. Never raises for what a server does."""
    try:
        fetched = web.fetcher.fetch(state.url, request_headers(state))
    except FetchError as error:
        return Polled(Answer(error=str(error)))
    if not 200 <= fetched.status < 300:
        return Polled(Answer(fetched.status, fetched.headers, fetched.moved))
    return _read(fetched, without_login(state.url), web)


def _read(fetched: Fetched, source: str, web: Web) -> Polled:
    try:
        feed = fetched_feed(fetched, source)
    except Unreadable as fault:
        if fault.reason != "empty feed":
            words = f"{fault.reason}: {fault.detail}"
            return Polled(Answer(fetched.status, fetched.headers, fetched.moved, words))
        feed = Feed(None, None, ())
    entries = tuple(each for each in feed.entries if not web.known(each.url or each.source))
    answer = Answer(
        fetched.status, fetched.headers, fetched.moved, new=len(entries),
        entries=len(feed.entries), ttl=feed.ttl,
    )  # fmt: skip
    return Polled(answer, entries)
