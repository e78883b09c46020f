"""Quantities of an article: numbers with bounds, unit, the thing counted, time and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.analyse.quantities.counted import Counted, casualty, counted_after
from dateline.analyse.quantities.exclusions import TIMES, counts_nothing, is_rating, lower_at
from dateline.analyse.quantities.lexicon import Lexicon, lexicon
from dateline.analyse.quantities.numerals import Numeral, read_numeral
from dateline.analyse.quantities.tokens import Token, tokenise
from dateline.similarity.slots_units import agree, dimension
from dateline.types import Mention, Span

_DASHES = frozenset("-‑–—")
# Bounds that are none after some verbs: "averaged over 60 reviews", "aumentó hasta 12".
_MISREAD = {True: "above", False: "max"}
_HOUR = frozenset(["h", "ч", "год", "час"])
_OPEN = frozenset("([")
_CURRENCY_CODES = frozenset(
    "usd eur gbp chf jpy cny uah rub pln inr try ils sek nok dkk cad aud".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity in tokens ``[begin, end)`` before it gets its place in the article."""

    begin: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    counted: str
    qualifier: str
    numeral: Numeral


def _sign_before(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[str, int]:
    """The currency before a number and the place where it begins."""
    if at == 0:
        return "", at
    previous = tokens[at - 1]
    unit = lexicon.signs.get(previous.text, "")
    if unit == "percent":
        return "", at
    if unit == "USD" and at > 1:
        letters = lexicon.dollars.get(tokens[at - 2].lower)
        apart = not previous.tight and tokens[at - 2].lower != "us"
        if letters and tokens[at - 2].text.isupper() and not apart:
            return letters, at - 2
    if not unit and previous.lower in _CURRENCY_CODES and previous.text.isupper():
        return previous.text, at - 1
    return (unit, at - 1) if unit else ("", at)


def _unit_after(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[str, int]:
    """The unit after a number and the place after it."""
    start = at
    if lower_at(tokens, start) in ("-", "‑") and tokens[start].tight:
        start += 1
    elif lexicon.head == "first" and lower_at(tokens, start) in ("de", "d"):
        start += 1 + (lower_at(tokens, start + 1) in ("'", "’"))
    if start >= len(tokens):
        return "", at
    sign = lexicon.signs.get(tokens[start].text)
    if sign:
        return sign, start + 1
    found = lexicon.units.ahead(tokens, start)
    if found is None:
        return "", at
    if found[0] == "km" and lower_at(tokens, found[1]) == "/":
        return ("km/h", found[1] + 2) if lower_at(tokens, found[1] + 1) in _HOUR else found
    return found


def _second(
    tokens: Sequence[Token], first: Numeral, begin: int, lexicon: Lexicon
) -> Numeral | None:
    """The other end of a range: "20 to 30", "20-30", "between 20 and 30"."""
    at = first.last
    if at + 1 >= len(tokens) or first.value is None or first.share:
        return None
    opener = lower_at(tokens, begin - 1)
    joint = tokens[at].lower
    dash = joint in _DASHES
    linked = lexicon.ranges.get(opener) == joint or lexicon.has("to", joint)
    if not (dash or linked or (joint == "and" and opener == "between")):
        return None
    place = at + 1
    if tokens[place].text in lexicon.signs and place + 1 < len(tokens):
        place += 1
    second = read_numeral(tokens, place, lexicon)
    if second is None or second.value is None or second.share:
        return None
    return second if _scaled(first, second) < second.value else None


def _scaled(first: Numeral, second: Numeral) -> float:
    """The first number of a range in the scale of the second: "2 to 3 million"."""
    value, other = first.value or 0.0, second.value or 0.0
    if first.plain and not second.plain and value < 1000 <= other:
        scale = 1e12
        while scale >= 1000:
            if value * scale < other and other < 1000 * scale:
                return value * scale
            scale /= 1000
    return value


def _bounds(kind: str, low: float, high: float) -> tuple[float | None, float | None]:
    match kind:
        case "min" | "above":
            return low, None
        case "max" | "below":
            return None, high
        case "nearly":
            return round(low * 0.9, 6), high
        case "about":
            return round(low * 0.9, 6), round(high * 1.1, 6)
        case _:
            return low, high


def _qualified(
    tokens: Sequence[Token], begin: int, end: int, lexicon: Lexicon
) -> tuple[str, str, int, int]:
    """(kind of bound, its words, begin, end) with the bounding words taken in."""
    before = lexicon.before.behind(tokens, begin)
    if before is not None:
        kind, at = before
        if lexicon.has("rise", lower_at(tokens, at - 1)) and kind == _MISREAD[lexicon.english]:
            return "", "", begin, end
        return kind, _words(tokens, at, begin), at, end
    after = lexicon.after.ahead(tokens, end)
    if after is not None:
        kind, place = after
        return kind, _words(tokens, end, place), begin, place
    if end < len(tokens) and tokens[end].text == "+" and tokens[end].tight:
        return "min", "+", begin, end + 1
    return "", "", begin, end


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    parts = [(" " if not token.tight else "") + token.text for token in tokens[first:last]]
    return "".join(parts).strip()


def _counted(
    tokens: Sequence[Token], span: Span, unit: str, share: bool, lexicon: Lexicon
) -> Counted | None:
    begin, end = span
    if unit in TIMES:
        return None
    linked = bool(unit) and not share and not _apposed(unit, lexicon)
    found = counted_after(tokens, end, lexicon, linked, share)
    if found is not None or unit:
        return found
    return casualty(tokens, begin, end, lexicon)


def _apposed(unit: str, lexicon: Lexicon) -> bool:
    """Whether what is measured follows the unit without a linking word: "80 Tonnen Öl"."""
    return lexicon.head in ("capital", "slavic") and unit not in TIMES


def read_quantity(tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon) -> Reading | None:
    """The quantity around a numeral; None where the numeral counts and measures nothing."""
    unit, begin = _sign_before(tokens, numeral.first, lexicon)
    second = _second(tokens, numeral, begin, lexicon)
    last = second.last if second else numeral.last
    if numeral.share:
        unit, end = "percent", last
    elif not unit and is_rating(tokens, numeral):
        unit, end = f"/{tokens[last + 1].text}", last + 2
    else:
        after, end = _unit_after(tokens, last, lexicon)
        unit, end = (unit, end if after == unit else last) if unit else (after, end)
    counted = _counted(tokens, (begin, end), unit, numeral.share, lexicon)
    if counts_nothing(tokens, numeral, lexicon, unit, counted is not None and counted.at >= end):
        return None
    if _only_article(tokens, numeral, lexicon, unit, counted):
        return None
    return _reading(tokens, numeral, second, (begin, end), unit, counted, lexicon)


def _only_article(
    tokens: Sequence[Token], numeral: Numeral, lexicon: Lexicon, unit: str, counted: Counted | None
) -> bool:
    """ "one" as a pronoun or an article, and "zero" on its own."""
    if numeral.value == 0 and numeral.words:
        return not unit and (counted is None or counted.at < numeral.last)
    if numeral.value != 1 or not numeral.words:
        return False
    if lower_at(tokens, numeral.last) == "of":
        return True
    return not (lexicon.english and (unit or (counted is not None and counted.person)))


def _reading(
    tokens: Sequence[Token],
    numeral: Numeral,
    second: Numeral | None,
    place: Span,
    unit: str,
    counted: Counted | None,
    lexicon: Lexicon,
) -> Reading:
    begin, end = place
    kind, qualifier, begin, end = _qualified(tokens, begin, end, lexicon)
    value: float | None = numeral.value
    low, high = _bounds(kind, numeral.low, numeral.high)
    if second is not None and second.value is not None:
        value, low, high = None, _scaled(numeral, second), second.value
        opener = lower_at(tokens, begin - 1)
        if not kind and opener in lexicon.ranges:
            begin, qualifier = begin - 1, tokens[begin - 1].text
    if counted is not None and counted.at >= end:
        end = counted.at + 1
    if counted is not None and counted.person and not unit:
        unit = "person"
    word = counted.word if counted is not None else ""
    return Reading(begin, end, value, low, high, unit, word, qualifier, numeral)


def _conversion(
    tokens: Sequence[Token], reading: Reading, lexicon: Lexicon
) -> tuple[Reading, int] | None:
    """The same quantity in another unit right behind: "€2 billion ($2.1 billion)",
    "16 kilometres, or 10 miles,"; returns the widened reading and the place after it."""
    at = reading.end
    opened = lower_at(tokens, at) in _OPEN
    if not opened and not (lower_at(tokens, at) == "," and lower_at(tokens, at + 1) == "or"):
        return None
    at += 1 if opened else 2
    while at < len(tokens) and at < reading.end + 5:
        numeral = read_numeral(tokens, at, lexicon)
        if numeral is not None:
            other = read_quantity(tokens, numeral, lexicon)
            if other is None or not _same_amount(reading, other):
                return None
            end = other.end
            if opened and lower_at(tokens, end) in (")", "]"):
                end += 1
            return replace(reading, end=end), end
        at += 1
    return None


def _same_amount(one: Reading, other: Reading) -> bool:
    if not one.unit or one.unit == other.unit or dimension(one.unit) != dimension(other.unit):
        return False
    if one.value is None or other.value is None:
        return False
    return agree(one.value, one.unit, other.value, other.unit)


def _starts(token: Token, language: Lexicon) -> bool:
    if token.kind != "word":
        return token.kind == "figure"
    return token.lower in language.starts or (
        language.language == "de" and token.lower.endswith(language.endings)
    )


def readings(
    text: str, start: int, end: int, language: str, dates: Sequence[Mention]
) -> Iterator[tuple[Reading, Span]]:
    """The quantities of ``text[start:end]`` with their spans; ``dates`` are the sentence's."""
    words = lexicon(language)
    if words.hint.search(text, start, end) is None:
        return
    tokens = tokenise(text, start, end, words.english)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        numeral = read_numeral(tokens, at, words) if _starts(token, words) else None
        if numeral is None:
            at += 1
            continue
        at = numeral.last
        if _dated(token, tokens[numeral.last - 1], dates):
            continue
        reading = read_quantity(tokens, numeral, words)
        if reading is None:
            at = _after_compound(tokens, at)
            continue
        converted = _conversion(tokens, reading, words)
        if converted is not None:
            reading, at = converted
        at = max(at, reading.end)
        yield reading, (tokens[reading.begin].start, tokens[reading.end - 1].end)


def _after_compound(tokens: Sequence[Token], at: int) -> int:
    """Skips what hangs on a rejected figure: the rest of a score, a date or a time."""
    while at + 1 < len(tokens) and tokens[at].tight and tokens[at + 1].tight:
        if tokens[at].text not in "-–/:." or tokens[at + 1].kind != "figure":
            break
        at += 2
    return at


def _dated(first: Token, last: Token, dates: Sequence[Mention]) -> bool:
    return any(
        mention.type != "DURATION" and mention.span[0] < last.end and first.start < mention.span[1]
        for mention in dates
    )
