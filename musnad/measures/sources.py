"""Event tables from elsewhere: the workspace, POLECAT, ICEWS, a table of one's own.

CAMEO codes (ICEWS) get the quad classes of openeventdata/phoenix_pipeline (MIT): statements (01) and appeals
(02) are neutral speech. PLOVER's event types have their own, in which an appeal (REQUEST) is verbal conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from .. import ontology
from ..errors import DataFileError, UsageError
from ..workspace import Workspace
from .columns import Column, by_value, pc
from .files import NAMES, cameo, column, mapping, read_file
from .pairs import paired
from .table import REQUIRED, EventTable

SCALES = ("plover", "goldstein")
"""What intensity is measured by."""
LEVELS = ("actor", "country")
"""Who the parties are: those named, or the states and kinds of international actor that they belong to."""
CAMEO_QUADS = {
    **dict.fromkeys(("01", "02"), 0),
    **dict.fromkeys(("03", "04", "05"), 1),
    **dict.fromkeys(("06", "07", "08"), 2),
    **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3),
    **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4),
}
"""Quad class by CAMEO root."""
ICEWS_COLUMNS = {
    "event_id": ("Event ID",),
    "date": ("Event Date", "date"),
    "actor": ("Source Name", "src"),
    "actor_country": ("Source Country",),
    "recipient": ("Target Name", "tgt"),
    "recipient_country": ("Target Country",),
    "code": ("CAMEO Code", "code"),
    "goldstein": ("Intensity", "goldstein"),
    "source": ("Publisher",),
}
"""Columns of the weekly files of ICEWS (Harvard Dataverse, doi:10.7910/DVN/28075) and, behind them, of a
plain table of its events."""
ICEWS_OPTIONAL = {"event_id", "actor_country", "recipient_country", "source"}
POLECAT_COLUMNS = {
    "Event ID": None, "Event Date": None, "Event Type": None, "Event Mode": "", "Quad Code": None,
    "Contexts": "", "Actor Name": None, "Actor Country": None, "Primary Actor Sector": "",
    "Recipient Name": None, "Recipient Country": None, "Primary Recipient Sector": "",
    "Source": "", "Status": "asserted", "Confidence": "1",
}  # fmt: skip
"""Columns of POLECAT's files that are read, and what stands in for one that is absent; None: it must be
there. The last two are Musnad's own."""

_QUADS = {name: number for number, name in ontology.QUAD_CLASSES.items()}
_PARTIES = {
    "actor": "coalesce(x.actor_id, if(x.code LIKE '---%', '', x.code))",
    "country": "if(x.code LIKE '---%', '', split_part(x.code, ' ', 1))",
}
_CODED = """
    SELECT id AS event_id, event_type, event_mode, quad_class, intensity, status, confidence,
        outlet AS source,
        CASE WHEN date_precision = 'day' THEN event_date
            WHEN event_date = '' AND {published} THEN published ELSE '' END AS date,
        list_transform(actors, lambda x: {party}) AS actors,
        list_transform(recipients, lambda x: {party}) AS recipients
    FROM given
"""
_WORKSPACE = """
    SELECT e.id, event_type, event_mode, contexts, quad_class, intensity, status, confidence, actors,
        recipients, event_date, date_precision, d.outlet, d.published
    FROM events e JOIN documents d ON d.id = e.document_id
"""
_POLECAT = """
    SELECT "Event ID" AS event_id, "Event Date" AS date, "Event Type" AS event_type,
        "Event Mode" AS event_mode, quad_class, intensity,
        "Status" AS status, "Confidence" AS confidence, "Source" AS source,
        {actor} AS actors, {recipient} AS recipients
    FROM given
"""
_POLECAT_PARTIES = {
    "actor": """
        list_transform(range(1, len(string_split("{side} Name", '; ')) + 1), lambda k: coalesce(
            nullif(string_split("{side} Name", '; ')[k], ''),
            nullif(string_split("{side} Country", '; ')[k], '')
                || coalesce(' ' || nullif(string_split("Primary {side} Sector", '; ')[k], ''), ''),
            ''))
    """,
    "country": """string_split("{side} Country", '; ')""",
}


