"""Candidate frames of indirect speech in an English parse: cue, speaker, possible contents.

A cue (a verb, noun or adjective of the lexicon) gives one candidate for each of its complements:
clausal complement, infinitive, object, prepositional object, the clause around a parenthetical
cue. Which of them are statements is for ``weigh`` to say. Labels are those of ClearNLP, as
spaCy's English models give them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.lexicon import Cue, Lexicon, Sense
from dateline.analyse.statements.lexicon import cue as cue_of

_VERBAL = frozenset(["VERB", "AUX"])
_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")
_OTHER = cue_of(Sense("other", "claim", "speech", frozenset("c")))


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading: tokens of cue, content, speaker and addressee; ``kind`` names the relation.

    ``extent`` says where the content ends (``extents``), ``edge`` what stands there, ``change``
    what was cut off or added.
    """

    cue: int
    cue_tokens: frozenset[int]
    kind: str
    entry: Cue
    content: frozenset[int]
    speaker: frozenset[int]
    addressee: frozenset[int]
    speaker_head: int | None
    extent: str = "whole"
    edge: str = ""
    change: tuple[str, ...] = ()


def frames(clause: Clause, lexicon: Lexicon) -> Iterator[Frame]:
    """All candidate frames of a sentence, by cue, each in all its likely extents."""
    for frame in _frames(clause, lexicon):
        yield from extents(clause, frame)


def _frames(clause: Clause, lexicon: Lexicon) -> Iterator[Frame]:
    for token in range(len(clause)):
        pos, lemma = clause.pos[token], clause.lemma[token]
        if token and clause.text[token - 1] == "-":
            continue
        if pos in _VERBAL:
            entry = lexicon.verbs.get(lemma)
            if entry is None and clause.kids(token, "ccomp"):
                entry = _OTHER
            if entry is not None:
                yield from _of_verb(clause, token, entry)
        elif pos in ("NOUN", "PROPN") and lemma in lexicon.nouns:
            yield from _of_noun(clause, token, lexicon.nouns[lemma])
        elif pos == "ADJ" and lemma in lexicon.adjectives:
            yield from _of_adjective(clause, token, lexicon.adjectives[lemma])
        if clause.lower[token] in ("according", "per"):
            yield from _according(clause, token)


# Extents -----------------------------------------------------------------------------------

_CUTTING = frozenset(
    ["although", "though", "while", "as", "but", "and", "which", "who", "where", "when"]
    + ["after", "before", "according", "because", "since", "if", "whereas", "whose", "or", "yet"]
    + ["so", "even", "despite", "including", "with", "in", "on", "at", "for", "during", "to"]
)


def extents(clause: Clause, frame: Frame) -> Iterator[Frame]:
    """The frame as the parse has it, and with its content cut shorter or run to the end.

    Parsers err most in where a clause ends. Cuts are before the first and the last comma that a
    joining word or a participle follows, and before an adverbial clause; the longest content
    goes to the end of the sentence.
    """
    tokens = sorted(frame.content)
    if not tokens:
        return
    last, after = tokens[-1], tokens[-1] + 1
    while after < len(clause) and not clause.text[after][:1].isalnum():
        after += 1
    rest = clause.lower[after] if after < len(clause) else "end"
    joint = clause.pos[after] + "." + rest if rest in _CUTTING else "end"
    if after < len(clause) and rest not in _CUTTING:
        joint = clause.pos[after]
    cuts = _cuts(clause, frame, tokens)
    beyond = range(last + 1, len(clause))
    yield replace(frame, edge=f"{joint}.{len(cuts)}", change=_change(clause, beyond))
    for cut in cuts[:_MOST_CUTS]:
        kept = frozenset(t for t in frame.content if t < cut)
        word = clause.lower[cut] if clause.lower[cut] in _CUTTING else clause.tag[cut]
        lost = [t for t in tokens if t >= cut]
        yield replace(frame, content=kept, extent="cut", edge=word, change=_change(clause, lost))
    if after < len(clause) and tokens[0] > frame.cue and frame.kind != "according":
        longer = (frame.content | frozenset(beyond)) - frame.cue_tokens
        change = _change(clause, beyond)
        yield replace(frame, content=longer, extent="end", edge=joint, change=change)


