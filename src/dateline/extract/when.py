"""Given dates: from the many ways sources write them to ISO 8601 with the offset they gave."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST_YEAR, LATEST_YEAR = 1500, 2200
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?!\d)")
_WRITTEN = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º)?[.\s]\s?(?:de |d['’])?([^\W\d_]{3,12})\.?,?\s"
    r"(?:de |del )?((?:19|20)\d\d)(?!\d)"
    r"|([A-Z][a-z]{2,8})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)(?!\d)"
    r"|((?:19|20)\d\d)\s?[年.-]\s?(\d{1,2})\s?[月.-]\s?(\d{1,2})"
)
_MONTHS = [
    "jan|gen|ene|sty|янв|січ|oca", "feb|fév|fev|lut|фев|лют|şub", "mar|mär|mrz|мар|бер",
    "apr|avr|abr|kwi|апр|кві|nis", "may|mai|mag|maj|mei|мая|май|тра", "jun|juin|giu|cze|июн|чер",
    "jul|juil|lug|lip|июл|лип|tem", "aug|aoû|aou|ago|sie|авг|сер|ağu", "sep|set|wrz|сен|вер|eyl",
    "oct|okt|ott|out|paź|окт|жов|eki", "nov|lis|ноя|лис|kas", "dec|dez|déc|dic|gru|дек|гру|ara",
]  # fmt: skip
# Languages with written-out dates that are tried: all of dateparser's cost seconds to load.
_TRIED = [
    "en", "es", "fr", "de", "it", "pt", "nl", "pl", "uk", "ru", "cs", "sv", "da", "fi", "hu", "ro",
    "el", "bg", "tr", "ar", "fa", "he", "hi", "id", "vi", "zh", "ja", "ko",
]  # fmt: skip
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class ImpossibleDate(ValueError):
    """A date that can be read and cannot be meant, such as one in the year 9999."""


def normal_date(given: str | None, language: str | None = None) -> str | None:
    """ISO 8601 of a date as a source wrote it, with its offset, else in UTC; None if unreadable.

    A date without a time stays a date. Written-out dates without a year are unreadable: nothing
    here looks at a clock. Raises ImpossibleDate outside the years 1500 to 2200.

    >>> normal_date("Tue, 04 Mar 2025 09:30:00 +0100")
    '2025-03-04T09:30:00+01:00'
    """
    if not given or not (given := given.strip()) or len(given) > 100:
        return None
    return (stated_date(given) if ":" not in given else _timed(given)) or _written(given, language)


def _timed(given: str) -> str | None:
    try:
        return _iso(given) or _epoch(given) or _mail(given)
    except OverflowError:
        return None


def stated_date(given: str | None) -> str | None:
    """Like ``normal_date``, but quick: without the formats that take guessing at a language."""
    if not given or not (given := given.strip()) or len(given) > 100:
        return None
    return _timed(given) or date_in(given)


def date_in(text: str | None) -> str | None:
    """The first date with a year in a short text, as ``YYYY-MM-DD``; None if there is none.

    Numbers are read day first, as all but American pages write them, and those write a slash.
    Raises ImpossibleDate outside the years 1500 to 2200.
    """
    text = " ".join((text or "").split())
    if match := _NUMERIC.search(text):
        day, mark, month, year = match.groups()
        if mark == "/" and int(month) > 12:
            day, month = month, day
        return _iso(f"{year}-{int(month):02}-{int(day):02}")
    if match := _WRITTEN.search(text):
        if match[1]:
            return _iso(f"{match[3]}-{_month(match[2]):02}-{int(match[1]):02}")
        if match[4]:
            return _iso(f"{match[6]}-{_month(match[4]):02}-{int(match[5]):02}")
        return _iso(f"{match[7]}-{int(match[8]):02}-{int(match[9]):02}")
    return None


def _month(name: str) -> int:
    name = name.casefold()
    for number, starts in enumerate(_MONTHS, 1):
        if name.startswith(tuple(starts.split("|"))):
            return number
    return 0


def _iso(given: str) -> str | None:
    match = _ISO.fullmatch(given)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        moment = datetime(int(year), int(month), int(day), tzinfo=UTC)
        if hour is None:
            return _plausible(moment).date().isoformat()
        # 24:00 is the end of the day in ISO 8601, and 60 a leap second.
        moment += timedelta(hours=int(hour) % 24 if hour != "24" else 24, minutes=int(minute))
        moment += timedelta(seconds=min(int(second or 0), 59))
        return _written_out(moment, zone)
    except ImpossibleDate:
        raise
    except ValueError:
        return None


def _written_out(moment: datetime, zone: str | None) -> str:
    text = _plausible(moment).strftime("%Y-%m-%dT%H:%M:%S")
    if zone is None or zone.upper() in {"Z", "UTC", "GMT"}:
        return text + "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = f"{zone[0]}{digits[:2]}:{digits[2:]}"
    return text + ("Z" if offset[1:] == "00:00" else offset)


def _epoch(given: str) -> str | None:
    if not _EPOCH.fullmatch(given):
        return None
    seconds = float(given) / (1000 if len(given) == 13 else 1)
    return _aware(datetime.fromtimestamp(int(seconds), UTC))


def _mail(given: str) -> str | None:
    """RFC 5322, as RSS and mail write dates."""
    if not re.search(r"\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}\s+\d", given):
        return None
    try:
        return _aware(parsedate_to_datetime(given))
    except (ValueError, TypeError, IndexError):
        return None


def _written(given: str, language: str | None) -> str | None:
    """Any other way, by dateparser: only with a year of its own, strictly, without a clock."""
    if not _YEAR.search(given):
        return None
    import dateparser

    own = (language or "").partition("-")[0]
    settings = {
        "STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False,
        "RELATIVE_BASE": datetime(2000, 1, 1), "PARSERS": ["absolute-time"],  # noqa: DTZ001
    }  # fmt: skip
    languages = [own, *(other for other in _TRIED if other != own)] if own in _TRIED else _TRIED
    try:
        found = dateparser.parse(given, languages=languages, settings=settings)
    except (ValueError, OverflowError, KeyError, TypeError):
        found = None
    if found is None:
        return None
    if (found.hour, found.minute, found.second) == (0, 0, 0) and found.tzinfo is None:
        return _plausible(found).date().isoformat()
    return _aware(found)


def _aware(moment: datetime) -> str:
    zone = moment.strftime("%z") or None
    return _written_out(moment, zone[:5] if zone else None)


def _plausible(moment: datetime) -> datetime:
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise ImpossibleDate(f"year {moment.year}")
    return moment
