"""Rules for weekdays, "today" and the like, parts of days, clock times and holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.analyse.dates import calendar as cal
from dateline.analyse.dates.days import day, made_day, plus
from dateline.analyse.dates.reading import UNKNOWN_DAY, Reading, Resolved

_CLOCK = re.compile(r"(\d\d?)(?:[:.h]([0-5]\d)(?::\d\d)?)?")
_DAY = r"\d{4}-\d\d-\d\d"


def _written_out(made: date | None) -> str:
    return made.isoformat() if made else UNKNOWN_DAY


def weekday(r: Reading) -> Resolved:
    """ "Friday", "last Friday", "Friday night": by relation, else by tense."""
    number = int(r.meaning("weekday"))
    made = _weekday_day(r, number)
    value = made.isoformat() if made else f"XXXX-WXX-{number}"
    part_ = r.meaning("part")
    return ("TIME", f"{value}T{part_}") if part_ else ("DATE", value)


def _weekday_day(r: Reading, number: int) -> date | None:
    now, rel = r.context.now, r.code("rel")
    if now is None:
        return None
    try:
        if rel == "L" and r.meaning("rel") == "anaphoric":
            base = r.context.anchor() or now
            return cal.weekday_near(base - timedelta(days=7), number, -1)
        if rel == "L":
            return cal.weekday_near(now - timedelta(days=1), number, -1)
        if rel == "X":
            return cal.weekday_near(now + timedelta(days=1), number, 1)
        if rel == "T":
            return cal.week_start(now) + timedelta(days=number - 1)
        coming = r.tense() > 0 and r.after() != "'"  # "Friday's vote" has mostly been
        return cal.weekday_near(now, number, 1 if coming else -1)
    except OverflowError:
        return None


def deictic(r: Reading) -> Resolved:
    """ "yesterday", "tomorrow morning", "tonight": the meaning is a number of days with a part of
    the day, or of years ("-1Y").
    """
    meaning = r.meaning("deictic")
    if meaning.endswith("Y"):
        year = cal.shifted(r.context.now, "Y", int(meaning[:-1])) if r.context.now else None
        return ("DATE", year) if year else None
    part_ = r.meaning("part") or re.sub(r"[^A-Z]", "", meaning)
    value = _written_out(_deictic_day(r))
    return ("TIME", f"{value}T{part_}") if part_ else ("DATE", value)


def _deictic_day(r: Reading) -> date | None:
    return plus(r.context.now, int(re.sub(r"[A-Z]", "", r.meaning("deictic"))))


def part(r: Reading) -> Resolved:
    """ "this morning", "that night", "the next morning", "mid-afternoon"."""
    rel, now = r.code("rel"), r.context.now
    if r.has("deictic"):
        made = _deictic_day(r)
    elif r.has("mid") or rel == "T":
        made = now
    elif rel == "L":
        made = plus(now, -1)
    else:
        made = plus(_last_day(r) or now, 1 if rel == "X" else 0)
    return "TIME", f"{_written_out(made)}T{r.meaning('part')}"


def _last_day(r: Reading) -> date | None:
    last = r.context.last(_DAY)
    return cal.day_of(last) if last else None


def time(r: Reading) -> Resolved:
    """ "8:30 p.m. Wednesday", "noon", "5 p.m. EST, Nov. 6"."""
    clock = _clock(r)
    return ("TIME", f"{_day_beside(r)}T{clock}") if clock else None


def _clock(r: Reading) -> str | None:
    text, half, part_ = r.meaning("clock"), r.meaning("half"), r.meaning("part")
    if r.code("clock") == "K":
        return text
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour = int(match[1])
    if not half and part_:
        half = "pm" if part_ in ("AF", "EV", "NI") and hour < 12 else "am"
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{match[2] or '00'}" if hour <= 24 else None


def _day_beside(r: Reading) -> str:
    if r.has("month"):
        resolved = day(r)
        return resolved[1] if resolved else UNKNOWN_DAY
    if r.has("weekday"):
        return _written_out(_weekday_day(r, int(r.meaning("weekday"))))
    if r.has("deictic"):
        return _written_out(_deictic_day(r))
    return _written_out(_last_day(r) or r.context.now)


def holiday(r: Reading) -> Resolved:
    """A feast with a rule for its day: last or next by relation and tense, else the nearest."""
    rule, now = r.meaning("holiday"), r.context.now
    if r.has("year"):
        made = _holiday(rule, int(r.meaning("year")))
        return ("DATE", made.isoformat()) if made else None
    if now is None:
        return None
    years = range(now.year - 1, now.year + 2)
    days = [made for year in years if (made := _holiday(rule, year))]
    if r.code("rel") == "L" or (not r.has("rel") and r.tense() < 0):
        days = [made for made in days if made <= now] or days
    if not days:
        return None
    return "DATE", min(days, key=lambda made: abs((made - now).days)).isoformat()


def _holiday(rule: str, year: int) -> date | None:
    """``MM-DD``, or ``MM-n-weekday`` for the nth weekday (-1: the last) of a month."""
    match = re.fullmatch(r"(\d+)-(-?\d)-(\d)", rule)
    if match is None:
        month, day_ = rule.split("-")
        return made_day(year, int(month), int(day_))
    month_, nth, weekday_ = (int(number) for number in match.groups())
    first = made_day(year, month_, 1)
    if first is None or year >= 9999:
        return None
    if nth < 0:
        last = date(year + month_ // 12, month_ % 12 + 1, 1) - timedelta(days=1)
        return cal.weekday_near(last, weekday_, -1)
    return cal.weekday_near(first, weekday_, 1) + timedelta(weeks=nth - 1)
