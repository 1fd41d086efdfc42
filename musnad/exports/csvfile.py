"""CSV: one flat row an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import pyarrow as pa

from .base import Exporter
from .delimited import Cell, joined, write_rows
from .events import SENTENCE_TEXT, rows

_PARTIES = ("texts", "ids", "names_en", "codes")
COLUMNS = (
    "id", "document_id", "outlet", "url", "title", "published",
    "event_type", "event_mode", "contexts", "intensity", "quad_class", "status",
    "event_date", "date_precision", "date_source", "date_text", "date_interval",
    *(f"{side}_{what}" for side in ("actor", "recipient") for what in _PARTIES),
    "said_by", "said_by_start", "said_by_end", "said_by_actor_id",
    "place", "place_id", "latitude", "longitude",
    "trigger", "trigger_start", "trigger_end",
    "sentence", "sentence_index", "sentence_start", "sentence_end",
    "coder", "confidence",
)  # fmt: skip
"""Columns named like a field of `Event` or `Document` hold it; `trigger` and `sentence` hold the words."""


class CsvExporter(Exporter):
    """One flat row an event, lists joined with "; ".

    The lists of one side are parallel: the second of `actor_ids` belongs to the second of `actor_texts`. An
    apostrophe disarms every text that begins like a formula, also the code '---' of an unknown country.
    """

    name = "csv"
    suffix = ".csv"
    about = "one row an event for a spreadsheet, lists joined with '; ', formulas disarmed"
    delimited = True

    def write(self, events: pa.Table, sink: BinaryIO) -> None:
        """Writes a header and a row for each event."""
        flat = (_flat(row) for row in rows(events))
        write_rows(sink, COLUMNS, ([cells[name] for name in COLUMNS] for cells in flat), delimiter=",")


def _flat(row: Mapping[str, Any]) -> dict[str, Cell]:
    cells = {**row, "contexts": joined(row["contexts"])}
    for name, words in (("trigger", row["trigger"]["text"]), ("sentence", row[SENTENCE_TEXT])):
        cells |= {f"{name}_{field}": value for field, value in row[name].items()} | {name: words}
    return cells | _parties("actor", row["actors"]) | _parties("recipient", row["recipients"])


def _parties(side: str, parties: Sequence[Mapping[str, Any]]) -> dict[str, Cell]:
    columns = (
        [party["text"] for party in parties],
        [party["actor_id"] for party in parties],
        [party["name"] and party["name"]["en"] for party in parties],
        [party["code"] for party in parties],
    )
    return {f"{side}_{what}": joined(values) for what, values in zip(_PARTIES, columns, strict=True)}
