"""A timeline as text: entries newest first, every sentence numbered to its sources below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.ports import StoredArticle
from dateline.show.text.flavour import Flavour
from dateline.show.words import counted, date_words, day_words, span_words
from dateline.types import Citation, CitedSentence, Timeline, TimelineEntry


class Numbers:
    """Gives each cited article the next number, in order of first use."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def number(self, citation: Citation) -> int:
        return self.of.setdefault(citation.article, len(self.of) + 1)


def timeline_text(
    timeline: Timeline, sources: Mapping[str, StoredArticle], flavour: Flavour, language: str = ""
) -> str:
    """The whole timeline; ``sources`` are the cited articles by id."""
    numbers = Numbers()
    parts = [flavour.title(timeline.title), flavour.quiet(overview(timeline)), ""]
    if timeline.background:
        parts += [flavour.heading("Background"), ""]
        for entry in timeline.background:
            parts += [*entry_lines(entry, numbers, flavour, language), ""]
        parts += [flavour.heading("Timeline"), ""]
    for entry in timeline.entries:
        parts += [*entry_lines(entry, numbers, flavour, language), ""]
    parts += source_lines(numbers, sources, flavour)
    return "\n".join(parts).rstrip() + "\n"


def overview(timeline: Timeline) -> str:
    """The line under the title."""
    entries = timeline.entries
    if not entries:
        return "no event matches"
    days = sorted(e.date.start for e in entries if e.date.start)
    facts = [span_words(days[0], days[-1])] if days else []
    facts.append(counted(len(entries), "event"))
    reported = [entry for entry in entries if not entry.told]
    facts.append(counted(sum(e.articles for e in reported), "article"))
    facts.append(f"{sum(e.origins for e in reported):,} independent")
    return " · ".join(facts)


def entry_lines(
    entry: TimelineEntry, numbers: Numbers, flavour: Flavour, language: str
) -> Iterator[str]:
    """Date, headline, sentences, and how well it is reported."""
    yield flavour.heading(date_words(entry.date))
    if entry.headline and all(s.text != entry.headline for s in entry.summary):
        yield flavour.strong(entry.headline)
    told = [sentence_words(s, numbers, flavour, language) for s in entry.summary]
    if told:
        yield flavour.paragraph(" ".join(told))
    yield flavour.quiet(" · ".join(entry_facts(entry)))


def sentence_words(
    sentence: CitedSentence, numbers: Numbers, flavour: Flavour, language: str
) -> str:
    """A sentence with the numbers of its sources, and its language where it is another."""
    marks = dict.fromkeys(numbers.number(citation) for citation in sentence.citations)
    foreign = language and sentence.language not in ("und", language)
    mark = f" ({sentence.language})" if foreign else ""
    return f"{flavour.plain(sentence.text)}{mark} {''.join(flavour.mark(n) for n in marks)}"


def entry_facts(entry: TimelineEntry) -> Iterator[str]:
    """Counts of outlets and independent reports, and whether reports disagree."""
    if entry.told:
        yield f"mentioned by {counted(len(entry.mentioned_by), 'later article')}"
    else:
        named = counted(len(entry.outlets), "outlet")
        yield named if entry.outlets else counted(entry.articles, "article")
        yield f"{entry.origins:,} independent"
    if entry.disagreements:
        yield f"⚑ reports disagree ({len(entry.disagreements)})"
    yield entry.event


def source_lines(
    numbers: Numbers, sources: Mapping[str, StoredArticle], flavour: Flavour
) -> Sequence[str]:
    """The numbered sources: outlet, date, title, address."""
    if not numbers.of:
        return []
    lines = [flavour.heading("Sources")]
    for article, number in numbers.of.items():
        words = source_words(sources.get(article), flavour) or article
        lines.append(flavour.item(flavour.source_mark(number), words))
    return lines


def source_words(stored: StoredArticle | None, flavour: Flavour) -> str:
    """One source in a line."""
    if stored is None:
        return ""
    article = stored.article
    when = article.published or stored.date.start
    facts = [
        flavour.plain(article.outlet or "unknown outlet"),
        day_words(when) if when else "undated",
        f"“{flavour.plain(article.title)}”" if article.title else "",
        flavour.plain(article.url or article.source),
        article.id,
    ]
    return " · ".join(fact for fact in facts if fact)
