"""Which candidate frames are statements: by learned weights, or by rule where none are given.

The weights are those of a logistic regression over closed classes and shapes: cue lemmas and
their groups (the lexicon's own), dependency labels, parts of speech, function words, sizes and
distances. ``python -m bench.train_statements`` makes the file, which says what it learned from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.draft import Draft, length, shared
from dateline.analyse.statements.frames import Frame
from dateline.analyse.statements.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate as it is weighed: the relation, what the cue takes, and named features."""

    kind: str
    extent: str
    takes: frozenset[str]
    groups: tuple[str, ...]
    names: tuple[str, ...]


class Weigher(Protocol):
    """Gives a candidate a score between 0 and 1; those under ``least`` are dropped."""

    least: float

    def score(self, evidence: Evidence) -> float: ...


class Rules:
    """A frame counts when the lexicon says that its cue takes such a complement."""

    least = 0.5

    def score(self, evidence: Evidence) -> float:
        kind, takes = evidence.kind, evidence.takes
        if evidence.extent != "whole":
            return 0.0
        form, _, word = kind.partition(":")
        if "act" in evidence.groups and len(evidence.groups) == 1:
            return 0.0
        if kind in ("ccomp", "ccomp<"):
            return 0.95 if "c" in takes and "other" not in evidence.groups else 0.0
        if kind == "according":
            return 0.9
        if form == "around" or kind == "as":
            return 0.85 if "say" in evidence.groups or "assert" in evidence.groups else 0.0
        if kind == "xcomp":
            return 0.8 if "i" in takes else 0.0
        if form in ("prep", "adj", "noun"):
            fits = "p:" + word in takes or word in ("to", "aclVB", "cclVB", "ccomp", "xcomp")
            return 0.6 if fits else 0.0
        if kind in ("dobj", "dobj+", "oprd", "passive+"):
            return (0.7 if kind == "dobj+" else 0.65) if "o" in takes else 0.0
        return 0.0


class Learned:
    """Logistic regression; a feature without a weight counts nothing."""

    def __init__(self, weights: Mapping[str, float], bias: float, least: float) -> None:
        self._weights, self._bias, self.least = weights, bias, least

    def score(self, evidence: Evidence) -> float:
        total = self._bias + sum(self._weights.get(name, 0.0) for name in evidence.names)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weigher(language: str) -> Weigher:
    """The learned weights of a language where they are shipped, else the rules."""
    place = files(__package__) / "weights" / f"{language}.json"
    if not language.isalpha() or not place.is_file():
        return Rules()
    data = json.loads(place.read_text(encoding="utf-8"))
    return Learned(data["weights"], data["bias"], data["least"])


# Features -----------------------------------------------------------------------------------

