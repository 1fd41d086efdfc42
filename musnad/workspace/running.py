"""A run: units in, parts out, in the order of the plan, each exactly once."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import ConflictError, MismatchError
from ..reading import ReadingOptions, Unit
from ..reading.sniff import UNKNOWN
from ..records import SetAside, arrow_schema, content_id, to_json
from .executors import CoderFactory, Executor, Here
from .ledger import Counts, Entry, UnitEntry
from .limits import Limits
from .manifest import Manifest
from .shard import FOUND, Head, Shard, quarantined
from .slices import Kept, Slice
from .store import Workspace

HERE = Here()
LIMITS = Limits()

GROUP = 32
"""At most so many units of one document, or of none, share a part, so that a part is worth a file."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    """Units in the ledger, those of earlier runs included."""
    total: int
    """Units of the plan; a unit that stands in it twice counts once."""
    counts: Counts
    """What this run has added so far."""


def run(
    workspace: Workspace,
    units: Sequence[Unit],
    coder_factory: CoderFactory,
    options: ReadingOptions | None = None,
    executor: Executor = HERE,
    limits: Limits = LIMITS,
) -> Iterator[Progress]:
    """Reads and codes the units that the workspace does not have yet. Nothing happens before the iterator is
    consumed; it yields once at the start and after each part. It may be left, interrupted or killed at any
    moment: the same call again goes on from there and ends with the same files. Shards that slices have left
    are taken as they are.

    For an executor with processes of its own `coder_factory` must pickle.

    Raises: MismatchError if the workspace was made by another coder or version, or has one of the units under
    other reading options; WorkspaceError while another run holds it; EnvironmentFault for a full disk, or if
    no worker can be had.
    """
    options = options or ReadingOptions()
    manifest = Manifest.of(coder_factory())
    with workspace.writing(manifest) as entries:
        work = _left(workspace, entries, units, options)
        kept = Kept(workspace.path, manifest, work.plain)
        seen = Seen.of(workspace, entries)
        done, counts = work.done, Counts()
        yield Progress(done, work.total, counts)
        missing = [batch for batch in work.batches if _part(batch) not in kept]
        shards = executor.shards(missing, coder_factory, options, limits)
        try:
            for batch in work.batches:
                part = _part(batch)
                shard = kept.load(part) if part in kept else next(shards)
                entry, tables = _settled(batch, shard, seen, work.plain)
                workspace.commit(entry, tables)
                kept.drop(part)
                done, counts = done + len(batch), counts + entry.counts
                yield Progress(done, work.total, counts)
        finally:
            shards.close()


def run_slice(
    workspace: Workspace,
    units: Sequence[Unit],
    coder_factory: CoderFactory,
    wanted: Slice,
    options: ReadingOptions | None = None,
    executor: Executor = HERE,
    limits: Limits = LIMITS,
) -> Iterator[Progress]:
    """Codes a slice of the units that the workspace does not have yet, and keeps the shards in it until `run`
    settles them; several slices may run at once. In the counts of progress no duplicates are known yet.

    Raises: as `run`.
    """
    options = options or ReadingOptions()
    manifest = Manifest.of(coder_factory())
    entries = workspace.entries()
    if entries:
        workspace.manifest().require(manifest, str(workspace.path))
    work = _left(workspace, entries, units, options)
    kept = Kept(workspace.path, manifest, work.plain)
    mine = wanted.of(work.batches)
    missing = [batch for batch in mine if _part(batch) not in kept]
    total, counts = sum(map(len, mine)), Counts()
    done = total - sum(map(len, missing))
    yield Progress(done, total, counts)
    shards = executor.shards(missing, coder_factory, options, limits)
    try:
        for batch, shard in zip(missing, shards, strict=True):
            kept.save(_part(batch), shard)
            done, counts = done + len(batch), counts + _settled(batch, shard, Seen(), work.plain)[0].counts
            yield Progress(done, total, counts)
    finally:
        shards.close()


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of a run."""

    batches: list[list[Unit]]
    plain: dict[str, Any]
    """The reading options as the ledger keeps them."""
    done: int
    total: int


def _left(
    workspace: Workspace, entries: Sequence[Entry], units: Sequence[Unit], options: ReadingOptions
) -> _Left:
    """Raises: MismatchError as `run`."""
    plain = _plain(options)
    distinct: dict[str, Unit] = {}
    for unit in units:
        distinct.setdefault(_key(unit), unit)
    known = _known(workspace, entries, distinct, plain)
    batches = list(_batches([unit for key, unit in distinct.items() if key not in known]))
    return _Left(batches, plain, len(distinct) - sum(map(len, batches)), len(distinct))


