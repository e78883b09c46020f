"""Names of things: short hashes of what they stand on (DESIGN.md, "Identity")."""

from __future__ import annotations

from hashlib import sha256


def digest(*parts: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of ``parts`` joined by U+001F.

    Lone surrogates, which no file can hold but a broken program can pass, are hashed as they are.

    >>> digest("https://example.org/a")
    'b5b10dd0429e69ac'
    """
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
