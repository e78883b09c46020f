import time
from collections.abc import Iterator

import pytest

from dateline.errors import FetchError
from dateline.read import read
from dateline.read.fetch import FetchLimits, SafeFetcher
from dateline.read.guard import is_public
from dateline.types import RawDocument, Rejected
from tests.read.servers import ANSWERS, PAGE, plain, server

LIMITS = FetchLimits(packed=1 << 20, body=2 << 20, redirects=4, total=1.0, silence=0.5)
FAILING = {
    "/thrice": "not asked for", "/brotli": "not asked for", "/badgzip": "compress",
    "/cutgzip": "breaks off", "/bomb": "expand|more than", "/doublebomb": "expand|more than",
    "/short": "Protocol", "/neglength": "Protocol", "/twolengths": "Protocol",
    "/badchunks": "Protocol", "/cutchunks": "Protocol", "/garbage": "Protocol",
    "/http09": "Protocol", "/closed": "Protocol", "/halfhead": "Protocol", "/badstatus": "Protocol",
    "/hugehead": "Protocol", "/longheader": "Protocol", "/nulheader": "Protocol",
    "/endless": "more than", "/endlesschunks": "more than", "/driphead": "too long",
    "/dripbody": "too long", "/silent": "too long", "/loop": "redirects", "/pingpong": "redirects",
    "/tofile": "only http", "/toftp": "only http", "/togopher": "only http",
    "/todata": "only http", "/tojavascript": "only http", "/tobad": "no address",
    "/tometadata": "open internet", "/toprivate": "open internet", "/tolocal": "open internet",
    "/tonumber": "open internet", "/tomapped": "open internet", "/tosmtp": "not for the web",
    "/sameschemeless": "open internet",
}  # fmt: skip
READABLE = (
    "/page", "/gzip", "/twice", "/members", "/deflate", "/rawdeflate", "/notgzip", "/identity",
    "/nolength", "/continue", "/redirect", "/moved", "/movedtwice", "/movedthenfound", "/999",
    "/wrongtype", "/conditional",
)  # fmt: skip
GIVING = dict.fromkeys(READABLE, PAGE)
GIVING |= {"/empty": b"", "/long": PAGE[:20], "/chunks": b"abcde", "/204": b"", "/404": b"gone"}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with server(ANSWERS) as port:
        yield port


def fetcher(port: int, resolve: object = None) -> SafeFetcher:
    """``paper.example`` is the server on loopback and allowed by name; other names are not."""

    def addresses(host: str, _: int) -> list[str]:
        if host in {"paper.example", "rebound.example"}:
            return ["127.0.0.1"]
        if host.replace(".", "").isdigit() or ":" in host:
            return ["127.0.0.1" if host == "2130706433" else host]
        if host == "localhost":
            return ["::1", "127.0.0.1"]
        raise OSError("no such name")

    return SafeFetcher(
        allowed=frozenset({f"paper.example:{port}"}), limits=LIMITS,
        resolve=resolve or addresses,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(("path", "reason"), FAILING.items())
def test_a_misbehaving_server_is_an_error_in_words_and_in_time(
    port: int, path: str, reason: str
) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match=reason):
        fetcher(port).fetch(f"http://paper.example:{port}{path}")
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(("path", "body"), GIVING.items())
def test_what_can_be_read_is_read(port: int, path: str, body: bytes) -> None:
    assert fetcher(port).fetch(f"http://paper.example:{port}{path}").body == body


def test_tls_is_verified(port: int) -> None:
    with pytest.raises(FetchError, match=r"SSL|too long"):
        fetcher(port).fetch(f"https://paper.example:{port}/page")


def test_statuses_headers_and_moves_are_told(port: int) -> None:
    base = f"http://paper.example:{port}"
    get = fetcher(port).fetch
    limited = get(base + "/429")
    assert (limited.status, limited.headers["retry-after"]) == (429, "120")
    assert get(base + "/conditional", {"If-None-Match": '"v1"'}).status == 304
    assert get(base + "/movedtwice").moved == base + "/page"
    assert get(base + "/movedthenfound").moved == base + "/redirect"
    assert get(base + "/redirect").moved is None
    assert get(base + "/redirect").url == base + "/page"
    assert get(base + "/tonowhere").status == 302


