"""How much of one input is read before it is refused, and the refusal itself."""

from __future__ import annotations

MEBIBYTE = 1 << 20
MAX_DOCUMENT = 16 * MEBIBYTE
"""The most bytes of one text, page or JSON Lines record, after decompression."""
MAX_WHOLE_JSON = 64 * MEBIBYTE
"""The most bytes of a JSON document that must be held whole."""
FREE_OUTPUT = 32 * MEBIBYTE
"""What a compressed file may expand to before its ratio is looked at."""
MAX_RATIO = 200
"""Bytes out for a byte in. News text compresses 3 to 10 times, a bomb about 1,000 times."""


class Unreadable(Exception):
    """One input cannot be read; becomes a ``Rejected`` at the edge of ``read``."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def size(count: int) -> str:
    """A count of bytes as people read it: ``16 MiB``."""
    if count >= MEBIBYTE:
        return f"{count / MEBIBYTE:.0f} MiB"
    return f"{count / 1024:.0f} KiB" if count >= 1024 else f"{count} bytes"
