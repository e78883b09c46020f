"""What grouping keeps of an article: a few kilobytes of hashes, days, names and two sketches.

Packed as MessagePack, opaque to the store, and read back without copying.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TypeAlias
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.similarity.names import skeleton
from dateline.similarity.names import tokens as name_tokens
from dateline.similarity.texts import MASK, base_language, fold, terms
from dateline.types import AnalysedArticle, DateRange, Mention

Ints: TypeAlias = npt.NDArray[np.int32]

VERSION = 1
LEAD = 400
MAX_TERMS = 400
MAX_ANCHORS = 160
MAX_NAMES = 24
OTHER, PERSON, ORGANIZATION, PLACE, NUMBER = 0, 1, 2, 3, 4
_KINDS = {"person": PERSON, "organization": ORGANIZATION, "place": PLACE}
_EPOCH = date(1970, 1, 1)
_SALT = 0x2545F4
_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_SENTENCE_END = frozenset(".!?:;…\"“”«»'‘’\n")


class Features(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The packed features of one article.

    ``published`` counts days since 1970 with fractions (None: undated, or dated by inference),
    ``first``/``last`` are the days of the article's own date, ``days`` the other days
    its text names (int32, ascending),
    ``terms`` distinct ascending uint32 hashes with ``counts`` (uint8: body in the low four bits,
    lead in the next two, title in the top two), ``anchors`` distinct ascending uint32 hashes, the
    same in every language, with ``kinds`` and ``anchor_counts`` (uint8), ``names`` the canonical
    names mentioned, most frequent first, ``vector`` and ``signature`` as analysed.
    """

    version: int
    language: str
    published: float | None
    first: int | None
    last: int | None
    days: bytes
    terms: bytes
    counts: bytes
    anchors: bytes
    kinds: bytes
    anchor_counts: bytes
    names: tuple[str, ...]
    outlet: str
    length: int
    vector: bytes
    signature: bytes


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Features)


def features(analysed: AnalysedArticle) -> bytes:
    """The packed features of an analysed article; furniture sentences count for nothing."""
    article = analysed.article
    language = base_language(article.language)
    title, body = _title_and_body(analysed)
    found, counts = _terms(title, body, language)
    anchors, kinds, anchor_counts = _anchors(title, body, analysed.mentions)
    first, last = _days(analysed.date)
    dated = not analysed.date.inferred
    published = _published(article.published, first, last) if dated else None
    return pack(
        Features(
            version=VERSION,
            language=language,
            published=published,
            first=first,
            last=last,
            days=_mentioned_days(analysed.mentions),
            terms=found.tobytes(),
            counts=counts.tobytes(),
            anchors=anchors.tobytes(),
            kinds=kinds.tobytes(),
            anchor_counts=anchor_counts.tobytes(),
            names=_names(analysed.mentions),
            outlet=article.outlet or "",
            length=len(body),
            vector=analysed.vector,
            signature=analysed.signature,
        )
    )


def pack(found: Features) -> bytes:
    """The features as bytes."""
    return _encoder.encode(found)


def unpack(packed: bytes) -> Features:
    """The features from their bytes; raises msgspec.DecodeError where they are none."""
    return _decoder.decode(packed)


def day_number(day: str) -> int:
    """Days from 1970-01-01 to an ISO date (a time of day is left aside).

    >>> day_number("1970-01-03")
    2
    """
    return (date.fromisoformat(day[:10]) - _EPOCH).days


def _title_and_body(analysed: AnalysedArticle) -> tuple[str, str]:
    """Title (else the first line, where it is short) and the text without furniture."""
    article = analysed.article
    spans = [(s.start, s.end) for s in analysed.sentences if s.field == "text" and not s.furniture]
    body = "\n".join(article.text[a:b] for a, b in spans) if spans else article.text
    if article.title:
        return article.title, body
    head, _, rest = body.partition("\n")
    return (head, rest) if rest and len(head) <= 160 else ("", body)


def _terms(
    title: str, body: str, language: str
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    in_title = Counter(terms(title, language))
    in_lead = Counter(terms(body[:LEAD], language))
    in_body = Counter(terms(body, language))
    weight = {
        t: in_body[t] + 2 * in_lead[t] + 3 * in_title[t] for t in in_title | in_body | in_lead
    }
    kept = sorted(sorted(weight, key=lambda t: (-weight[t], t))[:MAX_TERMS])
    counts = [
        min(in_body[t], 15) | min(in_lead[t], 3) << 4 | min(in_title[t], 3) << 6 for t in kept
    ]
    return np.array(kept, dtype=np.uint32), np.array(counts, dtype=np.uint8)


def _anchors(
    title: str, body: str, mentions: Iterable[Mention]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Words that look alike in every language: names by their sounds, and numbers."""
    counts: Counter[int] = Counter()
    kinds: dict[int, int] = {}
    for word, kind in [*_capitals_and_numbers(title), *_capitals_and_numbers(body)]:
        anchor = _hash(word)
        counts[anchor] += 1
        kinds[anchor] = max(kind, kinds.get(anchor, OTHER))
    for mention in mentions:
        if mention.kind == "date":
            continue
        for word in name_tokens(mention.value):
            anchor = _hash(word)
            counts[anchor] += 1
            if kinds.get(anchor, OTHER) == OTHER:
                kinds[anchor] = _KINDS[mention.kind]
    kept = sorted(sorted(counts, key=lambda a: (-counts[a], a))[:MAX_ANCHORS])
    return (
        np.array(kept, dtype=np.uint32),
        np.array([kinds[a] for a in kept], dtype=np.uint8),
        np.array([min(counts[a], 255) for a in kept], dtype=np.uint8),
    )


def _capitals_and_numbers(text: str) -> Iterator[tuple[str, int]]:
    """Numbers of two digits and more, and capitalised words that do not begin a sentence."""
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isdigit():
            digits = word.replace(",", "").replace(".", "") if _grouped(word) else word
            if len(digits) > 1:
                yield digits, NUMBER
        elif word[0].isupper() and len(word) > 1:
            at = match.start() - 1
            while at >= 0 and text[at] == " ":
                at -= 1
            if at >= 0 and text[at] not in _SENTENCE_END:
                yield skeleton(fold(word)), OTHER


def _grouped(number: str) -> bool:
    groups = re.split(r"[.,]", number)
    return len(groups) > 1 and all(len(group) == 3 for group in groups[1:])


def _hash(word: str) -> int:
    return (crc32(b"@" + word.encode("utf-8", "surrogatepass")) ^ _SALT) & MASK


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    counts = Counter(m.value for m in mentions if m.kind != "date")
    return tuple(sorted(counts, key=lambda n: (-counts[n], n))[:MAX_NAMES])


def _mentioned_days(mentions: Iterable[Mention]) -> bytes:
    days = {
        day_number(m.when.start)
        for m in mentions
        if m.kind == "date" and m.when and m.when.start and m.when.precision in ("day", "minute")
    }
    return np.array(sorted(days)[:32], dtype=np.int32).tobytes()


def _days(when: DateRange) -> tuple[int | None, int | None]:
    if when.start is None:
        return None, None
    return day_number(when.start), day_number(when.end or when.start)


def _published(published: str | None, first: int | None, last: int | None) -> float | None:
    """When it was published in days; the article's own date where that is not told or differs."""
    if first is None or last is None:
        return None
    middle = (first + last + 1) / 2
    if published is None or "T" not in published:
        return middle
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return middle
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    days = moment.timestamp() / 86400
    return days if first - 1.5 <= days <= last + 2.5 else middle
