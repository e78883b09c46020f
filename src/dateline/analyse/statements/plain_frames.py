"""Frames of indirect speech without a parse: conjunctions, commas, order of words, mood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.frames import Frame
from dateline.analyse.statements.lexicon import Cue, Lexicon, Sense
from dateline.analyse.statements.lexicon import cue as cue_of
from dateline.analyse.statements.plain import (
    MARKS,
    apposition,
    head_of,
    left_phrase,
    right_phrase,
    sentence_start,
    speaker_beside,
)

_FARTHEST = 16
_ACCORDING = cue_of(Sense("according", "claim", "speech", frozenset("c")))

SCORES = {
    "that": 0.9, "comma": 0.75, "before": 0.85, "as": 0.85, "according": 0.9, "infinitive": 0.7,
    "colon": 0.7, "object": 0.5,
}  # fmt: skip


def plain_frames(clause: Clause, lexicon: Lexicon) -> Iterator[Frame]:
    """Frames of indirect speech by order of words and commas."""
    for token in range(len(clause)):
        if clause.quoted[token]:
            continue
        if clause.pos[token] == "VERB":
            entry = lexicon.verbs[clause.lemma[token]]
            yield from _of_cue(clause, token, entry, lexicon)
        yield from _according(clause, token, lexicon)
    yield from reports(clause, lexicon)


def _frame(
    clause: Clause, cue: int, kind: str, entry: Cue, content: Iterable[int], lexicon: Lexicon,
    low: int, high: int,
) -> Iterator[Frame]:  # fmt: skip
    tokens = frozenset(content)
    if sum(clause.text[t][:1].isalnum() for t in tokens) < 2:
        return
    speaker, head = speaker_beside(clause, cue, low, high, lexicon)
    none: frozenset[int] = frozenset()
    particle = {
        t
        for t in range(cue + 1, min(len(clause), cue + 30))
        if clause.lemma[cue] == f"{clause.lower[cue]}+{clause.lower[t]}"
    }
    cues = frozenset([cue, *sorted(particle)[:1]])
    kept = tokens if kind == "object" else tokens - cues - speaker
    yield Frame(cue, cues, kind, entry, kept, speaker - cues, none, head)


def _of_cue(clause: Clause, cue: int, entry: Cue, lexicon: Lexicon) -> Iterator[Frame]:
    size = len(clause)
    low = _clause_start(clause, cue, lexicon)
    before = clause.text[cue - 1] if cue else ""
    if before in (",", "—", "–", "-") and "c" in entry.takes:
        start = sentence_start(clause)
        end = cue - 1
        while end > start and clause.text[end - 1] in MARKS:
            end -= 1
        inverted = right_phrase(clause, cue, size, lexicon)
        if inverted and _clausal(clause, start, end, lexicon) and not _opens(clause, cue, lexicon):
            yield from _frame(clause, cue, "before", entry, range(start, end), lexicon, cue, size)
            return
    that = _that(clause, cue, lexicon)
    if that is not None:
        if "c" in entry.takes:
            rest = range(that, _turn(clause, that, lexicon))
            yield from _frame(clause, cue, "that", entry, rest, lexicon, low, that)
        return
    if _as_word(clause, cue, lexicon) and "c" in entry.takes:
        yield from _as(clause, cue, entry, lexicon)
        return
    if "i" in entry.takes:
        yield from _infinitive(clause, cue, entry, lexicon, low)
    if "c" in entry.takes and lexicon.language == "de":
        yield from _verb_second(clause, cue, entry, lexicon, low)
    if "o" in entry.takes and lexicon.language != "de":
        yield from _object(clause, cue, entry, lexicon, low)


_NO_VERBS = frozenset(
    ["nicht", "mit", "seit", "damit", "jetzt", "erst", "selbst", "fast", "sonst", "heute", "bitte"]
    + ["letzte", "letzten", "erste", "ersten", "zweite", "zweiten", "dritte", "dritten", "gut"]
)


def _clausal(clause: Clause, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether tokens can be a clause that a cue follows: with a verb, without another cue."""
    known = frozenset(lexicon.list("auxiliaries") + lexicon.list("subjunctive"))
    verbal = lexicon.language != "de"
    for token in range(start, end):
        lower = clause.lower[token]
        if clause.pos[token] == "VERB" and "c" in _takes(clause, token, lexicon):
            return False
        small = clause.text[token][:1].islower() and lower not in _NO_VERBS
        verbal = verbal or lower in known or (small and lower.endswith(("t", "te", "ten")))
    return verbal


