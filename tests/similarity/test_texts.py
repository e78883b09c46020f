import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.similarity.names import canonical, same_name, skeleton
from dateline.similarity.reprints import containment, overlap, resemblance, signature
from dateline.similarity.texts import DocumentFrequencies, stem, terms, words
from dateline.similarity.vectors import cosine, quantise

LONG = " ".join(f"word{i} of the river report number {i * 7}" for i in range(80))


def test_words_fold_and_split_any_script() -> None:
    assert words("Café’s 12.5% ДОЖДЬ") == ["cafe", "s", "12", "5", "дождь"]
    assert words("大雨警報 A1") == ["大雨", "雨警", "警報", "a1"]


def test_inflected_forms_share_a_stem_and_numbers_stay() -> None:
    assert stem("landslides") == stem("landslide")
    assert stem("dams") == stem("dam")
    assert stem("20210422") == "20210422"


def test_function_words_are_no_terms() -> None:
    assert len(terms("the dam at the river", "en")) == 2


@settings(deadline=None, max_examples=30)
@given(st.text(), st.sampled_from(["en", "ru", "zh", "und", "pt-BR", ""]))
def test_terms_of_anything(text: str, language: str) -> None:
    assert all(0 <= t < 1 << 22 for t in terms(text, language))


def test_rare_terms_weigh_more_than_common_ones() -> None:
    seen = DocumentFrequencies()
    for _ in range(9):
        seen.add(np.array([1], dtype=np.uint32), "en")
    seen.add(np.array([1, 2], dtype=np.uint32), "en")
    common, rare = seen.idf(np.array([1, 2], dtype=np.uint32), "en")
    assert rare > common > 0


def test_cut_copy_is_contained() -> None:
    a, b = signature(LONG), signature(LONG[: len(LONG) // 4])
    assert containment(a, b) > 0.9
    assert resemblance(a, b) < 0.5
    assert overlap(a, signature("A wholly different text of the hills and the sea."))[0] == 0


def test_same_text_resembles_itself() -> None:
    assert resemblance(signature(LONG), signature(LONG)) == 1.0
    assert signature("two words") == b""


@settings(deadline=None, max_examples=30)
@given(st.text(), st.text())
def test_overlap_is_symmetric_and_bounded(a: str, b: str) -> None:
    j, x, y = overlap(signature(a), signature(b))
    assert overlap(signature(b), signature(a)) == (j, y, x)
    assert 0 <= j <= min(x, y) <= 1


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=64))
def test_quantised_vectors_stay_close(values: list[float]) -> None:
    packed = quantise(values)
    if any(packed):
        assert abs(cosine(packed, packed) - 1) < 1e-6


def test_cosine_of_missing_or_unequal_vectors_is_zero() -> None:
    assert cosine(b"", quantise([1.0])) == 0.0
    assert cosine(quantise([1.0, 2.0]), quantise([1.0])) == 0.0


def test_names_meet_across_scripts() -> None:
    assert skeleton("Шойгу") == skeleton("Shoigu") == skeleton("Schoigu")
    assert same_name("Ольга Мареш", "Olga Maresh")


def test_short_names_mean_longer_ones_only_where_they_can() -> None:
    assert same_name("Ana Duro", "Duro")
    assert not same_name("Ana Duro", "Ivo Duro")
    assert same_name("A. Duro", "Ana María Duro")
    assert not same_name("", "Duro")
    assert canonical(["Vell", "Ines Vell", "Minister Ines Vell"])["Vell"] == "Ines Vell"
    assert canonical(["Duro", "Ana Duro", "Ivo Duro"])["Duro"] == "Duro"
