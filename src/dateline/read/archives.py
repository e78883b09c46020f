"""Containers of documents: ZIP archives, mailboxes and single mails."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from dateline.read.decode import decode, decode_page
from dateline.read.limits import (
    FREE_OUTPUT,
    MAX_DOCUMENT,
    MAX_RATIO,
    Unreadable,
    size,
)
from dateline.read.streams import lines
from dateline.types import RawDocument, Rejected

Inner = Callable[[IO[bytes], str, str], Iterator[RawDocument | Rejected]]
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError,
)  # fmt: skip


def read_zip(
    archive: zipfile.ZipFile, source: str, inner: Inner
) -> Iterator[RawDocument | Rejected]:
    """The documents of a ZIP archive's members, by name, each under ``source/member``.

    ``inner`` reads one member. Directories, hidden members and the resource forks of macOS are
    passed over; a member that expands without measure is refused.
    """
    members = sorted(archive.infolist(), key=lambda member: member.filename)
    wanted = [member for member in members if _is_wanted(member)]
    if not wanted:
        raise Unreadable("empty archive", "no file in it")
    for member in wanted:
        yield from _member(archive, member, f"{source}/{member.filename}", inner)


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not (member.is_dir() or hidden)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, inner: Inner
) -> Iterator[RawDocument | Rejected]:
    if member.flag_bits & 0x1:
        yield Rejected(source, "locked", "the archive's member needs a password")
        return
    if member.file_size > max(FREE_OUTPUT, MAX_RATIO * max(member.compress_size, 1)):
        sizes = f"{size(member.compress_size)} expand to {size(member.file_size)}"
        yield Rejected(source, "zip bomb", sizes)
        return
    try:
        with archive.open(member) as stream:
            yield from inner(stream, source, PurePosixPath(member.filename).suffix.lower())
    except _ZIP_ERRORS as error:
        yield Rejected(source, "damaged archive", str(error)[:200])


# "From " begins sentences too: only an address, and what is left of a date, make a postmark.
_POSTMARK = re.compile(rb"From \S+(\s+(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*)?\s*$")


def looks_like_mailbox(head: bytes) -> bool:
    """True for the first bytes of an mbox (RFC 4155)."""
    first, _, rest = head.partition(b"\n")
    return _POSTMARK.match(first) is not None and b":" in rest.partition(b"\n")[0]


def read_mailbox(stream: BinaryIO, source: str) -> Iterator[RawDocument | Rejected]:
    """The mails of an mbox, one in memory at a time, each under ``source#number``."""
    number, pieces, length = 0, list[bytes](), 0
    for _, line in lines(stream, MAX_DOCUMENT):
        line = line if line is not None else b""
        if _POSTMARK.match(line) and (not pieces or not pieces[-1].strip()):
            if number and length <= MAX_DOCUMENT:
                yield mail(b"".join(pieces), f"{source}#{number}")
            number, pieces, length = number + 1, [], 0
            continue
        length += len(line)
        if length <= MAX_DOCUMENT:
            pieces.append(line[1:] if line.startswith(b">From ") else line)
        elif pieces:
            yield Rejected(f"{source}#{number}", "too large", f"more than {size(MAX_DOCUMENT)}")
            pieces = []
    if pieces:
        yield mail(b"".join(pieces), f"{source}#{number}")


def mail(data: bytes, source: str) -> RawDocument | Rejected:
    """One mail (RFC 5322): a newsletter's HTML, else its text, under its subject."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage):
            return Rejected(source, "broken mail", "no message")
        body = message.get_body(("html", "plain"))
        content = body.get_payload(decode=True) if body is not None else None
        if body is None or not isinstance(content, bytes) or not content.strip():
            return Rejected(source, "no text", "the mail has neither HTML nor text")
        is_html = body.get_content_subtype() == "html"
        charset = body.get_content_charset()
        text = decode_page(content, charset) if is_html else decode(content, charset)
        return RawDocument(
            source, text=None if is_html else text, html=text if is_html else None,
            title=_header(message, "subject"), published=_header(message, "date"),
            outlet=_sender(message), source_id=_header(message, "message-id"),
        )  # fmt: skip
    except Unreadable as error:
        return Rejected(source, error.reason, error.detail)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, IndexError) as error:
        return Rejected(source, "broken mail", f"{type(error).__name__}: {error}"[:200])


def _sender(message: EmailMessage) -> str | None:
    """The name under which the mail was sent, else its domain."""
    sender = message["from"]
    addresses = sender.addresses if sender is not None else ()
    return (addresses[0].display_name or addresses[0].domain or None) if addresses else None


def _header(message: EmailMessage, name: str) -> str | None:
    value = message[name]
    return str(value).strip() or None if value is not None else None
