"""Numbers in figures and in words, alone and with their scale ("2.1 billion", "zwei Millionen")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.analyse.quantities.lexicon import Lexicon
from dateline.analyse.quantities.tokens import Token

_SPACES = re.compile(r"[\s'’]")
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``[first, last)`` that mean ``value``, or only ``[low, high]`` ("dozens").

    ``share`` marks a fraction (then in percent), ``words`` a number without figures, ``plain`` a
    figure without separators and scale.
    """

    first: int
    last: int
    value: float | None
    low: float
    high: float
    share: bool = False
    words: bool = False
    plain: bool = False


def figure_value(figure: str, lexicon: Lexicon) -> float | None:
    """The value of digits with separators as the language writes them; None where they are no
    number (a version, a date, an endless row of digits)."""
    text = _SPACES.sub("", figure)
    if len(text) > _LONGEST:
        return None
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return float(text)
    last = text.rindex(marks[-1])
    tail = len(text) - last - 1
    if len(set(marks)) == 2:
        whole = text[:last].replace(",", "").replace(".", "")
        return float(f"{whole}.{text[last + 1 :]}") if marks.count(marks[-1]) == 1 else None
    groups = re.split(r"[.,]", text)
    grouped = all(len(group) == 3 for group in groups[1:]) and 0 < len(groups[0]) <= 3
    if len(marks) > 1:
        # Indian grouping: "1,23,456".
        indian = marks[0] == "," and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1])
        return float("".join(groups)) if grouped or indian else None
    if grouped and tail == 3 and groups[0] != "0" and marks[0] == lexicon.thousands:
        return float("".join(groups))
    return float(".".join(groups))


def _exact(first: int, last: int, value: float, words: bool, plain: bool = False) -> Numeral:
    return Numeral(first, last, value, value, value, words=words, plain=plain)


def _german(word: str, lexicon: Lexicon) -> float | None:
    """A number written as one word: "dreiundzwanzigtausendfünfhundert"."""
    if not 4 <= len(word) <= 60:
        return None
    known = lexicon.numbers.get(word)
    if known is not None:
        return known
    for scale, size in (("tausend", 1000.0), ("hundert", 100.0)):
        left, found, right = word.partition(scale)
        if found:
            many = 1.0 if left in ("", "ein") else _german_small(left, lexicon)
            rest = 0.0 if not right else _german_small(right.removeprefix("und"), lexicon)
            return None if many is None or rest is None else many * size + rest
    return _german_small(word, lexicon)


def _german_small(word: str, lexicon: Lexicon) -> float | None:
    known = lexicon.numbers.get(word)
    if known is not None or not word:
        return known
    if "hundert" in word:
        return _german(word, lexicon)
    left, found, right = word.partition("und")
    ones = 1.0 if left == "ein" else lexicon.numbers.get(left)
    tens = lexicon.numbers.get(right) if found else None
    return ones + tens if ones is not None and tens is not None and ones < 10 <= tens else None


def word_value(word: str, lexicon: Lexicon) -> float | None:
    """The value of one number word."""
    value = lexicon.numbers.get(word)
    if value is None and lexicon.language == "de":
        return _german(word, lexicon)
    return value


def _adds(current: float, value: float) -> bool:
    """Whether a further number word goes on with the number ("sixty" "four")."""
    if value >= 100:
        return current == 0
    if value >= 10:
        return current % 100 in (0, 60, 80) and (value < 20 or current % 100 == 0)
    return value > 0 and current % 10 == 0 and current % 100 != 10


def _scales(
    tokens: Sequence[Token], at: int, total: float, current: float, lexicon: Lexicon
) -> tuple[float, float, int]:
    """Multiplies by the scale words that follow."""
    while at < len(tokens):
        scale = lexicon.scales.get(tokens[at].lower)
        if scale is None:
            break
        if scale < 1000:
            current = max(current, 1) * scale
        elif total and scale > total:
            total, current = (total + current) * scale, 0
        else:
            total, current = total + max(current, 1) * scale, 0
        at += 1
        if at < len(tokens) and tokens[at].text == "." and tokens[at].tight:
            follows = at + 1 < len(tokens) and tokens[at + 1].text[0].islower()
            at += tokens[at - 1].lower in ABBREVIATED and follows
    return total, current, at


