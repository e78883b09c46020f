"""What one person said over time, by subject, and where a position was reversed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.similarity import texts
from dateline.similarity.slots_text import content_stems
from dateline.similarity.slots_words import NEGATIONS, OPPOSITES
from dateline.types import Statement

ReversalKind = Literal["pledge withdrawn", "denial then admission", "opposite"]

_ONE_SUBJECT = 0.34
_SAME_SUBJECT, _LEAST_SHARED = 0.6, 2
_ADMITS = frozenset(["concession", "claim", "announcement"])


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the language of its article."""

    statement: Statement
    language: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """Two statements on one subject that take opposite sides, the earlier first."""

    kind: ReversalKind
    earlier: Statement
    later: Statement


@dataclass(frozen=True, slots=True)
class Position:
    """One subject: the words that its statements share most, the statements in order of time
    (undated ones last), and the reversals among them."""

    subject: tuple[str, ...]
    statements: tuple[Statement, ...]
    reversals: tuple[Reversal, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    said: Said
    stems: frozenset[str]
    denied: bool


def positions(statements: Sequence[Said]) -> tuple[Position, ...]:
    """The statements of one speaker by subject, subjects with most statements first.

    Statements join a subject by the words they share, in one language. A reversal needs the same
    subject closely (three fifths of the shorter content's words, without what denies), opposite
    polarity, two different days, and no condition on one side only: unsure means unsaid.
    """
    groups: list[list[_Read]] = []
    for read in sorted(map(_read, statements), key=lambda one: _time(one.said.statement)):
        home = next((group for group in groups if _near(read, group)), None)
        if home is None:
            groups.append([read])
        else:
            home.append(read)
    made = [_position(group) for group in groups]
    return tuple(sorted(made, key=lambda one: (-len(one.statements), one.statements[0].id)))


def _read(said: Said) -> _Read:
    words = texts.words(said.statement.content)
    opposites = [OPPOSITES.get(texts.stem(word)) for word in words]
    stems = {
        OPPOSITES[stem][0] if stem in OPPOSITES else stem
        for stem in content_stems(said.statement.content, said.language)
    }
    turns = sum(word in NEGATIONS for word in words)
    turns += sum(found is not None and found[1] for found in opposites)
    negations = {texts.stem(word) for word in NEGATIONS}
    return _Read(said, frozenset(stems - negations), turns % 2 == 1)


def _time(statement: Statement) -> tuple[str, str]:
    when = statement.said_at.start if statement.said_at is not None else None
    return when or "~", statement.id


def _overlap(one: _Read, other: _Read) -> float:
    if texts.base_language(one.said.language) != texts.base_language(other.said.language):
        return 0.0
    least = min(len(one.stems), len(other.stems))
    shared = len(one.stems & other.stems)
    return shared / least if shared >= min(_LEAST_SHARED, least) and least else 0.0


def _near(read: _Read, group: Sequence[_Read]) -> bool:
    return any(_overlap(read, other) >= _ONE_SUBJECT for other in group)


def _position(group: Sequence[_Read]) -> Position:
    counts = Counter(stem for read in group for stem in read.stems)
    shared = [stem for stem, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    found = [
        reversal
        for at, later in enumerate(group)
        for earlier in group[:at]
        if (reversal := _reversal(earlier, later)) is not None
    ]
    return Position(
        subject=_own_words(shared[:4], group),
        statements=tuple(read.said.statement for read in group),
        reversals=tuple(found),
    )


def _own_words(stems: Sequence[str], group: Sequence[_Read]) -> tuple[str, ...]:
    """The stems in the first form that the statements use; families of words are left out."""
    forms: dict[str, str] = {}
    for read in group:
        for word in texts.words(read.said.statement.content):
            forms.setdefault(texts.stem(word), word)
    return tuple(forms[stem] for stem in stems if stem in forms)


def _reversal(earlier: _Read, later: _Read) -> Reversal | None:
    first, second = earlier.said.statement, later.said.statement
    days = [(said.said_at.start or "")[:10] if said.said_at else "" for said in (first, second)]
    if not all(days) or days[0] >= days[1]:
        return None
    if earlier.denied == later.denied or bool(first.condition) != bool(second.condition):
        return None
    if len(earlier.stems & later.stems) < _LEAST_SHARED:
        return None
    if _overlap(earlier, later) < _SAME_SUBJECT:
        return None
    return Reversal(_kind(first, second), first, second)


def _kind(first: Statement, second: Statement) -> ReversalKind:
    if first.act == "pledge":
        return "pledge withdrawn"
    if first.act == "denial" and second.act in _ADMITS:
        return "denial then admission"
    return "opposite"
