"""Exports: the events of a workspace as files for other programs. One module a format, and its
line in `registry`."""

from __future__ import annotations

from .base import Exporter
from .events import event_table, rows
from .registry import EXPORTERS, export, get_exporter

__all__ = ["EXPORTERS", "Exporter", "event_table", "export", "get_exporter", "rows"]
