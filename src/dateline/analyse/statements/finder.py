"""Finds the statements of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.tokens import Doc

from dateline.analyse.language import detect
from dateline.analyse.statements.acts import act_of
from dateline.analyse.statements.clause import Clause, read_clause
from dateline.analyse.statements.conditions import condition_by_words, condition_in_clause
from dateline.analyse.statements.direct import Page, Utterance, attribute
from dateline.analyse.statements.draft import Draft, length, shared
from dateline.analyse.statements.indirect import Places, candidates, chosen
from dateline.analyse.statements.lexicon import Lexicon, lexicon
from dateline.analyse.statements.marks import Quotation, find_quotations
from dateline.analyse.statements.plain import read_plain
from dateline.analyse.statements.plain_frames import reported_mood
from dateline.analyse.statements.speakers import Speakers
from dateline.analyse.statements.times import said_at
from dateline.analyse.statements.weigh import Weigher, weigher
from dateline.similarity.identity import digest
from dateline.types import Act, Article, DateRange, Field, Mention, Sentence, Spans, Statement

Parse = Callable[[Sentence], Doc | None]
_LONGEST_PARSED = 2000
_LONGEST_CHAIN = 10


def find_statements(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    parse: Parse,
) -> tuple[Statement, ...]:
    """The statements of an article's text and title, by field and place.

    ``parse`` gives the spaCy parse of one sentence with offsets from its start, or None.
    Raises nothing for any text.
    """
    language = article.language.split("-")[0].lower()
    if language == "und":
        language = detect(f"{article.title or ''}\n{article.text}")
    words, judge = lexicon(language), weigher(language)
    found: list[Statement] = []
    fields: tuple[Field, Field] = ("title", "text")
    for field in fields:
        text = article.text if field == "text" else article.title or ""
        own = [s for s in sentences if s.field == field and not s.furniture]
        clauses = _Clauses(text, own, find_quotations(text), parse, words)
        drafts = find_drafts(text, clauses, words, judge)
        named = [m for m in mentions if m.field == field]
        makers = Speakers(text, own, clauses.at, named, words).resolve(drafts)
        dates = sorted((m for m in named if m.kind == "date"), key=lambda m: m.span)
        for draft in drafts:
            speaker = _named(draft, makers)
            condition = _condition(draft, clauses, text, words)
            sentence = clauses.sentence_of(draft.cue[0][0]) if draft.cue else None
            when = said_at(draft, dates, sentence, article)
            content = _words(text, draft.content)
            act = act_of(draft, content, words)
            found.append(_statement(article, field, text, draft, speaker, condition, when, act))
    return tuple(found)


def _named(draft: Draft | None, makers: Mapping[int, str | None]) -> tuple[str | None, Spans]:
    """Name and span of a draft's speaker; a quotation without its own goes on from another's."""
    for _ in range(_LONGEST_CHAIN):
        if draft is None or draft.speaker or makers.get(id(draft)):
            break
        draft = draft.follows
    if draft is None:
        return None, ()
    return makers.get(id(draft)), draft.speaker


def _condition(draft: Draft, clauses: _Clauses, text: str, words: Lexicon | None) -> Spans:
    for n in clauses.touching(draft.content):
        clause = clauses.at(n)
        if clause is not None and clause.parsed:
            found = condition_in_clause(clause, draft.content)
            if found:
                return found
        elif words is not None:
            sentence = clauses.sentences[n]
            inside = tuple(
                (max(a, sentence.start), min(b, sentence.end))
                for a, b in draft.content
                if a < sentence.end and sentence.start < b
            )
            found = condition_by_words(text, inside, words)
            if found:
                return found
    return ()


def find_drafts(text: str, clauses: _Clauses, words: Lexicon | None, judge: Weigher) -> list[Draft]:
    """The drafts of one field: quotations with their cues, then the best frames beside them."""
    page = Page(text, clauses.sentences, clauses.at, words)
    direct = _drafts(attribute(page, clauses.all_quotations), words)
    indirect = list(_candidates(clauses, words, judge)) if words else []
    places = Places(indirect)
    firm = [d for d in direct if not _told_better(d, places)]
    kept = chosen(indirect, firm) if indirect else []
    drafts = sorted([*firm, *kept], key=lambda d: (d.start, d.end))
    return _with_reported_mood(drafts, clauses, words) if words else drafts


def _with_reported_mood(drafts: list[Draft], clauses: _Clauses, words: Lexicon) -> list[Draft]:
    """Adds sentences that go on in the mood of reported speech (German subjunctive)."""
    if not words.list("strong_subjunctive"):
        return drafts
    owners = _owners(drafts, clauses)
    added: list[Draft] = []
    last: tuple[int, Draft] | None = None
    for n in range(len(clauses)):
        clause = clauses.at(n)
        if n in owners or clause is None:
            last = (n, owners[n]) if n in owners else last
            continue
        before = last[1] if last is not None and n - last[0] == 1 else None
        running = before is not None and bool(added) and before is added[-1]
        content = clause.spans(reported_mood(clause, words, running))
        if not content:
            continue
        if before is not None and running:
            before.content = (*before.content, *content)
        else:
            before = Draft(content, (), False, follows=before)
            added.append(before)
        last = (n, before)
    return sorted([*drafts, *added], key=lambda d: (d.start, d.end))


def _owners(drafts: Sequence[Draft], clauses: _Clauses) -> dict[int, Draft]:
    """The draft that has a part in each sentence, by the sentence's number."""
    owners: dict[int, Draft] = {}
    for draft in drafts:
        for n in clauses.touching(draft.content):
            owners[n] = draft
        if draft.cue:
            for n in clauses.touching(draft.cue):
                owners.setdefault(n, draft)
    return owners


