"""What slots are compared in: a passage with its quantities, names and dates, and its words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.similarity import texts
from dateline.similarity.names import tokens as name_tokens
from dateline.similarity.slots_words import stem
from dateline.types import AnalysedArticle, Mention, Quantity, Sentence, Span


@dataclass(frozen=True, slots=True)
class SlotText:
    """A passage to compare, its offsets counted from its own beginning.

    ``quantities`` and ``mentions`` (names and dates) are those inside ``text``, with spans in it;
    ``told`` is the ISO day of the article, where it is known.
    """

    text: str
    language: str = "und"
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    told: str | None = None


def slot_text(analysed: AnalysedArticle, sentence: Sentence | None = None) -> SlotText:
    """A sentence of an analysed article, or its whole text (not the title), ready to compare."""
    article = analysed.article
    if sentence is None:
        sentence = Sentence(0, len(article.text))
    text = article.text if sentence.field == "text" else article.title or ""
    start, end = sentence.start, sentence.end

    def inside(span: Span, field: str) -> bool:
        return field == sentence.field and start <= span[0] and span[1] <= end

    return SlotText(
        text=text[start:end],
        language=article.language,
        quantities=tuple(
            replace(item, span=(item.span[0] - start, item.span[1] - start))
            for item in analysed.quantities
            if inside(item.span, item.field)
        ),
        mentions=tuple(
            replace(item, span=(item.span[0] - start, item.span[1] - start))
            for item in analysed.mentions
            if inside(item.span, item.field)
        ),
        told=(analysed.date.start or "")[:10] or None,
    )


def content_stems(text: str, language: str) -> frozenset[str]:
    """Stems of the words that carry meaning; figures are left to the slots."""
    base = texts.base_language(language)
    return frozenset(
        stem(word)
        for word in texts.words(text)
        if texts.is_content(word, base) and not word[0].isdigit()
    )


def place_tokens(passage: SlotText) -> frozenset[str]:
    """The sounds of the words of its places, comparable across scripts."""
    return frozenset(
        token
        for mention in passage.mentions
        if mention.kind == "place"
        for token in name_tokens(mention.value)
    )
