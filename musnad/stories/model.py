"""What a story is: one happening with every report of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ..records import Name

DENIED = "negated"
"""The status under which a disagreement about status lists the denials."""


class Origins(Protocol):
    """What stories ask of `provenance.Provenance`."""

    @property
    def origins(self) -> Mapping[str, str]:
        """Document id → the family whose report it is."""

    @property
    def outlets(self) -> Mapping[str, str]:
        """Document id → outlet."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who took part, as the reports taken together say."""

    actor_id: str | None
    """Id in the knowledge base; None where no report's words were resolved."""
    code: str
    """Country and sector, as `records.Participant.code`."""
    name: Name
    """The actor's usual name; for one that is not resolved, the words of the first report and no English."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One event of the event table: one report's words for the happening."""

    event_id: str
    document_id: str
    outlet: str
    origin: str
    """The family whose report it is (`provenance.Provenance.origins`)."""
    published: str
    """The document's date or time of publication, ISO 8601; empty if not known."""
    status: str
    said_by: str
    """To whom the text attributes it; empty: the outlet itself."""
    said_by_id: str | None
    """Id of that actor; None if not resolved."""
    date: str
    """The event's own date in this report; empty if the text gives none."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point on which documents differ."""

    kind: str
    """date, number, actor, recipient or status."""
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """Each value with the ids of the events that give it; two or more, the best supported first."""


@dataclass(frozen=True, slots=True)
class Story:
    """One happening with all its mentions. Reports are reported, not judged: `corroboration` says how far
    independent families agree, `disagreements` and `denials` say where they do not."""

    id: str
    """Derived from the ids of its mentions."""
    event_type: str
    event_mode: str
    quad_class: int
    intensity: float
    """PLOVER's, -10 to +10: that of the type and mode given here."""
    status: str
    """That of most independent origins: asserted, future, hypothetical, negated or historical."""
    date: str
    """YYYY-MM-DD, YYYY-MM or YYYY; empty if neither a text nor a publication date tells."""
    date_precision: str
    """day, month or year; empty if there is no date."""
    date_basis: str
    """text: a report dates the event; published: the day of the first report stands in; empty: no date."""
    place: str
    place_id: str | None
    latitude: float | None
    longitude: float | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mentions: tuple[Mention, ...]
    """First report first."""
    first: str
    """Id of the event that reported it first."""
    independent: int
    """How many origins report it."""
    corroboration: float
    """Probability that it happened as told, 0 to 1, given who reported, who denied and who, though covering
    the parties, was silent (`stories.corroboration`)."""
    disagreements: tuple[Disagreement, ...]
    denials: tuple[str, ...]
    """Ids of the events that deny or correct it, first report first; they are not among the mentions."""
    confidence: float
    """How likely the mentions are one happening: their mean pairwise probability, 1 for a single mention."""
