"""From what the user names to units of work: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from ..errors import ReadingError, UsageError
from .base import (
    HEAD_BYTES,
    MAX_MEMORY_BYTES,
    SKIPPING_UNIT_RECORDS,
    SKIPPING_UNITS,
    UNIT_RECORDS,
    ReadingOptions,
    Unit,
    require_machine,
)
from .registry import get_reader
from .sniff import UNKNOWN, sniff, stem_of
from .source import Source
from .table import columns

STDIN = "-"
_MAGIC = frozenset("*?[")


def plan(inputs: Sequence[str], options: ReadingOptions) -> list[Unit]:
    """The units of the inputs, in the order given, folders and globs sorted; the same input, the same plan.

    A folder gives every regular file in it and below, hidden ones aside; a file named twice counts once.

    Raises: UsageError for a missing path, a glob that matches nothing, an unknown format or field;
    EnvironmentFault where the machine can open no more files.
    """
    if options.format:
        get_reader(options.format)
    columns(options)
    files: dict[str, Unit] = {}
    for path in _expand(inputs):
        same = path if path == STDIN else os.path.realpath(path)
        if same not in files:
            files[same] = _identify(path, options)
    named = _name_documents(list(files.values()))
    return [unit for file in named for unit in _split(file)]


def halves(unit: Unit) -> tuple[Unit, Unit] | None:
    """The two halves of a unit of many records, to find the record that does harm; None where there is
    nothing to halve, or no way to read the second half without the first."""
    if not _divisible(unit):
        return None
    reader = get_reader(unit.format)
    begin = unit.first if unit.content is not None else 0
    try:
        marks = list(reader.marks(unit))
    except ReadingError:
        return None
    except OSError as error:
        require_machine(error)
        return None
    last = begin + len(marks) if unit.last is None else unit.last
    if last - unit.first < 2:
        return None
    middle = (unit.first + last) // 2
    offset = marks[middle - begin]
    if unit.content is None:
        return replace(unit, last=middle), replace(unit, first=middle, offset=offset)
    if not (reader.sliceable and offset):
        return None
    first, second = unit.content[:offset], unit.content[offset:]
    return replace(unit, last=middle, content=first), replace(unit, first=middle, content=second)


def _expand(inputs: Iterable[str]) -> Iterator[str]:
    for given in inputs:
        path = Path(given)
        if given == STDIN:
            yield given
        elif path.is_dir():
            yield from _walk(given)
        elif path.is_file():
            yield given
        elif path.exists():
            raise UsageError(f"{given} is neither a file nor a folder", remedy="Pipe it to standard input: -")
        elif _MAGIC.isdisjoint(given):
            raise UsageError(f"there is no file or folder {given!r}", remedy="Check the path.")
        else:
            yield from _glob(given)


def _glob(pattern: str) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207, a pattern may begin at the root
    if not found:
        raise UsageError(f"nothing matches {pattern!r}", remedy="Check the pattern.")
    for path in found:
        if Path(path).is_dir():
            yield from _walk(path)
        elif Path(path).is_file():
            yield path


def _walk(folder: str) -> Iterator[str]:
    """The regular files of a folder and below, sorted. Links to folders are followed, each folder once."""
    seen = {os.path.realpath(folder)}
    for here, folders, files in os.walk(folder, followlinks=True):
        kept = []
        for name in sorted(folders):
            real = os.path.realpath(Path(here, name))
            if not name.startswith(".") and real not in seen:
                seen.add(real)
                kept.append(name)
        folders[:] = kept
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and path.is_file():
                yield str(path)


def _identify(path: str, options: ReadingOptions) -> Unit:
    """The file as one unit: format and fingerprint. One that cannot be opened is left to `read_unit`."""
    unit = Unit(path, UNKNOWN, 0, None, "", "", content=_stdin() if path == STDIN else None)
    try:
        if unit.content is None:
            with Path(path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        else:
            digest = hashlib.sha256(unit.content).hexdigest()
        with Source.of(unit) as source:
            head = source.peek(HEAD_BYTES)
    except OSError as error:
        require_machine(error)
        return unit
    # Nobody names standard input; what is no other format is taken for text.
    name = options.format or sniff(head, "" if path == STDIN else path)
    return replace(unit, format=name, fingerprint=digest)


def _stdin() -> bytes:
    data = sys.stdin.buffer.read(MAX_MEMORY_BYTES)
    if len(data) >= MAX_MEMORY_BYTES:
        raise UsageError(
            f"standard input has {MAX_MEMORY_BYTES:,} bytes or more",
            remedy="Save it to a file and name that.",
        )
    return data


def _name_documents(files: list[Unit]) -> list[Unit]:
    """Give an id to each file of one document: its stem; folder-stem, then the path, where those collide."""
    single = {n for n, f in enumerate(files) if f.format != UNKNOWN and not get_reader(f.format).many}
    names = {n: _names(files[n].path) for n in single}
    level = dict.fromkeys(single, 0)
    while True:
        counts = Counter(names[n][level[n]] for n in single)
        bumped = [n for n in single if counts[names[n][level[n]]] > 1 and level[n] < 2]
        if not bumped:
            break
        for n in bumped:
            level[n] += 1
    return [replace(f, document_id=names[n][level[n]]) if n in single else f for n, f in enumerate(files)]


def _names(path: str) -> tuple[str, str, str]:
    if path == STDIN:
        return "stdin", "stdin", STDIN
    stem, folder = stem_of(path), PurePath(path).parent.name
    return stem, f"{folder}-{stem}" if folder else stem, PurePath(path).as_posix()


def _divisible(unit: Unit) -> bool:
    """Whether some of a file's records can be read for less than all of them."""
    if unit.format == UNKNOWN:
        return False
    reader = get_reader(unit.format)
    return reader.many and not reader.whole


def _split(file: Unit) -> Iterator[Unit]:
    """A file of many records in units of UNIT_RECORDS, or a multiple; any other as it is."""
    if not _divisible(file):
        yield file
        return
    reader = get_reader(file.format)
    try:
        starts = [mark for n, mark in enumerate(reader.marks(file)) if n % UNIT_RECORDS == 0]
    except ReadingError:
        starts = []
    except OSError as error:
        require_machine(error)
        starts = []
    if len(starts) < 2 or (file.content is not None and not (reader.sliceable and starts[1])):
        yield file
        return
    size = UNIT_RECORDS
    if not any(starts):
        growth = min(-(-len(starts) // SKIPPING_UNITS), SKIPPING_UNIT_RECORDS // UNIT_RECORDS)
        starts, size = starts[::growth], size * growth
    for n, offset in enumerate(starts):
        last = n == len(starts) - 1
        content = None
        if file.content is not None:
            content = file.content[offset : None if last else starts[n + 1]]
        yield replace(
            file,
            first=n * size,
            last=None if last else (n + 1) * size,
            offset=offset if content is None else 0,
            content=content,
        )
