"""Events as they are compared: folded, dated, with their parties split into country and sector."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa

from ..knowledge.base import DATA
from ..knowledge.rows import ORGANISATION_COLUMNS, places
from ..records import Document
from ..tables import read_table
from .wording import definite, denied, shingles, skeleton, stems

GROUPS = {
    "CONSULT": "meeting",
    "AGREE": "accord",
    "COOPERATE": "accord",
    "SUPPORT": "accord",
    "CONCEDE": "yielding",
    "RETREAT": "yielding",
}
"""Near event types: reports of one happening call it by either. A visit is a meeting in any mode; a signing
is AGREE, COOPERATE or SUPPORT; a ceasefire is CONCEDE when declared and RETREAT when kept. Every other type
stands alone."""
MUTUAL = frozenset(("meeting", "accord"))
"""Groups where reports swap the sides: A met B, B met A."""
WIDE = frozenset(("country", "region", "governorate", "sea", "desert", "gulf", "mountain", "river"))
"""Kinds of place so large that two of them at a distance do not contradict each other."""
PLANNED = frozenset(("future", "hypothetical"))
_ROWS_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Who:
    """A participant, for comparing."""

    actor_id: str
    """Empty if not resolved."""
    country: str
    """First part of the code; empty if not known."""
    sector: str
    state: bool
    """Whether the id is that of a state as a whole."""
    body: bool
    """Whether the id is that of an organisation."""
    words: frozenset[str]
    text: str
    code: str
    name: tuple[str, str]
    """Arabic and English; empty if not resolved."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An event mention, ready to be compared. Days are ordinals of `datetime.date`."""

    event_id: str
    document_id: str
    outlet: str
    origin: str
    published: str
    day: int | None
    """Day of publication."""
    kind: str
    mode: str
    group: str
    quad_class: int
    intensity: float
    status: str
    denied: bool
    date: str
    precision: str
    low: int | None
    high: int | None
    """First and last day that the text gives the event; None if it does not."""
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    place: str
    place_id: str
    point: tuple[float, float] | None
    """Latitude and longitude where the place is no wide one."""
    coordinates: tuple[float | None, float | None]
    sentence: tuple[int, int]
    headline: bool
    """Whether it stands in the first sentence, which in news is the headline."""
    offset: int
    """Where the trigger begins in the document."""
    trigger: str
    definite: bool
    """Whether the trigger is a noun with the article: it speaks of what has been told (الزيارة)."""
    stems: frozenset[int]
    pairs: frozenset[int]
    said_by: str
    said_by_id: str | None
    weight: float
    """The coder's confidence."""


@lru_cache(maxsize=1)
def wide_places() -> frozenset[str]:
    """Ids of the gazetteer's countries, regions and other wide places."""
    return frozenset(place.id for place, _ in places(DATA / "places.tsv") if place.kind in WIDE)


@lru_cache(maxsize=1)
def bodies() -> frozenset[str]:
    """Ids of the knowledge base's organisations."""
    return frozenset(row["id"] for row in read_table(DATA / "organisations.tsv", ORGANISATION_COLUMNS))


def candidates(
    documents: Mapping[str, Document],
    events: pa.Table,
    origins: Mapping[str, str],
    outlets: Mapping[str, str],
) -> Iterator[Candidate]:
    """The events of a table with the schema of `records.Event`, in its order.

    Raises: KeyError if a document of an event is missing.
    """
    wide = wide_places()
    for batch in events.to_batches(max_chunksize=_ROWS_AT_ONCE):
        for row in batch.to_pylist():
            document = documents[row["document_id"]]
            yield _candidate(row, document, origins, outlets, wide)


def _candidate(
    row: dict[str, Any],
    document: Document,
    origins: Mapping[str, str],
    outlets: Mapping[str, str],
    wide: frozenset[str],
) -> Candidate:
    start, end = row["sentence"]["start"], row["sentence"]["end"]
    sentence = document.text[start:end]
    single, double = shingles(sentence)
    low, high = _days(row["event_date"], row["date_precision"], row["date_interval"])
    outlet = outlets.get(document.id, document.outlet)
    place_id = row["place_id"] or ""
    known = row["latitude"] is not None and place_id not in wide
    kind, status = row["event_type"], row["status"]
    return Candidate(
        event_id=row["id"],
        document_id=document.id,
        outlet=outlet,
        origin=origins.get(document.id, outlet),
        published=document.published,
        day=_ordinal(document.published[:10]),
        kind=kind,
        mode=row["event_mode"],
        group=GROUPS.get(kind, kind),
        quad_class=row["quad_class"],
        intensity=row["intensity"],
        status=status,
        denied=status == "negated"
        or (kind != "ACCUSE" and denied(sentence, row["trigger"]["start"] - start)),
        date=row["event_date"],
        precision=row["date_precision"],
        low=low,
        high=high,
        actors=tuple(map(_who, row["actors"])),
        recipients=tuple(map(_who, row["recipients"])),
        place=row["place"],
        place_id=place_id,
        point=(row["latitude"], row["longitude"]) if known else None,
        coordinates=(row["latitude"], row["longitude"]),
        sentence=(start, end),
        headline=row["sentence"]["index"] == 0,
        offset=row["trigger"]["start"],
        trigger=skeleton(row["trigger"]["text"]),
        definite=definite(row["trigger"]["text"]),
        stems=single,
        pairs=double,
        said_by=row["said_by"],
        said_by_id=row["said_by_actor_id"],
        weight=row["confidence"],
    )


def _who(party: Mapping[str, Any]) -> Who:
    country, _, sector = party["code"].partition(" ")
    name = party["name"]
    actor_id = party["actor_id"] or ""
    return Who(
        actor_id,
        "" if country == "---" else country,
        sector,
        actor_id == country,
        actor_id in bodies(),
        frozenset(stems(party["text"])),
        party["text"],
        party["code"],
        (name["ar"], name["en"]) if name else ("", ""),
    )


def _days(date: str, precision: str, interval: str) -> tuple[int | None, int | None]:
    """First and last day of a date of any precision; an interval is narrower and wins."""
    if not date:
        return None, None
    first, _, last = interval.partition("/")
    low, high = _ordinal(first), _ordinal(last)
    if low is not None and high is not None:
        return low, high
    if precision == "day":
        return _ordinal(date), _ordinal(date)
    year = int(date[:4])
    if precision == "month":
        month = int(date[5:7])
        behind = datetime.date(year + month // 12, month % 12 + 1, 1)
        return datetime.date(year, month, 1).toordinal(), behind.toordinal() - 1
    return datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal()


@lru_cache(maxsize=20_000)
def _ordinal(day: str) -> int | None:
    try:
        return datetime.date.fromisoformat(day).toordinal()
    except ValueError:
        return None
