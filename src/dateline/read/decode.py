"""Bytes to text: byte-order marks, declared charsets, UTF-8, and detection as the last resort."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from dateline.read.limits import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_SAMPLE = 1 << 16
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1a"))
# A page that says ISO-8859-1 means Windows-1252 (WHATWG Encoding Standard, "Names and labels").
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def byte_order_mark(data: bytes) -> str | None:
    """The encoding that a byte-order mark at the start of ``data`` names."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def looks_binary(data: bytes) -> bool:
    """True for data that no text encoding explains: NUL bytes without a mark, many controls."""
    sample = data[:_SAMPLE]
    if not sample or byte_order_mark(sample):
        return False
    if b"\0" in sample:
        return _utf16_without_mark(sample) is None
    return len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) // 50


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of ``data``: its mark, else ``declared``, else UTF-8, else the likeliest encoding.

    A few bytes that are wrong in otherwise good UTF-8 become U+FFFD. Raises Unreadable for binary
    data. Same bytes, same text: detection looks at a fixed sample.
    """
    if looks_binary(data):
        raise Unreadable("binary file", "not text in any encoding")
    marked = byte_order_mark(data) or _utf16_without_mark(data[:_SAMPLE])
    if marked:
        return data.decode(marked, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _as_declared(data, declared) or _nearly_utf8(data) or _detected(data)


def decode_page(data: bytes, declared: str | None = None) -> str:
    """Like ``decode``; a page or feed may also declare its charset in its first 2,048 bytes."""
    if declared is None and (match := _DECLARED.search(data[:2048])):
        declared = match.group(1).decode("ascii")
    return decode(data, declared)


def _utf16_without_mark(sample: bytes) -> str | None:
    """UTF-16 of mostly Latin text shows as NUL in every other byte."""
    if len(sample) < 16 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.02 else None


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        if name in {"utf-8", "utf-16", "utf-32"}:
            return None
        return data.decode(_MEANT.get(name, name), "replace")
    except (LookupError, ValueError):
        return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with up to one wrong sequence for twenty good ones."""
    text = data.decode("utf-8", "replace")
    good = sum(1 for letter in text[:_SAMPLE] if letter > "\x7f" and letter != "\ufffd")
    bad = text[:_SAMPLE].count("\ufffd") or text.count("\ufffd")
    return text if bad * 20 <= good else None


def _detected(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    name = best.encoding if best else "cp1252"
    return data.decode(_MEANT.get(name, name), "replace")
