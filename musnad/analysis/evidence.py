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
    SELECT e.id AS event_id, e.document_id, d.outlet, d.published, d.url, d.title, e.event_type, e.status,
        e.event_date AS date, e.said_by,
        substring(d.text, e.sentence.start + 1, e.sentence.end - e.sentence.start) AS sentence,
        e.sentence.start AS start, e.sentence.end AS end, e.trigger.start AS trigger_start,
        e.trigger.end AS trigger_end
    FROM events e JOIN documents d ON d.id = e.document_id
    WHERE list_contains($ids, e.id)
    ORDER BY coalesce(nullif(e.event_date, ''), d.published), e.document_id, e.trigger.start, e.id
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that tells an event, and where it stands."""

    event_id: str
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
    """The words that tell the event, in the document too."""
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
    """The evidence of events, given their ids; an id that the workspace does not have is left out.

    Raises: WorkspaceError for a missing part.
    """
    files = {table: workspace.files(table) for table in TABLES}
    with connected(files) as connection:
        found = connection.sql(_SENTENCES, params={"ids": sorted(set(ids))}).to_arrow_table()
    return EvidenceList(tuple(Evidence(**row) for row in found.to_pylist()))
