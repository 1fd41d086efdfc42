"""Exports: the events of a workspace, and its other tables, as files for other programs. One module a format,
and its line in `registry`."""

from __future__ import annotations

from .base import Exporter, Found
from .csvfile import write_events_csv
from .events import event_table, rows
from .panel import panel_table
from .registry import EXPORTERS, default_statuses, export, exporter_of, get_exporter
from .tables import TABLE_NAMES, gather

__all__ = [
    "EXPORTERS",
    "TABLE_NAMES",
    "Exporter",
    "Found",
    "default_statuses",
    "event_table",
    "export",
    "exporter_of",
    "gather",
    "get_exporter",
    "panel_table",
    "rows",
    "write_events_csv",
]
