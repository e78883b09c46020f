"""Names by rule, for languages without a model: runs of capitalised words.

Kinds are told by what stands beside the name (a title before it, a preposition of place), by the
shape of the name, and by the company it keeps in the article; a run that nothing speaks for is
left out where it opens a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.types import Mention, MentionKind, Sentence

_RUN = re.compile(
    r"(?<!\w)[^\W\d_a-z][\w’'-]*\.?(?:[ \u00a0](?:(?:de|del|la|von|van|der|di|da|al|bin|ben)[ ])?"
    r"[^\W\d_a-z][\w’'-]*)*"
)
_TRIM = re.compile(r"['’]s$|[.'’-]+$")


def names_by_rule(text: str, sentences: Sequence[Sentence], language: str) -> list[Mention]:
    """Mentions in one field's ``text``, whose ``sentences`` are given, in order."""
    found: list[Mention] = []
    for sentence in sentences:
        for match in _RUN.finditer(text, sentence.start, sentence.end):
            start, end = match.span()
            tail = _TRIM.search(text[start:end])
            end = start + tail.start() if tail else end
            words = text[start:end].split()
            if not words or not text[start].isupper():
                continue
            if len(words) == 1 and (start <= sentence.start + 1 or language == "de"):
                continue
            kind: MentionKind = "person" if len(words) in (2, 3) else "organization"
            found.append(Mention(kind, "", " ".join(words), (start, end), sentence.field))
    return found
