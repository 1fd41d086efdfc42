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
from .base import Exporter
from .csvfile import CsvExporter
from .events import event_table
from .jsonl import JsonlExporter
from .parquet import ParquetExporter
from .polecat import PolecatExporter

_EXPORTERS: tuple[Exporter, ...] = (JsonlExporter(), CsvExporter(), ParquetExporter(), PolecatExporter())
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


def export(
    workspace: Workspace,
    format: str,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    selection: Selection[Event] | None = None,
    bom: bool = False,
) -> int:
    """Writes the events of a workspace in a format; returns how many.

    `target` is a file, which appears or changes only when it is complete, or a binary stream, which stays
    open. `selection` (of `workspace.events`) chooses events; without one all are written. They come by
    document id, then place in the text. `bom` puts a byte order mark before a delimited text file, by which
    Excel knows UTF-8.

    Raises: UsageError for an unknown format, `bom` with one that is not delimited text, or a selection from
    another workspace; EnvironmentFault if the file cannot be written; WorkspaceError for a missing part.
    """
    exporter = get_exporter(format)
    if bom and not exporter.delimited:
        names = ", ".join(e.name for e in EXPORTERS.values() if e.delimited)
        what = f"the format '{format}' takes no byte order mark"
        raise UsageError(what, remedy=f"Leave it out, or choose one of {names}.")
    events = event_table(workspace, selection)
    with _opened(target) as sink:
        if bom:
            sink.write(codecs.BOM_UTF8)
        exporter.write(events, sink)
    return int(events.num_rows)


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
