"""Text exports of press databases (Nexis, Factiva): many articles in one text file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.types import RawDocument, Rejected

_NEXIS_START = re.compile(r"^\s*(?:Document )?\d+ of \d+(?: DOCUMENTS?)?\s*$", re.MULTILINE)
_NEXIS_END = re.compile(r"^\s*End of Document\s*$", re.MULTILINE)
_BODY = re.compile(r"^\s*Body\s*$", re.MULTILINE)
_NEXIS_FIELD = re.compile(
    r"^(byline|section|length|headline|language|load-date|publication-type|copyright|dateline|"
    r"graphic|url|highlight|journal-code|classification):[ \t]*(.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_FACTIVA_END = re.compile(r"^Document ([A-Za-z0-9]{10,40})\s*$", re.MULTILINE)
_FACTIVA_FIELDS = re.compile(
    r"^ ?(HD|BY|WC|PD|ET|SN|SC|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|PUB|AN|CR|SE|ED|VOL|CLM|ART)"
    r"(?:[ \t]{1,3}(.*))?$",
    re.MULTILINE,
)
_TELLING_FIELDS = {"HD", "WC", "PD", "LP", "SN", "LA"}
_DATE = re.compile(
    r"\b(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d\b"
    r"|\b\d{1,2}\.? [^\W\d_]{3,10} (?:19|20)\d\d\b"
)
_BLANK = re.compile(r"\n[ \t]*\n")
_WORD_COUNT = re.compile(r"^\s*[\d.,]+ (?:words|Wörter|mots|palabras|слов)\s*$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"^\s*(?:Copyright|©|\(c\)|All Rights Reserved)", re.IGNORECASE)
_FACTIVA_LANGUAGES = {"English", "German", "French", "Spanish", "Italian", "Dutch", "Russian",
                      "Portuguese", "Polish", "Ukrainian", "Arabic", "Chinese"}  # fmt: skip


def is_press_export(head: str) -> bool:
    """True for the beginning of a Nexis or Factiva text export."""
    nexis = _NEXIS_START.search(head[:2000]) or ("Load-Date:" in head and _BODY.search(head))
    return bool(nexis or _FACTIVA_END.search(head) or len(_tags(head)) >= 4)


def read_export(text: str, source: str) -> Iterator[RawDocument | Rejected]:
    """The articles of an export, each under ``source#number``."""
    if _FACTIVA_END.search(text) or len(_tags(text)) >= 4:
        for number, (piece, name) in enumerate(_factiva_pieces(text), 1):
            yield _factiva(piece, f"{source}#{number}", name)
        return
    for number, piece in enumerate(_nexis_pieces(text), 1):
        yield _nexis(piece, f"{source}#{number}")


def _tags(text: str) -> set[str]:
    return {match[1] for match in _FACTIVA_FIELDS.finditer(text[:5000])} & _TELLING_FIELDS


def _nexis_pieces(text: str) -> list[str]:
    cut = _NEXIS_END if _NEXIS_END.search(text) else _NEXIS_START
    return [piece for piece in cut.split(text) if piece.strip()]


def _factiva_pieces(text: str) -> list[tuple[str, str | None]]:
    """Each article ends with the line that names it."""
    pieces: list[tuple[str, str | None]] = []
    start = 0
    for match in _FACTIVA_END.finditer(text):
        pieces.append((text[start : match.start()], match[1]))
        start = match.end()
    return pieces


def _nexis(piece: str, source: str) -> RawDocument | Rejected:
    """Headline, outlet and date first, then fields, the body after "Body" or after the fields."""
    fields: dict[str, str] = {}
    for match in _NEXIS_FIELD.finditer(piece):
        value = _BLANK.split(piece[match.start(2) :])[0]
        fields.setdefault(match[1].lower(), _NEXIS_FIELD.split(value)[0].strip())
    body = _BODY.search(piece)
    first_field = _NEXIS_FIELD.search(piece)
    top = piece[: first_field.start() if first_field else len(piece)]
    lines = [line.strip() for line in top.split("\n") if line.strip()]
    lines = [line for line in lines if not _COPYRIGHT.match(line)]
    date = next((line for line in lines if _DATE.search(line)), None)
    others = [line for line in lines if line != date]
    new_style = body is not None
    headline = others[0] if new_style and others else fields.get("headline")
    outlet = next(iter(others[1:] if new_style else others), None)
    text = piece[body.end() :] if body else piece[_end_of_fields(piece) :]
    text = text[: field.start()] if (field := _NEXIS_FIELD.search(text)) else text
    return _document(source, text, headline, outlet, date, fields.get("byline"), None, None)


def _end_of_fields(piece: str) -> int:
    """Where the leading fields of an old export end; those that trail the body come later."""
    end = 0
    for match in _NEXIS_FIELD.finditer(piece):
        if end and piece[end : match.start()].strip():
            break
        blank = _BLANK.search(piece, match.end())
        end = blank.end() if blank else len(piece)
    return end


def _factiva(piece: str, source: str, name: str | None) -> RawDocument | Rejected:
    """With two-letter field names, or as display text: headline, byline, count, date, outlet."""
    if len(_tags(piece)) >= 4:
        return _tagged(piece, source, name)
    lines = [line.strip() for line in piece.split("\n") if line.strip()]
    dates = (n for n, line in enumerate(lines[:14]) if len(line) < 40 and _DATE.search(line))
    if (date := next(dates, None)) is None:
        return Rejected(source, "unknown layout", "no date at the head of this article")
    byline = lines[1] if len(lines) > 2 and _WORD_COUNT.match(lines[2]) else None
    about = lines[date + 1 : date + 9]
    notice = next((n for n, line in enumerate(about) if _COPYRIGHT.match(line)), None)
    text = lines[date + 2 + notice :] if notice is not None else lines[date + 2 :]
    outlet = next((line for line in about if not re.fullmatch(r"\d{1,2}:\d\d", line)), None)
    language = next((line for line in about if line in _FACTIVA_LANGUAGES), None)
    body = "\n".join(text)
    return _document(source, body, lines[0], outlet, lines[date], byline, language, name)


def _tagged(piece: str, source: str, name: str | None) -> RawDocument | Rejected:
    values: dict[str, str] = {}
    marks = list(_FACTIVA_FIELDS.finditer(piece))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(piece)
        start = mark.start(2) if mark[2] else mark.end()
        values[mark[1]] = piece[start:end].strip()
    text = "\n".join(filter(None, (values.get("LP"), values.get("TD"))))
    return _document(source, text, values.get("HD"), values.get("SN"), values.get("PD"),
                     values.get("BY"), values.get("LA"), name)  # fmt: skip


def _document(
    source: str, text: str, title: str | None, outlet: str | None, date: str | None,
    byline: str | None, language: str | None, name: str | None,
) -> RawDocument | Rejected:  # fmt: skip
    text = "\n".join(line.strip() for line in text.strip().split("\n") if line.strip())
    if not text:
        return Rejected(source, "no text", "an article of the export without a body")
    match = _DATE.search(date or "")
    return RawDocument(
        source, text=text, title=" ".join(title.split()) if title else None, outlet=outlet,
        published=match.group() if match else None, byline=byline, language=language,
        source_id=name,
    )  # fmt: skip
