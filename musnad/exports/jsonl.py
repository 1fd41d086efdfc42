"""JSONL: one row a line."""

from __future__ import annotations

import json
from typing import BinaryIO

from .base import Exporter, Found
from .events import rows
from .tables import TABLE_NAMES


class JsonlExporter(Exporter):
    """One JSON object a line, UTF-8; numbers as they are, null where a field has no value."""

    name = "jsonl"
    suffix = ".jsonl"
    about = "one event a line with all its fields, and outlet, address, title, date and sentence"
    tables = TABLE_NAMES

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes a line for each row."""
        for row in rows(found.rows):
            sink.write(json_line(row))


def json_line(value: object) -> bytes:
    """A value as a line of JSON in UTF-8, Arabic as it is."""
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
