"""Statements in English articles about people and places that do not exist."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse.entities import find_entities
from dateline.analyse.parse import Parser
from dateline.analyse.sentences import split
from dateline.analyse.statements import find_statements
from dateline.types import Article, Statement


@cache
def read(text: str, language: str = "en", title: str | None = None) -> tuple[Statement, ...]:
    article = Article("a" * 16, "k", "v", text, title=title, language=language)
    parser = Parser(article, language)
    sentences = (*split(title or "", language, "title"), *split(text, language))
    mentions = find_entities(parser, sentences, language)
    return find_statements(article, sentences, mentions, parser.sentence)


def one(text: str, language: str = "en") -> Statement:
    (found,) = read(text, language)
    return found


def test_direct_speech_with_its_cue_behind() -> None:
    found = one("“The dam will hold through the winter,” engineer Marta Vell said on Monday.")
    assert found.direct
    assert not found.mixed
    assert found.content == "The dam will hold through the winter,"
    assert found.speaker == "Marta Vell"
    assert found.cue == "said"


def test_interrupted_speech_is_one_statement_of_two_pieces() -> None:
    found = one("“The dam is old,” said Marta Vell. “It will hold through the winter.”")
    assert len(found.content_span) == 2
    assert found.speaker == "Marta Vell"


def test_indirect_speech() -> None:
    found = one("Marta Vell said that the dam would hold through the winter.")
    assert not found.direct
    assert found.content.endswith("the dam would hold through the winter")
    assert found.speaker == "Marta Vell"


def test_mixed_speech_is_the_whole_clause() -> None:
    text = "Marta Vell said that the dam was “older than the town” but safe."
    found = one(text)
    assert found.mixed
    assert not found.direct
    assert [text[a:b] for a, b in found.quoted_spans] == ["older than the town"]
    assert "but safe" in found.content


def test_scare_quotes_are_left_alone() -> None:
    assert read("The so-called “old dam” stands above the town of Brack.") == ()


def test_fused_quotation() -> None:
    text = 'They met two days ago in Brack"I have no doubt that the dam holds," Marta Vell said.'
    direct = [s for s in read(text) if s.direct]
    assert [s.content for s in direct] == ["I have no doubt that the dam holds,"]
    assert direct[0].speaker == "Marta Vell"


def test_according_to() -> None:
    found = one("The dam lost a third of its water in May, according to Marta Vell.")
    assert found.content == "The dam lost a third of its water in May"
    assert found.speaker == "Marta Vell"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Marta Vell said she would resign if the dam broke.", "if the dam broke"),
        (
            "“If the dam breaks, we will leave the town,” Marta Vell said.",
            "If the dam breaks",
        ),
        (
            "Marta Vell said the town would be safe once the dam was repaired.",
            "once the dam was repaired",
        ),
        (
            "Marta Vell said the town would pay only after the dam was repaired.",
            "only after the dam was repaired",
        ),
        ("Marta Vell asked if the dam was safe.", None),
        ("Marta Vell said the dam was safe once again.", None),
    ],
)
def test_conditions(text: str, condition: str | None) -> None:
    assert one(text).condition == condition


def test_pronoun_is_the_subject_before() -> None:
    text = "Marta Vell visited the dam on Friday. She said that it would hold through the winter."
    assert [s.speaker for s in read(text)][-1] == "Marta Vell"


def test_unknown_pronoun_keeps_the_words_of_the_text() -> None:
    found = one("The dam is old. He said that it would hold through the winter.")
    assert found.speaker == "He"


def test_role_by_apposition() -> None:
    text = (
        "Brackish President Marta Vell visited the dam. Olaf Turm stayed away. "
        "The Brackish president said that the dam would hold through the winter."
    )
    assert [s.speaker for s in read(text)][-1] == "Marta Vell"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "said",
                " ",
                "Vell",
                "that",
                ",",
                ".",
                "\n",
                "if",
                "the dam",
                ":",
                "’",
                "he",
            ]
        )
        | st.text(max_size=4),
        max_size=30,
    ).map("".join),
    st.sampled_from(["en", "fr", "de", "es", "uk", "ru", "zh", "und", "xx-Yy"]),
)
def test_any_text_gives_valid_spans(text: str, language: str) -> None:
    for found in read(text, language):
        groups = (found.content_span, found.speaker_span, found.cue_span, found.condition_span)
        for spans in (*groups, found.quoted_spans):
            assert all(0 <= a < b <= len(text) for a, b in spans)
        assert found.content_span
