"""The interface's words from message catalogues, and dates and counts in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.types import UNDATED, DateRange

LANGUAGES = ("en", "de", "fr", "es")


@cache
def catalogue(language: str) -> Mapping[str, Any]:
    """One language's messages; raises KeyError for a language without a catalogue."""
    if language not in LANGUAGES:
        raise KeyError(language)
    file = files("dateline.show.web") / "catalogues" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


class Wording:
    """Speaks one language. Called with a message's name and what fills it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = catalogue(language)

    def __call__(self, name: str, **filled: object) -> str:
        """The message ``name``; raises KeyError where the catalogue lacks it."""
        message: str = self._messages["messages"][name]
        return message.format(**filled) if filled else message

    def has(self, name: str) -> bool:
        """Whether the catalogue has this message."""
        return name in self._messages["messages"]

    def named(self, group: str, value: str) -> str:
        """A fixed value of Dateline's (an act, a kind …) in words, itself where unknown."""
        return str(self._messages["messages"].get(f"{group}_{value}", value))

    def number(self, value: float) -> str:
        """A number with thousands parted as this language parts them."""
        comma, point = self._messages["separators"]
        words = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
        return words.replace(",", "\0").replace(".", point).replace("\0", comma)

    def count(self, name: str, number: int) -> str:
        """``1 outlet``, ``3 outlets``."""
        one, many = self._messages["counts"][name]
        return str(one if number == 1 else many).format(n=self.number(number))

    def day(self, day: str | None) -> str:
        """An ISO day or time as people write it; the clock time where there is one."""
        if not day:
            return self("undated")
        year, month, date = day[:10].split("-")
        months = self._messages["months"]
        words = str(self._messages["day"]).format(
            d=int(date), month=months[int(month) - 1], y=int(year)
        )
        return f"{words}, {day[11:16]}" if len(day) >= 16 else words

    def short_day(self, day: str) -> str:
        """A day without its year."""
        month = self._messages["months"][int(day[5:7]) - 1]
        return str(self._messages["short_day"]).format(d=int(day[8:10]), month=month)

    def month(self, day: str) -> str:
        """The month's name and year of an ISO day."""
        return f"{self._messages['months'][int(day[5:7]) - 1]} {int(day[:4])}"

    def date(self, date: DateRange | None) -> str:
        """A date with "about", "inferred" or "undated" said in words."""
        if date is None or date == UNDATED or not date.start:
            return self("undated")
        words = self._exact(date)
        if date.precision in ("month", "year"):
            words = self("about", date=words)
        return self("inferred", date=words) if date.inferred else words

    def _exact(self, date: DateRange) -> str:
        start, end = date.start or "", date.end or date.start or ""
        if date.precision == "year":
            return start[:4]
        if date.precision == "month":
            return self.month(start)
        if start[:10] == end[:10]:
            return self.day(start if date.precision == "minute" else start[:10])
        return f"{self.day(start[:10])} – {self.day(end[:10])}"

    def span(self, first: str | None, last: str | None) -> str:
        """How long from one day to another."""
        from datetime import date

        if not first or not last:
            return self("undated")
        days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days + 1
        if days < 60:
            return self.count("days", days)
        if days < 730:
            return self.count("months", round(days / 30.44))
        return self.count("years", round(days / 365.25))


def chosen_language(asked: str | None, accepted: str) -> str:
    """The interface language: what the reader chose, else the browser's best, else English."""
    if asked in LANGUAGES:
        return str(asked)
    for part in accepted.split(","):
        primary = part.partition(";")[0].strip().lower().partition("-")[0]
        if primary in LANGUAGES:
            return primary
    return "en"
