"""Numbers as quantities: value, bounds, unit, the thing counted, when and where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.analyse.quantities.find import Reading, readings
from dateline.similarity.identity import digest
from dateline.types import Article, DateRange, Mention, Quantity, Sentence, Span

__all__ = ["find_quantities"]


def find_quantities(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Quantity, ...]:
    """The quantities of text and title, in order of their place.

    A span runs from the bounding words to the thing counted ("at least 20 European leaders"). An
    amount given again in another unit ("€2 billion ($2.1 billion)") is one quantity. Furniture is
    passed over. Units are ISO 4217 codes, ``percent``, ``person``, ``/10`` for marks, else
    physical or calendar units as in ``similarity.slots_units``; a bare count has none. A round
    interval stands for words that name no figure: ``dozens`` is [24, 99]. Never raises.
    """
    found: list[Quantity] = []
    ordered = {
        field: sorted((m for m in mentions if m.field == field), key=lambda mention: mention.span)
        for field in ("text", "title")
    }
    starts = {field: [mention.span[0] for mention in ordered[field]] for field in ordered}
    for sentence in sentences:
        if sentence.furniture:
            continue
        text = article.text if sentence.field == "text" else article.title or ""
        first = bisect_left(starts[sentence.field], sentence.start)
        last = bisect_left(starts[sentence.field], sentence.end)
        near = ordered[sentence.field][first:last]
        dates = [mention for mention in near if mention.kind == "date"]
        for reading, span in readings(text, sentence.start, sentence.end, article.language, dates):
            found.append(_quantity(article, sentence, near, reading, span))
    return tuple(sorted(found, key=lambda item: (item.field, item.span)))


def _quantity(
    article: Article, sentence: Sentence, near: Sequence[Mention], reading: Reading, span: Span
) -> Quantity:
    return Quantity(
        id="n" + digest(article.id, article.version, sentence.field, f"{span[0]}-{span[1]}"),
        article=article.id,
        version=article.version,
        value=reading.value,
        low=reading.low,
        high=reading.high,
        unit=reading.unit,
        counted=reading.counted,
        qualifier=reading.qualifier,
        span=span,
        field=sentence.field,
        when=_when(near),
        where=_where(near, span),
    )


def _when(near: Sequence[Mention]) -> DateRange | None:
    """The sentence's one calendar date; None where it has several or none."""
    dates = {mention.when for mention in near if mention.when is not None and mention.when.start}
    return next(iter(dates)) if len(dates) == 1 else None


def _where(near: Sequence[Mention], span: Span) -> str | None:
    """The place named right after the quantity, else the sentence's only place."""
    places = [mention for mention in near if mention.kind == "place"]
    following = [place for place in places if 0 <= place.span[0] - span[1] <= 25]
    if following:
        return min(following, key=lambda place: place.span).value
    names = {place.value for place in places}
    return next(iter(names)) if len(names) == 1 else None
