"""Looking at a workspace as a whole: its counts, and whether everything in it is as it must be."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..records import OUTCOMES, TABLES, arrow_schema, text_hash
from .ledger import Counts, Entry
from .parts import part_file, strays
from .shard import FOUND
from .store import Workspace

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Status:
    """The counts of a workspace."""

    units: int
    counts: Counts
    outlets: dict[str, int]
    """Coded documents by outlet; "" where it is not known."""
    first_published: str
    """Date of the oldest document, YYYY-MM-DD; empty if no document has one."""
    last_published: str
    coders: dict[str, int]
    """Events by coder and version."""


def status(workspace: Workspace) -> Status:
    """The counts of a workspace.

    Raises: WorkspaceError if the ledger is damaged or a part is missing.
    """
    entries = workspace.entries()
    counts = sum((entry.counts for entry in entries), Counts())
    outlets = workspace.query("SELECT outlet, count(*) AS n FROM documents GROUP BY outlet ORDER BY outlet")
    coders = workspace.query("SELECT coder, count(*) AS n FROM events GROUP BY coder ORDER BY coder")
    sql = "SELECT min(published) AS first, max(published) AS last FROM documents WHERE published <> ''"
    dates = workspace.query(sql).to_pylist()[0]
    return Status(
        sum(len(entry.units) for entry in entries),
        counts,
        {row["outlet"]: row["n"] for row in outlets.to_pylist()},
        (dates["first"] or "")[:10],
        (dates["last"] or "")[:10],
        {row["coder"]: row["n"] for row in coders.to_pylist()},
    )


def check(workspace: Workspace) -> list[str]:
    """What is wrong in a workspace, a sentence each; nothing when all is well.

    The account of each unit adds up and agrees with the rows; each part that the ledger names is there,
    unchanged, with the right schema; each span equals its piece of the text; each text has its checksum; ids
    are unique.

    Raises: WorkspaceError if the folder is no workspace or its ledger is damaged.
    """
    workspace.manifest()
    entries = workspace.entries()
    findings: list[str] = []
    ids: dict[str, set[str]] = {name: set() for name in ("documents", *FOUND)}
    for entry in entries:
        findings += _account(entry)
        tables: dict[str, pa.Table] = {}
        for name in entry.files:
            table, faults = _part(workspace.path, name, entry)
            findings += faults
            if table is not None:
                tables[name] = table
        if set(tables) == set(entry.files):
            findings += _row_counts(entry, tables)
        rows = {name: table.to_pylist() for name, table in tables.items()}
        for name, known in ids.items():
            for row in rows.get(name, ()):
                if row["id"] in known:
                    findings.append(f"{name}: the id {row['id']} is there twice")
                known.add(row["id"])
        if "documents" in rows or "documents" not in entry.files:
            findings += _evidence(rows)
    for key, times in Counter(unit.key for entry in entries for unit in entry.units).items():
        if times > 1:
            findings.append(f"ledger: the unit {key} is there {times} times")
    named = {part_file(workspace.path, name, entry.part) for entry in entries for name in entry.files}
    for path in strays(workspace.path, named):
        findings.append(f"{path}: not in the ledger; left by an interrupted run (the same command clears it)")
    return findings


def _account(entry: Entry) -> Iterator[str]:
    for unit in entry.units:
        if not unit.counts.balanced:
            yield f"ledger: the account of {unit.path} does not add up: {_spelled(unit.counts)}"


def _part(folder: Path, name: str, entry: Entry) -> tuple[pa.Table | None, list[str]]:
    """The rows of a part, nothing if they cannot be read as they should; and what is wrong with it."""
    path = part_file(folder, name, entry.part)
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [f"{path}: cannot be read: {error.strerror}"]
    faults = []
    if hashlib.sha256(data).hexdigest() != entry.files[name]:
        faults.append(f"{path}: changed since it was written")
    try:
        table = pq.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        return None, [*faults, f"{path}: is no readable Parquet file: {error}"]
    if not table.schema.equals(arrow_schema(TABLES[name])):
        return None, [*faults, f"{path}: has other columns than the table {name}"]
    return table, faults


def _row_counts(entry: Entry, tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """Compares the ledger's counts with the rows that are there."""
    there = Counter({"coded": tables["documents"].num_rows if "documents" in tables else 0})
    there.update({name: tables[name].num_rows for name in FOUND if name in tables})
    if "set_aside" in tables:
        there.update(str(outcome) for outcome in tables["set_aside"]["outcome"].to_pylist())
    for name in ("coded", *OUTCOMES, *FOUND):
        counted = getattr(entry.counts, name)
        if counted != there[name]:
            yield f"part {entry.part}: the ledger counts {counted} {name}, the rows are {there[name]}"


def _evidence(rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Compares every span of a part with the text that it points into."""
    texts: dict[str, str] = {}
    for row in rows.get("documents", ()):
        texts[row["id"]] = row["text"]
        if text_hash(row["text"]) != row["text_sha256"]:
            yield f"documents: {row['id']}: the text is not the one of its checksum"
        yield from (
            f"documents: {row['id']}: {fault}" for fault in _spans(row["headings"], row["text"], "headings")
        )
    for name in FOUND:
        for row in rows.get(name, ()):
            text = texts.get(row["document_id"])
            if text is None:
                yield f"{name}: {row['id']}: its document {row['document_id']} is not there"
                continue
            yield from (f"{name}: {row['id']}: {fault}" for fault in (*_spans(row, text), *_words(row, text)))


def _spans(value: Any, text: str, name: str = "") -> Iterator[str]:
    """The spans anywhere inside a row that differ from the text."""
    if isinstance(value, list):
        for item in value:
            yield from _spans(item, text, name)
    elif isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if start is not None and end is not None:
            if not 0 <= start <= end <= len(text):
                yield f"{name} {start}:{end} lies outside of the text"
            elif "text" in value and value["text"] != text[start:end]:
                yield f"{name} '{value['text']}' is not the text at {start}:{end}"
        for key, item in value.items():
            yield from _spans(item, text, key)


def _words(row: Row, text: str) -> Iterator[str]:
    """The words that a row quotes without being a span, where they are not in the text."""
    for name in ("said_by", "place", "date_text"):
        words, start, end = row.get(name) or "", row.get(f"{name}_start"), row.get(f"{name}_end")
        if start is not None and words != text[start:end]:
            yield f"{name} '{words}' is not the text at {start}:{end}"
        elif words not in text:
            yield f"{name} '{words}' is not in the text"


def _spelled(counts: Counts) -> str:
    return ", ".join(f"{name} {value}" for name, value in dataclasses.asdict(counts).items())
