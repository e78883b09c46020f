from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.read.schedule import (
    DAY,
    HOUR,
    JITTER,
    LONGEST,
    LONGEST_WISH,
    SHORTEST,
    Answer,
    FeedState,
    articles_a_week,
    decide,
    due,
    health,
    request_headers,
    retry,
)

FEED = FeedState("https://ostrel-post.example/feed")
HEADERS = {"etag": '"v1"', "last-modified": "Mon, 03 Mar 2025 09:30:00 GMT"}
GOOD = Answer(200, HEADERS, new=2, entries=9)
NOW = 1_741_000_000.0


def wait(answer: Answer, state: FeedState = FEED) -> float:
    return decide(state, answer, NOW).next_at - NOW


def test_the_next_request_is_conditional() -> None:
    assert "If-None-Match" not in request_headers(FEED)
    headers = request_headers(decide(FEED, GOOD, NOW))
    assert headers["If-None-Match"] == '"v1"'
    assert headers["If-Modified-Since"] == "Mon, 03 Mar 2025 09:30:00 GMT"


def test_wishes_of_server_and_feed_are_obeyed() -> None:
    assert wait(replace(GOOD, ttl=300)) >= 5 * HOUR
    assert wait(replace(GOOD, headers={"cache-control": "public, max-age=36000"})) >= 10 * HOUR
    assert wait(Answer(429, {"retry-after": "7200"})) >= 2 * HOUR
    assert wait(Answer(503, {"retry-after": "Mon, 03 Mar 2025 13:06:40 GMT"})) >= 2 * HOUR
    assert wait(Answer(503, {"retry-after": "99999999999"})) <= LONGEST_WISH * (1 + JITTER)
    assert wait(Answer(304, {"cache-control": "max-age=36000"})) >= 10 * HOUR


def test_failures_back_off_and_are_told_in_words() -> None:
    state, waits = FEED, []
    for _ in range(12):
        state = decide(state, Answer(error="the server took too long"), NOW)
        waits.append(state.next_at - NOW)
    assert max(waits) <= LONGEST * (1 + JITTER)
    assert waits[-1] > 4 * waits[1]
    assert (health(state, NOW), state.error) == ("failing", "the server took too long")
    assert health(decide(state, GOOD, NOW), NOW) == "ok"


def test_not_modified_after_broken_content_stays_a_failure() -> None:
    broken = decide(FEED, Answer(200, {}, error="broken feed: no entry"), NOW)
    assert health(decide(broken, Answer(304), NOW), NOW) == "failing"
    away = decide(decide(FEED, GOOD, NOW), Answer(error="away"), NOW)
    assert health(decide(away, Answer(304), NOW), NOW) == "ok"


def test_moves_are_remembered_and_what_is_gone_is_retired() -> None:
    moved = decide(FEED, replace(GOOD, moved="https://new.example/feed"), NOW)
    assert moved.url == "https://new.example/feed"
    gone = decide(moved, Answer(410), NOW)
    assert health(gone, NOW) == "retired"
    assert due([gone, FEED], NOW) == [FEED]
    assert due([retry(gone, NOW)], NOW)


def test_unchanged_empty_and_failing_are_different_things() -> None:
    assert health(FEED, NOW) == "new"
    assert health(decide(FEED, Answer(200, {}), NOW), NOW) == "empty"
    read = decide(FEED, GOOD, NOW)
    assert health(read, NOW + 40 * DAY) == "unchanged"


def test_the_rhythm_is_learned() -> None:
    busy = quiet = FEED
    now = NOW
    for _ in range(40):
        busy, quiet = decide(busy, GOOD, now), decide(quiet, Answer(304), now)
        now += HOUR / 2
    assert busy.interval < HOUR
    assert quiet.interval == LONGEST
    assert articles_a_week(busy, now) > 100
    assert articles_a_week(quiet, now) == 0


@given(
    st.lists(st.builds(
        Answer, st.sampled_from([None, 200, 204, 304, 301, 404, 410, 429, 500]),
        st.dictionaries(st.sampled_from(["retry-after", "cache-control"]), st.text(max_size=20)),
        error=st.sampled_from(["", "away"]), new=st.integers(0, 500), entries=st.integers(0, 500),
        ttl=st.none() | st.integers(0, 99_999),
    ), max_size=8),
    st.floats(0, 4e9),
)  # fmt: skip
def test_any_answers_leave_a_feed_that_is_asked_again_in_bounds(
    answers: list[Answer], now: float
) -> None:
    state = FEED
    for answer in answers:
        state = decide(state, answer, now)
        if not state.retired:
            assert state.next_at - now + 1e-3 >= SHORTEST
            assert state.next_at - now <= LONGEST_WISH * (1 + JITTER) + 1e-3
        assert SHORTEST <= state.interval <= LONGEST
