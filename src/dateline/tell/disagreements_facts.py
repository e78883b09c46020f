"""One happening told of two days or two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.similarity import texts
from dateline.similarity.names import same_name
from dateline.similarity.slots import SlotText, clash, slot_text
from dateline.similarity.slots_context import name_stems
from dateline.similarity.slots_text import content_stems
from dateline.tell.disagreements_sides import Account, Dispute
from dateline.types import Report, Sentence

_ALIKE_DATE, _ALIKE_PLACE = 0.5, 0.6
_LEAST_SHARED = 2
_MOST, _MOST_PAIRS = 400, 20_000


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that names a day or a place."""

    report: Report
    sentence: Sentence
    passage: SlotText
    stems: frozenset[str]
    places: tuple[str, ...]
    dated: bool

    def account(self, says: str) -> Account:
        """The sentence as an account that says ``says``."""
        article = self.report.analysed.article
        span = (self.sentence.start, self.sentence.end)
        key = f"{article.id}:{self.sentence.field}:{span[0]:09d}"
        return Account(key, self.report, says, (span,), self.sentence.field)


def facts(reports: Sequence[Report]) -> Iterator[Dispute]:
    """Disputes over dates and places, in no order that matters."""
    for one, other in _pairs(_told(reports)):
        found = _date(one, other) if one.dated and other.dated else None
        if found is None and len(one.places) == len(other.places) == 1:
            found = _place(one, other)
        if found is not None:
            yield found


def _told(reports: Sequence[Report]) -> list[_Told]:
    found: list[_Told] = []
    for report in reports:
        for sentence in report.analysed.sentences:
            if sentence.furniture or len(found) >= _MOST:
                continue
            passage = slot_text(report.analysed, sentence)
            places = tuple({m.value: 0 for m in passage.mentions if m.kind == "place"})
            dated = _surely_dated(report, passage)
            if places or dated:
                stems = content_stems(passage.text, passage.language)
                found.append(_Told(report, sentence, passage, stems, places, dated))
    return found


def _surely_dated(report: Report, passage: SlotText) -> bool:
    """Whether it has calendar days, and none that hangs on a publication day not known.

    Longer stretches ("the end of the year") are worded too loosely to be set against each other.
    """
    dates = [m for m in passage.mentions if m.kind == "date" and m.when is not None]
    if any(m.type != "DATE" or m.when is None or m.when.precision != "day" for m in dates):
        return False
    absolute = all(
        any(letter.isdigit() for letter in passage.text[slice(*mention.span)]) for mention in dates
    )
    return bool(dates) and (absolute or report.analysed.article.published is not None)


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Sentences of different origins in one language that share enough words."""
    by_stem: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for at, one in enumerate(told):
        language = texts.base_language(one.passage.language)
        for word in one.stems:
            for earlier in by_stem[language, word][:50]:
                shared[earlier, at] += 1
            by_stem[language, word].append(at)
    pairs = sorted(pair for pair, count in shared.items() if count >= _LEAST_SHARED)
    for first, second in pairs[:_MOST_PAIRS]:
        if told[first].report.origin != told[second].report.origin:
            yield told[first], told[second]


def _alike(one: _Told, other: _Told, least: float) -> bool:
    """Whether the sentences say the same but for names and dates."""
    named = name_stems(one.passage) | name_stems(other.passage)
    mine, theirs = one.stems - named, other.stems - named
    common = len(mine & theirs)
    return common >= _LEAST_SHARED and common / len(mine | theirs) >= least


def _date(one: _Told, other: _Told) -> Dispute | None:
    found = clash(one.passage, other.passage)
    if found is None or found.kind != "date" or not _alike(one, other, _ALIKE_DATE):
        return None
    mine, theirs = found.mine, found.theirs
    about = ", ".join(sorted(one.places)) or one.passage.text[:80]
    groups = (
        (one.account(one.passage.text[slice(*mine)]),),
        (other.account(other.passage.text[slice(*theirs)]),),
    )
    return Dispute("date", about, groups)


def _place(one: _Told, other: _Told) -> Dispute | None:
    """Two places for what the same people did: demands a name that both sentences share."""
    if same_name(one.places[0], other.places[0]) or not _alike(one, other, _ALIKE_PLACE):
        return None
    if one.places[0] in other.passage.text or other.places[0] in one.passage.text:
        return None
    if not _named(one) & _named(other):
        return None
    groups = ((one.account(one.places[0]),), (other.account(other.places[0]),))
    return Dispute("place", ", ".join(sorted(_named(one) & _named(other))), groups)


def _named(told: _Told) -> frozenset[str]:
    return frozenset(
        mention.value
        for mention in told.passage.mentions
        if mention.kind in ("person", "organization")
    )