_MOST_CUTS = 5


def _change(clause: Clause, tokens: Sequence[int]) -> tuple[str, ...]:
    """Shape of the words between two extents: how many, with a verb, a comma, a subject."""
    if not tokens:
        return ("nil",)
    first = tokens[0]
    size = "few" if len(tokens) <= 4 else "some" if len(tokens) <= 10 else "many"
    finite = any(clause.tag[t] in ("VBD", "VBZ", "VBP", "MD") for t in tokens)
    subj = any(clause.dep[t] in ("nsubj", "nsubjpass") for t in tokens)
    mark = clause.text[first] if clause.text[first] in ",;:—–-()" else ""
    if not mark and first and clause.text[first - 1] in ",;:—–-()":
        mark = clause.text[first - 1]
    name = any(clause.pos[t] == "PROPN" for t in tokens[:3])
    return (size, f"fin{finite}", f"subj{subj}", f"mark{mark}", f"name{name}")


def _cuts(clause: Clause, frame: Frame, tokens: list[int]) -> list[int]:
    """Tokens of the content before which it may end, in order."""
    return [t for a, t in pairwise(tokens) if _may_end(clause, frame, a, t)]


def _may_end(clause: Clause, frame: Frame, before: int, token: int) -> bool:
    word, label, head = clause.lower[token], clause.dep[token], clause.head[token]
    mark = clause.text[token - 1] in _STOPS
    if token != before + 1 and not mark:
        return False
    if mark:
        return word in _CUTTING or clause.tag[token] in ("VBG", "VBD", "VBN") or label == "cc"
    if label in ("mark", "advmod"):
        return word in _CUTTING and clause.pos[token] == "SCONJ"
    if label == "prep":
        return head == frame.cue or clause.pos[head] in ("VERB", "AUX")
    joins = label == "npadvmod" or (label == "cc" and word in ("and", "but"))
    return joins or (word == "to" and clause.dep[head] == "advcl")


_STOPS = frozenset([",", "—", "–", "--", ";", ":", "-"])


# Speakers -----------------------------------------------------------------------------------


def subject(clause: Clause, verb: int, depth: int = 0) -> int | None:
    """The token that heads the understood subject of ``verb``, or None."""
    if depth > 6:
        return None
    passive = clause.child(verb, *_PASSIVE)
    if passive is not None or clause.child(verb, "auxpass") is not None:
        return _agent(clause, verb) if depth == 0 else passive
    found = clause.child(verb, *_SUBJECTS)
    if found is not None:
        return found
    label, head = clause.dep[verb], clause.head[verb]
    if head == verb:
        return None
    if label in ("acl", "relcl") and clause.pos[head] not in _VERBAL:
        return _owner(clause, verb, head, depth)
    if label in ("xcomp", "ccomp"):
        controller = (
            clause.child(head, "dobj") if clause.lemma[head] not in _SUBJECT_CONTROL else None
        )
        return controller if controller is not None else subject(clause, head, depth + 1)
    if label in (
        "conj",
        "advcl",
        "pcomp",
        "prep",
        "acomp",
        "attr",
        "dep",
        "parataxis",
        "acl",
        "pobj",
        "oprd",
    ):
        return subject(clause, head, depth + 1)
    return None


_SUBJECT_CONTROL = frozenset(["promise", "vow", "threaten", "take", "use", "make", "have", "issue"])


def _agent(clause: Clause, verb: int) -> int | None:
    by = clause.child(verb, "agent")
    return clause.child(by, "pobj") if by is not None else None


