"""Turns a text into one string of class codes, one character a token, for the grammar to match.

A lexicon (``lexicons/LANGUAGE.toml``) says which words and phrases belong to which class and what
they mean. Words of no class become ``w``, so that a pattern is an ordinary regular expression over
codes and the place of a code in the string is the place of its token.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from dateline.analyse.phrases import phrases

CODES = {
    "weekday": "W",
    "weekday_short": "v",
    "weekdays": "8",
    "month": "M",
    "month_short": "M",
    "season": "S",
    "day_part": "P",
    "day_parts": "p",
    "clock_word": "K",
    "half_day": "h",
    "oclock": "k",
    "zone": "z",
    "unit": "U",
    "unit_short": "U",
    "units": "V",
    "units_short": "V",
    "compound_unit": "9",
    "number": "N",
    "tens": "N",
    "scale": "N",
    "article": "a",
    "half": "5",
    "vague": "G",
    "ordinal": "O",
    "decade": "Z",
    "last": "L",
    "next": "X",
    "this": "T",
    "same": "t",
    "each": "E",
    "frequency": "F",
    "deictic": "r",
    "reference": "R",
    "ago": "A",
    "earlier": "e",
    "later": "l",
    "hence": "f",
    "before_past": "B",
    "before_future": "i",
    "month_in": "i",
    "in_future": ">",
    "part": "m",
    "about": "q",
    "more": "+",
    "definite": "d",
    "of": "o",
    "and": "n",
    "or": "y",
    "on": "s",
    "fiscal": "c",
    "end": "|",
    "long": "j",
    "old": "J",
    "before_christ": "b",
    "anno": "g",
    "holiday": "x",
}
"""Class of the lexicon: its code. The tokeniser itself makes ``D`` (1 to 31), ``Y`` (a year),
``I`` (a date in digits), ``H`` (a time in digits), ``#`` (any other number) and ``w``."""

_LISTS = ("capital", "before_year", "before_month", "future", "past")
_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?)?(?![0-9]))"
    r"|(?P<cjk>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)"
    r"|(?P<date>(?<![0-9./-])[0-9]{1,4}(?P<sep>[./-])[0-9]{1,2}(?P=sep)[0-9]{2,4}(?![0-9/-]|\.[0-9]))"
    r"|(?P<clock>(?<![0-9:.])[0-2]?[0-9][:h][0-5][0-9](?::[0-5][0-9])?(?![0-9:%]|[.,][0-9]))"
    r"|(?P<decade>(?:['’][0-9]0s|[0-9]{3}0['’]?s|(?:[0-9][0-9])?[0-9]0(?:er|-?(?:х|е|ті|тих|их|го)))\b)"
    r"|(?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th|er|º|ª|-?[йгаея]{1,3})\b)"
    r"|(?P<era>(?:B\.C|A\.D)\.?(?:E\.?)?)"
    r"|(?P<half>[ap]\.\s?m\b\.?)"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<elision>\b(?:[ldcs]|qu|jusqu)['’](?=[^\W\d_]{2}))"
    r"|(?P<word>aujourd['’]hui|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<genitive>['’]s\b)"
    r"|(?P<line>\n)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The words after the first, code and meaning.

    ``short`` forms take a full stop with them; ``capital`` ones count only when capitalised.
    """

    rest: tuple[str, ...]
    code: str
    meaning: str
    short: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and phrases by their first word, longest first, and the words that speak for a reading.

    ``before_year`` and ``before_month`` are the
    words after which bare digits are a year, and an ambiguous word a month; ``future`` and
    ``past`` are cues of tense.
    """

    entries: dict[str, list[Entry]]
    before_year: frozenset[str]
    before_month: frozenset[str]
    future: re.Pattern[str]
    past: re.Pattern[str]


@dataclass(slots=True)
class Tokens:
    """Parallel lists of a text's tokens; ``codes`` joined is what the grammar sees."""

    codes: list[str] = field(default_factory=list)
    meanings: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, code: str, meaning: str, start: int, end: int) -> None:
        self.codes.append(code)
        self.meanings.append(meaning)
        self.starts.append(start)
        self.ends.append(end)


