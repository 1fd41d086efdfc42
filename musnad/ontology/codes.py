"""PLOVER's event types with their modes, its contexts and sectors, from the tables beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ..errors import UsageError
from ..tables import Row, read_table

DATA = Path(__file__).parent / "data"
QUAD_CLASSES: Mapping[int, str] = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of one type is done."""

    code: str
    intensity: float
    """From -10 (conflict) to +10 (cooperation)."""
    cameo: str
    """The most specific CAMEO code that is true of all or nearly all of the mode."""
    definition: str
    note: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen kinds of event."""

    code: str
    quad_class: int
    """1 to 4, see QUAD_CLASSES."""
    intensity: float
    """From -10 (conflict) to +10 (cooperation), where no mode is given."""
    cameo: str
    """The most specific CAMEO code that is true of all or nearly all of the type."""
    definition: str
    note: str
    modes: Mapping[str, Mode] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about."""

    code: str
    definition: str
    note: str


@dataclass(frozen=True, slots=True)
class Sector:
    """What part an actor plays: of a country (GOV), or in place of a country (IGO)."""

    code: str
    definition: str
    note: str


def intensity(event_type: str, mode: str = "") -> float:
    """PLOVER's intensity, -10 (conflict) to +10 (cooperation): the mode's, without one the type's.

    Raises: UsageError for an unknown type or mode.
    """
    kind = find_type(event_type)
    return find_mode(kind, mode).intensity if mode else kind.intensity


def quad_class(event_type: str) -> int:
    """PLOVER's quad class of a type, 1 to 4 (see QUAD_CLASSES).

    Raises: UsageError for an unknown type.
    """
    return find_type(event_type).quad_class


def find_type(event_type: str) -> EventType:
    """The event type with this code.

    Raises: UsageError for an unknown one.
    """
    if event_type not in EVENT_TYPES:
        raise UsageError(
            f"'{event_type}' is not an event type", remedy=f"Use one of {', '.join(EVENT_TYPES)}."
        )
    return EVENT_TYPES[event_type]


def find_mode(kind: EventType, mode: str) -> Mode:
    """The mode of an event type with this code.

    Raises: UsageError for an unknown one.
    """
    if mode not in kind.modes:
        known = f"Use one of {', '.join(kind.modes)}, or none." if kind.modes else "This type has no modes."
        raise UsageError(f"'{mode}' is not a mode of {kind.code}", remedy=known)
    return kind.modes[mode]


def _score(row: Row) -> float:
    score = row.number("intensity")
    if not -10 <= score <= 10:
        raise row.fault("intensity", f"{score} is not between -10 and 10")
    return score


def _event_types() -> dict[str, EventType]:
    columns = ("type", "quad", "intensity", "cameo", "definition", "note")
    rows = {row["type"]: row for row in read_table(DATA / "types.tsv", columns)}
    modes: dict[str, dict[str, Mode]] = {code: {} for code in rows}
    for row in read_table(DATA / "modes.tsv", ("type", "mode", "intensity", "cameo", "definition", "note")):
        mode = Mode(row["mode"], _score(row), row["cameo"], row["definition"], row["note"])
        modes[row.one_of("type", tuple(rows))][mode.code] = mode
    return {code: _event_type(row, modes[code]) for code, row in rows.items()}


def _event_type(row: Row, modes: dict[str, Mode]) -> EventType:
    quad = int(row.one_of("quad", tuple(map(str, QUAD_CLASSES))))
    return EventType(
        row["type"],
        quad,
        _score(row),
        row["cameo"],
        row["definition"],
        row["note"],
        MappingProxyType(modes),
    )


def _contexts() -> dict[str, Context]:
    rows = read_table(DATA / "contexts.tsv", ("context", "definition", "note"))
    return {r["context"]: Context(r["context"], r["definition"], r["note"]) for r in rows}


def _sectors() -> dict[str, dict[str, Sector]]:
    kinds: dict[str, dict[str, Sector]] = {"domestic": {}, "international": {}}
    for row in read_table(DATA / "sectors.tsv", ("sector", "kind", "definition", "note")):
        code = row["sector"]
        kinds[row.one_of("kind", tuple(kinds))][code] = Sector(code, row["definition"], row["note"])
    return kinds


_BY_KIND = _sectors()
EVENT_TYPES: Mapping[str, EventType] = MappingProxyType(_event_types())
"""PLOVER's 16 event types by code, in the manual's order: from cooperation to conflict."""
CONTEXTS: Mapping[str, Context] = MappingProxyType(_contexts())
"""PLOVER's 37 contexts by code."""
SECTORS: Mapping[str, Sector] = MappingProxyType(_BY_KIND["domestic"])
"""PLOVER's 25 sectors, which stand after a country: EGY GOV."""
INTERNATIONAL: Mapping[str, Sector] = MappingProxyType(_BY_KIND["international"])
"""PLOVER's 7 codes of international actors, which stand in a country's place: IGO UNO."""
