"""What a temporal expression looks like: patterns over the class codes of ``tokens``.

The named groups of a pattern are what ``resolve`` reads. Where patterns overlap, the leftmost
match wins, then the longest, then the one that stands first here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = r"(?:(?:m-?|[el]i?d?))?"
"""early, late, mid-, earlier, later, earlier in the"""
_WEEKDAY = r"(?:(?P<weekday>[Wv])[,(]?[sd]{0,2})?"
_NUMBER = r"(?P<number>[ND#Ga5])"
_UNIT = r"(?P<unit>[UV])(?!-[Ae])"
_DAY = r"(?P<day>[DO])"
_MONTH = r"(?P<month>M)"
_YEAR = r"(?P<year>Y)(?![%#+])"
_CLOCK = r"(?P<clock>[HD#](?P<half>h)|[HK]|[ND#]k)(?:[id]*(?P<part>P))?[.,]?z?"
_REL = r"(?P<rel>[LXTt])"
_AFTER = r"(?P<rel>[LX])"

PATTERNS = [
    # Dates
    ("numeric", r"(?P<numeric>I)"),
    ("day", rf"{_PART}(?P<weekday>[Wv])\({_MONTH}{_DAY}(?:,?{_YEAR})?\)"),
    ("day", rf"{_PART}(?P<weekday>[Wv])\({_DAY}\.?o?{_MONTH}(?:,?{_YEAR})?\)"),
    ("range", r"(?P<day>D)(?=[-–—ny]D(?P<month>M)(?:,?(?P<year>Y))?)"),
    ("range", r"(?<=M[DO][-–—n])(?P<day>[DO])(?:,?(?P<year>Y))?(?![-%#UVNM:])"),
    ("day", rf"{_PART}(?:d?{_REL})?{_MONTH}{_DAY}(?![%#])"),
    ("day", rf"{_PART}{_MONTH}{_DAY}(?=(?:[-–—yn])M[DO],?{_YEAR})"),
    ("day", rf"{_PART}{_DAY}{_MONTH}(?=(?:[-–—yn])[DO]M,?{_YEAR})"),
    ("month", rf"{_PART}{_MONTH}(?=[-–—yn]M{_YEAR})"),
    ("day", rf"{_PART}{_WEEKDAY}{_MONTH}d?{_DAY}(?:[,.]?{_YEAR}|,?(?P<relyear>[LXT])U)?(?![%#])"),
    (
        "day",
        rf"{_PART}{_WEEKDAY}(?:d(?=O))?{_DAY}\.?o?{_MONTH}"
        rf"(?:[,.]?o?{_YEAR}(?P<era>b)?U?|o?d?(?:(?P<relyear>[LXTt])U|U(?P<relyear2>[LXT])))?",
    ),
    ("month", rf"{_PART}{_MONTH}[,oi]?d?{_YEAR}(?:(?P<era>b)|U)?"),
    ("month", rf"{_PART}{_MONTH}[,oi]?d?{_REL}(?P<of>U)"),
    ("month", rf"{_PART}(?:d?{_REL}X?)?{_MONTH}"),
    ("year", rf"{_PART}(?:c|dc?U)?{_YEAR}(?:(?P<era>[bg])|U)?"),
    ("year", r"(?:(?P<early>[D#N])|(?P<year>Y))(?P<era>b)"),
    ("year", r"dU(?P<spoken>N)"),
    # Clock times and parts of days
    ("time", rf"q?{_CLOCK},?s?{_MONTH}{_DAY}(?:,?{_YEAR})?"),
    ("time", rf"q?{_CLOCK}(?:,?[so]?(?:(?P<weekday>[Wv])|(?P<deictic>r)))?"),
    ("time", rf"(?:(?P<weekday>W)|(?P<deictic>r)),?[sq]?{_CLOCK}"),
    ("part", rf"{_PART}(?P<rel>[TXL])(?P<part>P)"),
    ("part", rf"{_PART}d?(?P<rel>[Xte])(?P<part>P)"),
    ("part", r"(?P<mid>m)-?(?P<part>P)(?P<deictic>r)?"),
    ("weekday", rf"{_PART}(?:d?{_REL}X?)?(?P<weekday>W)(?:[si]*d?(?P<part>P))?"),
    ("deictic", rf"{_PART}(?P<deictic>r)(?:[si]*d?(?P<part>P))?"),
    ("holiday", r"(?P<rel>[LXT])?(?P<holiday>x)(?:,?(?P<year>Y))?"),
    # Calendar units: this week, the third quarter of 1988, last year's second half
    ("unit", rf"{_PART}d?c?{_REL}(?P<same>t)?c?(?P<unit>U)(?!-[Ae])"),
    ("ordinal", r"(?:[me])?d?(?P<rel>[LXTt])(?P<of>U)'c?(?:(?P<ordinal>O)-?)?(?P<unit>U|5)"),
    (
        "ordinal",
        rf"{_PART}d?c?-?(?P<ordinal>O)c?-?(?P<unit>U|5)[oi,]?d?c?(?:{_YEAR}U?|{_REL}c?(?P<of>U))",
    ),
    ("ordinal", r"d(?P<year>Y)c?(?:(?P<ordinal>O)-?)?(?P<unit>U)"),
    ("ordinal", rf"{_PART}dc?-?(?P<ordinal>O)c?(?P<unit>U|5)"),
    ("ordinal", rf"{_PART}c?-?(?P<ordinal>O)c?-?(?P<unit>U|5)"),
    ("definite", rf"{_PART}d(?P<full>\+)?c?(?P<unit>U)(?!-[Ae])"),
    ("definite", r"m(?P<unit>U)(?!-[Ae])"),
    ("year_ago", r"[da](?P<of>U)-(?P<ago>[Ae])(?:O-?)?(?P<unit>U)"),
    ("year_ago", r"(?P<of>U)-(?P<ago>[Ae])(?:O-?)?(?P<unit>U)?"),
    ("unit_end", r"d?(?P<unit>U)'?-?(?P<end>\|)"),
    ("season", rf"{_PART}d?{_REL}?(?P<season>S)[oi,]?(?:{_YEAR}U?|d?(?P<relyear>[LXTt])U)"),
    ("season", rf"{_PART}d?T?{_REL}(?P<season>S)"),
    ("season", r"(?:md?|dm?)(?P<season>S)(?!o)"),
    ("decade", r"(?:m-?)?d?(?:m-?)?(?P<decade>Z)V?"),
    ("decade", r"d?V(?P<decade>[Y#])"),
    # As other languages order their words: la semana pasada, lundi dernier, il y a un an
    ("unit", rf"{_PART}d?(?P<unit>U){_AFTER}(?![UVMND])"),
    ("weekday", rf"(?P<weekday>W){_AFTER}(?![UVWMND])"),
    ("month", rf"{_PART}{_MONTH}{_AFTER}(?![UVWND])"),
    ("month", rf"{_PART}{_MONTH}[,oi]?d?(?P<of>U){_AFTER}"),
    ("season", rf"d?(?P<season>S)(?:d?o?d?(?P<yearword>U))?{_AFTER}(?![UVWND])"),
    ("ordinal", rf"{_PART}(?P<unit>U)(?P<ordinal>O)"),
    ("ordinal", rf"(?P<ordinal>D)\.?(?P<unit>U)(?:{_YEAR}U?)?"),
    ("units", r"d?(?P<unit>V)(?P<rel>[LX])"),
    ("duration", r"(?<=[do])(?P<number>[DNG])(?P<rel>[LX])(?P<unit>[UV])"),
    ("ago", r"(?P<unit>U)(?P<ago>A)"),
    ("ahead", rf"(?P<ahead>>)q?(?:{_NUMBER})?(?P<unit>[UV])"),
    ("anchored", rf"(?P<direction>l)q?{_NUMBER}{_UNIT}"),
    # Distances and durations
    ("ago", rf"q?{_NUMBER}\+?-?{_UNIT}(?P<ago>A)"),
    ("ago", rf"q?(?P<ago>B)q?{_NUMBER}\+?{_UNIT}"),
    ("anchored", rf"q?{_NUMBER}\+?{_UNIT}(?P<direction>[elf])"),
    ("duration", rf"d?{_REL}(?:{_NUMBER}\+?-?{_UNIT})"),
    ("duration", rf"d(?P<ordinal>O)(?:{_NUMBER}\+?{_UNIT})"),
    ("duration", rf"d{_NUMBER}(?P<unit>V)"),
    (
        "duration",
        rf"q?{_NUMBER}(?:n(?P<fraction>a?5))?[q+]?-?{_UNIT}(?!-?J)(?:na(?P<more>5))?(?:-?j)?",
    ),
    ("duration", r"q?(?P<number>[DN])(?P<slash>D/D)-?(?P<unit>[UV])(?!-?J)"),
    ("units", r"d?(?P<rel>[LXT])?(?P<unit>V)"),
    ("units", r"(?P<compound>9)"),
    # Sets
    ("set", r"E(?P<every>[ODN+])?(?P<unit>[UVWMSP])"),
    ("weekdays", r"(?P<weekday>8)(?P<part>[Pp])?|(?P<weekday2>W)(?P<parts>p)"),
    ("frequency", r"(?P<frequency>F)"),
    # References
    ("reference", r"(?P<reference>R)"),
    ("past", r"d(?P<reference>L)(?![UVND#GaWMPSO+w])"),
    ("adjective", r"(?P<reference>[LT])"),
]
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in PATTERNS]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression by its kind, its tokens ``[start, end)``, and the token of each group."""

    kind: str
    start: int
    end: int
    groups: dict[str, int]


def candidates(codes: str) -> list[Candidate]:
    """The expressions of a text, given its code string, in order and without overlap."""
    found = [
        (match.start(), -match.end(), rank, kind, match)
        for rank, (kind, pattern) in enumerate(_COMPILED)
        for match in pattern.finditer(codes)
    ]
    found.sort(key=lambda item: item[:3])
    chosen, place = [], 0
    for start, _, _, kind, match in found:
        if start >= place:
            groups = {name: match.start(name) for name, text in match.groupdict().items() if text}
            chosen.append(Candidate(kind, start, match.end(), groups))
            place = match.end()
    return chosen
