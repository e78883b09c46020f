"""CPU of the analysis of an article, stage by stage, on English articles of 3,000 characters.

Milliseconds of process CPU time for 3,000 characters of text, models loaded and warm; ``full`` and
``cheap`` are whole analyses, and articles a second are those of one core.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from bench.scorer import shared
from dateline.analyse import Analyser
from dateline.analyse.dates import find_dates
from dateline.analyse.embed import UniversalEmbedder, title_and_lead
from dateline.analyse.entities import find_entities
from dateline.analyse.parse import Parser
from dateline.analyse.quantities import find_quantities
from dateline.analyse.sentences import split
from dateline.analyse.statements import find_statements
from dateline.similarity.furniture import furniture_spans
from dateline.similarity.reprints import signature
from dateline.types import Article

QUICK = True
ARTICLES = 40


def articles() -> list[Article]:
    """The first forty development articles of 2,500 to 3,500 characters."""
    chosen: list[Article] = []
    for line in shared("data/timelines/syria/articles.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if 2500 < len(row["text"]) < 3500 and len(chosen) < ARTICLES:
            id = f"{len(chosen):016x}"
            given = {"title": row.get("title"), "published": row.get("published")}
            chosen.append(Article(id, id, id, row["text"], language="en", **given))
    return chosen


class Stages:
    """Adds up the CPU seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - began

    def run(self, article: Article, embed: Callable[[str], bytes]) -> None:
        """One article through every stage, as the analyser takes it."""
        with self.timed("sentences"):
            title = split(article.title or "", "en", "title")
            sentences = (*title, *split(article.text, "en"))
        with self.timed("furniture"):
            furniture_spans(article.text, "en")
        with self.timed("dates"):
            mentions = find_dates(article.text, "en", date(2012, 1, 1))
        parser = Parser(article, "en", True, sentences)
        with self.timed("entities"):
            parser.entities("title")
            parser.entities("text")
            found = (*find_entities(parser, sentences, "en"), *mentions)
        with self.timed("grammar"):
            parser.sentence(sentences[0])
        with self.timed("statements"):
            find_statements(article, sentences, found, parser.sentence)
        with self.timed("quantities"):
            find_quantities(article, sentences, found)
        with self.timed("vector"):
            embed(title_and_lead(article))
        with self.timed("signature"):
            signature(article.text)


def measure() -> dict[str, float]:
    """``…_ms`` of every stage and of the whole, and ``…_articles_per_cpu_second``."""
    chosen = articles()
    share = 3000 / sum(len(article.text) for article in chosen)
    figures: dict[str, float] = {}
    for english in ("full", "cheap"):
        analyse = Analyser("cheap" if english == "cheap" else "full")
        analyse(chosen[0])
        began = time.process_time()
        for article in chosen:
            analyse(article)
        seconds = (time.process_time() - began) * share
        figures[f"{english}_ms"] = 1000 * seconds
        figures[f"{english}_articles_per_cpu_second"] = 1 / seconds
    stages, embedder = Stages(), UniversalEmbedder()
    for article in chosen:
        stages.run(article, embedder.embed)
    return figures | {f"{name}_ms": 1000 * s * share for name, s in stages.seconds.items()}


if __name__ == "__main__":
    print(json.dumps({name: round(value, 2) for name, value in measure().items()}, indent=1))
