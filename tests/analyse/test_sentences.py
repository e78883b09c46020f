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


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("en", "TESMAR, Orvany (Meridian Wire) – "),
        ("en", "PORT-OSTRA (Harbour News) - "),
        ("es", "PUERTO ALMERA, Valdesa, 3 (Agencia Sur) — "),
        ("uk", "ПОДОРСЬК (Укрвісник) — "),
        ("en", "AUBRELLE — "),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(language: str, place: str) -> None:
    text = f"{place}Der Hafen Ostra ist offen. Orvany hat zwei Häfen."
    first, second, third = split(text, language)
    assert first.furniture
    assert text[first.start : first.end] == place.strip()
    assert text[second.start : second.end] == "Der Hafen Ostra ist offen."
    assert not second.furniture
    assert not third.furniture


@pytest.mark.parametrize(
    "text",
    [
        "NATO ministers (all of them) – and two guests – met in Ostra.",
        "Ilva Marsh (Harbour Party) – a former captain – won.",
        "THE WHOLE LINE IS IN CAPITALS.",
    ],
)
def test_what_only_looks_like_a_dateline(text: str) -> None:
    assert [text[s.start : s.end] for s in split(text, "en")] == [text]


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
