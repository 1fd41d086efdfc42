"""FollowTheMoney JSON, one entity a line, for Aleph, OpenSanctions' tools and whatever reads their entities.

An event is an `Event` that involves its parties, and for each of its dyads an `UnknownLink` from actor to
recipient, since an Event does not tell who acted. Ties are `Membership` and `Directorship` where these say
the same, else `UnknownLink`. Each names its `Article` as proof and has the sentence as summary: it says what
a source reports, not what is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from ..ontology import QUAD_CLASSES
from .base import ASSERTED, EVENTS, Exporter, Found
from .dates import when
from .dyads import dyads
from .events import SENTENCE_TEXT, rows
from .ftm_entities import (
    BODIES,
    PREFIX,
    UNKNOWN,
    Entity,
    article,
    country_code,
    document_entity_id,
    entity,
    link,
    party_entity,
)
from .jsonl import json_line
from .places import spot

MEMBERSHIP, DIRECTORSHIP = ("member", "organization"), ("director", "organization")
LINKS = {
    "MEMBER_OF": ("Membership", MEMBERSHIP),
    "LEADS": ("Directorship", DIRECTORSHIP),
    "HOLDS_OFFICE": ("Directorship", DIRECTORSHIP),
}
"""Schema of a relation, and the properties of its two ends; UnknownLink for the others."""
ANY = ("UnknownLink", ("subject", "object"))


class FtmExporter(Exporter):
    """Entities of FollowTheMoney; each stands once in the file, before what refers to it.

    FollowTheMoney has no status: only asserted events are written, unless others are chosen, and then the
    event's name says so. Ties that are not asserted carry their status.
    """

    name = "ftm"
    suffix = ".ftm.json"
    about = "FollowTheMoney entities: persons, bodies, events or ties, and the articles that prove them"
    tables = (EVENTS, "ties")
    statuses = ASSERTED

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes an entity a line."""
        make = _event if found.table == EVENTS else _tie
        written: set[str] = set()
        for row in rows(found.rows):
            for one in make(row):
                if one["id"] not in written:
                    written.add(one["id"])
                    sink.write(json_line(one))


def _event(row: Mapping[str, Any]) -> Iterator[Entity]:
    document_id = row["document_id"]
    parties = {id(p): party_entity(p, document_id) for p in (*row["actors"], *row["recipients"])}
    yield article(row)
    yield from parties.values()
    date, place = when(row).date, spot(row)
    how = f"{row['event_type']} {row['event_mode']}".strip()
    told = how if row["status"] == "asserted" else f"{how} ({row['status']})"
    sides = [_names(parties[id(p)] for p in row[side]) for side in ("actors", "recipients")]
    yield entity(
        "Event",
        f"{PREFIX}-event-{row['id']}",
        name=f"{told}: {' → '.join(filter(None, sides))}" if any(sides) else told,
        involved=[one["id"] for one in parties.values()],
        date=date,
        location=row["place"],
        country=country_code(place.iso3) if place else "",
        keywords=[row["event_type"], row["event_mode"], QUAD_CLASSES[row["quad_class"]], *row["contexts"]],
        summary=row[SENTENCE_TEXT],
        notes=f"attributed to: {row['said_by']}" if row["said_by"] else "",
        recordId=row["id"],
        publisher=row["outlet"],
        sourceUrl=row["url"],
        proof=document_entity_id(document_id),
    )
    for number, (actor, recipient) in enumerate(dyads(row), 1):
        if actor and recipient:
            ends = {"subject": parties[id(actor)], "object": parties[id(recipient)]}
            yield link(
                "UnknownLink",
                f"{PREFIX}-link-{row['id']}-{number}",
                ends,
                row,
                row[SENTENCE_TEXT],
                role=told,
                date=date,
            )


def _tie(row: Mapping[str, Any]) -> Iterator[Entity]:
    document_id, relation = row["document_id"], row["relation"]
    schema, names = LINKS.get(relation, ANY)
    one = party_entity(row["from"], document_id)
    other = party_entity(row["to"], document_id, at_least="Organization" if relation in LINKS else UNKNOWN)
    if schema != "UnknownLink" and other["schema"] not in BODIES:
        schema, names = ANY
    yield from (article(row), one, other)
    role = row["cue"]["text"] if schema == "Directorship" else relation
    status = "" if row["status"] == "asserted" else row["status"]
    description = f"attributed to: {row['said_by']}" if row["said_by"] else ""
    yield link(
        schema, f"{PREFIX}-tie-{row['id']}", dict(zip(names, (one, other), strict=True)), row,
        row[SENTENCE_TEXT], role=role, status=status, description=description,
    )  # fmt: skip


def _names(parties: Iterator[Entity]) -> str:
    return ", ".join(party["properties"]["name"][0] for party in parties if "name" in party["properties"])
