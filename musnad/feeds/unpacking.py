"""The content of an answer, unpacked within a bound."""

from __future__ import annotations

import zlib

from ..errors import UnfitAnswer

ENCODINGS = "gzip, deflate"
"""What is asked for; Brotli is not, since a bound on it differs between its libraries."""
_ANY_WRAPPER = 47  # zlib: 15 bits, gzip or zlib header as it comes
_NO_WRAPPER = -15
_MEMBERS = 8
"""An answer is one gzip member, seldom a few; thousands of empty ones would cost time only."""


def unpack(data: bytes, encoding: str, limit: int) -> bytes:
    """The content of `data`, packed as a Content-Encoding says ("" is not packed).

    Raises: UnfitAnswer for an encoding that was not asked for, damage, or more than `limit` bytes.
    """
    name = encoding.strip().lower()
    if name in ("", "identity") or not data:
        return data
    if name not in ("gzip", "x-gzip", "deflate"):
        raise UnfitAnswer(f"the answer is packed as {name[:40]!r}, which was not asked for")
    try:
        return _inflate(data, _ANY_WRAPPER, limit)
    except zlib.error as error:
        if name != "deflate":
            raise UnfitAnswer(f"the packed answer is damaged: {error}") from error
    try:  # some servers leave out the wrapper that "deflate" should have
        return _inflate(data, _NO_WRAPPER, limit)
    except zlib.error as error:
        raise UnfitAnswer(f"the packed answer is damaged: {error}") from error


def _inflate(data: bytes, wrapper: int, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for _ in range(_MEMBERS):
        unpacker = zlib.decompressobj(wrapper)
        piece = unpacker.decompress(data, limit - size + 1)
        size += len(piece)
        pieces.append(piece)
        if size > limit:
            raise UnfitAnswer(f"unpacked, the answer has more than {limit:,} bytes")
        if not unpacker.eof:
            raise zlib.error("it ends too early")
        data = unpacker.unused_data.lstrip(b"\0")
        if not data:
            return b"".join(pieces)
    raise zlib.error("it has too many parts")
