"""The analysis of one article, put together from its parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from dateline.analyse.dates import find_dates
from dateline.analyse.embed import UniversalEmbedder, title_and_lead
from dateline.analyse.entities import find_entities
from dateline.analyse.evidence import given_date, inferred_date
from dateline.analyse.language import detect, primary
from dateline.analyse.parse import Parser, model_versions
from dateline.analyse.quantities import find_quantities
from dateline.analyse.sentences import split
from dateline.analyse.statements import find_statements
from dateline.ports import Embedder
from dateline.similarity.furniture import furniture_spans
from dateline.similarity.reprints import signature
from dateline.types import AnalysedArticle, Article, DateRange, Mention, Sentence

REVISION = "8"
"""Raised with every change of any part's results, so that ``rebuild --analyse`` sees it."""


class Analyser:
    """Callable that makes an ``AnalysedArticle`` of an ``Article``: pure, and safe to pickle.

    ``english`` chooses between spaCy's English pipeline and rules alone ("cheap"), ``embedder``
    makes the vector (``UniversalEmbedder`` where None is given). ``id`` names the versions of all
    that the result depends on. The same article always gives the same analysis.
    """

    def __init__(
        self, english: Literal["full", "cheap"] = "full", embedder: Embedder | None = None
    ) -> None:
        self._english = english
        self._embedder = UniversalEmbedder() if embedder is None else embedder
        self.id = f"dateline-{REVISION};{english};{model_versions()};{self._embedder.id}"

    def __call__(self, article: Article) -> AnalysedArticle:
        """All that the text alone tells. Raises nothing for any text."""
        language = primary(article.language)
        if language == "und":
            language = detect(f"{article.title or ''}\n{article.text}")
        grammar = language != "en" or self._english == "full"
        sentences = _sentences(article, language)
        parser = Parser(article, language, grammar, sentences)
        dated, dates = _dates(article, language)
        with parser.memory():
            mentions = (*find_entities(parser, sentences, language), *dates)
            statements = find_statements(article, sentences, mentions, parser.sentence)
        return AnalysedArticle(
            article=article,
            analysis=self.id,
            date=dated,
            sentences=sentences,
            mentions=mentions,
            statements=statements,
            quantities=find_quantities(article, sentences, mentions),
            vector=self._embedder.embed(title_and_lead(article)),
            signature=signature(article.text),
        )


def _sentences(article: Article, language: str) -> tuple[Sentence, ...]:
    """Those of the title, then those of the text, with furniture marked."""
    masked = furniture_spans(article.text, language)
    text = tuple(
        replace(sentence, furniture=True)
        if any(start < sentence.end and sentence.start < end for start, end in masked)
        else sentence
        for sentence in split(article.text, language)
    )
    return (*split(article.title or "", language, "title"), *text)


def _dates(article: Article, language: str) -> tuple[DateRange, tuple[Mention, ...]]:
    """The article's date by its own evidence, and the dates in it seen from that day."""
    given = given_date(article)
    if given is None:
        given = inferred_date(_mentioned(article, language, None))
    day = given.start[:10] if given.start and given.precision in ("day", "minute") else None
    return given, _mentioned(article, language, date.fromisoformat(day) if day else None)


def _mentioned(article: Article, language: str, written: date | None) -> tuple[Mention, ...]:
    title = find_dates(article.title or "", language, written, "title")
    return (*title, *find_dates(article.text, language, written))
