"""Two flavours of writing, one for a terminal and one for Markdown."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from typing import Protocol

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def safe(text: str) -> str:
    """Text of an article without what would command a terminal, on one line."""
    return CONTROL.sub("", " ".join(text.split()))


class Flavour(Protocol):
    """Writes the parts of a page; text given to it comes from articles and is hostile."""

    def title(self, text: str) -> str: ...
    def heading(self, text: str) -> str: ...
    def strong(self, text: str) -> str: ...
    def quiet(self, text: str) -> str: ...
    def plain(self, text: str) -> str: ...
    def paragraph(self, text: str, indent: int = 0) -> str: ...
    def item(self, mark: str, text: str) -> str: ...
    def mark(self, number: int) -> str: ...
    def source_mark(self, number: int) -> str: ...


class TerminalFlavour:
    """Wrapped lines, with colour only where asked for."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(20, width)
        self.colour = colour

    def _styled(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def title(self, text: str) -> str:
        lines = textwrap.wrap(safe(text), self.width)
        rule = "─" * min(self.width, max((display_width(line) for line in lines), default=0))
        return "\n".join([*(self._styled("1", line) for line in lines), rule])

    def heading(self, text: str) -> str:
        return self._styled("1;34", safe(text))

    def strong(self, text: str) -> str:
        lines = textwrap.wrap(safe(text), self.width)
        return "\n".join(self._styled("1", line) for line in lines)

    def quiet(self, text: str) -> str:
        return self._styled("2", text)

    def plain(self, text: str) -> str:
        return safe(text)

    def paragraph(self, text: str, indent: int = 0) -> str:
        pad = " " * indent
        return "\n".join(
            textwrap.wrap(
                text, self.width, initial_indent=pad, subsequent_indent=pad, break_on_hyphens=False
            )
        )

    def item(self, mark: str, text: str) -> str:
        rest = " " * (display_width(mark) + 1)
        return "\n".join(
            textwrap.wrap(
                f"{mark} {text}",
                self.width,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )

    def mark(self, number: int) -> str:
        return f"[{number}]"

    def source_mark(self, number: int) -> str:
        return f"[{number}]"


class MarkdownFlavour:
    """CommonMark with footnotes, every mark in a text escaped."""

    def title(self, text: str) -> str:
        return f"# {self.plain(text)}"

    def heading(self, text: str) -> str:
        return f"## {self.plain(text)}"

    def strong(self, text: str) -> str:
        return f"**{self.plain(text)}**"

    def quiet(self, text: str) -> str:
        return f"*{text}*"

    def plain(self, text: str) -> str:
        return MARKDOWN.sub(r"\\\1", safe(text))

    def paragraph(self, text: str, indent: int = 0) -> str:
        return text

    def item(self, mark: str, text: str) -> str:
        return f"{mark} {text}" if mark.startswith("[^") else f"- {text}"

    def mark(self, number: int) -> str:
        return f"[^{number}]"

    def source_mark(self, number: int) -> str:
        return f"[^{number}]:"


def display_width(text: str) -> int:
    """Columns that a terminal gives to ``text``."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
