"""Who spoke a quotation: the cue beside it, or the quotation that it goes on from.

Newspaper style decides: a quotation that ends in a comma, question or exclamation mark is
followed by its cue ("…," she said), one that is preceded by a comma or colon has it before; what
stands on both sides of one cue is one utterance in two pieces; a quotation that fills a sentence
with no cue goes on from the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.frames import noun_phrase, subject
from dateline.analyse.statements.lexicon import Lexicon
from dateline.analyse.statements.marks import Quotation
from dateline.analyse.statements.plain import read_plain, speaker_beside
from dateline.types import Sentence

_VERBAL = frozenset(["VERB", "AUX"])
_FEWEST_WORDS = 4


@dataclass(slots=True)
class Utterance:
    """Quotations of one utterance with the cue that was found for them.

    ``clause`` holds the cue and speaker tokens. ``after`` says that the cue follows the first
    quotation; ``firm`` that the punctuation proves it to be speech of its own, no piece of a
    clause; ``follows`` that it has no cue and goes on from an earlier utterance.
    """

    quotations: list[Quotation]
    clause: Clause | None = None
    cue: int | None = None
    cue_tokens: frozenset[int] = frozenset()
    speaker: frozenset[int] = frozenset()
    speaker_head: int | None = None
    after: bool = False
    firm: bool = False
    follows: Utterance | None = None
    paragraph: int = -1


@dataclass(frozen=True, slots=True)
class Page:
    """One field of an article: its text, sentences in order, their clauses on demand."""

    text: str
    sentences: Sequence[Sentence]
    clause: Callable[[int], Clause | None]
    lexicon: Lexicon | None

    def sentence_at(self, place: int) -> int:
        """The index of the sentence that holds ``place`` or is the next one after it."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= place:
                low = middle + 1
            else:
                high = middle
        return low


def attribute(page: Page, quotations: Sequence[Quotation]) -> list[Utterance]:
    """An utterance for each quotation that is one; scare quotes and titles are left alone."""
    found: list[Utterance] = []
    for n, quotation in enumerate(quotations):
        previous = quotations[n - 1] if n else None
        following = quotations[n + 1] if n + 1 < len(quotations) else None
        last = found[-1] if found and previous is not None and _holds(found[-1], previous) else None
        utterance = _attributed(page, quotation, previous, following)
        inside = _cue_inside(page, quotation)
        if inside is not None:
            utterance = inside
        if (
            last is not None
            and previous is not None
            and _goes_on(page, last, previous, quotation, utterance)
        ):
            last.quotations.append(quotation)
            continue
        if utterance is None and stands_alone(page, quotation) and not _mid_clause(page, quotation):
            utterance = Utterance([quotation], firm=_fills_sentences(page, quotation))
        if utterance is not None:
            at = page.sentence_at(quotation.inner[0])
            if at < len(page.sentences):
                utterance.paragraph = page.sentences[at].paragraph
            if utterance.cue is None and found:
                utterance.follows = _earlier(found, utterance, previous)
            found.append(utterance)
    return found


def _holds(utterance: Utterance, quotation: Quotation) -> bool:
    return any(own.span == quotation.span for own in utterance.quotations)


