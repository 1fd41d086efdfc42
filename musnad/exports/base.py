"""What every exporter shares: its interface."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

import pyarrow as pa

from ..workspace import Workspace

EVENTS = "events"
ASSERTED = ("asserted",)
"""What a format holds that has no place for a status, unless other statuses are chosen."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an exporter writes: the rows of one of `tables.TABLE_NAMES`, and the workspace they are of."""

    workspace: Workspace
    table: str
    rows: pa.Table


class Exporter(ABC):
    """One format. To add one: a module with a subclass, and a line in `registry.EXPORTERS`."""

    name: ClassVar[str]
    """What `--format` calls it."""
    suffix: ClassVar[str]
    """How names of its files end, with the dot."""
    about: ClassVar[str]
    """One sentence for the documentation."""
    delimited: ClassVar[bool] = False
    """Whether it is a delimited text file, which may begin with a byte order mark for Excel."""
    tables: ClassVar[tuple[str, ...]] = (EVENTS,)
    """The tables that it can write."""
    statuses: ClassVar[tuple[str, ...] | None] = None
    """The statuses of events that it writes when none are chosen; None: all."""

    @abstractmethod
    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes the rows; `sink` stays open."""
