"""Parquet: the table as it is."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from .base import Exporter


class ParquetExporter(Exporter):
    """One Parquet file with nested columns."""

    name = "parquet"
    suffix = ".parquet"
    about = "one row an event with all its fields, nested, and outlet, address, title, date and sentence"

    def write(self, events: pa.Table, sink: BinaryIO) -> None:
        """Writes the table."""
        with pq.ParquetWriter(sink, events.schema, compression="zstd") as writer:
            writer.write_table(events)
