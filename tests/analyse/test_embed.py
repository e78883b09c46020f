"""The built-in embedder: the same bytes, any text, meaning across languages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse.embed import UniversalEmbedder, title_and_lead
from dateline.analyse.ukrainian import is_ukrainian, nearer_to_russian
from dateline.similarity.vectors import cosine
from dateline.types import Article

EMBEDDER = UniversalEmbedder()


def test_one_meaning_in_many_languages_is_near() -> None:
    bridge = {
        "en": "The old bridge collapsed into the river and two drivers were injured",
        "de": "Die alte Brücke stürzte in den Fluss, zwei Fahrer wurden verletzt",
        "ru": "Старый мост обрушился в реку, два водителя ранены",
        "uk": "Старий міст обвалився в річку, двох водіїв поранено",
    }
    election = EMBEDDER.embed("Voters chose a new parliament in a quiet election on Sunday")
    vectors = {language: EMBEDDER.embed(text) for language, text in bridge.items()}
    for language, vector in vectors.items():
        assert cosine(vector, vectors["en"]) > 0.35, language
        assert cosine(vector, election) < 0.35, language


def test_ukrainian_is_told_by_its_letters() -> None:
    assert is_ukrainian("Міст закрито")
    assert not is_ukrainian("Мост закрыт")
    assert not is_ukrainian("The bridge is closed")
    assert nearer_to_russian("Поїзд і літак") == "поезд и самолёт"


def test_a_repeated_title_is_taken_once() -> None:
    article = Article("0", "k", "v", "The bridge\nIt fell. " + "word " * 200, "The bridge")
    assert title_and_lead(article).startswith("The bridge\nIt fell.")
    assert title_and_lead(article).count("bridge") == 1
    assert len(title_and_lead(article)) < 320


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=120))
def test_any_text_gives_the_same_bytes(text: str) -> None:
    vector = EMBEDDER.embed(text)
    assert len(vector) == EMBEDDER.dimensions
    assert vector == EMBEDDER.embed(text)
