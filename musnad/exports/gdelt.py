"""Columns of GDELT 2.0's event files, tab-separated, with columns of evidence behind them.

Names and order are those of the codebook of GDELT 2.0 (Event Codebook V2.0). Codes are CAMEO's by the
crosswalk. Not as there: the file has a header; ids are text; each row is one mention, so that the counts are
1; what Musnad does not code (religions, ethnic groups, tone, FIPS codes and ids of places) is empty.
"""

from __future__ import annotations

import datetime
from typing import BinaryIO

from ..ontology import INTERNATIONAL
from .base import ASSERTED, Exporter, Found
from .cameo import EVIDENCE, CameoRow, Side, cameo_rows, evidence
from .countries import IGO, countries
from .dates import When
from .delimited import Cell, write_rows
from .events import rows
from .places import DIVISIONS, Spot, spot

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{what}" for n in (1, 2) for what in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{what}" for who in ("Actor1", "Actor2", "Action") for what in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
CAMEO_TYPES = {"JRN": "MED", "MED": "HLH"}
"""Sectors of PLOVER whose letters mean something else among CAMEO's types: MED is media there."""
QUADS = {
    **dict.fromkeys(("01", "02", "03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13"), 3),
    **dict.fromkeys(("14", "15", "16", "17", "18", "19", "20"), 4),
}
"""GDELT's quad class by CAMEO root."""
COUNTRY, DIVISION, CITY = 1, 5, 4
"""GDELT's kinds of places outside of the United States."""


class GdeltExporter(Exporter):
    """The 61 columns of GDELT 2.0, then evidence; a row a dyad.

    Dates are the publication's where the text does not date the event; SQLDATE is empty where only a month or
    year is known.
    """

    name = "gdelt"
    suffix = ".gdelt.tsv"
    about = (
        "the 61 columns of GDELT 2.0 by the CAMEO crosswalk, a row a dyad, columns of evidence behind them"
    )
    delimited = True
    statuses = ASSERTED

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes a header and a row for each dyad."""
        lines = (line(dyad) for row in rows(found.rows) for dyad in cameo_rows(row))
        write_rows(sink, (*COLUMNS, *EVIDENCE), lines, delimiter="\t")


def line(dyad: CameoRow) -> list[Cell]:
    """The cells of a dyad."""
    nowhere: list[Cell] = [""] * len(_GEO)
    return [
        dyad.id,
        *_date(dyad.date),
        *_actor(dyad.actor),
        *_actor(dyad.recipient),
        "",
        dyad.code,
        dyad.code[:3],
        dyad.code[:2],
        QUADS[dyad.code[:2]],
        dyad.goldstein,
        1,
        1,
        1,
        "",
        *nowhere,
        *nowhere,
        *_geo(spot(dyad.row)),
        date_added(dyad.row["published"]),
        dyad.row["url"],
        *evidence(dyad),
    ]


def _date(date: When) -> list[Cell]:
    """SQLDATE, MonthYear, Year and FractionDate, which is (month * 30 + day) / 365 behind the year."""
    fraction = ""
    if date.day:
        month, day = int(date.day[5:7]), int(date.day[8:])
        fraction = f"{int(date.day[:4]) + (month * 30 + day) / 365:.4f}"
    return [date.day.replace("-", ""), date.month.replace("-", ""), date.date[:4], fraction]


def _actor(side: Side) -> list[Cell]:
    types = [CAMEO_TYPES.get(sector, sector) for sector in side.sectors]
    iso3 = side.country if side.country in countries() else ""
    group = ""
    if (
        side.country == IGO and types and types[0] in INTERNATIONAL
    ):  # IGO UNO: CAMEO's known group UNO, of the type IGO
        group, types = types[0], [IGO]
    elif side.country and not iso3:
        types = [side.country, *types]
    code = f"{side.country}{group}" if group else "".join([iso3, *types])
    types = [*types[:3], *[""] * (3 - len(types))]
    return [code, side.name, iso3, group, "", "", "", *types]


def _geo(place: Spot | None) -> list[Cell]:
    if place is None or place.latitude is None:
        return [""] * len(_GEO)
    kind = COUNTRY if place.kind == "country" else DIVISION if place.kind in DIVISIONS else CITY
    country = countries().get(place.iso3)
    full = place.name if kind == COUNTRY or not country else f"{place.name}, {country.name}"
    return [kind, full, "", "", "", place.latitude, place.longitude, ""]


def date_added(published: str) -> str:
    """DATEADDED, YYYYMMDDHHMMSS in UTC: when the document was published; empty if the day is not known.

    >>> date_added("2019-04-04T21:30:00+02:00"), date_added("2020-06-07"), date_added("2020-06")
    ('20190404193000', '20200607000000', '')
    """
    try:
        moment = datetime.datetime.fromisoformat(published)
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        moment = moment.astimezone(datetime.UTC)
    return moment.strftime("%Y%m%d%H%M%S")
