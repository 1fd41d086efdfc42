"""An event's record from what a coder has found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import ontology
from ..knowledge import Place
from ..language.dates import DateSpan, precision
from ..records import Document, Event, Participant, SentenceRef, Span, content_id


@dataclass(frozen=True)
class Finding:
    """What a coder has found out about one event."""

    event_type: str
    event_mode: str
    status: str
    trigger: Span
    sentence: SentenceRef
    actors: Sequence[Participant]
    recipients: Sequence[Participant]
    said_by: Span | None
    said_by_actor_id: str | None
    date: DateSpan | None
    date_source: str
    place: Span | None
    known_place: Place | None
    confidence: float


def record(document: Document, found: Finding, coder: str) -> Event:
    """The event as it is stored; `coder` is the name and version of who found it."""
    said, date, place, known = found.said_by, found.date, found.place, found.known_place
    return Event(
        id=content_id(document.id, "event", found.event_type, found.trigger.start, found.trigger.end),
        document_id=document.id,
        event_type=found.event_type,
        event_mode=found.event_mode,
        contexts=(),
        intensity=ontology.intensity(found.event_type, found.event_mode),
        quad_class=ontology.quad_class(found.event_type),
        status=found.status,
        trigger=found.trigger,
        sentence=found.sentence,
        actors=tuple(found.actors),
        recipients=tuple(found.recipients),
        said_by=said.text if said else "",
        said_by_start=said.start if said else None,
        said_by_end=said.end if said else None,
        said_by_actor_id=found.said_by_actor_id,
        event_date=date.within if date else "",
        date_precision=precision(date.within) if date else "",
        date_source=found.date_source,
        date_text=date.text if date else "",
        date_interval=date.value if date and "/" in date.value else "",
        place=place.text if place else "",
        place_id=known.id if known else None,
        latitude=known.latitude if known else None,
        longitude=known.longitude if known else None,
        coder=coder,
        confidence=round(found.confidence, 3),
    )
