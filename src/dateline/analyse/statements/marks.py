"""Quotation marks of all kinds: where each outermost quotation begins and ends.

One pass over the marks of a text with a small stack, so linear in the length of the text. A mark
is read by its shape first (``„`` always opens) and by its neighbours where its shape is used both
ways (``"``, ``“``, ``«``): an opening mark stands before a word, a closing one after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.types import Span

# What may close a quotation that this mark opened.
_CLOSERS = {
    "“": "”\"“", "„": "“”\"‟„", "‟": "”\"", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    '"': "\"”“", "＂": "＂", "‘": "’'", "‚": "‘’", "'": "'’", "「": "」", "『": "』",
    "``": "''", "''": "''",
}  # fmt: skip
_MARK = re.compile(r"``|''|[“”„‟«»‹›\"＂‘’‚'「」『』\n]")
_SINGLE = frozenset("‘’‚'‹›")
_STRAIGHT = frozenset("\"＂”“»«›‹'‘’")
_NEVER_OPENS = frozenset(["’", "」", "』"])
_DEPTH = 4
_LONGEST_OPEN = 4000


@dataclass(frozen=True, slots=True)
class Quotation:
    """An outermost quotation: ``span`` with its marks, ``inner`` without them.

    ``pieces`` are the parts of ``inner`` without the marks that newspapers repeat at the head of
    each paragraph of a long quotation. ``closed`` is False where its end was never marked.
    """

    span: Span
    inner: Span
    pieces: tuple[Span, ...]
    closed: bool
    single: bool


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    end: int
    repeats: list[Span]


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of ``text``, in order, without overlap.

    A quotation left open at the end of a paragraph runs on when the next paragraph begins with
    an opening mark of its kind, else it ends with the paragraph.

    >>> [q.inner for q in find_quotations('He said: "No." She left.')]
    [(10, 13)]
    """
    found: list[Quotation] = []
    stack: list[_Open] = []
    skip = -1
    for match in _MARK.finditer(text):
        mark, at, end = match.group(), match.start(), match.end()
        if at < skip:
            continue
        if mark == "\n":
            skip = _at_line_end(text, at, stack, found)
        elif stack and _closes(text, at, end, mark, stack):
            _close(text, stack, mark, at, end, found)
        elif len(stack) < _DEPTH and _opens(text, at, end, mark, stack):
            stack.append(_Open(mark, at, end, []))
    if stack:
        _give_up(text, len(text), stack, found)
    return tuple(found)


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else " "


def _after(text: str, end: int) -> str:
    return text[end] if end < len(text) else " "


def _opens(text: str, at: int, end: int, mark: str, stack: list[_Open]) -> bool:
    if mark not in _CLOSERS or mark in _NEVER_OPENS:
        return False
    before, after = _before(text, at), _after(text, end)
    if after.isspace():
        # French puts (no-break) spaces inside its marks.
        if not (mark == "«" and after in " \u00a0\u202f"):
            return False
    elif after in ",.;:!?)]»”" and mark not in "„「『":
        return False
    if mark in _SINGLE:
        return not before.isalnum() and before not in ".,!?)" and not (stack and mark == "'")
    if mark == '"' and before.isdigit():
        return False
    if mark in "”»" and not stack:
        return not before.isalnum() and before not in ".,!?" and after.isalnum()
    return True


def _closes(text: str, at: int, end: int, mark: str, stack: list[_Open]) -> bool:
    top = stack[-1]
    if mark not in _CLOSERS[top.mark]:
        # A double mark closes its own quotation over a single one that was left open inside.
        outer = next((o for o in stack if o.mark not in _SINGLE), None)
        if outer is None or top.mark not in _SINGLE or mark not in _CLOSERS[outer.mark]:
            return False
    if mark in ("’", "'"):
        return not _after(text, end).isalnum() and not _before(text, at).isspace()
    if mark in "“„«»" and mark == top.mark:
        return False
    if mark == "“" and top.mark == '"':
        return not _after(text, end).isalnum()
    if mark in ('"', "''"):
        return not (_before(text, at) in " ([—–" and _after(text, end).isalnum())
    return True


def _close(
    text: str, stack: list[_Open], mark: str, at: int, end: int, found: list[Quotation]
) -> None:
    while stack and mark not in _CLOSERS[stack[-1].mark]:
        stack.pop()
    if not stack:
        return
    top = stack.pop()
    if not stack:
        _keep(text, top, at, end, True, found)


def _keep(text: str, top: _Open, at: int, end: int, closed: bool, found: list[Quotation]) -> None:
    pieces, start = [], top.end
    for a, b in top.repeats:
        pieces.append(_trimmed(text, start, a))
        start = b
    pieces.append(_trimmed(text, start, at))
    kept = tuple((a, b) for a, b in pieces if a < b)
    if kept:
        inner = (kept[0][0], kept[-1][1])
        found.append(Quotation((top.start, end), inner, kept, closed, top.mark in _SINGLE))


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the spaces that some languages put inside the marks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _at_line_end(text: str, at: int, stack: list[_Open], found: list[Quotation]) -> int:
    """Carries an open quotation into the next paragraph or ends it; where to go on reading."""
    if not stack:
        return -1
    following = at
    while following < len(text) and text[following].isspace():
        following += 1
    bottom = stack[0]
    # Lines within a paragraph are no reason to end anything.
    if text.count("\n", at, following) == 1 and text[following : following + 1].islower():
        return -1
    del stack[1:]
    if text.startswith(bottom.mark, following) and bottom.mark not in _SINGLE:
        bottom.repeats.append((at, following + len(bottom.mark)))
        return following + len(bottom.mark)
    _give_up(text, at, stack, found)
    return -1


def _give_up(text: str, at: int, stack: list[_Open], found: list[Quotation]) -> None:
    """A quotation whose end was never marked ends with its paragraph, if that is likely at all."""
    bottom = stack[0]
    stack.clear()
    while at > bottom.end and text[at - 1].isspace():
        at -= 1
    likely = bottom.mark not in _SINGLE and _before(text, bottom.start) in " \n\u00a0:"
    if likely and at - bottom.start <= _LONGEST_OPEN + 2000 * len(bottom.repeats):
        _keep(text, bottom, at, at, False, found)
