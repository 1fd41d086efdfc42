"""What every reader shares: the unit of work, the options, the limits, and the interface of a reader."""

from __future__ import annotations

import errno
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from ..errors import EnvironmentFault
from ..records import Document, SetAside

MAX_DOCUMENT_BYTES = 20_000_000
"""A document, unpacked, must be smaller than this."""
MAX_MEMORY_BYTES = 256_000_000
"""What is held in memory as a whole (standard input, a gzipped Parquet file) must be smaller than this."""
UNIT_RECORDS = 50
"""A file of many records is split into units of so many: small, so that a few hundred occupy all workers."""
SKIPPING_UNITS = 40
"""Beyond this number, units that must read past all before them (gzipped files, Parquet) grow instead,"""
SKIPPING_UNIT_RECORDS = 500
"""but to no more records than this."""
HEAD_BYTES = 4096
"""How much of a file decides which format it has."""

FIELDS = ("id", "text", "outlet", "url", "title", "published", "retrieved")
"""The fields that a record of JSONL, CSV or Parquet may give."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unit:
    """What can be read by itself: a file, or a run of records of a file."""

    path: str
    """As given (relative stays relative); "-" is standard input."""
    format: str
    """Name of the reader; "unknown" if there is none."""
    first: int
    """First record, from 0; 0 for formats that hold one document."""
    last: int | None
    """Where to stop, exclusive; None reads to the end."""
    fingerprint: str
    """SHA-256 of the file's bytes, hexadecimal; empty if the file could not be opened."""
    document_id: str
    """For formats that hold one document: its id (the file's stem, more where stems collide); else empty."""
    offset: int = 0
    """Byte at which record `first` begins, where the format allows reading from there; else 0."""
    content: bytes | None = field(default=None, repr=False)
    """The bytes themselves, for standard input."""

    @property
    def key(self) -> str:
        """Identifies what is read: the same bytes, records and id give the same key, wherever the file is."""
        return f"{self.fingerprint}:{self.first}-{self.last}:{self.document_id}"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How to read."""

    format: str = ""
    """Name of a reader to use for every input; empty decides by content and suffix."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Our field name to the input's column or key, for JSONL, CSV and Parquet: {"text": "body"}."""
    outlet: str = ""
    """Outlet of documents that name none."""
    keep_other_languages: bool = False
    """Keep documents that are not Arabic."""


class Reader(ABC):
    """One format. To add one: a module with a subclass, and a line in `registry.READERS`."""

    name: ClassVar[str]
    """What `ReadingOptions.format` and `Unit.format` call it."""
    about: ClassVar[str]
    """One sentence for the documentation."""
    suffixes: ClassVar[tuple[str, ...]]
    """File name endings, lower case, with the dot, without .gz."""
    many: ClassVar[bool] = False
    """Whether a file holds many documents; such files are split into units."""
    whole: ClassVar[bool] = False
    """Whether every record costs the reading of the whole file; then it is one unit, and never halved."""
    sliceable: ClassVar[bool] = False
    """Whether a run of records, cut out of the bytes, can be read without the rest of them."""

    def claims(self, head: bytes) -> bool:
        """Whether the first bytes of a file (unpacked) say that it is of this format, whatever its name."""
        return False

    def marks(self, unit: Unit) -> Iterator[int]:
        """For each record of the file the byte at which it begins, or 0 where reading cannot begin there."""
        return iter(())

    @abstractmethod
    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        """The documents of a unit, in order.

        Raises: ReadingError for what makes the rest of the unit unreadable; `read_unit` makes it a SetAside.
        """


def require_machine(error: OSError) -> None:
    """Passes if an error is the file's own fault.

    Raises: EnvironmentFault if the machine has no descriptors or memory left: the file may be in order, and
    setting it aside would lose it.
    """
    if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM):
        remedy = (
            "Raise the limit (ulimit -n) or use fewer workers, and run the same command again: it resumes."
        )
        raise EnvironmentFault(f"no file can be opened: {error.strerror}", remedy=remedy) from error


def window(unit: Unit, records: Iterable[T]) -> Iterator[tuple[int, T]]:
    """The records of a unit with their numbers in the file; `records` begin at `unit.offset`."""
    begin = unit.first if unit.offset or unit.content is not None else 0
    for number, record in enumerate(records, begin):
        if unit.last is not None and number >= unit.last:
            return
        if number >= unit.first:
            yield number, record
