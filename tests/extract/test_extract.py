import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract import extract
from dateline.extract.addresses import address_key, canonical_address, same_site
from dateline.extract.clean import clean
from dateline.extract.language import language_tag
from dateline.extract.when import ImpossibleDate, normal_date
from dateline.similarity.identity import digest
from dateline.types import Article, RawDocument, Rejected

TEXT = "The bridge at Ostrel closed on Monday. Repairs will take a month, the mayor said."


def article(**fields: str | None) -> Article:
    found = extract(RawDocument("a", **{"text": TEXT, **fields}))  # type: ignore[arg-type]
    assert isinstance(found, Article)
    return found


def test_text_is_kept_but_for_line_ends_and_control_characters() -> None:
    given_text = "\ufeffThe bridge\r\nclosed\0 on\x85Monday;\tall\u2028was ﬁne\u200dthere\ud800."
    assert (
        article(text=given_text).text == "The bridge\nclosed on\nMonday; all\nwas ﬁne\u200dthere."
    )


@given(st.text())
def test_cleaning_leaves_no_control_character_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(unicodedata.category(letter) != "Cc" or letter == "\n" for letter in cleaned)
    cleaned.encode("utf-8")


def test_identity_is_the_address_else_outlet_and_id_else_the_text() -> None:
    by_address = article(
        url="https://www.ostrel-post.example/a/?utm_source=x", outlet="Ostrel Post"
    )
    assert by_address.id == digest("address:ostrel-post.example/a")
    assert article(url="http://m.ostrel-post.example/a#top").id == by_address.id
    by_id = article(outlet="Ostrel Post", source_id="7", url="https://ostrel-post.example/")
    assert by_id.id == article(outlet="Ostrel Post", source_id="7", text=TEXT + " More.").id
    assert article().id == article(outlet="Ostrel Post").id
    assert article(source_id="7").id != article(source_id="8").id
    assert article(source_id="7").id != article(source_id="7", text=TEXT + " More.").id
    assert article(title="T").version == digest("T", TEXT)


def test_given_fields_and_their_origins() -> None:
    found = article(
        url="https://ostrel-post.example/a", title=" Bridge \n closed", language="en_GB",
        published="Mon, 03 Mar 2025 09:30:00 +0200", updated="soon",
    )  # fmt: skip
    assert (found.title, found.language) == ("Bridge closed", "en")
    assert (found.published, found.updated) == ("2025-03-03T09:30:00+02:00", None)
    assert found.outlet == "ostrel-post.example"
    origins = dict(found.origins_of_fields)
    assert origins["outlet"] == "address"
    assert origins["updated"] == "given, but unreadable"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("El puente de Ostrel cerró el lunes, según confirmó la alcaldesa de la ciudad.", "es"),
        ("Die Brücke in Ostrel wurde am Montag gesperrt, sagte die Bürgermeisterin.", "de"),
        ("Міст в Острелі закрили в понеділок, повідомила мерка міста журналістам.", "uk"),
        ("Мост в Остреле закрыли в понедельник, сообщила журналистам мэр города.", "ru"),
        ("奥斯特雷尔大桥于周一关闭，维修将持续一个月。", "zh"),
    ],
)
def test_language_is_detected(text: str, language: str) -> None:
    assert article(text=text).language == language


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (RawDocument("a", text="Bridge"), "too short"),
        (RawDocument("a", text="\0 \n"), "no text"),
        (RawDocument("a", text="word " * 300_000), "too large"),
        (RawDocument("a", text=TEXT, published="9999-01-01T00:00:00Z"), "impossible date"),
        (RawDocument("a", html="<html><body></body></html>"), "no text"),
    ],
)
def test_what_is_no_article(document: RawDocument, reason: str) -> None:
    found = extract(document)
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_six_characters_without_spaces_are_an_article() -> None:
    assert article(text="大桥周一关闭。").text == "大桥周一关闭。"


