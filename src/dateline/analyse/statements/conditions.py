"""The condition of a statement: the clause in its content that says when the rest shall hold."""

from __future__ import annotations

import re
from functools import cache

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.lexicon import Lexicon
from dateline.types import Span, Spans

_WITH_CLAUSE = frozenset(
    ["if", "unless", "once", "provided", "providing", "assuming", "until", "till"]
)
_BEFORE = frozenset(["only", "even", "immediately", "right", "shortly", "directly"])
_AFTER_NEEDS = frozenset(["only", "immediately", "right", "directly"])
_ENDS = re.compile(r"[.!?;:—]|,\s|\s[–-]\s|$")
_LONGEST = 300


def condition_in_clause(clause: Clause, content: Spans) -> Spans:
    """The first conditional clause or phrase of a parsed sentence inside ``content``."""
    inside = [t for t in range(len(clause)) if any(a <= clause.start[t] < b for a, b in content)]
    allowed = set(inside)
    for token in inside:
        found = _from(clause, token)
        if found:
            tokens = _to_subject(clause, found, allowed) & allowed
            first, last = min(tokens), max(tokens)
            while clause.text[last] in ",;.:" and last > first:
                last -= 1
            return ((clause.start[first], clause.end[last]),)
    return ()


def _from(clause: Clause, token: int) -> set[int]:
    """The condition that begins with ``token``, or nothing."""
    word, head = clause.lower[token], clause.head[token]
    before = clause.lower[token - 1] if token else ""
    clausal = clause.dep[head] == "advcl" and clause.dep[token] in ("mark", "advmod", "prep")
    if _as_long_as(clause, token):
        return clause.subtree(head) if clausal else clause.subtree(token + 1) | {token}
    if word in _WITH_CLAUSE and clausal and before != "as":
        return _led(clause, token, clause.subtree(head))
    if word in _PARTICIPLES and clause.dep[token] in ("advcl", "prep", "acl"):
        return clause.subtree(token)
    if word == "after" and before in _AFTER_NEEDS:
        return _led(clause, token, clause.subtree(head if clausal else token))
    if " ".join(clause.lower[token : token + 3]) in _PHRASES:
        return clause.subtree(token)
    inverted = word in ("were", "should", "had") and clause.dep[head] == "advcl"
    if inverted and clause.dep[token] == "aux" and min(clause.subtree(head)) == token:
        return clause.subtree(head)
    return set()


def _to_subject(clause: Clause, found: set[int], allowed: set[int]) -> set[int]:
    """A condition before its main clause, with what stands between it and the subject."""
    last = max(found)
    top = next((t for t in found if clause.head[t] not in found), None)
    if top is None:
        return found
    subj = clause.child(clause.head[top], "nsubj", "nsubjpass")
    if subj is None or subj < last:
        return found
    edge = min(clause.subtree(subj))
    between = range(last + 1, edge)
    if not between or clause.text[edge - 1] != "," or any(t not in allowed for t in between):
        return found
    if any(clause.pos[t] in ("VERB", "AUX", "CCONJ") for t in between):
        return found
    return found | set(between)


def _led(clause: Clause, token: int, found: set[int]) -> set[int]:
    """With "only", "even" or "immediately" before it, without other words before."""
    kept = {t for t in found if t >= token}
    if token and clause.lower[token - 1] in _BEFORE:
        kept.add(token - 1)
    return kept


_PARTICIPLES = frozenset(["provided", "providing", "assuming"])
_PHRASES = frozenset(
    ["in the event", "in case of", "on condition that", "on the condition", "in exchange for"]
    + ["in return for", "on condition of"]
)


def _as_long_as(clause: Clause, token: int) -> bool:
    return " ".join(clause.lower[token : token + 3]) in ("as long as", "so long as", "as soon as")


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    shapes = [re.sub(r"que$", "qu(?:e|['’])", re.escape(word)) for word in longest]
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes)})(?:(?!\w)|(?<=['’]))", re.IGNORECASE)


def condition_by_words(text: str, content: Spans, lexicon: Lexicon) -> Spans:
    """The same by connectives and punctuation alone, for sentences without a parse."""
    words = lexicon.list("conditions")
    if not words:
        return ()
    for start, end in content:
        match = _pattern(words).search(text, start, end)
        if match:
            return (_until_mark(text, match.start(), match.end(), end),)
    return ()


def _until_mark(text: str, start: int, words_end: int, end: int) -> Span:
    """From the connective to the next mark; a second clause after a short aside is kept."""
    stop = _ENDS.search(text, words_end, min(end, start + _LONGEST))
    cut = stop.start() if stop else min(end, start + _LONGEST)
    while cut > start and text[cut - 1].isspace():
        cut -= 1
    return (start, cut)
