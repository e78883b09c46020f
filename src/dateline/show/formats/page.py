"""HTML: one file that opens offline, prints well and keeps every citation clickable."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from dateline.show.formats.notes import Note, clean, foreign, main_language, notes, standing, when
from dateline.types import Article, Citation, CitedSentence, Timeline, TimelineEntry

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --quiet: #5c5c5c; --accent: #8a1c1c;
  --paper: #fdfcfa; --line: #ddd8d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --quiet: #a5a19a;
  --accent: #e08a7a; --paper: #191817; --line: #3a3733; } }
body { margin: 0 auto; padding: 2.5rem 1.25rem; max-width: 38rem; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.6 Charter, Georgia, "Times New Roman", serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: .1rem 0 .4rem; }
.own, time, .note { font-family: system-ui, sans-serif; color: var(--quiet); font-size: .85rem;
  font-variant-numeric: tabular-nums; }
article { border-top: 1px solid var(--line); padding: 1.2rem 0; break-inside: avoid; }
p { margin: 0 0 .5rem; }
a { color: var(--accent); }
sup a { text-decoration: none; padding: 0 .1em; font: .75em system-ui, sans-serif; }
li:target { background: color-mix(in srgb, var(--accent) 14%, transparent); }
blockquote { margin: .2rem 0 .7rem; padding-left: .8rem; border-left: 2px solid var(--line); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print { body { max-width: none; padding: 0; color: #000; background: #fff; }
  a { color: inherit; } .note a[href^="http"]::after { content: " <" attr(href) ">"; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_html(timeline: Timeline, articles: Mapping[str, Article]) -> str:
    """A whole page without script, image, font or any other request."""
    numbered, main = notes(timeline, articles), main_language(timeline)
    title = escape(clean(timeline.title) or "Timeline")
    body = [f"<h1>{title}</h1>"]
    if timeline.why:
        body.append(f'<p class="own">{escape(clean(timeline.why))}</p>')
    body += [_entry(entry, main, numbered) for entry in timeline.entries]
    if not timeline.entries:
        body.append("<p>Nothing matches.</p>")
    if timeline.background:
        body.append("<h1>Background</h1>")
        body += [_entry(entry, main, numbered) for entry in timeline.background]
    if numbered:
        sources = "\n".join(_source(note) for note in numbered.values())
        body.append(f'<section>\n<h2>Sources</h2>\n<ol class="note">\n{sources}\n</ol>\n</section>')
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
    ]
    return "\n".join(
        ["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, "</head>", "<body>", "<main>"]
        + [*body, "</main>", "</body>", "</html>", ""]
    )


def _entry(entry: TimelineEntry, main: str, numbered: Mapping[Citation, Note]) -> str:
    anchor = escape(f"{entry.event}")
    day = f' datetime="{escape(entry.date.start[:10])}"' if entry.date.start else ""
    head = _bidi(entry.headline) + _marks(entry.headline_citations, numbered, True)
    return "\n".join(
        [
            f'<article id="{anchor}">',
            f"<time{day}>{escape(when(entry.date))}</time>",
            f"<h2>{head}</h2>",
            entry_html(entry, main, numbered, linked=True),
            "</article>",
        ]
    )


def entry_html(
    entry: TimelineEntry,
    main: str,
    numbered: Mapping[Citation, Note],
    linked: bool,
) -> str:
    """An entry's sentences and how it stands, as HTML.

    Citations lead to the page's own notes where ``linked``, else straight to the articles.
    """
    told = [_sentence(sentence, main, numbered, linked) for sentence in entry.summary]
    body = f"<p>{' '.join(told)}</p>\n" if told else ""
    return f'{body}<p class="own">{escape(standing(entry))}</p>'


def _sentence(
    sentence: CitedSentence,
    main: str,
    numbered: Mapping[Citation, Note],
    linked: bool,
) -> str:
    other = foreign(sentence, main)
    text = _bidi(sentence.text, sentence.language if other else None)
    label = f' <span class="own">({escape(other)})</span>' if other else ""
    return text + label + _marks(sentence.citations, numbered, linked)


def _bidi(text: str, language: str | None = None) -> str:
    """Text of a source, kept from turning the writing direction of what follows."""
    lang = f' lang="{escape(language)}"' if language else ""
    return f"<bdi{lang}>{escape(clean(text))}</bdi>"


def _marks(citations: tuple[Citation, ...], numbered: Mapping[Citation, Note], linked: bool) -> str:
    marks = []
    for citation in citations:
        note = numbered[citation]
        target = f"#n{note.number}" if linked else note.url
        number = str(note.number)
        marks.append(f'<a href="{escape(target)}">{number}</a>' if target else number)
    return f"<sup>{' '.join(marks)}</sup>" if marks else ""


def _source(note: Note) -> str:
    name = _bidi(note.title or note.citation.article)
    if note.url:
        name = f'<a href="{escape(note.url)}" rel="noopener">{name}</a>'
    parts = [name, escape(note.outlet), escape(note.published)]
    place = ", ".join(part for part in parts if part)
    passage = f"\n<blockquote>{_bidi(note.passage)}</blockquote>" if note.passage else ""
    return f'<li id="n{note.number}" value="{note.number}">{place}{passage}</li>'