def all_candidates(
    text: str, sentences: Sequence[Sentence], words: Lexicon, parse: Parse, judge: Weigher
) -> list[Draft]:
    """Every frame that would be weighed, for training."""
    clauses = _Clauses(text, sentences, find_quotations(text), parse, words)
    return list(_candidates(clauses, words, judge))


def _candidates(clauses: _Clauses, words: Lexicon, judge: Weigher) -> Iterator[Draft]:
    for n in range(len(clauses)):
        clause = clauses.at(n)
        if clause is not None:
            yield from candidates(clause, clauses.quotations(n), words, judge)


def _told_better(direct: Draft, indirect: Places) -> bool:
    """Whether a quotation is but a piece of a clause that a frame tells whole."""
    if direct.firm:
        return False
    size = length(direct.content)
    for other in indirect.near(direct):
        if other.direct and other.cue_token != direct.cue_token and direct.cue_token is not None:
            continue
        if other.clause and not other.clause.parsed and other.score <= 0.5:
            continue
        if shared(direct.content, other.content) >= 0.9 * size:
            return True
    return False


class _Clauses:
    """The clauses of a field's sentences, made when first asked for."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        parse: Parse,
        words: Lexicon | None,
    ) -> None:
        self.sentences, self.all_quotations = sentences, quotations
        self._text, self._parse, self._words = text, parse, words
        self._near: list[list[Quotation]] = [[] for _ in sentences]
        self._starts = [sentence.start for sentence in sentences]
        self._known: dict[int, Clause | None] = {}
        first = 0
        for n, sentence in enumerate(sentences):
            while first < len(quotations) and quotations[first].span[1] <= sentence.start:
                first += 1
            k = first
            while k < len(quotations) and quotations[k].span[0] < sentence.end:
                self._near[n].append(quotations[k])
                k += 1

    def __len__(self) -> int:
        return len(self.sentences)

    def sentence_of(self, place: int) -> Sentence | None:
        n = bisect_right(self._starts, place) - 1
        return self.sentences[n] if n >= 0 else None

    def touching(self, spans: Spans) -> Iterator[int]:
        """The sentences that hold a part of ``spans``, in order."""
        for n in range(max(0, bisect_right(self._starts, spans[0][0]) - 1), len(self.sentences)):
            sentence = self.sentences[n]
            if sentence.start >= spans[-1][1]:
                return
            if any(a < sentence.end and sentence.start < b for a, b in spans):
                yield n

    def quotations(self, n: int) -> list[Quotation]:
        return self._near[n]

    def at(self, n: int) -> Clause | None:
        if n not in self._known:
            self._known[n] = self._read(n)
        return self._known[n]

    def _read(self, n: int) -> Clause | None:
        sentence = self.sentences[n]
        if sentence.end - sentence.start > _LONGEST_PARSED:
            return None
        quoted = [q.span for q in self._near[n]]
        doc = self._parse(sentence) if self._words and self._words.parsed else None
        if doc is not None:
            return read_clause(doc, sentence.start, quoted)
        if self._words is None:
            return None
        return read_plain(self._text, sentence.start, sentence.end, self._words, quoted)


def _drafts(utterances: Sequence[Utterance], words: Lexicon | None) -> list[Draft]:
    made: dict[int, Draft] = {}
    out: list[Draft] = []
    for utterance in utterances:
        content = tuple(p for q in utterance.quotations for p in q.pieces)
        clause = utterance.clause
        draft = Draft(content, content, True, firm=utterance.firm)
        if clause is not None:
            draft.clause, draft.cue_token = clause, utterance.cue
            draft.cue = clause.spans(utterance.cue_tokens) or _points(clause, utterance)
            draft.speaker = clause.spans(utterance.speaker)
            draft.speaker_head = utterance.speaker_head
            if words is not None and utterance.cue is not None:
                cue = words.verbs.get(clause.lemma[utterance.cue])
                if cue is not None:
                    sense = cue.sense("quote")
                    draft.act, draft.mode = sense.act, "speech"
        if utterance.follows is not None:
            draft.follows = made.get(id(utterance.follows))
        made[id(utterance)] = draft
        out.append(draft)
    return out


def _points(clause: Clause, utterance: Utterance) -> Spans:
    return tuple((clause.start[t], clause.end[t]) for t in sorted(utterance.cue_tokens))


def _words(text: str, spans: Spans) -> str:
    return " […] ".join(text[a:b] for a, b in spans)


def _statement(
    article: Article,
    field: Field,
    text: str,
    draft: Draft,
    speaker: tuple[str | None, Spans],
    condition: Spans,
    when: DateRange | None,
    act: Act,
) -> Statement:
    spans = ";".join(f"{a}-{b}" for a, b in draft.content)
    return Statement(
        id="q" + digest(article.id, article.version, field, spans),
        article=article.id,
        version=article.version,
        speaker=speaker[0],
        speaker_span=speaker[1],
        cue=_words(text, draft.cue) or None,
        cue_span=draft.cue,
        content=_words(text, draft.content),
        content_span=draft.content,
        direct=draft.direct,
        mixed=not draft.direct and bool(draft.quoted),
        quoted_spans=draft.quoted,
        mode=draft.mode,
        act=act,
        condition=_words(text, condition) or None,
        condition_span=condition,
        addressee=_words(text, draft.addressee) or None,
        said_at=when,
        field=field,
    )
