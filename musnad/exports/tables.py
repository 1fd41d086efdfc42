"""The tables that can be exported: events, ties, labels, documents, and the panel that is made of events."""

from __future__ import annotations

import pyarrow as pa

from ..errors import UsageError
from ..records import TABLES, Event, arrow_schema
from ..workspace import Selection, Workspace
from ..workspace.selection import connected
from .base import EVENTS
from .events import PROVENANCE, SENTENCE_TEXT, event_table, with_provenance
from .panel import panel_table

PANEL = "panel"
DOCUMENTS = "documents"
TABLE_NAMES = (EVENTS, "ties", "labels", DOCUMENTS, PANEL)
_PLACES = {"ties": "cue", "labels": "label"}
"""The span by which the rows of a table stand in the order of the text."""


def gather(
    workspace: Workspace, table: str = EVENTS, selection: Selection[Event] | None = None, fill: bool = False
) -> pa.Table:
    """The rows of a table. `selection` chooses events, also those that the panel counts; `fill` gives the
    panel a row for every month of every dyad.

    Ties and labels have PROVENANCE and SENTENCE_TEXT behind their fields, as events have.

    Raises: UsageError for an unknown table, a selection or `fill` where it means nothing, or a selection from
    another workspace; WorkspaceError for a missing part.
    """
    if table not in TABLE_NAMES:
        raise UsageError(f"there is no table '{table}'", remedy=f"The tables are {', '.join(TABLE_NAMES)}.")
    if fill and table != PANEL:
        raise UsageError(f"the table {table} cannot be filled", remedy="Only the panel has a row a month.")
    if selection is not None and table not in (EVENTS, PANEL):
        remedy = "Export the table whole, and choose from its rows afterwards."
        raise UsageError(f"conditions choose events, not {table}", remedy=remedy)
    if table == EVENTS:
        return event_table(workspace, selection)
    if table == PANEL:
        from ..analysis import Analysis  # which loads the measures: not for those who write events

        analysis = workspace if isinstance(workspace, Analysis) else Analysis(workspace.path)
        return panel_table(event_table(workspace, selection), analysis.stories(), fill)
    if table == DOCUMENTS:
        return workspace.documents().arrow().sort_by("id")
    return _with_sentences(workspace, table)


def table_schema(table: str) -> pa.Schema:
    """The Arrow schema of the ties or the labels with PROVENANCE and SENTENCE_TEXT behind.

    Raises: KeyError for another table.
    """
    return with_provenance(arrow_schema(TABLES[table]))


def _with_sentences(workspace: Workspace, table: str) -> pa.Table:
    entries = workspace.entries()
    files = {name: workspace.files(name, entries) for name in TABLES}
    provenance = ", ".join(f"d.{name}" for name in PROVENANCE)
    with connected(files) as connection:
        found: pa.Table = connection.sql(f"""
            SELECT t.*, {provenance},
                substring(d.text, t.sentence."start" + 1, t.sentence."end" - t.sentence."start")
                    AS {SENTENCE_TEXT}
            FROM {table} t JOIN documents d ON d.id = t.document_id
            ORDER BY t.document_id, t.{_PLACES[table]}."start", t.id
        """).to_arrow_table()
    return found.cast(table_schema(table))
