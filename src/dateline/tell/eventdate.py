"""When an event happened, by the evidence of all its reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.types import UNDATED, AnalysedArticle, DateRange, Mention, Report

#: How far before its article a day in the lead may lie and still be the day of the news.
LOOK_BACK = timedelta(days=6)
#: What a day named in the first, second, third sentence weighs; an article's own day comes last.
_BY_PLACE = (1.0, 0.5, 0.25)
_OWN_DAY = 0.6


def day_of(when: DateRange | None) -> date | None:
    """The first day of a range, None where it is unknown or no date of our calendar."""
    if when is None or when.start is None:
        return None
    try:
        return date.fromisoformat(when.start[:10])
    except ValueError:
        return None


def single_day(mention: Mention) -> date | None:
    """The day that a date mention names, None for months, durations and sets.

    A minute ("at 4.05 pm") names no day of its own: which one it belongs to is the text's guess.
    """
    if mention.kind != "date" or mention.type not in ("DATE", "TIME") or mention.when is None:
        return None
    if mention.when.precision != "day":
        return None
    first = day_of(mention.when)
    last = mention.when.end[:10] if mention.when.end else None
    return first if first is not None and first.isoformat() == last else None


def event_date(reports: Sequence[Report]) -> tuple[DateRange, float]:
    """The day that most of the evidence names, and the share of the evidence that names it.

    Each origin has one voice: a day named in its first sentences, up to six days before the
    article and never after it (what is announced has not happened), else the day of the event's
    first article. Reports without any day leave the range of the first that has one.
    """
    voices = list({report.origin: report.analysed for report in reversed(reports)}.values())
    days = [day for voice in voices if (day := _own_day(voice)) is not None]
    if not days:
        return _coarsest_known(voices)
    first = min(days)
    weights: dict[date, float] = {}
    for voice in voices:
        for day, weight in _votes(voice, first).items():
            weights[day] = weights.get(day, 0.0) + weight
    best = min(weights, key=lambda day: (-weights[day], day))
    inferred = all(voice.date.inferred for voice in voices if day_of(voice.date) is not None)
    text = best.isoformat()
    confidence = weights[best] / sum(weights.values())
    return DateRange(text, text, "day", inferred), round(confidence, 3)


def _own_day(voice: AnalysedArticle) -> date | None:
    return day_of(voice.date) if voice.date.precision in ("day", "minute") else None


def _coarsest_known(voices: Sequence[AnalysedArticle]) -> tuple[DateRange, float]:
    known = [voice.date for voice in voices if voice.date.start is not None]
    if not known:
        return UNDATED, 0.0
    return min(known, key=lambda when: (when.start or "", when.end or "")), 0.5


def _votes(voice: AnalysedArticle, first: date) -> dict[date, float]:
    own = _own_day(voice)
    votes: dict[date, float] = {}
    leads = [s for s in voice.sentences if not s.furniture and s.field == "text"]
    for weight, sentence in zip(_BY_PLACE, leads, strict=False):
        for mention in voice.mentions:
            if mention.field != "text" or not sentence.start <= mention.span[0] < sentence.end:
                continue
            day = single_day(mention)
            if day is not None and own is not None and timedelta(0) <= own - day <= LOOK_BACK:
                votes.setdefault(day, weight)
    if not votes:
        return {min(own or first, first): _OWN_DAY}
    total = sum(votes.values())
    return {day: weight / total for day, weight in votes.items()}
