"""CSV: one flat row an event, tie, label, document, or month of a dyad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import pyarrow as pa

from .base import EVENTS, Exporter, Found
from .delimited import Cell, joined, write_rows
from .events import SENTENCE_TEXT, rows
from .tables import TABLE_NAMES

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
    apostrophe disarms every text that begins like a formula, also the code '---' of an unknown country. In
    other tables a nested field has a column for each of its parts: `from_actor_id`, `cue_start`.
    """

    name = "csv"
    suffix = ".csv"
    about = "one row an event for a spreadsheet, lists joined with '; ', formulas disarmed"
    delimited = True
    tables = TABLE_NAMES

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes a header and a line for each row."""
        if found.table == EVENTS:
            write_events_csv(found.rows, sink)
        else:
            columns = flat_columns(found.rows.schema)
            flat = (dict(_spread(row, found.rows.schema)) for row in rows(found.rows))
            _write(columns, flat, sink)


def write_events_csv(events: pa.Table, sink: BinaryIO) -> None:
    """Writes rows of `event_table` as the CSV exporter does, also of a table that no workspace holds."""
    _write(COLUMNS, (_flat(row) for row in rows(events)), sink)


def _write(columns: Sequence[str], flat: Iterable[Mapping[str, Cell]], sink: BinaryIO) -> None:
    write_rows(sink, columns, ([cells[name] for name in columns] for cells in flat), delimiter=",")


def flat_columns(fields: pa.Schema | pa.StructType, before: str = "") -> tuple[str, ...]:
    """The columns that a table of this schema has when it is flat."""
    names: list[str] = []
    for field in fields:
        nested = pa.types.is_struct(field.type)
        names += flat_columns(field.type, f"{before}{field.name}_") if nested else [before + field.name]
    return tuple(names)


def _spread(
    row: Mapping[str, Any] | None, fields: pa.Schema | pa.StructType, before: str = ""
) -> Iterator[tuple[str, Cell]]:
    """The cells of a row, column by column; of a list of spans the words."""
    for field in fields:
        value = None if row is None else row[field.name]
        if pa.types.is_struct(field.type):
            yield from _spread(value, field.type, f"{before}{field.name}_")
        elif pa.types.is_list(field.type):
            yield before + field.name, joined(span["text"] for span in value or ())
        else:
            yield before + field.name, value


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
