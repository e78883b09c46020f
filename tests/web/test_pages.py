"""Every page answers, says what it must, and leads on."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dateline
from dateline.pipeline.library import Dateline
from dateline.show.web.app import make_app
from dateline.show.web.wording import LANGUAGES
from tests.web.conftest import HERE, csrf


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/", "Storylines"),
        ("/people", "Aldo Reskin"),
        ("/sources", "Meridian Wire"),
        ("/outlet/Meridian Wire", "its own text"),
        ("/person/Aldo Reskin", "Statements by storyline"),
        ("/disagreements", "cannot all hold"),
        ("/search?q=canal", "canal"),
        ("/timeline?q=canal", "canal"),
        ("/help", "origin"),
        ("/decisions", "by hand"),
    ],
)
def test_pages_answer(client: TestClient, address: str, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert says in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_every_link_of_the_main_pages_leads_somewhere(client: TestClient, opened: Dateline) -> None:
    story = opened.largest_storyline()
    event = next(d.event for d in opened.disagreements())
    pages = ["/", f"/storyline/{story}", f"/event/{event}", "/disagreements", "/people"]
    links = {
        link.replace("&amp;", "&").partition("#")[0]
        for page in pages
        for link in re.findall(r'href="(/[^"]*)"', client.get(page).text)
    }
    assert len(links) > 40
    broken = [link for link in sorted(links) if client.get(link).status_code != 200]
    assert not broken


def test_a_sentence_opens_on_its_passage(client: TestClient, opened: Dateline) -> None:
    told = opened.timeline(opened.largest_storyline())
    citation = told.entries[0].summary[0].citations[0]
    page = client.get(f"/storyline/{told.storyline}").text
    place = f"/article/{citation.article}?start={citation.start}&amp;end={citation.end}"
    assert place in page
    article = client.get(
        f"/article/{citation.article}?start={citation.start}&end={citation.end}"
        f"&version={citation.version}"
    ).text
    marked = "".join(re.findall(r'<mark class="passage[^>]*>([^<]*)</mark>', article))
    text = opened.article(citation.article).article.text[citation.start : citation.end]
    assert marked.replace("&#39;", "'").replace("&#34;", '"') == text


def test_a_disagreement_stands_in_two_columns_in_its_event(
    client: TestClient, opened: Dateline
) -> None:
    found = opened.disagreements()[0]
    answer = client.get(f"/disagreement/{found.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/event/{found.event}#{found.id}"
    page = client.get(answer.headers["location"]).text
    assert page.count('<div class="side">') >= len(found.sides)


def test_an_unknown_page_says_so_in_words(client: TestClient) -> None:
    for address in ("/nothing", "/event/e0000000000000000", "/storyline/s0000000000000000"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "There is no such page" in answer.text


def test_a_timeline_leaves_in_every_format(client: TestClient, opened: Dateline) -> None:
    from dateline.show.formats import TIMELINE_FORMATS

    story = opened.largest_storyline()
    for format in TIMELINE_FORMATS:
        answer = client.get(f"/storyline/{story}/as/{format}")
        assert answer.status_code == 200
        assert answer.content
    assert client.get(f"/storyline/{story}/as/exe").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interface_speaks_the_browsers_language(client: TestClient, language: str) -> None:
    page = client.get("/", headers={"accept-language": f"{language}-XX,en;q=0.5"}).text
    assert f'<html lang="{language}"' in page


def test_a_title_given_by_hand_says_so(samples: Path) -> None:
    with dateline.open(str(samples)) as own:
        client = TestClient(make_app(own), base_url=HERE)
        event = own.timeline(own.largest_storyline()).entries[0].event
        mark = csrf(client.get(f"/event/{event}").text)
        answer = client.post(
            f"/event/{event}/do/rename", data={"csrf": mark, "title": "The pen <that> failed"}
        )
        assert "The pen &lt;that&gt; failed" in answer.text
        assert "title given by hand" in answer.text
        told = client.get(f"/storyline/{own.largest_storyline()}").text
        assert "The pen &lt;that&gt; failed" in told
