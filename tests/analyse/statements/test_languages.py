"""Statements in languages without a parser: people and places do not exist."""

from __future__ import annotations

import time

import pytest

from dateline.analyse.sentences import split
from dateline.analyse.statements import find_statements
from dateline.types import Article, Sentence, Statement


def read(text: str, language: str) -> tuple[Statement, ...]:
    article = Article("a" * 16, "k", "v", text, language=language)
    return find_statements(article, split(text, language), (), lambda _: None)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "content"),
    [
        ("en", "Marta Vell said that the dam would hold.", "Marta Vell", "that the dam would hold"),
        ("en", "“It holds,” said Marta Vell.", "Marta Vell", "It holds,"),
        ("de", "Marta Vell sagte, der Damm werde halten.", "Marta Vell", "der Damm werde halten"),
        ("de", "Der Damm sei sicher, so Marta Vell.", "Marta Vell", "Der Damm sei sicher"),
        ("de", "Laut Marta Vell ist der Damm sicher.", "Marta Vell", "ist der Damm sicher"),
        ("de", "Wie Marta Vell mitteilte, hält der Damm.", "Marta Vell", "hält der Damm"),
        ("de", "„Der Damm hält“, sagte Marta Vell.", "Marta Vell", "Der Damm hält"),
        (
            "de",
            "Die Stadt kündigte an, den Damm zu erneuern.",
            "Die Stadt",
            "den Damm zu erneuern",
        ),
        ("es", "«La presa aguanta», dijo Marta Vell.", "Marta Vell", "La presa aguanta"),
        ("es", "Según Marta Vell, la presa aguanta.", "Marta Vell", "la presa aguanta"),
        ("es", "Marta Vell prometió reparar la presa.", "Marta Vell", "reparar la presa"),
        ("fr", "« Le barrage tient », a déclaré Marta Vell.", "Marta Vell", "Le barrage tient"),
        ("fr", "Selon Marta Vell, le barrage tient.", "Marta Vell", "le barrage tient"),
        ("uk", "«Дамба тримається», — сказала Марта Велл.", "Марта Велл", "Дамба тримається"),
        ("uk", "Марта Велл заявила, що дамба стара.", "Марта Велл", "що дамба стара"),
        ("ru", "«Плотина держится», — сказала Марта Велл.", "Марта Велл", "Плотина держится"),
        ("ru", "Как сообщила Марта Велл, плотина стара.", "Марта Велл", "плотина стара"),
    ],
)
def test_speaker_and_content(language: str, text: str, speaker: str, content: str) -> None:
    (found,) = read(text, language)
    assert (found.speaker, found.content) == (speaker, content)


def test_marks_around_the_cue_too() -> None:
    (found,) = read("«Дамба стара, — сказала Марта Велл. — Її треба полагодити».", "uk")
    assert len(found.content_span) == 2
    assert found.speaker == "Марта Велл"


def test_german_mood_goes_on() -> None:
    text = "Marta Vell sagte, der Damm sei alt. Er müsse erneuert werden. Es regnet."
    first, second = read(text, "de")
    assert second.content == "Er müsse erneuert werden"
    assert second.speaker == first.speaker == "Marta Vell"


@pytest.mark.parametrize(
    ("language", "text", "condition"),
    [
        ("de", "Marta Vell sagte, sie gehe, wenn der Damm breche.", "wenn der Damm breche"),
        ("es", "Marta Vell dijo que se irá si la presa cede.", "si la presa cede"),
        ("fr", "Marta Vell a dit qu'elle partirait si le barrage cédait.", "si le barrage cédait"),
        ("uk", "Марта Велл сказала, що піде, якщо дамба впаде.", "якщо дамба впаде"),
    ],
)
def test_conditions(language: str, text: str, condition: str) -> None:
    (found,) = read(text, language)
    assert found.condition == condition


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ['"', "“a” ", "„Wir gehen“, sagte X. ", "“a\n"])
@pytest.mark.parametrize("language", ["en", "de", "uk"])
def test_linear_time_on_a_megabyte_of_marks(pattern: str, language: str) -> None:
    seconds = []
    for size in (125_000, 500_000):
        text = pattern * (size // len(pattern))
        sentences = [Sentence(a, min(size, a + 120)) for a in range(0, len(text), 120)]
        article = Article("a", "k", "v", text, language=language)
        start = time.process_time()
        find_statements(article, sentences, (), lambda _: None)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 8 * seconds[0] + 1
