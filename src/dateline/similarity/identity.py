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


def event_id(founding_article: str) -> str:
    """The id of the event that this article founded."""
    return "e" + founding_article


def storyline_id(founding_event: str) -> str:
    """The id of the storyline that this event founded."""
    return "s" + founding_event[1:]
