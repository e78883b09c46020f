"""Which texts are one text: bottom-k MinHash of word triples (Broder 1997).

The sketch keeps the k smallest hashes, so that the share of the shorter text that stands in the
longer one (containment: wire copy cut by an editor) can be estimated as well as resemblance.
"""

from __future__ import annotations

from typing import TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dateline.similarity.texts import words

Sketch: TypeAlias = npt.NDArray[np.uint32]

SIZE = 128
SHINGLE = 3


def signature(text: str) -> bytes:
    """Up to 128 smallest hashes of the text's word triples, ascending, as little-endian uint32.

    A text of fewer than three words gives ``b""``: it is like nothing.
    """
    found = words(text)
    hashes = {
        _mix(crc32(" ".join(found[i : i + SHINGLE]).encode("utf-8", "surrogatepass")))
        for i in range(len(found) - SHINGLE + 1)
    }
    return np.array(sorted(hashes)[:SIZE], dtype="<u4").tobytes()


def _mix(value: int) -> int:
    # CRC-32 is linear: without this step near texts would get near hashes, not random ones.
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)


def unpack(sketch: bytes) -> Sketch:
    """The sketch as an ascending array."""
    return np.frombuffer(sketch, dtype="<u4")


def overlap(a: bytes, b: bytes) -> tuple[float, float, float]:
    """(resemblance, share of a that stands in b, share of b that stands in a), each 0 to 1."""
    return overlap_of(unpack(a), unpack(b))


def overlap_of(a: Sketch, b: Sketch) -> tuple[float, float, float]:
    """The same of unpacked sketches."""
    if not len(a) or not len(b):
        return 0.0, 0.0, 0.0
    limit = 0xFFFFFFFF
    if len(a) >= SIZE:
        limit = min(limit, int(a[-1]))
    if len(b) >= SIZE:
        limit = min(limit, int(b[-1]))
    # Below the limit both sketches are complete samples of their texts.
    x = a[: int(np.searchsorted(a, limit, side="right"))]
    y = b[: int(np.searchsorted(b, limit, side="right"))]
    if not len(x) or not len(y):
        return 0.0, 0.0, 0.0
    shared = int(np.isin(x, y, assume_unique=True).sum())
    return shared / (len(x) + len(y) - shared), shared / len(x), shared / len(y)


def resemblance(a: bytes, b: bytes) -> float:
    """Estimated Jaccard similarity of two texts' word triples, 0 to 1."""
    return overlap(a, b)[0]


def containment(a: bytes, b: bytes) -> float:
    """Estimated share of the shorter text's word triples that stand in the other, 0 to 1."""
    return max(overlap(a, b)[1:])
