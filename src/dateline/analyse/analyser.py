"""The analysis of one article, put together from its parts."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from dateline.analyse.dates import find_dates
from dateline.analyse.embed import UniversalEmbedder, title_and_lead
from dateline.analyse.entities import find_entities
from dateline.analyse.evidence import given_date, inferred_date
from dateline.analyse.language import detect, primary
from dateline.analyse.parse import Parser, model_versions
from dateline.analyse.sentences import split
from dateline.ports import Embedder
from dateline.types import AnalysedArticle, Article, DateRange, Mention, Sentence

REVISION = "1"
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
        parser = Parser(article, language, grammar)
        sentences = (
            *split(article.title or "", language, "title"),
            *split(article.text, language),
        )
        dated, dates = _dates(article, language)
        mentions = (*find_entities(parser, sentences, language), *dates)
        return AnalysedArticle(
            article=article,
            analysis=self.id,
            date=dated,
            sentences=sentences,
            mentions=mentions,
            statements=_statements(article, sentences, mentions, parser),
            quantities=_quantities(article, sentences, mentions),
            vector=self._embedder.embed(title_and_lead(article)),
            signature=_signature(article.text),
        )


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


@cache
def _part(module: str, name: str) -> Any:
    """A function of a room that may not have been built yet."""
    if find_spec(module) is None:
        return None
    return getattr(import_module(module), name, None)


def _statements(
    article: Article,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    parser: Parser,
) -> Any:
    find = _part("dateline.analyse.statements", "find_statements")
    return find(article, sentences, mentions, parser.sentence) if find else ()


def _quantities(
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]
) -> Any:
    find = _part("dateline.analyse.quantities", "find_quantities")
    return find(article, sentences, mentions) if find else ()


def _signature(text: str) -> Any:
    make = _part("dateline.similarity.reprints", "signature")
    return make(text) if make else b""
