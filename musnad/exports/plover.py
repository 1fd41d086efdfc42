"""PLOVER's JSON: one event a line, coded as its manual says.

Names of fields are those of the manual's table "PLOVER JSON" (PLOVER_Manual.tex of openeventdata/PLOVER),
with `actor` and `recipient`, and the fields inside them, as the manual of 2024-02-04 renamed them. As the
table wants it, a date that is known to the month or year, or an interval, is `date` and `enddate`, its first
and last day. Types follow `strict`: what is promised is AGREE or CONCEDE. Contexts hold the auxiliary modes.
What PLOVER has no field for stands in `comment`: who said it, whether the date is the publication's, what was
coded before the rules for the future.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from ..knowledge import load_knowledge
from ..ontology import INTERNATIONAL
from .base import Exporter, Found
from .countries import IGO, countries, split_code
from .dates import PUBLISHED, when
from .dyads import Party
from .events import SENTENCE_TEXT, rows
from .jsonl import json_line
from .places import Spot, spot
from .strict import strict

INTERNATIONAL_NAMES = {
    "IGO": "International Governmental Organization", "UNO": "United Nations", "EUR": "European Union",
    "NGO": "Non-governmental Organization", "ISM": "International Social Movement",
    "IMG": "Transnational Militarized Group", "MNC": "Multi-national Corporation",
}  # fmt: skip
"""The manual's names of what stands in a country's place."""
KOSOVO = {"XKX": "KOS"}
"""PLOVER's code for what has no ISO code of its own."""


class PloverExporter(Exporter):
    """PLOVER's fields, one JSON object a line.

    Negated events are left out unless they are asked for, as the manual suggests. Missing values are null,
    lists may be empty.
    """

    name = "plover"
    suffix = ".plover.jsonl"
    about = "PLOVER's own JSON, one event a line; planned cooperation is AGREE as its manual wants it"
    statuses = ("asserted", "future", "hypothetical", "historical")

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes a line for each event."""
        for row in rows(found.rows):
            sink.write(json_line(plover_event(row)))


def plover_event(row: Mapping[str, Any]) -> dict[str, Any]:
    """An event (a row of `event_table`) under PLOVER's names."""
    event = strict(row["event_type"], row["event_mode"], row["intensity"], row["status"])
    date = when(row)
    start, end = row["date_interval"].split("/") if row["date_interval"] else date.bounds()
    return {
        "id": row["id"],
        "date": start or None,
        "enddate": end or None,
        "actor": [_party(party) for party in row["actors"]],
        "recipient": [_party(party) for party in row["recipients"]],
        "event": event.event_type,
        "mode": event.mode or None,
        "context": [*row["contexts"], *([event.auxiliary] if event.auxiliary else [])],
        "quadCode": event.quad_class,
        "eventScale": event.intensity,
        "eventLoc": _location(spot(row)),
        "eventText": row["trigger"]["text"],
        "text": row[SENTENCE_TEXT],
        "textInfo": {
            "sequence": row["sentence"]["index"],
            "start": row["sentence"]["start"],
            "end": row["sentence"]["end"],
        },
        "citation": row["document_id"],
        "url": row["url"] or None,
        "language": row["language"],
        "publication": row["outlet"] or None,
        "coder": row["coder"],
        "comment": "; ".join(_comments(row, event.event_type, date.source)) or None,
    }


def _comments(row: Mapping[str, Any], event_type: str, date_source: str) -> list[str]:
    found = []
    if row["said_by"]:
        found.append(f"said by: {row['said_by']}")
    if date_source == PUBLISHED:
        found.append("date: publication")
    if event_type != row["event_type"]:
        mode = f" {row['event_mode']}" if row["event_mode"] else ""
        found.append(f"coded: {row['event_type']}{mode}, {row['status']}")
    return found


def _party(party: Party) -> dict[str, Any]:
    country, sectors = split_code(party["code"])
    if (
        country == IGO and sectors and sectors[0] in INTERNATIONAL
    ):  # PLOVER has the United Nations and the European Union among the countries
        country, *rest = sectors
        sectors = tuple(rest)
    name = party["name"]
    known = countries().get(country)
    return {
        "raw_text": party["text"],
        "entity_name": (name["en"] or name["ar"]) if name else None,
        "wikidata_id": wikidata(party["actor_id"]) or None,
        "identifier_id": party["actor_id"],
        "country_name": known.name if known else INTERNATIONAL_NAMES.get(country),
        "country_code": KOSOVO.get(country, country) or None,
        "sector_code": sectors[0] if sectors else None,
        "other_sector_codes": list(sectors[1:]),
    }


def wikidata(actor_id: str | None) -> str:
    """The QID of an actor or state of the knowledge base; empty if none is known.

    >>> wikidata("EGY"), wikidata("no such actor")
    ('Q79', '')
    """
    knowledge = load_knowledge()
    if not actor_id:
        return ""
    known = knowledge.actors.get(actor_id) or knowledge.states.get(actor_id)
    return known.wikidata if known else ""


def _location(place: Spot | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "geonameid": place.geonames,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "cc3": place.iso3 or None,
    }
