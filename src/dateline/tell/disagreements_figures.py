"""Figures that cannot all hold, and the course of a toll."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations

from dateline.similarity import texts
from dateline.similarity.slots import (
    SlotText,
    clash,
    comparable,
    other_moments,
    other_subjects,
    slot_text,
)
from dateline.similarity.slots_context import aligned, family
from dateline.similarity.slots_intervals import apart
from dateline.similarity.slots_units import dimension
from dateline.similarity.slots_words import CASUALTIES
from dateline.tell.disagreements_sides import (
    Account,
    Dispute,
    independent,
    sentence_at,
    source_text,
)
from dateline.types import Quantity, Report, Sentence

_MOST = 300
_UPDATE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity in its report and sentence."""

    report: Report
    quantity: Quantity
    sentence: Sentence
    passage: SlotText
    key: tuple[str, str]

    def account(self) -> Account:
        """The figure in its own words; the whole sentence is cited."""
        text = source_text(self.report, self.quantity.field)
        return Account(
            self.quantity.id,
            self.report,
            text[slice(*self.quantity.span)],
            ((self.sentence.start, self.sentence.end),),
            self.quantity.field,
        )


def figures(reports: Sequence[Report]) -> Iterator[Dispute]:
    """Disputes and developments over quantities, in no order that matters."""
    slots: defaultdict[tuple[str, str], list[_Figure]] = defaultdict(list)
    for figure in _figures(reports):
        slots[figure.key].append(figure)
    for key in sorted(slots):
        members = slots[key][:_MOST]
        if key[1] in CASUALTIES:
            yield from _toll(key[1], members)
        else:
            yield from _pairs(members)


def _figures(reports: Sequence[Report]) -> Iterator[_Figure]:
    for report in reports:
        language = texts.base_language(report.analysed.article.language)
        for quantity in report.analysed.quantities:
            sentence = sentence_at(report, quantity.span, quantity.field)
            if sentence is None or source_text(report, quantity.field)[sentence.end - 1] == "?":
                continue
            passage = slot_text(report.analysed, sentence)
            counted = family(passage, _moved(quantity, sentence))
            slot = counted if counted in CASUALTIES else f"{language}:{counted}"
            money = dimension(quantity.unit) == "money"
            unit = quantity.unit if money else dimension(quantity.unit)
            unit = "" if unit == "person" else unit
            if counted or unit:
                yield _Figure(report, quantity, sentence, passage, (unit, slot))


def _moved(quantity: Quantity, sentence: Sentence) -> Quantity:
    """The quantity with its span counted from the sentence's beginning."""
    start, end = quantity.span
    return replace(quantity, span=(start - sentence.start, end - sentence.start))


def _pairs(members: Sequence[_Figure]) -> Iterator[Dispute]:
    """Figures of one slot whose sentences cannot both hold."""
    used: set[str] = set()
    for at, one in enumerate(members):
        for other in members[at + 1 :]:
            if one.report.origin == other.report.origin or other.quantity.id in used:
                continue
            if apart(one.quantity, other.quantity) and _clash(one, other):
                yield _dispute(members, one, other)
                used |= {one.quantity.id, other.quantity.id}
                break


def _clash(one: _Figure, other: _Figure) -> bool:
    """Whether two figures exclude each other, and their clauses tell the same of the same."""
    found = clash(one.passage, other.passage)
    if found is None or found.kind != "quantity" or _all_differ(one.passage, other.passage):
        return False
    mine, theirs = _moved(one.quantity, one.sentence), _moved(other.quantity, other.sentence)
    return aligned(one.passage, mine.span, other.passage, theirs.span)


def _all_differ(a: SlotText, b: SlotText) -> bool:
    """Whether several figures are comparable and none agrees: then the sentences tell of two
    things ("13 homers in 54 games", "33 homers in 157 games")."""
    pairs = [
        apart(mine, theirs)
        for mine in a.quantities
        for theirs in b.quantities
        if comparable(mine, a, theirs, b)
    ]
    return len(pairs) > 1 and all(pairs)


def _dispute(members: Sequence[_Figure], one: _Figure, other: _Figure) -> Dispute:
    """The two accounts, and with each those of other reports that go with it alone."""
    groups: tuple[list[_Figure], list[_Figure]] = ([one], [other])
    for figure in members:
        if figure in (one, other):
            continue
        against = [apart(figure.quantity, side.quantity) for side in (one, other)]
        if against == [False, True] and _clash(figure, other):
            groups[0].append(figure)
        elif against == [True, False] and _clash(figure, one):
            groups[1].append(figure)
    about = one.quantity.counted or one.quantity.unit
    return Dispute(
        "quantity",
        about,
        tuple(tuple(figure.account() for figure in group) for group in groups),
    )


def _toll(fate: str, members: Sequence[_Figure]) -> Iterator[Dispute]:
    """One account a report: its highest figure, because parts of a toll are smaller."""
    accounts = sorted(_highest(members), key=_when)
    groups: list[list[_Figure]] = []
    for figure in accounts:
        place = next(
            (g for g in groups if not any(apart(figure.quantity, m.quantity) for m in g)), None
        )
        if place is None:
            groups.append([figure])
        else:
            place.append(figure)
    if len(groups) < 2 or _elsewhere(groups):
        return
    made = tuple(tuple(figure.account() for figure in group) for group in groups)
    if _rising(groups):
        yield Dispute("quantity", fate, made, "later_update")
    elif len({figure.report.origin for figure in accounts}) > 1 and independent(made[0], made[1]):
        yield Dispute("quantity", fate, made)


def _elsewhere(groups: Sequence[Sequence[_Figure]]) -> bool:
    """Whether two sides speak of other places or other times."""
    return any(
        other_subjects(one.passage, two.passage) or other_moments(one.passage, two.passage)
        for first, second in combinations(groups, 2)
        for one in first
        for two in second
    )


def _highest(members: Iterable[_Figure]) -> list[_Figure]:
    best: dict[str, _Figure] = {}
    for figure in members:
        article = figure.report.analysed.article.id
        if figure.quantity.value is None or _elsewhen(figure):
            continue
        if article not in best or (figure.quantity.value > (best[article].quantity.value or 0)):
            best[article] = figure
    return list(best.values())


def _elsewhen(figure: _Figure) -> bool:
    """Counted at another time than the article's own: a comparison with the past."""
    when, date = figure.quantity.when, figure.report.analysed.date
    if when is None or not when.end or not date.start:
        return False
    known = datetime.fromisoformat(date.start[:10]), datetime.fromisoformat(when.end[:10])
    return abs(known[0] - known[1]) > timedelta(days=31)


def _when(figure: _Figure) -> tuple[str, str]:
    article = figure.report.analysed.article
    moment = article.updated or article.published or figure.report.analysed.date.start or "~"
    return moment, article.id


def _rising(groups: Sequence[Sequence[_Figure]]) -> bool:
    """Whether each later account is higher, and later by enough to be an update."""
    for earlier, later in itertools.pairwise(groups):
        if (later[0].quantity.value or 0) < (earlier[0].quantity.value or 0):
            return False
        if not _later(earlier[-1], later[0]):
            return False
    return True


def _later(earlier: _Figure, later: _Figure) -> bool:
    if earlier.report.analysed.article.id == later.report.analysed.article.id:
        return False
    try:
        first, second = (datetime.fromisoformat(_when(figure)[0]) for figure in (earlier, later))
    except ValueError:
        return False
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return second - first >= _UPDATE
