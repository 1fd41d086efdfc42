"""JSONL: one event a line."""

from __future__ import annotations

import json
from typing import BinaryIO

import pyarrow as pa

from .base import Exporter
from .events import rows


class JsonlExporter(Exporter):
    """One JSON object a line, UTF-8; numbers as they are, null where a field has no value."""

    name = "jsonl"
    suffix = ".jsonl"
    about = "one event a line with all its fields, and outlet, address, title, date and sentence"

    def write(self, events: pa.Table, sink: BinaryIO) -> None:
        """Writes a line for each event."""
        for row in rows(events):
            sink.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