def from_workspace(
    workspace: Workspace, *, level: str = "actor", scale: str = "plover", published: bool = False
) -> EventTable:
    """The events of a workspace, as `from_events` has them.

    Raises: WorkspaceError for a missing part; otherwise as `from_events`.
    """
    return from_events(workspace.query(_WORKSPACE), level=level, scale=scale, published=published)


def from_events(
    events: pa.Table, *, level: str = "actor", scale: str = "plover", published: bool = False
) -> EventTable:
    """Coded events (as `musnad.exports.event_table` gives them) as an event table.

    At the level "actor" a party is the id of an actor, or, where a mention is not resolved, its code (LBY
    MIL); at the level "country" the first part of its code. With `published` the day of publication stands in
    for an event that the text does not date at all; without, such an event is undated.

    Raises: UsageError for an unknown level or scale; DataFileError if no event has a date.
    """
    _choice("level", level, LEVELS)
    _choice("scale", scale, SCALES)
    if scale == "goldstein":
        contexts = pc.binary_join(events.column("contexts"), ";")
        scores = _goldstein(events.column("event_type"), events.column("event_mode"), contexts)
        events = events.set_column(events.column_names.index("intensity"), "intensity", scores)
    return paired(_CODED.format(published=published, party=_PARTIES[level]), events)


def read_polecat(path: str | Path, *, level: str = "actor", scale: str = "plover") -> EventTable:
    """A tab-separated file with POLECAT's columns: its own yearly files, or `musnad export --format polecat`.

    At the level "actor" a party is its name, or, without one, its country and primary sector.

    Raises: UsageError for an unknown level or scale; DataFileError if the file cannot be read, lacks a column
    or has no event with a date.
    """
    _choice("level", level, LEVELS)
    _choice("scale", scale, SCALES)
    path = Path(path)
    given = read_file(path)
    columns = {
        name: by_value(column(given, (name,), path, default), _known)
        for name, default in POLECAT_COLUMNS.items()
    }
    if scale == "goldstein":
        contexts = pc.replace_substring(columns["Contexts"], "; ", ";")
        columns["intensity"] = _goldstein(columns["Event Type"], columns["Event Mode"], contexts)
    else:
        columns["intensity"] = by_value(column(given, ("Intensity", "Event Intensity"), path), _known)
    columns["quad_class"] = by_value(columns["Quad Code"], lambda text: _QUADS.get(text.lower(), 0))
    sides = {side.lower(): _POLECAT_PARTIES[level].format(side=side) for side in ("Actor", "Recipient")}
    return paired(_POLECAT.format(**sides), pa.table(columns))


def read_icews(path: str | Path, *, level: str = "actor", scale: str = "goldstein") -> EventTable:
    """A weekly file of ICEWS (tab-separated), or a Parquet table of its events.

    At the level "country" a party is the country that the file gives; where it has no such column, what
    stands in brackets at the end of the name (Police (Australia)), else the name.

    Raises: UsageError for an unknown level or scale; DataFileError if the file cannot be read, lacks a column
    or has no event with a date.
    """
    _choice("level", level, LEVELS)
    _choice("scale", scale, SCALES)
    path = Path(path)
    given = read_file(path)
    found = {
        name: column(given, names, path, "" if name in ICEWS_OPTIONAL else None)
        for name, names in ICEWS_COLUMNS.items()
    }
    if not set(ICEWS_COLUMNS["event_id"]) & set(given.column_names):
        found["event_id"] = pa.chunked_array([[f"{path.stem}:{n}" for n in range(given.num_rows)]])
    if level == "country":
        for side in ("actor", "recipient"):
            named = set(ICEWS_COLUMNS[f"{side}_country"]) & set(given.column_names)
            found[side] = found[f"{side}_country"] if named else by_value(found[side], _in_brackets)
    code = cameo(found["code"])
    made = {name: found[name] for name in ("event_id", "date", "actor", "recipient", "source")}
    return EventTable.from_arrow(
        pa.table(
            made
            | _by_code(code)
            | {"intensity": found["goldstein"] if scale == "goldstein" else by_value(code, _plover)}
        )
    )


