"""The exporters. To add a format: one module with an `Exporter`, one line here."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from ..errors import UsageError
from ..workspace import Workspace
from .base import Exporter
from .csvfile import CsvExporter
from .events import event_table
from .jsonl import JsonlExporter
from .parquet import ParquetExporter
from .polecat import PolecatExporter

EXPORTERS: tuple[Exporter, ...] = (CsvExporter(), JsonlExporter(), ParquetExporter(), PolecatExporter())


def get_exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises: UsageError if there is none of that name.
    """
    for exporter in EXPORTERS:
        if exporter.name == name:
            return exporter
    names = ", ".join(exporter.name for exporter in EXPORTERS)
    raise UsageError(f"there is no export format '{name}'", remedy=f"The formats are {names}.")


def export(workspace: Workspace, format: str, sink: BinaryIO, *, bom: bool = False) -> int:
    """Writes all events of a workspace in a format and returns their number; `sink` stays open.

    `bom` puts a byte order mark before a delimited text file, by which Excel knows UTF-8.

    Raises: UsageError for an unknown format, or `bom` with one that is not delimited text; WorkspaceError for
    a missing part.
    """
    exporter = get_exporter(format)
    if bom and not exporter.delimited:
        names = ", ".join(e.name for e in EXPORTERS if e.delimited)
        what = f"the format '{format}' takes no byte order mark"
        raise UsageError(what, remedy=f"Leave out --bom, or choose one of {names}.")
    events = event_table(workspace)
    if bom:
        sink.write(codecs.BOM_UTF8)
    exporter.write(events, sink)
    return int(events.num_rows)
