"""Places of events as other formats want them: kind, country, GeoNames id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..knowledge.base import DATA
from ..knowledge.rows import places
from .countries import countries

SETTLEMENTS = frozenset({"city", "town", "capital"})
DIVISIONS = frozenset({"governorate", "region"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event happened, as far as the gazetteer knows."""

    name: str
    """The usual English name; the text's words for a place that is not in the gazetteer."""
    kind: str
    """As in the gazetteer: country, capital, city, town, governorate ...; empty if not known."""
    iso3: str
    geonames: int | None
    latitude: float | None
    longitude: float | None


def spot(row: Mapping[str, Any]) -> Spot | None:
    """The place of an event (a row of `event_table`); None where the text names none."""
    if not row["place"]:
        return None
    place_id = row["place_id"] or ""
    known = _gazetteer().get(place_id)
    name, kind, iso3 = known if known else (row["place"], *_by_id(place_id))
    geonames = int(place_id) if place_id.isdecimal() else None
    return Spot(name, kind, iso3, geonames, row["latitude"], row["longitude"])


@cache
def _gazetteer() -> Mapping[str, tuple[str, str, str]]:
    """Name, kind and country of each place of the knowledge base by its id."""
    return {
        place.id: (place.name.en or place.name.ar, place.kind, place.iso3)
        for place, _ in places(DATA / "places.tsv")
    }


def _by_id(place_id: str) -> tuple[str, str]:
    """Kind and country of a place outside of the gazetteer: a state's id is its ISO code, others may end with
    it (geneva-che)."""
    iso3 = place_id.rpartition("-")[2].upper()
    if iso3 not in countries():
        return "", ""
    return ("country" if iso3 == place_id.upper() else ""), iso3
