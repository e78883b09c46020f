"""One temporal expression as its rule reads it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.analyse.dates.context import Context
from dateline.analyse.dates.grammar import Candidate
from dateline.analyse.dates.tokens import Tokens

Resolved = tuple[str, str] | None
"""(TIMEX3 type, value), or None where the expression turns out to be none."""
UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate among its tokens, with what it is resolved against."""

    found: Candidate
    tokens: Tokens
    codes: str
    context: Context

    def has(self, group: str) -> bool:
        return group in self.found.groups

    def meaning(self, group: str) -> str:
        """The meaning of the token that the group matched; empty where it matched none."""
        place = self.found.groups.get(group)
        return "" if place is None else self.tokens.meanings[place]

    def code(self, group: str) -> str:
        place = self.found.groups.get(group)
        return "" if place is None else self.codes[place]

    def words(self, group: str) -> str:
        """The text of the group's token as it stands."""
        place = self.found.groups[group]
        return self.context.text[self.tokens.starts[place] : self.tokens.ends[place]]

    def tense(self) -> int:
        """-1 past, 1 future, 0 unknown: ``Context.tense`` around the expression."""
        start = self.tokens.starts[self.found.start]
        return self.context.tense(start, self.tokens.ends[self.found.end - 1])

    def size(self) -> int:
        return self.found.end - self.found.start

    def before(self, count: int = 1) -> str:
        """The codes of the ``count`` tokens before."""
        return self.codes[max(0, self.found.start - count) : self.found.start]

    def after(self, count: int = 1) -> str:
        return self.codes[self.found.end : self.found.end + count]

    def word_before(self) -> str:
        if not self.found.start:
            return ""
        place = self.found.start - 1
        return self.context.text[self.tokens.starts[place] : self.tokens.ends[place]].lower()

    def word_after(self) -> str:
        if self.found.end >= len(self.codes):
            return ""
        place = self.found.end
        return self.context.text[self.tokens.starts[place] : self.tokens.ends[place]].lower()
