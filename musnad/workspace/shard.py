"""One shard of work: some units in, rows out. The same function in this process, in a pool, or on a
cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ..coding import Coder
from ..errors import CodingFault, EnvironmentFault, LimitExceeded, ReadingError
from ..reading import ReadingOptions, Unit, get_reader, halves, read_unit
from ..reading.sniff import UNKNOWN
from ..records import TABLES, Document, SetAside, arrow_schema, to_json
from .limits import Limits, timed

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


@dataclass(frozen=True, slots=True)
class Work:
    """How units are coded."""

    coder: Coder
    options: ReadingOptions
    limits: Limits
    deadly: bool = False
    """Whether a document that cannot be interrupted ends the process: for workers only."""
    stopped: Callable[[], bool] = lambda: False
    """Asked between documents; once it says yes, the result is incomplete and must not be used."""


def code_units(units: Sequence[Unit], work: Work) -> Shard:
    """Reads and codes units. A document on which the coder fails, or that takes too long, is quarantined; the
    others go on."""
    items: list[tuple[int, Head | SetAside]] = []
    batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in ("documents", *FOUND)}
    for number, unit in enumerate(units):
        for item, rows in _code_unit(unit, work):
            items.append((number, item))
            for name, batch in rows.items():
                batches[name].append(batch)
    # In one chunk: a table of many small ones takes longer to hand between processes than to make.
    tables = {
        n: pa.Table.from_batches(b, arrow_schema(TABLES[n])).combine_chunks() for n, b in batches.items()
    }
    return Shard(items, tables)


Rows = dict[str, pa.RecordBatch]


def _code_unit(unit: Unit, work: Work) -> list[tuple[Head | SetAside, Rows]]:
    """What became of each document of a unit. If reading takes too long, the unit is read again in halves,
    down to the record that does it."""
    found: list[tuple[Head | SetAside, Rows]] = []
    records = _read(unit, work.options)
    while not work.stopped():
        try:
            with timed(work.limits, deadly=work.deadly):
                record = next(records, None)
        except LimitExceeded as error:
            parts = halves(unit)
            if parts:
                return [done for part in parts for done in _code_unit(part, work)]
            slow = LimitExceeded(f"{error.what} to read", where=place(unit))
            return [(quarantined(place(unit), unit.document_id, slow), {})]
        if record is None:
            break
        found.append((record, {}) if isinstance(record, SetAside) else _code(record, work))
    return found


def _code(document: Document, work: Work) -> tuple[Head | SetAside, Rows]:
    try:
        with timed(work.limits, deadly=work.deadly):
            rows = _rows(document, work.coder)
    except LimitExceeded as error:
        fault: ReadingError = LimitExceeded(f"{error.what} to code", where=document.source)
        return quarantined(document.source, document.id, fault), {}
    except MemoryError:
        fault = LimitExceeded("coding it needs more memory than there is", where=document.source)
        return quarantined(document.source, document.id, fault), {}
    except Exception as error:  # whatever a coder's bug may raise: one document must not end the run
        fault = CodingFault(f"the coder failed: {type(error).__name__}: {error}", where=document.source)
        return quarantined(document.source, document.id, fault), {}
    found = tuple(rows[name].num_rows for name in FOUND)
    return Head(document.id, document.outlet, document.text_sha256, document.source, found), rows


def place(unit: Unit) -> str:
    """Where a unit begins, for people: the file, with the number of the record where it holds many."""
    many = unit.format != UNKNOWN and get_reader(unit.format).many
    return f"{unit.path}:{unit.first + 1}" if many else unit.path


def quarantined(source: str, document_id: str, error: ReadingError) -> SetAside:
    """The record of a document that an error keeps from being coded."""
    return SetAside(source, document_id, "quarantined", error.code, str(error))


def _read(unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
    try:
        yield from read_unit(unit, options)
    except MemoryError:
        fault: ReadingError = LimitExceeded(
            "its reading needs more memory than there may be", where=place(unit)
        )
        yield quarantined(place(unit), unit.document_id, fault)
    except EnvironmentFault:  # the machine's fault, not the document's: the run stops, and resumes
        raise
    except (
        Exception
    ) as error:  # a reader's bug, or a file that went away since the plan: said, and the run goes on
        remedy = "If the file is in order, please report it."
        fault = ReadingError(
            f"the reader failed: {type(error).__name__}: {error}", where=unit.path, remedy=remedy
        )
        yield quarantined(unit.path, unit.document_id, fault)


def _rows(document: Document, coder: Coder) -> Rows:
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
