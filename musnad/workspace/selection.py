"""Asking a workspace: DuckDB views over its parts, filters of events, and results as Arrow, pandas, polars or
records.

Values of conditions are always bound as parameters, never pasted into SQL.
"""

from __future__ import annotations

import datetime
import importlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pyarrow as pa

from ..errors import EnvironmentFault, UsageError
from ..language.folding import fold
from ..records import STATUSES, TABLES, Event, arrow_schema, from_json

if TYPE_CHECKING:
    import duckdb
    import pandas  # type: ignore[import-untyped]
    import polars

R = TypeVar("R")
Files = Mapping[str, Sequence[Path]]
"""The parts of each table."""


@dataclass(frozen=True, slots=True)
class Selection(Generic[R]):
    """Rows of one table, ready to be handed over."""

    record: type[R]
    table: pa.Table

    def __len__(self) -> int:
        return self.table.num_rows

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table with the record's schema."""
        return self.table

    def pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame.

        Raises: EnvironmentFault if pandas is not installed.
        """
        with _extra("pandas"):
            importlib.import_module("pandas")  # Arrow would import it, and complain in other words
        return self.table.to_pandas()

    def polars(self) -> polars.DataFrame:
        """The rows as a polars data frame.

        Raises: EnvironmentFault if polars is not installed.
        """
        with _extra("polars"):
            import polars
        frame = polars.from_arrow(self.table)
        assert isinstance(frame, polars.DataFrame)  # a table, not a column, went in
        return frame

    def records(self) -> list[R]:
        """The rows as records."""
        return [from_json(self.record, row) for row in self.table.to_pylist()]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """The conditions that `Workspace.events` documents."""

    actor: str | None = None
    recipient: str | None = None
    dyad: tuple[str, str] | None = None
    event_type: str | Sequence[str] | None = None
    status: str | Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | Sequence[str] | None = None
    limit: int | None = None


def query(files: Files, sql: str) -> pa.Table:
    """The answer to an SQL query over the views.

    It can read the workspace's parts and no other file, nor anything from the network.

    Raises: UsageError for what is not one SELECT, or is one that DuckDB refuses.
    """
    import duckdb

    with connected(files) as connection, _refusals():
        kinds = [statement.type for statement in connection.extract_statements(sql)]
        if kinds != [duckdb.StatementType.SELECT]:  # others could write files
            raise UsageError("the query is not one SELECT statement", remedy="Ask with a single SELECT.")
        _confine(connection, files)
        return _ask(connection, sql)


def everything(files: Files, table: str, order: str) -> Selection[Any]:
    """All rows of a table, ordered by `order` (SQL, from this program)."""
    record = TABLES[table]
    with connected(files) as connection:
        rows = _ask(connection, f"SELECT * FROM {table} ORDER BY {order}")
    return Selection(record, rows.cast(arrow_schema(record)))


def events(files: Files, wanted: EventFilter) -> Selection[Event]:
    """The events that meet the conditions.

    Raises: UsageError for a malformed condition.
    """
    with connected(files) as connection:
        where, values = conditions(connection, wanted)
        # An event's own date, else its document's: "" sorts first and meets no bound.
        sql = f"""
            WITH dated AS (
                SELECT e.*, d.outlet AS _outlet,
                    coalesce(nullif(e.event_date, ''), left(d.published, 10)) AS _date
                FROM events e JOIN documents d ON d.id = e.document_id
            )
            SELECT * EXCLUDE (_outlet, _date) FROM dated {"WHERE " if where else ""}{" AND ".join(where)}
            ORDER BY _date, document_id, "trigger".start, id
        """
        if wanted.limit is not None:
            if wanted.limit < 0:
                raise UsageError(f"limit is {wanted.limit}; it cannot be negative")
            sql, values["limit"] = f"{sql} LIMIT $limit", wanted.limit
        rows = _ask(connection, sql, values)
    return Selection(Event, rows.cast(arrow_schema(Event)))


@contextmanager
def connected(files: Files) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection in memory with a view for each table."""
    import duckdb

    # No network, and no variable of the caller's read as if it were a table.
    with duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "python_enable_replacements": False}
    ) as connection:
        for table, record in TABLES.items():
            if files[table]:
                parts = ", ".join(map(_quoted, files[table]))
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{parts}])")
            else:
                connection.register(table, arrow_schema(record).empty_table())
        yield connection