def _owner(clause: Clause, verb: int, noun: int, depth: int) -> int | None:
    """Who acts in an infinitive or participle that hangs on ``noun``."""
    if clause.tag[verb] == "VBN":
        return _agent(clause, verb)
    if clause.tag[verb] == "VB" and any(clause.lower[k] == "to" for k in clause.children[verb]):
        owner = clause.child(noun, "poss")
        if owner is not None:
            return owner
        head = clause.head[noun]
        return subject(clause, head, depth + 1) if head != noun else None
    return noun


def noun_phrase(clause: Clause, head: int) -> frozenset[int]:
    """The phrase around a head noun without relative clauses, and its apposition's own ones."""
    barred = [
        k
        for k in clause.children[head]
        if clause.dep[k] in ("relcl", "advcl", "punct", "cc", "conj", "acl", "parataxis", "ccomp")
        and (k > head or clause.dep[k] == "punct")
        and not (clause.dep[k] in ("cc", "conj") and k - head < 12)
        and not (clause.dep[k] == "punct" and clause.text[k] in "-–'’\"“”()")
    ]
    return frozenset(clause.subtree(head, barred))


def _speaker(clause: Clause, head: int | None) -> tuple[frozenset[int], int | None]:
    if head is None or clause.dep[head] == "expl" or clause.lower[head] == "there":
        return frozenset(), None
    return noun_phrase(clause, head), head


# Verbs --------------------------------------------------------------------------------------


def _of_verb(clause: Clause, verb: int, entry: Cue) -> Iterator[Frame]:
    speaker, head = _speaker(clause, subject(clause, verb))
    cue = frozenset([verb, *clause.kids(verb, "prt")])
    listener = _listener(clause, verb)

    def frame(kind: str, content: set[int], more: tuple[int, ...] = ()) -> Frame:
        tokens = cue | frozenset(more)
        kept = frozenset(content - tokens - speaker)
        return Frame(verb, tokens, kind, entry, kept, speaker, listener, head)

    for kid in clause.children[verb]:
        if kid not in listener:
            for kind, content, more in _complements(clause, verb, kid):
                yield frame(kind, content, more)
    passive = clause.child(verb, *_PASSIVE)
    if passive is not None:
        for kind, content in _of_passive(clause, verb, passive):
            yield frame(kind, content)
    if clause.lemma[verb] in _RAISING:
        yield from _of_raising(clause, verb, entry)
    for kind, content in _around(clause, verb):
        yield frame(kind, content)


_RAISING = frozenset(["seem", "appear", "look", "sound"])
_SIMPLE = frozenset(["xcomp", "advcl", "parataxis"])


def _complements(
    clause: Clause, verb: int, kid: int
) -> Iterator[tuple[str, set[int], tuple[int, ...]]]:
    """The contents that one child of the verb may be, with what joins the cue."""
    label = clause.dep[kid]
    if label == "ccomp":
        yield ("ccomp" if kid > verb else "ccomp<"), clause.subtree(kid, [verb]), ()
    elif label in _SIMPLE and (kid > verb or label == "xcomp"):
        yield label, clause.subtree(kid), ()
    elif label in ("dobj", "attr", "oprd", "acomp"):
        content, rest = clause.subtree(kid), _rest(clause, verb, kid)
        yield label, content, ()
        if rest != content:
            yield label + "+", rest, ()
    elif label in ("prep", "dative") and kid > verb:
        inner = clause.child(kid, "pobj", "pcomp", "prep")
        if inner is not None:
            yield "prep:" + clause.lower[kid], clause.subtree(inner), (kid,)
    elif label == "prt" and clause.child(kid, "prep", "pobj"):
        yield "prt", clause.subtree(kid) - {kid}, ()


def _rest(clause: Clause, verb: int, first: int) -> set[int]:
    """The object and what follows it under the verb, up to the next clause of its own."""
    found = clause.subtree(first)
    for kid in clause.children[verb]:
        if kid <= first:
            continue
        if clause.dep[kid] in ("conj", "cc", "parataxis", "punct", "agent"):
            break
        if clause.dep[kid] in (
            "prep",
            "oprd",
            "xcomp",
            "ccomp",
            "acomp",
            "pcomp",
            "advmod",
            "dative",
            "attr",
        ):
            found |= clause.subtree(kid)
        elif clause.dep[kid] not in ("npadvmod",):
            break
    return found


