"""Stored bytes: MessagePack of the domain types, compressed with zlib.

Fields go by their names, so that a type may grow by fields with defaults and old rows still read.
What an analysis quotes of its article costs next to nothing, because the article's own text is
the compressor's dictionary.
"""

from __future__ import annotations

import zlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")
WINDOW = 32_768  # bytes of a dictionary that zlib looks back on


def pack(value: object, like: str = "") -> bytes:
    """``value`` as bytes, ``like`` being a text that it repeats much of."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=_dictionary(like))
    return compressor.compress(msgspec.msgpack.encode(value)) + compressor.flush()


def unpack(data: bytes, kind: type[T], like: str = "") -> T:
    """What ``pack`` stored; raises ``zlib.error`` or ``msgspec.MsgspecError`` where damaged."""
    value: T = _decoder(cast(Hashable, kind)).decode(inflate(data, like))
    return value


def inflate(data: bytes, like: str = "") -> bytes:
    """The MessagePack in packed ``data``; raises ``zlib.error`` where damaged."""
    return zlib.decompressobj(-15, zdict=_dictionary(like)).decompress(data)


def _dictionary(like: str) -> bytes:
    return like[-WINDOW:].encode("utf-8")[-WINDOW:] or b" "


@cache
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
