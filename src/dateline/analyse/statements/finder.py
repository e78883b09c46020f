"""Finds the statements of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from dateline.analyse.statements.clause import Clause, read_clause
from dateline.analyse.statements.direct import Page, Utterance, attribute
from dateline.analyse.statements.draft import Draft, length
from dateline.analyse.statements.indirect import candidates, chosen
from dateline.analyse.statements.lexicon import Lexicon, lexicon
from dateline.analyse.statements.marks import Quotation, find_quotations
from dateline.analyse.statements.weigh import Rules, Weigher
from dateline.similarity.identity import digest
from dateline.types import Article, Field, Mention, Sentence, Spans, Statement

Parse = Callable[[Sentence], Doc | None]
_LONGEST_PARSED = 2000


def find_statements(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    parse: Parse,
) -> tuple[Statement, ...]:
    """The statements of an article's text and title, in their order.

    ``parse`` gives the spaCy parse of one sentence with offsets from its start, or None.
    """
    language = article.language.split("-")[0]
    words = lexicon(language)
    weigher = Rules()
    found: list[Statement] = []
    for field in ("text", "title"):
        text = article.text if field == "text" else article.title or ""
        own = [s for s in sentences if s.field == field and not s.furniture]
        drafts = find_drafts(text, own, words, parse, weigher)
        found.extend(_statement(article, field, text, draft) for draft in drafts)
    return tuple(found)


def find_drafts(
    text: str, sentences: Sequence[Sentence], words: Lexicon | None, parse: Parse, weigher: Weigher
) -> list[Draft]:
    quotations = find_quotations(text)
    clauses = _Clauses(text, sentences, quotations, parse)
    page = Page(text, sentences, clauses.at, words)
    utterances = attribute(page, quotations)
    direct = _drafts(utterances, text)
    if words is None:
        return direct
    indirect: list[Draft] = []
    for n, sentence in enumerate(sentences):
        clause = clauses.at(n)
        if clause is not None:
            near = clauses.quotations(n)
            indirect.extend(candidates(clause, text, near, words, weigher))
    firm = [d for d in direct if not _told_better(d, indirect)]
    kept = chosen(indirect, firm) if indirect else []
    return sorted([*firm, *kept], key=lambda d: (d.start, d.end))


def _told_better(direct: Draft, indirect: Sequence[Draft]) -> bool:
    return False


class _Clauses:
    """The clauses of a field's sentences, made when first asked for."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], parse: Parse
    ) -> None:
        self._text, self._sentences, self._parse = text, sentences, parse
        self._near: list[list[Quotation]] = [[] for _ in sentences]
        self._known: dict[int, Clause | None] = {}
        first = 0
        for n, sentence in enumerate(sentences):
            while first < len(quotations) and quotations[first].span[1] <= sentence.start:
                first += 1
            k = first
            while k < len(quotations) and quotations[k].span[0] < sentence.end:
                self._near[n].append(quotations[k])
                k += 1

    def quotations(self, n: int) -> list[Quotation]:
        return self._near[n]

    def at(self, n: int) -> Clause | None:
        if n not in self._known:
            self._known[n] = self._read(n)
        return self._known[n]

    def _read(self, n: int) -> Clause | None:
        sentence = self._sentences[n]
        if sentence.end - sentence.start > _LONGEST_PARSED:
            return None
        doc = self._parse(sentence)
        if doc is None:
            return None
        return read_clause(doc, sentence.start, [q.span for q in self._near[n]])


def _drafts(utterances: Sequence[Utterance], text: str) -> list[Draft]:
    made: dict[int, Draft] = {}
    out: list[Draft] = []
    for utterance in utterances:
        content = tuple(p for q in utterance.quotations for p in q.pieces)
        clause = utterance.clause
        draft = Draft(content, content, True)
        if clause is not None:
            draft.clause, draft.cue_token = clause, utterance.cue
            draft.cue = clause.spans(utterance.cue_tokens, text) or _points(clause, utterance)
            draft.speaker = clause.spans(utterance.speaker, text)
            draft.speaker_head = utterance.speaker_head
        if utterance.follows is not None:
            draft.follows = made.get(id(utterance.follows))
        made[id(utterance)] = draft
        out.append(draft)
    return out


def _points(clause: Clause, utterance: Utterance) -> Spans:
    return tuple((clause.start[t], clause.end[t]) for t in sorted(utterance.cue_tokens))


def _statement(article: Article, field: Field, text: str, draft: Draft) -> Statement:
    def words(spans: Spans) -> str:
        return " […] ".join(text[a:b] for a, b in spans)

    speaker = draft.speaker
    source: Draft | None = draft
    while not speaker and source is not None and source.follows is not None:
        source = source.follows
        speaker = source.speaker
    spans = ";".join(f"{a}-{b}" for a, b in draft.content)
    return Statement(
        id="q" + digest(article.id, article.version, field, spans),
        article=article.id,
        version=article.version,
        speaker=words(speaker) or None,
        speaker_span=speaker,
        cue=words(draft.cue) or None,
        cue_span=draft.cue,
        content=words(draft.content),
        content_span=draft.content,
        direct=draft.direct,
        mixed=not draft.direct and bool(draft.quoted),
        quoted_spans=draft.quoted,
        mode=draft.mode,
        act=draft.act,
        addressee=words(draft.addressee) or None,
        field=field,
    )
