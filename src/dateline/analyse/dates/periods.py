"""Rules for weeks, quarters, seasons, decades and what refers back to one of them."""

from __future__ import annotations

from datetime import date

from dateline.analyse.dates import calendar as cal
from dateline.analyse.dates.days import year_given
from dateline.analyse.dates.reading import Reading, Resolved

TIME_UNITS = {"TS": "S", "TM": "M", "TH": "H"}
_QUARTER = r"\d{4}-Q"
_SHAPES = {"D": r"\d{4}-\d\d-\d\d", "W": r"\d{4}-(?:W|\d\d-)", "M": r"\d{4}-\d\d"}
_ENDED = frozenset(["ended", "ending"])
_OFFSETS = {"L": -1, "X": 1}


def unit(r: Reading) -> Resolved:
    """ "last week", "this month", "that year", "the following day", "the latest quarter"."""
    name, rel, meaning = r.meaning("unit"), r.code("rel"), r.meaning("rel")
    if name in TIME_UNITS:
        return ("DURATION", f"PT1{TIME_UNITS[name]}") if rel == "L" else None
    if meaning == "recent":
        return "DATE", "PAST_REF"
    back = meaning in ("latest", "same")
    if name == "PD" or (name == "Q" and back):
        return _latest_quarter(r) if back and r.context.last(_QUARTER) else None
    offset = _OFFSETS.get(rel, 0)
    back = rel == "t" or meaning == "anaphoric" or (rel == "X" and name == "D")
    base = anchor_for(r, name) if back else r.context.now
    if base is None:
        return "DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[offset]
    value = cal.shifted(base, name, offset)
    return ("DATE", value) if value else None


def anchor_for(r: Reading, name: str) -> date | None:
    """The day that "the following week" and the like start from."""
    last = r.context.last(_SHAPES.get(name, ""))
    return cal.day_of(last) if last else r.context.anchor() or r.context.written


def ordinal(r: Reading) -> Resolved:
    """Quarters, halves and centuries: "the third quarter of 1988", "the 20th century"."""
    name = "HY" if r.code("unit") == "5" else r.meaning("unit")
    if not r.has("ordinal"):
        return _same_part(r, name)
    number = int(r.meaning("ordinal"))
    if name == "C" and 1 <= number <= 30:
        return "DATE", f"{number - 1:02d}"
    if name not in ("Q", "HY") or not 1 <= number <= (4 if name == "Q" else 2):
        return None
    year = year_given(r)
    if year is None:
        year = _year_of_part(r, name, number)
    written_out = "XXXX" if year is None else f"{year:04d}"
    return "DATE", f"{written_out}-{'Q' if name == 'Q' else 'H'}{number}"


def _same_part(r: Reading, name: str) -> Resolved:
    """ "the 1988 period", "last year's quarter": the part of another year spoken of."""
    year = year_given(r)
    if year is None or name not in ("Q", "PD"):
        return None
    quarter = r.context.last(_QUARTER)
    return "DATE", f"{year:04d}{quarter[4:] if quarter else ''}"


def _year_of_part(r: Reading, name: str, number: int) -> int | None:
    """The year of a quarter or half without one: the latest begun, or one soon to begin."""
    now = r.context.now
    if now is None:
        return None
    current, parts = (cal.quarter_of(now), 4) if name == "Q" else (1 + (now.month > 6), 2)
    if r.tense() > 0 and 0 < (number - current) % parts < 3:
        return now.year + (number < current)
    return now.year - (number > current)


def definite(r: Reading) -> Resolved:
    """ "the quarter", "the weekend", "the end of the year": the one the text is about."""
    name, now = r.meaning("unit"), r.context.now
    if r.context.language != "en" and r.codes[r.found.start] == "d":
        return None
    if name == "Q":
        return _latest_quarter(r)
    if name == "Y" and r.word_after() in _ENDED:
        return "DURATION", "P1Y"
    if now is None:
        return None
    if name == "WE":
        past = r.tense() < 1 and now.isoweekday() < 6
        value = cal.shifted(now, "WE", -1 if past else 0)
    elif name in ("Y", "W") or (name == "M" and r.size() > 2):
        value = cal.shifted(now, name, 0)
    else:
        return None
    return ("DATE", value) if value else None


def _latest_quarter(r: Reading) -> Resolved:
    last, now = r.context.last(_QUARTER), r.context.now
    if last or now is None:
        return "DATE", last or "XXXX-QX"
    return "DATE", cal.shifted(now, "Q", -1) or "XXXX-QX"


def year_ago(r: Reading) -> Resolved:
    """ "the year-earlier quarter", "year-ago"."""
    return a_year_back(r) if r.meaning("of") == "Y" else None


def a_year_back(r: Reading) -> Resolved:
    """The quarter that the text speaks of, a year before; else the year before."""
    quarter, now = r.context.last(_QUARTER), r.context.now
    if quarter:
        return "DATE", f"{int(quarter[:4]) - 1:04d}{quarter[4:7]}"
    return ("DATE", cal.year_value(now.year - 1)) if now else ("DATE", "PAST_REF")


def unit_end(r: Reading) -> Resolved:
    """ "year-end", "the year's end"."""
    now = r.context.now
    return ("DATE", f"{now.year:04d}-12-31") if now and r.meaning("unit") == "Y" else None


def season(r: Reading) -> Resolved:
    """ "the summer of 1994", "last fall", "the spring"."""
    name, now = r.meaning("season"), r.context.now
    if r.has("year"):
        return "DATE", f"{r.meaning('year')}-{name}"
    if now is None:
        return "DATE", f"XXXX-{name}"
    rel = r.code("rel") or r.code("relyear")
    place, current = cal.SEASONS.index(name), now.month % 12 // 3
    year = now.year
    if r.has("yearword"):
        return "DATE", f"{year + _OFFSETS.get(rel, 0):04d}-{name}"
    if rel == "L" and (place >= current or r.has("relyear")):
        year -= 1
    elif rel == "X" and (place <= current or r.has("relyear")):
        year += 1
    return "DATE", f"{year:04d}-{name}"


def decade(r: Reading) -> Resolved:
    """ "the 1990s", "the nineties": the first three digits of its years, as in TIMEX3."""
    digits = r.meaning("decade")
    if r.code("decade") in "Y#":
        if not digits.endswith("0") or len(digits) not in (2, 4):
            return None
        digits = digits[:-1]
    if len(digits) == 3:
        return "DATE", digits
    return "DATE", f"{'19' if digits[0] in '23456789' else '20'}{digits[0]}"
