import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract import extract
from dateline.read import read
from dateline.read.feeds import read_feed
from dateline.read.limits import Unreadable
from dateline.read.markup import (
    Subscription,
    alternate_feeds,
    read_opml,
    read_sitemap,
    write_opml,
)
from dateline.types import Article, RawDocument, Rejected

LONG = "The bridge at Ostrel closed on Monday, and the mayor said repairs take a month. " * 15
ITEM = """<item><title>Bridge &amp;amp; river</title><link>https://o.example/a?utm_source=rss</link>
<guid isPermaLink="false">a-1</guid><pubDate>Mon, 03 Mar 2025 09:30:00 +0200</pubDate>
<description>&lt;p&gt;The bridge at Ostrel closed on Monday …&lt;/p&gt;</description></item>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Ostrel Post</title>
<link>https://o.example/</link><language>en-us</language><ttl>30</ttl>{ITEM}</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Ostrel Post</title>
<entry><id>tag:o.example,2025:1</id><title>Bridge closed</title>
<link rel="alternate" href="https://o.example/a"/><published>2025-03-03T09:30:00+02:00</published>
<updated>2025-03-04T09:30:00Z</updated><author><name>Ada Moor</name></author>
<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;&lt;p&gt;Read also:&lt;/p&gt;</content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://o.example/"><title>Ostrel Post</title></channel>
<item rdf:about="https://o.example/a"><title>Bridge closed</title><link>https://o.example/a</link>
<description>The bridge closed.</description><dc:date>2025-03-03</dc:date></item></rdf:RDF>"""
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Ostrel Post", "items": [
        {"id": 7, "url": "https://o.example/a", "title": "Bridge", "content_text": "A < B\n\nC.",
         "date_published": "2025-03-03T09:30:00Z", "authors": [{"name": "Ada Moor"}]}, {"id": "8"},
    ],
})  # fmt: skip
OPML = """<opml version="1.0"><body><outline text="City">
<outline text="Ostrel Post" type="rss" xmlUrl="https://o.example/feed"/><outline text="Deep/er">
<outline title="Port" xmlUrl="https://p.example/feed"/></outline></outline>
<outline text="bad" xmlUrl="file:///etc/passwd"/></body></opml>"""


def entries(data: str | bytes) -> tuple[RawDocument, ...]:
    raw = data if isinstance(data, bytes) else data.encode()
    return read_feed(raw, "feed").entries


def test_rss_gives_what_it_says_and_marks_a_summary() -> None:
    feed = read_feed(RSS.encode(), "feed")
    (entry,) = feed.entries
    assert feed.ttl == 30
    assert (entry.source, entry.source_id) == ("feed#a-1", "a-1")
    assert (entry.url, entry.outlet) == ("https://o.example/a?utm_source=rss", "Ostrel Post")
    assert entry.partial
    article = extract(entry)
    assert isinstance(article, Article)
    assert article.partial
    assert article.published == "2025-03-03T09:30:00+02:00"
    assert article.key == "address:o.example/a"
    assert article.text == "The bridge at Ostrel closed on Monday …"


def test_atom_content_is_the_article() -> None:
    (entry,) = entries(ATOM)
    assert not entry.partial
    assert (entry.byline, entry.updated) == ("Ada Moor", "2025-03-04T09:30:00Z")
    article = extract(entry)
    assert isinstance(article, Article)
    assert article.text == LONG.strip()
    assert (article.title, article.language) == ("Bridge closed", "en")


