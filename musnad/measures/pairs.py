"""From events with several parties on each side to rows of one actor and one recipient.

Each actor of an event stands in a dyad with each recipient. Where all parties stand on one side (a meeting
without a host) and deal with each other, each two of them are a dyad. An event with one party alone gives a
row without a recipient, which the table counts as unpaired.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from .table import EventTable

MUTUAL = (1, 2)
"""Quad classes in which parties on one side deal with each other: who meets or agrees. Who attacks side by
side does not attack each other."""
CARRIED = (
    "event_id", "date", "event_type", "event_mode", "quad_class", "intensity", "status", "confidence",
    "source",
)  # fmt: skip
"""Columns that each row of an event repeats."""

_PAIRS = f"""
    WITH sided AS (
        SELECT *, list_distinct(list_filter(actors, lambda x: x <> '')) AS a,
            list_distinct(list_filter(recipients, lambda x: x <> '')) AS r,
            quad_class IN {MUTUAL} AND (len(a) = 0 OR len(r) = 0) AND len(a) + len(r) > 1 AS mutual
        FROM events
    )
    SELECT {", ".join(CARRIED)}, actor, recipient
    FROM (
        SELECT {", ".join(CARRIED)}, x.actor, y.recipient
        FROM sided,
            unnest(if(len(a) = 0, [''], a)) AS x(actor), unnest(if(len(r) = 0, [''], r)) AS y(recipient)
        WHERE NOT mutual
        UNION ALL
        SELECT {", ".join(CARRIED)}, x.actor, y.recipient
        FROM sided, unnest(list_concat(a, r)) AS x(actor), unnest(list_concat(a, r)) AS y(recipient)
        WHERE mutual AND x.actor < y.recipient
    )
    ORDER BY date, event_id, actor, recipient
"""


def paired(query: str, events: pa.Table) -> EventTable:
    """The event table of what an SQL query (DuckDB's dialect) makes of the view `given`: rows with the
    columns CARRIED and the lists `actors` and `recipients`.

    Raises: DataFileError if no event has a date.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "python_enable_replacements": False,
    }
    with duckdb.connect(":memory:", config=config) as connection:
        connection.register("given", events)
        connection.execute(f"CREATE TABLE events AS {query}")
        return EventTable.from_arrow(connection.sql(_PAIRS).to_arrow_table())
