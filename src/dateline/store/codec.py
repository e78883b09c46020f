"""Stored bytes: MessagePack of the domain types, compressed with zlib.

Fields go by their names, so that a type may grow by fields with defaults and old rows still read.
What an analysis quotes of its article costs next to nothing, because the article's own text is
the compressor's dictionary.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")
WINDOW = 32_768  # bytes of a dictionary that zlib looks back on
# Names of fields as MessagePack writes them, common to most of what is stored. Frozen: what was
# packed with these bytes can be read with these bytes only.
_NAMES = (
    "id key version text title url outlet byline published updated language section source"
    " source_id partial origins_of_fields|sentences mentions|start end field paragraph furniture"
    "|kind type value span field when|start end precision inferred|id article version speaker"
    " speaker_span cue cue_span content content_span direct mixed quoted_spans mode act condition"
    " condition_span addressee said_at field|id article version value low high unit counted"
    " qualifier span field when where|also score reasons nearly|feature value contribution"
    "|date headline headline_citations summary sentences places people confidence same_as"
    " disagreements developments withheld|text citations language score|article version start"
    " end field role|id event kind about sides cause|says citations outlets origins"
    "|id storyline telling articles origins outlets why mentioned_by references"
    "|id title title_citations events first last people places why"
)
_VALUES = {
    "field": "text", "kind": "person organization place date", "type": "DATE",
    "precision": "day", "mode": "speech", "act": "claim", "role": "source", "language": "en",
}  # fmt: skip


def _words(words: str) -> bytes:
    return b"".join(bytes([0xA0 + len(word)]) + word.encode() for word in words.split())


COMMON = b"".join(
    b"\xc0" + _words(name) + _words(_VALUES.get(name, "")) for name in re.split(r"[ |]", _NAMES)
)


def pack(value: object, like: str | bytes = b"") -> bytes:
    """``value`` as bytes, ``like`` being something that it repeats much of."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=_dictionary(like))
    return compressor.compress(msgspec.msgpack.encode(value)) + compressor.flush()


def unpack(data: bytes, kind: type[T], like: str | bytes = b"") -> T:
    """What ``pack`` stored; raises ``zlib.error`` or ``msgspec.MsgspecError`` where damaged."""
    value: T = _decoder(cast(Hashable, kind)).decode(inflate(data, like))
    return value


def inflate(data: bytes, like: str | bytes = b"") -> bytes:
    """The MessagePack in packed ``data``; raises ``zlib.error`` where damaged."""
    return zlib.decompressobj(-15, zdict=_dictionary(like)).decompress(data)


def _dictionary(like: str | bytes) -> bytes:
    room = WINDOW - len(COMMON)
    if isinstance(like, str):
        like = like[-room:].encode("utf-8")
    return COMMON + like[-room:]


@cache
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
