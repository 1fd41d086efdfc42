"""The workspace folder: making and opening it, writing to it (one run at a time), asking it questions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from ..errors import WorkspaceError
from ..records import TABLES, Document, Event, Label, Tie
from . import selection
from .ledger import LEDGER, Entry, read_ledger
from .manifest import MANIFEST, Manifest
from .parts import append_line, cut, disk_errors, part_file, strays, sync_folder, write_file, write_parts
from .selection import Selection
from .slices import SHARDS

LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder of coded documents: `documents/ events/ ties/ labels/ set_aside/` with Parquet parts, a ledger
    and a manifest. What an interrupted run left half done is not part of it."""

    path: Path

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Workspace:
        """An existing workspace.

        Raises: WorkspaceError if the folder is none.
        """
        workspace = cls(Path(path))
        workspace.manifest()
        return workspace

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Workspace:
        """The workspace in that folder, which is made if it is absent or empty. The first run writes the
        manifest.

        Raises: WorkspaceError if the folder holds something else; EnvironmentFault if it cannot be made.
        """
        workspace = cls(Path(path))
        folder = workspace.path
        if folder.exists() and not folder.is_dir():
            raise WorkspaceError("there is a file where the workspace should be", where=str(folder))
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / MANIFEST).exists():
                own = {LOCK, LEDGER, MANIFEST + ".tmp", SHARDS, *TABLES}
                others = sorted(entry.name for entry in folder.iterdir() if entry.name not in own)
                if others:
                    what = f"the folder is not a workspace and is not empty: it holds {others[0]}"
                    raise WorkspaceError(what, where=str(folder), remedy="Name a new or an empty folder.")
        return workspace

    def manifest(self) -> Manifest:
        """What it was made with.

        Raises: WorkspaceError if no run has begun in it, or the manifest is damaged.
        """
        return Manifest.read(self.path / MANIFEST)

    def entries(self) -> list[Entry]:
        """The lines of the ledger; none before the first run.

        Raises: WorkspaceError if the ledger is missing or damaged.
        """
        if not (self.path / MANIFEST).exists():
            return []
        return read_ledger(self.path / LEDGER)[0]

    def files(self, table: str, entries: Sequence[Entry] | None = None) -> list[Path]:
        """The parts of a table, in the order in which they were written; those of `entries` if given.

        Raises: WorkspaceError if one is missing.
        """
        entries = self.entries() if entries is None else entries
        found = [part_file(self.path, table, entry.part) for entry in entries if table in entry.files]
        for path in found:
            if not path.exists():
                remedy = "Restore it from a backup, or code into a new workspace; `musnad check` lists all."
                raise WorkspaceError(
                    "a part that the ledger names is missing", where=str(path), remedy=remedy
                )
        return found

    @contextmanager
    def writing(self, manifest: Manifest) -> Iterator[list[Entry]]:
        """Holds the workspace for one run, cleared of what an interrupted run left; gives what is in the
        ledger.

        Raises: WorkspaceError while another run holds it; MismatchError if it was made by another
        configuration.
        """
        with _locked(self.path / LOCK):
            if (self.path / MANIFEST).exists():
                self.manifest().require(manifest, str(self.path))
            with disk_errors(self.path):
                for table in TABLES:
                    (self.path / table).mkdir(exist_ok=True)
                if not (self.path / MANIFEST).exists():
                    self._require_no_rows()
                    # The manifest comes last: where it stands, a missing ledger means loss, not a beginning.
                    (self.path / LEDGER).touch()
                    sync_folder(self.path)
                    write_file(self.path / MANIFEST, manifest.to_toml().encode())
            entries, whole = read_ledger(self.path / LEDGER)
            with disk_errors(self.path):
                if (self.path / LEDGER).stat().st_size > whole:
                    cut(self.path / LEDGER, whole)
                named = {
                    part_file(self.path, table, entry.part) for entry in entries for table in entry.files
                }
                for stray in strays(self.path, named):
                    stray.unlink()
            yield entries

    def commit(self, entry: Entry, tables: Mapping[str, pa.Table]) -> None:
        """Adds a part group: its files first, then the line of the ledger. To be called within `writing`."""
        with disk_errors(self.path):
            digests = write_parts(self.path, entry.part, tables)
            append_line(self.path / LEDGER, Entry(entry.part, entry.options, digests, entry.units).to_line())

    def query(self, sql: str) -> pa.Table:
        """The answer to an SQL query (DuckDB's dialect) over the views `documents`, `events`, `ties`,
        `labels` and `set_aside`.

        Raises: UsageError for what is not one SELECT, or is one that DuckDB refuses; WorkspaceError for a
        missing part.
        """
        return selection.query(self._files(), sql)

    def events(
        self,
        actor: str | None = None,
        recipient: str | None = None,
        dyad: tuple[str, str] | None = None,
        event_type: str | Sequence[str] | None = None,
        status: str | Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        outlet: str | Sequence[str] | None = None,
        limit: int | None = None,
    ) -> Selection[Event]:
        """The events that meet all conditions given, by date, then document, then place in the text.

        `actor` and `recipient` take the id of an actor, a country as three capital letters (EGY: all whose
        code begins with it), or a name in Arabic or English: a participant matches if its words in the text
        or its usual name contain it, both folded. `dyad` is two of these: one acted on the other, in either
        direction. `event_type`, `status` and `outlet` take one value or several.

        `since` and `until` (YYYY, YYYY-MM or YYYY-MM-DD, both included) are compared with the event's own
        date where it is known, else with the document's publication date. A date known to the month or year
        meets them if any of its days does; an event with neither date never does.

        Raises: UsageError for a malformed condition; WorkspaceError for a missing part.
        """
        conditions = selection.EventFilter(
            actor, recipient, dyad, event_type, status, since, until, outlet, limit
        )
        return selection.events(self._files(), conditions)

    def documents(self) -> Selection[Document]:
        """All coded documents, by publication date and id."""
        return selection.everything(self._files(), "documents", "published, id")

    def ties(self) -> Selection[Tie]:
        """All ties, by document and place in the text."""
        return selection.everything(self._files(), "ties", "document_id, cue.start, id")

    def labels(self) -> Selection[Label]:
        """All labels, by document and place in the text."""
        return selection.everything(self._files(), "labels", "document_id, label.start, id")

    def _require_no_rows(self) -> None:
        ledger = self.path / LEDGER
        if ledger.exists() and ledger.stat().st_size:
            what, remedy = f"{MANIFEST} is missing", "Restore it from a backup, or code into a new workspace."
            raise WorkspaceError(what, where=str(self.path), remedy=remedy)

    def _files(self) -> dict[str, list[Path]]:
        entries = self.entries()
        return {table: self.files(table, entries) for table in TABLES}


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    import fcntl  # here, so that a system without it can still read workspaces

    with disk_errors(path):
        file = path.open("ab")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            remedy = "Wait until it has ended, or use another workspace."
            raise WorkspaceError(
                "another run is writing to this workspace", where=str(path.parent), remedy=remedy
            ) from None
        yield
