"""POLECAT's columns, tab-separated like its files, with columns of evidence behind them.

The 40 columns have the names and the order of the yearly files `ngecEvents.DV.*.txt` of POLECAT Weekly Data
(Harvard Dataverse, doi:10.7910/DVN/AJGVIT), whose header the Temporal Graph Benchmark quotes
(shenyangHuang/TGB, tgb/datasets/tkgl_polecat/tkgl_polecat.py). Later files call `Intensity` `Event
Intensity`. As there, "; " stands between the values in a cell, and quad codes are words in capitals. Not as
there, a cell is empty, not None, where nothing is known. So it always is for what Musnad does not look for:
titles of actors, Wikipedia ids, city, district, province, type of the place, names in the whole story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from ..ontology import QUAD_CLASSES
from .base import Exporter, Found
from .countries import cow_codes, split_code
from .delimited import Cell, joined, write_rows
from .events import SENTENCE_TEXT, rows
from .places import spot

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
EVIDENCE = ("Document ID", "Sentence", "Trigger", "Status", "Said By", "Coder", "Confidence")
"""Columns of ours behind POLECAT's."""


class PolecatExporter(Exporter):
    """POLECAT's 40 columns, then evidence.

    `Event Date` is filled where the day is known, also from the publication date if the coder took that; a
    month or year alone is in the other formats only. Names are English where there is an English one.
    Countries are ISO 3166 alpha-3 codes, or PLOVER's code of an international actor (IGO). The lists of one
    side are parallel, except its `Sectors`, which are all that occur on it.
    """

    name = "polecat"
    suffix = ".tsv"
    about = "the 40 columns of the POLECAT dataset, tab-separated, columns of evidence behind them"
    delimited = True

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes a header and a row for each event."""
        columns = (*COLUMNS, *EVIDENCE)
        lines = (_cells(row) for row in rows(found.rows))
        write_rows(sink, columns, ([cells.get(name) for name in columns] for cells in lines), delimiter="\t")


def _cells(row: Mapping[str, Any]) -> dict[str, Cell]:
    """The cells that can have a value."""
    place = spot(row)
    return {
        "Event ID": row["id"],
        "Event Date": row["event_date"] if row["date_precision"] == "day" else "",
        "Event Type": row["event_type"],
        "Event Mode": row["event_mode"],
        "Intensity": row["intensity"],
        "Quad Code": QUAD_CLASSES[row["quad_class"]].upper(),
        "Contexts": joined(row["contexts"]),
        **_party("Actor", row["actors"]),
        **_party("Recipient", row["recipients"]),
        "Placename": row["place"] if row["place_id"] else "",
        "Country": place.iso3 if place else "",
        "Latitude": row["latitude"],
        "Longitude": row["longitude"],
        "GeoNames ID": place.geonames if place else None,
        "Raw Placename": row["place"],
        "Source": row["outlet"],
        "Publication Date": row["published"][:10],
        "Language": row["language"],
        "Version": row["coder"],
        "Document ID": row["document_id"],
        "Sentence": row[SENTENCE_TEXT],
        "Trigger": row["trigger"]["text"],
        "Status": row["status"],
        "Said By": row["said_by"],
        "Coder": row["coder"],
        "Confidence": row["confidence"],
    }


def _party(side: str, parties: Sequence[Mapping[str, Any]]) -> dict[str, Cell]:
    names = [party["name"] and (party["name"]["en"] or party["name"]["ar"]) for party in parties]
    codes = [split_code(party["code"]) for party in parties]
    return {
        f"{side} Name": joined(names),
        f"{side} Country": joined(country for country, _ in codes),
        f"{side} COW": joined(cow_codes().get(country) for country, _ in codes),
        f"Primary {side} Sector": joined(sectors[0] if sectors else "" for _, sectors in codes),
        f"{side} Sectors": joined(dict.fromkeys(sector for _, sectors in codes for sector in sectors)),
        f"{side} Name Raw": joined(party["text"] for party in parties),
    }
