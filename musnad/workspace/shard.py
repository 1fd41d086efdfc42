"""One shard of work: some units in, rows out. The same function in this process, in a pool, or on a
cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ..coding import Coder
from ..errors import CodingFault, ReadingError
from ..reading import ReadingOptions, Unit, read_unit
from ..records import TABLES, Document, SetAside, arrow_schema, to_json

FOUND = ("events", "ties", "labels")
"""The tables that hold what was found in documents."""


@dataclass(frozen=True, slots=True)
class Head:
    """What must be known of a coded document to see whether it was there before, and which rows are its
    own."""

    id: str
    outlet: str
    text_sha256: str
    source: str
    found: tuple[int, ...]
    """Number of its rows in each table of FOUND; they stand in the order of the documents."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The result for some units: every document read, in order, and the rows of the coded ones."""

    items: list[tuple[int, Head | SetAside]]
    """The number of the unit in the shard, and what became of a document in it."""
    tables: dict[str, pa.Table]
    """Rows of `documents` and the tables of FOUND."""


def code_units(
    units: Sequence[Unit], coder: Coder, options: ReadingOptions, stopped: Callable[[], bool] = lambda: False
) -> Shard:
    """Reads and codes units. A document on which the coder fails is quarantined, the others go on.

    `stopped` is asked between documents; once it says yes, the result is incomplete and must not be used.
    """
    items: list[tuple[int, Head | SetAside]] = []
    batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in ("documents", *FOUND)}
    for number, unit in enumerate(units):
        for record in _read(unit, options):
            if stopped():
                break
            if isinstance(record, SetAside):
                items.append((number, record))
                continue
            try:
                rows = _rows(record, coder)
            except Exception as error:  # whatever a coder's bug may raise: one document must not end the run
                fault = CodingFault(f"the coder failed: {type(error).__name__}: {error}", where=record.source)
                items.append((number, quarantined(record.source, record.id, fault)))
                continue
            found = tuple(rows[name].num_rows for name in FOUND)
            head = Head(record.id, record.outlet, record.text_sha256, record.source, found)
            items.append((number, head))
            for name, batch in rows.items():
                batches[name].append(batch)
    # In one chunk: a table of many small ones takes longer to hand between processes than to make.
    tables = {
        n: pa.Table.from_batches(b, arrow_schema(TABLES[n])).combine_chunks() for n, b in batches.items()
    }
    return Shard(items, tables)


def quarantined(source: str, document_id: str, error: ReadingError) -> SetAside:
    """The record of a document that an error keeps from being coded."""
    return SetAside(source, document_id, "quarantined", error.code, str(error))


def _read(unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
    try:
        yield from read_unit(unit, options)
    except (
        Exception
    ) as error:  # a reader's bug, or a file that went away since the plan: said, and the run goes on
        remedy = "If the file is in order, please report it."
        fault = ReadingError(
            f"the reader failed: {type(error).__name__}: {error}", where=unit.path, remedy=remedy
        )
        yield quarantined(unit.path, unit.document_id, fault)


def _rows(document: Document, coder: Coder) -> dict[str, pa.RecordBatch]:
    coded = coder.code(document)
    rows = {name: _batch(TABLES[name], getattr(coded, name)) for name in FOUND}
    return {"documents": _batch(Document, (document,)), **rows}


def _batch(record: type, values: Sequence[Any]) -> pa.RecordBatch:
    schema = arrow_schema(record)
    batch = pa.RecordBatch.from_pylist(to_json(tuple(values)), schema)
    for field, column in zip(schema, batch.columns, strict=True):
        # Arrow would fail only in writing the file, where it is no longer known whose row it is.
        if column.null_count and not field.nullable:
            raise ValueError(f"{record.__name__}.{field.name} is null")
    return batch
