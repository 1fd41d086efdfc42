"""The exporters. To add a format: one module with an `Exporter`, one line here."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from ..errors import UsageError
from ..files import replacing
from ..records import Event
from ..workspace import Selection, Workspace
from .base import ASSERTED, EVENTS, Exporter, Found
from .csvfile import CsvExporter
from .ftm import FtmExporter
from .gdelt import GdeltExporter
from .gexf import GexfExporter
from .graphml import GraphmlExporter
from .icews import IcewsExporter
from .jsonl import JsonlExporter
from .parquet import ParquetExporter
from .plover import PloverExporter
from .polecat import PolecatExporter
from .tables import PANEL, TABLE_NAMES, gather
from .webanno import WebannoExporter

_EXPORTERS: tuple[Exporter, ...] = (
    JsonlExporter(),
    CsvExporter(),
    ParquetExporter(),
    PolecatExporter(),
    PloverExporter(),
    IcewsExporter(),
    GdeltExporter(),
    GexfExporter(),
    GraphmlExporter(),
    FtmExporter(),
    WebannoExporter(),
)
EXPORTERS: Mapping[str, Exporter] = MappingProxyType({exporter.name: exporter for exporter in _EXPORTERS})
"""The exporters by the name of their format."""


def get_exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises: UsageError if there is none of that name.
    """
    if name not in EXPORTERS:
        remedy = f"The formats are {', '.join(EXPORTERS)}."
        raise UsageError(f"there is no export format '{name}'", remedy=remedy)
    return EXPORTERS[name]


def exporter_of(filename: str) -> Exporter | None:
    """The exporter whose suffix a file's name ends with, the longest such one: x.icews.tsv is ICEWS's."""
    name = filename.lower()
    fitting = [exporter for exporter in _EXPORTERS if name.endswith(exporter.suffix)]
    return max(fitting, key=lambda exporter: len(exporter.suffix), default=None)


def export(
    workspace: Workspace,
    format: str,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    table: str = EVENTS,
    selection: Selection[Event] | None = None,
    fill: bool = False,
    bom: bool = False,
) -> int:
    """Writes a table of a workspace in a format; returns how many of its rows.

    `target` is a file, which appears or changes only when it is complete, or a binary stream, which stays
    open. `table` is one of `TABLE_NAMES`. `selection` (of `workspace.events`) chooses events, also those that
    the panel counts. Without one all are written, but in formats without a place for a status, and counted in
    the panel, those of the exporter's `statuses`, mostly asserted ones. Rows come by document id, then place
    in the text. `fill` gives the panel a row for every month of every dyad. `bom` puts a byte order mark
    before a delimited text file, by which Excel knows UTF-8.

    Raises: UsageError for an unknown format or table, a format that does not write the table, `bom` with one
    that is not delimited text, `fill` without the panel, a selection that does not choose from the table, or
    one from another workspace; EnvironmentFault if the file cannot be written; WorkspaceError for a missing
    part.
    """
    exporter = get_exporter(format)
    if bom and not exporter.delimited:
        names = ", ".join(e.name for e in EXPORTERS.values() if e.delimited)
        what = f"the format '{format}' takes no byte order mark"
        raise UsageError(what, remedy=f"Leave it out, or choose one of {names}.")
    _require_table(exporter, table)
    statuses = default_statuses(format, table)
    if selection is None and statuses is not None:
        selection = workspace.events(status=statuses)
    found = Found(workspace, table, gather(workspace, table, selection, fill))
    with _opened(target) as sink:
        if bom:
            sink.write(codecs.BOM_UTF8)
        exporter.write(found, sink)
    return int(found.rows.num_rows)


def default_statuses(format: str, table: str = EVENTS) -> tuple[str, ...] | None:
    """The statuses of events that a format writes, or the panel counts, when none are chosen; None: all, or
    the table has no events.

    Raises: UsageError for an unknown format.
    """
    if table == EVENTS:
        return get_exporter(format).statuses
    return ASSERTED if table == PANEL else None


def _require_table(exporter: Exporter, table: str) -> None:
    if table in TABLE_NAMES and table not in exporter.tables:
        names = ", ".join(e.name for e in EXPORTERS.values() if table in e.tables)
        raise UsageError(f"the format '{exporter.name}' does not hold {table}", remedy=f"Choose {names}.")


@contextmanager
def _opened(target: str | os.PathLike[str] | BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself, or a file that takes its name when all is written."""
    if not isinstance(target, str | os.PathLike):
        yield target
        return
    if Path(target).is_dir():
        raise UsageError("there is a folder where the file should be", where=str(target))
    remedy = "Mend that (room on the disk, rights, the folder's name) and export again."
    with replacing(Path(target), remedy) as file:
        yield file
