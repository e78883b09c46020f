"""Texts cut at the ends of marked spans, so that overlapping marks can be drawn side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.types import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text that is drawn with the CSS class ``kind``; ``label`` says what it is."""

    start: int
    end: int
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks all along; ``first`` is where a passage begins."""

    text: str
    kinds: tuple[str, ...] = ()
    label: str = ""
    first: bool = False


def segments(text: str, marks: Iterable[Mark], within: Span | None = None) -> Iterator[Segment]:
    """``text[within]`` as pieces that together are that text, each with the marks over it."""
    start, end = within or (0, len(text))
    held = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    edges = {start, end}
    for mark in held:
        edges |= {max(start, mark.start), min(end, mark.end)}
    ordered = sorted(edges)
    for left, right in pairwise(ordered):
        over = [m for m in held if m.start <= left and m.end >= right]
        yield Segment(
            text[left:right],
            tuple(sorted({m.kind for m in over})),
            "; ".join(dict.fromkeys(m.label for m in over if m.label)),
            any(m.kind == "passage" and m.start == left for m in over),
        )


def paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[list[Segment]]:
    """The pieces of each paragraph that is not blank; a paragraph ends at a line end."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield list(segments(text, marks, (start, end)))
        start = end + 1


def around(text: str, span: Span, context: int) -> Span:
    """``span`` with up to ``context`` characters on both sides, cut between words."""
    left, right = max(0, span[0] - context), min(len(text), span[1] + context)
    while 0 < left < span[0] and not text[left - 1].isspace():
        left += 1
    while span[1] < right < len(text) and not text[right].isspace():
        right -= 1
    return left, right
