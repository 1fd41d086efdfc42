"""The panel: a row for each actor's country, recipient's country and month, as statistics want it.

Events are mentions; beside them stand the stories that they tell and the independent reports of these, as
`musnad.stories` and `musnad.provenance` find them: five copies of one agency's text are five events, one
story and one report. Intensity is PLOVER's and, through the crosswalk, Goldstein's (1992). Dyads are directed
and made as the measures make them (`dyads`); a country that deals with itself is a dyad, too. International
bodies and parties whose country is not known have no code and are left out, and so is an event without a
month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..ontology import QUAD_CLASSES, goldstein, to_cameo
from .countries import countries, state_of
from .dates import PUBLISHED, when
from .dyads import dyads
from .events import rows

if TYPE_CHECKING:
    from ..stories import Story

QUADS = tuple(name.replace(" ", "_") for name in QUAD_CLASSES.values())
Key = tuple[str, str, str]
"""Actor's country, recipient's country, month as YYYY-MM."""
_TEXT, _WHOLE, _NUMBER = pa.string(), pa.int32(), pa.float64()
_FIELDS = (
    ("month", _TEXT, "YYYY-MM", ""),
    ("year", _WHOLE, "the year of the month", ""),
    ("actor_iso3", _TEXT, "the actor's country, ISO 3166 alpha-3", ""),
    ("actor_cow", _WHOLE, "its number in the Correlates of War project; null if it has none", ""),
    ("actor_cow_abbreviation", _TEXT, "its letters there; null if it has none", ""),
    ("recipient_iso3", _TEXT, "the recipient's country, ISO 3166 alpha-3", ""),
    ("recipient_cow", _WHOLE, "its number in the Correlates of War project; null if it has none", ""),
    ("recipient_cow_abbreviation", _TEXT, "its letters there; null if it has none", ""),
    ("events", _WHOLE, "event mentions", ""),
    *((name, _WHOLE, f"those of quad class {number}", "") for number, name in enumerate(QUADS, 1)),
    ("intensity_sum", _NUMBER, "sum of PLOVER's intensity", "-10 to +10 an event"),
    ("intensity_mean", _NUMBER, "its mean; null without events", "-10 (conflict) to +10 (cooperation)"),
    ("goldstein_sum", _NUMBER, "sum of Goldstein's values of the CAMEO codes", "-10 to +10 an event"),
    ("goldstein_mean", _NUMBER, "its mean; null without events", "-10 (conflict) to +10 (cooperation)"),
    ("stories", _WHOLE, "happenings that these events tell", ""),
    (
        "independent_reports",
        _WHOLE,
        "reports of them by families of outlets, copies and credits counted out",
        "",
    ),
    ("documents", _WHOLE, "documents that report them", ""),
    ("outlets", _WHOLE, "outlets that report them; documents without one count as one", ""),
    ("dated_by_publication", _WHOLE, "events whose month is that of their publication", ""),
)


@dataclass(slots=True)
class _Cell:
    """What is counted in a row."""

    quads: list[int] = field(default_factory=lambda: [0] * len(QUADS))
    intensity: float = 0.0
    goldstein: float = 0.0
    reports: set[tuple[str, str]] = field(default_factory=set)
    """Story and whose report it is."""
    documents: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    published: int = 0


def panel_schema() -> pa.Schema:
    """The Arrow schema of the panel; meanings stand in the field metadata."""
    nullable = ("_cow", "_abbreviation", "_mean")
    return pa.schema(
        pa.field(name, kind, name.endswith(nullable), {"meaning": meaning, "unit": unit})
        for name, kind, meaning, unit in _FIELDS
    )


def panel_table(events: pa.Table, stories: Iterable[Story] = (), fill: bool = False) -> pa.Table:
    """The panel of the rows of `event_table`, by actor, recipient and month. `stories` are those of the
    workspace; an event that none of them mentions is a story of its own.

    `fill` gives every dyad that has an event a row for each month from the first to the last of the panel;
    where nothing is reported, counts and sums are 0 and means null.
    """
    reports = {m.event_id: (story.id, m.origin) for story in stories for m in story.mentions}
    cells = _counted(events, reports)
    keys = _filled(cells) if fill else sorted(cells)
    empty = _Cell()
    return pa.Table.from_pylist([_row(key, cells.get(key, empty)) for key in keys], panel_schema())


def _counted(events: pa.Table, reports: Mapping[str, tuple[str, str]]) -> dict[Key, _Cell]:
    cells: dict[Key, _Cell] = defaultdict(_Cell)
    for row in rows(events):
        date = when(row)
        if not date.month:
            continue
        value = goldstein(to_cameo(row["event_type"], row["event_mode"], row["contexts"]))
        for actor, recipient in sorted(set(_states(row))):
            cell = cells[actor, recipient, date.month]
            cell.quads[row["quad_class"] - 1] += 1
            cell.intensity += row["intensity"]
            cell.goldstein += value
            cell.reports.add(reports.get(row["id"], (row["id"], "")))
            cell.documents.add(row["document_id"])
            cell.outlets.add(row["outlet"])
            cell.published += date.source == PUBLISHED
    return dict(cells)


def _states(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for actor, recipient in dyads(row, key=lambda party: str(party["code"])):
        if actor and recipient:
            states = state_of(actor["code"]), state_of(recipient["code"])
            if all(states):
                yield states


def _filled(cells: Collection[Key]) -> list[Key]:
    numbers = [int(month[:4]) * 12 + int(month[5:]) - 1 for _, _, month in cells]
    if not numbers:
        return []
    months = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(min(numbers), max(numbers) + 1)]
    pairs = sorted({(actor, recipient) for actor, recipient, _ in cells})
    return [(actor, recipient, month) for actor, recipient in pairs for month in months]


def _row(key: Key, cell: _Cell) -> dict[str, Any]:
    actor, recipient, month = key
    number = sum(cell.quads)
    codes = {
        f"{side}_{name}": value
        for side, iso3 in (("actor", actor), ("recipient", recipient))
        for name, value in _codes(iso3).items()
    }
    return {
        "month": month,
        "year": int(month[:4]),
        **codes,
        "events": number,
        **dict(zip(QUADS, cell.quads, strict=True)),
        "intensity_sum": cell.intensity,
        "intensity_mean": cell.intensity / number if number else None,
        "goldstein_sum": cell.goldstein,
        "goldstein_mean": cell.goldstein / number if number else None,
        "stories": len({story for story, _ in cell.reports}),
        "independent_reports": len(cell.reports),
        "documents": len(cell.documents),
        "outlets": len(cell.outlets),
        "dated_by_publication": cell.published,
    }


def _codes(iso3: str) -> dict[str, Any]:
    country = countries()[iso3]
    cow = int(country.cow) if country.cow else None
    return {"iso3": iso3, "cow": cow, "cow_abbreviation": country.abbreviation or None}