def _confine(connection: duckdb.DuckDBPyConnection, files: Files) -> None:
    """Lets SQL from here on read only the folders of the parts, and change no setting."""
    folders = {path.parent for paths in files.values() for path in paths}
    # As they are, and as the views spell them.
    listed = ", ".join(sorted({name for f in folders for name in (_string(str(f)), _quoted(f))}))
    connection.execute(f"SET allowed_directories = [{listed}]")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")


def _quoted(path: Path) -> str:
    """A path as an SQL string that read_parquet takes literally, not as a pattern."""
    literal = re.sub(r"([*?\[])", r"[\1]", str(path))
    return _string(literal)


def _string(text: str) -> str:
    """A text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _ask(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any] | None = None
) -> pa.Table:
    table: pa.Table = connection.sql(sql, params=dict(values) if values else None).to_arrow_table()
    return table


@contextmanager
def _refusals() -> Iterator[None]:
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        remedy = "The views are documents, events, ties, labels and set_aside."
        raise UsageError(f"the query failed: {error}", remedy=remedy) from error


def conditions(
    connection: duckdb.DuckDBPyConnection, wanted: EventFilter
) -> tuple[list[str], dict[str, Any]]:
    """The conditions in SQL and the values to bind in them, over `events` with the columns _outlet (who
    published it) and _date (the event's own date, else its document's, else "").

    Raises: UsageError for a malformed condition.
    """
    where: list[str] = []
    values: dict[str, Any] = {}

    def party(side: str, name: str, value: str) -> str:
        values[name] = value
        if re.fullmatch("[A-Z]{3}", value):
            named = f"split_part(p.code, ' ', 1) = ${name}"
        else:
            named = f"list_has_any([p.text, p.name.ar, p.name.en], ${name}_names)"
            values[name + "_names"] = _names_with(connection, side, value)
        return f"len(list_filter({side}, lambda p: p.actor_id = ${name} OR {named})) > 0"

    if wanted.actor is not None:
        where.append(party("actors", "actor", wanted.actor))
    if wanted.recipient is not None:
        where.append(party("recipients", "recipient", wanted.recipient))
    if wanted.dyad is not None:
        one, other = wanted.dyad
        there = f"{party('actors', 'one_acts', one)} AND {party('recipients', 'other_receives', other)}"
        back = f"{party('actors', 'other_acts', other)} AND {party('recipients', 'one_receives', one)}"
        where.append(f"(({there}) OR ({back}))")
    for column, choice in (
        ("event_type", wanted.event_type),
        ("status", wanted.status),
        ("_outlet", wanted.outlet),
    ):
        if choice is not None:
            values[column] = [choice] if isinstance(choice, str) else list(choice)
            where.append(f"list_contains(${column}, {column})")
    for unknown in set(values.get("status", ())) - set(STATUSES):
        raise UsageError(f"there is no status '{unknown}'", remedy=f"Statuses: {', '.join(STATUSES)}.")
    for name, comparison, date in (("since", ">=", wanted.since), ("until", "<=", wanted.until)):
        if date is not None:
            values[name] = _checked_date(name, date)
            # Compared as far as both are known: 2015-07 may lie on either side of 2015-07-10.
            known = f"left(_date, length(${name})) {comparison} left(${name}, length(_date))"
            where.append(f"(_date <> '' AND {known})")
    return where, values


def _names_with(connection: duckdb.DuckDBPyConnection, side: str, value: str) -> list[str]:
    """The participants' words and names on one side that contain the value, both folded.

    Folded here once for each distinct string, not by DuckDB for each row.
    """
    folded = fold(value).strip()
    if not folded:
        raise UsageError("the name of an actor or recipient is empty")
    sql = f"""
        SELECT DISTINCT unnest([p.text, p.name.ar, p.name.en])
        FROM (SELECT unnest({side}) AS p FROM events)
    """
    return [name for (name,) in connection.execute(sql).fetchall() if name and folded in fold(name)]


def _checked_date(name: str, date: str) -> str:
    try:
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", date):
            raise ValueError(date)
        datetime.date.fromisoformat((date + "-01-01")[:10])
    except ValueError:
        raise UsageError(f"{name} is '{date}'", remedy="Write YYYY, YYYY-MM or YYYY-MM-DD.") from None
    return date


@contextmanager
def _extra(name: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise EnvironmentFault(f"{name} is not installed", remedy=f"pip install musnad[{name}]") from error
