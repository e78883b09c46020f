"""Fictional reports, made from plain text: sentences at full stops, dates in square notation."""

from __future__ import annotations

import re
from hashlib import sha256

from dateline.types import (
    AnalysedArticle,
    Article,
    Citation,
    DateRange,
    Event,
    EventTelling,
    Mention,
    Report,
    Sentence,
)


def day(text: str) -> DateRange:
    return DateRange(text, text, "day")


def article(
    text: str,
    published: str | None = "2031-05-04",
    title: str | None = None,
    language: str = "en",
    outlet: str = "adriatic.example",
    dates: dict[str, str] | None = None,
    people: tuple[str, ...] = (),
) -> AnalysedArticle:
    """``dates`` maps words of the text to the day they mean."""
    key = sha256(f"{title}{text}{outlet}{published}".encode()).hexdigest()[:16]
    made = Article(
        key, key, key[::-1], text, title, outlet=outlet, published=published, language=language
    )
    sentences = tuple(
        Sentence(m.start(), m.end()) for m in re.finditer(r"\S.*?(?:[.!?][”\"»]?(?=\s|$)|$)", text)
    )
    mentions = [
        Mention("date", "DATE", when, (m.start(), m.end()), when=day(when))
        for words, when in (dates or {}).items()
        for m in re.finditer(re.escape(words), text)
    ]
    mentions += [
        Mention("person", "", name, (m.start(), m.end()))
        for name in people
        for m in re.finditer(re.escape(name), text)
    ]
    when = day(published[:10]) if published else DateRange()
    return AnalysedArticle(made, "test", when, sentences, tuple(mentions))


def report(*args, origin: str | None = None, **named) -> Report:
    made = article(*args, **named)
    return Report(made, origin or made.article.id)


def reader(reports):
    """text_of for ``supported`` over the reports' articles."""
    texts = {
        (r.analysed.article.id, r.analysed.article.version): r.analysed.article for r in reports
    }

    def text_of(citation: Citation) -> str:
        found = texts[citation.article, citation.version]
        return ((found.title or "") if citation.field == "title" else found.text)[
            citation.start : citation.end
        ]

    return text_of


def event(id: str, telling: EventTelling, reports, references: int = 0) -> Event:
    outlets = tuple(sorted({r.analysed.article.outlet for r in reports}))
    origins = len({r.origin for r in reports})
    ids = tuple(r.analysed.article.id for r in reports)
    return Event(id, "s1", telling, ids, origins, outlets, references=references)
