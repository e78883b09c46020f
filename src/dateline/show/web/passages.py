"""The passage behind each citation, with the text around it and the way to its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.ports import StoredArticle
from dateline.show.web.segments import Mark, Segment, around, segments
from dateline.types import Citation, CitedSentence

CONTEXT = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader checks a sentence by; ``pieces`` holds the passage marked in its context."""

    number: int
    role: str
    article: StoredArticle | None
    href: str
    pieces: tuple[Segment, ...]
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence and its passages."""

    text: str
    language: str
    passages: tuple[Passage, ...]
    by_hand: bool = False


class Passages:
    """Numbers the passages of one page in the order in which they are first used."""

    def __init__(self, sources: Mapping[str, StoredArticle]) -> None:
        self._sources = sources
        self._numbers: dict[Citation, int] = {}

    def sentence(self, sentence: CitedSentence) -> Shown:
        """A sentence as it is shown."""
        return Shown(sentence.text, sentence.language, self.all(sentence.citations))

    def headline(self, text: str, citations: Iterable[Citation]) -> Shown:
        """A headline with its passages, in the language of the article it is from."""
        passages = self.all(citations)
        first = next((p.article for p in passages if p.article), None)
        return Shown(text, first.article.language if first else "und", passages)

    def renamed(self, title: str) -> Shown:
        """A title that a person gave: it is nobody's sentence and cites nothing."""
        return Shown(title, "und", (), by_hand=True)

    def all(self, citations: Iterable[Citation]) -> tuple[Passage, ...]:
        """The passage of each citation."""
        return tuple(self._passage(citation) for citation in dict.fromkeys(citations))

    def _passage(self, citation: Citation) -> Passage:
        number = self._numbers.setdefault(citation, len(self._numbers) + 1)
        stored = self._sources.get(citation.article)
        href = passage_href(citation)
        if stored is None or stored.article.version != citation.version:
            return Passage(number, citation.role, stored, href, ())
        article = stored.article
        whole = article.text if citation.field == "text" else article.title or ""
        span = (citation.start, citation.end)
        left, right = around(whole, span, CONTEXT)
        marks = [Mark(*span, "passage")]
        return Passage(
            number,
            citation.role,
            stored,
            href,
            tuple(segments(whole, marks, (left, right))),
            left > 0,
            right < len(whole),
        )


def passage_href(citation: Citation) -> str:
    """The address of the article with this passage marked."""
    field = "&field=title" if citation.field == "title" else ""
    place = f"start={citation.start}&end={citation.end}{field}&version={citation.version}"
    return f"/article/{citation.article}?{place}#passage"
