"""TIMEX3 values: by examples seen from Tuesday 2031-05-13, and for any text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse.dates import find_dates
from dateline.analyse.dates.calendar import covers

WRITTEN = date(2031, 5, 13)
assert WRITTEN.isoweekday() == 2


def values(text: str, language: str = "en", written: date | None = WRITTEN) -> dict[str, str]:
    found = find_dates(text, language, written)
    return {text[slice(*mention.span)]: mention.value for mention in found}


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("The council met on Friday.", "Friday", "2031-05-09"),
        ("The council will meet on Friday.", "Friday", "2031-05-16"),
        ("The council met last Friday.", "last Friday", "2031-05-09"),
        ("Orlik resigned on 3 March 2030.", "3 March 2030", "2030-03-03"),
        ("Orlik resigned on March 3, 2030.", "March 3, 2030", "2030-03-03"),
        ("Orlik resigned on March 3.", "March 3", "2031-03-03"),
        ("Orlik resigned Dec. 28.", "Dec. 28", "2030-12-28"),
        ("It opened in September.", "September", "2030-09"),
        ("It will open in September.", "September", "2031-09"),
        ("May said that the march went on.", "May", ""),
        ("It was built in 1998.", "1998", "1998"),
        ("He left yesterday.", "yesterday", "2031-05-12"),
        ("He spoke this morning.", "this morning", "2031-05-13TMO"),
        ("He spoke on Friday night.", "Friday night", "2031-05-09TNI"),
        ("They met at 8:30 p.m. on Monday.", "8:30 p.m. on Monday", "2031-05-12T20:30"),
        ("Prices rose last week.", "last week", "2031-W19"),
        ("Prices rose two weeks ago.", "two weeks ago", "2031-W18"),
        ("Prices rose ten days ago.", "ten days ago", "2031-05-03"),
        ("Prices rose in the first quarter of 2030.", "the first quarter of 2030", "2030-Q1"),
        ("They won in the second half of 2030.", "the second half of 2030", "2030-H2"),
        ("In the 1990s it was poor.", "the 1990s", "199"),
        ("It dates from the 18th century.", "the 18th century", "17"),
        ("She waited for three days.", "three days", "P3D"),
        ("She waited for several hours.", "several hours", "PTXH"),
        ("She waited a year and a half.", "a year and a half", "P1Y6M"),
        ("It meets every Monday.", "every Monday", "XXXX-WXX-1"),
        ("It meets daily.", "daily", "P1D"),
        ("It is closed now.", "now", "PRESENT_REF"),
        ("It closed on 2030-11-02.", "2030-11-02", "2030-11-02"),
        ("the summer of 2029 was hot", "the summer of 2029", "2029-SU"),
        ("On March 3 he left. The next day he came.", "The next day", "2031-03-04"),
        ("It is twenty-six years old: built twenty six years ago", "twenty six years ago", "2005"),
    ],
)
def test_english(text: str, expression: str, value: str) -> None:
    assert values(text).get(expression, "") == value


@pytest.mark.parametrize(
    ("language", "text", "expression", "value"),
    [
        ("es", "Se vieron la semana pasada.", "la semana pasada", "2031-W19"),
        (
            "es",
            "Dimitió el lunes 26 de febrero de 2024.",
            "lunes 26 de febrero de 2024",
            "2024-02-26",
        ),
        ("es", "Fue hace dos años.", "hace dos años", "2029"),
        ("es", "Vuelve pasado mañana.", "pasado mañana", "2031-05-15"),
        ("fr", "Ils se sont vus lundi dernier.", "lundi dernier", "2031-05-12"),
        ("fr", "C'était il y a deux ans.", "il y a deux ans", "2029"),
        ("fr", "Il revient dans deux semaines.", "dans deux semaines", "2031-W22"),
        ("fr", "Le 1er mai, l'été.", "Le 1er mai", "2031-05-01"),
        (
            "de",
            "Sie ging am Montag, dem 26. Februar 2024.",
            "Montag, dem 26. Februar 2024",
            "2024-02-26",
        ),
        ("de", "Das war vor drei Tagen.", "vor drei Tagen", "2031-05-10"),
        ("de", "Sie kam gestern Morgen und geht morgen.", "morgen", "2031-05-14"),
        ("uk", "Це було минулого тижня.", "минулого тижня", "2031-W19"),
        ("uk", "Він поїхав 26 лютого 2024 року.", "26 лютого 2024 року", "2024-02-26"),
        ("uk", "Торік було гірше.", "Торік", "2030"),
        ("ru", "Это было два года назад.", "два года назад", "2029"),
        ("ru", "Встреча пройдёт через неделю.", "через неделю", "2031-W21"),
        ("ru", "В 1990-х годах было иначе.", "1990-х годах", "199"),
        ("zh", "2024年2月26日", "2024年2月26日", "2024-02-26"),
        ("pl", "To było 26 lutego 2024.", "26 lutego 2024", "2024-02-26"),
    ],
)
def test_other_languages(language: str, text: str, expression: str, value: str) -> None:
    assert values(text, language).get(expression) == value


def test_weekday_and_day_of_month_fix_the_year() -> None:
    text = "They met on Monday (February 26) in Velden."
    assert values(text, written=None) == {"Monday (February 26)": "2024-02-26"}


def test_what_is_not_known_stays_open() -> None:
    assert values("They met on 26 February.", written=None) == {"26 February": "XXXX-02-26"}


def test_a_history_is_seen_from_its_own_days() -> None:
    years = " ".join(f"In {year} the town grew." for year in range(1801, 1812))
    assert values(f"{years} In March the wall fell.")["March"] == "1811-03"


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2024-02-26", "2024-02-26", "2024-02-26", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-W09", "2024-02-26", "2024-03-03", "month"),
        ("2024-W09-WE", "2024-03-02", "2024-03-03", "month"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "year"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("199", "1990-01-01", "1999-12-31", "unknown"),
        ("2024-02-26T10:30", "2024-02-26T10:30", "2024-02-26T10:30", "minute"),
        ("2024-02-26T24:00", "2024-02-27T00:00", "2024-02-27T00:00", "minute"),
        ("2024-02-26TMO", "2024-02-26", "2024-02-26", "day"),
    ],
)
def test_what_a_value_covers(value: str, start: str, end: str, precision: str) -> None:
    covered = covers(value)
    assert covered is not None
    assert (covered.start, covered.end, covered.precision) == (start, end, precision)


@pytest.mark.parametrize("value", ["P3D", "PRESENT_REF", "XXXX-02-26", "2023-02-29", "BC0044", ""])
def test_other_values_cover_nothing(value: str) -> None:
    assert covers(value) is None


WORDS = (
    "Monday March 3 31 2024 99 1st last next this the year week two a few ago later , . - ( ) ' s"
    " of in 8:30 p.m. quarter third 9999 0001 today night century 1990s every days BC noon"
)


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join)
    ),
    st.sampled_from(["en", "es", "fr", "de", "uk", "ru", "zh", "und"]),
    st.none() | st.dates(),
)
def test_any_text_gives_valid_spans(text: str, language: str, written: date | None) -> None:
    place = 0
    for mention in find_dates(text, language, written):
        assert place <= mention.span[0] < mention.span[1] <= len(text)
        place = mention.span[1]
        if mention.when:
            assert mention.when.start is not None
            assert mention.when.end is not None
            assert mention.when.start <= mention.when.end
