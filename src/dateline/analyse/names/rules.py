"""Names by rule, where no model is: runs of capitalised words.

What a name is is told by lists (places, given names, words inside organizations), by a title
before it, and by its shape. A word that opens a sentence is a name only where something besides
its capital says so. In German, where every noun has a capital, only what a list or a title
vouches for is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.analyse.dates.tokens import lexicon
from dateline.analyse.names.lists import place_named, word_list
from dateline.types import Mention, MentionKind, Sentence

_WORD = re.compile(r"[^\W\d_]\.(?=[ \u00a0][^\W\d_])|[^\W_](?:[\w’'-]*\w)?")
_LOWER = re.compile(r"(?<![\w’'-])[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w’'-]*")
_GENITIVE = re.compile(r"['’]s$")
_ELISION = re.compile(r"^[ldLD]['’]")
_PARTICLES = {"von", "van", "der", "den", "bin", "al", "el", "da", "dos", "de", "del", "di", "la"}
_BODY_PARTICLES = {
    "of",
    "for",
    "and",
    "de",
    "del",
    "della",
    "di",
    "du",
    "des",
    "für",
    "van",
    "la",
    "y",
}
_INSIDE = {"in", "en", "à", "a", "nach", "aus", "в", "у", "во", "nel", "nella", "na", "te"}
_ACRONYM = re.compile(r"[A-ZÀ-ÞА-ЯІЇЄҐ]{2,6}")
_TITLE_CASE = re.compile(r"[^\W\d_][^\W\d_A-ZÀ-ÞА-Я]*(?:[-’'][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def small(self) -> str:
        return self.text.casefold().rstrip(".")


def names_by_rule(text: str, sentences: Sequence[Sentence], language: str) -> list[Mention]:
    """Mentions of people, organizations and places in one field's ``text``, in order."""
    ordinary = {word.casefold() for word in _LOWER.findall(text)}
    found: list[Mention] = []
    firm: set[str] = set()
    doubtful: list[tuple[Mention, str]] = []
    for sentence in sentences:
        words = _words(text, sentence)
        for first, last in _runs(text, words):
            run = _without_opening(words[first:last], first == 0, ordinary)
            if not run:
                continue
            before = words[last - len(run) - 1].small if last - len(run) > 0 else ""
            mention, sure = _mention(text, run, before, language, sentence)
            if mention and (sure or run[0] is not words[0]):
                firm.add(mention.value)
                found.append(mention)
            elif mention:
                doubtful.append((mention, mention.value))
    found += [mention for mention, name in doubtful if name in firm]
    return sorted(found, key=lambda mention: mention.span)


def _words(text: str, sentence: Sentence) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        elision = _ELISION.match(text, start, end)
        start = elision.end() if elision else start
        genitive = _GENITIVE.search(text[start:end])
        end = start + genitive.start() if genitive else end
        if start < end:
            words.append(_Word(start, end, text[start:end]))
    return words


def _runs(text: str, words: Sequence[_Word]) -> list[tuple[int, int]]:
    """(first, after last) of words that belong together: capitals, and particles among them."""
    runs, place = [], 0
    while place < len(words):
        if not words[place].text[0].isupper():
            place += 1
            continue
        first, place = place, place + 1
        while place < len(words) and _is_beside(text, words, place):
            if words[place].text[0].isupper():
                place += 1
            elif (
                place + 1 < len(words)
                and words[place + 1].text[0].isupper()
                and _is_beside(text, words, place + 1)
                and _joins(words[first:place], words[place].small)
            ):
                place += 2
            else:
                break
        runs.append((first, place))
    return runs


def _is_beside(text: str, words: Sequence[_Word], place: int) -> bool:
    return text[words[place - 1].end : words[place].start] in (
        " ",
        "\u00a0",
        ". ",
        "' ",
        "’ ",
    ) and (text[words[place - 1].end] != "." or len(words[place - 1].text) == 1)


def _joins(run: Sequence[_Word], particle: str) -> bool:
    if any(word.small in word_list("bodies") for word in run):
        return particle in _BODY_PARTICLES
    return particle in _PARTICLES and run[0].small in word_list("given")


def _without_opening(run: Sequence[_Word], opens: bool, ordinary: set[str]) -> list[_Word]:
    """The run without plain words at its head, and without ordinary ones that open a sentence."""
    kept = list(run)
    while kept and (
        kept[0].small in word_list("plain")
        or (opens and len(kept) == len(run) and kept[0].text.casefold() in ordinary)
    ):
        kept = kept[1:]
    return kept


def _mention(
    text: str, run: list[_Word], before: str, language: str, sentence: Sentence
) -> tuple[Mention | None, bool]:
    """The mention that a run is, if any, and whether more than its capitals vouch for it."""
    titled = before in word_list("people")
    while run and run[0].small in word_list("people"):
        run, titled = run[1:], True
    if not run or _is_time(run, language):
        return None, False
    name = " ".join(text[run[0].start : run[-1].end].split())
    kind, sure = _kind([word.text for word in run], name, titled, before, language)
    if kind is None:
        return None, False
    value = (place_named(name, language) or name) if kind == "place" else name
    return Mention(kind, "", value, (run[0].start, run[-1].end), sentence.field), sure


def _is_time(run: Sequence[_Word], language: str) -> bool:
    entries = lexicon(language).entries
    return all(
        any(entry.code in "WMvSr" and not entry.rest for entry in entries.get(word.small, ()))
        for word in run
    )


def _kind(
    words: list[str], name: str, titled: bool, before: str, language: str
) -> tuple[MentionKind | None, bool]:
    small = [word.casefold().rstrip(".") for word in words]
    if place_named(name, language):
        return "place", True
    if any(word in word_list("bodies") for word in small):
        return ("organization", len(words) > 1) if len(words) > 1 else (None, False)
    if titled and len(words) <= 4:
        return "person", True
    if small[0] in word_list("given") and 2 <= len(words) <= 5:
        return "person", True
    if len(words) == 1 and _ACRONYM.fullmatch(words[0]):
        return "organization", True
    if language == "de":
        return None, False
    if len(words) == 1:
        return ("place" if before in _INSIDE else "organization"), False
    shaped = all(_TITLE_CASE.fullmatch(word) for word in words)
    return ("person" if shaped and len(words) <= 3 else "organization"), False
