"""The bytes of an input: unpacked if gzipped, forwards, in bounded steps. Damage ends them and is noted."""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ..errors import DamagedError, TooLargeError
from .base import MAX_DOCUMENT_BYTES, Unit
from .charset import wide_encoding

CHUNK_BYTES = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib: 15 bits, with a gzip header


def open_raw(unit: Unit) -> BinaryIO:
    """The bytes of a unit's file as they lie there, from the beginning. Raises: OSError."""
    return Path(unit.path).open("rb") if unit.content is None else io.BytesIO(unit.content)


class Source:
    """A unit's bytes, looking through gzip. Read to the end, then ask `damage`."""

    def __init__(self, raw: BinaryIO, where: str = "") -> None:
        self._raw = raw
        self._where = where
        self._position = raw.tell()
        head = raw.read(len(GZIP_MAGIC))
        raw.seek(self._position)
        self.packed = head == GZIP_MAGIC
        """Whether the file is gzipped; then it can only be read from its beginning."""
        self.damage: DamagedError | None = None
        """Why the bytes ended early, once they did."""
        self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
        self._waiting = b""
        self._recoder: codecs.IncrementalDecoder | None = None

    @classmethod
    def of(cls, unit: Unit) -> Source:
        """The bytes of a unit's file from the beginning. Raises: OSError."""
        return cls(open_raw(unit), unit.path)

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._raw.close()

    def seek(self, offset: int) -> None:
        """Go on at a byte of a file that is not packed."""
        self._raw.seek(offset)

    def recode_wide(self) -> bool:
        """Deliver UTF-8 from here on if the bytes begin with the mark of UTF-16 or UTF-32; true if so."""
        encoding = wide_encoding(self.peek(4))
        if encoding:
            self._recoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        return self._recoder is not None

    def peek(self, size: int) -> bytes:
        """The first bytes of a source of which nothing was read yet."""
        found = self.read(size)
        self.damage = None
        self._raw.seek(self._position)
        self._unpacker, self._waiting = zlib.decompressobj(_GZIP_WINDOW), b""
        return found

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end, or where damage begins."""
        pieces: list[bytes] = []
        missing = size
        while missing > 0 and (piece := self._step(min(missing, CHUNK_BYTES))):
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def document(self, limit: int = MAX_DOCUMENT_BYTES) -> bytes:
        """All the bytes, for formats that are read as a whole.

        Raises: TooLargeError if there are `limit` bytes or more.
        """
        data = self.read(limit)
        if len(data) >= limit:
            raise TooLargeError(f"the document has {limit:,} bytes or more", where=self._where)
        return data

    def lines(self, limit: int = MAX_DOCUMENT_BYTES) -> Iterator[tuple[int, bytes | None]]:
        """The lines without line feed, each with the byte at which it begins; None for one beyond the limit.

        A line that damage cuts off is left out.
        """
        held: list[bytes] = []
        size = start = 0
        while chunk := self._chunk():
            *whole, rest = chunk.split(b"\n")
            for part in whole:
                size += len(part)
                yield start, b"".join([*held, part]) if size < limit else None
                start += size + 1
                size = 0
                held.clear()
            size += len(rest)
            if size < limit:
                held.append(rest)
            else:
                held.clear()
        if size and self.damage is None:
            yield start, b"".join(held) if size < limit else None

    def _chunk(self) -> bytes:
        chunk = self.read(CHUNK_BYTES)
        if self._recoder is None:
            return chunk
        # A chunk may hold nothing but half a character; only an empty one means the end.
        while chunk and not (text := self._recoder.decode(chunk)):
            chunk = self.read(CHUNK_BYTES)
        return text.encode() if chunk else b""

    def _step(self, size: int) -> bytes:
        if self.damage is not None:
            return b""
        if not self.packed:
            return self._raw.read(size)
        try:
            return self._unpack(size)
        except zlib.error:
            self._cut("the gzip data is corrupt")
            return b""

    def _unpack(self, size: int) -> bytes:
        while True:
            if self._unpacker.eof:  # another member may follow, or zeros that pad the file
                self._waiting = self._unpacker.unused_data.lstrip(b"\0")
                while not self._waiting:
                    if not (chunk := self._raw.read(CHUNK_BYTES)):
                        return b""
                    self._waiting = chunk.lstrip(b"\0")
                self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
            self._waiting = self._waiting or self._raw.read(CHUNK_BYTES)
            ended = not self._waiting
            piece = self._unpacker.decompress(self._waiting, size)
            self._waiting = self._unpacker.unconsumed_tail
            if piece:
                return piece
            if ended and not self._unpacker.eof:
                self._cut("the gzip data ends too early")
                return b""

    def _cut(self, what: str) -> None:
        self.damage = DamagedError(what, where=self._where)
