"""What actors said would happen, as records and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from ..measures.result import Rows
from ..stories import Claim
from .stories import SEPARATOR


@dataclass(frozen=True, slots=True)
class Claims(Rows, Sequence[Claim]):
    """Claims by day, then event."""

    claims: tuple[Claim, ...]

    def __len__(self) -> int:
        return len(self.claims)

    @overload
    def __getitem__(self, place: int) -> Claim: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Claim]: ...
    def __getitem__(self, place: int | slice) -> Claim | Sequence[Claim]:
        return self.claims[place]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the events in which they are made, sorted."""
        return tuple(sorted({claim.event_id for claim in self.claims}))

    def rows(self) -> list[dict[str, Any]]:
        """A row a claim; lists stand in one cell."""
        return [
            {
                "event_id": claim.event_id,
                "document_id": claim.document_id,
                "speaker": claim.speaker.name.en or claim.speaker.name.ar,
                "said_on": claim.said_on,
                "status": claim.status,
                "event_type": claim.event_type,
                "event_mode": claim.event_mode,
                "actors": SEPARATOR.join(party.name.en or party.name.ar for party in claim.actors),
                "recipients": SEPARATOR.join(party.name.en or party.name.ar for party in claim.recipients),
                "due": claim.due,
                "state": claim.state,
                "bearings": len(claim.bearings),
            }
            for claim in self.claims
        ]
