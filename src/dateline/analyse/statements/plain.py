"""Sentences without a parser: tokens by shape, cues by the forms that the lexicon lists.

For languages without a model: order of words, commas and closed lists stand in for the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.lexicon import Lexicon, english_forms

_TOKEN = re.compile(
    r"[^\W\d_]+(?:[’'-](?!(?:t-)?(?:ils?|elles?|on)\b)[^\W\d_]+)*’?|\d+(?:[.,:]\d+)*|[^\w\s]|_"
)
_LONGEST_NAME = 14
MARKS = frozenset([",", ";", ":", ".", "!", "?", "—", "–", "…", "»", "«", "“", "”", "„", '"'])


def read_plain(
    text: str, start: int, end: int, lexicon: Lexicon, quoted: Iterable[tuple[int, int]] = ()
) -> Clause:
    """Tokens of ``text[start:end]``; ``lemma`` is the lexicon's form, ``pos`` VERB where one is."""
    found = list(_TOKEN.finditer(text, start, end))
    size = len(found)
    words = [match.group() for match in found]
    lower = [word.lower() for word in words]
    lemma = [_lemma(lower, n, lexicon) for n in range(size)]
    prepositions = frozenset(lexicon.list("prepositions"))
    determiners = frozenset(lexicon.list("determiners"))
    pos = []
    for n, word in enumerate(words):
        if lemma[n] in lexicon.verbs:
            pos.append("VERB")
        elif lower[n] in prepositions:
            pos.append("ADP")
        elif lower[n] in determiners:
            pos.append("DET")
        else:
            pos.append("PROPN" if word[:1].isupper() else "X" if word[:1].isalnum() else "PUNCT")
    clause = Clause(
        [m.start() for m in found], [m.end() for m in found], words, lower, lemma, pos,
        pos, [""] * size, list(range(size)), [[] for _ in range(size)], [False] * size, False,
    )  # fmt: skip
    for a, b in quoted:
        for n in range(size):
            if a <= clause.start[n] < b:
                clause.quoted[n] = True
    return clause


def _lemma(lower: list[str], n: int, lexicon: Lexicon) -> str:
    """The form itself, or with the separated particle that stands later in its clause."""
    if lexicon.parsed:
        return english_forms().get(lower[n], lower[n])
    for particle in lexicon.particles.get(lower[n], ()):
        for later in range(n + 1, min(n + 30, len(lower))):
            if lower[later] == particle:
                return f"{lower[n]}+{particle}"
            if lower[later] in (";", ":", "dass", "daß"):
                break
    return lower[n]


# Speakers -----------------------------------------------------------------------------------


def speaker_beside(
    clause: Clause, verb: int, low: int, high: int, lexicon: Lexicon
) -> tuple[frozenset[int], int | None]:
    """The phrase that speaks: before the verb, or behind it where the clause begins otherwise."""
    inverted = _hyphenated(clause, verb, lexicon)
    if inverted is not None:
        return frozenset([inverted]), inverted
    left = left_phrase(clause, verb, low, lexicon)
    right = right_phrase(clause, verb, high, lexicon)
    fronted = left and clause.lower[left[0]] in lexicon.list("fronted")
    single = len(left) == 1 and clause.lower[left[0]] not in _pronouns(lexicon)
    if left and right and (fronted or (single and right[0] == verb + 1 and german(lexicon))):
        left = []
    tokens = left or right or _shared_subject(clause, verb, lexicon)
    if not tokens or (tokens == left and fronted):
        return frozenset(), None
    return frozenset(tokens), head_of(clause, tokens)


def _hyphenated(clause: Clause, verb: int, lexicon: Lexicon) -> int | None:
    """The pronoun of "a-t-elle dit" or "explique-t-il"."""
    pronouns = _pronouns(lexicon)
    for token in range(max(1, verb - 2), min(len(clause), verb + 5)):
        if clause.text[token - 1] == "-" and clause.lower[token] in pronouns:
            return token
    return None


def german(lexicon: Lexicon) -> bool:
    """Whether the language is German, whose nouns are all capitals and whose verbs come second."""
    return lexicon.language == "de"


def _shared_subject(clause: Clause, verb: int, lexicon: Lexicon) -> list[int]:
    """The subject at the head of the sentence, where "and" joins the cue's clause to it."""
    joins = lexicon.list("joins")
    if not any(clause.lower[t] in joins for t in range(max(0, verb - 4), verb)):
        return []
    inside = lexicon.list("inside")
    tokens: list[int] = []
    for token in range(sentence_start(clause), min(verb, _LONGEST_NAME)):
        lower, capital = clause.lower[token], clause.text[token][:1].isupper()
        determiner = not tokens and clause.pos[token] == "DET"
        if clause.text[token] in MARKS or (clause.pos[token] in ("VERB", "ADP") and not tokens):
            break
        if not (capital or determiner or (tokens and lower in inside)):
            break
        tokens.append(token)
    while tokens and clause.lower[tokens[-1]] in inside:
        tokens.pop()
    if not tokens or clause.lower[tokens[0]] in lexicon.list("fronted"):
        return []
    return tokens if _names(clause, tokens, lexicon) else []


def _antecedent(clause: Clause, comma: int) -> list[int]:
    """The names right before the comma of a relative clause."""
    start = comma
    while start > 0 and clause.text[start - 1][:1].isupper():
        start -= 1
    return list(range(start, comma))


_RELATIVES = frozenset(
    ["der", "die", "das", "welcher", "welche", "qui", "quien", "que"]
    + ["который", "которая", "которые", "який", "яка", "які"]
)


