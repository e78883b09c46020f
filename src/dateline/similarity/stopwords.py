"""Function words by language: those that spaCy brings, folded as texts are."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec


@cache
def stopwords(language: str) -> frozenset[str]:
    """The folded function words of a language (primary subtag); empty where spaCy has none.

    >>> "the" in stopwords("en"), stopwords("xx")
    (True, frozenset())
    """
    from dateline.similarity.texts import fold

    name = f"spacy.lang.{language}"
    if not language.isalpha() or find_spec(name) is None or find_spec(f"{name}.stop_words") is None:
        return frozenset()
    listed = import_module(f"{name}.stop_words").STOP_WORDS
    return frozenset(fold(part) for word in listed for part in word.replace("’", "'").split("'"))
