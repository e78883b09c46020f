"""Dates as slots: what stretch of days a passage names, and when its figures were counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.similarity.slots_text import SlotText
from dateline.similarity.slots_words import RELATIONS
from dateline.types import Mention, Span

_EARLIEST, _LATEST = "", "~"
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")
_LOOK_BACK = 24
_MONTH = 31
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Dated:
    """Days from ``low`` to ``high``, both included, as ISO days (``""`` and ``"~"``: open).

    ``relation`` is before, after, until, since, by or on; ``yearless`` days are ``MM-DD``.
    """

    span: Span
    low: str
    high: str
    relation: str
    yearless: bool

    def apart(self, other: Dated) -> bool:
        """Whether no day can lie in both; days without a year are compared without it, and only
        with single days."""
        if self.yearless == other.yearless:
            return self.high < other.low or other.high < self.low
        whole, part = (other, self) if self.yearless else (self, other)
        if whole.low[:7] != whole.high[:7]:
            return False
        return whole.high[5:] < part.low or part.high < whole.low[5:]

    def far_from(self, day: str) -> bool:
        """Whether it ended more than a month before ``day``, or begins so long after it."""
        if self.yearless or self.low == _EARLIEST or self.high == _LATEST:
            return False
        ends = date.fromisoformat(self.low), date.fromisoformat(self.high)
        told = date.fromisoformat(day)
        return (told - ends[1]).days > _MONTH or (ends[0] - told).days > _MONTH


def dated(passage: SlotText) -> tuple[Dated, ...]:
    """The calendar dates of a passage, in order."""
    return _dated(passage)


@lru_cache(maxsize=4096)
def _dated(passage: SlotText) -> tuple[Dated, ...]:
    found = [
        one
        for mention in passage.mentions
        if mention.kind == "date" and mention.type in ("DATE", "TIME")
        if (one := _one(passage, mention)) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.span))


def _one(passage: SlotText, mention: Mention) -> Dated | None:
    yearless = False
    if mention.when is not None and mention.when.start:
        low, high = mention.when.start[:10], (mention.when.end or mention.when.start)[:10]
    else:
        match = _YEARLESS.match(mention.value)
        if match is None:
            return None
        month, day = match.groups()
        low, high, yearless = f"{month}-{day or '01'}", f"{month}-{day or '31'}", True
    relation = _relation(passage.text[max(0, mention.span[0] - _LOOK_BACK) : mention.span[0]])
    match relation:
        case "before":
            low, high = _EARLIEST, _previous(low)
        case "after":
            low, high = _next(high), _LATEST
        case "since":
            high = _LATEST
        case "until":
            low = _EARLIEST
    return Dated(mention.span, low, high, relation, yearless)


def _relation(before: str) -> str:
    """What the words before a date make of it."""
    words = [word.lower() for word in _WORD.findall(before)][-3:]
    for length in (3, 2, 1):
        phrase = " ".join(words[-length:])
        if phrase in RELATIONS:
            return RELATIONS[phrase]
    return "on"


def _previous(day: str) -> str:
    """A string that sorts just before a day: enough to compare with."""
    return day[:-1] + chr(ord(day[-1]) - 1) + "~" if day else day


def _next(day: str) -> str:
    return day + "+"