def _turn(clause: Clause, start: int, lexicon: Lexicon) -> int:
    """Where a content ends: before ", but" that brings another cue, else with the sentence."""
    adversative = ("pero", "mais", "але", "но", "aber", "doch")
    for token in range(start + 2, len(clause) - 1):
        turns = clause.lower[token] in adversative and clause.text[token - 1] == ","
        if turns and any(clause.pos[t] == "VERB" for t in range(token, len(clause))):
            return token - 1
    return len(clause)


def _takes(clause: Clause, token: int, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.verbs[clause.lemma[token]].takes


def _opens(clause: Clause, cue: int, lexicon: Lexicon) -> bool:
    """Whether the cue has a clause of its own behind it."""
    return _that(clause, cue, lexicon) is not None


def _clause_start(clause: Clause, cue: int, lexicon: Lexicon) -> int:
    """Where the cue's own clause begins: behind a mark that no apposition explains."""
    joins = frozenset(lexicon.list("joins"))
    for token in range(cue - 1, -1, -1):
        if clause.text[token] in ";:" or (clause.lower[token] in joins and token < cue - 1):
            return token + 1
    return 0


def _that(clause: Clause, cue: int, lexicon: Lexicon) -> int | None:
    """The conjunction of the clause that hangs on the cue."""
    conjunctions = lexicon.list("that")
    for token in range(cue + 1, min(len(clause), cue + _FARTHEST)):
        word = clause.lower[token]
        if clause.quoted[token] or clause.text[token] in ".;:!?":
            return None
        if (
            word in conjunctions
            or (word.startswith("qu'") and "que" in conjunctions)
            or (word.startswith("qu’") and "que" in conjunctions)
        ):
            return token
        if clause.pos[token] == "VERB" and "c" in _takes(clause, token, lexicon):
            return None
    return None


def _as_word(clause: Clause, cue: int, lexicon: Lexicon) -> int | None:
    """ "wie", "como", "як" near before the cue, at the head of its clause."""
    words = lexicon.list("as")
    for token in range(cue - 1, max(-1, cue - 14), -1):
        if clause.lower[token] in words and (token == 0 or clause.text[token - 1] in MARKS):
            return token + 1
        if clause.text[token] == "," and not apposition(clause, token, 0):
            return None
    return None


def _as(clause: Clause, cue: int, entry: Cue, lexicon: Lexicon) -> Iterator[Frame]:
    """ "Wie X mitteilte, …" and "…, wie X mitteilte"."""
    low = (_as_word(clause, cue, lexicon) or 1) - 1
    end = cue + 1
    while end < len(clause) and clause.text[end] not in (",", ".", ";", "—", "–", ":"):
        end += 1
    after = list(range(end + 1, len(clause)))
    start = sentence_start(clause)
    content = after if low <= start else [*range(start, low - 1), *after]
    yield from _frame(clause, cue, "as", entry, content, lexicon, low + 1, end)


def _infinitive(
    clause: Clause, cue: int, entry: Cue, lexicon: Lexicon, low: int
) -> Iterator[Frame]:
    """ "…, etwas zu tun"; "prometió hacer"; "пообіцяла зробити"."""
    if lexicon.language == "de":
        yield from _zu(clause, cue, entry, lexicon, low)
        return
    endings = lexicon.list("infinitives")
    links = lexicon.list("links")
    for token in range(cue + 1, min(len(clause), cue + 10)):
        word = clause.lower[token]
        if clause.text[token] in MARKS or clause.quoted[token]:
            return
        linked = not links or any(
            clause.lower[t] in links or clause.lower[t][:2] in ("d'", "d’")
            for t in range(cue + 1, token + 1)
        )
        if linked and len(word) > 3 and word.endswith(endings) and clause.text[token][:1].islower():
            start = token - 1 if clause.lower[token - 1] in links else token
            yield from _frame(
                clause, cue, "infinitive", entry, range(start, len(clause)), lexicon, low, start
            )
            return


def _object(clause: Clause, cue: int, entry: Cue, lexicon: Lexicon, low: int) -> Iterator[Frame]:
    """ "réclament des limites", "anunció cortes": the words up to the next mark."""
    if not left_phrase(clause, cue, low, lexicon):
        return
    stops = frozenset(lexicon.list("skips"))
    start = cue + 1
    while start < len(clause) and clause.lower[start] in stops:
        start += 1
    end = start
    while end < len(clause) and clause.text[end] not in (",", ".", ";", ":", "—", "–", "!", "?"):
        end += 1
    verbs = any(clause.pos[t] == "VERB" for t in range(start, end))
    if start < end and clause.pos[start] != "ADP" and not verbs:
        yield from _frame(clause, cue, "object", entry, range(start, end), lexicon, low, cue)


_ZU = re.compile(r"\w{2,9}zu\w{2,}e?n$")


def _zu(clause: Clause, cue: int, entry: Cue, lexicon: Lexicon, low: int) -> Iterator[Frame]:
    for comma in range(cue + 1, min(len(clause) - 2, cue + _FARTHEST)):
        if clause.text[comma] in ".;:":
            return
        if clause.text[comma] != ",":
            continue
        end = comma + 1
        while end < len(clause) and clause.text[end] not in (",", ".", ";"):
            end += 1
        inner = clause.lower[comma + 1 : end]
        if "zu" in inner[-4:] or any(_ZU.match(word) for word in inner[-3:]):
            rest = range(comma + 1, len(clause))
            yield from _frame(clause, cue, "infinitive", entry, rest, lexicon, low, comma)
            return


def _verb_second(
    clause: Clause, cue: int, entry: Cue, lexicon: Lexicon, low: int
) -> Iterator[Frame]:
    """ "X sagte, er werde …": a clause without conjunction, in the subjunctive."""
    subjunctive = lexicon.list("subjunctive")
    barred = lexicon.list("subordinators")
    for comma in range(cue + 1, min(len(clause) - 2, cue + _FARTHEST)):
        if clause.text[comma] in ";.:" or clause.quoted[comma]:
            return
        if clause.text[comma] != ",":
            continue
        rest = range(comma + 1, len(clause))
        plain = clause.lower[cue] in ("sagte", "sagten", "sagt", "erklärte", "meint", "glaubt")
        if not plain and not any(clause.lower[t] in subjunctive for t in rest):
            return
        if clause.lower[comma + 1] in barred and clause.lower[comma + 2 : comma + 3] == [","]:
            return
        if clause.lower[comma + 1] in ("und", "aber", "wie", "um", "nachdem", "als", "sondern"):
            return
        if _relative(clause, comma):
            continue
        yield from _frame(clause, cue, "comma", entry, rest, lexicon, low, comma)
        return


def _relative(clause: Clause, comma: int) -> bool:
    """Whether a relative clause or an apposition of the subject begins here."""
    first, second = clause.lower[comma + 1], clause.lower[comma + 2]
    if (
        first in ("der", "die", "das", "dem", "den", "deren", "dessen")
        and not clause.text[comma + 2][:1].isupper()
    ):
        return any(clause.text[t] == "," for t in range(comma + 2, len(clause)))
    return second == "," and clause.text[comma + 1][:1].isupper()


@cache
def _phrases(listed: tuple[str, ...]) -> dict[str, list[tuple[str, list[str]]]]:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for phrase in listed:
        found.setdefault(phrase.split()[0], []).append((phrase, phrase.split()))
    return found


def _according(clause: Clause, token: int, lexicon: Lexicon) -> Iterator[Frame]:
    """ "Laut X …", "según X, …", "…, по словам X": X speaks, the rest is the content."""
    size = len(clause)
    for phrase, words in _phrases(lexicon.list("according")).get(clause.lower[token], ()):
        if clause.lower[token : token + len(words)] != words:
            continue
        found = (
            _german_according(clause, token, phrase, lexicon)
            if lexicon.language == "de"
            else _according_phrase(clause, token, len(words))
        )
        if found is None:
            continue
        cue, speaker, first, last = found
        content = [t for t in range(sentence_start(clause), size) if not first <= t <= last]
        content = _without_tail(clause, content, first)
        if sum(clause.text[t][:1].isalnum() for t in content) < 3:
            continue
        none: frozenset[int] = frozenset()
        head = head_of(clause, speaker)
        yield Frame(
            token,
            frozenset(cue),
            "according",
            _ACCORDING,
            frozenset(content),
            frozenset(speaker),
            none,
            head,
        )
        return


def _without_tail(clause: Clause, content: list[int], first: int) -> list[int]:
    """Nothing of what stands before a colon or semicolon on the other side of the phrase."""
    for token in content:
        if clause.text[token] == ";":
            return [t for t in content if (t < token) == (first < token)]
    return content


def _according_phrase(
    clause: Clause, token: int, length: int
) -> tuple[list[int], list[int], int, int] | None:
    """The phrase up to the next comma or full stop."""
    end = token + length
    while (
        end < len(clause)
        and clause.text[end] not in (",", ".", ";", ":", "—", "–")
        and end - token < 16
    ):
        end += 1
    speaker = [t for t in range(token + length, end) if not clause.quoted[t]]
    if not speaker or end - token >= 16:
        return None
    first = token - 1 if token and clause.text[token - 1] in (",", "—", "–") else token
    last = end if end < len(clause) and clause.text[end] == "," else end - 1
    return list(range(token, token + length)), speaker, first, last


_Phrase = tuple[list[int], list[int], int, int]
_GENITIVE = ["der", "des", "von", "vom", "und", "eines", "einer", "für", "sowie", "seines", "ihrer"]


def _german_according(clause: Clause, token: int, word: str, lexicon: Lexicon) -> _Phrase | None:
    """German has no commas around the phrase: it ends where its nouns do."""
    if word == "so":
        return _so(clause, token, lexicon)
    if word == "zufolge":
        start = _back_to_phrase(clause, token, lexicon)
        return ([token], list(range(start, token)), start, token) if start < token else None
    speaker = _forward_phrase(clause, token + 1, lexicon)
    if not any(clause.text[t][:1].isupper() for t in speaker):
        return None
    nouns = lexicon.list("according_nouns")
    if word == "nach" and not any(clause.lower[t] in nouns for t in speaker[:4]):
        return None
    return [token], speaker, token, speaker[-1]


def _so(clause: Clause, token: int, lexicon: Lexicon) -> _Phrase | None:
    size = len(clause)
    if not token or clause.text[token - 1] != "," or token + 1 >= size:
        return None
    speaker = right_phrase(clause, token, size, lexicon)
    barred = ("dass", "wie", "ein", "eine", "sehr")
    if not speaker or speaker[0] > token + 1 or clause.lower[token + 1] in barred:
        return None
    end = speaker[-1]
    while end + 1 < size and clause.text[end + 1] not in (",", ".", ";", ":"):
        end += 1
    last = end + 1 if end + 1 < size and clause.text[end + 1] == "," else end
    return [token], speaker, token - 1, last


def _forward_phrase(clause: Clause, start: int, lexicon: Lexicon) -> list[int]:
    speaker: list[int] = []
    size = len(clause)
    for t in range(start, min(size, start + 13)):
        text, lower = clause.text[t], clause.lower[t]
        if (text in MARKS and text not in '„“"') or clause.pos[t] == "VERB":
            break
        noun = bool(speaker) and clause.text[speaker[-1]][:1].isupper()
        if noun and not text[:1].isupper() and text not in '„“"()-' and lower not in _GENITIVE:
            break
        follows = clause.lower[t + 1] if t + 1 < size else ""
        if lower in ("und", "sowie") and follows in lexicon.list("subjunctive"):
            break
        speaker.append(t)
    while speaker and (clause.lower[speaker[-1]] in _GENITIVE or clause.text[speaker[-1]] == "("):
        speaker.pop()
    return speaker


def _back_to_phrase(clause: Clause, end: int, lexicon: Lexicon) -> int:
    """The start of the noun phrase that ends before ``end``."""
    inside = frozenset(["der", "des", "von", "vom", "und", "eines", "einer", "für", "dem", "den"])
    barred = frozenset(lexicon.list("subjunctive") + lexicon.list("auxiliaries"))
    start = end
    while start > 0 and end - start < 10:
        text, lower = clause.text[start - 1], clause.lower[start - 1]
        if text in MARKS and text not in '„“"':
            break
        linked = start == end or clause.lower[start] in inside or clause.text[start][:1].isupper()
        capital = text[:1].isupper() and (linked or not clause.text[start][:1].isalpha())
        small = lower in inside or lower.endswith(("en", "er", "em", "es"))
        if not (capital or text in '„“"-' or (small and lower not in barred)):
            break
        if text[:1].islower() and lower not in inside and clause.lower[start] in inside:
            break
        start -= 1
    return start


# Reports without a clause ---------------------------------------------------------------------


def reports(clause: Clause, lexicon: Lexicon) -> Iterator[Frame]:
    """A sentence that reports an utterance by an object alone: it is told whole."""
    if not lexicon.list("strong_subjunctive"):
        return
    start = sentence_start(clause)
    passive = ("wurde", "wurden", "worden", "wird", "werden", "nachdem", "als")
    if start >= len(clause) or any(word in passive for word in clause.lower[start:]):
        return
    for token in range(start, len(clause)):
        if clause.pos[token] != "VERB" or clause.quoted[token] or _as_word(clause, token, lexicon):
            continue
        entry = lexicon.verbs[clause.lemma[token]]
        if "o" in entry.takes or any(take.startswith("p:") for take in entry.takes):
            content = range(start, len(clause))
            yield from _frame(clause, token, "object", entry, content, lexicon, 0, len(clause))
            return


# Free indirect speech -----------------------------------------------------------------------


def reported_mood(clause: Clause, lexicon: Lexicon, running: bool) -> tuple[int, ...]:
    """The tokens of a sentence in reported mood without a cue of its own (German subjunctive).

    ``running`` says that the sentence before it was; then the weaker forms count too. A mood in
    a later clause alone gives that clause.
    """
    forms = lexicon.list("subjunctive" if running else "strong_subjunctive")
    start = sentence_start(clause)
    for token in range(start, len(clause)):
        if clause.lower[token] not in forms or clause.quoted[token]:
            continue
        before = clause.lower[max(0, token - 3) : token]
        if clause.lower[token + 1 : token + 2] == ["denn"] or "ich" in before:
            continue
        commas = [t for t in range(start, token) if clause.text[t] == ","]
        if not commas or commas[-1] == token - 1 or running:
            return tuple(range(start, len(clause)))
        if clause.lower[start] in ("wenn", "da", "obwohl", "falls", "nachdem", "weil", "während"):
            return tuple(range(start, len(clause)))
        begin = commas[-1] + 1
        if clause.lower[begin] in ("der", "die", "den", "dem", "deren", "dessen", "welche"):
            continue
        return tuple(range(begin, len(clause)))
    return ()
