"""The headline of an event: the cited title, or else the sentence, that states the happening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.tell.passages import Passage, Vector, cosine, fold, terms, weighted
from dateline.tell.standing import quotations, quoted_spans
from dateline.types import Citation, Report

_TAIL = re.compile(r"\s+(?:[|–—-]|::)\s+[^|–—]{2,40}$")
_LABEL = re.compile(
    r"^(?:live|live updates?|watch|video|opinion|analysis|explainer|factbox|timeline|podcast|"
    r"q&a|quiz|review|comment|editorial|in pictures|photos|update \d|exclusive)\b\s*[:|–—-]?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:how|why|what|who|where|when|which|is|are|can|could|should|will|would|does|do|did|here'?s|"
    r"\d+ (?:things|ways|reasons)|cómo|qué|por qué|comment|pourquoi|wie|warum|was|як|чому|что|как|"
    r"почему)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 24
FOREIGN = 0.5
"""What a title in another language than most reports counts."""


def headline(
    reports: Sequence[Report], centre: Vector, weights: Vector, lead: Passage | None
) -> tuple[str, tuple[Citation, ...]]:
    """The title nearest to what all reports say that states it plainly; else the lead sentence;
    else the first title as it stands; empty where there is nothing to cite."""
    best: tuple[float, str, Citation] | None = None
    first: tuple[str, Citation] | None = None
    seen: set[str] = set()
    main = main_language(reports)
    for report in reports:
        citation = _title_span(report)
        if citation is None or report.origin in seen:
            continue
        seen.add(report.origin)
        title = fold((report.analysed.article.title or "")[citation.start : citation.end])
        first = first or (title, citation)
        language = report.analysed.article.language
        score = plainness(title) * (0.2 + cosine(weighted(terms(title, language), weights), centre))
        score *= 1.0 if language == main else FOREIGN
        if plainness(title) > 0.3 and (best is None or score > best[0]):
            best = (score, title, citation)
    if best is not None:
        return best[1], (best[2],)
    if lead is not None:
        return lead.text, (lead.citation(),)
    return (first[0], (first[1],)) if first else ("", ())


def main_language(reports: Sequence[Report]) -> str:
    """The language of most origins; of equals, that of the earliest report."""
    origins: dict[str, set[str]] = {}
    for report in reports:
        origins.setdefault(report.analysed.article.language, set()).add(report.origin)
    return max(origins, key=lambda language: len(origins[language]), default="und")


def _title_span(report: Report) -> Citation | None:
    """The title without the outlet's name at its end."""
    article = report.analysed.article
    title = article.title or ""
    start, end = len(title) - len(title.lstrip()), len(title.rstrip())
    tail = _TAIL.search(title[:end])
    if tail and tail.start() - start >= 20:
        end = tail.start()
    return Citation(article.id, article.version, start, end, "title") if end > start else None


def plainness(title: str) -> float:
    """From 0 to 1: how plainly a title states a happening; teasers, labels and questions do not."""
    size, plain = len(title.split()), 1.0
    if quotations(title) is None or title.rstrip("\"'”» ").endswith(("?", "…", "...", ":")):
        return 0.1
    if _ASKS.match(title) or _LABEL.match(title):
        plain -= 0.6
    if size < 4 or size > _MOST_WORDS:
        plain -= 0.4
    if title.isupper():
        plain -= 0.2
    quoted = sum(end - start for start, end in quoted_spans(title))
    plain -= 0.5 * quoted / max(1, len(title))
    if re.search(r"\b(?:I|you|your|we|this|these)\b", title):
        plain -= 0.3
    return max(0.05, plain)
