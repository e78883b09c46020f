"""Word lists as the package's data files write them."""

from __future__ import annotations

import re
from collections.abc import Iterator


def phrases(words: str) -> Iterator[str]:
    """The entries of a list; braces hold endings.

    >>> list(phrases("hour{,s}, day"))
    ['hour', 'hours', 'day']
    """
    for item in re.findall(r"(?:\{[^}]*\}|[^,{])+", words):
        if item.strip():
            yield from _expand(re.split(r"\{([^}]*)\}", " ".join(item.split())))


def _expand(pieces: list[str]) -> Iterator[str]:
    if len(pieces) == 1:
        yield pieces[0]
        return
    for ending in pieces[1].split(","):
        for tail in _expand(pieces[2:]):
            yield pieces[0] + ending.strip() + tail
