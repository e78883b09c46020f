"""The article's date by its own evidence."""

from __future__ import annotations

import pytest

from dateline.analyse import Analyser
from dateline.types import Article, DateRange

ANALYSER = Analyser("cheap")


def dated(text: str, **given: str) -> DateRange:
    return ANALYSER(Article("0" * 16, "k", "1" * 16, text, language="en", **given)).date


@pytest.mark.parametrize(
    ("published", "start", "precision"),
    [
        ("2031-05-07T23:30:00-08:00", "2031-05-07T23:30", "minute"),
        ("2031-05-07", "2031-05-07", "day"),
    ],
)
def test_the_given_day_is_that_of_its_offset(published: str, start: str, precision: str) -> None:
    found = dated("It opened in 1998.", published=published)
    assert (found.start, found.precision, found.inferred) == (start, precision, False)


@pytest.mark.parametrize("published", ["9999-12-31", "0001-01-01", "soon", "2031-13-01"])
def test_an_implausible_date_gives_way_to_the_text(published: str) -> None:
    found = dated("They met on Monday (February 26) in Velden.", published=published)
    assert found == DateRange("2024-02-26", "2024-02-26", "day", inferred=True)


def test_a_dateline_outweighs_later_dates() -> None:
    text = "VELDEN, March 3, 2019 (VP) - Orlik resigned. " + "He spoke. " * 30
    assert dated(text + "The vote is on March 9, 2019.").start == "2019-03-03"


def test_no_evidence_stays_undated() -> None:
    assert dated("Orlik resigned.") == DateRange()