def test_rdf_and_json_feeds() -> None:
    assert entries(RDF)[0].published == "2025-03-03"
    (entry,) = entries(JSON_FEED)
    assert (entry.source_id, entry.byline) == ("7", "Ada Moor")
    article = extract(entry)
    assert isinstance(article, Article)
    assert article.text == "A < B\nC."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_encodings(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' + RSS[21:].replace("river", "Міст")
    assert "Міст" in (entries(declared.encode(encoding))[0].title or "")


@pytest.mark.parametrize(
    "damage",
    [
        lambda xml: xml.replace("</item>", ""), lambda xml: xml[: len(xml) - 30],
        lambda xml: xml.replace("&lt;", "<"), lambda xml: "\n\n" + xml,
        lambda xml: xml.replace("<rss", "junk<rss"),
        lambda xml: xml.replace("Ostrel", "\x0bOstrel"),
        lambda xml: xml.replace("Post", "&nbsp;Post & Sons"), lambda xml: xml.replace('"', ""),
    ],
)  # fmt: skip
def test_malformed_feeds_still_give_their_entries(damage: object) -> None:
    assert entries(damage(RSS))[0].url.startswith("https://o.example/a")  # type: ignore[operator]


def test_names_that_several_entries_share_name_none_of_them() -> None:
    items = "".join(
        f"<item><title>Story {n}</title><link>https://o.example/live</link>"
        f"<guid>same</guid><description>Story number {n} is told here.</description></item>"
        for n in range(3)
    )
    found = entries(RSS.replace(ITEM, items))
    articles = [extract(entry) for entry in found]
    assert len({a.id for a in articles if isinstance(a, Article)}) == 3
    changed = [entries(RSS.replace("a-1", guid))[0] for guid in ("a-1", "b-2")]
    assert len({extract(each).id for each in changed}) == 1  # type: ignore[union-attr]


BOMB = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12)
).replace("&a0;", "ha") + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("subset", "reason"),
    [
        (BOMB, "unsafe XML"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "unsafe XML"),
        ('<!DOCTYPE x [<!ENTITY % a PUBLIC "x" "http://127.0.0.1/"> %a;]>', "unsafe XML"),
        ('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "unsafe XML"),
    ],
)
def test_xml_attacks_are_refused(subset: str, reason: str) -> None:
    for document, reader in ((RSS, entries), (OPML, read_opml), ("<urlset/>", read_sitemap)):
        data = subset + document.removeprefix('<?xml version="1.0"?>')
        with pytest.raises(Unreadable) as caught:
            reader(data.encode())  # type: ignore[operator]
        assert caught.value.reason == reason


def test_a_small_internal_entity_still_works() -> None:
    subset = '<!DOCTYPE x [<!ENTITY city "Ostrel">]>'
    rss = subset + RSS[21:].replace("Ostrel Post", "&city; Post")
    assert entries(rss)[0].outlet == "Ostrel Post"
    opml = read_opml((subset + OPML.replace("Ostrel Post", "&city; Post")).encode())
    assert opml[0].title == "Ostrel Post"


def test_opml_both_ways() -> None:
    found = read_opml(OPML.encode())
    assert found == (
        Subscription("https://o.example/feed", "Ostrel Post", "City"),
        Subscription("https://p.example/feed", "Port", "City/Deep-er"),
    )
    assert read_opml(write_opml(found).encode()) == found


@given(st.lists(st.builds(
    Subscription, st.from_regex(r"https://[a-z]{1,8}\.example/[a-z&<\"']{0,5}", fullmatch=True),
    st.text("ab <&>\"'é", min_size=1).map(str.strip).filter(bool),
    st.lists(st.text("xyz&\"", min_size=1), max_size=3).map("/".join),
), min_size=1, max_size=6, unique=True))  # fmt: skip
def test_any_list_of_feeds_reads_back(found: list[Subscription]) -> None:
    assert read_opml(write_opml(tuple(found)).encode()) == tuple(found)


def test_news_sitemaps_and_discovery() -> None:
    sitemap = """<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>
    <loc>https://o.example/a</loc><n:news><n:publication><n:name>Ostrel Post</n:name>
    <n:language>en</n:language></n:publication><n:title>Bridge</n:title>
    <n:publication_date>2025-03-03</n:publication_date></n:news></url></urlset>"""
    (entry,) = read_sitemap(sitemap.encode())
    assert (entry.outlet, entry.title, entry.published) == ("Ostrel Post", "Bridge", "2025-03-03")
    page = '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate">'
    assert alternate_feeds(page, "https://o.example/") == ("https://o.example/feed",)


@pytest.mark.parametrize(
    ("name", "data", "kinds"),
    [
        ("a.xml", RSS, [RawDocument]), ("a.rss", ATOM, [RawDocument]),
        ("a.json", JSON_FEED, [RawDocument]), ("a.opml", OPML, [Rejected, Rejected]),
        ("a.xml", "<rss><channel/></rss>", [Rejected]), ("a.xml", "<nothing/>", [Rejected]),
        ("a.xml", "no xml at all", [Rejected]),
    ],
)  # fmt: skip
def test_feeds_are_read_from_files(tmp_path: Path, name: str, data: str, kinds: list[type]) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    assert [type(each) for each in read([str(tmp_path / name)])] == kinds


PIECES = [
    "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>x", "<feed>", "]>",
    "<![CDATA[", "]]>", "<!--", "&amp;", "&x;", "<!DOCTYPE a [", "<content type='html'>", "<?xml",
    "<entry>", "\0", "é", "<guid>1</guid>", '<a b="', "{", '"version":', "</", "<!ENTITY x 'y'>",
]  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=80))
def test_anything_gives_entries_or_a_reason(text: str) -> None:
    for reader in (entries, read_opml, read_sitemap):
        with suppress(Unreadable):
            assert reader(text.encode("utf-8", "replace"))  # type: ignore[operator]