def _listener(clause: Clause, verb: int) -> frozenset[int]:
    """Who was told: the object of a verb that has a clause beside it, or "to" and a person."""
    lemma = clause.lemma[verb]
    if lemma in _TO_SOMEBODY:
        obj = clause.child(verb, "dobj", "dative")
        if obj is not None and clause.dep[obj] == "dative" and clause.pos[obj] == "ADP":
            obj = clause.child(obj, "pobj")
        clausal = clause.kids(verb, "ccomp", "xcomp", "parataxis", "prep", "advcl") or clause.dep[
            verb
        ] in ("parataxis",)
        if obj is not None and (clausal or lemma == "tell"):
            return noun_phrase(clause, obj)
    if lemma in _SAID_TO:
        for kid in clause.kids(verb, "prep", "dative"):
            if clause.lower[kid] in ("to", "with") and kid > verb:
                obj = clause.child(kid, "pobj")
                if obj is not None and clause.pos[obj] in ("PROPN", "PRON", "NOUN"):
                    return noun_phrase(clause, obj)
    return frozenset()


_TO_SOMEBODY_WORDS = """
tell inform assure remind notify warn ask urge advise promise beg implore order instruct persuade
convince call brief caution encourage invite command request press challenge
"""
_TO_SOMEBODY = frozenset(_TO_SOMEBODY_WORDS.split())
_SAID_TO_WORDS = """
say explain announce write reply respond suggest admit confess boast complain
"""
_SAID_TO = frozenset(_SAID_TO_WORDS.split())


def _of_passive(clause: Clause, verb: int, passive: int) -> Iterator[tuple[str, set[int]]]:
    whole = clause.subtree(passive)
    extra = clause.kids(verb, "xcomp", "oprd", "ccomp", "attr", "acomp")
    if extra:
        yield "passive+", whole | clause.subtree(extra[0])
        return
    yield "passive", whole
    preps = [k for k in clause.kids(verb, "prep") if k > verb]
    if preps:
        yield "passive+prep", whole.union(*(clause.subtree(k) for k in preps))


def _of_raising(clause: Clause, verb: int, entry: Cue) -> Iterator[Frame]:
    """ "X seems to …": nobody is named, and the subject belongs to the content."""
    subj = clause.child(verb, *_SUBJECTS)
    rest = [
        k
        for k in clause.children[verb]
        if clause.dep[k] in ("xcomp", "oprd", "acomp", "prep", "attr", "advcl") and k > verb
    ]
    if subj is None or not rest:
        return
    content = clause.subtree(subj)
    for kid in rest:
        content |= clause.subtree(kid)
    none: frozenset[int] = frozenset()
    yield Frame(verb, frozenset([verb]), "raising", entry, frozenset(content), none, none, None)


def _around(clause: Clause, verb: int) -> Iterator[tuple[str, set[int]]]:
    """A parenthetical cue or "as … said": the content is the clause that it stands in."""
    label, head = clause.dep[verb], clause.head[verb]
    if head == verb or label not in _PARENTHETICAL:
        return
    if label == "advcl":
        marks = clause.kids(verb, "mark", "advmod")
        if not any(clause.lower[k] == "as" for k in marks):
            return
        kind = "as"
    elif clause.kids(verb, "ccomp", "xcomp", "dobj"):
        return
    else:
        kind = "around:" + label
    yield kind, clause.subtree(head) - clause.subtree(verb)


_PARENTHETICAL = frozenset(["parataxis", "advcl", "ccomp", "conj", "intj", "dep", "meta"])


# Nouns, adjectives, "according to" ----------------------------------------------------------


