"""Gives every mention of a name its fullest form in the article ("Macron": "Emmanuel Macron")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.types import Mention

_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*\.?")
_SMALL = {
    "of",
    "the",
    "and",
    "for",
    "de",
    "la",
    "le",
    "du",
    "des",
    "y",
    "et",
    "und",
    "der",
    "e",
    "и",
}
_COMPANY = {
    "inc",
    "corp",
    "co",
    "ltd",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "company",
    "corporation",
    "group",
}


def canonical(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions by field (title after text counts as introduced by it) and place, renamed.

    A short form takes the one fuller name that stands before it or, where none does, the one
    fuller name that the article has; with two to choose from it keeps its own words.
    """
    ordered = sorted(mentions, key=lambda m: (m.field != "title", m.span))
    forms = [_words(mention.value) for mention in ordered]
    return tuple(
        replace(mention, value=_fullest(place, ordered, forms))
        for place, mention in enumerate(ordered)
    )


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold().rstrip(".") for word in _WORDS.findall(name))


def _fullest(place: int, mentions: Sequence[Mention], forms: Sequence[tuple[str, ...]]) -> str:
    mention, form = mentions[place], forms[place]
    fuller = [
        other
        for other in range(len(mentions))
        if mentions[other].kind == mention.kind and _is_short_for(form, forms[other], mention.kind)
    ]
    for choice in ([other for other in fuller if other < place], fuller):
        names = {forms[other]: mentions[other].value for other in reversed(choice)}
        longest = [a for a in names if not any(_is_short_for(a, b, mention.kind) for b in names)]
        if len(longest) == 1:
            return names[longest[0]]
        if longest:
            return mention.value
    return mention.value


def _is_short_for(short: tuple[str, ...], full: tuple[str, ...], kind: str) -> bool:
    if not short or short == full:
        return False
    if kind == "person":
        return len(short) < len(full) <= 5 and _is_end_or_start(short, full)
    if kind == "organization":
        return _is_acronym(short, full) or (
            len(short) < len(full)
            and full[: len(short)] == short
            and all(word in _COMPANY for word in full[len(short) :])
        )
    return False


def _is_end_or_start(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if full[-len(short) :] == short:
        return True
    return len(short) > 1 and short[0] == full[0] and short[-1] == full[-1]


def _is_acronym(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) != 1 or not 2 <= len(short[0]) <= 6 or len(full) < 2:
        return False
    letters = "".join(word[0] for word in full if word not in _SMALL)
    return short[0].replace(".", "") == letters
