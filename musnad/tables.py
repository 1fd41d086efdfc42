"""Reading the program's own tables and the user's additions: tab-separated text, checked line by line.

The first line that is not a comment names the columns; `#` begins a comment line; `|` separates alternatives
in a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from .errors import DataFileError


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells by column name, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def alternatives(self, column: str) -> tuple[str, ...]:
        """The alternatives in a cell, without empty ones."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def fault(self, column: str, what: str) -> DataFileError:
        """An error that names file, line and column."""
        return DataFileError(what, where=f"{self.file}, line {self.line}, column {column}")

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """The cell, which must be one of `allowed`.

        Raises: DataFileError otherwise.
        """
        value = self.cells[column]
        if value not in allowed:
            raise self.fault(column, f"'{value}' is not one of {', '.join(filter(None, allowed))}")
        return value

    def number(self, column: str, convert: Callable[[str], float] = float) -> float:
        """The cell as a number.

        Raises: DataFileError if it is none.
        """
        try:
            return convert(self.cells[column])
        except ValueError:
            raise self.fault(column, f"'{self.cells[column]}' is not a number") from None


def read_table(path: Path | Traversable, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table that has these columns, in this order.

    Raises: DataFileError where the file cannot be read, the header differs, or a line has another number of
    cells.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"the table cannot be read: {error}", where=str(path)) from error
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if header != list(columns):
                raise DataFileError(
                    f"the columns are {', '.join(header)}; they must be {', '.join(columns)}",
                    where=f"{name}, line {number}, column 1",
                )
            continue
        if len(cells) != len(columns):
            column = min(len(cells), len(columns)) + (len(cells) > len(columns))
            raise DataFileError(
                f"{len(cells)} cells where there must be {len(columns)} (tabs between them)",
                where=f"{name}, line {number}, column {column}",
            )
        yield Row(name, number, dict(zip(columns, cells, strict=True)))
    if header is None:
        raise DataFileError("the table is empty", where=f"{name}, line 1, column 1")
