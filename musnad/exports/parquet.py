"""Parquet: the table as it is."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow.parquet as pq

from .base import Exporter, Found
from .tables import TABLE_NAMES


class ParquetExporter(Exporter):
    """One Parquet file with nested columns, the meaning of each in its metadata."""

    name = "parquet"
    suffix = ".parquet"
    about = "one row an event with all its fields, nested, and outlet, address, title, date and sentence"
    tables = TABLE_NAMES

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes the table."""
        with pq.ParquetWriter(sink, found.rows.schema, compression="zstd") as writer:
            writer.write_table(found.rows)
