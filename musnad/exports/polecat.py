"""POLECAT's columns, tab-separated like its files, with columns of evidence behind them.

The 40 columns are those of the yearly files `ngecEvents.DV.*.txt` of POLECAT Weekly Data (Harvard Dataverse,
doi:10.7910/DVN/AJGVIT), by name and in order, as is the word None where there is no value. Later files call
`Intensity` `Event Intensity`. What Musnad does not find (titles of actors, Wikipedia and GeoNames ids, names
in the rest of the story) is None; docs/exports.md says how each column is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

import pyarrow as pa

from ..ontology import INTERNATIONAL, QUAD_CLASSES
from .base import Exporter
from .countries import cow_codes
from .delimited import Cell, joined, write_rows
from .events import SENTENCE_TEXT, rows

NONE = "None"
"""Stands in every empty cell, as in POLECAT."""

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
EVIDENCE = (
    "Status", "Said By", "Date As Known", "Date Source", "Actor IDs", "Recipient IDs",
    "Document ID", "URL", "Trigger", "Trigger Start", "Trigger End",
    "Sentence", "Sentence Start", "Sentence End", "Confidence",
)  # fmt: skip
"""Columns of ours behind POLECAT's; starts and ends count code points of the document's text."""


class PolecatExporter(Exporter):
    """POLECAT's 40 columns, then evidence."""

    name = "polecat"
    about = "the 40 columns of the POLECAT dataset, tab-separated, columns of evidence behind them"
    delimited = True

    def write(self, events: pa.Table, sink: BinaryIO) -> None:
        """Writes a header and a row for each event."""
        columns = (*COLUMNS, *EVIDENCE)
        found = (_cells(row) for row in rows(events))
        lines = ([_or_none(cells.get(name)) for name in columns] for cells in found)
        write_rows(sink, columns, lines, delimiter="\t")


def _or_none(cell: Cell) -> Cell:
    return NONE if cell is None or cell == "" else cell


def _cells(row: Mapping[str, Any]) -> dict[str, Cell]:
    """The cells that have a value."""
    date, source = _date(row)
    return {
        "Event ID": row["id"],
        "Event Date": date,
        "Event Type": row["event_type"],
        "Event Mode": row["event_mode"],
        "Intensity": row["intensity"],
        "Quad Code": QUAD_CLASSES[row["quad_class"]].upper(),
        "Contexts": joined(row["contexts"]),
        **_party("Actor", row["actors"]),
        **_party("Recipient", row["recipients"]),
        "Placename": row["place"] if row["place_id"] else "",
        "Country": _place_country(row["place_id"]),
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
        "Raw Placename": row["place"],
        "Source": row["outlet"],
        "Publication Date": row["published"][:10],
        "Language": row["language"],
        "Version": row["coder"],
        "Status": row["status"],
        "Said By": row["said_by"],
        "Date As Known": row["event_date"],
        "Date Source": source,
        "Document ID": row["document_id"],
        "URL": row["url"],
        "Trigger": row["trigger"]["text"],
        "Trigger Start": row["trigger"]["start"],
        "Trigger End": row["trigger"]["end"],
        "Sentence": row[SENTENCE_TEXT],
        "Sentence Start": row["sentence"]["start"],
        "Sentence End": row["sentence"]["end"],
        "Confidence": row["confidence"],
    }


def _date(row: Mapping[str, Any]) -> tuple[str, str]:
    """The day and where it is from. POLECAT puts the publication date where a story gives none; so do we, and
    say so, but only for what is asserted: news of the day, not plans and background."""
    if row["event_date"]:
        return (row["event_date"] if row["date_precision"] == "day" else ""), row["date_source"]
    published = row["published"][:10]
    if row["status"] == "asserted" and len(published) == len("2020-01-31"):
        return published, "published"
    return "", row["date_source"]


def _party(side: str, parties: Sequence[Mapping[str, Any]]) -> dict[str, Cell]:
    names = [_name(party) for party in parties]
    codes = [_split(party["code"]) for party in parties]
    sectors = [sector for _, found in codes for sector in found]
    return {
        f"{side} Name": joined(names),
        f"{side} Country": _filled(country for country, _ in codes),
        f"{side} COW": _filled(cow_codes().get(country, "") for country, _ in codes),
        f"Primary {side} Sector": _filled(found[0] if found else "" for _, found in codes),
        f"{side} Sectors": joined(dict.fromkeys(sectors)),
        f"{side} Name Raw": joined(party["text"] for party in parties),
        f"{side} IDs": _filled(party["actor_id"] for party in parties),
    }


def _name(party: Mapping[str, Any]) -> str:
    name = party["name"] or {"en": "", "ar": ""}
    return str(name["en"] or name["ar"] or party["text"])


def _split(code: str) -> tuple[str, tuple[str, ...]]:
    """Country, or what stands in its place, and sectors: 'EGY GOV', 'IGO UNO', '--- REB'."""
    first, *others = code.split()
    if first in cow_codes() or first in INTERNATIONAL:
        return first, tuple(others)
    return "", tuple(part for part in (first, *others) if part != "---")


def _filled(values: Iterable[str | None]) -> str:
    """Values in one cell, None for a missing one among others; empty if all are missing."""
    found = [value or NONE for value in values]
    return joined(found) if set(found) != {NONE} else ""


def _place_country(place_id: str | None) -> str:
    """The state of a place: a state's id is its ISO code, others end with it (geneva-che)."""
    iso3 = (place_id or "").rpartition("-")[2].upper()
    return iso3 if iso3 in cow_codes() else ""
