"""CSV and TSV: a header, then a row is a document."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from ..errors import MalformedError, ReadingError, TooLargeError
from ..records import Document, SetAside
from .base import MAX_DOCUMENT_BYTES, Reader, ReadingOptions, Unit, window
from .documents import quarantine, settle
from .source import Source
from .table import columns, encoding_of, line_text, record_draft

MAX_ROW_LINES = 10_000
"""A quoted cell that spans more lines is taken for a quotation mark that was never closed."""
_DELIMITERS = ",;\t|"
_Row = tuple[int, "list[str] | ReadingError"]
"""The byte at which a row begins, and its cells or what is wrong with it."""


class CsvReader(Reader):
    """Cells between commas, semicolons, tabs or bars (whichever the header has most of), quoted with "."""

    name = "csv"
    about = "CSV or TSV with a header, one document a row"
    suffixes = (".csv", ".tsv")
    many = True

    def marks(self, unit: Unit) -> Iterator[int]:
        with Source.of(unit) as source:
            recoded = source.recode_wide()
            rows = _Rows(source, unit.path)
            for offset, _ in rows:
                yield 0 if source.packed or recoded else offset

    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        names = columns(options)
        with Source.of(unit) as source:
            source.recode_wide()
            rows = _Rows(source, unit.path)
            if rows.header and names["text"] not in rows.header:
                record_draft(dict.fromkeys(rows.header), names, unit.path)  # raises, naming the columns
            if unit.offset:
                rows.seek(unit.offset)
            for number, (_, row) in window(unit, rows):
                where = f"{unit.path}:{number + 1}"
                try:
                    draft = record_draft(_record(rows.header, row, where), names, where)
                except ReadingError as error:
                    yield quarantine(error, where)
                else:
                    yield settle(draft, options)
            if source.damage and unit.last is None:
                yield quarantine(source.damage, unit.path)


def _record(header: list[str], row: list[str] | ReadingError, where: str) -> dict[str, str]:
    if isinstance(row, ReadingError):
        raise row
    if len(row) != len(header):
        raise MalformedError(
            f"the row has {len(row)} cells, the header {len(header)}",
            where=where,
            remedy='Put cells that hold the delimiter or a line break between ".',
        )
    return dict(zip(header, row, strict=True))


class _Rows:
    """The rows of a table; a row that cannot be parsed costs its first line only."""

    def __init__(self, source: Source, path: str) -> None:
        csv.field_size_limit(MAX_DOCUMENT_BYTES)
        self._source = source
        self._path = path
        self._encoding = encoding_of(source)
        self._lines = source.lines()
        self._ahead: deque[tuple[int, bytes | None]] = deque()
        self._delimiter = ","
        self.header: list[str] = []
        first = next(self._lines, None)
        while first is not None and first[1] is not None and not first[1].strip():
            first = next(self._lines, None)
        if first is None:
            return
        self._ahead.append(first)
        if first[1] is not None:
            self._delimiter = max(_DELIMITERS, key=first[1].decode("latin-1").count)
        _, header = next(self)
        if isinstance(header, ReadingError):
            raise header
        self.header = [cell.strip() for cell in header]

    def seek(self, offset: int) -> None:
        """Go on at a row."""
        self._source.seek(offset)
        self._ahead.clear()
        self._lines = self._source.lines()

    def __iter__(self) -> Iterator[_Row]:
        return self

    def __next__(self) -> _Row:
        taken: list[tuple[int, bytes | None]] = []
        reader = csv.reader(self._feed(taken), delimiter=self._delimiter, strict=True)
        try:
            for cells in reader:
                if cells:  # blank lines give none
                    return taken[0][0], cells
                taken.clear()
        except csv.Error as error:
            problem: ReadingError = MalformedError(
                f"the row cannot be parsed: {error}",
                where=self._path,
                remedy="Mend the row's quotation marks.",
            )
        except ReadingError as error:
            problem = error
        else:
            raise StopIteration
        self._ahead.extendleft(reversed(taken[1:]))
        return taken[0][0], problem

    def _feed(self, taken: list[tuple[int, bytes | None]]) -> Iterator[str]:
        """The lines as text; notes in `taken` those that the row under way has used. Raises: ReadingError."""
        size = 0
        while (line := self._ahead.popleft() if self._ahead else next(self._lines, None)) is not None:
            taken.append(line)
            size += len(line[1] or b"")
            if line[1] is None or size >= MAX_DOCUMENT_BYTES:
                raise TooLargeError(f"the row has {MAX_DOCUMENT_BYTES:,} bytes or more", where=self._path)
            if len(taken) > MAX_ROW_LINES:
                raise MalformedError(
                    f"a cell spans more than {MAX_ROW_LINES:,} lines",
                    where=self._path,
                    remedy="Close its quotation mark.",
                )
            yield line_text(line[1], self._encoding, self._path) + "\n"
