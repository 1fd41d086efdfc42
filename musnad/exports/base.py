"""What every exporter shares: its interface."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import BinaryIO, ClassVar

import pyarrow as pa


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

    @abstractmethod
    def write(self, events: pa.Table, sink: BinaryIO) -> None:
        """Writes the rows of `event_table`; `sink` stays open."""
