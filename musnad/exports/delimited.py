"""What CSV and POLECAT share: cells, lists in a cell, and formulas disarmed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

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


def joined(values: Iterable[Any]) -> str:
    """The values of a list in one cell; a missing one leaves its place empty, so that lists stay parallel."""
    return BETWEEN.join("" if value is None else str(value) for value in values)


def write_rows(
    sink: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str
) -> None:
    """Writes a header and rows in UTF-8; cells with a delimiter, quote or line break are quoted."""
    text = io.TextIOWrapper(sink, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([disarmed(cell) for cell in row])
    finally:
        text.detach()  # flushes, and leaves the sink open
