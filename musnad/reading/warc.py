"""WARC and WET: a web page (response) or its extracted text (conversion) is a document.

Damage is a numbered record of its own, so that plan and reading count alike: reading goes on at the next
record that can be found, and what lies between is reported.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from ..errors import DamagedError, ReadingError, TooLargeError
from ..records import Document, SetAside, content_id
from .base import MAX_DOCUMENT_BYTES, Reader, ReadingOptions, Unit, window
from .charset import decode
from .dates import iso_date
from .documents import Draft, clean, quarantine, settle
from .html import page_draft
from .source import CHUNK_BYTES, GZIP_MAGIC, open_raw

_KEPT = WarcRecordType.response | WarcRecordType.conversion
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_BEGIN = b"WARC/1."
_GZIP_BEGIN = GZIP_MAGIC + b"\x08"
_PROBE_BYTES = 512


class WarcReader(Reader):
    """An archive of the web. Records that are no page (requests, images, redirects, errors) are skipped."""

    name = "warc"
    about = "WARC or WET, plain or gzipped, one document a page"
    suffixes = (".warc", ".wet")
    many = True

    def claims(self, head: bytes) -> bool:
        return head.startswith(_BEGIN)

    def marks(self, unit: Unit) -> Iterator[int]:
        with open_raw(unit) as raw:
            last = -1
            for offset, _ in _records(raw, unit.path):
                # In an archive gzipped as one piece the position says nothing.
                usable = offset > last and _begins_at(raw, offset)
                last = max(last, offset)
                yield offset if usable else 0

    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        with open_raw(unit) as raw:
            raw.seek(unit.offset)
            for number, (_, record) in window(unit, _records(raw, unit.path)):
                source = f"{unit.path}:{number + 1}"
                try:
                    if isinstance(record, ReadingError):
                        raise record
                    draft = _draft(record, source)
                except ReadingError as error:
                    yield quarantine(error, source)
                else:
                    if draft is not None:
                        yield settle(draft, options)


def _records(raw: BinaryIO, path: str) -> Iterator[tuple[int, WarcRecord | ReadingError]]:
    """The page and text records from where `raw` stands, each with its first byte; damage in its place."""
    start = raw.tell()
    while start >= 0:
        raw.seek(start)
        begin, whole = start, False
        held: tuple[int, WarcRecord | ReadingError] | None = None
        problem = ""
        try:
            for record in ArchiveIterator(raw, parse_http=False, fsspec_args=False):
                # Handed on only now: a record that cannot be unpacked would take its archive with it.
                if held is not None:
                    yield held
                begin, whole, held = record.stream_pos, False, None
                if record.record_type & _KEPT:
                    held = begin, _whole(record, path)
                    if isinstance(held[1], DamagedError):
                        break
                whole = True
        except OSError as error:
            begin = _end(raw, begin) if whole else begin
            problem = str(error)
        if held is not None:
            yield held
        if not problem and (held is None or not isinstance(held[1], ReadingError)):
            return  # the length that a faulty last record claims may have swallowed others
        start = _next_begin(raw, begin + 1)
        if problem:
            lost = f"bytes {begin:,} to {start:,}" if start >= 0 else f"from byte {begin:,} to its end"
            yield begin, DamagedError(f"the archive is damaged: {problem}", where=f"{path}, {lost}")


def _whole(record: WarcRecord, path: str) -> WarcRecord | ReadingError:
    """The record with its content in memory, or why it is not to be had."""
    where = f"{path}, {record.headers.get('WARC-Target-URI', '')}"
    # Freezing sets the length to what was there; what should be there stands in the header.
    said = record.content_length
    if said >= MAX_DOCUMENT_BYTES:
        return TooLargeError(f"the record has {said:,} bytes", where=where)
    record.freeze()
    if record.content_length < said:
        return DamagedError(
            f"the record is cut off: {record.content_length:,} of {said:,} bytes", where=where
        )
    return record


def _draft(record: WarcRecord, source: str) -> Draft | None:
    """What a record says, or None if it is not a page."""
    url = record.headers.get("WARC-Target-URI") or ""
    id = (record.headers.get("WARC-Record-ID") or "").strip("<>").removeprefix("urn:uuid:")
    id = id or content_id(url, record.headers.get("WARC-Date", ""))
    if record.record_type == WarcRecordType.conversion:
        text = clean(decode(record.reader.read(), where=source)[0])
        draft = Draft(source, text, id=id, url=url)
    else:
        data = _page(record, source)
        if data is None:
            return None
        draft = page_draft(data, source=source, id=id, url=url, declared=record.http_charset or "")
    draft.retrieved = iso_date(record.headers.get("WARC-Date") or "")
    return draft


def _page(record: WarcRecord, source: str) -> bytes | None:
    """The HTML of a response, its transfer encodings undone; None if it is something else."""
    if not record.is_http:
        return None
    try:
        record.parse_http(auto_decode="all")
        if record.http_headers.status_code != 200:
            return None
        if (record.http_content_type or _PAGE_TYPES[0]).lower() not in _PAGE_TYPES:
            return None
        data = record.reader.read(MAX_DOCUMENT_BYTES)
    except OSError as error:
        raise DamagedError(f"the response cannot be unpacked: {error}", where=source) from error
    if len(data) >= MAX_DOCUMENT_BYTES:
        raise TooLargeError(f"the page has {MAX_DOCUMENT_BYTES:,} bytes or more", where=source)
    return data


def _end(raw: BinaryIO, begin: int) -> int:
    """The byte behind the gzip member that begins at a byte; the next byte where no whole member does."""
    raw.seek(begin)
    data, at = raw.read(CHUNK_BYTES), begin
    unpacker = zlib.decompressobj(31)
    try:
        while data.startswith(GZIP_MAGIC) if at == begin else data:
            at += len(data)
            while data and not unpacker.eof:
                unpacker.decompress(data, CHUNK_BYTES)
                data = unpacker.unconsumed_tail
            if unpacker.eof:
                return at - len(unpacker.unused_data)
            data = raw.read(CHUNK_BYTES)
    except zlib.error:
        pass
    return begin + 1


def _begins_at(raw: BinaryIO, offset: int) -> bool:
    """Whether a record, or a gzip member that holds one, begins at a byte; `raw` stays where it is."""
    back = raw.tell()
    raw.seek(offset)
    head = raw.read(_PROBE_BYTES)
    raw.seek(back)
    return _is_begin(head)


def _is_begin(head: bytes) -> bool:
    if not head.startswith(_GZIP_BEGIN):
        return head.startswith(_BEGIN)
    try:
        return zlib.decompressobj(31).decompress(head, len(_BEGIN)) == _BEGIN
    except zlib.error:
        return False


def _next_begin(raw: BinaryIO, start: int) -> int:
    """The next byte from `start` on at which a record begins, or -1."""
    raw.seek(start)
    held, base = b"", start
    while chunk := raw.read(CHUNK_BYTES):
        held += chunk
        for pattern in (b"\n" + _BEGIN, _GZIP_BEGIN):
            at = held.find(pattern)
            while at >= 0:
                begin = base + at + (pattern[0] == 0x0A)
                if _begins_at(raw, begin):
                    return begin
                at = held.find(pattern, at + 1)
        keep = len(_BEGIN)
        base += max(0, len(held) - keep)
        held = held[-keep:]
    return -1
