"""Indirect and mixed speech: candidate frames weighed, widened over quotations, chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.draft import Draft, length, shared, united
from dateline.analyse.statements.frames import Frame, frames
from dateline.analyse.statements.lexicon import Lexicon
from dateline.analyse.statements.marks import Quotation
from dateline.analyse.statements.weigh import Weigher, describe
from dateline.types import Spans

_LARGEST_OVERLAP = 0.2


def candidates(
    clause: Clause, text: str, quotations: Sequence[Quotation], lexicon: Lexicon, weigher: Weigher
) -> Iterator[Draft]:
    """The frames of one sentence as drafts with their scores; those never worth it left out."""
    for frame in frames(clause, lexicon):
        if clause.quoted[frame.cue]:
            continue
        draft = _draft(clause, frame, text, quotations)
        if draft is None:
            continue
        draft.score = weigher.score(describe(clause, frame, draft, lexicon))
        if draft.score >= weigher.least:
            yield draft


def _draft(
    clause: Clause, frame: Frame, text: str, quotations: Sequence[Quotation]
) -> Draft | None:
    spans = clause.spans(frame.content, text)
    if not spans:
        return None
    content, quoted = widened(spans, quotations)
    inside = shared(content, quoted)
    return Draft(
        content=content,
        quoted=quoted,
        direct=bool(quoted) and inside >= 0.95 * length(content),
        cue=clause.spans(frame.cue_tokens, text),
        speaker=clause.spans(frame.speaker, text),
        addressee=clause.spans(frame.addressee, text),
        clause=clause,
        cue_token=frame.cue,
        speaker_head=frame.speaker_head,
        groups=frame.entry.groups,
        act=frame.entry.act,
        mode=frame.entry.mode,
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
        if held >= 0.6 * within and (quotation.span[0] >= low or held > 0.6 * length((quotation.span,))):
            content = united((*content, quotation.span))
            quoted.extend(quotation.pieces)
    return content, tuple(quoted)


def chosen(drafts: Sequence[Draft], taken: Sequence[Draft]) -> list[Draft]:
    """The best drafts that tell different characters, against each other and against ``taken``."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.score, d.start, d.end)):
        rivals = (*kept, *taken)
        if all(_apart(draft, rival) for rival in rivals):
            kept.append(draft)
    return kept


def _apart(one: Draft, other: Draft) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return True
    return shared(one.content, other.content) <= _LARGEST_OVERLAP * min(
        length(one.content), length(other.content)
    )
