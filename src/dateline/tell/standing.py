"""Which part of a sentence can be shown alone, away from the text around it.

Precision before recall: where a rule is in doubt the sentence is not shown. Only edges are cut
here (a dateline, an agency, a connective), which needs no mark (DESIGN.md, "Text, spans, cuts").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.tell.lexicon import (
    BACKWARD_STARTS,
    CONNECTIVES,
    SAYING,
    SPEAKER_PRONOUNS,
    words,
)

_AGENCY = (
    r"Reuters|AP|AFP|dpa|DPA|EFE|ANSA|TASS|Interfax|RIA|Xinhua|Bloomberg|CNN|UPI|PTI|AAP|Kyodo|"
    r"KYODO|IANS|Ukrinform|УНІАН|Укрінформ|ТАСС|Интерфакс|Europa Press|ATS|KNA|epd"
)
_DATELINE = re.compile(
    rf"^.{{0,300}}?\((?:{_AGENCY})(?:[/ ][\w ]+)?\)\s*(?:[-–—:.]+)?\s*"
    r"|^[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ ,/][A-ZÀ-Þ][\w.'’-]*){0,4}(?:,\s*\w+\.?\s+\d{1,2})?\s+[-–—]+\s+",
    re.DOTALL,
)
_CLOCK = re.compile(
    r"^.{0,300}?\b\d{4},?\s+\d{1,2}[:.]\d\d\s*(?:am|pm|AM|PM)?\s*(?:GMT|BST|EST|EDT|CET|CEST|UTC)\s+"
    r"(?:(?:[A-Z]{3,} ){0,3}\((?:" + _AGENCY + r")\)\s*[-–—:]+\s*)?",
    re.DOTALL,
)
_FIRST = re.compile(r"[^\w\"'“”«»„‘’(\[¿¡]*([\w’'-]+)(,?)\s*")
_PICTURE = re.compile(
    r"\b(?:Photograph|Photo|Credit|Image|Getty Images|File photo|Foto)\s*[:/]|handout photo"
)
_PAIRS = {"“": "”", "«": "»", "„": "“”"}
_TRAIL = re.compile(
    r"[,”\"»]\s*(\w+)\s+(\w+)(?:\s+(?:on|at|in|to)\s[^,\"“”]{0,60}|\s\w+ly)?\s*[.]?\s*$"
)
_TRAIL_BACK = re.compile(r"[,”\"»]\s*(\w+)\s+(\w+)\s*[.]?\s*$")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your|Your)\b(?!\.)")
_FURNITURE = re.compile(
    r"\bwrote:|\bposted by\b|\blast updated\b|\ball times\b|\bclick here\b|\bread more\b|"
    r"\bhave your say\b|\bcomments? \(\d|\bsign up\b|©|https?://",
    re.IGNORECASE,
)
#: A caption or headline that lost its full stop runs into the sentence behind it.
_FUSED = re.compile(
    r"(?<=[a-z0-9'’])(?<!type)(?<!group)(?<!class)(?<!influenza)(?<!hepatitis)(?<!vitamin)"
    r"\s(?=(?:A|An|The|At|In|On|For|More|Two|Three|Four|Five|Some|Thousands|Hundreds|Officials|"
    r"Police|People)\s[a-z0-9])"
)
_MARKS = '"“”«»„‟'


@dataclass(frozen=True, slots=True)
class Part:
    """``[start, end)`` of the sentence, and from 0 to 1 how well it stands alone."""

    start: int
    end: int
    fit: float


def standing_part(text: str, language: str) -> Part | None:
    """The part of a sentence's own text that stands alone, or None where none does."""
    start = _opening(text)
    start = _after_fusion(text, start, language)
    start = _after_connective(text, start, language)
    end = len(text.rstrip())
    part = text[start:end]
    if not part or _hopeless(part) or _leans_back(part, language):
        return None
    return Part(start, end, fitness(part))


def _opening(text: str) -> int:
    """Where the sentence starts behind a dateline, an agency or a time stamp."""
    start = len(text) - len(text.lstrip())
    for pattern in (_CLOCK, _DATELINE):
        match = pattern.match(text[start:])
        if match and start + match.end() < len(text):
            start += match.end()
    return start