def head_of(clause: Clause, tokens: list[int]) -> int:
    """The last name of the first run of names, else the first word that is no determiner."""
    run: list[int] = []
    for token in tokens:
        if clause.text[token][:1].isupper() and clause.pos[token] not in ("DET", "ADP"):
            run.append(token)
        elif run:
            break
    if run:
        return run[-1]
    return next((t for t in tokens if clause.pos[t] not in ("DET", "ADP")), tokens[0])


def left_phrase(clause: Clause, verb: int, low: int, lexicon: Lexicon) -> list[int]:
    """The phrase that ends at the verb (or its auxiliary), back to a mark or the clause's head."""
    auxiliaries, joins = frozenset(lexicon.list("auxiliaries")), frozenset(lexicon.list("joins"))
    end = verb
    if verb > 1 and clause.lower[verb - 1] in _RELATIVES and clause.text[verb - 2] == ",":
        return _antecedent(clause, verb - 2)
    start = verb
    while start > low and clause.text[start - 1] not in MARKS - {","} and verb - start < 40:
        if clause.text[start - 1] == "," and not apposition(clause, start - 1, low):
            break
        start -= 1
    tokens = [t for t in range(start, verb) if not clause.quoted[t]]
    for n, token in enumerate(tokens):
        if clause.lower[token] in auxiliaries:
            tokens, end = tokens[:n], token
            break
    while tokens and (clause.lower[tokens[0]] in joins or not clause.text[tokens[0]][:1].isalnum()):
        tokens.pop(0)
    while tokens and clause.lower[tokens[-1]] in _STRIPPED | joins:
        tokens.pop()
    if not tokens or clause.pos[tokens[0]] == "ADP" or end - tokens[0] > _LONGEST_NAME:
        return []
    verbs = any(clause.pos[t] == "VERB" for t in tokens)
    return tokens if not verbs and _names(clause, tokens, lexicon) else []


_STRIPPED = frozenset(
    [",", "(", "se", "ne", "n'", "le", "lui", "nous", "les", "ya", "también", "не"]
)


def apposition(clause: Clause, comma: int, low: int) -> bool:
    """Whether a comma before the verb closes an apposition that another opened near."""
    for token in range(comma - 1, max(low, comma - 10), -1):
        if clause.text[token] == ",":
            inside = range(token + 1, comma)
            return any(clause.text[t][:1].isupper() for t in inside)
    return clause.text[comma + 1][:1].isupper() if comma + 1 < len(clause) else False


def right_phrase(clause: Clause, verb: int, high: int, lexicon: Lexicon) -> list[int]:
    """The phrase that begins behind the verb, up to a mark, a stop word or another verb."""
    stops, inside = frozenset(lexicon.list("stops")), frozenset(lexicon.list("inside"))
    skips = frozenset(lexicon.list("skips"))
    start = verb + 1
    while start < high and clause.lower[start] in skips:
        start += 1
    if start < high and clause.pos[start] == "ADP" and clause.lower[start] not in inside - stops:
        start = _behind_phrase(clause, start, high, lexicon)
    tokens: list[int] = []
    seen_name = False
    for token in range(start, min(high, start + _LONGEST_NAME)):
        word = clause.lower[token]
        if clause.quoted[token] or clause.text[token] in MARKS or clause.pos[token] == "VERB":
            break
        if word in stops and not (tokens and word in inside and not seen_name):
            break
        small = not clause.text[token][:1].isupper() and clause.text[token] not in "()&-."
        if seen_name and small and word not in inside and german(lexicon):
            break
        seen_name = seen_name or clause.text[token][:1].isupper()
        tokens.append(token)
        if word in _pronouns(lexicon):
            return tokens
    tokens += _named_behind(clause, tokens, high)
    while tokens and (clause.lower[tokens[-1]] in inside or clause.text[tokens[-1]] in "(&"):
        tokens.pop()
    return tokens if _names(clause, tokens, lexicon) else []


def _pronouns(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.list("male") + lexicon.list("female"))


def _named_behind(clause: Clause, tokens: list[int], high: int) -> list[int]:
    """ ", Reno Tash" behind "the spokesman": the name that a comma sets off."""
    if not tokens or tokens[-1] + 2 >= high or clause.text[tokens[-1] + 1] != ",":
        return []
    start = end = tokens[-1] + 2
    while end < high and clause.text[end][:1].isupper() and not clause.quoted[end]:
        end += 1
    closed = end >= high or clause.text[end] in MARKS
    return list(range(start - 1, end)) if closed and 1 <= end - start <= 4 else []


def _behind_phrase(clause: Clause, start: int, high: int, lexicon: Lexicon) -> int:
    """Skips a short adverbial ("am Montag") before a subject with an article or a name."""
    for token in range(start + 1, min(high, start + 4)):
        if clause.pos[token] == "DET" and token > start + 1:
            return token
    return start


def _names(clause: Clause, tokens: list[int], lexicon: Lexicon) -> bool:
    """Whether a phrase can be a speaker: with a name, a determiner or a pronoun in it."""
    if not tokens or not any(clause.text[t][:1].isalpha() for t in tokens):
        return False
    pronouns = _pronouns(lexicon)
    if len(tokens) == 1 and clause.lower[tokens[0]] in pronouns:
        return True
    return any(clause.text[t][:1].isupper() for t in tokens) or (
        clause.pos[tokens[0]] == "DET" and len(tokens) > 1
    )


def sentence_start(clause: Clause) -> int:
    """The first token that is a word or opens a quotation."""
    start = 0
    while (
        start < len(clause)
        and not clause.text[start][:1].isalnum()
        and clause.text[start] not in '„“«"'
    ):
        start += 1
    return start
