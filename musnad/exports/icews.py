"""Columns of ICEWS's weekly event files, tab-separated, with columns of evidence behind them.

Names and order are those of the files of ICEWS Coded Event Data (Harvard Dataverse, doi:10.7910/DVN/28075).
Codes are CAMEO's by the crosswalk, `Intensity` is Goldstein's value. Not as there: ids are text, and no id
occurs twice; sectors are PLOVER's codes; districts and provinces are not told.
"""

from __future__ import annotations

from typing import BinaryIO

from .base import ASSERTED, Exporter, Found
from .cameo import EVIDENCE, CameoRow, cameo_rows, evidence
from .countries import countries
from .delimited import Cell, joined, write_rows
from .events import rows
from .places import SETTLEMENTS, spot

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


class IcewsExporter(Exporter):
    """The 20 columns of ICEWS, then evidence; a row a dyad.

    `Event Date` is the publication's where the text does not date the event, as in ICEWS; it is empty where
    only a month or year is known. `Date Source` tells which.
    """

    name = "icews"
    suffix = ".icews.tsv"
    about = "the 20 columns of ICEWS by the CAMEO crosswalk, a row a dyad, columns of evidence behind them"
    delimited = True
    statuses = ASSERTED

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes a header and a row for each dyad."""
        lines = (line(dyad) for row in rows(found.rows) for dyad in cameo_rows(row))
        write_rows(sink, (*COLUMNS, *EVIDENCE), lines, delimiter="\t")


def line(dyad: CameoRow) -> list[Cell]:
    """The cells of a dyad."""
    row, actor, recipient = dyad.row, dyad.actor, dyad.recipient
    place = spot(row)
    country = countries().get(place.iso3) if place else None
    return [
        dyad.id,
        dyad.date.day,
        actor.name,
        joined(actor.sectors),
        actor.country_name or actor.country,
        dyad.label,
        dyad.code,
        dyad.goldstein,
        recipient.name,
        joined(recipient.sectors),
        recipient.country_name or recipient.country,
        row["document_id"],
        row["sentence"]["index"] + 1,
        row["outlet"],
        place.name if place and place.kind in SETTLEMENTS else "",
        "",
        "",
        country.name if country else "",
        row["latitude"],
        row["longitude"],
        *evidence(dyad),
    ]