ABBREVIATED = frozenset(["тыс", "млн", "млрд", "трлн", "mio", "mrd", "bn", "mn", "mln"])


def _words(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """A number in words: additive below the scales, as all six languages build them."""
    first, total, current, last = at, 0.0, 0.0, at
    while at < len(tokens):
        token = tokens[at]
        joint = token.text == "-" or lexicon.has("and", token.lower)
        if joint and not _and_a_half(tokens, at, lexicon):
            if at == last and at > first:
                at += 1
                continue
            break
        half = _and_a_half(tokens, at, lexicon) if at > first and not total else 0
        if half:
            total, current, at = _scales(tokens, at + half, 0.0, current + 0.5, lexicon)
            last = at
            break
        value = word_value(token.lower, lexicon)
        if value is None and current >= 20 and lexicon.has("one", token.lower):
            value = 1.0
        if value is None or not (at == first or _joins(tokens, last, at, current, value, lexicon)):
            break
        current = 80 if value == 20 and current == 4 else current + value
        total, current, at = _scales(tokens, at + 1, total, current, lexicon)
        last = at
    return _exact(first, last, total + current, True) if last > first else None


def _and_a_half(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """How many tokens say "and a half" at ``at``: 0, 2 or 3."""
    if not lexicon.has("and", tokens[at].lower):
        return 0
    place = at + 1
    if place < len(tokens) and lexicon.has("one", tokens[place].lower):
        place += 1
    if place >= len(tokens) or lexicon.fractions.get(tokens[place].lower) != (1.0, 2.0):
        return 0
    return place + 1 - at


def _joins(
    tokens: Sequence[Token], last: int, at: int, current: float, value: float, lexicon: Lexicon
) -> bool:
    """Whether the word at ``at`` goes on with the number that stopped before ``last``."""
    if value == 20 and current == 4 and lexicon.language == "fr":
        return True
    linked = tokens[last].text if at > last else ""
    if lexicon.english and linked and linked != "-" and current % 100 != 0:
        return False
    return _adds(current, value)


def _figure(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    value = figure_value(tokens[at].text, lexicon)
    if value is None:
        return None
    following = at + 1
    if [token.text for token in tokens[following : following + 3]] == ["1", "/", "2"]:
        return _exact(at, at + 4, value + 0.5, False)
    if following < len(tokens) and tokens[following].lower == "m" and tokens[following].tight:
        return _exact(at, at + 2, value * 1e6, False)
    if following < len(tokens) and tokens[following].text == "-":
        following += following + 1 < len(tokens) and tokens[following + 1].lower in lexicon.scales
    total, current, last = _scales(tokens, following, 0.0, value, lexicon)
    if last == following:
        return _exact(at, at + 1, value, False, plain=tokens[at].text.isdecimal())
    return _exact(at, last, round(total + current, 6), False)


def _fraction(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """ "a third of", "two-thirds of", "one in five": a share, in percent."""
    above = _count_before_fraction(tokens, at, lexicon)
    if above is None:
        return None
    many, place = above
    part = lexicon.fractions.get(tokens[place].lower) if place < len(tokens) else None
    if part is None:
        return None
    last = place + 1
    follower = tokens[last].lower if last < len(tokens) else ""
    if last + 1 < len(tokens) and tokens[last + 1].lower in lexicon.scales:
        return None
    if not (lexicon.has("of", follower) or lexicon.has("the", follower)):
        genitive = lexicon.head == "slavic" and follower[:1].isalpha()
        if not genitive or lexicon.has("function", follower):
            return None
    share = 100 * many * part[0] / part[1]
    if not 0 < share < 100:
        return None
    exact = share == 50 or many * part[0] / part[1] == 0.75
    slack = 2.5 if not exact else 2.0
    return Numeral(
        at, last, round(share, 2), round(share - slack, 2), round(share + slack, 2), True
    )


def _count_before_fraction(
    tokens: Sequence[Token], at: int, lexicon: Lexicon
) -> tuple[float, int] | None:
    token = tokens[at]
    if token.lower in lexicon.fractions:
        return 1.0, at
    many = word_value(token.lower, lexicon)
    if many is None and lexicon.has("one", token.lower):
        many = 1.0
    if many is None and token.kind == "figure" and token.text.isdecimal():
        many = float(token.text[:3])
    if many is None or not 0 < many < 10:
        return None
    place = at + 1
    if place < len(tokens) and tokens[place].text == "-":
        place += 1
    return many, place


_RATIOS: dict[str, list[list[str]]] = {
    "en": [["out", "of"], ["in"]],
    "es": [["de", "cada"]],
    "fr": [["sur"]],
}


def _one_in(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """ "one in five", "9 out of 10": a share, in percent."""
    place = at + 1
    for words in _RATIOS.get(lexicon.language, ()):
        if [token.lower for token in tokens[place : place + len(words)]] == words:
            place += len(words)
            break
    if place == at + 1 or place >= len(tokens):
        return None
    pair = [_small(tokens, where, lexicon) for where in (at, place)]
    if pair[0] is None or pair[1] is None or not 0 < pair[0] < pair[1] <= 10:
        return None
    share = 100 * pair[0] / pair[1]
    return Numeral(
        at, place + 1, round(share, 2), round(share - 2.5, 2), round(share + 2.5, 2), True
    )


def _small(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> float | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "figure":
        return float(token.text) if token.text.isdecimal() and len(token.text) < 3 else None
    return word_value(token.lower, lexicon)


def _vague(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred"."""
    few = lexicon.few.ahead(tokens, at)
    if few is not None:
        (low, high), place = few
        total, current, last = _scales(tokens, place, 0.0, 1.0, lexicon)
        if last > place and low < high:
            size = total + current
            return Numeral(at, last, None, low * size, high * size, words=True)
        return None
    pair = lexicon.vague.get(tokens[at].lower)
    if pair is None:
        return None
    low, high = pair
    last = at + 1
    while last + 1 < len(tokens) and lexicon.has("of", tokens[last].lower):
        scale = lexicon.vague.get(tokens[last + 1].lower)
        if scale is None:
            break
        size = 10 ** len(str(int(scale[0]))[1:])
        low, high, last = low * size, high * size + size - 1, last + 2
    total, current, after = _scales(tokens, last, 0.0, 1.0, lexicon)
    if after > last:
        size_of_scale = total + current
        low, high, last = low * size_of_scale, high * size_of_scale, after
    return Numeral(at, last, None, low, high, words=True)


def _article_scale(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """ "a hundred", "half a million", "une centaine", "a dozen"."""
    token = tokens[at]
    place, factor = at, 1.0
    half = lexicon.fractions.get(token.lower)
    if half is not None and half == (1.0, 2.0):
        place, factor = at + 1, 0.5
    if place < len(tokens) and lexicon.has("one", tokens[place].lower):
        place += 1
    elif factor == 0.5:
        return None
    if place >= len(tokens):
        return None
    rough = lexicon.approximate.get(tokens[place].lower)
    if rough is not None:
        low, high = round(rough * 0.9, 6), round(rough * 1.1, 6)
        return Numeral(at, place + 1, float(rough), low, high, words=True)
    if place == at and not _bare_scale(tokens[place].lower, lexicon):
        return None
    total, current, last = _scales(tokens, place, 0.0, 1.0, lexicon)
    if last == place:
        return None
    return _exact(at, last, factor * (total + current), True)


def _bare_scale(word: str, lexicon: Lexicon) -> bool:
    """ "mil soldados", "mille", "тысяча": a scale that stands without a number before it."""
    return not lexicon.english and lexicon.scales.get(word) in (100.0, 1000.0, 1e6)


def read_numeral(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Numeral | None:
    """The longest numeral that begins at ``at``."""
    token = tokens[at]
    if token.kind == "mark":
        return None
    fraction = _fraction(tokens, at, lexicon) or _one_in(tokens, at, lexicon)
    if fraction is not None:
        return fraction
    if token.kind == "figure":
        return _figure(tokens, at, lexicon)
    found = _vague(tokens, at, lexicon) or _words(tokens, at, lexicon)
    if found is None:
        found = _article_scale(tokens, at, lexicon)
    elif lexicon.has("one", token.lower) and found.last == found.first + 1:
        found = _article_scale(tokens, at, lexicon) or found
    return found
