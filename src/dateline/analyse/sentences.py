"""Divides a text into sentences with exact spans (blingfire, then rules for what it leaves).

Nothing is repaired: fused words stay fused, and a sentence's span read back from the text is the
sentence. A line break always ends a sentence, and each line that is not blank is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blingfire import text_to_sentences_and_offsets

from dateline.analyse.abbreviations import abbreviations
from dateline.types import Field, Sentence, Span

_LINE = re.compile(r"[^\n]+")
# What the C library cannot take or would trip over; every one is replaced by one code point.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_FULL_STOP_WITHOUT_SPACE = re.compile("[。！？｡]+[」』”’）》〉]*")
_ARABIC_END = re.compile(r"[؟۔।]+[»”\"]*\s+")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
_LATE_CLOSING = re.compile(r"[”’»」』）)\]]+(?=\s|[^\W\d_]|$)")
_MISSED = re.compile(
    r"(?<=[^\W\d_A-ZÀ-ÞА-Я]{2})[.!?…]+[\"”“»’)]*\s+(?=[\"“„«(¿¡–—]*\s?[A-ZÀ-ÞА-ЯЁІЇЄҐ])"
)
_ORDINAL = re.compile(r"(?<![\w.,])\d{1,2}\.$")
_ORDINALS_WITH_STOP = {"de", "cs", "da", "fi", "hu", "nb", "no", "pl", "sk", "sl", "hr", "et", "tr"}
_DATELINE = re.compile(
    r"[A-ZÀ-ÞА-ЯЄІЇҐ]{2}[A-ZÀ-ÞА-ЯЄІЇҐ.'’-]*(?:[ ,/]+[A-ZÀ-ÞА-ЯЄІЇҐ0-9][\w.'’-]*){0,7}"
    r"(?:\s+\([A-ZÀ-ÞА-ЯЄІЇҐ][\w.'’& /-]{1,38}\)\s*[-–—:]+|\s+[–—])\s+(?=[\w\"“«„])"
)
"""TESMAR, Orvany, March 3 (Meridian Wire) –"""
_ROUGH = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+")


def split(text: str, language: str, field: Field = "text") -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order; spans are trimmed of white space and never overlap.

    Every character that is no white space lies in exactly one sentence. A dateline before the
    first words of a paragraph is a sentence of its own, marked as furniture: place and agency are
    no part of what is told.
    """
    primary = language.split("-")[0].lower()
    found = []
    for paragraph, line in enumerate(_lines(text)):
        spans = _joined(text, _spans(text, *line, primary), primary)
        dateline = _DATELINE.match(text, *spans[0]) if spans and field == "text" else None
        if dateline and dateline.end() < spans[0][1]:
            cut = _trimmed(text, spans[0][0], dateline.end())
            found.append(Sentence(*cut, field, paragraph, furniture=True))
            spans[0] = (dateline.end(), spans[0][1])
        found += [Sentence(start, end, field, paragraph) for start, end in spans]
    return tuple(found)


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        span = _trimmed(text, *match.span())
        if span[0] < span[1]:
            yield span


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _spans(text: str, start: int, end: int, language: str) -> list[Span]:
    """The sentences of one line, cut again where other languages and scripts end a sentence."""
    marks = [_FULL_STOP_WITHOUT_SPACE, _ARABIC_END]
    if language != "en":
        marks.append(_MISSED)
    spans: list[Span] = []
    for left, right in _blingfire(text, start, end):
        late = _LATE_CLOSING.match(text, left, right) if spans else None
        if late:
            spans[-1] = (spans[-1][0], late.end())
            left = late.end()
        cuts = sorted({m.end() for mark in marks for m in mark.finditer(text, left, right)})
        for cut in cuts:
            spans.append(_trimmed(text, left, cut))
            left = cut
        if left < right:
            spans.append(_trimmed(text, left, right))
    return [span for span in spans if span[0] < span[1]]


def _blingfire(text: str, start: int, end: int) -> list[Span]:
    line = _UNSAFE.sub("\ufffd", text[start:end])
    try:
        _, offsets = text_to_sentences_and_offsets(line)
    except AssertionError:  # its own check of its offsets
        offsets = []
    spans = [_trimmed(text, start + left, start + right) for left, right in offsets]
    return spans if _covers(text, start, end, spans) else _roughly(text, start, end)


def _covers(text: str, start: int, end: int, spans: list[Span]) -> bool:
    """True when the spans are in order and nothing but white space lies outside them."""
    place = start
    for left, right in spans:
        if not place <= left < right <= end or text[place:left].strip():
            return False
        place = right
    return not text[place:end].strip()


def _roughly(text: str, start: int, end: int) -> list[Span]:
    spans = []
    for match in _ROUGH.finditer(text, start, end):
        spans.append(_trimmed(text, start, match.end()))
        start = match.end()
    spans.append(_trimmed(text, start, end))
    return [span for span in spans if span[0] < span[1]]


def _joined(text: str, spans: list[Span], language: str) -> list[Span]:
    """Takes back a cut after an abbreviation, an ordinal or before a small letter."""
    joined: list[Span] = []
    for span in spans:
        if joined and _is_no_end(text, joined[-1], span, language):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def _is_no_end(text: str, before: Span, after: Span, language: str) -> bool:
    head = text[after[0] : after[0] + 12].lstrip("\"'“”„«»‘’([–—- ")
    if head[:1].islower():
        return True
    left = max(before[0], before[1] - 24)
    if language in _ORDINALS_WITH_STOP and _ORDINAL.search(text, left, before[1]):
        return True
    last = _LAST_WORD.search(text[left : before[1]])
    return last is not None and last[1].casefold() in abbreviations(language)
