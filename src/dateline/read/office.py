"""PDF and DOCX: the text they hold, paragraph by paragraph, without their layout."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from typing import BinaryIO

from lxml import etree

from dateline.read.limits import MAX_DOCUMENT, Unreadable, size
from dateline.read.markup import parse_xml
from dateline.read.text import title_of
from dateline.types import RawDocument

_MAX_PAGES = 300
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zà-öø-ÿа-яіїєґ])")
_PAGE_NUMBER = re.compile(
    r"^\W*((page|seite|página|стр\.?)\s*)?\d{1,4}(\s*(/|of|von|de)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", "…", ":", "”", '"', "»", "。")


def is_docx(archive: zipfile.ZipFile) -> bool:
    """True for a ZIP archive that is a word processor's document."""
    return "word/document.xml" in archive.namelist()


def read_docx(archive: zipfile.ZipFile, source: str) -> RawDocument:
    """The paragraphs of a DOCX, its title and author from its properties. Raises Unreadable."""
    root = parse_xml(_part(archive, "word/document.xml"))
    lines = []
    for paragraph in root.iter(f"{_WORD}p"):
        pieces = [_run(each) for each in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br")]
        lines.append("".join(pieces).strip())
    text = "\n".join(line for line in lines if line)
    if not text:
        raise Unreadable("no text", "the document has no paragraph with text")
    properties = _properties(archive)
    return RawDocument(
        source, text=text, title=properties.get("title") or title_of(text),
        byline=properties.get("creator"), published=properties.get("created"),
        updated=properties.get("modified"),
    )  # fmt: skip


def _run(element: etree._Element) -> str:
    if element.tag == f"{_WORD}t":
        return element.text or ""
    return "\n" if element.tag == f"{_WORD}br" else " "


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as part:
            data = part.read(MAX_DOCUMENT + 1)
    except (KeyError, zipfile.BadZipFile, RuntimeError, OSError, NotImplementedError) as error:
        raise Unreadable("damaged document", str(error)[:200]) from None
    if len(data) > MAX_DOCUMENT:
        raise Unreadable("too large", f"more than {size(MAX_DOCUMENT)}")
    return data


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        root = parse_xml(_part(archive, "docProps/core.xml"))
    except Unreadable:
        return {}
    return {
        str(each.tag).rpartition("}")[2]: each.text.strip()
        for each in root
        if each.text and each.text.strip()
    }


def read_pdf(data: bytes, source: str) -> RawDocument:
    """The text of a PDF with its lines joined to paragraphs. Raises Unreadable."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("locked", "the PDF needs a password")
        pages = [page.extract_text() or "" for page in reader.pages[:_MAX_PAGES]]
        information = reader.metadata
    except Unreadable:
        raise
    except Exception as error:  # pypdf lets the errors of damaged files through in many forms
        raise Unreadable("damaged PDF", f"{type(error).__name__}: {error}"[:200]) from None
    text = "\n".join(filter(None, map(_paragraphs, pages)))
    if not text.strip():
        raise Unreadable("no text", "the PDF holds no text; it may be a scan")
    title = str(information.title or "").strip() if information else ""
    return RawDocument(source, text=text, title=title_of(text) or title or None)


def _paragraphs(page: str) -> str:
    """Lines that a column broke are one paragraph again; page numbers are dropped."""
    lines = [line.strip() for line in _HYPHEN.sub("", page).split("\n")]
    lines = [line for line in lines if not _PAGE_NUMBER.match(line) or not line]
    longest = max(map(len, lines), default=0)
    joined: list[str] = []
    open_line = False
    for line in lines:
        if open_line and line:
            joined[-1] += f" {line}"
        elif line:
            joined.append(line)
        full = len(line) > 0.7 * longest
        open_line = bool(line) and full and not line.endswith(_SENTENCE_END)
        open_line = open_line or (bool(line) and len(line) > 0.9 * longest)
    return "\n".join(joined)


def from_stream(stream: BinaryIO) -> zipfile.ZipFile:
    """A ZIP archive; raises Unreadable."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable("damaged archive", str(error)[:200]) from None
