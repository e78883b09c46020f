"""What an expression is resolved against: the day of writing, dates named before, and tense."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from datetime import date

from dateline.analyse.dates.calendar import covers, day_of
from dateline.analyse.dates.tokens import lexicon

_CLAUSE = 300
"""Code points to either side in which a cue of tense is looked for."""
_REMEMBERED = 100
"""Dates named longer ago than this many are not referred back to."""


@dataclass(slots=True)
class Context:
    """``written`` is the day of writing, if known; ``named`` the calendar values so far.

    ``narrative`` marks a history, whose dates follow one another and not the day of writing
    (the second domain of Strötgen and Gertz 2013).
    """

    text: str
    language: str
    written: date | None
    narrative: bool = False
    named: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    @property
    def now(self) -> date | None:
        """What "this year" is seen from: the day of writing, or in a history the day told of."""
        return self.anchor() if self.narrative else self.written

    def name(self, value: str) -> None:
        """Remembers a calendar value for what refers back to it."""
        if covers(value):
            self.named.append(value)

    def last(self, shape: str = "") -> str | None:
        """The calendar value named last whose form matches ``shape`` (a regular expression)."""
        pattern = re.compile(shape)
        return next((value for value in reversed(self.named) if pattern.match(value)), None)

    def anchor(self) -> date | None:
        """The first day of the value named last, else the day of writing."""
        last = self.last()
        return day_of(last) if last else self.written

    def tense(self, start: int, end: int) -> int:
        """-1 where the clause around ``[start, end)`` speaks of the past, 1 of the future, else 0.

        Looks at the nearest cue in the sentence, what stands before the expression first.
        """
        words = lexicon(self.language)
        first, last = max(0, start - _CLAUSE), end + _CLAUSE
        left = max(self.text.rfind(mark, first, start) for mark in (". ", "\n")) + 1
        before = self.text[max(left, first) : start].lower()
        ends = (self.text.find(mark, end, last) for mark in (". ", "\n", ";"))
        right = min((place for place in ends if place >= 0), default=last)
        after = self.text[end:right].lower()
        for clause in (before, after):
            future = [m.start() for m in words.future.finditer(clause)]
            past = [m.start() for m in words.past.finditer(clause)]
            if future or past:
                nearest = max if clause is before else min
                best = nearest([*future, *past])
                return 1 if best in future else -1
        return 0
