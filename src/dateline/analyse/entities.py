"""Finds people, organizations and places, and gives each its fullest name in the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.analyse.names.lists import place_named, word_list
from dateline.analyse.names.naming import canonical
from dateline.analyse.names.rules import names_by_rule
from dateline.types import Field, Mention, MentionKind, Sentence

if TYPE_CHECKING:
    from dateline.analyse.parse import Parser

_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_BEFORE = re.compile(
    r"(?:(?:[Tt]he|an?|la|les?|l['’]|M(?:r|rs|s|me|lle|\.)|Dr)(?:\b|(?<=\W))[.'’]?\s*|[^\w(]+)+"
)
_AFTER = re.compile(r"(?:['’]s?|\W)+$")
_FUSED = re.compile(r"(?<=[a-zß-öø-ÿа-яёіїєґ]{3})(?=[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][a-zß-öø-ÿа-яёіїєґ]{2})")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,4}s?")
_UNFUSED = re.compile(r"(?:Mac|Van|Von|Fitz|Del)$")


def find_entities(
    parser: Parser, sentences: tuple[Sentence, ...], language: str
) -> tuple[Mention, ...]:
    """Mentions of people, organizations and places in title and text, by field and place.

    Where the parser has a model for the language its recogniser decides, else rules over
    capitalised words. ``value`` is the fullest form of the name in the article.
    """
    found: list[Mention] = []
    fields: tuple[Field, Field] = ("title", "text")
    for field in fields:
        text = parser.field(field)
        pieces = parser.entities(field)
        if pieces is None:
            mine = [sentence for sentence in sentences if sentence.field == field]
            found += names_by_rule(text, mine, language)
        else:
            for offset, doc in pieces:
                for entity in doc.ents:
                    kind = _KINDS.get(entity.label_)
                    if kind:
                        start, end = offset + entity.start_char, offset + entity.end_char
                        found += _mentions(text, kind, start, end, field, language)
    return canonical(found)


def _mentions(
    text: str, kind: MentionKind, start: int, end: int, field: Field, language: str
) -> list[Mention]:
    """The entity without article, title and genitive; fused names divided."""
    line = text.find("\n", start, end)
    if line >= 0:
        end = line
    lead = _BEFORE.match(text, start, end)
    start = lead.end() if lead else start
    tail = _AFTER.search(text[start:end])
    end = start + tail.start() if tail else end
    if not any(char.isalpha() for char in text[start:end]):
        return []
    name = " ".join(text[start:end].split())
    cut = _FUSED.search(text, start, end)
    kind = _corrected(kind, name, language)
    if cut is None or " " not in name or _UNFUSED.search(text[start : cut.start()]):
        return [Mention(kind, "", name, (start, end), field)]
    place = Mention("place", "", text[start : cut.start()], (start, cut.start()), field)
    rest = " ".join(text[cut.start() : end].split())
    return [place, Mention("person", "", rest, (cut.start(), end), field)]


def _corrected(kind: MentionKind, name: str, language: str) -> MentionKind:
    """What the lists know better than the recogniser: places, given names, acronyms."""
    if place_named(name, language):
        return "place"
    words = name.casefold().split()
    if kind == "organization" and 2 <= len(words) <= 3 and words[0] in word_list("given"):
        return "organization" if word_list("bodies") & set(words) else "person"
    if kind == "person" and len(words) == 1 and sum(char.isupper() for char in name) > 1:
        return "organization" if _ACRONYM.fullmatch(name) else kind
    return kind
