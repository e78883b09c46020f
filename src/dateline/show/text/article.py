"""An article as it is stored, and the difference of its versions, as text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.show.text.flavour import Flavour
from dateline.show.words import counted, date_words
from dateline.types import Article

if TYPE_CHECKING:
    from dateline.ports import StoredArticle


def article_text(stored: StoredArticle, flavour: Flavour) -> str:
    """Title, facts and the whole text."""
    article = stored.article
    facts = [
        flavour.plain(article.outlet or "unknown outlet"),
        flavour.plain(article.byline or ""),
        date_words(stored.date),
        article.language,
        "partial" if article.partial else "",
        counted(len(stored.versions), "version"),
        f"event {stored.event}" if stored.event else "",
        f"prints the text of {stored.origin}" if stored.origin != article.id else "",
        flavour.plain(article.url or article.source),
    ]
    lines = [
        flavour.title(article.title or article.id),
        flavour.paragraph(" · ".join(fact for fact in facts if fact)),
        "",
    ]
    for paragraph in article.text.split("\n"):
        lines.append(flavour.paragraph(flavour.plain(paragraph)) if paragraph.strip() else "")
    return "\n".join(lines).rstrip() + "\n"


def versions_text(versions: Sequence[Article], flavour: Flavour) -> str:
    """What each edit took out and put in."""
    newest = versions[-1]
    lines = [flavour.title(newest.title or newest.id), counted(len(versions), "version"), ""]
    for before, after in pairwise(versions):
        when = after.updated or after.published or "at an unknown time"
        lines.append(flavour.heading(f"Edited {when}"))
        lines += difference(before, after, flavour)
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def difference(before: Article, after: Article, flavour: Flavour) -> Iterator[str]:
    """Sentences taken out (−) and put in (+)."""
    if before.title != after.title:
        yield flavour.item("−", flavour.plain(before.title or "no title"))
        yield flavour.item("+", flavour.plain(after.title or "no title"))
    old, new = pieces(before.text), pieces(after.text)
    for line in difflib.ndiff(old, new):
        if line.startswith("- "):
            yield flavour.item("−", flavour.plain(line[2:]))
        elif line.startswith("+ "):
            yield flavour.item("+", flavour.plain(line[2:]))


def pieces(text: str) -> list[str]:
    """A text in pieces small enough to compare by eye."""
    return [p for p in (s.strip() for s in re.split(r"(?<=[.!?…])\s+|\n+", text)) if p]
