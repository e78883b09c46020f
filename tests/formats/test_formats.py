"""Every shape against its golden file, and against a parser that did not write it."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import feedparser
import html5lib
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.show.formats import TIMELINE_FORMATS, render_timeline
from dateline.show.formats.cite import render_citations
from dateline.types import Article, Timeline
from tests.formats.golden import ARTICLES, FOLDER, HOSTILE, TIMELINE, rendered

RENDERED = rendered()


@pytest.mark.parametrize("name", sorted(RENDERED))
def test_golden(name: str) -> None:
    """Refresh with ``python -m tests.formats.golden`` and read the difference."""
    assert RENDERED[name].encode() == (FOLDER / name).read_bytes()


def page(text: str):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def test_the_page_is_valid_and_every_mark_leads_to_its_passage() -> None:
    tree = page(RENDERED["timeline.html"])
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    links = [element.get("href") for element in tree.iter("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert sum(link.startswith("#n") for link in links) == 10
    assert not list(tree.iter("script"))
    assert not any(link.startswith("javascript") for link in links)
    assert not list(tree.iter("img")) + list(tree.iter("link"))


def test_the_feed_parses_with_stable_ids() -> None:
    feed = feedparser.parse(RENDERED["timeline.atom"])
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [
        f"urn:dateline:event:{entry.event}" for entry in TIMELINE.entries
    ]
    assert feed.entries[0].updated == "2031-03-07T08:30:00Z"
    assert ElementTree.fromstring(RENDERED["timeline.atom"]) is not None


def test_the_feed_is_updated_when_an_article_is() -> None:
    later = {**ARTICLES, "a1": replace(ARTICLES["a1"], updated="2031-04-01T00:00:00Z")}
    feed = feedparser.parse(render_timeline(TIMELINE, "atom", later))
    assert feed.entries[0].updated == "2031-04-01T00:00:00Z"


def test_the_calendar_parses() -> None:
    text = RENDERED["timeline.ics"]
    calendar = icalendar.Calendar.from_ical(text)
    events = list(calendar.walk("VEVENT"))
    assert [str(event["UID"]) for event in events] == [
        f"{name}@dateline" for name in ("e1", "e2", "t1", "e4")
    ]
    assert str(events[1]["SUMMARY"]) == " ".join(HOSTILE.split())
    assert events[2].decoded("DTEND").isoformat() == "2030-12-27"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_spreadsheet_has_a_row_an_entry_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(RENDERED["timeline.csv"].removeprefix("\ufeff"))))
    assert [row["event"] for row in rows] == ["e1", "e2", "t1", "e3", "e4"]
    assert not any(value[:1] in "=+-@" for row in rows for value in row.values() if value)


@pytest.mark.parametrize("name", ["timeline.json", "timeline.jsonfeed", "timeline.timelinejs"])
def test_json_parses(name: str) -> None:
    tree = json.loads(RENDERED[name])
    assert tree["title"]


def test_csl_and_ris_have_an_item_an_article() -> None:
    assert len(json.loads(RENDERED["citations.csl"])) == 3
    assert RENDERED["citations.ris"].count("TY  - NEWS\r\n") == 3
    assert RENDERED["citations.ris"].count("ER  - \r\n") == 3
    assert RENDERED["citations.bibtex"].count("@online{") == 3


def test_unknown_formats_are_a_usage_error() -> None:
    with pytest.raises(UsageError):
        render_timeline(TIMELINE, "docx", {})
    with pytest.raises(UsageError):
        render_citations([], "docx")


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_no_title_breaks_any_shape(title: str) -> None:
    """What is stored has no control characters, but titles may hold anything else."""
    entry = replace(TIMELINE.entries[0], headline=title)
    made = Timeline(title, None, (entry,), why=title)
    articles = {"a1": Article("a1", "k", "v1", title * 2, title, outlet=title, byline=title)}
    texts = {name: render_timeline(made, name, articles) for name in TIMELINE_FORMATS}
    page(texts["html"])
    assert not feedparser.parse(texts["atom"]).bozo
    assert len(list(icalendar.Calendar.from_ical(texts["ics"]).walk("VEVENT"))) == 1
    assert len(list(csv.reader(io.StringIO(texts["csv"])))) == 2
    for name in ("json", "jsonfeed", "timelinejs"):
        json.loads(texts[name])
    for name in ("bibtex", "ris", "csl"):
        render_citations(list(articles.values()), name)


def test_an_empty_timeline_says_so() -> None:
    empty = Timeline("", None, ())
    assert "Nothing matches." in render_timeline(empty, "text", {})
    page(render_timeline(empty, "html", {}))
    assert json.loads(render_timeline(empty, "json", {}))["entries"] == []
    assert not feedparser.parse(render_timeline(empty, "atom", {})).bozo
