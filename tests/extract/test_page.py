import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.page import Page, read_page

WORDS = (
    "The bridge at Ostrel closed on Monday after engineers found cracks in two of its pillars. ",
    "Repairs will take about a month, the mayor said, and buses will run along the river instead. ",
    "Shopkeepers on the far bank asked the council for help, and the council promised an answer. ",
)
BODY = "".join(f"<p>{words}</p>" for words in WORDS)


def page(head: str = "", body: str = "", url: str | None = "https://ostrel-post.example/a") -> Page:
    html = f"<html lang='en'><head>{head}</head><body><article>{BODY}{body}</article></body></html>"
    return read_page(html, url)


def linked_data(**fields: str) -> str:
    pairs = ", ".join(f'"{name}": {value}' for name, value in fields.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {pairs}}}</script>'


def test_linked_data_wins_over_meta_elements_and_says_so() -> None:
    found = page(
        linked_data(
            headline='"Bridge &amp; river"', author='[{"name": "Ada Moor"}, {"name": "Lev Ost"}]',
            datePublished='"2025-03-03T09:30:00+02:00"', dateModified='"2025-03-04"',
            publisher='{"name": "Ostrel Post"}', articleSection='["City"]',
        )
        + "<meta property='og:title' content='Another title'>"
        "<meta property='article:published_time' content='2020-01-01'>"
    )  # fmt: skip
    assert (found.title, found.byline) == ("Bridge & river", "Ada Moor, Lev Ost")
    assert (found.published, found.updated) == ("2025-03-03T09:30:00+02:00", "2025-03-04")
    assert (found.outlet, found.section, found.language) == ("Ostrel Post", "City", "en")
    assert found.origins["published"] == "json-ld"


def test_the_outlet_is_taken_off_the_title() -> None:
    head = "<title>Bridge closed - Ostrel Post</title>"
    head += "<meta property='og:site_name' content='Ostrel Post'>"
    assert page(head).title == "Bridge closed"


@pytest.mark.parametrize(
    ("given_head", "given_body", "published"),
    [
        ("", "<h1>Bridge closed</h1><span class='date'>3. März 2025, 09:30</span>", "2025-03-03"),
        ("", "<h1>Bridge closed</h1><time datetime='2025-03-03T09:30Z'>x</time>", "2025-03-03"),
        ("", "<h1>Bridge closed</h1><p>Updated: 5.3.2025</p><p>Stand: 3.3.2025</p>", "2025-03-03"),
        ("", "<p>Erstellt am: 03.03.2025</p>", "2025-03-03"),
        ("<meta name='date' content='2025-03-03'>", "", "2025-03-03"),
        ("<meta property='article:published_time' content='9999-01-01'>", "", None),
    ],
)
def test_dates(given_head: str, given_body: str, published: str | None) -> None:
    found = page(given_head, given_body).published
    assert (found or "")[:10] == (published or "")


def test_the_outlets_own_day_is_kept() -> None:
    head = "<meta property='article:published_time' content='{}'>"
    in_address = page(head.format("2025-03-04T05:30:00Z"), url="https://o.example/2025/03/03/a")
    assert in_address.published == "2025-03-03"
    midnight = "<html lang='de'>" + head.format("2025-03-02T23:00:00Z") + BODY
    assert read_page(midnight, None).published == "2025-03-03"


def test_a_page_names_its_own_address_but_no_other_sites() -> None:
    link = "<link rel='canonical' href='{}'>"
    own = page(link.format("/news/bridge?utm_source=x"), url="https://m.ostrel-post.example/n/1")
    assert own.url == "https://m.ostrel-post.example/news/bridge"
    foreign = page(link.format("https://other.example/bridge"))
    assert foreign.url == "https://ostrel-post.example/a"
    front = page(link.format("https://ostrel-post.example/"))
    assert front.url == "https://ostrel-post.example/a"


def test_furniture_is_left_out_and_structure_is_kept() -> None:
    found = page(
        "<title>Bridge closed</title>",
        "<h1>Bridge closed</h1><h2>What the mayor promised</h2><blockquote>No one was hurt."
        "</blockquote><ul><li>Buses run every ten minutes.</li></ul>"
        "<p>Read also:</p><p><a href='/b'>Mayor under pressure over the port</a></p>"
        "<div class='author-box'><p>Ada Moor writes about the city and likes to sail.</p></div>"
        "<p>Read the full article here</p><p>Comment:</p>",
    )
    lines = found.text.split("\n")
    assert "What the mayor promised" in lines
    assert "No one was hurt." in lines
    assert "Buses run every ten minutes." in lines
    for gone in ("Read also", "under pressure", "likes to sail", "full article", "Comment"):
        assert gone not in found.text


def test_a_stub_behind_a_paywall_is_partial() -> None:
    assert page(body="<p>Subscribe now to continue reading this story.</p>").partial
    assert page(linked_data(isAccessibleForFree="false")).partial
    assert not page().partial


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<table><tr><td>", "<a href='x'>", "</a>", "<script type='application/ld+json'>",
    '{"@graph":[[', "}", "</script>", "<h1>", "<time datetime='99999-1'>", "<!--", "]]>",
    "&#0;", "\0", "<link rel=canonical href='http://[::1'>", "<meta name=date content=32.13.2020>",
    WORDS[0],
    "é",     "<svg>", "<title>", "<iframe>", "<![CDATA[", "&#xD800;", "<ul><li>",
]), max_size=40))  # fmt: skip
def test_no_page_raises(parts: list[str]) -> None:
    assert isinstance(read_page("".join(parts), "https://ostrel-post.example/a").text, str)