def _after_fusion(text: str, start: int, language: str) -> int:
    """Behind a caption that runs into an English sentence without a full stop."""
    if not language.startswith("en"):
        return start
    places = [match.end() for match in _FUSED.finditer(text, start, start + 200)]
    return places[-1] if places and len(text) - places[-1] >= 40 else start


def _after_connective(text: str, start: int, language: str) -> int:
    """Cuts one leading connective where the rest starts with a capital letter of its own."""
    match = _FIRST.match(text, start)
    if match and match[1].casefold() in words(CONNECTIVES, language):
        rest = text[match.end() :]
        if rest[:1].isupper() and text[match.start() : match.start(1)].strip() == "":
            return match.end()
    return start


def _hopeless(part: str) -> bool:
    """Too short or long, broken off, a question, open or bare quotation, a picture's line."""
    size = len(part.split())
    if len(part) < 25 or len(part) > 600 or (size < 5 and len(part) < 60):
        return True
    if part.rstrip(_MARKS + "’')] ")[-1:] in "?:;,…-–" or part.endswith("..."):
        return True
    if _PICTURE.search(part) or _FURNITURE.search(part):
        return True
    return not balanced(part) or _mostly_quoted(part) or _in_first_person(part)


def _in_first_person(part: str) -> bool:
    """Whether the writer speaks of himself or to the reader, outside quotation marks."""
    return bool(_FIRST_PERSON.search(outside_quotes(part)))


def _leans_back(part: str, language: str) -> bool:
    """Whether it needs the sentence before it."""
    first = _FIRST.match(part)
    if first is None:
        return True
    word, letter = first[1], first[1][:1]
    if letter.islower() and letter.upper() != letter:
        return True
    apart = re.split(r"['’]", word.casefold())[0] if language.startswith(("en", "fr")) else ""
    starts = words(BACKWARD_STARTS, language)
    if word.casefold() in starts or apart in starts:
        return True
    if word.casefold() in words(CONNECTIVES, language):
        return True
    for pattern in (_TRAIL, _TRAIL_BACK):
        match = pattern.search(part)
        if match and _pronoun_said(match[1], match[2], language):
            return True
    return False


def _pronoun_said(first: str, second: str, language: str) -> bool:
    pair = {first.casefold(), second.casefold()}
    return bool(pair & words(SPEAKER_PRONOUNS, language)) and bool(pair & words(SAYING, language))


@lru_cache(maxsize=32_768)
def fitness(part: str) -> float:
    """1 for a plain statement, less for what reads badly out of its place."""
    fit = 1.0
    if quotes := quoted_spans(part):
        fit -= 0.3 * min(1.0, sum(end - start for start, end in quotes) / len(part))
    size = len(part.split())
    if size > 45:
        fit -= 0.2
    if not part.rstrip(_MARKS + "’')] ").endswith((".", "!", "。", "।")):
        fit -= 0.3
    return max(0.1, fit)


def balanced(text: str) -> bool:
    """Whether every quotation that opens in the text closes in it."""
    return quotations(text) is not None


def quotations(text: str) -> list[tuple[int, int]] | None:
    """Spans of the quotations without their marks; None where one is open or closes unopened."""
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for at, char in enumerate(text):
        if opened is not None and char in opened[1]:
            found.append((opened[0], at))
            opened = None
        elif char == '"' and opened is None:
            opened = (at + 1, '"')
        elif char in _PAIRS and opened is None:
            opened = (at + 1, _PAIRS[char])
        elif char in "”»" and opened is None:
            return None
    return found if opened is None else None


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """As ``quotations``, and none where they do not pair up."""
    return quotations(text) or []


def outside_quotes(text: str) -> str:
    """The text with its quotations blanked."""
    for start, end in quoted_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _mostly_quoted(part: str) -> bool:
    """A quotation without a speaker beside it."""
    outside = outside_quotes(part)
    quoted = sum(end - start for start, end in quoted_spans(part))
    return quoted > 0 and len(re.findall(r"\w+", outside)) < 2
