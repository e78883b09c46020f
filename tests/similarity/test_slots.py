import pytest

from dateline.analyse.quantities import find_quantities
from dateline.similarity import slots_units
from dateline.similarity.slots import SlotText, cannot_both_hold
from dateline.similarity.slots_units import agree, convert
from dateline.types import Article, DateRange, Mention, Sentence


def passage(text, language="en"):
    article = Article("a", "k", "v", text, language=language)
    return SlotText(text, language, find_quantities(article, [Sentence(0, len(text))], ()))


def clash(a, b, language="en"):
    return cannot_both_hold(passage(a, language), passage(b, language))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The flood in Orven killed 23 people.", "The flood in Orven killed 31 people."),
        ("More than 84,500 cases were counted in Velan.", "Velan counted 84,415 cases."),
        ("The bridge in Orven cost €20 million.", "Orven's bridge cost €35 million."),
        ("The march through Orven was 16 km long.", "The Orven march was 40 miles long."),
    ],
)
def test_figures_of_one_slot_that_exclude_each_other(a, b):
    for one, other in ((a, b), (b, a)):
        found, why = clash(one, other)
        assert found
        assert "against" in why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("26 countries pledged troops in Orven.", "The 35-nation summit met in Orven."),
        ("At least 20 leaders came to Orven.", "20 leaders came to Orven."),
        ("About 100 ships left Orven.", "Some 95 ships left Orven."),
        ("The plan for Orven costs €2 billion.", "The Orven plan costs €2.1 billion."),
        ("The flood in Orven killed 23 people.", "The flood in Orven wounded 31 people."),
        ("The march in Orven was 16 km long.", "The march in Orven was 10 miles long."),
        ("26 ships left.", "Prices of bread rose by 31 percent."),
        ("", ""),
    ],
)
def test_what_may_be_true_together(a, b):
    assert clash(a, b) == (False, "")
    assert clash(b, a) == (False, "")


def dated(text, words, when):
    at = text.index(words)
    mention = Mention("date", "DATE", when[0], (at, at + len(words)), when=DateRange(*when, "day"))
    return SlotText(text, "en", (), (mention,))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("opened before", "March 2028", ("2028-03-01", "2028-03-31")), "2028-07-02", True),
        (("opened after", "March 2028", ("2028-03-01", "2028-03-31")), "2028-07-02", False),
        (("opened in", "July 2028", ("2028-07-01", "2028-07-31")), "2028-07-02", False),
        (("opened on", "1 July 2028", ("2028-07-01", "2028-07-01")), "2028-07-02", True),
        (("was painted in", "2027", ("2027-01-01", "2027-12-31")), "2028-07-02", False),
    ],
)
def test_dates_of_one_happening_with_their_bounds(a, b, expected):
    did, words, when = a
    one = dated(f"The Harrow prison {did} {words}.", words, when)
    other = dated("The Harrow prison opened on 2 July 2028.", "2 July 2028", (b, b))
    assert cannot_both_hold(one, other)[0] is expected
    assert cannot_both_hold(other, one)[0] is expected


def test_units_convert_and_currencies_agree_at_a_possible_rate():
    assert convert(1, "mile", "m") == pytest.approx(1609.344)
    assert convert(1, "EUR", "USD") is None
    assert agree(2, "EUR", 2.1, "USD")
    assert not agree(2, "EUR", 21, "USD")


def test_every_physical_unit_converts_within_its_dimension() -> None:
    for unit in slots_units._PINT:
        for other in slots_units._PINT:
            same = slots_units.dimension(unit) == slots_units.dimension(other)
            assert (slots_units.convert(1.0, unit, other) is not None) == same