_PREPOSITIONS_WORDS = """
about against as at by for from in into of on over to toward towards with within without that
behind under after before among between through
"""
_PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())
_FUNCTION_WORDS = """
that to whether if how what why who when where which because a an the his her their its my our
your this these those no not any some he she they it i we you there as for of in on at about
against with by him them me us being having
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_MODALS_WORDS = """
will would can could may might must shall should 'll 'd ’ll ’d
"""
_MODALS = frozenset(_MODALS_WORDS.split())
_SIZES = (1, 2, 4, 7, 12, 20, 35)
_GAPS = (1, 2, 4, 8, 16)


def describe(clause: Clause, frame: Frame, draft: Draft, lexicon: Lexicon) -> Evidence:
    """Features of a candidate: closed classes and shapes only, no words of the text but cues."""
    cue = frame.cue
    kind = _kind(frame.kind)
    known = "other" not in frame.entry.groups
    lemma = clause.lemma[cue] if known else "other"
    pos = clause.pos[cue][:1]
    tokens = sorted(frame.content)
    facts = [
        f"tag={clause.tag[cue]}",
        f"dep={clause.dep[cue]}",
        f"subj={_subject_kind(clause, frame)}",
        f"first={_first(clause, tokens)}",
        f"size={_bucket(len(tokens), _SIZES)}",
        f"gap={_gap(tokens, cue)}",
        f"head={_content_head(clause, frame)}",
        f"quote={_quote(draft)}",
        f"up={_above(clause, cue, lexicon)}",
        f"finite={any(clause.tag[t] in _FINITE for t in tokens)}",
        f"edge={frame.edge}",
        f"holes={len(draft.content) - 1 if len(draft.content) < 4 else 3}",
        *(f"has={label}" for label in sorted({_kin(clause, k) for k in clause.children[cue]})),
        *(f"aux={word}" for word in _auxiliaries(clause, cue)),
    ]
    relation = f"{pos}.{kind}.{frame.extent}"
    plain = f"{pos}.{kind}"
    names = [plain, relation, f"l={lemma}.{plain}", f"l={lemma}.{pos}"]
    names += [f"g={group}.{part}" for group in frame.entry.groups for part in (plain, relation)]
    names += facts
    names += [f"{fact}.{plain}" for fact in facts]
    names += [f"{fact}.{frame.extent}" for fact in facts[3:9]]
    names.append(f"edge={frame.edge}.{relation}")
    names += [
        f"change={part}.{where}" for part in frame.change for where in (frame.extent, relation)
    ]
    names += [f"change={part}.edge={frame.edge}" for part in frame.change]
    names.append(f"change={'.'.join(frame.change)}.{frame.extent}")
    group = frame.entry.groups[0]
    names += [f"{fact}.g={group}" for fact in facts[:4]]
    names += [f"l={lemma}.{fact}" for fact in (facts[2], facts[3])]
    entry = frame.entry
    return Evidence(frame.kind, frame.extent, entry.takes, entry.groups, tuple(names))


_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


def _kind(kind: str) -> str:
    form, _, word = kind.partition(":")
    if form in ("prep", "adj") and word and word not in _PREPOSITIONS | {"ccomp", "xcomp", "advcl"}:
        return form + ":other"
    return kind


def _subject_kind(clause: Clause, frame: Frame) -> str:
    head = frame.speaker_head
    if head is None:
        return "none"
    if clause.pos[head] == "PRON":
        return clause.lower[head] if clause.lower[head] in _PRONOUNS else "pron"
    return clause.tag[head] if clause.pos[head] in ("NOUN", "PROPN") else clause.pos[head]


_PRONOUNS_WORDS = """
he she they it i we you who which that this his her their its my our
"""
_PRONOUNS = frozenset(_PRONOUNS_WORDS.split())


def _first(clause: Clause, tokens: Sequence[int]) -> str:
    word = clause.lower[tokens[0]]
    return word if word in _FUNCTION else clause.pos[tokens[0]]


def _bucket(number: int, steps: Sequence[int]) -> int:
    return next((n for n, step in enumerate(steps) if number <= step), len(steps))


def _gap(tokens: Sequence[int], cue: int) -> str:
    if tokens[-1] < cue:
        return f"<{_bucket(cue - tokens[-1], _GAPS)}"
    if tokens[0] < cue:
        return "round"
    return f">{_bucket(tokens[0] - cue, _GAPS)}"


def _content_head(clause: Clause, frame: Frame) -> str:
    tops = [t for t in frame.content if clause.head[t] not in frame.content or clause.head[t] == t]
    if not tops:
        return "?"
    top = min(tops)
    return clause.tag[top]


def _quote(draft: Draft) -> str:
    if not draft.quoted:
        return "none"
    inside = shared(draft.content, draft.quoted)
    return "all" if inside >= 0.9 * length(draft.content) else "some"


def _above(clause: Clause, cue: int, lexicon: Lexicon) -> str:
    head = clause.head[cue]
    if head == cue:
        return "root"
    lemma = clause.lemma[head]
    if clause.pos[head] in ("VERB", "AUX"):
        entry = lexicon.verbs.get(lemma)
        return "v." + (entry.groups[0] if entry else "be" if lemma == "be" else "other")
    if clause.pos[head] in ("NOUN", "PROPN"):
        entry = lexicon.nouns.get(lemma)
        return "n." + (entry.groups[0] if entry else "other")
    return clause.pos[head]


def _kin(clause: Clause, kid: int) -> str:
    label = clause.dep[kid]
    if label == "prep":
        word = clause.lower[kid]
        return "prep:" + (word if word in _PREPOSITIONS else "other")
    return label


def _auxiliaries(clause: Clause, cue: int) -> list[str]:
    verb = cue if clause.pos[cue] in ("VERB", "AUX") else clause.head[cue]
    found = []
    for kid in clause.children[verb]:
        if clause.dep[kid] == "aux":
            found.append(clause.lower[kid] if clause.lower[kid] in _MODALS else clause.lemma[kid])
        elif clause.dep[kid] == "neg":
            found.append("not")
    return found
