"""What the tests of stories share: reports with events made by hand, and an origin for each document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from musnad import ontology
from musnad.records import (
    Document,
    Event,
    Name,
    Participant,
    SentenceRef,
    Span,
    arrow_schema,
    content_id,
    text_hash,
    to_json,
)
from musnad.stories import Story, find_stories

HAFTAR = ("haftar-khalifa", "LBY MIL", "خليفة حفتر")
SISI = ("sisi-abdelfattah", "EGY GOV", "عبد الفتاح السيسي")
SALEH = ("saleh-aguila", "LBY LEG", "عقيلة صالح")
EGYPT = ("EGY", "EGY GOV", "مصر")
GNA_FORCES = ("", "LBY MIL", "قوات حكومة الوفاق")
MIGRANTS = ("", "LBY REF", "المهاجرين")
CHAD_REBELS = ("", "TCD REB", "متمردين تشاديين")
CAIRO = ("القاهرة", "360630", 30.06263, 31.24967)
TAJOURA = ("تاجوراء", "2210221", 32.88169, 13.35062)
Who = tuple[str, str, str]


@dataclass(frozen=True)
class Origins:
    """Stands in for `provenance.Provenance`."""

    origins: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """A document with its events."""

    document: Document
    events: tuple[Event, ...]


def report(id: str, outlet: str, published: str, *told: Mapping[str, Any]) -> Report:
    """A document of one sentence an event, each as `told` gives it: see `tell`."""
    text = "\n".join(str(t["text"]).replace("[", "").replace("]", "") for t in told)
    document = Document(id, outlet, "", "", published, "field", "", "ar", text, text_hash(text), (), id)
    start, events = 0, []
    for index, t in enumerate(told):
        marked = str(t["text"])
        length = len(marked) - 2
        begin = start + marked.index("[")
        words = marked[marked.index("[") + 1 : marked.index("]")]
        kind = ontology.EVENT_TYPES[t["kind"]]
        lat, lon = (t["place"][2], t["place"][3]) if t["place"] else (None, None)
        events.append(
            Event(
                id=content_id(id, begin, t["kind"]),
                document_id=id,
                event_type=kind.code,
                event_mode=t["mode"],
                contexts=(),
                intensity=kind.intensity,
                quad_class=kind.quad_class,
                status=t["status"],
                trigger=Span(words, begin, begin + len(words)),
                sentence=SentenceRef(index + t["skip"], start, start + length),
                actors=tuple(map(_participant, t["actors"])),
                recipients=tuple(map(_participant, t["recipients"])),
                said_by=t["said_by"],
                said_by_start=None,
                said_by_end=None,
                said_by_actor_id=None,
                event_date=t["date"],
                date_precision={10: "day", 7: "month", 4: "year", 0: ""}[len(t["date"])],
                date_source="text" if t["date"] else "unknown",
                date_text="",
                date_interval="",
                place=t["place"][0] if t["place"] else "",
                place_id=t["place"][1] if t["place"] else None,
                latitude=lat,
                longitude=lon,
                coder="made",
                confidence=0.9,
            )
        )
        start += length + 1
    return Report(document, tuple(events))


def tell(
    text: str,
    actors: Sequence[Who] = (),
    recipients: Sequence[Who] = (),
    *,
    kind: str = "CONSULT",
    mode: str = "",
    date: str = "",
    place: tuple[str, str, float, float] | None = None,
    status: str = "asserted",
    said_by: str = "",
    skip: int = 1,
) -> dict[str, Any]:
    """An event for `report`: a sentence with the trigger in brackets. `skip` numbers the sentences from 1, so
    that none is taken for the headline."""
    return {
        "text": text, "actors": actors, "recipients": recipients, "kind": kind, "mode": mode, "date": date,
        "place": place, "status": status, "said_by": said_by, "skip": skip,
    }  # fmt: skip


def _participant(who: Who) -> Participant:
    id, code, words = who
    return Participant(words, 0, 0, id or None, Name(words, "") if id else None, code, "name")


def table(reports: Iterable[Report]) -> pa.Table:
    """The events as `Workspace.events().arrow()` gives them."""
    rows = [to_json(event) for r in reports for event in r.events]
    return pa.Table.from_pylist(rows, schema=arrow_schema(Event))


def stories_of(*reports: Report, origins: Mapping[str, str] | None = None) -> tuple[Story, ...]:
    """The stories of these reports; each outlet is a family of its own but for `origins`."""
    own = {r.document.id: r.document.outlet for r in reports}
    return find_stories(
        [r.document for r in reports], table(reports), Origins(own | dict(origins or {}), own)
    )
