"""When something was said: a date beside its cue, else the article's own day, as inferred."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.analyse.statements.draft import Draft
from dateline.types import Article, DateRange, Mention, Sentence

_FARTHEST = 90


def said_at(
    draft: Draft, dates: Sequence[Mention], sentence: Sentence | None, article: Article
) -> DateRange | None:
    """The nearest date of the cue's sentence outside the content; ``dates`` are in order."""
    if draft.cue and sentence is not None:
        place = draft.cue[0][0]
        near = []
        for mention in dates[bisect_left(dates, sentence.start, key=lambda m: m.span[0]) :]:
            a, b = mention.span
            if a >= sentence.end:
                break
            inside = any(a < end and start < b for start, end in draft.content)
            gap = min(abs(a - place), abs(b - place))
            if not inside and gap <= _FARTHEST and mention.when is not None:
                near.append((gap, a, mention.when))
        if near:
            return min(near, key=lambda found: found[:2])[2]
    day = (article.published or "")[:10]
    return DateRange(day, day, "day", inferred=True) if len(day) == 10 else None