def test_a_login_goes_to_its_own_host_and_is_shown_nowhere(port: int) -> None:
    answer = fetcher(port).fetch(f"http://reader:s%40crt@paper.example:{port}/echo")
    assert b"Basic cmVhZGVyOnNAY3J0" in answer.body
    assert b"Dateline/" in answer.body
    assert "s%40crt" not in answer.url
    with pytest.raises(FetchError) as caught:
        fetcher(port).fetch(f"http://reader:s%40crt@paper.example:{port}/short")
    assert "s%40crt" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "192.88.99.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "no address", "",
    ],
)  # fmt: skip
def test_every_range_that_is_not_the_open_internet_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(FetchError, match="open internet"):
        fetcher(1, lambda host, port: [address]).fetch("http://anything.example/")


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1", "::ffff:8.8.8.8"])
def test_the_open_internet_is_not_refused(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://localhost./",
        "http://user@127.0.0.1/", "http://8.8.8.8@127.0.0.1/", "http://①②⑦.⓪.⓪.①/",
        "http://0/", "https://127.0.0.1:443/",
    ],
)  # fmt: skip
def test_the_systems_own_reading_of_an_address_is_what_is_checked(url: str) -> None:
    with pytest.raises(FetchError, match=r"open internet|cannot be found|no address"):
        SafeFetcher(limits=LIMITS).fetch(url)


def test_a_name_that_changes_its_address_gains_nothing(port: int) -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        asked.append(host)
        return next(answers)

    get = fetcher(port, rebinding)
    with pytest.raises(FetchError):
        get.fetch(f"http://rebound.example:{port}/page")
    assert len(asked) == 1, "the name is resolved once, and the socket opened to that address"
    with pytest.raises(FetchError, match="open internet"):
        get.fetch(f"http://rebound.example:{port}/page")


def test_one_bad_address_among_good_ones_refuses_the_host() -> None:
    with pytest.raises(FetchError, match="open internet"):
        fetcher(1, lambda host, port: ["8.8.8.8", "127.0.0.1"]).fetch("http://a.example/")


def test_without_the_check_the_server_would_be_reached(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.read.guard.is_public", lambda _: True)
    url = f"http://rebound.example:{port}/page"
    assert fetcher(port).fetch(url).body == PAGE


def test_a_configured_proxy_works_and_leads_to_no_private_host(port: int) -> None:
    answers = {**ANSWERS, "http://news.example/a": plain(PAGE), "http://10.0.0.1/": plain(PAGE)}
    with server(answers) as proxy:
        get = SafeFetcher(
            proxy=f"http://127.0.0.1:{proxy}", limits=LIMITS,
            resolve=lambda host, _: ["8.8.8.8"] if host == "news.example" else [host],
        ).fetch  # fmt: skip
        assert get("http://news.example/a").body == PAGE
        with pytest.raises(FetchError, match="open internet"):
            get("http://10.0.0.1/")


FEED = """<rss version="2.0"><channel><title>Ostrel Post</title>{}</channel></rss>"""
STORY = "<p>The bridge at Ostrel closed on Monday, and repairs will take a month or more.</p>"


def test_a_feed_is_followed_to_its_pages_by_robots_txt() -> None:
    page = f"<html><body>{STORY}</body></html>".encode()
    answers = {
        **ANSWERS,
        "/robots.txt": plain(b"User-agent: *\nDisallow: /closed\n"),
        "/open": plain(page, Content_Type="text/html"),
        "/closed": plain(page, Content_Type="text/html"),
        "/": plain(b'<html><link rel="alternate" type="application/rss+xml" href="/feed">'),
    }
    with server(answers) as port:
        base = f"http://paper.example:{port}"
        items = "".join(
            f"<item><title>{name}</title><link>{base}/{name}</link>"
            "<description>The bridge is closed …</description></item>"
            for name in ("open", "closed", "missing")
        )
        answers["/feed"] = plain(FEED.format(items).encode(), Content_Type="application/rss+xml")
        for path in ("/feed", "/"):
            found = list(read([base + path], fetcher(port), pause=0))
            assert [getattr(each, "partial", None) for each in found] == [False, True, True]
            assert isinstance(found[0], RawDocument)
            assert STORY in str(found[0].html)
        known = read([base + "/feed"], fetcher(port), lambda url: True, 0)
        assert all(isinstance(each, RawDocument) and each.partial for each in known)
        (refused,) = read([base + "/closed"], fetcher(port))
        assert isinstance(refused, Rejected)
        assert refused.reason == "not allowed"
