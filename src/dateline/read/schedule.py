"""When to ask a feed again: pure decisions over its state, its last answer and the time.

Nothing here fetches, sleeps or stores: the pipeline asks what is due, fetches it, and keeps the
state that ``decide`` returns. Times are seconds since 1970, given from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Literal

from dateline.similarity.identity import digest

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
SHORTEST, LONGEST, FIRST = 15 * MINUTE, DAY, HOUR
FIRST_BACKOFF, LONGEST_BACKOFF = 15 * MINUTE, DAY
LONGEST_WISH = 7 * DAY
"""The longest Retry-After that is obeyed."""
FASTER, SLOWER = 0.6, 1.3
JITTER = 0.1
REMEMBERED = 64
_ACCEPTED = "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
_TOO_MANY_FAILURES = 1_000
Health = Literal["new", "ok", "unchanged", "empty", "failing", "retired"]


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of one feed between two requests.

    ``interval`` is the learned time between requests in seconds, ``arrivals`` the times at which
    its last new articles were found, ``error`` the last failure in words (empty when the last
    content was good), ``broken`` whether that failure lay in the content itself.
    """

    url: str
    next_at: float = 0.0
    interval: float = FIRST
    etag: str | None = None
    modified: str | None = None
    polls: int = 0
    failures: int = 0
    error: str = ""
    broken: bool = False
    succeeded_at: float | None = None
    changed_at: float | None = None
    arrivals: tuple[float, ...] = ()
    entries: int = 0
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: the server's status (None without one), or an ``error`` in words.

    ``new`` counts the articles that were not known, ``entries`` all of the feed; ``ttl`` is the
    feed's own wish in minutes.
    """

    status: int | None = None
    headers: Mapping[str, str] | None = None
    moved: str | None = None
    error: str = ""
    new: int = 0
    entries: int = 0
    ttl: int | None = None


def due(states: Iterable[FeedState], now: float) -> list[FeedState]:
    """The feeds to ask now, the longest overdue first."""
    waiting = [state for state in states if not state.retired and state.next_at <= now]
    return sorted(waiting, key=lambda state: (state.next_at, state.url))


def request_headers(state: FeedState) -> dict[str, str]:
    """Headers that make the request conditional (RFC 9110, section 13)."""
    headers = {"Accept": _ACCEPTED}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.modified:
        headers["If-Modified-Since"] = state.modified
    return headers


def decide(state: FeedState, answer: Answer, now: float) -> FeedState:
    """The state after an answer: when to ask next, under which address, and how the feed is.

    A permanent redirect is remembered, 410 retires the feed, a failure backs off exponentially,
    ``Retry-After``, ``Cache-Control`` and ``ttl`` are lower bounds. A 304 says that nothing
    changed: of content that was broken, that it still is.
    """
    state = replace(state, polls=state.polls + 1, url=answer.moved or state.url)
    if answer.status == 410:
        return replace(state, retired=True, error="the feed is gone for good (410)")
    if answer.status == 304:
        return _unchanged(state, answer, now)
    if answer.error or answer.status is None or not 200 <= answer.status < 300:
        return _failed(state, answer, now)
    return _read(state, answer, now)


def retry(state: FeedState, now: float) -> FeedState:
    """A retired or backed-off feed as a person wants it: asked again at once, unconditionally."""
    return replace(state, retired=False, next_at=now, failures=0, etag=None, modified=None)


def health(state: FeedState, now: float, stale: float = 30 * DAY) -> Health:
    """How a feed is; unchanged (for ``stale`` seconds), empty and failing are different things."""
    if state.retired:
        return "retired"
    if state.error:
        return "failing"
    if state.succeeded_at is None:
        return "new"
    if state.entries == 0:
        return "empty"
    changed = state.changed_at if state.changed_at is not None else state.succeeded_at
    return "unchanged" if now - changed > stale else "ok"


def articles_a_week(state: FeedState, now: float) -> float:
    """New articles a week over the last four weeks, or over what is remembered if that is less."""
    recent = [at for at in state.arrivals if now - at <= 28 * DAY]
    full = len(state.arrivals) == REMEMBERED and len(recent) == REMEMBERED
    span = max(now - recent[0], DAY) if full else 28 * DAY
    return len(recent) * 7 * DAY / span


def _read(state: FeedState, answer: Answer, now: float) -> FeedState:
    headers = answer.headers or {}
    changed = answer.new > 0
    factor = FASTER if changed else SLOWER
    interval = min(max(_rhythm(state, factor), SHORTEST), LONGEST)
    arrivals = (*state.arrivals, *[now] * min(answer.new, REMEMBERED))[-REMEMBERED:]
    state = replace(
        state, interval=interval, failures=0, error="", broken=False, succeeded_at=now,
        changed_at=now if changed else state.changed_at, arrivals=arrivals,
        entries=answer.entries, etag=headers.get("etag"), modified=headers.get("last-modified"),
    )  # fmt: skip
    return _later(state, max(interval, _wish(headers, answer.ttl, now)), now)


def _unchanged(state: FeedState, answer: Answer, now: float) -> FeedState:
    interval = min(max(state.interval * SLOWER, SHORTEST), LONGEST)
    state = replace(state, interval=interval)
    if not state.broken:
        state = replace(state, failures=0, error="", succeeded_at=now)
    return _later(state, max(interval, _wish(answer.headers or {}, answer.ttl, now)), now)


def _failed(state: FeedState, answer: Answer, now: float) -> FeedState:
    failures = min(state.failures + 1, _TOO_MANY_FAILURES)
    words = answer.error or f"the server answered {answer.status}"
    broken = answer.status is not None and 200 <= answer.status < 300
    backoff = min(FIRST_BACKOFF * 2 ** min(failures - 1, 20), LONGEST_BACKOFF)
    wished = _retry_after(answer.headers or {}, now)
    state = replace(state, failures=failures, error=words, broken=broken)
    return _later(state, max(backoff, state.interval if failures == 1 else 0.0, wished), now)


def _rhythm(state: FeedState, factor: float) -> float:
    """Half the usual gap between new articles, once that is known, steered by the last answer."""
    days = sorted(set(state.arrivals))
    if len(days) < 4:
        return state.interval * factor
    gap = (days[-1] - days[0]) / (len(days) - 1)
    return (state.interval * factor + gap / 2) / 2


def _wish(headers: Mapping[str, str], ttl: int | None, now: float) -> float:
    """The longest time that the server or the feed asks for, at most a day."""
    seconds = [60.0 * (ttl or 0)]
    for directive in headers.get("cache-control", "").split(","):
        name, _, value = directive.strip().partition("=")
        if name.lower() == "max-age" and value.strip('"').isdecimal():
            seconds.append(float(value.strip('"')[:9]))
    return max(min(max(seconds), LONGEST), _retry_after(headers, now))


def _retry_after(headers: Mapping[str, str], now: float) -> float:
    """Retry-After in seconds or as a date (RFC 9110, section 10.2.3), at most a week."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return min(float(value[:12]), LONGEST_WISH)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment.timestamp() - now, 0.0), LONGEST_WISH)


def _later(state: FeedState, seconds: float, now: float) -> FeedState:
    """Jitter keeps feeds from being asked all at once; it is the same for the same request."""
    part = int(digest(state.url, str(state.polls))[:8], 16) / 0xFFFFFFFF
    return replace(state, next_at=now + seconds * (1 + JITTER * part))
