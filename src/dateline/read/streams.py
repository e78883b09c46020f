"""Byte streams with bounds: gzip is unpacked as it is read, bombs are stopped, lines are capped."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from dateline.read.limits import FREE_OUTPUT, MAX_RATIO, MEBIBYTE, Unreadable, size

GZIP_MAGIC = b"\x1f\x8b"
_CHUNK = 1 << 16
_GZIP_ERRORS = (gzip.BadGzipFile, zlib.error, EOFError)


class _Unpacked(io.RawIOBase):
    """A gzip stream that refuses to expand without measure or to end in the middle silently."""

    def __init__(self, packed: BinaryIO) -> None:
        self._counted = _Counted(packed)
        self._stream = gzip.GzipFile(fileobj=cast(BinaryIO, self._counted), mode="rb")
        self._produced = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read1(min(len(buffer), _CHUNK))
        except _GZIP_ERRORS as error:
            raise Unreadable("damaged gzip", str(error)) from None
        buffer[: len(data)] = data
        self._produced += len(data)
        if self._produced > max(FREE_OUTPUT, MAX_RATIO * self._counted.count):
            raise Unreadable(
                "gzip bomb",
                f"{size(self._counted.count)} expand to more than {size(self._produced)}",
            )
        return len(data)


class _Counted:
    """Passes reads on and counts the bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def unpacked(stream: BinaryIO) -> tuple[io.BufferedReader, bool]:
    """``stream`` made peekable, and unpacked where it is gzip; says whether it was."""
    peekable = buffered(stream)
    if not peekable.peek(2).startswith(GZIP_MAGIC):
        return peekable, False
    return io.BufferedReader(_Unpacked(peekable), _CHUNK), True


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """``stream`` with ``peek``."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), _CHUNK)


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of ``stream``; raises Unreadable when there are more than ``limit``."""
    pieces, total = [], 0
    while data := stream.read(MEBIBYTE):
        total += len(data)
        if total > limit:
            raise Unreadable("too large", f"more than {size(limit)} in one document")
        pieces.append(data)
    return b"".join(pieces)


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines from 1; None for one longer than ``limit``, which is passed over unheld."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MEBIBYTE)
        yield number, None
