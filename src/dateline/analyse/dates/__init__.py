"""Dates in text as TIMEX3 (Pustejovsky et al. 2003; values as in TempEval-3).

Words become classes by a lexicon of their language (``tokens``), patterns over classes find the
expressions (``grammar``), and ``resolve`` gives them values against the day of writing, the dates
named before and the tense around them (``context``).
"""

from __future__ import annotations

from datetime import date

from dateline.analyse.dates.calendar import covers
from dateline.analyse.dates.context import Context
from dateline.analyse.dates.grammar import candidates
from dateline.analyse.dates.resolve import resolve
from dateline.analyse.dates.tokens import Tokens, tokenise
from dateline.types import Field, Mention

_MANY, _NEARLY_ALL = 8, 0.8


def find_dates(
    text: str, language: str, written: date | None, field: Field = "text"
) -> tuple[Mention, ...]:
    """Mentions of kind ``date`` in ``text``, in order and without overlap.

    ``language`` is a primary subtag; languages without a lexicon degrade to digits and names of
    months. Relative expressions are resolved against the day ``written``; without it they keep
    the parts that are known (``XXXX-02-26``). ``when`` is set for values with a calendar range.
    """
    tokens = tokenise(text, language)
    codes = "".join(tokens.codes)
    context = Context(text, language, written, _is_history(tokens, written))
    mentions = []
    for found, type_, value in resolve(candidates(codes), tokens, codes, context):
        span = (tokens.starts[found.start], tokens.ends[found.end - 1])
        mentions.append(Mention("date", type_, value, span, field, covers(value)))
    return tuple(mentions)


def _is_history(tokens: Tokens, written: date | None) -> bool:
    """True where a text names many years, nearly all well past, and hardly a weekday or today."""
    years = [int(m) for m, code in zip(tokens.meanings, tokens.codes, strict=True) if code == "Y"]
    near = sum(code in "Wr" for code in tokens.codes)
    if written is None or len(years) < max(_MANY, 4 * near):
        return False
    return sum(year < written.year - 1 for year in years) >= _NEARLY_ALL * len(years)