def test_a_page_gives_its_text_and_what_it_says_about_itself() -> None:
    page = (
        "<html lang='en'><head><title>Bridge closed - Ostrel Post</title>"
        "<meta property='og:site_name' content='Ostrel Post'>"
        "<meta property='article:published_time' content='2025-03-03T09:30:00+02:00'></head>"
        f"<body><nav>Home Sport</nav><article><h1>Bridge closed</h1><p>{TEXT}</p>"
        f"<p>{TEXT} A second paragraph that says something more about it.</p></article>"
        "<footer>© Ostrel Post</footer></body></html>"
    )
    found = extract(RawDocument("a", html=page, url="https://ostrel-post.example/a"))
    assert isinstance(found, Article)
    assert TEXT in found.text
    assert "©" not in found.text
    assert found.published is not None
    assert found.published.startswith("2025-03-03")
    assert found.outlet == "Ostrel Post"


@pytest.mark.parametrize(
    ("given_date", "normal"),
    [
        ("2025-03-03", "2025-03-03"),
        ("20250303", "2025-03-03"),
        ("2025-03-03T09:30:00.123Z", "2025-03-03T09:30:00Z"),
        ("2025-03-03 09:30", "2025-03-03T09:30:00Z"),
        ("2025-03-03T09:30:00-0500", "2025-03-03T09:30:00-05:00"),
        ("2025-03-03T24:00:00Z", "2025-03-04T00:00:00Z"),
        ("1740994200", "2025-03-03T09:30:00Z"),
        ("1740994200000", "2025-03-03T09:30:00Z"),
        ("Mon, 3 Mar 2025 09:30:00 EST", "2025-03-03T09:30:00-05:00"),
        ("March 3, 2025", "2025-03-03"),
        ("3 de marzo de 2025", "2025-03-03"),
        ("2025-02-31", None),
        ("Monday", None),
        ("", None),
    ],
)
def test_dates(given_date: str, normal: str | None) -> None:
    assert normal_date(given_date) == normal


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=40) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:+Z-]{0,14}"))
def test_any_date_is_read_or_not_and_reads_back_the_same(text: str) -> None:
    try:
        found = normal_date(text)
    except ImpossibleDate:
        return
    assert found is None or normal_date(found) == found


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("HTTP://Ostrel.example:80/a?utm_source=x&id=3#top", "http://ostrel.example/a?id=3"),
        ("https://ostrel.example/a?amp=1&source=rss&source=3", "https://ostrel.example/a?source=3"),
        ("https://user:pw@ostrel.example/a", "https://ostrel.example/a"),
        ("https://ostrel-example.cdn.ampproject.org/c/s/ostrel.example/a", "https://ostrel.example/a"),
        ("https://острел.example/міст", "https://xn--e1amhieg.example/%D0%BC%D1%96%D1%81%D1%82"),
        ("javascript:alert(1)", None), ("file:///etc/passwd", None), ("", None),
        ("https://[::1", None), ("https:///a", None), ("hard::a", None),
        ("https://ostrel.example:99999/", None),
    ],
)  # fmt: skip
def test_canonical_addresses(url: str, address: str | None) -> None:
    assert canonical_address(url) == address


def test_one_article_has_one_key_under_its_addresses() -> None:
    addresses = [
        "https://www.ostrel.example/news/bridge/", "http://m.ostrel.example/news/bridge?fbclid=1",
        "https://amp.ostrel.example/news/bridge", "https://ostrel.example/news/bridge/amp",
        "https://ostrel.example/amp/news/bridge", "https://ostrel.example/news/bridge?outputType=amp",
    ]  # fmt: skip
    assert {address_key(url) for url in addresses} == {"ostrel.example/news/bridge"}
    assert address_key("https://ostrel.example/?p=7") != address_key("https://ostrel.example/?p=8")
    assert address_key("https://ostrel.example/") is None
    assert same_site("https://edition.ostrel.example", "https://www.ostrel.example/a")
    assert not same_site("https://ostrel.example", "https://evil.example/ostrel.example")


@given(st.text(max_size=60))
def test_any_address_is_taken_or_not_and_settles(text: str) -> None:
    address = canonical_address("https://" + text)
    assert address is None or canonical_address(address) == address


def test_languages_by_tag_locale_and_name() -> None:
    tags = ["en_US", "zh-Hant-TW", "Deutsch", "iw", "und", "", "123", None]
    assert [language_tag(tag) for tag in tags] == ["en", "zh", "de", "he", None, None, None, None]
