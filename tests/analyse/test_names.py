"""Names by rule and the fullest form of each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse.names.naming import canonical
from dateline.analyse.names.rules import names_by_rule
from dateline.analyse.sentences import split
from dateline.types import Mention


def named(text: str, language: str) -> set[tuple[str, str]]:
    return {
        (m.kind, m.value) for m in canonical(names_by_rule(text, split(text, language), language))
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The harbour opened, President Jana Orlik said in Paris. Orlik left.",
            {("person", "Jana Orlik"), ("place", "Paris")},
        ),
        (
            "es",
            "El martes, la ministra Jana Orlik viajó a Madrid. Orlik habló con el Banco de Velden.",
            {("person", "Jana Orlik"), ("place", "Madrid"), ("organization", "Banco de Velden")},
        ),
        (
            "de",
            "Die Präsidentin Jana Orlik besuchte am Montag das Werk in Berlin.",
            {("person", "Jana Orlik"), ("place", "Berlin")},
        ),
        (
            "ru",
            "Министр Сергей Орлик приехал в Киев. Вчера Орлика видели в Москве.",
            {("person", "Сергей Орлик"), ("place", "Киев"), ("place", "Москва")},
        ),
        (
            "uk",
            "Міністр Сергій Орлик прибув до Києва. Про це Орлик сказав у Варшаві.",
            {("person", "Сергій Орлик"), ("place", "Варшава")},
        ),
        ("zh", "他昨天离开了。", set()),
    ],
)
def test_names_in_many_languages(language: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= named(text, language)


def test_german_nouns_are_no_names() -> None:
    assert named("Die Feuerwehr rettete am Abend einen Hund aus dem Fluss.", "de") == set()


def test_two_fuller_names_leave_the_short_one_alone() -> None:
    names = ["Jana Orlik", "Petr Orlik", "Orlik"]
    mentions = [Mention("person", "", name, (10 * i, 10 * i + 5)) for i, name in enumerate(names)]
    assert [mention.value for mention in canonical(mentions)] == names


def test_an_acronym_takes_the_name_it_abbreviates() -> None:
    mentions = [
        Mention("organization", "", "Velden Harbour Authority", (0, 24)),
        Mention("organization", "", "VHA", (30, 33)),
    ]
    assert canonical(mentions)[1].value == "Velden Harbour Authority"


@settings(deadline=None)
@given(st.text(max_size=120), st.sampled_from(["en", "de", "uk", "fr", "ar", "und"]))
def test_any_text_gives_valid_spans(text: str, language: str) -> None:
    for mention in names_by_rule(text, split(text, language), language):
        assert 0 <= mention.span[0] < mention.span[1] <= len(text)
        assert mention.value
