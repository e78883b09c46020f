"""What is counted: the head noun after a number, or the casualty word that rules it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.analyse.quantities.exclusions import lower_at
from dateline.analyse.quantities.lexicon import Lexicon
from dateline.analyse.quantities.tokens import Token

_RUN = 6
_LOOK_BACK = 9
_SKIPPED = frozenset(
    """more other further additional new different others más otros otras nuevos nuevas autres
    nouveaux nouvelles weitere weiteren weiterer andere anderen neue neuen ещё еще другие других
    новых інших нових ще""".split()  # noqa: SIM905 (a table of words)
)
_ADJECTIVE = ("ых", "их", "іх", "ими", "ыми", "ого", "его", "ої", "ій", "ый", "ий", "ой", "ая")
_PERSONAL = frozenset(["dead", "wounded", "missing", "arrested", "displaced"])


@dataclass(frozen=True, slots=True)
class Counted:
    """The head noun at token ``at``, and whether it is people."""

    at: int
    word: str
    person: bool


def _run(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[int]:
    """The words that may form the noun phrase after a number."""
    places: list[int] = []
    while at < len(tokens) and len(places) < _RUN:
        token = tokens[at]
        if not places and token.lower in _SKIPPED:
            at += 1
            continue
        if token.text in ("-", "‑") and places and token.tight:
            at += 1
            continue
        if token.kind != "word" or len(token.text) == 1:
            break
        if lexicon.has("function", token.lower) or lexicon.has("verb", token.lower):
            break
        places.append(at)
        at += 1
    return places


def _start(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Steps over "of the", "de", "des", "von" between a number and what it counts."""
    if at + 1 < len(tokens) and lexicon.has("of", tokens[at].lower):
        at += 1
        if tokens[at].text in ("'", "’"):
            at += 1
        while at < len(tokens) and lexicon.has("the", tokens[at].lower):
            at += 1
    elif lexicon.head == "capital" and lexicon.has("the", lower_at(tokens, at)):
        at += 1
    return at


def _plural(word: str, lexicon: Lexicon) -> bool:
    if lexicon.has("plural", word):
        return True
    if lexicon.has("singular", word) or word.endswith(("ss", "us", "is")):
        return False
    return word.endswith("s")


def _english_head(tokens: Sequence[Token], run: list[int], lexicon: Lexicon) -> int | None:
    for order, at in enumerate(run):
        if _plural(tokens[at].lower, lexicon):
            if order + 1 < len(run) and run[order + 1] == at + 1:
                following = tokens[at + 1].lower
                closer = following in lexicon.people and following not in lexicon.casualties
                if _plural(following, lexicon) and closer:
                    return at + 1
            return at
    for at in run:
        if tokens[at].lower in lexicon.people:
            return at
    nouns: list[int] = []
    for at in run:
        if tokens[at].lower.endswith(("ed", "ing", "ly")):
            if nouns:
                break
            continue
        nouns.append(at)
    return nouns[-1] if nouns else None


def _head(tokens: Sequence[Token], run: list[int], lexicon: Lexicon) -> int | None:
    if lexicon.head == "plural":
        return _english_head(tokens, run, lexicon)
    if lexicon.head == "capital":
        named = [at for at in run if tokens[at].text[0].isupper()]
        return named[0] if named else None
    for order, at in enumerate(run):
        word = tokens[at].lower
        if word in lexicon.people or order + 1 == len(run):
            return at
        if lexicon.head == "slavic" and word.endswith(_ADJECTIVE):
            continue
        if lexicon.head == "first" and lexicon.has("prenominal", word):
            continue
        return at
    return None


def counted_after(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, linked: bool = False, share: bool = False
) -> Counted | None:
    """The head of the noun phrase at ``at``; ``linked`` demands a linking word ("of", "in")
    as after money and percent; after a ``share`` an article will do ("half the fleet")."""
    start = _start(tokens, at, lexicon)
    while share and start < len(tokens) and lexicon.has("the", tokens[start].lower):
        start += 1
    if linked and start == at:
        return None
    hyphen = lower_at(tokens, at) in ("-", "‑") and tokens[at].tight
    run = _run(tokens, start + hyphen, lexicon)
    if hyphen:
        head = run[0] if run and tokens[run[0]].tight else None
    else:
        head = _head(tokens, run, lexicon) if run else None
    if head is None:
        return None
    word = tokens[head].lower
    named = linked and lexicon.head != "capital" and tokens[head].text[0].isupper()
    return None if named else Counted(head, tokens[head].text, word in lexicon.people)


def casualty(tokens: Sequence[Token], begin: int, end: int, lexicon: Lexicon) -> Counted | None:
    """The casualty word that rules a number without a noun of its own: "23 were killed",
    "killing at least 23", "the death toll rose to 23"."""
    at = end
    while at < min(end + 3, len(tokens)) and (
        lexicon.has("auxiliary", tokens[at].lower) or tokens[at].lower in ("also", "more", "others")
    ):
        at += 1
    kind = lexicon.casualties.get(lower_at(tokens, at))
    if kind in _PERSONAL and not (at > end and lexicon.has("one", lower_at(tokens, end - 1))):
        return Counted(at, tokens[at].text, True)
    if end < len(tokens) and tokens[end].kind == "word":
        follower = tokens[end].lower
        if not (lexicon.has("function", follower) or lexicon.has("verb", follower)):
            return None
    for place in range(begin - 1, max(-1, begin - 1 - _LOOK_BACK), -1):
        token = tokens[place]
        if token.kind == "figure" or token.text in ".;:!?":
            return None
        if lexicon.casualties.get(token.lower) in _PERSONAL:
            return Counted(place, token.text, True)
        if lexicon.has("number", token.lower):
            return _numbered(tokens, place, lexicon)
    return None


def _numbered(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> Counted | None:
    """The noun of "the number of patients rose to": ``place`` is that of "number"."""
    start = _start(tokens, place + 1, lexicon)
    run = _run(tokens, start, lexicon)
    head = _head(tokens, run, lexicon) if run and start > place + 1 - _genitive(lexicon) else None
    if head is None:
        return None
    return Counted(head, tokens[head].text, tokens[head].lower in lexicon.people)


def _genitive(lexicon: Lexicon) -> int:
    """1 where the noun follows without a linking word."""
    return 1 if lexicon.head in ("slavic", "capital") else 0