def read_events(path: str | Path, columns: str | Mapping[str, str] = "") -> EventTable:
    """A table of one's own: CSV, TSV or Parquet by its suffix, with a row an actor, recipient and event.

    `columns` says what the file calls the columns of an event table, "date=Date,actor=Source"; those that it
    does not name are looked for under their own names. In place of `quad_class` there may be `code` (CAMEO),
    from which type, quad class and, if absent, intensity (Goldstein's) follow, or `event_type` (PLOVER)
    alone.

    Raises: UsageError for a malformed mapping or an unknown code; DataFileError if the file cannot be read,
    lacks a column or has no event with a date.
    """
    path = Path(path)
    given = read_file(path)
    wanted = mapping(columns)
    absent = sorted(there for there in wanted.values() if there not in given.column_names)
    if absent:
        what = f"the table has no column {', '.join(absent)}; it has {', '.join(given.column_names)}"
        raise DataFileError(what, where=path.name, remedy="Mend the mapping of columns.")
    names = {name: name for name in NAMES} | wanted
    found = {name: given.column(there) for name, there in names.items() if there in given.column_names}
    if "code" in found:
        found = _by_code(cameo(found.pop("code"))) | found
    elif "event_type" in found:
        kind = found["event_type"]
        quads = by_value(kind, lambda text: ontology.quad_class(text) if text else 0)
        scores = by_value(kind, lambda text: ontology.intensity(text) if text else None)
        found = {"quad_class": quads, "intensity": scores} | found
    lacking = [name for name in REQUIRED if name not in found]
    if lacking:
        what = f"the table lacks {', '.join(lacking)}; it has the columns {', '.join(given.column_names)}"
        remedy = "Say which columns hold them: --columns date=Date,actor=Source,recipient=Target,code=CAMEO."
        raise DataFileError(what, where=path.name, remedy=remedy)
    return EventTable.from_arrow(pa.table(found))


def _by_code(code: Column) -> dict[str, Column]:
    """Type, quad class and Goldstein's intensity of CAMEO codes, which stand in as modes."""
    return {
        "event_type": by_value(code, lambda text: ontology.from_cameo(text)[0] if text else ""),
        "event_mode": code,
        "quad_class": by_value(code, lambda text: CAMEO_QUADS.get(text[:2], 0)),
        "intensity": by_value(code, lambda text: ontology.goldstein(text) if text else None),
    }


def _goldstein(event_type: Column, mode: Column, contexts: Column) -> Column:
    """Goldstein's intensity of PLOVER's types, modes and contexts (";" between them), by the crosswalk."""

    def score(key: str) -> float | None:
        kind, how, about = key.split("|")
        return ontology.goldstein(ontology.to_cameo(kind, how, about.split(";"))) if kind else None

    return by_value(pc.binary_join_element_wise(event_type, mode, contexts, "|"), score)


def _plover(code: str) -> float | None:
    """PLOVER's intensity of a CAMEO code; None for a statement, which PLOVER does not code."""
    kind, mode, _ = ontology.from_cameo(code) if code else ("", "", ())
    return ontology.intensity(kind, mode) if kind else None


def _known(text: str) -> str:
    """A cell of POLECAT's, which says None where nothing is known."""
    return "; ".join("" if part == "None" else part for part in text.split("; "))


def _in_brackets(name: str) -> str:
    found = re.search(r"\(([^()]+)\)\s*$", name)
    return found[1] if found else name


def _choice(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise UsageError(f"'{given}' is not a {what}", remedy=f"Use one of {', '.join(known)}.")
