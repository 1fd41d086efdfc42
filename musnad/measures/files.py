"""Reading files of events as Arrow tables, and what their columns need before they can be used."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from ..errors import DataFileError, UsageError
from .columns import Column, by_value, labels
from .table import OPTIONAL, REQUIRED

DELIMITERS = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".txt": "\t"}
"""Delimiter by suffix; .parquet is the other suffix that is read."""
NAMES = (*REQUIRED, *OPTIONAL, "code")
"""What a mapping of columns can name; `code` is CAMEO's."""


def read_file(path: Path) -> pa.Table:
    """The table in a file; of a delimited file every column as text.

    Raises: DataFileError if there is no such file, its suffix is unknown, or it is damaged.
    """
    delimiter = DELIMITERS.get(path.suffix.lower())
    if delimiter is None and path.suffix.lower() != ".parquet":
        remedy = f"Name a file that ends in .parquet, {', '.join(DELIMITERS)}."
        raise DataFileError(f"no table of events ends in '{path.suffix}'", where=path.name, remedy=remedy)
    try:
        if delimiter is None:
            return pq.read_table(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file, delimiter=delimiter), [])
        return pacsv.read_csv(
            path,
            parse_options=pacsv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False
            ),
        )
    except (OSError, UnicodeDecodeError, pa.ArrowInvalid) as error:
        raise DataFileError(f"the table cannot be read: {error}", where=str(path)) from error


def column(table: pa.Table, names: Sequence[str], path: Path, default: str | None = None) -> Column:
    """The column that has one of the names; without one, a column of `default`.

    Raises: DataFileError if there is none and no default.
    """
    for name in names:
        if name in table.column_names:
            return table.column(name)
    if default is None:
        what = f"the table has no column {' or '.join(names)}; it has {', '.join(table.column_names)}"
        raise DataFileError(what, where=path.name, remedy="Check that the file is of this kind.")
    return pa.chunked_array([pa.repeat(default, table.num_rows)])


def cameo(codes: Column) -> Column:
    """CAMEO codes as texts, with the leading zeros that a spreadsheet or a column of numbers lost: where no
    code of the column begins with a zero, those shorter than three digits, or of an impossible root (841),
    get one."""
    lost = not any(name.startswith("0") for name in labels(codes)[0].names)

    def mended(code: str) -> str:
        code = code.strip().removesuffix(".0")
        short = len(code) < 3 or code[:2] > "20"
        return f"0{code}".zfill(3) if lost and short and code else code

    return by_value(codes, mended)


def mapping(columns: str | Mapping[str, str]) -> dict[str, str]:
    """A mapping of columns, also as text: "date=Date,actor=Source".

    Raises: UsageError if it is malformed, or names a column that an event table does not have.
    """
    if isinstance(columns, str):
        parts = [part.partition("=") for part in columns.split(",") if part.strip()]
        if not all(equals and there.strip() for _, equals, there in parts):
            remedy = "Write date=Date,actor=Source,recipient=Target,code=CAMEO."
            raise UsageError(f"'{columns}' is not a mapping of columns", remedy=remedy)
        columns = {name.strip(): there.strip() for name, _, there in parts}
    unknown = sorted(set(columns) - set(NAMES))
    if unknown:
        what = f"an event table has no column {', '.join(unknown)}"
        raise UsageError(what, remedy=f"Map {', '.join(NAMES)}.")
    return dict(columns)
