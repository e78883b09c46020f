"""Does the cited passage support the sentence? A pure check, for the doctor and for tests.

It holds what DESIGN.md promises: word for word but for marked cuts and cited insertions, and
nothing cut or inserted between quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dateline.tell.passages import fold
from dateline.tell.standing import quotations
from dateline.types import Citation, CitedSentence

CUT = "[…]"
_MARK = re.compile(r"\[[^\[\]]*\]")


def supported(sentence: CitedSentence, text_of: Callable[[Citation], str]) -> str | None:
    """The fault of a shown sentence, or None where every word of it stands.

    ``text_of`` reads a citation's span back from the store and may raise LookupError or
    ValueError where there is no such passage.
    """
    try:
        sources = [fold(text_of(c)) for c in sentence.citations if c.role == "source"]
        inserted = {fold(text_of(c)) for c in sentence.citations if c.role == "insertion"}
        for citation in sentence.citations:
            if not text_of(citation).strip():
                return "a citation spans nothing"
    except (LookupError, ValueError) as error:
        return f"a citation cannot be read: {error}"
    if not sources:
        return "no source is cited"
    text = fold(sentence.text)
    if not text:
        return "the sentence is empty"
    if any(
        _quoted_whole(text, source) and _stands_in(text, source, inserted) for source in sources
    ):
        return None
    if not any(_stands_in(text, source, inserted) for source in sources):
        return "the words do not stand in the passage cited"
    return "a quotation is open, or does not stand in the passage exactly so"


def _stands_in(text: str, source: str, inserted: set[str]) -> bool:
    """Whether the pieces between marks stand in the source in their order.

    A piece may start and end anywhere in the source only at the sentence's own edges and at a
    marked cut; at an insertion the source goes on where it stopped.
    """
    if text in source:
        return True
    pieces, marks = _MARK.split(text), _MARK.findall(text)
    ends = _found(pieces[0], source, range(len(source) + 1))
    for mark, piece in zip(marks, pieces[1:], strict=True):
        reached: set[int] = set()
        for place in ends:
            if source.startswith(mark, place):
                reached |= _found(piece, source, [place + len(mark)])
            if mark == CUT:
                reached |= _found(piece, source, range(place, len(source) + 1))
            elif mark[1:-1] in inserted:
                reached |= _found(piece, source, [place])
        ends = reached
    return bool(ends)


def _found(piece: str, source: str, starts: Iterable[int]) -> set[int]:
    """Where a piece ends in the source if it starts at one of the places; the blanks that part it
    from a mark may be missing there."""
    variants = {piece, piece.lstrip(), piece.rstrip(), piece.strip()}
    return {at + len(v) for at in starts for v in variants if source.startswith(v, at)}


def _quoted_whole(text: str, source: str) -> bool:
    spans = quotations(text)
    return spans is not None and all(text[start:end] in source for start, end in spans)
