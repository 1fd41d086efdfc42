"""The workspace as the server asks it: a DuckDB file for each state of the ledger, made once and only read.

Answers come from tables that are made once, not from the many parts of the workspace; they lie in a temporary
folder that goes when the server stops. The workspace itself is never written to.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from ..analysis import Analysis
from ..language.folding import fold
from ..records import TABLES
from ..workspace import Workspace
from ..workspace.ledger import LEDGER, Counts
from ..workspace.selection import connected
from .jobs import Jobs

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
MEMORY = "256MB"
"""What DuckDB may hold in memory; the rest lies in its file."""
FOLDED_AT_ONCE = 500
"""Texts folded at a time."""
REST = 10.0
"""While a run adds parts, the tables are made anew after so many times the duration of making them."""
FAREWELL = 5.0
"""Seconds that closing waits for work in the background, which may be reading the tables."""

_COPIES = {
    "documents": "id",
    "events": "document_id, trigger.start, id",
    "ties": "document_id, cue.start, id",
    "labels": "document_id, label.start, id",
    "set_aside": "source, document_id",
}
"""The tables of a workspace, each with its order."""
_TABLES = """
CREATE OR REPLACE TABLE events AS
    SELECT e.*, d.outlet AS _outlet, coalesce(nullif(e.event_date, ''), left(d.published, 10)) AS _date
    FROM events e JOIN documents d ON d.id = e.document_id
    ORDER BY _date, e.document_id, e.trigger.start, e.id;
CREATE TABLE parties AS
    SELECT id AS event_id, _date, side, p.actor_id, p.text, p.code, p.name.ar AS name_ar, p.name.en AS name_en
    FROM (
        SELECT id, _date, 'actor' AS side, unnest(actors) AS p FROM events
        UNION ALL SELECT id, _date, 'recipient', unnest(recipients) FROM events
    );
CREATE TABLE actors AS
    SELECT actor_id, min(name_ar) AS name_ar, min(name_en) AS name_en, mode(code ORDER BY code) AS code,
        count(DISTINCT event_id) AS events,
        count(DISTINCT event_id) FILTER (side = 'actor') AS acted,
        count(DISTINCT event_id) FILTER (side = 'recipient') AS received,
        min(nullif(_date, '')) AS first, max(nullif(_date, '')) AS last
    FROM parties WHERE actor_id IS NOT NULL GROUP BY actor_id ORDER BY events DESC, actor_id;
CREATE TABLE dyads AS
    WITH pairs AS (
        SELECT DISTINCT event_id, a.actor_id AS acting, r.actor_id AS receiving
        FROM parties a JOIN parties r USING (event_id)
        WHERE a.side = 'actor' AND r.side = 'recipient' AND a.actor_id <> r.actor_id
    ), told AS (
        SELECT p.*, least(acting, receiving) AS one, greatest(acting, receiving) AS other, e._date,
            e.quad_class, e.intensity, e.status = 'asserted' AS asserted
        FROM pairs p JOIN events e ON e.id = p.event_id
    )
    SELECT one, other, count(DISTINCT event_id) AS events,
        count(DISTINCT event_id) FILTER (acting = one) AS one_acts,
        count(DISTINCT event_id) FILTER (acting = other) AS other_acts,
        count(DISTINCT event_id) FILTER (asserted AND quad_class <= 2) AS cooperation,
        count(DISTINCT event_id) FILTER (asserted AND quad_class >= 3) AS conflict,
        round(avg(intensity) FILTER (asserted), 2) AS intensity,
        min(nullif(_date, '')) AS first, max(nullif(_date, '')) AS last
    FROM told GROUP BY one, other ORDER BY events DESC, one, other;
CREATE TABLE found AS
    SELECT document_id, count(*) FILTER (kind = 'e') AS events, count(*) FILTER (kind = 't') AS ties,
        count(*) FILTER (kind = 'l') AS labels
    FROM (
        SELECT document_id, 'e' AS kind FROM events UNION ALL SELECT document_id, 't' FROM ties
        UNION ALL SELECT document_id, 'l' FROM labels
    ) GROUP BY document_id;
