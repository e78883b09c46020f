import gzip
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract import extract
from dateline.read import read
from dateline.read.documents import in_memory
from dateline.read.press import is_press_export
from dateline.read.warc import read_warc
from dateline.types import Article, RawDocument, Rejected

STORY = "The bridge at Ostrel closed on Monday. Repairs will take a month, the mayor said.\n"
PAGE = f"<html><head><title>Bridge closed</title></head><body><p>{STORY * 4}</p></body></html>"


def found(data: bytes, name: str = "memory") -> list[RawDocument | Rejected]:
    return list(in_memory(data, name))


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def record(body: bytes, status: str = "200 OK", kind: str = "text/html", url: str = "a") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Target-URI: https://o.example/{url}\r\nWARC-Date: 2025-03-03T09:30:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_a_zip_is_read_member_by_member() -> None:
    inner = zipped({"deep.txt": STORY.encode()})
    data = zipped({
        "b.txt": STORY.encode(), "a/page.html": PAGE.encode(), "__MACOSX/._b.txt": b"x",
        "c.zip": inner, "d.jsonl": b'{"text": "One two three."}\n{"text":', "e.bin": b"\x89PN\0",
    })  # fmt: skip
    sources = [(type(each).__name__, each.source) for each in found(data, "z")]
    assert sources == [
        ("RawDocument", "z/a/page.html"), ("RawDocument", "z/b.txt"),
        ("RawDocument", "z/c.zip/deep.txt"), ("RawDocument", "z/d.jsonl#1"),
        ("Rejected", "z/d.jsonl#2"), ("Rejected", "z/e.bin"),
    ]  # fmt: skip


def test_zip_attacks_are_refused() -> None:
    nested = STORY.encode()
    for depth in range(6):
        nested = zipped({f"{depth}.zip" if depth else "a.txt": nested})
    reasons = [each.reason for each in found(nested) if isinstance(each, Rejected)]
    assert reasons == ["nested too deeply"]
    (bomb,) = found(zipped({"a.txt": b"\0" * (48 << 20)}))
    assert isinstance(bomb, Rejected)
    assert bomb.reason == "zip bomb"
    damaged = bytearray(zipped({"a.txt": STORY.encode() * 50}))
    damaged[60:70] = b"0123456789"
    assert isinstance(found(bytes(damaged))[-1], Rejected)
    assert isinstance(found(zipped({}))[0], Rejected)


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_gives_its_pages_by_offset(tmp_path: Path, packed: bool) -> None:
    records = [
        record(PAGE.encode(), url="a"), record(b"gone", "404 Not Found"),
        record(b"\x89PNG", kind="image/png"),
        record("<html><p>Міст закрито".encode("cp1251"), kind="text/html; charset=windows-1251"),
    ]  # fmt: skip
    data = b"".join(gzip.compress(each) if packed else each for each in records)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(data)
    pages = list(read([str(path)]))
    assert [type(each) for each in pages] == [RawDocument, Rejected, Rejected, RawDocument]
    first, _, _, last = pages
    start = int(last.source.rpartition("#")[2])
    with path.open("rb") as stream:
        assert list(read_warc(stream, str(path), start)) == [last]
    assert isinstance(first, RawDocument)
    assert (first.source, first.url) == (f"{path}#0", "https://o.example/a")
    assert isinstance(last, RawDocument)
    assert "Міст" in str(last.html)


