"""Stored text: line ends and control characters change, and nothing else does."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Cc but for the line end, the byte-order mark, and lone surrogates, which no store can hold.
_UNWANTED = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """``text`` with ``\\n`` line ends, a space for a tab, without mark and control characters.

    >>> clean("One\\r\\ntwo\\0.")
    'One\\ntwo.'
    """
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def clean_line(text: str | None) -> str | None:
    """One line of metadata: cleaned, runs of white space as one space, None where empty."""
    return _SPACES.sub(" ", clean(text)).strip() or None if text else None
