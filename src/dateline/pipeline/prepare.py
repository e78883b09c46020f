"""One document to one analysed article: the pure part that workers do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.analyse import Analyser
from dateline.analyse.embed import UniversalEmbedder
from dateline.extract import extract
from dateline.ports import Embedder
from dateline.similarity.features import features
from dateline.types import AnalysedArticle, Article, RawDocument, Rejected


@dataclass(frozen=True, slots=True)
class Prepared:
    """An analysed article and what grouping keeps of it."""

    analysed: AnalysedArticle
    features: bytes


@lru_cache(maxsize=1)
def embedder() -> Embedder:
    """The embedder of this process: its weights are loaded once."""
    return UniversalEmbedder()


@lru_cache(maxsize=2)
def analyser_for(english: str) -> Analyser:
    """The analyser of this process: its models are loaded once."""
    return Analyser(english="cheap" if english == "cheap" else "full", embedder=embedder())


@dataclass(frozen=True, slots=True)
class Prepare:
    """Extracts and analyses one document; can be sent to another process."""

    english: str = "full"

    def extracted(self, document: RawDocument | Rejected) -> Article | Rejected:
        """The article in a document."""
        return document if isinstance(document, Rejected) else extract(document)

    def completed(self, item: Article | Prepared | Rejected) -> Prepared | Rejected:
        """Analyses an article; lets through what needs no analysis."""
        return self.analysed(item) if isinstance(item, Article) else item

    def __call__(self, document: RawDocument | Rejected) -> Prepared | Rejected:
        return self.completed(self.extracted(document))

    def analysed(self, article: Article) -> Prepared:
        """Analyses an article that is stored already."""
        analysed = analyser_for(self.english)(article)
        return Prepared(analysed, features(analysed))


def unusable(item: RawDocument | Rejected | Article | Prepared, reason: str) -> Rejected:
    """An item on which extraction or analysis failed: rejected alone, with the reason."""
    held = item.analysed.article if isinstance(item, Prepared) else item
    return Rejected(held.source, "cannot be analysed", reason)
