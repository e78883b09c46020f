"""Plain text and Markdown files: the text as it is, and a title where its first line is one."""

from __future__ import annotations

import re

from dateline.similarity.furniture import is_furniture_line
from dateline.types import RawDocument

_LONGEST_TITLE = 160
_FULL_STOPS = tuple(".。｡।۔։።")
_CLOSING = "\"'”’»“)]*_ "
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")


def document(text: str, source: str) -> RawDocument:
    """A text file as a document; its title stays in the text too."""
    return RawDocument(source, text=text, title=title_of(text))


def title_of(text: str) -> str | None:
    """The first line that is not furniture, where it is short, ends without a full stop, and
    something follows it."""
    rest = [line.strip() for line in text.splitlines() if line.strip()][:8]
    while rest and is_furniture_line(rest[0]):
        rest.pop(0)
    if len(rest) < 2:
        return None
    heading = _MARKDOWN_HEADING.match(rest[0])
    line = heading.group(1) if heading else rest[0]
    short = 0 < len(line) <= _LONGEST_TITLE
    return line if short and not line.rstrip(_CLOSING).endswith(_FULL_STOPS) else None
