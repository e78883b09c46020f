"""The page of one article: its stored text with a passage, statements and figures marked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.show.web.segments import Mark, paragraphs, segments
from dateline.show.web.site import Site, asked, asked_number, page
from dateline.show.web.wording import Wording
from dateline.types import AnalysedArticle, Article, Field

LAYERS = ("statements", "quantities", "dates", "names", "sentences")


@page
def article(site: Site, request: Request) -> Response:
    """An article as it is stored; ``start`` and ``end`` mark a passage of it."""
    asked_for = request.path_params["id"]
    stored = site.dateline.article(asked_for)
    if stored.article.id != asked_for:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/article/{stored.article.id}{query}", 302)
    versions = site.store.versions(stored.article.id)
    version = asked(request, "version", 32)
    shown = next((v for v in versions if v.version == version), stored.article)
    newest = shown.version == stored.article.version
    layers = [name for name in LAYERS if name in request.query_params.getlist("mark")]
    analysed = next(iter(site.store.analysed([stored.article.id])), None) if newest else None
    field: Field = "title" if asked(request, "field") == "title" else "text"
    passage = passage_of(request, shown.title or "" if field == "title" else shown.text)
    words = site.reader(request).words

    def marks(of: Field) -> list[Mark]:
        found = list(layer_marks(analysed, layers, of, words)) if analysed else []
        return found + (passage if of == field else [])

    return site.render(
        request,
        "article.html",
        stored=stored,
        event_headline=headline_of(site, stored.event),
        article=shown,
        newest=newest,
        layers=layers,
        all_layers=LAYERS if newest else (),
        title=list(segments(shown.title or "", marks("title"))),
        paragraphs=list(paragraphs(shown.text, marks("text"))),
        passage=passage,
        keep={k: asked(request, k) for k in ("start", "end", "field", "version")},
        versions=versions,
        edits=[(after, list(difference(before, after))) for before, after in pairwise(versions)],
        statements=list(site.store.statements(article=stored.article.id)) if newest else [],
    )


def headline_of(site: Site, event: str | None) -> str:
    """An event's headline, empty where there is none."""
    found = site.store.event(event) if event else None
    return found.telling.headline if found else ""


def passage_of(request: Request, text: str) -> list[Mark]:
    """The passage that the address names, where the text has it."""
    end = asked_number(request, "end", 0, len(text))
    start = asked_number(request, "start", 0, len(text))
    return [Mark(start, end, "passage")] if start < end else []


def layer_marks(
    analysed: AnalysedArticle, layers: list[str], field: Field, words: Wording
) -> Iterator[Mark]:
    """The spans of the layers that a reader wants to see."""
    found = {
        "sentences": sentence_marks,
        "statements": statement_marks,
        "quantities": quantity_marks,
        "dates": date_marks,
        "names": name_marks,
    }
    for layer in layers:
        yield from found[layer](analysed, field, words)


def sentence_marks(analysed: AnalysedArticle, field: Field, words: Wording) -> Iterator[Mark]:
    """Where sentences begin, and what is page furniture."""
    for s in analysed.sentences:
        if s.field == field:
            kind = "furniture" if s.furniture else "sentence"
            yield Mark(s.start, s.end, kind, words("furniture") if s.furniture else "")


def statement_marks(analysed: AnalysedArticle, field: Field, words: Wording) -> Iterator[Mark]:
    """What was said, labelled with who said it and how."""
    for s in analysed.statements:
        label = f"{s.speaker or words('nobody')}: {words.named('act', s.act)}"
        if s.field == field:
            yield from (Mark(start, end, "statement", label) for start, end in s.content_span)


def quantity_marks(analysed: AnalysedArticle, field: Field, words: Wording) -> Iterator[Mark]:
    """Figures, labelled with their values."""
    for q in analysed.quantities:
        if q.field == field:
            value = "…" if q.value is None else words.number(q.value)
            yield Mark(*q.span, "quantity", f"{value} {q.unit}".strip())


def date_marks(analysed: AnalysedArticle, field: Field, words: Wording) -> Iterator[Mark]:
    """Dates in the text, labelled with what they mean."""
    for m in analysed.mentions:
        if m.kind == "date" and m.field == field:
            yield Mark(*m.span, "date", words.date(m.when) if m.when else m.value)


def name_marks(analysed: AnalysedArticle, field: Field, words: Wording) -> Iterator[Mark]:
    """People, organizations and places, labelled with their fullest names."""
    for m in analysed.mentions:
        if m.kind != "date" and m.field == field:
            yield Mark(*m.span, "name", m.value)


def difference(before: Article, after: Article) -> Iterator[tuple[str, str]]:
    """Pieces taken out (``del``), put in (``ins``) and kept (empty), in reading order."""
    if before.title != after.title:
        yield "del", before.title or ""
        yield "ins", after.title or ""
    for line in difflib.ndiff(pieces(before.text), pieces(after.text)):
        kind = {"- ": "del", "+ ": "ins", "  ": ""}.get(line[:2])
        if kind is not None:
            yield kind, line[2:]


def pieces(text: str) -> list[str]:
    """A text in pieces small enough to compare by eye."""
    return [p for p in (s.strip() for s in re.split(r"(?<=[.!?…])\s+|\n+", text)) if p]


ROUTES = [Route("/article/{id:str}", article, methods=["GET"])]
