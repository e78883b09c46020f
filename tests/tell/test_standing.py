import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.tell.standing import quotations, standing_part

ALONE = [
    ("PORT LARA (Reuters) - The Varnian parliament approved the budget on Monday.", "en",
     "The Varnian parliament approved the budget on Monday."),
    ("By Ada Lund PORT LARA | Tue Mar 4, 2031 4:23 pm EST PORT LARA (Reuters) - Rebels took the "
     "harbour of Lara on Tuesday.", "en", "Rebels took the harbour of Lara on Tuesday."),
    ("PORT LARA, March 4 (AP) — Rebels took the harbour of Lara on Tuesday.", "en",
     "Rebels took the harbour of Lara on Tuesday."),
    ("But President Orlo signed the accord in the capital.", "en",
     "President Orlo signed the accord in the capital."),
    ("Meanwhile, Varnia closed its border with Ostrel.", "en",
     "Varnia closed its border with Ostrel."),
    ("Pero el presidente Orlo firmó el acuerdo en la capital.", "es", None),
    ("Der Präsident von Varnien unterzeichnete am Montag den Vertrag.", "de",
     "Der Präsident von Varnien unterzeichnete am Montag den Vertrag."),
    ("Президент Варнії підписав угоду в столиці у понеділок.", "uk",
     "Президент Варнії підписав угоду в столиці у понеділок."),
]  # fmt: skip

NOT_ALONE = [
    ("He signed the accord in the capital on Monday.", "en"),
    ("This was the worst storm that the coast had seen.", "en"),
    ("The bridge is closed until further notice, he added.", "en"),
    ("“The bridge is closed until further notice.”", "en"),
    ("“The bridge is closed, the minister said on Monday.", "en"),
    ("the bridge was closed until further notice by the minister.", "en"),
    ("Will the bridge ever be opened again to the people?", "en"),
    ("They're closing the bridge over the river on Monday.", "en"),
    ("Il a signé l'accord dans la capitale lundi matin.", "fr"),
    ("Він підписав угоду в столиці у понеділок вранці.", "uk"),
    ("Photograph: Ada Lund/AP Orlo signs the accord on Monday.", "en"),
    ("", "en"),
]


@pytest.mark.parametrize(("text", "language", "part"), ALONE)
def test_part_that_stands_alone(text: str, language: str, part: str | None) -> None:
    found = standing_part(text, language)
    assert (text[found.start : found.end] if found else None) == part


@pytest.mark.parametrize(("text", "language"), NOT_ALONE)
def test_sentence_that_leans_on_another(text: str, language: str) -> None:
    assert standing_part(text, language) is None


@given(st.text(max_size=200), st.sampled_from(["en", "es", "fr", "de", "uk", "ru", "zh", "und"]))
def test_any_text_goes_through(text: str, language: str) -> None:
    found = standing_part(text, language)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.fit <= 1
        assert quotations(text[found.start : found.end]) is not None


def test_a_caption_that_runs_into_a_sentence_is_cut() -> None:
    text = "Boats lie in the harbour of Lara A storm has flooded the town and killed 12 people."
    found = standing_part(text, "en")
    assert found is not None
    assert text[found.start :] == "A storm has flooded the town and killed 12 people."


def test_the_writer_and_the_page_do_not_speak() -> None:
    assert standing_part("I watched the storm from the harbour wall at Lara.", "en") is None
    assert standing_part("At 4:37 pm on 17 May a reader wrote: the town is lost.", "en") is None
    assert standing_part("Last updated: 19 May, the storm has passed the town.", "en") is None
