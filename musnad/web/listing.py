"""The lists that pages and the REST interface share: events, documents, actors, dyads, each page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ..exports import rows
from ..exports.events import PROVENANCE, SENTENCE_TEXT
from ..exports.events import schema as event_schema
from ..language.folding import fold
from ..records import Document, Event, fields_of
from ..workspace.selection import EventFilter, conditions
from . import cursor
from .errors import BadQuery
from .query import Query
from .state import State

SENTENCE = 'substring(d.text, e.sentence."start" + 1, e.sentence."end" - e.sentence."start")'
"""The words of an event's sentence, from events `e` and documents `d`."""
EVENT_ROW = f"""
    {", ".join(f'e."{field.name}"' for field in fields_of(Event))}, {", ".join(f"d.{n}" for n in PROVENANCE)},
    {SENTENCE} AS {SENTENCE_TEXT}
"""
"""The columns of an event as exports have them, from events `e` and documents `d`."""
_EVENT_KEY = '(_date, document_id, "trigger"."start", id)'
_DOCUMENT = ", ".join(f"d.{f.name}" for f in fields_of(Document) if f.name not in ("text", "headings"))
DOCUMENT_ROW = f"""
    {_DOCUMENT}, coalesce(f.events, 0) AS events, coalesce(f.ties, 0) AS ties, coalesce(f.labels, 0) AS labels
"""
"""The columns of a document in a list, from documents `d` and the counts `f` of what was found."""
DOCUMENT_TABLES = "documents d LEFT JOIN found f ON f.document_id = d.id"
ACTOR_ROW = """
    actor_id, {'ar': name_ar, 'en': name_en} AS name, code, events, acted, received,
    coalesce(first, '') AS first, coalesce(last, '') AS last
"""
DYAD_ROW = """
    one, {'ar': a.name_ar, 'en': a.name_en} AS one_name,
    other, {'ar': b.name_ar, 'en': b.name_en} AS other_name,
    t.events, one_acts, other_acts, cooperation, conflict, intensity,
    coalesce(t.first, '') AS first, coalesce(t.last, '') AS last
"""
DYAD_TABLES = "dyads t JOIN actors a ON a.actor_id = t.one JOIN actors b ON b.actor_id = t.other"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list."""

    items: Sequence[Mapping[str, Any]]
    total: int
    """Rows of the whole list."""
    next: str | None
    """The cursor of the next page; None on the last one."""
    table: pa.Table | None = None
    """The items as exports take them; events only."""

    def data(self) -> dict[str, Any]:
        """What the `.json` twin and the REST interface give."""
        return {"items": list(self.items), "total": self.total, "next": self.next}


def event_filter(query: Query) -> EventFilter:
    """The conditions on events that a query has.

    Raises: BadQuery if a dyad has not two parties.
    """
    dyad = query.many("dyad")
    if len(dyad) not in (0, 2):
        raise BadQuery(f"'dyad' is given {len(dyad)} times", remedy="Give it twice, once for each party.")
    return EventFilter(
        query.one("actor"),
        query.one("recipient"),
        (dyad[0], dyad[1]) if dyad else None,
        query.many("type") or None,
        query.many("status") or None,
        query.one("since"),
        query.one("until"),
        query.many("outlet") or None,
    )


def events(state: State, query: Query) -> Found:
    """The events that meet the conditions, by date, then document and place in the text.

    Raises: UsageError for a malformed condition.
    """
    wanted = event_filter(query)
    with state.cursor() as connection:
        where, values = conditions(connection, wanted)
        meets = " AND ".join(where) or "true"
        counted = f"SELECT count(*) FROM events WHERE {meets}"
        total = connection.sql(counted, params=values or None).fetchall()[0][0]
        if (after := query.one("cursor")) is not None:
            date, document, start, id = cursor.decode(after, (str, str, int, str))
            values |= {"_date": date, "_document": document, "_start": start, "_id": id}
            meets = f"({meets}) AND {_EVENT_KEY} > ($_date, $_document, $_start, $_id)"
        values["_rows"] = query.rows() + 1
        # The narrow rows are sorted and cut first: the wide ones are read for those of the page alone.
        sql = f"""
            WITH page AS (SELECT id FROM events WHERE {meets} ORDER BY {_EVENT_KEY} LIMIT $_rows)
            SELECT {EVENT_ROW}, e._date FROM events e JOIN documents d ON d.id = e.document_id
            WHERE e.id IN (SELECT id FROM page) ORDER BY e._date, e.document_id, e."trigger"."start", e.id
        """
        found = connection.sql(sql, params=values).to_arrow_table()
    shown, more = found.slice(0, query.rows()), found.num_rows > query.rows()
    table = shown.drop_columns(["_date"]).cast(event_schema())
    items = list(rows(table))
    after = None
    if more:
        last, date = items[-1], shown["_date"][-1].as_py()
        after = cursor.encode((date, last["document_id"], last["trigger"]["start"], last["id"]))
    return Found(items, total, after, table)


def event(state: State, id: str) -> dict[str, Any] | None:
    """An event by its id, as a row of the list; None if there is none."""
    sql = f"SELECT {EVENT_ROW} FROM events e JOIN documents d ON d.id = e.document_id WHERE e.id = $id"
    found = list(rows(state.table(sql, {"id": id}).cast(event_schema())))
    return found[0] if found else None


def documents(state: State, query: Query) -> Found:
    """The documents of outlets and a period, by publication date and id; without their texts."""
    values: dict[str, Any] = {}
    where = ["true"]
    if outlets := query.many("outlet"):
        values["outlets"] = list(outlets)
        where.append("list_contains($outlets, outlet)")
    wanted = EventFilter(since=query.one("since"), until=query.one("until"))
    with state.cursor() as connection:
        dated, bound = conditions(connection, wanted)
    values |= bound
    where += [condition.replace("_date", "left(published, 10)") for condition in dated]
    return _page(
        state,
        f"SELECT {DOCUMENT_ROW} FROM {DOCUMENT_TABLES}",
        " AND ".join(where),
        values,
        query,
        key=("published", "id"),
        kinds=(str, str),
    )


def actors(state: State, query: Query) -> Found:
    """The actors that were recognised, the most frequent first.

    Raises: UsageError for a malformed cursor.
    """
    values: dict[str, Any] = {}
    where = "true"
    if name := query.one("q"):
        values["ids"] = actors_called(state, name)
        where = "list_contains($ids, actor_id)"
    sql = f"SELECT {ACTOR_ROW}, -events AS rank FROM actors"
    return _page(state, sql, where, values, query, key=("rank", "actor_id"), kinds=(int, str))


def actors_called(state: State, name: str) -> list[str]:
    """The ids of actors whose id is the name, or whose name in either language contains it, folded."""
    names = state.once(
        "names",
        lambda: [
            (row["actor_id"], fold(f"{row['name_ar']}\n{row['name_en']}"))
            for row in state.ask("SELECT actor_id, name_ar, name_en FROM actors")
        ],
    )
    folded = fold(name).strip()
    return [id for id, both in names if id == name or (folded and folded in both)]


def dyads(state: State, query: Query) -> Found:
    """The pairs of actors of which one acted on the other, the most frequent first."""
    values: dict[str, Any] = {}
    where = "true"
    if name := query.one("actor"):
        values["ids"] = actors_called(state, name)
        where = "(list_contains($ids, one) OR list_contains($ids, other))"
    sql = f"SELECT {DYAD_ROW}, -t.events AS rank FROM {DYAD_TABLES}"
    return _page(state, sql, where, values, query, key=("rank", "one", "other"), kinds=(int, str, str))


def aside(state: State, query: Query) -> Found:
    """The documents that were set aside, by source."""
    where = "list_contains($outcomes, outcome)" if query.many("outcome") else "true"
    values = {"outcomes": list(query.many("outcome"))} if query.many("outcome") else {}
    sql = "SELECT source, document_id, outcome, code, reason FROM set_aside"
    key = ("source", "document_id", "reason")
    return _page(state, sql, where, values, query, key=key, kinds=(str, str, str))


def _page(
    state: State,
    sql: str,
    where: str,
    values: Mapping[str, Any],
    query: Query,
    *,
    key: tuple[str, ...],
    kinds: tuple[type, ...],
) -> Found:
    """The rows of a SELECT that meet a condition, from the query's cursor on. `key` names columns of it that
    tell rows apart and order them; "rank", which is only for that, is not among the items."""
    bound = dict(values)
    total = state.ask(f"SELECT count(*) AS n FROM ({sql} WHERE {where})", bound)[0]["n"]
    after = "true"
    if (at := query.one("cursor")) is not None:
        last = cursor.decode(at, kinds)
        bound |= {f"_after_{number}": value for number, value in enumerate(last)}
        after = f"({', '.join(key)}) > ({', '.join(f'$_after_{n}' for n in range(len(key)))})"
    bound["_rows"] = query.rows() + 1
    columns = ", ".join(key)
    found = state.ask(
        f"SELECT * FROM ({sql} WHERE {where}) WHERE {after} ORDER BY {columns} LIMIT $_rows", bound
    )
    items, more = found[: query.rows()], len(found) > query.rows()
    next = cursor.encode(tuple(items[-1][column] for column in key)) if more else None
    for item in items:
        item.pop("rank", None)
    return Found(items, total, next)