def stands_alone(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation without a cue is long and free enough to be speech."""
    text = page.text[quotation.inner[0] : quotation.inner[1]]
    words = text.split()
    if len(words) < _FEWEST_WORDS or (quotation.single and len(words) < 2 * _FEWEST_WORDS):
        return False
    return not _is_name(words) or text.rstrip()[-1:] in ".!?"


def _is_name(words: Sequence[str]) -> bool:
    """Whether words look like a title or name: capitals but for small words inside."""
    small = [word for word in words if not word[:1].isupper() and word[:1].isalpha()]
    return len(small) <= 0.4 * len(words) or all(len(word) <= 3 for word in small)


def _ends_here(page: Page, quotation: Quotation) -> bool:
    """Whether nothing of the same clause follows a quotation."""
    after = page.text[quotation.span[1] : quotation.span[1] + 2].strip()
    return not after[:1].isalpha() or page.text[quotation.inner[1] - 1] in ".!?,"


def _fills_sentences(page: Page, quotation: Quotation) -> bool:
    """Whether nothing but the quotation stands in the sentences that it touches."""
    first, last = page.sentence_at(quotation.inner[0]), page.sentence_at(quotation.inner[1] - 1)
    if last >= len(page.sentences):
        return False
    before = page.text[page.sentences[first].start : quotation.span[0]]
    after = page.text[quotation.span[1] : max(quotation.span[1], page.sentences[last].end)]
    return not any(c.isalnum() for c in before + after)


def _attributed(
    page: Page, quotation: Quotation, previous: Quotation | None, following: Quotation | None
) -> Utterance | None:
    after = _cue_after(page, quotation, following)
    if after is not None and page.text[quotation.inner[1] - 1] in ",，":
        return after
    return _cue_before(page, quotation, previous) or after


def _cue_after(page: Page, quotation: Quotation, following: Quotation | None) -> Utterance | None:
    if _mid_clause(page, quotation):
        return None
    end = quotation.span[1]
    at = page.sentence_at(end)
    if at >= len(page.sentences):
        return None
    sentence = page.sentences[at]
    last = page.text[quotation.inner[1] - 1 : quotation.inner[1]]
    gap = page.text[end : end + 3].lstrip(" \u00a0")
    new = not gap or gap[0] == "\n" or (gap[0].isupper() and last in ".…")
    if new or sentence.start - end > 2 or gap[0] in ".;:":
        return None
    clause = page.clause(at)
    if clause is None or page.lexicon is None:
        return None
    stop = following.span[0] if following else sentence.end
    tokens = [i for i in range(len(clause)) if end <= clause.start[i] < stop]
    verb = _first_cue(clause, tokens, page.lexicon)
    if verb is None:
        return None
    if (
        last not in ",?!…—–-"
        and gap[0] not in ",—–"
        and clause.child(verb, "ccomp", "dobj") is not None
    ):
        return None
    return _utterance(clause, verb, quotation, tokens, page.lexicon, after=True, firm=True)


def _mid_clause(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation goes on from words that no punctuation parts it from."""
    start = quotation.span[0]
    head = page.text[max(0, start - 2) : start]
    if not head.strip() or head[-1] == "\n":
        return False
    if head[-1].isspace():
        return head[-2:-1].isalnum()
    return page.text[quotation.inner[0]].islower() and head[-1].isalnum()


def _first_cue(clause: Clause, tokens: list[int], lexicon: Lexicon) -> int | None:
    """The first full verb after a quotation, if it is a cue and stands near."""
    for n, token in enumerate(tokens[:30]):
        text = clause.text[token]
        if text in (";", ".", ":") and n > 0:
            return None
        if clause.pos[token] == "VERB" or clause.lemma[token] in _SPEAKS:
            if clause.dep[token] in ("relcl", "acl") and clause.tag[token] != "VBD":
                continue
            if clause.dep[token] == "amod" or (clause.tag[token] == "VB" and n == 0):
                continue
            if _quotes(clause, token, lexicon):
                return token
            if clause.dep[token] == "relcl":
                continue
            return None
    return None


_SPEAKS = frozenset(["say"])


def _cue_before(page: Page, quotation: Quotation, previous: Quotation | None) -> Utterance | None:
    start = quotation.span[0]
    at = page.sentence_at(start)
    if at >= len(page.sentences) or page.lexicon is None:
        return None
    sentence = page.sentences[at]
    if start <= sentence.start or not page.text[sentence.start : start].strip(" \n\"“'‘(["):
        return _colon_before(page, at, quotation)
    clause = page.clause(at)
    if clause is None:
        return None
    floor = previous.span[1] if previous and previous.span[1] > sentence.start else sentence.start
    tokens = [i for i in range(len(clause)) if floor <= clause.start[i] < start]
    while (
        tokens
        and not any(c.isalnum() for c in clause.text[tokens[-1]])
        and clause.text[tokens[-1]] not in ",:;—–-"
    ):
        tokens.pop()
    if not tokens:
        return None
    sign = clause.text[tokens[-1]]
    if sign == ":":
        verb = _main_cue(clause, tokens, page.lexicon)
        if verb is None:
            return _label(clause, tokens, quotation)
        return _utterance(clause, verb, quotation, tokens, page.lexicon, firm=True)
    verb = _last_cue(clause, tokens, page.lexicon)
    if verb is None:
        return None
    near = tokens[-1] - verb
    piece = not clause.parsed and "o" in page.lexicon.verbs[clause.lemma[verb]].takes
    if sign in ",—–" or near <= 1 or piece or clause.lower[tokens[-1]] in ("that", "as", "like"):
        return _utterance(
            clause,
            verb,
            quotation,
            tokens,
            page.lexicon,
            firm=sign in ",—–" and _ends_here(page, quotation),
        )
    return None


def _quotes(clause: Clause, token: int, lexicon: Lexicon) -> bool:
    """Whether a verb is a cue of direct speech; "so-called" is none."""
    entry = lexicon.verbs.get(clause.lemma[token])
    compound = token > 0 and clause.text[token - 1] == "-"
    return entry is not None and "q" in entry.takes and not compound


def _last_cue(clause: Clause, tokens: list[int], lexicon: Lexicon) -> int | None:
    for token in reversed(tokens[-25:]):
        if clause.pos[token] == "VERB" or clause.lemma[token] in _SPEAKS:
            if _quotes(clause, token, lexicon):
                return token
            if clause.dep[token] not in ("amod", "acl", "advcl", "relcl", "pcomp"):
                return None
    return None


def _main_cue(clause: Clause, tokens: list[int], lexicon: Lexicon) -> int | None:
    """Before a colon: the cue highest in the tree, else the last one."""
    best: tuple[int, int] | None = None
    for token in tokens:
        entry = lexicon.verbs.get(clause.lemma[token]) if clause.pos[token] in _VERBAL else None
        if entry is not None and ("q" in entry.takes or "c" in entry.takes):
            depth, climb = 0, token
            while clause.head[climb] != climb and depth < 30:
                climb, depth = clause.head[climb], depth + 1
            if best is None or depth < best[0]:
                best = (depth, token)
    return best[1] if best else None


def _label(clause: Clause, tokens: list[int], quotation: Quotation) -> Utterance | None:
    """ "Name: “…”": what stands before the colon speaks, if it is a short name."""
    words = [t for t in tokens[:-1] if not clause.text[t].isspace()]
    if not 1 <= len(words) <= 6 or not clause.text[words[0]][:1].isupper():
        return None
    if any(not (clause.text[t][:1].isupper() or clause.pos[t] in ("ADP", "DET")) for t in words):
        return None
    head = next((t for t in words if clause.head[t] not in words or clause.head[t] == t), words[-1])
    return Utterance(
        [quotation], clause, tokens[-1], frozenset([tokens[-1]]), frozenset(words), head, firm=True
    )


def _colon_before(page: Page, at: int, quotation: Quotation) -> Utterance | None:
    """The sentence before ends with a colon: what it says introduces this one."""
    if at == 0 or page.lexicon is None:
        return None
    before = page.sentences[at - 1]
    if not page.text[before.start : before.end].rstrip().endswith(":"):
        return None
    if page.sentences[at].paragraph - before.paragraph > 1:
        return None
    clause = page.clause(at - 1)
    if clause is None:
        return None
    tokens = [i for i in range(len(clause)) if not clause.quoted[i]]
    verb = _main_cue(clause, tokens, page.lexicon)
    return (
        _utterance(clause, verb, quotation, tokens, page.lexicon, firm=True)
        if verb is not None
        else None
    )


def _utterance(
    clause: Clause,
    verb: int,
    quotation: Quotation,
    tokens: list[int],
    lexicon: Lexicon,
    *,
    after: bool = False,
    firm: bool = False,
) -> Utterance:
    if not clause.parsed:
        return _plain_utterance(clause, verb, quotation, tokens, lexicon, after, firm)
    head = subject(clause, verb)
    allowed = set(tokens)
    if head is not None and (clause.quoted[head] or clause.dep[head] == "expl"):
        head = None
    if head is None:
        head = _beside(clause, verb, allowed)
    speaker = (
        frozenset(t for t in noun_phrase(clause, head) if not clause.quoted[t])
        if head is not None
        else frozenset()
    )
    cue = frozenset([verb, *clause.kids(verb, "prt")])
    return Utterance([quotation], clause, verb, cue, speaker - cue, head, after, firm)


def _plain_utterance(
    clause: Clause,
    verb: int,
    quotation: Quotation,
    tokens: list[int],
    lexicon: Lexicon,
    after: bool,
    firm: bool,
) -> Utterance:
    low, high = tokens[0], tokens[-1] + 1
    speaker, head = speaker_beside(clause, verb, low, high, lexicon)
    return Utterance([quotation], clause, verb, frozenset([verb]), speaker, head, after, firm)


def _beside(clause: Clause, verb: int, allowed: set[int]) -> int | None:
    """The name or pronoun next to the cue where the parse lost the subject."""
    for step in (1, -1):
        token = verb + step
        while token in allowed and clause.pos[token] in (
            "DET",
            "ADJ",
            "PROPN",
            "NOUN",
            "ADV",
            "PART",
        ):
            if clause.pos[token] in ("PROPN", "NOUN") and (
                token + 1 not in allowed or clause.pos[token + 1] not in ("PROPN", "NOUN")
            ):
                return token
            token += step
        if token in allowed and clause.lower[token] in ("he", "she", "they", "i", "we"):
            return token
    return None


_INTERRUPTED = re.compile(r"[,.!?…]\s+[—–]\s+([^—–«»“”\n]{3,120}?)[.,]\s+[—–]\s+")


def _cue_inside(page: Page, quotation: Quotation) -> Utterance | None:
    """«X, — said he. — Y»: the marks enclose the cue too; the quotation is told without it."""
    match = _INTERRUPTED.search(page.text, quotation.inner[0], quotation.inner[1])
    if match is None or page.lexicon is None or page.lexicon.parsed:
        return None
    start, end = match.span(1)
    clause = read_plain(page.text, start, end, page.lexicon)
    verb = next((t for t in range(min(3, len(clause))) if clause.pos[t] == "VERB"), None)
    if verb is None or not _quotes(clause, verb, page.lexicon):
        return None
    pieces = ((quotation.inner[0], match.start() + 1), (match.end(), quotation.inner[1]))
    whole = replace(quotation, pieces=tuple(p for p in pieces if p[0] < p[1]))
    return _utterance(clause, verb, whole, list(range(len(clause))), page.lexicon, firm=True)


def _goes_on(
    page: Page, last: Utterance, previous: Quotation, quotation: Quotation, own: Utterance | None
) -> bool:
    """Whether ``quotation`` is the next piece of the utterance that ``previous`` belongs to."""
    between = page.text[previous.span[1] : quotation.span[0]]
    if "\n" in between:
        return False
    if not between.strip(" \u00a0"):
        return True
    if (
        own is not None
        and own.cue is not None
        and not (own.clause is last.clause and own.cue == last.cue)
    ):
        return False
    if not last.after or last.clause is None or last.cue is None:
        return False
    if len(between) > 220 or not stands_free(page, quotation, between):
        return False
    place = last.clause.start[last.cue]
    return previous.span[1] <= place < quotation.span[0] and between.count(". ") <= 1


def stands_free(page: Page, quotation: Quotation, between: str) -> bool:
    """Whether a quotation begins a sentence or goes on after a comma."""
    return between.rstrip()[-1:] in ".,:;—–!?" or page.text[quotation.inner[0]].isupper()


def _earlier(
    found: list[Utterance], utterance: Utterance, previous: Quotation | None
) -> Utterance | None:
    """The utterance that one without a cue goes on from: in this or the last paragraph."""
    last = found[-1]
    if utterance.paragraph - last.paragraph > 1 or previous is None:
        return None
    return last if _holds(last, previous) else None
