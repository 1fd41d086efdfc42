"""The rows that every exporter writes: events with the provenance of their document and their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from ..errors import UsageError
from ..records import TABLES, Document, Event, arrow_schema
from ..workspace import Selection, Workspace
from ..workspace.selection import connected

PROVENANCE = ("outlet", "url", "title", "published", "language")
"""Fields of the document that stand behind those of the event."""
SENTENCE_TEXT = "sentence_text"
"""The words of the sentence, behind the provenance: `text[sentence.start:sentence.end]` of the document."""

_ROWS_AT_ONCE = 1000
"""Rows turned into Python objects at a time; bounds memory."""


def event_table(workspace: Workspace, selection: Selection[Event] | None = None) -> pa.Table:
    """The events of a selection (without one: all), with PROVENANCE and SENTENCE_TEXT behind their fields, by
    document id, then place in the text.

    Raises: WorkspaceError for a missing part; UsageError if the selection was made from another workspace.
    """
    entries = workspace.entries()
    files = {table: workspace.files(table, entries) for table in TABLES}
    provenance = ", ".join(f"d.{name}" for name in PROVENANCE)
    with connected(files) as connection:
        if selection is not None:
            connection.register("selected", selection.arrow())
        found: pa.Table = connection.sql(f"""
            SELECT e.*, {provenance},
                substring(d.text, e.sentence."start" + 1, e.sentence."end" - e.sentence."start")
                    AS {SENTENCE_TEXT}
            FROM {"events" if selection is None else "selected"} e JOIN documents d ON d.id = e.document_id
            ORDER BY e.document_id, e."trigger"."start", e.id
        """).to_arrow_table()
    if selection is not None and found.num_rows != len(selection):
        what = f"{len(selection) - found.num_rows} selected events have no document in the workspace"
        remedy = "Export a selection from the workspace that it was made from."
        raise UsageError(what, where=str(workspace.path), remedy=remedy)
    return found.cast(schema())


def schema() -> pa.Schema:
    """The Arrow schema of `event_table`."""
    return with_provenance(arrow_schema(Event))


def with_provenance(record: pa.Schema) -> pa.Schema:
    """The schema of a record with PROVENANCE and SENTENCE_TEXT behind its fields."""
    fields = [*record, *(arrow_schema(Document).field(name) for name in PROVENANCE)]
    meaning = {"meaning": "the words of the sentence", "unit": ""}
    return pa.schema([*fields, pa.field(SENTENCE_TEXT, pa.string(), False, meaning)])


def rows(events: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows as plain dicts, lists and scalars."""
    for batch in events.to_batches(max_chunksize=_ROWS_AT_ONCE):
        yield from batch.to_pylist()
