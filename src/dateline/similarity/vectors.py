"""Vectors as they are stored and compared: unit length, times 127, one signed byte a dimension."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SCALE = 127.0


def quantise(vector: NDArray[np.floating]) -> bytes:
    """The unit vector of ``vector`` times 127, rounded half to even, as signed bytes.

    The zero vector, and one that is not finite, gives zeros.
    """
    values = np.asarray(vector, dtype=np.float64)
    length = float(np.sqrt(np.sum(values * values)))
    if not np.isfinite(length) or length == 0.0:
        return bytes(values.size)
    return np.rint(values / length * SCALE).astype(np.int8).tobytes()


def cosine(a: bytes, b: bytes) -> float:
    """Cosine of two quantised vectors, from -1 to 1; 0 where one is empty or zero.

    The sums are whole numbers, so the result is the same in any order and on any processor.
    """
    if not a or len(a) != len(b):
        return 0.0
    x = np.frombuffer(a, dtype=np.int8).astype(np.int64)
    y = np.frombuffer(b, dtype=np.int8).astype(np.int64)
    squares = int(x @ x) * int(y @ y)
    return float(int(x @ y) / squares**0.5) if squares else 0.0
