from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.errors import FetchError
from dateline.ports import Fetched
from dateline.read.poll import poll
from dateline.read.schedule import FeedState, decide, health
from dateline.read.web import Web

NOW = 1_741_000_000.0
URL = "https://reader:secret@o.example/feed"
RSS = """<rss version="2.0"><channel><title>Ostrel Post</title><ttl>20</ttl>{}</channel></rss>"""
ITEM = "<item><title>Bridge {0}</title><link>https://o.example/{0}</link></item>"


@dataclass
class FakeWeb:
    """Answers by address; says what it was asked."""

    answers: dict[str, Fetched | str]
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append((url, headers or {}))
        answer = self.answers.get(url) or Fetched(url, 404, {}, b"")
        if isinstance(answer, str):
            raise FetchError(answer)
        return answer


def rss(*numbers: int, **headers: str) -> Fetched:
    body = RSS.format("".join(map(ITEM.format, numbers))).encode()
    return Fetched(URL, 200, headers, body)


def test_a_feed_that_is_polled_gives_what_is_new_and_is_asked_conditionally_then() -> None:
    fake = FakeWeb({URL: rss(1, 2, 3, etag='"v1"')})
    polled = poll(FeedState(URL), Web(fake, known=lambda url: url.endswith("/2")))
    assert [entry.url for entry in polled.entries] == ["https://o.example/1", "https://o.example/3"]
    assert (polled.answer.new, polled.answer.entries, polled.answer.ttl) == (2, 3, 20)
    assert all("secret" not in entry.source for entry in polled.entries)
    state = decide(FeedState(URL), polled.answer, NOW)
    fake.answers[URL] = Fetched(URL, 304, {}, b"")
    assert poll(state, Web(fake)).answer.status == 304
    assert fake.asked[-1][1]["If-None-Match"] == '"v1"'


def test_whatever_a_server_does_becomes_a_state_in_words() -> None:
    cases: list[tuple[Fetched | str, str]] = [
        ("the server took too long", "failing"), (Fetched(URL, 500, {}, b""), "failing"),
        (Fetched(URL, 410, {}, b""), "retired"), (Fetched(URL, 200, {}, b"<html>"), "failing"),
        (rss(), "empty"), (rss(1), "ok"),
    ]  # fmt: skip
    for answer, expected in cases:
        polled = poll(FeedState(URL), Web(FakeWeb({URL: answer})))
        state = decide(FeedState(URL), polled.answer, NOW)
        assert health(state, NOW) == expected
        assert bool(state.error) == (expected in {"failing", "retired"})


def test_pages_of_one_host_are_asked_one_after_the_other_with_a_pause() -> None:
    page = Fetched("https://o.example/1", 200, {"content-type": "text/html"}, b"<html>x")
    robots = Fetched("https://o.example/robots.txt", 200, {}, b"User-agent: *\nCrawl-delay: 5")
    fake = FakeWeb({"https://o.example/robots.txt": robots, "https://o.example/1": page,
                    "https://p.example/1": page})  # fmt: skip
    slept: list[float] = []
    web = Web(fake, clock=lambda: 100.0, sleep=slept.append)
    for url in ("https://o.example/1", "https://p.example/1", "https://o.example/1"):
        web.page(url)
    web.page("https://p.example/1")
    assert slept == [5.0, 1.0]
    assert [url for url, _ in fake.asked].count("https://o.example/robots.txt") == 1
