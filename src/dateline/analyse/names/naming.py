"""Gives every mention of a name one kind and its fullest form in the article.

"Macron" becomes "Emmanuel Macron", "IMF" the name it abbreviates, and the cases of a Slavic name
one form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.analyse.names.lists import stem
from dateline.types import Mention, MentionKind

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

Form = tuple[str, ...]
"""A name as its words: casefolded, without full stops and case endings."""


def canonical(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions by field (the title introduces the text) and place, with kind and value agreed.

    A short form takes the one fuller name that stands before it or, where none does, the one
    fuller name that the article has; with two to choose from it keeps its own words.
    """
    ordered = sorted(mentions, key=lambda m: (m.field != "title", m.span))
    forms = [_form(mention.value) for mention in ordered]
    kinds = _kinds(ordered, forms)
    ordered = [replace(m, kind=kinds[form]) for m, form in zip(ordered, forms, strict=True)]
    written: dict[Form, str] = {}
    for mention, form in zip(ordered, forms, strict=True):
        known = written.get(form, mention.value)
        written[form] = min(known, mention.value, key=lambda value: (len(value), value))
    fullest = _Fullest(ordered, forms)
    return tuple(
        replace(mention, value=written[fullest.of(place)]) for place, mention in enumerate(ordered)
    )


def _form(name: str) -> Form:
    return tuple(stem(word.casefold().rstrip(".")) for word in _WORDS.findall(name))


def _kinds(mentions: Sequence[Mention], forms: Sequence[Form]) -> Mapping[Form, MentionKind]:
    """One kind a form: that of most of its mentions; a surname is a person's."""
    votes: dict[Form, Counter[MentionKind]] = defaultdict(Counter)
    for mention, form in zip(mentions, forms, strict=True):
        votes[form][mention.kind] += 1
    kinds = {form: count.most_common(1)[0][0] for form, count in votes.items()}
    surnames = {form[-1:] for form, kind in kinds.items() if kind == "person" and len(form) > 1}
    for form, kind in kinds.items():
        if form in surnames and kind == "organization":
            kinds[form] = "person"
    return kinds


class _Fullest:
    """Looks up the fullest form of each mention's name."""

    def __init__(self, mentions: Sequence[Mention], forms: Sequence[Form]) -> None:
        self._mentions, self._forms = mentions, forms
        self._fuller: dict[tuple[MentionKind, Form], dict[Form, int]] = {}
        self._first: dict[tuple[MentionKind, Form], int] = {}
        for place, (mention, form) in enumerate(zip(mentions, forms, strict=True)):
            self._first.setdefault((mention.kind, form), place)

    def of(self, place: int) -> Form:
        form, kind = self._forms[place], self._mentions[place].kind
        if (kind, form) not in self._fuller:
            self._fuller[kind, form] = {
                other: first
                for (other_kind, other), first in self._first.items()
                if other_kind == kind and _is_short_for(form, other, kind)
            }
        fuller = self._fuller[kind, form]
        before = [other for other, first in fuller.items() if first < place]
        for choice in (before, list(fuller)):
            longest = [a for a in choice if not any(_is_short_for(a, b, kind) for b in choice)]
            if len(longest) == 1:
                return longest[0]
            if longest:
                break
        return form


def _is_short_for(short: Form, full: Form, kind: str) -> bool:
    if not short or short == full:
        return False
    if kind == "person":
        return len(short) < len(full) <= 5 and _is_end_or_frame(short, full)
    if kind == "organization":
        return _is_acronym(short, full) or (
            len(short) < len(full)
            and full[: len(short)] == short
            and all(word in _COMPANY for word in full[len(short) :])
        )
    return False


def _is_end_or_frame(short: Form, full: Form) -> bool:
    if full[-len(short) :] == short:
        return True
    return len(short) > 1 and short[0] == full[0] and short[-1] == full[-1]


def _is_acronym(short: Form, full: Form) -> bool:
    if len(short) != 1 or not 2 <= len(short[0]) <= 6 or len(full) < 2:
        return False
    letters = "".join(word[0] for word in full if word not in _SMALL)
    return short[0].replace(".", "") == letters
