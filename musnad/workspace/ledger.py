"""The ledger `ledger.jsonl`: which units were read, into which parts, with what outcome.

One line names one part group (the files `<table>/<part>.parquet`) and the units in it. A line is written in
one piece after its files are on disk; a last line without its newline was cut off by a kill and does not
count.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import WorkspaceError

LEDGER = "ledger.jsonl"


@dataclass(frozen=True, slots=True)
class Counts:
    """The account of a unit, a run or a workspace: documents by outcome, and rows found in the coded ones."""

    read: int = 0
    coded: int = 0
    empty: int = 0
    duplicate: int = 0
    not_arabic: int = 0
    quarantined: int = 0
    events: int = 0
    ties: int = 0
    labels: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            *(a + b for a, b in zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True))
        )

    @property
    def balanced(self) -> bool:
        """Whether read = coded + empty + duplicate + not_arabic + quarantined."""
        return self.read == self.coded + self.empty + self.duplicate + self.not_arabic + self.quarantined


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit that was read."""

    key: str
    path: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger: one part group."""

    part: str
    """Name of the part, derived from the keys of its units; the same in each table."""
    options: Mapping[str, Any]
    """The reading options that the units were read with."""
    files: Mapping[str, str]
    """SHA-256 of the part's file in each table; a table that got no rows has none."""
    units: tuple[UnitEntry, ...]

    @property
    def counts(self) -> Counts:
        """The account of the whole part group."""
        return sum((unit.counts for unit in self.units), Counts())

    def to_line(self) -> bytes:
        """The line, with its newline."""
        return (json.dumps(dataclasses.asdict(self), ensure_ascii=True) + "\n").encode()

    @classmethod
    def from_line(cls, line: bytes) -> Entry:
        """The inverse of `to_line`.

        Raises: ValueError, KeyError or TypeError for a malformed line.
        """
        data = json.loads(line)
        units = tuple(UnitEntry(u["key"], u["path"], Counts(**u["counts"])) for u in data["units"])
        return cls(data["part"], data["options"], data["files"], units)


def read_ledger(path: Path) -> tuple[list[Entry], int]:
    """The entries of a ledger, and the length in bytes of what counts (a torn last line does not).

    Raises: WorkspaceError if the ledger is missing or a line in it is malformed.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(f"the ledger cannot be read: {error.strerror}", where=str(path)) from error
    whole = data.rfind(b"\n") + 1
    entries = []
    for number, line in enumerate(data[:whole].splitlines(), 1):
        try:
            entries.append(Entry.from_line(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            where, remedy = (
                f"{path}, line {number}",
                "Restore the file from a backup, or code into a new workspace.",
            )
            raise WorkspaceError(f"the ledger is damaged: {error!r}", where=where, remedy=remedy) from error
    return entries, whole
