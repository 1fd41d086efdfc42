"""Files that survive a kill at any moment: written beside, flushed to disk, renamed; the ledger names them
only then."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import EnvironmentFault
from ..records import TABLES

SUFFIX = ".parquet"
_UNFINISHED = ".tmp"


@contextmanager
def disk_errors(where: Path) -> Iterator[None]:
    """Turns what the operating system refuses into an EnvironmentFault that names the place."""
    try:
        yield
    except OSError as error:
        remedy = "Mend that (room on the disk, rights) and run the same command again: it resumes."
        raise EnvironmentFault(f"cannot write: {error}", where=str(where), remedy=remedy) from error


def part_file(folder: Path, table: str, part: str) -> Path:
    """Where the rows of a part in a table are."""
    return folder / table / (part + SUFFIX)


def write_file(path: Path, data: bytes | pa.Buffer) -> None:
    """Writes a file as a whole or not at all."""
    beside = path.with_name(path.name + _UNFINISHED)
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flushes the names in a folder to disk, so that a rename outlasts a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_parts(folder: Path, part: str, tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Writes one file a table that has rows; returns the SHA-256 of each. The same rows give the same
    bytes."""
    digests = {}
    for name, table in tables.items():
        if table.num_rows == 0:
            continue
        sink = pa.BufferOutputStream()
        pq.write_table(table.combine_chunks(), sink, compression="zstd")
        data = sink.getvalue()
        write_file(part_file(folder, name, part), data)
        digests[name] = hashlib.sha256(data).hexdigest()
    return digests


def append_line(path: Path, line: bytes) -> None:
    """Appends a line to a file and flushes it to disk."""
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def cut(path: Path, length: int) -> None:
    """Cuts a file to a length in bytes."""
    with path.open("r+b") as file:
        file.truncate(length)
        os.fsync(file.fileno())


def strays(folder: Path, named: set[Path]) -> list[Path]:
    """Files in the tables' folders that are not among `named`: what an interrupted run left."""
    found = (path for table in TABLES for path in (folder / table).glob("*"))
    return sorted(path for path in found if path not in named and path.suffix in (SUFFIX, _UNFINISHED))
