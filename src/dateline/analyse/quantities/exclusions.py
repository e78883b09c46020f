"""Numbers that count and measure nothing: dates, ages, scores, addresses, names."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.analyse.quantities.lexicon import Lexicon
from dateline.analyse.quantities.numerals import Numeral
from dateline.analyse.quantities.tokens import Token

_DASHES = frozenset("-‑–—−")
_JOINED = frozenset("-‑–/:#№§@_.+*=\\")
TIMES = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "decade"])
_DENOMINATORS = frozenset(["5", "10", "20", "100"])


def lower_at(tokens: Sequence[Token], at: int) -> str:
    """The token's lower-case text, empty outside the sentence."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _tight(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].tight


def _figure_at(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].kind == "figure"


def _joined(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Part of a name, a score, a time, a code: "Covid-19", "3-1", "14:30", "A320", "9/11"."""
    before, after = numeral.first - 1, numeral.last
    if _tight(tokens, numeral.first) and before >= 0:
        mark = tokens[before]
        if mark.kind == "word" or (mark.text in _JOINED and _tight(tokens, before)):
            return True
        if mark.text in "#№§@":
            return True
    if not _tight(tokens, after):
        return False
    follows = tokens[after]
    if follows.kind == "word" and numeral.plain and len(follows.text) <= 2:
        return follows.text[0].isalpha() and follows.lower not in ("m", "k", "bn", "km", "kg")
    if follows.text in (":", "/", "_", "@"):
        return _figure_at(tokens, after + 1) and not is_rating(tokens, numeral)
    return False


def is_rating(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """ "4.8/10": a mark out of a round maximum."""
    return (
        lower_at(tokens, numeral.last) == "/"
        and lower_at(tokens, numeral.last + 1) in _DENOMINATORS
        and lower_at(tokens, numeral.last + 2) != "/"
    )


def _score(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """ "3-1", "89–81": figures on both sides of a dash that are no rising range."""
    after = numeral.last
    if not numeral.plain or lower_at(tokens, after) not in _DASHES:
        return False
    if not _figure_at(tokens, after + 1) or not _tight(tokens, after):
        return False
    left, right = tokens[numeral.first].text, tokens[after + 1].text
    if not right.isdecimal():
        return False
    seasons = len(left) == 4 and len(right) in (2, 4)
    unnamed = after + 2 >= len(tokens) or tokens[after + 2].kind == "mark"
    sign = after + 2 < len(tokens) and tokens[after + 2].text in "%€$£₴₽°"
    return seasons or int(left[:9]) >= int(right[:9]) or (unnamed and not sign)


def _year(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon, counted: bool) -> bool:
    """A bare figure that reads as a year, unless something is plainly counted."""
    value = numeral.value
    if not numeral.plain or value is None or not 1500 <= value <= 2100:
        return False
    if len(tokens[numeral.first].text) != 4:
        return False
    before = lower_at(tokens, numeral.first - 1)
    dated = lexicon.has("year", before) or lexicon.has("month", before) or before in ("(", ",")
    return dated or not counted


def _day(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> bool:
    """A day beside a month's name, or an hour beside a word for one."""
    if numeral.value is None or numeral.value > 31:
        return False
    after, before = numeral.last, numeral.first - 1
    neighbours = [lower_at(tokens, before), lower_at(tokens, after)]
    if lower_at(tokens, after) in ("de", ".", "st", "th") or lexicon.has(
        "ordinal", lower_at(tokens, after)
    ):
        neighbours.append(lower_at(tokens, after + 1))
    if lower_at(tokens, before) == ".":
        neighbours.append(lower_at(tokens, before - 1))
    return any(lexicon.has("month", word) for word in neighbours)


def _clock(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> bool:
    after = numeral.last
    word = lower_at(tokens, after)
    before_is_hour = lower_at(tokens, numeral.first - 1) == "h" and _figure_at(
        tokens, numeral.first - 2
    )
    if lexicon.has("clock", lower_at(tokens, numeral.first - 1)) and before_is_hour:
        return True
    if word in ("gmt", "utc", "hrs"):
        return True
    if not lexicon.has("clock", word) or (numeral.value or 25) > 24:
        return False
    return not lexicon.english or word not in ("a", "p") or lower_at(tokens, after + 1) == "."


def _age(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> bool:
    """ "aged 41", "a 41-year-old", "41-річний", ", 41,"."""
    after, before = numeral.last, numeral.first - 1
    if lexicon.has("age", lower_at(tokens, before)) or (
        lower_at(tokens, before) in ("of", "de", "von", "в", "у")
        and lexicon.has("age", lower_at(tokens, before - 1))
    ):
        return True
    near = [lower_at(tokens, at) for at in range(after, after + 5)]
    if lexicon.units.get(near[0]) == "year" and near[1] in (",", ")"):
        opener = before - (lower_at(tokens, before) == "de")
        if lower_at(tokens, opener) in (",", "("):
            return True
    near = [word for word in near if word not in _DASHES]
    if any(lexicon.has("old", word) for word in near[:2]):
        return True
    bare = numeral.plain and (numeral.value or 0) < 120
    return (
        bare
        and lower_at(tokens, before) == ","
        and near[:1] in ([","], ["."])
        and before > 0
        and tokens[before - 1].text[:1].isupper()
    )


def _named(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon, counted: bool) -> bool:
    """The number of a thing with a name: "Flight 370", "Article 5", "10 Downing Street"."""
    before, after = numeral.first - 1, numeral.last
    if lower_at(tokens, before) == ".":
        before -= 1
    previous = lower_at(tokens, before)
    if lexicon.has("designator", previous):
        return True
    ahead = [lower_at(tokens, at) for at in range(after, after + 3)]
    if any(lexicon.has("address", word) for word in (*ahead, previous)):
        return True
    capital = before > 0 and tokens[before].kind == "word" and tokens[before].text[0].isupper()
    return bool(
        capital and numeral.plain and not counted and not lexicon.has("function", previous)
    ) and (lexicon.language != "de" or (numeral.value or 0) < 1000)


def _relative(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon, unit: str) -> bool:
    """A span of time that tells when, not how long: "two days ago", "the past three years"."""
    if unit not in TIMES:
        return False
    if lexicon.has("last", lower_at(tokens, numeral.first - 1)):
        return True
    return any(
        lexicon.has("ago", lower_at(tokens, at)) for at in range(numeral.last, numeral.last + 3)
    )


def counts_nothing(
    tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon, unit: str, counted: bool
) -> bool:
    """Whether the numeral is a date, time, age, score, address or name; ``unit`` and ``counted``
    tell what was read after it."""
    if _score(tokens, numeral) or _age(tokens, numeral, lexicon):
        return True
    if _relative(tokens, numeral, lexicon, unit):
        return True
    if unit:
        return False
    if lexicon.has("ordinal", lower_at(tokens, numeral.last)) and _tight(tokens, numeral.last):
        return True
    if (
        lexicon.head == "slavic"
        and lower_at(tokens, numeral.last) in _DASHES
        and _tight(tokens, numeral.last)
        and lexicon.has("ordinal", lower_at(tokens, numeral.last + 1))
    ):
        return True
    return (
        _joined(tokens, numeral)
        or _day(tokens, numeral, lexicon)
        or _clock(tokens, numeral, lexicon)
        or _named(tokens, numeral, lexicon, counted)
        or _year(tokens, numeral, lexicon, counted)
    )
