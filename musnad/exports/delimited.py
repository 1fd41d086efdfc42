"""What CSV and POLECAT share: cells, lists in a cell, and formulas disarmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

BETWEEN = "; "
"""Stands between the values of a list in one cell."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection)."""

Cell = str | int | float | None


def disarmed(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; all else as it is.

    >>> disarmed("=1+1"), disarmed(-2.5)
    ("'=1+1", -2.5)
    """
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def joined(values: Iterable[str | None]) -> str:
    """The values of a list in one cell. A missing one leaves its place empty, so that lists stay parallel; if
    all are missing, the cell is empty.

    >>> joined(["EGY", None]), joined([None, None])
    ('EGY; ', '')
    """
    found = [value or "" for value in values]
    return BETWEEN.join(found) if any(found) else ""


def write_rows(
    sink: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str
) -> None:
    """Writes a header and rows in UTF-8; cells with a delimiter, quote or line break are quoted."""
    sink.write(_line(columns, delimiter))
    for row in rows:
        sink.write(_line(row, delimiter))


def _line(row: Sequence[Cell], delimiter: str) -> bytes:
    # Not csv.writer: that of Python 3.11 leaves a carriage return bare, which readers take for a new row.
    cells = ("" if cell is None else str(disarmed(cell)) for cell in row)
    return (delimiter.join(_quoted(cell, delimiter) for cell in cells) + "\n").encode()


def _quoted(cell: str, delimiter: str) -> str:
    if any(mark in cell for mark in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
