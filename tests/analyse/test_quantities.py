import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse.quantities import find_quantities
from dateline.types import Article, DateRange, Mention, Sentence


def quantities(text, language="en", mentions=()):
    article = Article("a", "k", "v", text, language=language)
    return find_quantities(article, [Sentence(0, len(text))], mentions)


def told(text, language="en"):
    return [(q.value, q.low, q.high, q.unit, q.counted) for q in quantities(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "At least 20 Velan leaders met.", (20, 20, None, "person", "leaders")),
        ("en", "Twenty-six countries signed.", (26, 26, 26, "", "countries")),
        ("en", "The 35-nation summit ended.", (35, 35, 35, "", "nation")),
        ("en", "Between 20 and 30 soldiers fled.", (None, 20, 30, "person", "soldiers")),
        ("en", "Nearly 200 tonnes of grain burned.", (200, 180, 200, "tonne", "grain")),
        ("en", "Up to 40 percent of voters stayed away.", (40, None, 40, "percent", "voters")),
        ("en", "Dozens of boats sank.", (None, 24, 99, "", "boats")),
        ("en", "Half a million refugees left.", (5e5, 5e5, 5e5, "person", "refugees")),
        ("en", "The toll rose to 1,234.", (1234, 1234, 1234, "person", "toll")),
        ("en", "A third of the seats went.", (33.33, 30.83, 35.83, "percent", "seats")),
        ("es", "Al menos 23 personas murieron.", (23, 23, None, "person", "personas")),
        ("es", "Un plan de 2.500 millones de euros.", (2.5e9, 2.5e9, 2.5e9, "EUR", "")),
        ("fr", "Quatre-vingt-dix-sept blessés.", (97, 97, 97, "person", "blessés")),
        ("fr", "Près de 1 200 soldats sont partis.", (1200, 1080, 1200, "person", "soldats")),
        ("de", "Dreiundzwanzig Menschen starben.", (23, 23, 23, "person", "Menschen")),
        ("de", "Rund 2,5 Milliarden Euro fehlen.", (2.5e9, 2.25e9, 2.75e9, "EUR", "")),
        ("ru", "Не менее 23 человек погибли.", (23, 23, None, "person", "человек")),
        ("uk", "Понад 26 західних країн.", (26, 26, None, "", "країн")),
    ],
)
def test_value_bounds_unit_and_counted(language, text, expected):
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A 41-year-old man was freed.",
        "She lives at 10 Harbour Street.",
        "Orven won 3-1.",
        "Flight 370 vanished.",
        "It opened in 1998.",
        "Covid-19 spread.",
        "He arrived at 14:30.",
        "It happened two days ago.",
        "He was 3rd.",
        "One of the ministers resigned.",
    ],
)
def test_dates_ages_scores_addresses_and_names_are_no_quantities(text):
    assert told(text) == []


def test_a_conversion_is_the_same_quantity():
    text = "Aid worth €2 billion ($2.1 billion) and a march of 16 kilometres (10 miles)."
    found = quantities(text)
    assert [(q.value, q.unit) for q in found] == [(2e9, "EUR"), (16, "km")]
    assert text[slice(*found[0].span)] == "€2 billion ($2.1 billion)"


def test_numbers_inside_dates_are_left_to_the_dates():
    text = "On May 4 2031 some 300 ships left."
    date = Mention(
        "date", "DATE", "2031-05-04", (3, 13), when=DateRange("2031-05-04", "2031-05-04")
    )
    found = quantities(text, mentions=[date])
    assert [(q.value, q.counted, q.when) for q in found] == [(300, "ships", date.when)]


def test_the_place_named_behind_is_where_it_was_counted():
    text = "They found 12 mines in Orven and left Velan."
    at = text.index("Orven")
    places = [
        Mention("place", "", "Orven", (at, at + 5)),
        Mention("place", "", "Velan", (text.index("Velan"), len(text) - 1)),
    ]
    assert quantities(text, mentions=places)[0].where == "Orven"


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.sampled_from("0123456789.,-–/$€% оneтhuиdrеd millionZehn")
        ),
        max_size=200,
    ),
    st.sampled_from(["en", "es", "fr", "de", "uk", "ru", "und", "zh-Hant"]),
)
def test_any_text_gives_valid_spans(text, language):
    for quantity in quantities(text, language):
        start, end = quantity.span
        assert 0 <= start < end <= len(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


@pytest.mark.parametrize("piece", ["1 ", "1,000,", "twenty-", "tens of ", "9", "$", "1-", "(5 km "])
def test_time_grows_with_length_alone(piece):
    text = piece * (60_000 // len(piece))
    start = time.process_time()
    quantities(text)
    assert time.process_time() - start < 3
