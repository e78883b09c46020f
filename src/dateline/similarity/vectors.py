"""Quantised unit vectors: 512 signed bytes, compared in whole numbers.

A sum of products of two such vectors stays below 2**24, so single precision holds it exactly and
every machine, thread count and order of summation gives the same figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]

SCALE = 127.0


def quantise(vector: npt.ArrayLike) -> bytes:
    """A vector of any length as the unit vector times 127, one signed byte a dimension.

    The zero vector, and one that is not finite, gives zeros.

    >>> list(quantise([3.0, -4.0]))
    [76, 154]
    """
    values = np.asarray(vector, dtype=np.float64).ravel()
    norm = float(np.sqrt((values * values).sum()))
    if not norm or not np.isfinite(norm):
        return bytes(values.size)
    return np.rint(values / norm * SCALE).astype(np.int8).tobytes()


def unpack(vector: bytes) -> Floats:
    """The signed bytes as single precision numbers, not scaled back."""
    return np.frombuffer(vector, dtype=np.int8).astype(np.float32)


def unit(vector: bytes) -> Floats:
    """The vector with length one (all zeros stay so)."""
    values = unpack(vector)
    norm = float(np.sqrt(float(values @ values)))
    return values / np.float32(norm) if norm else values


def cosine(a: bytes, b: bytes) -> float:
    """Cosine of two quantised vectors from -1 to 1; 0 where one is missing or lengths differ.

    >>> cosine(quantise([1.0, 0.0]), quantise([1.0, 0.0]))
    1.0
    """
    if not a or len(a) != len(b):
        return 0.0
    x, y = unpack(a), unpack(b)
    squares = float(x @ x) * float(y @ y)
    return float(float(x @ y) / squares**0.5) if squares else 0.0


def centroid(vectors: Sequence[bytes]) -> bytes:
    """The direction of the sum of vectors of one length; ``b""`` of none."""
    present = [v for v in vectors if v]
    if not present:
        return b""
    return quantise(np.sum([unpack(v) for v in present if len(v) == len(present[0])], axis=0))
