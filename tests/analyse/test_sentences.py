"""Sentences: exact, complete, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.analyse.sentences import split


def texts(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in split(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Mr. Orlik left. He “fled.” Why?", ["Mr. Orlik left.", "He “fled.”", "Why?"]),
        ("en", "A line\nbreak ends it. Yes.", ["A line", "break ends it.", "Yes."]),
        (
            "de",
            "Am 3. März kam z. B. Dr. Orlik an. Er ging.",
            ["Am 3. März kam z. B. Dr. Orlik an.", "Er ging."],
        ),
        ("zh", "他说：“好。”我走了。再见！", ["他说：“好。”", "我走了。", "再见！"]),
        ("en", 'In Velden"I have no doubt" she said.', ['In Velden"I have no doubt" she said.']),
        ("en", "", []),
    ],
)
def test_examples(language: str, text: str, sentences: list[str]) -> None:
    assert texts(text, language) == sentences


def test_each_line_is_a_paragraph() -> None:
    assert [s.paragraph for s in split("One. Two.\n\nThree.", "en")] == [0, 0, 1]


@given(st.text(), st.sampled_from(["en", "de", "uk", "ar", "und"]))
def test_every_visible_character_lies_in_one_sentence(text: str, language: str) -> None:
    place = 0
    for sentence in split(text, language):
        assert not text[place : sentence.start].strip()
        assert sentence.start < sentence.end
        place = sentence.end
    assert not text[place:].strip()
