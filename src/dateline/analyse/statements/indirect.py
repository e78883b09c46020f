"""Indirect and mixed speech: candidate frames weighed, widened over quotations, chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.draft import Draft, length, shared, united
from dateline.analyse.statements.frames import Frame, frames
from dateline.analyse.statements.lexicon import Lexicon
from dateline.analyse.statements.marks import Quotation
from dateline.analyse.statements.plain_frames import SCORES, plain_frames
from dateline.analyse.statements.weigh import Weigher, describe
from dateline.types import Spans

_LARGEST_OVERLAP = 0.2
_CELL = 400


def candidates(
    clause: Clause, quotations: Sequence[Quotation], lexicon: Lexicon, judge: Weigher
) -> Iterator[Draft]:
    """The frames of one sentence as drafts with their scores; those never worth it left out."""
    for frame in frames(clause, lexicon) if clause.parsed else plain_frames(clause, lexicon):
        if clause.quoted[frame.cue]:
            continue
        draft = _draft(clause, frame, quotations)
        if draft is None:
            continue
        if not clause.parsed:
            draft.score = SCORES[frame.kind]
        else:
            draft.score = judge.score(describe(clause, frame, draft, lexicon))
        if draft.score >= judge.least:
            yield draft


def _draft(clause: Clause, frame: Frame, quotations: Sequence[Quotation]) -> Draft | None:
    spans = clause.spans(frame.content)
    if not spans:
        return None
    content, quoted = widened(spans, quotations)
    inside = shared(content, quoted)
    sense = frame.entry.sense(frame.kind)
    return Draft(
        content=content,
        quoted=quoted,
        direct=bool(quoted) and inside >= 0.95 * length(content),
        cue=clause.spans(frame.cue_tokens),
        speaker=clause.spans(frame.speaker),
        addressee=clause.spans(frame.addressee),
        clause=clause,
        cue_token=frame.cue,
        speaker_head=frame.speaker_head,
        act=sense.act,
        mode=sense.mode,
    )


def widened(spans: Spans, quotations: Sequence[Quotation]) -> tuple[Spans, Spans]:
    """Spans made to hold whole quotations, and the quoted pieces (without marks) in them.

    A quotation of which the spans hold the greater part within reach is taken whole, over its
    sentence's end too; one that they merely touch is left out.
    """
    low, high = spans[0][0], spans[-1][1]
    content: Spans = spans
    quoted: list[tuple[int, int]] = []
    for quotation in quotations:
        if quotation.span[0] >= high or quotation.span[1] <= low:
            continue
        held = shared(spans, (quotation.span,))
        within = min(quotation.span[1], high) - max(quotation.span[0], low)
        if held >= 0.6 * within and (
            quotation.span[0] >= low or held > 0.6 * length((quotation.span,))
        ):
            content = united((*content, quotation.span))
            quoted.extend(quotation.pieces)
    return content, tuple(quoted)


class Places:
    """Drafts by the stretches of text that they touch, so that only neighbours are compared."""

    def __init__(self, drafts: Sequence[Draft] = ()) -> None:
        self._cells: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        for cell in self._touched(draft):
            self._cells.setdefault(cell, []).append(draft)

    def near(self, draft: Draft) -> Iterator[Draft]:
        for cell in self._touched(draft):
            yield from self._cells.get(cell, ())

    @staticmethod
    def _touched(draft: Draft) -> list[int]:
        cells = {c for a, b in draft.content for c in range(a // _CELL, (b - 1) // _CELL + 1)}
        return sorted(cells)


def chosen(drafts: Sequence[Draft], taken: Sequence[Draft]) -> list[Draft]:
    """The best drafts that tell different characters, against each other and against ``taken``."""
    kept: list[Draft] = []
    places = Places(taken)
    for draft in sorted(drafts, key=lambda d: (-d.score, d.start, d.end)):
        if all(_apart(draft, rival) for rival in places.near(draft)):
            kept.append(draft)
            places.add(draft)
    return kept


def _apart(one: Draft, other: Draft) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return True
    return shared(one.content, other.content) <= _LARGEST_OVERLAP * min(
        length(one.content), length(other.content)
    )
