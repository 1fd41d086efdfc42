"""Slices of a run, for job arrays: job i of n codes every n-th batch and leaves the shards in the workspace;
the same command without a slice then finds them there in place of coding, and settles them in order. What
comes out is what one process would have made."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import UsageError
from ..records import TABLES, SetAside, arrow_schema, content_id, from_json, to_json
from .manifest import Manifest
from .parts import SUFFIX, disk_errors, sync_folder, write_file
from .shard import FOUND, Head, Shard

SHARDS = "shards"
"""The folder of a workspace that holds them: in it one for each configuration, in that one for each batch."""
_ITEMS = "items.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice:
    """Job `number` of `total`, from 1.

    Raises: UsageError for a number outside of 1 to total.
    """

    number: int
    total: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.total:
            raise _malformed(f"{self.number}/{self.total}")

    @classmethod
    def parse(cls, text: str) -> Slice:
        """From I/N.

        Raises: UsageError for anything else.
        """
        number, _, total = text.partition("/")
        if not (number.isdecimal() and total.isdecimal()):
            raise _malformed(text)
        return cls(int(number), int(total))

    def of(self, many: Sequence[T]) -> Sequence[T]:
        """Every n-th, from the i-th on."""
        return many[self.number - 1 :: self.total]


class Kept:
    """The shards that slices have left in a workspace, under the name of their part."""

    def __init__(self, workspace: Path, manifest: Manifest, options: Mapping[str, Any]) -> None:
        # What another configuration has left is not found, rather than mixed in.
        configuration = content_id(manifest.to_toml(), json.dumps(options, sort_keys=True))
        self._folder = workspace / SHARDS / configuration

    def __contains__(self, part: str) -> bool:
        return (self._folder / part).is_dir()

    def save(self, part: str, shard: Shard) -> None:
        """Writes a shard as a whole or not at all."""
        beside = self._folder / f"{part}.tmp"
        with disk_errors(beside):
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(parents=True)
            items = [[number, *_written(item)] for number, item in shard.items]
            write_file(beside / _ITEMS, json.dumps(items).encode())
            for name, table in shard.tables.items():
                sink = pa.BufferOutputStream()
                pq.write_table(table, sink, compression="zstd")
                write_file(beside / (name + SUFFIX), sink.getvalue())
            beside.rename(self._folder / part)
            sync_folder(self._folder)

    def load(self, part: str) -> Shard:
        """What `save` was given."""
        folder = self._folder / part
        items = json.loads((folder / _ITEMS).read_text(encoding="ascii"))
        tables = {
            name: pq.read_table(folder / (name + SUFFIX), schema=arrow_schema(TABLES[name]))
            for name in ("documents", *FOUND)
        }
        return Shard([(number, _read(kind, item)) for number, kind, item in items], tables)

    def drop(self, part: str) -> None:
        """Removes a shard, and the folders above it when they are empty."""
        shutil.rmtree(self._folder / part, ignore_errors=True)
        for folder in (self._folder, self._folder.parent):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _malformed(text: str) -> UsageError:
    return UsageError(f"there is no slice '{text}'", remedy="Write I/N with I from 1 to N, such as 3/10.")


def _written(item: Head | SetAside) -> Iterator[Any]:
    yield "head" if isinstance(item, Head) else "aside"
    yield dataclasses.asdict(item) if isinstance(item, Head) else to_json(item)


def _read(kind: str, item: dict[str, Any]) -> Head | SetAside:
    if kind == "head":
        return Head(**(item | {"found": tuple(item["found"])}))
    aside: SetAside = from_json(SetAside, item)
    return aside
