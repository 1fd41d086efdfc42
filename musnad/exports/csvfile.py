"""CSV: one flat row an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import pyarrow as pa

from .base import Exporter
from .delimited import Cell, joined, write_rows
from .events import SENTENCE_TEXT, rows

_SIDES = ("actors", "recipients")
_PARTIES = ("", "_names", "_ids", "_codes")
COLUMNS = (
    "id", "document_id", "outlet", "url", "title", "published",
    "event_type", "event_mode", "contexts", "intensity", "quad_class", "status",
    "event_date", "date_precision", "date_source", "date_text",
    *(side + what for side in _SIDES for what in _PARTIES),
    "said_by", "said_by_actor_id", "place", "place_id", "latitude", "longitude",
    "trigger", "trigger_start", "trigger_end", "sentence", "sentence_start", "sentence_end",
    "coder", "confidence",
)  # fmt: skip
"""Those named like a field of the record hold it; `actors_names` are the usual English names, or Arabic."""


class CsvExporter(Exporter):
    """One flat row an event, lists joined with "; "."""

    name = "csv"
    about = "one row an event for a spreadsheet, lists joined with '; ', formulas disarmed"
    delimited = True

    def write(self, events: pa.Table, sink: BinaryIO) -> None:
        """Writes a header and a row for each event."""
        flat = (_flat(row) for row in rows(events))
        lines = ([cells[name] for name in COLUMNS] for cells in flat)
        write_rows(sink, COLUMNS, lines, delimiter=",")


def _flat(row: Mapping[str, Any]) -> dict[str, Cell]:
    cells = {**row, "contexts": joined(row["contexts"])}
    for side in _SIDES:
        cells |= _parties(side, row[side])
    for name in ("trigger", "sentence"):
        cells |= {f"{name}_start": row[name]["start"], f"{name}_end": row[name]["end"]}
    return cells | {"trigger": row["trigger"]["text"], "sentence": row[SENTENCE_TEXT]}


def _parties(side: str, parties: Sequence[Mapping[str, Any]]) -> dict[str, Cell]:
    columns = (
        [party["text"] for party in parties],
        [party["name"] and (party["name"]["en"] or party["name"]["ar"]) for party in parties],
        [party["actor_id"] for party in parties],
        [party["code"] for party in parties],
    )
    return {side + what: joined(values) for what, values in zip(_PARTIES, columns, strict=True)}
