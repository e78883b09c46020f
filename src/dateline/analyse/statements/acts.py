"""What a statement does: its act, by cue first and then by the shape of its content."""

from __future__ import annotations

from dateline.analyse.statements.clause import Clause
from dateline.analyse.statements.draft import Draft
from dateline.analyse.statements.lexicon import Lexicon
from dateline.types import Act


def act_of(draft: Draft, content: str, words: Lexicon | None) -> Act:
    """The act of a statement with these words as its content.

    A cue that says what it does ("denied") decides; under a neutral one ("said") the shape of a
    direct content does.
    """
    if content.rstrip(" \"”'»")[-1:] == "?" and draft.act in ("claim", "demand"):
        return "question"
    if draft.act != "claim":
        return _unless_negated(draft.act, draft.clause, draft.cue_token)
    if words is not None and draft.mode == "speech":
        for shape in words.shapes:
            if (draft.direct or shape.anywhere) and shape.pattern.search(content):
                return shape.act
    return draft.act


def _unless_negated(act: Act, clause: Clause | None, cue: int | None) -> Act:
    """ "did not deny", "refused to promise": no denial, no pledge."""
    if clause is None or cue is None:
        return act
    if any(clause.dep[kid] == "neg" for kid in clause.children[cue]):
        return "claim"
    head = clause.head[cue]
    if clause.dep[cue] == "xcomp" and clause.lemma[head] in ("refuse", "decline"):
        return "refusal"
    return act