def test_a_damaged_warc_gives_what_can_be_had(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    data = gzip.compress(record(PAGE.encode())) + gzip.compress(record(PAGE.encode()))[:-40]
    path.write_bytes(data)
    assert isinstance(next(iter(read([str(path)]))), RawDocument)
    assert isinstance(found(b"WARC/1.0\r\n\r\n")[0], Rejected)


def letter(subject: str, html: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Ostrel Post <news@ostrel-post.example>"
    message["Subject"] = subject
    message["Date"] = "Mon, 03 Mar 2025 09:30:00 +0200"
    message["Message-ID"] = f"<{abs(hash(subject))}@o.example>"
    message.set_content("From the river: " + STORY)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_mailboxes_and_mails(tmp_path: Path) -> None:
    first, second = letter("Bridge"), letter("Míst", PAGE)
    box = b"From a@b Mon Mar  3 09:30:00 2025\n" + first + b"\n\nFrom c@d Mon\n" + second
    (tmp_path / "a.mbox").write_bytes(box)
    (tmp_path / "b.eml").write_bytes(second)
    plain, page, single = read([str(tmp_path)])
    assert isinstance(plain, RawDocument)
    assert isinstance(page, RawDocument)
    assert isinstance(single, RawDocument)
    assert (plain.title, plain.outlet) == ("Bridge", "Ostrel Post")
    assert page.html == single.html
    article = extract(plain)
    assert isinstance(article, Article)
    assert article.published == "2025-03-03T09:30:00+02:00"


def test_docx_gives_paragraphs_and_properties() -> None:
    document = Document()
    document.core_properties.author = "Ada Moor"
    document.core_properties.title = "Bridge closed"
    for paragraph in ("Bridge closed", STORY.strip(), "Buses run instead."):
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    (read_back,) = found(buffer.getvalue())
    assert isinstance(read_back, RawDocument)
    assert read_back.text == f"Bridge closed\n{STORY.strip()}\nBuses run instead."
    assert (read_back.title, read_back.byline) == ("Bridge closed", "Ada Moor")


def pdf(lines: list[str]) -> bytes:
    """The smallest PDF with a page of text."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out, offsets = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"xref\n0 6\n0000000000 65535 f \n{table}"
    tail = out.index("xref")
    return (out + f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{tail}\n%%EOF").encode()


def test_a_pdf_gives_its_paragraphs() -> None:
    lines = [
        "Bridge closed", "The bridge at Ostrel closed on Monday, and the re-",
        "pairs will take a month, the mayor said in the hall.", "Page 1 of 1",
    ]  # fmt: skip
    (document,) = found(pdf(lines))
    assert isinstance(document, RawDocument)
    assert document.title == "Bridge closed"
    assert "and the repairs will take a month" in str(document.text)
    assert "Page 1" not in str(document.text)
    for damaged in (b"%PDF-1.4\n", pdf(lines)[:200], pdf([])):
        assert isinstance(found(damaged)[0], Rejected)


NEXIS = """Bridge closed

Ostrel Post

March 3, 2025 Monday

Copyright 2025 Ostrel Post All Rights Reserved

Section: CITY; Pg. 1
Length: 14 words
Byline: Ada Moor

Body

The bridge at Ostrel closed on Monday.

Repairs will take a month.

Load-Date: March 4, 2025

End of Document
"""
OLD_NEXIS = """                               1 of 2 DOCUMENTS

                               Ostrel Post

                             March 3, 2025 Monday

BYLINE: Ada Moor
LENGTH: 14 words
HEADLINE: Bridge closed

The bridge at Ostrel closed on Monday.

LOAD-DATE: March 4, 2025
                               2 of 2 DOCUMENTS

                               Ostrel Post

                             March 5, 2025 Wednesday

HEADLINE: Bridge opens
LENGTH: 9 words

The bridge at Ostrel opened on Wednesday.

LOAD-DATE: March 6, 2025
"""
FACTIVA = """HD
Bridge closed
BY Ada Moor
WC 14 words
PD 3 March 2025
SN Ostrel Post
LA English
LP
The bridge at Ostrel closed on Monday.
TD
Repairs will take a month.

Document OSTREL0020250303el330001
"""
DISPLAYED = """Bridge closed
Ada Moor
14 words
3 March 2025
Ostrel Post
English
Copyright 2025. Ostrel Post.

The bridge at Ostrel closed on Monday.

Document OSTREL0020250303el330001
"""


@pytest.mark.parametrize(
    ("export", "count"), [(NEXIS, 1), (NEXIS * 3, 3), (OLD_NEXIS, 2), (FACTIVA, 1), (DISPLAYED, 1)]
)
def test_press_databases(export: str, count: int) -> None:
    assert is_press_export(export)
    documents = found(export.encode())
    assert len(documents) == count
    first = documents[0]
    assert isinstance(first, RawDocument)
    assert (first.title, first.outlet, first.byline) == ("Bridge closed", "Ostrel Post", "Ada Moor")
    article = extract(first)
    assert isinstance(article, Article)
    assert article.published == "2025-03-03"
    assert article.text.startswith("The bridge at Ostrel closed on Monday.")
    assert "Load" not in article.text
    assert "LOAD" not in article.text


def test_an_article_is_no_press_export() -> None:
    assert not is_press_export(STORY * 20)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(
        [b"PK\x03\x04", b"%PDF-1.7\n", b"WARC/1.0\r\n", b"From a\nX: y\n", b"\x1f\x8b"]
    ),
    st.binary(max_size=200),
)
def test_any_broken_container_is_rejected_or_read(magic: bytes, rest: bytes) -> None:
    assert found(magic + rest)
