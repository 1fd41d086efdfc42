"""Parquet: a row is a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import DamagedError, MalformedError, ReadingError, UndecodableError
from ..records import Document, SetAside
from .base import MAX_MEMORY_BYTES, Reader, ReadingOptions, Unit
from .documents import quarantine, settle
from .source import Source, open_raw
from .table import columns, record_draft

_BATCH_ROWS = 100
_Row = dict[str, Any] | ReadingError


class ParquetReader(Reader):
    """A Parquet file; only the columns that are used are read."""

    name = "parquet"
    about = "Parquet, one document a row"
    suffixes = (".parquet", ".pq")
    many = True

    def claims(self, head: bytes) -> bool:
        return head.startswith(b"PAR1")

    def marks(self, unit: Unit) -> Iterator[int]:
        with _open(unit) as file:
            yield from (0 for _ in range(file.metadata.num_rows))

    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        names = columns(options)
        with _open(unit) as file:
            present = file.schema_arrow.names
            if names["text"] not in present:
                record_draft(dict.fromkeys(present), names, unit.path)  # raises, naming the columns
            wanted = [name for name in names.values() if name in present]
            for number, row in _rows(file, wanted, unit):
                where = f"{unit.path}:{number + 1}"
                try:
                    if isinstance(row, ReadingError):
                        raise row
                    draft = record_draft(row, names, where)
                except ReadingError as error:
                    yield quarantine(error, where)
                else:
                    yield settle(draft, options)


def _rows(file: pq.ParquetFile, wanted: list[str], unit: Unit) -> Iterator[tuple[int, _Row]]:
    """The rows of a unit with their numbers; row groups that lie outside it are not read.

    Raises: DamagedError.
    """
    number = 0
    for group in range(file.metadata.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        if unit.last is not None and number >= unit.last:
            return
        if number + count <= unit.first:
            number += count
            continue
        try:
            for batch in file.iter_batches(_BATCH_ROWS, row_groups=[group], columns=wanted):
                begin, number = number, number + batch.num_rows
                if number <= unit.first:
                    continue
                for n, row in enumerate(_plain(batch, unit), begin):
                    if unit.last is not None and n >= unit.last:
                        return
                    if n >= unit.first:
                        yield n, row
        except (pa.ArrowException, OSError) as error:
            raise DamagedError(
                f"the Parquet file is damaged after row {number:,}: {error}", where=unit.path
            ) from None


def _plain(batch: pa.RecordBatch, unit: Unit) -> list[_Row]:
    """The rows of a batch, or what is wrong with one: text that is none, a time beyond the year 9999."""
    try:
        return list(batch.to_pylist())
    except (ValueError, OverflowError) as error:
        if batch.num_rows > 1:
            return [row for k in range(batch.num_rows) for row in _plain(batch.slice(k, 1), unit)]
        if isinstance(error, UnicodeDecodeError):
            return [UndecodableError("the row's text is not UTF-8", where=unit.path)]
        remedy = "Mend the row."
        return [MalformedError(f"a value of the row cannot be read: {error}", where=unit.path, remedy=remedy)]


@contextmanager
def _open(unit: Unit) -> Iterator[pq.ParquetFile]:
    """Raises: OSError, DamagedError, TooLargeError (gzipped, and too large to unpack in memory)."""
    with Source.of(unit) as source:
        raw: BinaryIO = io.BytesIO(source.document(MAX_MEMORY_BYTES)) if source.packed else open_raw(unit)
    with raw:
        try:
            file = pq.ParquetFile(raw)
        except (pa.ArrowException, OSError) as error:
            raise DamagedError(f"the Parquet file cannot be opened: {error}", where=unit.path) from None
        with file:
            rows, size = file.metadata.num_rows, raw.seek(0, io.SEEK_END)
            if rows > size:
                what = f"the Parquet file claims {rows:,} rows in {size:,} bytes"
                raise DamagedError(what, where=unit.path)
            yield file