CREATE TABLE folded (document_id VARCHAR, body VARCHAR);
"""


@dataclass(frozen=True, slots=True)
class State:
    """A workspace at one state of its ledger, ready to be asked from several threads."""

    name: str
    """The folder's name."""
    digest: str
    """First hexadecimal digits of the SHA-256 of the ledger: the same digits, the same data."""
    coder: str
    counts: Counts
    units: int
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    analysis: Analysis = field(repr=False)
    """The workspace asked for measures and stories; only within `later`, where nothing else asks it."""
    jobs: Jobs = field(repr=False)
    _made: dict[str, Any] = field(default_factory=dict, repr=False)

    def ask(self, sql: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of an answer. Values are bound, never pasted into the SQL."""
        return self.table(sql, values).to_pylist()

    def table(self, sql: str, values: Mapping[str, Any] | None = None) -> pa.Table:
        """The answer as an Arrow table."""
        with self.cursor() as cursor:
            found: pa.Table = cursor.sql(sql, params=dict(values) if values else None).to_arrow_table()
        return found

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor over the tables, for one thread."""
        with self.connection.cursor() as cursor:
            cursor.execute("USE web")
            yield cursor

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this state."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

    def later(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this state in the background.

        Raises: NotReady while that goes on.
        """
        return self.jobs.result(name, make)


class Library:
    """A workspace that may grow while it is served.

    Raises: WorkspaceError if the folder is none, or is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.workspace = Workspace.open(path)
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="musnad-web-")))
        self._lock, self._gate = threading.Lock(), threading.Lock()
        self._number = 0
        self._older: ExitStack | None = None
        self._current: ExitStack | None = None
        self._rested_at = 0.0
        try:
            self._mark = self._ledger_mark()
            self.latest = self._make()
            """The newest state that is ready, without looking whether the workspace has grown."""
        except BaseException:
            self._stack.close()
            raise

    def state(self) -> State:
        """The newest state that is ready. Who comes while a newer one is made gets the older."""
        grown = time.monotonic() >= self._rested_at and self._ledger_mark() != self._mark
        if grown and self._lock.acquire(blocking=False):
            try:
                mark = self._ledger_mark()  # before reading: what is added meanwhile is seen next time
                self.latest = self._make()
                self._mark = mark
            finally:
                self._lock.release()
        return self.latest

    def close(self) -> None:
        """Closes the tables and removes their folder."""
        self.latest.jobs.end(FAREWELL)
        for stack in (self._older, self._current):
            if stack is not None:
                stack.close()
        self._stack.close()

    def _ledger_mark(self) -> tuple[int, int]:
        try:
            found = (self.workspace.path / LEDGER).stat()
        except FileNotFoundError:
            return 0, 0  # reading it says what is wrong
        return found.st_size, found.st_mtime_ns

    def _make(self) -> State:
        begun = time.monotonic()
        workspace, stack = self.workspace, ExitStack()
        entries = workspace.entries()
        files = {table: workspace.files(table, entries) for table in TABLES}
        self._number += 1
        place = self._folder / f"{self._number}.duckdb"
        try:
            stack.callback(place.unlink, missing_ok=True)
            connection = stack.enter_context(connected(files))
            _fill(connection, place)
        except BaseException:
            stack.close()
            raise
        if self._older is not None:  # nobody asks the one before the last any more
            self._older.close()
        self._older, self._current = self._current, stack
        self._rested_at = time.monotonic() + REST * (time.monotonic() - begun)
        lines = "".join(sorted(digest for entry in entries for digest in entry.files.values()))
        return State(
            workspace.path.resolve().name,
            hashlib.sha256(lines.encode()).hexdigest()[:12],
            workspace.manifest().coder,
            sum((entry.counts for entry in entries), Counts()),
            sum(len(entry.units) for entry in entries),
            connection,
            Analysis.open(workspace.path),
            Jobs(self._gate),
        )


def _fill(connection: duckdb.DuckDBPyConnection, place: Path) -> None:
    """Makes the tables in a DuckDB file, then opens it for reading only and closes all other files."""
    quoted = str(place).replace("'", "''")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET temp_directory = '{quoted}.tmp'")
    connection.execute(f"ATTACH '{quoted}' AS web")
    for table, order in _COPIES.items():
        connection.execute(f"CREATE TABLE web.{table} AS SELECT * FROM {table} ORDER BY {order}")
        connection.unregister(table)  # a table without parts: its name would come before that of the copy
    connection.execute("USE web")
    connection.execute(_TABLES)
    source = connection.cursor()
    source.execute("USE web")
    source.execute("SELECT id, title || '\n' || text FROM documents ORDER BY id")
    while batch := source.fetchmany(FOLDED_AT_ONCE):
        rows = pa.table({"document_id": [id for id, _ in batch], "body": [fold(text) for _, text in batch]})
        connection.register("rows_folded", rows)
        connection.execute("INSERT INTO folded SELECT * FROM rows_folded")
        connection.unregister("rows_folded")
    source.close()
    connection.execute("USE memory")
    connection.execute("DETACH web")
    connection.execute(f"ATTACH '{quoted}' AS web (READ_ONLY)")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