def _of_noun(clause: Clause, noun: int, entry: Cue) -> Iterator[Frame]:
    owner = _noun_owner(clause, noun)
    speaker, head = _speaker(clause, owner)
    none: frozenset[int] = frozenset()

    def frame(kind: str, content: set[int], more: tuple[int, ...] = ()) -> Frame:
        cue = frozenset([noun, *more])
        return Frame(
            noun, cue, kind, entry, frozenset(content - cue - speaker), speaker, none, head
        )

    for kid in clause.children[noun]:
        label = clause.dep[kid]
        if label in ("acl", "relcl", "ccomp") and kid > noun:
            kind = "noun:" + ("to" if clause.tag[kid] == "VB" else label + clause.tag[kid][:3])
            yield frame(kind, clause.subtree(kid))
        elif label == "prep" and kid > noun:
            inner = clause.child(kid, "pobj", "pcomp")
            if inner is not None and inner != owner:
                yield frame("noun:" + clause.lower[kid], clause.subtree(inner), (kid,))
    be = clause.head[noun]
    if clause.dep[noun] in _SUBJECTS and clause.lemma[be] == "be":
        for kid in clause.kids(be, "ccomp", "attr", "xcomp", "advcl"):
            if kid > be:
                yield frame("noun:be", clause.subtree(kid), (be,))
    modifiers = clause.kids(noun, "compound", "amod")
    if modifiers and not clause.kids(noun, "prep", "acl"):
        yield frame("noun:mod", set().union(*(clause.subtree(k) for k in modifiers)))


def _noun_owner(clause: Clause, noun: int) -> int | None:
    owner = clause.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in clause.kids(noun, "prep"):
        if clause.lower[kid] in ("by", "from"):
            return clause.child(kid, "pobj")
    head = clause.head[noun]
    if clause.dep[noun] in ("dobj", "attr") and clause.pos[head] in _VERBAL:
        return subject(clause, head)
    if clause.dep[noun] == "pobj" and clause.pos[clause.head[head]] in _VERBAL:
        return subject(clause, clause.head[head])
    return None


def _of_adjective(clause: Clause, adjective: int, entry: Cue) -> Iterator[Frame]:
    head = clause.head[adjective]
    owner = subject(clause, head) if clause.pos[head] in _VERBAL else head
    speaker, top = _speaker(clause, owner)
    none: frozenset[int] = frozenset()
    for kid in clause.children[adjective]:
        if kid < adjective:
            continue
        label = clause.dep[kid]
        if label in ("ccomp", "xcomp", "advcl"):
            content, kind, cue = clause.subtree(kid), "adj:" + label, frozenset([adjective])
        elif label == "prep":
            inner = clause.child(kid, "pobj", "pcomp")
            if inner is None:
                continue
            content, cue = clause.subtree(inner), frozenset([adjective, kid])
            kind = "adj:" + clause.lower[kid]
        else:
            continue
        yield Frame(
            adjective, cue, kind, entry, frozenset(content - cue - speaker), speaker, none, top
        )


_ACCORDING = cue_of(Sense("according", "claim", "speech", frozenset("c")))


def _according(clause: Clause, token: int) -> Iterator[Frame]:
    """ "according to X": X speaks, the clause that it hangs on is the content."""
    to = clause.child(token, "prep") if clause.lower[token] == "according" else token
    if to is None:
        return
    named = clause.child(to, "pobj")
    if named is None:
        return
    speaker, head = _speaker(clause, named)
    own = clause.subtree(token)
    top = clause.head[token]
    while clause.head[top] != top and clause.pos[top] not in _VERBAL:
        top = clause.head[top]
    content = clause.subtree(top) - own
    if content:
        none: frozenset[int] = frozenset()
        cue = frozenset([token, to])
        yield Frame(token, cue, "according", _ACCORDING, frozenset(content), speaker, none, head)
        climbed = clause.head[top]
        if climbed != top:
            whole = frozenset(clause.subtree(climbed) - own)
            yield Frame(token, cue, "according^", _ACCORDING, whole, speaker, none, head)
