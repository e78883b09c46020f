"""The whole analysis: any text, valid spans, the same bytes."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse import Analyser
from dateline.analyse.parse import Parser
from dateline.analyse.sentences import split
from dateline.similarity.identity import digest
from dateline.types import AnalysedArticle, Article

ANALYSER = Analyser()
STORY = (
    "Minister Jana Orlik resigned on Tuesday, the Velden Courier reported.\n"
    "“I have made mistakes,” Orlik said in Velden. The harbour stays closed."
)


def article(text: str, title: str | None = None, **more: str) -> Article:
    return Article(
        id=digest(text), key=text, version=digest(title or "", text), text=text, title=title, **more
    )


def text_of(analysed: AnalysedArticle, field: str) -> str:
    return analysed.article.text if field == "text" else analysed.article.title or ""


def check_spans(analysed: AnalysedArticle) -> None:
    for part in analysed.sentences:
        assert 0 <= part.start < part.end <= len(text_of(analysed, part.field))
    for mention in analysed.mentions:
        start, end = mention.span
        assert 0 <= start < end <= len(text_of(analysed, mention.field))


def test_short_name_takes_its_fullest_form() -> None:
    analysed = ANALYSER(article(STORY, "Orlik resigns", language="en", published="2031-05-07"))
    people = {m.value for m in analysed.mentions if m.kind == "person"}
    assert "Jana Orlik" in people
    assert "Orlik" not in people
    assert analysed.date.start == "2031-05-07"
    assert analysed.sentences[0].field == "title"
    assert len(analysed.vector) == 512


def test_fused_names_break_nothing() -> None:
    text = (
        "VeldenVladimir Orlik has again threatened Europe the day after the vote.\n"
        'The vote was in Velden"I have no doubt" she said.'
    )
    analysed = ANALYSER(article(text, language="en"))
    check_spans(analysed)
    assert text[slice(*next(m for m in analysed.mentions if m.value == "Vladimir Orlik").span)] == (
        "Vladimir Orlik"
    )


def test_an_analyser_travels_to_another_process() -> None:
    twin = pickle.loads(pickle.dumps(ANALYSER))
    assert twin.id == ANALYSER.id
    assert twin(article(STORY)) == ANALYSER(article(STORY))


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=200),
    st.none() | st.text(max_size=40),
    st.sampled_from(["en", "fr", "de", "und", "zh-Hans", "xx"]),
    st.none() | st.sampled_from(["2031-05-07T23:30:00+02:00", "9999-01-01", "soon", ""]),
)
def test_any_text_is_analysed(
    text: str, title: str | None, language: str, published: str | None
) -> None:
    made = article(text, title, language=language)
    check_spans(ANALYSER(made))


def test_what_was_read_before_changes_nothing() -> None:
    first = ANALYSER(article(STORY, "Orlik resigns", language="en"))
    for text in ("Zwei Brücken stürzten ein.", "Prime Minister Ada Venn flew to Paris. " * 20):
        ANALYSER(article(text))
    assert ANALYSER(article(STORY, "Orlik resigns", language="en")) == first


def test_furniture_is_marked() -> None:
    text = "The bridge opened on Monday. It is long.\nRead the full article here"
    analysed = ANALYSER(article(text, language="en"))
    assert [s.furniture for s in analysed.sentences] == [False, False, True]


def test_a_sentence_is_parsed_from_its_start() -> None:
    made = article(STORY, language="en")
    sentences = split(STORY, "en")
    parser = Parser(made, "en", True, sentences)
    doc = parser.sentence(sentences[1])
    assert doc is not None
    assert doc.text == STORY[sentences[1].start : sentences[1].end]
    alone = Parser(made, "en").sentence(sentences[1])
    assert alone is not None
    assert [token.dep_ for token in doc] == [token.dep_ for token in alone]
    assert Parser(made, "de").sentence(sentences[1]) is None


def test_a_very_long_text_is_recognised_in_pieces() -> None:
    text = "Minister Ada Venn flew to Paris. " * 4000
    pieces = Parser(article(text), "en").entities()
    assert pieces is not None
    assert len(pieces) == 2
    assert "".join(doc.text for _, doc in pieces) == text
