"""The rows that every exporter writes: events with the provenance of their document and their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from ..records import Document, Event, arrow_schema
from ..workspace import Workspace

PROVENANCE = ("outlet", "url", "title", "published", "language")
"""Fields of the document that stand behind those of the event."""
SENTENCE_TEXT = "sentence_text"
"""The words of the sentence, behind the provenance: `text[sentence.start:sentence.end]` of the document."""

_ROWS_AT_ONCE = 1000
"""Rows turned into Python objects at a time; bounds memory."""


def event_table(workspace: Workspace) -> pa.Table:
    """All events in the order of `Workspace.events`, with PROVENANCE and SENTENCE_TEXT behind their fields.

    Raises: WorkspaceError for a missing part.
    """
    provenance = ", ".join(f"d.{name}" for name in PROVENANCE)
    table = workspace.query(f"""
        SELECT e.*, {provenance},
            substring(d.text, e.sentence."start" + 1, e.sentence."end" - e.sentence."start")
                AS {SENTENCE_TEXT}
        FROM events e JOIN documents d ON d.id = e.document_id
        ORDER BY coalesce(nullif(e.event_date, ''), left(d.published, 10)),
            e.document_id, e."trigger"."start", e.id
    """)
    return table.cast(schema())


def schema() -> pa.Schema:
    """The Arrow schema of `event_table`."""
    fields = [*arrow_schema(Event), *(arrow_schema(Document).field(name) for name in PROVENANCE)]
    meaning = {"meaning": "the words of the sentence", "unit": ""}
    return pa.schema([*fields, pa.field(SENTENCE_TEXT, pa.string(), False, meaning)])


def rows(events: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows as plain dicts, lists and scalars."""
    for batch in events.to_batches(max_chunksize=_ROWS_AT_ONCE):
        yield from batch.to_pylist()
