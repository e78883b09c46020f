"""Words in any script, and how much each one tells in a stream that starts empty.

Terms are 22-bit hashes of a language and a stemmed word, so the frequencies of all languages live
in one array of constant size. Weights are tf-idf (Salton and Buckley 1988) with document
frequencies that follow the stream.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dateline.similarity.stopwords import stopwords

Terms: TypeAlias = npt.NDArray[np.uint32]
Floats: TypeAlias = npt.NDArray[np.float32]

BITS = 22
MASK = (1 << BITS) - 1
STEM = 6
PRIOR = 100
_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)


def fold(text: str) -> str:
    """Compatibility forms unified, letters in one case, accents and vowel marks taken away."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", plain)


def words(text: str) -> list[str]:
    """Folded words in order; runs of a script without spaces give overlapping pairs of letters.

    >>> words("The Mayor’s 2nd café")
    ['the', 'mayor', 's', '2nd', 'cafe']
    >>> words("東京都庁")
    ['東京', '京都', '都庁']
    """
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if word.isascii() or not _UNSPACED.search(word):
            found.append(word)
        else:
            found.extend(_split_unspaced(word))
    return found


def _split_unspaced(word: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > at:
            pieces.append(word[at : run.start()])
        letters = run.group()
        pieces += [letters[i : i + 2] for i in range(max(1, len(letters) - 1))]
        at = run.end()
    if at < len(word):
        pieces.append(word[at:])
    return pieces


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word's first six letters: crude, the same for every language, and enough to count by.

    Numbers stay whole; an Arabic article goes first.
    """
    if word[0].isdigit():
        return word
    if "\u0621" <= word[0] <= "\u064a":
        for article in ("\u0648\u0627\u0644", "\u0627\u0644"):
            if word.startswith(article) and len(word) > len(article) + 2:
                word = word.removeprefix(article)
                break
    if word.endswith("s") and 3 < len(word) <= STEM:
        return word[:-1]
    return word[:STEM]


def is_content(word: str, language: str) -> bool:
    """Whether a folded word can tell texts apart: no function word, no single letter."""
    if len(word) < 2 and word.isascii():
        return word.isdigit()
    return word not in stopwords(language)


@lru_cache(maxsize=400_000)
def term(word: str, language: str) -> int:
    """The hash of a folded word's stem in its language."""
    return crc32(f"{language}:{stem(word)}".encode()) & MASK


def terms(text: str, language: str) -> list[int]:
    """The hashes of the content words of a text, in order, repetitions kept."""
    base = base_language(language)
    return [term(word, base) for word in words(text) if is_content(word, base)]


def base_language(language: str) -> str:
    """The primary subtag of a BCP 47 tag: ``pt`` of ``pt-BR``."""
    return language.split("-", 1)[0].lower() or "und"


class DocumentFrequencies:
    """In how many documents each term stood so far, and how many documents there were.

    The counts live in one array of 2**22 cells whatever the stream's length. Idf is smoothed:
    ``log((n + 100) / (df + 1)) + floor`` with n the documents of the language: as if a hundred
    others had come before, so that in a store of ten articles their common names still count.
    """

    def __init__(self) -> None:
        self._counts: npt.NDArray[np.uint32] = np.zeros(1 << BITS, dtype=np.uint32)
        self._documents: dict[str, int] = {}

    def add(self, distinct: Terms, language: str) -> None:
        """Counts one document; ``distinct`` holds each of its terms once."""
        self._counts[distinct] += 1
        self._documents[language] = self._documents.get(language, 0) + 1

    def documents(self, language: str) -> int:
        """How many documents of the language were counted."""
        return self._documents.get(language, 0)

    def idf(self, wanted: Terms, language: str, floor: float = 0.3) -> Floats:
        """The weight of each term, float32 of the same shape."""
        n = np.float32(PRIOR + self._documents.get(language, 0))
        seen = self._counts[wanted].astype(np.float32) + np.float32(1)
        weights: Floats = np.log(n / seen) + np.float32(floor)
        return weights
