"""Rules for dates with a day, a month or a year in them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.analyse.dates import calendar as cal
from dateline.analyse.dates.reading import Reading, Resolved
from dateline.analyse.dates.tokens import lexicon

NEWEST = date(2026, 12, 31)
"""No undated text is concluded to be from later: a constant, so that no clock decides. Raised
with each release."""


def numeric(r: Reading) -> Resolved:
    """A date in digits: year first, else day first, with slashes month first in English."""
    text = r.meaning("numeric")
    day_, _, time = text.replace(" ", "T").partition("T")
    parts = [int(part) for part in re.findall(r"[0-9]+", day_)]
    if len(parts) == 2:  # 2月26日
        return _day_of(r, *parts)
    value = _numeric_day(parts, month_first="/" in day_ and r.context.language == "en")
    if value is None:
        return None
    return ("TIME", f"{value}T{time[:5]}") if time else ("DATE", value)


def _numeric_day(parts: list[int], month_first: bool) -> str | None:
    first, second, third = parts
    if first > 31:
        made = made_day(first, second, third)
    else:
        year = third if third > 99 else third + (1900 if third >= 50 else 2000)
        american = made_day(year, first, second) if month_first else None
        made = american or made_day(year, second, first)
    return made.isoformat() if made else None


def made_day(year: int, month: int, day_: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def day(r: Reading) -> Resolved:
    """ "26 February", "Monday (February 26)", "March 3, 2024"."""
    month_, day_ = int(r.meaning("month")), int(r.meaning("day"))
    return _day_of(r, month_, day_)


def range_(r: Reading) -> Resolved:
    """ "10" in "10-18 June", "5" in "May 4 and 5"."""
    if r.has("month"):
        return day(r)
    if r.before() == "n" and r.word_after()[:1].isalpha():
        return None
    month_ = int(r.tokens.meanings[r.found.start - 3])
    return _day_of(r, month_, int(r.meaning("day")))


def _day_of(r: Reading, month_: int, day_: int) -> Resolved:
    if r.code("era") == "b":
        return None
    year_ = year_given(r)
    if year_ is None:
        year_ = _year_of(r, month_, day_)
    if year_ is None:
        return "DATE", f"XXXX-{month_:02d}-{day_:02d}"
    made = made_day(year_, month_, day_)
    return ("DATE", made.isoformat()) if made else None


def year_given(r: Reading) -> int | None:
    """The year that the expression names: in digits, or as "last year", "of that year"."""
    if r.has("year"):
        return int(r.meaning("year"))
    rel = r.code("relyear") or r.code("relyear2") or (r.code("rel") if r.has("of") else "")
    anchor = r.context.anchor() if rel == "t" else r.context.now
    if rel and anchor:
        return anchor.year + {"L": -1, "X": 1}.get(rel, 0)
    return None


def _year_of(r: Reading, month_: int, day_: int) -> int | None:
    """The year that a month and day without one mean: the nearest, or the one whose weekday fits.

    Without a day of writing only a weekday can tell: the newest year that fits and is not in the
    future of this version, nearest to a year the text has named.
    """
    weekday = int(r.meaning("weekday") or 0)
    base = r.context.now
    if base is None:
        return _year_by_weekday(r, month_, day_, weekday) if weekday else None
    if r.context.narrative:
        return base.year + (month_ < base.month - 6)
    years = range(base.year - 1, base.year + 2)
    days = [made for year_ in years if (made := made_day(year_, month_, day_))]
    if weekday:
        days = [made for made in days if made.isoweekday() == weekday] or days
    tense = {"L": -9, "X": 9}.get(r.code("rel")) or r.tense()

    def distance(made: date) -> float:
        far = (made - base).days
        return abs(far) * (1 + abs(tense) / 2 if far * tense < 0 else 1)

    return min(days, key=distance).year if days else None


def _year_by_weekday(r: Reading, month_: int, day_: int, weekday: int) -> int | None:
    days = [made_day(NEWEST.year - back, month_, day_) for back in range(40)]
    fitting = [made for made in days if made and made <= NEWEST and made.isoweekday() == weekday]
    named = r.context.last(r"\d{4}")
    if named:
        fitting.sort(key=lambda made: abs(made.year - int(named[:4])))
    return fitting[0].year if fitting else None


def month(r: Reading) -> Resolved:
    """ "February 2024", "last May", "January this year", and a bare month by its tense."""
    month_ = int(r.meaning("month"))
    year_ = year_given(r)
    if year_ is not None:
        return "DATE", cal.month_value(year_, month_)
    if r.has("of") or not _is_month(r):
        return None
    base = r.context.now
    if base is None:
        return "DATE", f"XXXX-{month_:02d}"
    rel, tense, ahead = r.code("rel"), r.tense(), month_ - base.month
    if rel == "L":
        year_ = base.year - (ahead >= 0)
    elif rel == "X":
        year_ = base.year + (ahead <= 0)
    elif rel == "T":
        year_ = base.year
    elif r.context.narrative:
        year_ = base.year + (ahead < -6)
    elif ahead >= 0:
        year_ = base.year - (ahead > {-1: 1, 0: 4, 1: 11}[tense])
    else:
        year_ = base.year + (-ahead > {-1: 10, 0: 9, 1: 5}[tense])
    return "DATE", cal.month_value(year_, month_)


def _is_month(r: Reading) -> bool:
    """False for a name or a verb that looks like an English month ("May said", "March on")."""
    if r.found.start < r.found.groups["month"] or r.context.language != "en":
        return True
    word = r.words("month").lower()
    if len(word) == 3 and word != "may":
        return False
    if word not in ("may", "march", "august"):
        return True
    return r.word_before() in lexicon("en").before_month or r.before() in ("y", "n", ",", "(")


def year(r: Reading) -> Resolved:
    """ "1998", "mid-1998", "fiscal 1989", "the year two thousand", "480 BC"."""
    if r.code("era") == "b":
        number = int(r.meaning("early") or r.meaning("year"))
        return "DATE", cal.year_value(1 - number) if number else "BC0000"
    if r.has("spoken"):
        number = int(r.meaning("spoken"))
        return ("DATE", f"{number:04d}") if 1000 <= number <= 2100 else None
    year_ = int(r.meaning("year"))
    if r.size() == 1 and not _is_year(r, year_):
        return None
    return "DATE", f"{year_:04d}"


def _is_year(r: Reading, year_: int) -> bool:
    """Whether four bare digits are a year, by what stands around them."""
    before, after = r.before(2), r.after(2)
    if re.fullmatch(r"Y[-–—]", before) or re.match(r"[-–—][DY]", after):
        return True
    if before[-1:] == "(" and after[:1] in (")", "-", "–", ","):
        return True
    if before[-1:] in ("$", "£", "€", "#", "?", "+", "/") or after[:1] in ("V", "N", "%", "#", "?"):
        return False
    if r.word_before() in lexicon(r.context.language).before_year:
        return True
    return 1900 <= year_ <= 2050 and before[-1:] not in ("q", "-")


def plus(day_: date | None, days: int) -> date | None:
    """``day_`` moved by ``days``; None beyond the calendar, or for no day."""
    if day_ is None:
        return None
    try:
        return day_ + timedelta(days=days)
    except OverflowError:
        return None
