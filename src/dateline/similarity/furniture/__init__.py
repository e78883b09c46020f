"""Page furniture that one text alone shows: invitations, labels and notices around the article.

The rules are about lines, not about outlets: an invitation is a short line that tells the reader
to do something with the page, a label names a part of the page and nothing else, a notice states
rights or corrections of the outlet. What repeats over an outlet's articles is learned elsewhere
(DESIGN.md, "Text, spans, cuts").
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dateline.types import Span

_LINE = re.compile(r"[^\n]+")
_ENDS = tuple(".!?…。！？．؟۔।॥։።") + ("...",)
_CLOSING = "\"'”’»›“‘」』）)]*_ \t\u200f\u200e"
# An emoji or an old smiley ends a sentence as a full stop does.
_SYMBOLS = re.compile(r"(?:[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]|[:;]-?[)(DP])[\s\W]*$")
_LETTER = re.compile(r"[^\W\d_]")
_ADORNMENT = re.compile(r"^[\s\W\d_]+|[\s\W\d_]+$")
_WITHOUT_FULL_STOPS = {"th", "lo", "km", "my", "bo", "dz"}
_EDGE_LINES = 12
_SHORT_WORDS = 14
_SHORT_LETTERS = 90
_LONGEST_INVITATION = 140


def is_furniture_line(line: str) -> bool:
    """True for a line that is furniture wherever it stands."""
    line = line.strip()
    if not line:
        return False
    return _is_label(line) or _matches("anywhere", line)


def furniture_spans(text: str, language: str = "und") -> tuple[Span, ...]:
    """The lines of ``text`` that are page furniture, as spans in order, without line ends.

    The rules of every language are tried in every text, since the furniture of a page often
    speaks another language than its article; ``language`` (BCP 47) only says whether a line
    without a full stop may be a sentence.

    >>> furniture_spans("The bridge opened on Monday.\\nRead the full article here")
    ((29, 55),)
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    marked = {span for span in lines if is_furniture_line(text[slice(*span)])}
    marked |= _at_the_end(text, [span for span in lines if span not in marked], language)
    return tuple(_trimmed(text, span) for span in lines if span in marked)


def _at_the_end(text: str, lines: list[Span], language: str) -> set[Span]:
    """What trails the article: edge invitations, and short lines that no sentence ends.

    Only where the text's own paragraphs end as sentences do, so that scripts and styles without
    full stops lose nothing, and never the only line.
    """
    marked: set[Span] = set()
    ended = sum(_ends_a_sentence(text[slice(*span)]) for span in lines)
    unpunctuated = language.partition("-")[0] in _WITHOUT_FULL_STOPS
    punctuated = not unpunctuated and ended >= 2 and ended * 2 >= len(lines)
    for span in reversed(lines[1:][-_EDGE_LINES:]):
        line = text[slice(*span)].strip()
        invites = _matches("edge", line)
        trails = punctuated and _is_short(line) and not _ends_a_sentence(line)
        opens_nothing = line.endswith((":", "：")) and _is_short(line)
        if not (invites or trails or opens_nothing):
            break
        marked.add(span)
    return marked


def _is_label(line: str) -> bool:
    return _ADORNMENT.sub("", line).casefold() in _labels() or not _LETTER.search(line)


def _is_short(line: str) -> bool:
    return len(line) <= _SHORT_LETTERS and line.count(" ") < _SHORT_WORDS


def _ends_a_sentence(line: str) -> bool:
    bare = _SYMBOLS.sub("", line)
    return bare.rstrip(_CLOSING).endswith(_ENDS) or len(bare) < len(line)


def _trimmed(text: str, span: Span) -> Span:
    line = text[slice(*span)]
    return span[0] + len(line) - len(line.lstrip()), span[0] + len(line.rstrip())


def _matches(rules: str, line: str) -> bool:
    brief = len(line) <= _LONGEST_INVITATION
    return brief and any(rule.search(line) for rule in _rules(rules))


@cache
def _rules(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line, re.IGNORECASE) for line in _lines_of(name))


@cache
def _labels() -> frozenset[str]:
    return frozenset(label for line in _lines_of("labels") for label in line.split("|"))


def _lines_of(name: str) -> list[str]:
    text = files("dateline.similarity.furniture").joinpath(f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
