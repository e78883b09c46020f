"""Asking about one event: who printed whose text, and one utterance in several wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.pipeline.ask import EventReport
from dateline.ports import Store, StoredArticle, StoredStatement
from dateline.types import Citation, Event, Quantity

MOST_DIFFERING = 0.7
"""The share of differing words above which marking them says nothing."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said once, in each wording that reports give it."""

    id: str
    renderings: tuple[StoredStatement, ...]
    words: tuple[tuple[tuple[str, bool], ...], ...]
    """For each rendering its words, and whether no other rendering has that word."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures for one thing counted, in the order of their articles."""

    counted: str
    unit: str
    values: tuple[tuple[Quantity, StoredArticle], ...]


def by_origin(articles: Iterable[StoredArticle]) -> tuple[tuple[StoredArticle, ...], ...]:
    """Articles that share one piece of reporting, earliest first; the earliest origin first."""
    groups: defaultdict[str, list[StoredArticle]] = defaultdict(list)
    for stored in articles:
        groups[stored.origin].append(stored)
    ordered = [tuple(sorted(group, key=lambda a: a.order)) for group in groups.values()]
    return tuple(sorted(ordered, key=lambda group: group[0].order))


def utterances(statements: Iterable[StoredStatement]) -> tuple[Utterance, ...]:
    """Statements with the renderings of one utterance together, most renderings first."""
    groups: defaultdict[str, list[StoredStatement]] = defaultdict(list)
    for stored in statements:
        groups[stored.same_as or stored.statement.id].append(stored)
    found = [
        Utterance(id, tuple(group), differing([s.statement.content for s in group]))
        for id, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda u: -len(u.renderings)))


def differing(texts: Sequence[str]) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """The words of each text, and whether no other of the texts has that word.

    Where hardly a word is shared, as between two languages, none is marked.
    """
    bare = [[_bare(word) for word in text.split()] for text in texts]
    marked = []
    for at, text in enumerate(texts):
        others = {word for index, words in enumerate(bare) if index != at for word in words}
        differ = [bool(others) and word not in others for word in bare[at]]
        if sum(differ) > MOST_DIFFERING * len(differ):
            differ = [False] * len(differ)
        marked.append(tuple(zip(text.split(), differ, strict=True)))
    return tuple(marked)


def _bare(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())


def figures(report: EventReport) -> tuple[Figures, ...]:
    """Figures for the same thing from two articles or more, most of them first."""
    articles = {stored.article.id: stored for stored in report.articles}
    groups: defaultdict[tuple[str, str], list[tuple[Quantity, StoredArticle]]] = defaultdict(list)
    for quantity in report.quantities:
        if quantity.counted and (stored := articles.get(quantity.article)):
            groups[quantity.counted.casefold(), quantity.unit].append((quantity, stored))
    found = [
        Figures(
            counted, unit, tuple(sorted(values, key=lambda pair: (pair[1].order, pair[0].span)))
        )
        for (counted, unit), values in groups.items()
        if len({stored.article.id for _, stored in values}) > 1
    ]
    return tuple(sorted(found, key=lambda f: (-len(f.values), f.counted)))


def sources_of_event(store: Store, event: Event) -> Mapping[str, StoredArticle]:
    """The articles that an event's sentences, headline and disagreements cite."""
    telling = event.telling
    cited = [*telling.headline_citations]
    cited += [c for sentence in telling.summary for c in sentence.citations]
    for disagreement in (*telling.disagreements, *telling.developments):
        cited += [c for side in disagreement.sides for c in side.citations]
    return sources_of_citations(store, cited)


def sources_of_citations(
    store: Store, citations: Iterable[Citation]
) -> Mapping[str, StoredArticle]:
    """The articles that citations name, by id."""
    cited = sorted({citation.article for citation in citations})
    return {stored.article.id: stored for stored in store.articles(cited)}
