"""From the ids of events to the sentences that tell them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from ..measures.result import Rows
from ..records import TABLES
from ..workspace import Workspace
from ..workspace.selection import connected

_SENTENCES = """
    WITH told AS (
        SELECT id, document_id, event_type, status, event_date, said_by, sentence, "trigger" AS words
        FROM events WHERE list_contains($ids, id)
        UNION ALL
        SELECT id, document_id, '', '', '', '', sentence, label FROM labels WHERE list_contains($ids, id)
    )
    SELECT t.id AS event_id, t.document_id, d.outlet, d.published, d.url, d.title, t.event_type, t.status,
        t.event_date AS date, t.said_by,
        substring(d.text, t.sentence.start + 1, t.sentence.end - t.sentence.start) AS sentence,
        t.sentence.start AS start, t.sentence.end AS end, t.words.start AS trigger_start,
        t.words.end AS trigger_end
    FROM told t JOIN documents d ON d.id = t.document_id
    ORDER BY coalesce(nullif(t.event_date, ''), d.published), t.document_id, t.words.start, t.id
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that tells an event, and where it stands."""

    event_id: str
    """Of the event; of a label its own, and `event_type`, `status`, `date` and `said_by` are empty."""
    document_id: str
    outlet: str
    published: str
    """Publication date or time of the document; empty if not known."""
    url: str
    title: str
    event_type: str
    status: str
    date: str
    """The event's own date; empty if the text does not say."""
    said_by: str
    """To whom the text attributes the report; empty: the outlet itself."""
    sentence: str
    """The document's text from `start` to `end`."""
    start: int
    end: int
    trigger_start: int
    """Where the words that tell the event, or the label, begin in the document."""
    trigger_end: int


@dataclass(frozen=True, slots=True)
class EvidenceList(Rows, Sequence[Evidence]):
    """Evidence by the date of the event, else that of publication."""

    records: tuple[Evidence, ...]

    def __len__(self) -> int:
        return len(self.records)

    @overload
    def __getitem__(self, place: int) -> Evidence: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, place: int | slice) -> Evidence | Sequence[Evidence]:
        return self.records[place]

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self.records)

    def rows(self) -> list[dict[str, Any]]:
        """A row an event."""
        return [dataclasses.asdict(record) for record in self.records]


def evidence(workspace: Workspace, ids: Iterable[str]) -> EvidenceList:
    """The evidence of events and labels, given their ids; an id that the workspace does not have is left out.

    Raises: WorkspaceError for a missing part.
    """
    files = {table: workspace.files(table) for table in TABLES}
    with connected(files) as connection:
        found = connection.sql(_SENTENCES, params={"ids": sorted(set(ids))}).to_arrow_table()
    return EvidenceList(tuple(Evidence(**row) for row in found.to_pylist()))
