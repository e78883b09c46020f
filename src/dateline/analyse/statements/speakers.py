"""Who a speaker is, inside one article: names, pronouns, roles; never guessed.

A sentence's subject is in focus for the next ones (centering theory, Grosz, Joshi and Weinstein
1995): "he" is the person in focus, "the French president" the person whom the article calls so,
or the person in focus where nothing speaks against it. Whatever stays unsure keeps the text's own
words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.draft import Draft
from dateline.analyse.statements.frames import subject
from dateline.analyse.statements.lexicon import Lexicon
from dateline.types import Mention, Sentence

_REACH = 2
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Focus:
    """Whom the text speaks of: a canonical name and the sentence that named it."""

    name: str
    kind: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Role:
    """ "French President" as somebody's: the noun and the words before it, in small letters."""

    noun: str
    modifiers: frozenset[str]
    name: str


class Speakers:
    """Resolves the speakers of one field, sentence by sentence in their order."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        clause: Callable[[int], Clause | None],
        mentions: Sequence[Mention],
        words: Lexicon | None,
    ) -> None:
        self._text, self._sentences, self._clause = text, sentences, clause
        self._begins = [sentence.start for sentence in sentences]
        self._names = sorted((m for m in mentions if m.kind != "date"), key=lambda m: m.span)
        self._starts = [m.span[0] for m in self._names]
        self._male = frozenset(words.list("male")) if words else frozenset()
        self._female = frozenset(words.list("female")) if words else frozenset()
        self._things = frozenset(words.list("things")) if words else frozenset()
        self._nouns = frozenset(words.list("roles")) if words else frozenset()
        self._seen: set[str] = set()
        self._drops = bool(words and words.list("dropped_subjects"))
        self._inside = frozenset(words.list("inside")) if words else frozenset()
        self._articles = frozenset(words.list("articles")) if words else frozenset()
        self._titles = _titles(words)
        self._roles: list[Role] = []
        self._gender: dict[str, str] = {}
        self._focus: Focus | None = None
        for mention in self._names:
            if mention.kind == "person":
                self._learn(mention)

    def resolve(self, drafts: Sequence[Draft]) -> dict[int, str | None]:
        """The speaker's name, or the text's own words, by the ``id()`` of the draft."""
        by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            named = draft.speaker or (draft.cue if self._drops else ())
            if named:
                place = max(0, bisect_right(self._begins, named[0][0]) - 1)
                by_sentence.setdefault(place, []).append(draft)
        found: dict[int, str | None] = {}
        for place in range(len(self._sentences)):
            own = by_sentence.get(place, [])
            for draft in own:
                found[id(draft)] = self._speaker(draft, place)
            self._move(place, own)
            if own and own[-1].clause is not None and not own[-1].clause.parsed:
                self._move_to_speaker(found[id(own[-1])], place)
        return found

    # One speaker --------------------------------------------------------------------------

    def _speaker(self, draft: Draft, place: int) -> str | None:
        if not draft.speaker:
            focus = self._focus
            return focus.name if focus and self._near(focus, place) else None
        words = " ".join(" ".join(self._text[a:b] for a, b in draft.speaker).split())
        clause, head = draft.clause, draft.speaker_head
        if clause is None or head is None:
            return words or None
        if not clause.parsed:
            return self._of_phrase(draft, clause, head, place) or self._by_shape(words) or None
        focus = self._of_token(clause, head, place, draft.cue_token)
        return self._full(focus.name if focus else words) or None

    def _full(self, name: str) -> str:
        """A surname as the one full name that ends with it."""
        if " " in name or not name:
            return name
        longer = {m.value for m in self._names if m.kind == "person" and " " in m.value}
        known = {value for value in longer | self._seen if value.split()[-1] == name}
        return known.pop() if len(known) == 1 else name

    def _by_shape(self, words: str) -> str:
        """The name at the end of a phrase in which no entity was recognised."""
        parts = words.split()
        run = len(parts)
        while run > 0 and parts[run - 1][:1].isupper() and parts[run - 1][-1:].isalpha():
            run -= 1
        name = self._without_roles(" ".join(parts[run:]))
        before = parts[run - 1] if run else ""
        if not name or (before and before.lower() in self._inside and name.count(" ") == 0):
            return words
        if " " in name and before.lower() not in self._inside:
            self._seen.add(name)
            return name
        return self._full(name) if not before and " " not in name else words

    def _of_token(self, clause: Clause, head: int, place: int, verb: int | None) -> Focus | None:
        """Whom the phrase around a token names, for certain."""
        if clause.kids(head, "conj"):
            return None
        named = self._at(clause.start[head], clause.end[head])
        if named is not None:
            return Focus(named.value, named.kind, place)
        for kid in clause.kids(head, "appos"):
            named = self._at(clause.start[kid], clause.end[kid])
            if named is not None and named.kind == "person":
                return Focus(named.value, named.kind, place)
        word = clause.lower[head]
        if word in ("who", "that", "which"):
            return self._of_relative(clause, head, place)
        if word in self._male or word in self._female:
            return self._of_pronoun(clause, head, place, verb)
        if word in self._things:
            return self._of_thing(place)
        if word in self._nouns:
            return self._of_role(clause, head, place)
        return None

    def _of_phrase(self, draft: Draft, clause: Clause, head: int, place: int) -> str | None:
        """Without a parse: the one person named in the phrase, unless somebody of theirs speaks."""
        start, end = draft.speaker[0][0], draft.speaker[-1][1]
        first = bisect_left(self._starts, start)
        inside = [m for m in self._names[first : first + 10] if m.span[1] <= end]
        people = [m for m in inside if m.kind == "person"]
        if len(people) == 1:
            before = _WORD.findall(self._text[start : people[0].span[0]])
            if not before or before[-1].lower() not in self._inside:
                return self._without_roles(people[0].value)
        if len(inside) == 1 and not people and inside[0].span[1] == end:
            lead = self._text[start : inside[0].span[0]].split()
            return inside[0].value if len(lead) <= 1 else None
        word = clause.lower[head]
        if start == clause.start[head] and (word in self._male or word in self._female):
            found = self._in_focus(place, "m" if word in self._male else "f")
            return found.name if found else None
        return None

    def _without_roles(self, name: str) -> str:
        """ "Hauptmann Vike" as "Vike": German writes roles like names."""
        words = name.split()
        while len(words) > 1 and words[0].lower().endswith(tuple(self._nouns) or ("\0",)):
            words.pop(0)
        return " ".join(words)

    def _of_relative(self, clause: Clause, head: int, place: int) -> Focus | None:
        verb = clause.head[head]
        while clause.dep[verb] not in ("relcl", "ROOT") and clause.head[verb] != verb:
            verb = clause.head[verb]
        noun = clause.head[verb]
        if clause.dep[verb] != "relcl" or noun >= head:
            return None
        return self._of_token(clause, noun, place, None)

    def _of_pronoun(self, clause: Clause, head: int, place: int, verb: int | None) -> Focus | None:
        gender = "m" if clause.lower[head] in self._male else "f"
        climb = clause.head[head] if verb is None else verb
        for _ in range(8):
            above = clause.head[climb]
            if above == climb:
                break
            climb = above
            subj = subject(clause, climb) if clause.pos[climb] in ("VERB", "AUX") else None
            if subj is not None and subj < head and clause.lower[subj] != clause.lower[head]:
                if clause.quoted[subj]:
                    continue
                found = self._of_token(clause, subj, place, climb)
                if found and found.kind == "person" and self._fits(found.name, gender):
                    return found
        return self._in_focus(place, gender)

    def _in_focus(self, place: int, gender: str) -> Focus | None:
        focus = self._focus
        if focus is None or focus.kind != "person" or not self._near(focus, place):
            return None
        return focus if self._fits(focus.name, gender) else None

    def _of_thing(self, place: int) -> Focus | None:
        focus = self._focus
        if focus is None or focus.kind == "person" or not self._near(focus, place):
            return None
        return focus

    def _of_role(self, clause: Clause, head: int, place: int) -> Focus | None:
        noun = clause.lower[head]
        modifiers = self._modifiers(clause, head)
        if modifiers is None:
            return None
        known = {r.name for r in self._roles if r.noun == noun and modifiers <= r.modifiers}
        if len(known) == 1:
            return Focus(known.pop(), "person", place)
        focus = self._focus
        if focus is None or focus.kind != "person" or not self._near(focus, place):
            return None
        if known:
            return focus if focus.name in known else None
        return self._by_elimination(focus, noun, modifiers, place)

    def _modifiers(self, clause: Clause, head: int) -> frozenset[str] | None:
        """Words between a definite article and the role; None where the phrase is not definite."""
        kids = [k for k in clause.children[head] if k < head]
        if not any(clause.lower[k] in self._articles for k in kids):
            return None
        names: set[str] = set()
        for kid in kids:
            if clause.lower[kid] not in self._articles and clause.text[kid][:1].isalnum():
                names.update(
                    clause.lower[t] for t in clause.subtree(kid) if clause.text[t].isalnum()
                )
        return frozenset(names)

    def _by_elimination(
        self, focus: Focus, noun: str, modifiers: frozenset[str], place: int
    ) -> Focus | None:
        """The person in focus bears a role that the article gives nobody, if no other of the
        last sentence can."""
        if self._sentences[focus.sentence].paragraph != self._sentences[place].paragraph:
            return None
        if self._bars(focus.name, noun, modifiers):
            return None
        last = self._sentences[focus.sentence]
        others = {
            m.value
            for m in self._names
            if m.kind == "person" and last.start <= m.span[0] < last.end and m.value != focus.name
        }
        if any(not self._bars(name, noun, modifiers) for name in others):
            return None
        if modifiers:
            self._roles.append(Role(noun, modifiers, focus.name))
        return focus

    def _bars(self, name: str, noun: str, modifiers: frozenset[str]) -> bool:
        """Whether the article gives ``name`` a role that is not this one."""
        own = [r for r in self._roles if r.name == name]
        fits = any(r.noun == noun and (modifiers <= r.modifiers) for r in own)
        return bool(own) and not fits

    def _near(self, focus: Focus, place: int) -> bool:
        if place - focus.sentence > _REACH:
            return False
        gap = self._sentences[place].paragraph - self._sentences[focus.sentence].paragraph
        return gap <= _REACH

    # Focus --------------------------------------------------------------------------------

    def _move(self, place: int, drafts: Sequence[Draft]) -> None:
        """The subject of this sentence is in focus from here on."""
        clause = self._clause(place)
        if clause is None or not len(clause):
            return
        if not clause.parsed:
            self._move_plain(place)
            return
        top = self._main_subject(clause, drafts)
        if top is None:
            if self._focus and all(clause.quoted):
                self._focus = Focus(self._focus.name, self._focus.kind, place)
            return
        found = self._of_token(clause, top, place, None)
        if found is not None:
            self._focus = Focus(found.name, found.kind, place)
        elif clause.pos[top] in ("NOUN", "PROPN"):
            self._focus = None

    def _move_to_speaker(self, name: str | None, place: int) -> None:
        """Without a parse: a person who spoke is in focus."""
        if name and any(m.value == name and m.kind == "person" for m in self._names):
            self._focus = Focus(name, "person", place)

    def _move_plain(self, place: int) -> None:
        """Without a parse: a sentence that begins with a person is about that person."""
        sentence = self._sentences[place]
        first = bisect_left(self._starts, sentence.start)
        own = [m for m in self._names[first : first + 20] if m.span[0] < sentence.end]
        people = {m.value for m in own if m.kind == "person"}
        lead = own[0] if own else None
        if lead is not None and lead.kind == "person" and len(people) == 1:
            if lead.span[0] - sentence.start <= 30:
                self._focus = Focus(lead.value, lead.kind, place)
        elif people:
            self._focus = None

    def _main_subject(self, clause: Clause, drafts: Sequence[Draft]) -> int | None:
        for token in range(len(clause)):
            if clause.head[token] == token and not clause.quoted[token]:
                subj = subject(clause, token)
                if subj is None:
                    subj = clause.child(token, "nsubjpass")
                if subj is not None and not clause.quoted[subj]:
                    return subj
        for draft in drafts:
            if draft.clause is clause and draft.speaker_head is not None:
                return draft.speaker_head
        return None

    # Names, genders, roles ----------------------------------------------------------------

    def _at(self, start: int, end: int) -> Mention | None:
        n = bisect_right(self._starts, end - 1) - 1
        while n >= 0 and self._starts[n] > start - 200:
            if self._names[n].span[0] < end and self._names[n].span[1] > start:
                return self._names[n]
            n -= 1
        return None

    def _fits(self, name: str, gender: str) -> bool:
        return self._gender.get(name, gender) == gender

    def _learn(self, mention: Mention) -> None:
        """Gender by title, roles by the words before the name and behind its comma."""
        a, b = mention.span
        line = self._text.rfind("\n", 0, a) + 1
        before = _WORD.findall(self._text[max(line, a - 60) : a])
        if before and before[-1].lower() in self._titles:
            self._gender[mention.value] = self._titles[before[-1].lower()]
        if before and before[-1].lower() in self._nouns and self._text[a - 1 : a] == " ":
            self._add_role(before, mention.value)
        after = self._text[b : b + 60]
        if after.startswith(", "):
            phrase = re.split(r"[,.;:(]|\bof\b|\bwho\b", after[2:], maxsplit=1)[0]
            words = _WORD.findall(phrase)
            places = [n for n, word in enumerate(words) if word.lower() in self._nouns]
            if places and words and words[0].lower() in self._articles and places[0] <= 4:
                self._add_role(words[1 : places[0] + 1], mention.value)

    def _add_role(self, words: Sequence[str], name: str) -> None:
        noun = words[-1].lower()
        modifiers: list[str] = []
        for word in reversed(words[:-1]):
            if word.lower() in self._articles or len(modifiers) == 3:
                break
            if not word[:1].isupper() and word.lower() not in self._nouns:
                break
            modifiers.append(word.lower())
        self._roles.append(Role(noun, frozenset(modifiers), name))


def _titles(words: Lexicon | None) -> dict[str, str]:
    if words is None:
        return {}
    male = dict.fromkeys(words.list("male_titles"), "m")
    return male | dict.fromkeys(words.list("female_titles"), "f")