@lru_cache(maxsize=16)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a primary language subtag; that of ``und`` where there is none."""
    folder = files("dateline.analyse.dates") / "lexicons"
    path = folder / f"{language if language.isalpha() else 'und'}.toml"
    if not path.is_file():
        return lexicon("und")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {name: data.pop(name, "") for name in _LISTS}
    entries: dict[str, list[Entry]] = {}
    capitals = frozenset(phrases(lists["capital"]))
    for table, meanings in data.items():
        for meaning, words in meanings.items():
            for phrase in phrases(words):
                first, *rest = phrase.split()
                capital = first != first.lower() or first in capitals
                short = table.endswith("_short")
                entry = Entry(tuple(rest), CODES[table], meaning, short, capital)
                entries.setdefault(first.lower(), []).append(entry)
    for choices in entries.values():
        choices.sort(key=lambda entry: (-len(entry.rest), not entry.capital))
    before_year, before_month = (frozenset(phrases(lists[name])) for name in _LISTS[1:3])
    future, past = (re.compile(rf"\b(?:{lists[name] or '(?!)'})\b") for name in _LISTS[3:])
    return Lexicon(entries, before_year, before_month, future, past)


def tokenise(text: str, language: str) -> Tokens:
    """The tokens of ``text``, phrases of the lexicon taken together, number words summed."""
    words = lexicon(language)
    raw = [(match.lastgroup or "", match.group(), match.span()) for match in _TOKEN.finditer(text)]
    tokens = Tokens()
    place = 0
    while place < len(raw):
        place += _take(raw, place, words, tokens)
    return _summed(tokens)


def _take(
    raw: list[tuple[str, str, tuple[int, int]]], place: int, words: Lexicon, tokens: Tokens
) -> int:
    """Adds the token that begins at ``place``; returns how many raw ones it took."""
    kind, text, (start, end) = raw[place]
    if kind not in ("word", "elision"):
        tokens.add(*_by_shape(kind, text), start, end)
        return 1
    lower = text.lower()
    for entry in words.entries.get(lower.replace("’", "'"), ()):
        if entry.capital and text == lower:
            continue
        last = place + len(entry.rest)
        if not entry.rest or _matches(raw, place, entry.rest):
            if entry.short and last + 1 < len(raw) and raw[last + 1][1] == ".":
                last += 1
            tokens.add(entry.code, entry.meaning, start, raw[last][2][1])
            return last - place + 1
    tokens.add("w", text, start, end)
    return 1


def _matches(
    raw: list[tuple[str, str, tuple[int, int]]], place: int, rest: tuple[str, ...]
) -> bool:
    if place + len(rest) >= len(raw):
        return False
    return all(
        raw[place + offset][1].lower().replace("’", "'") == word
        for offset, word in enumerate(rest, 1)
    )


def _by_shape(kind: str, text: str) -> tuple[str, str]:
    if kind in ("iso", "date", "cjk"):
        return "I", text
    if kind == "clock":
        return "H", text
    if kind == "decade":
        return "Z", re.sub(r"\D", "", text)[:-1]
    if kind == "ordinal":
        number = int(re.match(r"\d+", text).group())  # type: ignore[union-attr]
        return ("O", str(number)) if 1 <= number <= 31 else ("#", str(number))
    if kind == "era":
        return ("b", "BC") if text[0] == "B" else ("g", "AD")
    if kind == "half":
        return "h", f"{text[0].lower()}m"
    if kind == "number":
        return _number(text)
    return {"genitive": "'", "line": "\n"}.get(kind, text if text not in "w'\n" else "w"), text


def _number(text: str) -> tuple[str, str]:
    """``#`` with the number in plain digits; ``?`` for what is no number to count time with."""
    if not text.isascii() or len(text) > 10:
        return "?", text
    if text.isdigit():
        if len(text) <= 2 and 1 <= int(text) <= 31:
            return "D", str(int(text))
        if len(text) == 4 and 1000 <= int(text) <= 2199:
            return "Y", text
        return "#", text
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
        return "#", re.sub(r"\D", "", text)
    if re.fullmatch(r"\d+[.,]\d{1,2}", text):
        return "#", text.replace(",", ".")
    return "?", text


def _summed(tokens: Tokens) -> Tokens:
    """Runs of number words as one number; "nineteen ninety-six" as the year it means."""
    codes = "".join(tokens.codes)
    if "N" not in codes:
        return tokens
    summed, place = Tokens(), 0
    for match in re.finditer(r"(?:a(?=N))?[ND#]?(?:-?N)+(?:n?-?N)*", codes):
        start, end = match.span()
        value = _sum(
            [
                m
                for m, c in zip(tokens.meanings[start:end], codes[start:end], strict=True)
                if c in "ND#a"
            ]
        )
        if value is None:
            continue
        for index in range(place, start):
            summed.add(
                codes[index], tokens.meanings[index], tokens.starts[index], tokens.ends[index]
            )
        code = "Y" if end - start > 1 and 1100 <= value <= 2099 and value % 100 else "N"
        summed.add(code, str(value), tokens.starts[start], tokens.ends[end - 1])
        place = end
    for index in range(place, len(codes)):
        summed.add(codes[index], tokens.meanings[index], tokens.starts[index], tokens.ends[index])
    return summed


def _sum(words: list[str]) -> int | None:
    """The number that the words mean one after the other; None where they mean several."""
    total, current, last = 0, 0, 100
    for word in words:
        if not word.isdigit():
            return None
        number = int(word)
        if number in _SCALES:
            current = max(current, 1) * number
            if number > 100:
                total, current = total + current, 0
        elif last in _SCALES or (20 <= last <= 90 and number < 10):
            current += number
        elif 10 <= last <= 20 and 10 <= number <= 99:  # nineteen ninety
            current = current * 100 + number
        else:
            return None
        last = number
    return total + current


_SCALES = (100, 1000, 1_000_000)