def _part(batch: Sequence[Unit]) -> str:
    """The name of the part that a batch makes."""
    return content_id(*map(_key, batch))


class Seen:
    """The documents that a workspace has, to find the ones that come again."""

    def __init__(self) -> None:
        self._text_of: dict[str, str] = {}
        self._first: dict[tuple[str, str], str] = {}

    @classmethod
    def of(cls, workspace: Workspace, entries: Sequence[Entry]) -> Seen:
        """The documents in the parts of these entries."""
        seen = cls()
        for path in workspace.files("documents", entries):
            columns = pq.read_table(path, columns=["id", "outlet", "text_sha256"]).to_pydict()
            for row in zip(columns["id"], columns["outlet"], columns["text_sha256"], strict=True):
                seen._add(*row)
        return seen

    def judge(self, head: Head) -> SetAside | None:
        """Nothing for a new document, which is then known; else why it is set aside: another of the same
        outlet has the same text, or its id was used before."""
        text = self._text_of.get(head.id)
        if text is not None and text != head.text_sha256:
            what = f"the id '{head.id}' was used before for a different text"
            return quarantined(head.source, head.id, ConflictError(what, where=head.source))
        first = head.id if text is not None else self._first.get((head.outlet, head.text_sha256))
        if first is not None:
            what = (
                "the same id and text were read before"
                if first == head.id
                else "the outlet has the same text"
            )
            return SetAside(head.source, head.id, "duplicate", "", f"{what}: document '{first}'")
        self._add(head.id, head.outlet, head.text_sha256)
        return None

    def _add(self, id: str, outlet: str, text_sha256: str) -> None:
        self._text_of[id] = text_sha256
        self._first.setdefault((outlet, text_sha256), id)


def _key(unit: Unit) -> str:
    # What could not be opened has no fingerprint; its path keeps it apart from others of the kind.
    return unit.key if unit.fingerprint else f"{unit.path}:{unit.key}"


def _plain(options: ReadingOptions) -> dict[str, Any]:
    values = {field.name: getattr(options, field.name) for field in dataclasses.fields(options)}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()}


def _known(
    workspace: Workspace, entries: Sequence[Entry], units: Mapping[str, Unit], options: Mapping[str, Any]
) -> set[str]:
    """The keys in the ledger.

    Raises: MismatchError if one of `units` is there under other options: what it gave would stand beside what
    it gives.
    """
    for entry in entries:
        differing = [name for name in options if entry.options.get(name) != options[name]]
        again = [unit for unit in entry.units if unit.key in units]
        if differing and again:
            name = differing[0]
            raise MismatchError(
                f"{again[0].path} was read with other options: {name} was {entry.options.get(name)!r}"
                f" and is {options[name]!r} now",
                where=str(workspace.path),
            )
    return {unit.key for entry in entries for unit in entry.units}


def _batches(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Units that share a part. Begun anew behind any batch it gives the same batches: a resumed run makes the
    same parts as an undisturbed one."""
    group: list[Unit] = []
    for unit in units:
        small = bool(unit.document_id) or unit.format == UNKNOWN
        if group and (len(group) == GROUP or not small):
            yield group
            group = []
        group.append(unit)
        if not small:
            yield group
            group = []
    if group:
        yield group


def _settled(
    batch: Sequence[Unit], shard: Shard, seen: Seen, options: Mapping[str, Any]
) -> tuple[Entry, dict[str, pa.Table]]:
    """What of a shard is written: without the documents that were there before, and their rows."""
    tallies: list[Counter[str]] = [Counter() for _ in batch]
    aside: list[SetAside] = []
    kept: list[bool] = []
    heads: list[Head] = []
    for number, item in shard.items:
        tallies[number]["read"] += 1
        if isinstance(item, Head):
            verdict = seen.judge(item)
            heads.append(item)
            kept.append(verdict is None)
            if verdict is None:
                tallies[number] += Counter(dict(zip(("coded", *FOUND), (1, *item.found), strict=True)))
                continue
            item = verdict
        aside.append(item)
        tallies[number][item.outcome] += 1
    tables = dict(shard.tables)
    if not all(kept):
        tables["documents"] = tables["documents"].filter(pa.array(kept))
        for place, name in enumerate(FOUND):
            mask = [keep for keep, head in zip(kept, heads, strict=True) for _ in range(head.found[place])]
            tables[name] = tables[name].filter(pa.array(mask, pa.bool_()))
    tables["set_aside"] = pa.Table.from_pylist(to_json(tuple(aside)), arrow_schema(SetAside))
    units = tuple(
        UnitEntry(_key(unit), unit.path, Counts(**tally)) for unit, tally in zip(batch, tallies, strict=True)
    )
    return Entry(_part(batch), options, {}, units), tables
