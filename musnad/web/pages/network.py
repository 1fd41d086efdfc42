"""The signed network: who cooperates and who fights, period by period, in which camps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ... import measures
from ...measures import EventTable
from ...ontology import EVENT_TYPES
from ...records import STATUSES
from ...workspace.selection import EventFilter, conditions
from ..answers import Answer, Asked
from ..errors import BadQuery
from ..jobs import NotReady
from ..layout import placed
from ..query import Parameter, Query
from ..settings import MAX_PAGE_ROWS
from ..state import State
from .base import Page

FILTERS = (
    Parameter("at", "only this month or year: one of `periods`"),
    Parameter("type", "PLOVER event type", choices=tuple(EVENT_TYPES), repeated=True),
    Parameter("status", "status; asserted if it is left out", choices=STATUSES, repeated=True),
    Parameter("outlet", "who published it", repeated=True),
    Parameter("since", "YYYY, YYYY-MM or YYYY-MM-DD, included", "date"),
    Parameter("until", "likewise", "date"),
    Parameter("limit", f"actors, those with most events, 1 to {MAX_PAGE_ROWS}; else 50", "number"),
)
MOST_PERIODS = 60
"""Months, else years; of more years the last ones."""
MOST_IN_CAMPS = 24
"""Actors that are divided into camps: those with most events."""
LABELLED = 45
"""Nodes whose name is printed; the others have it as a title."""
WIDTH, HEIGHT, MARGIN = 900, 620, 40
"""User units of the drawing, and what stays free at its edges."""
_PAIRS = """
    WITH kept AS (SELECT id, _date, quad_class FROM events WHERE {meets}),
    pairs AS (
        SELECT DISTINCT k.id, k._date, k.quad_class, least(a.actor_id, r.actor_id) AS one,
            greatest(a.actor_id, r.actor_id) AS other
        FROM kept k
        JOIN parties a ON a.event_id = k.id AND a.side = 'actor' AND a.actor_id IS NOT NULL
        JOIN parties r ON r.event_id = k.id AND r.side = 'recipient' AND r.actor_id IS NOT NULL
        WHERE a.actor_id <> r.actor_id
    )
"""
_BY_MONTH = """
    SELECT one, other, left(_date, 7) AS month, count(*) FILTER (quad_class <= 2) AS cooperation,
        count(*) FILTER (quad_class >= 3) AS conflict
    FROM pairs GROUP BY ALL ORDER BY ALL
"""
_BY_DAY = """
    SELECT _date AS date, one AS actor, other AS recipient, quad_class, id AS event_id FROM pairs
    WHERE length(_date) = 10 AND list_contains($_ids, one) AND list_contains($_ids, other) ORDER BY ALL
"""


def answer(asked: Asked) -> Answer:
    """The network of the events that meet the conditions.

    Raises: BadQuery for a period that is not among the network's.
    """
    state, query = asked.state, asked.query
    data = network(state, query)
    ids = [node["id"] for node in data["nodes"][:MOST_IN_CAMPS]]
    data["camps"] = _camps(state, query, ids)
    camp = {id: n for n, members in enumerate(data["camps"] or ()) for id in members}
    outlets = state.once(
        "outlets", lambda: state.ask("SELECT DISTINCT outlet FROM documents ORDER BY outlet")
    )
    shown = {
        "camp": camp,
        "names": {node["id"]: node["name"] for node in data["nodes"]},
        "places": _places(data),
        "labelled": LABELLED,
        "size": (WIDTH, HEIGHT),
        "thickness": thickness,
        "sparse": sparse,
        "outlets": [row["outlet"] for row in outlets],
    }
    return Answer(asked.words("page.network"), data, "ties", shown)


def network(state: State, query: Query) -> dict[str, Any]:
    """The actors with most events, and for each two of them their events of cooperation and conflict in every
    period, and in the one that is asked for."""
    rows = _asked(state, query, _BY_MONTH)
    counts: dict[str, int] = {}
    for row in rows:
        for id in (row["one"], row["other"]):
            counts[id] = counts.get(id, 0) + row["cooperation"] + row["conflict"]
    kept = sorted(counts, key=lambda id: (-counts[id], id))[: query.rows()]
    unit, periods = _periods(row["month"] for row in rows)
    at = query.one("at")
    if at is not None and at not in periods:
        raise BadQuery(f"'{at[:20]}' is no period of this network", remedy="Take one of `periods`.")
    among, place = set(kept), {period: n for n, period in enumerate(periods)}
    ties: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        pair = (row["one"], row["other"])
        if not among.issuperset(pair):
            continue
        empty = {"one": pair[0], "other": pair[1], "cooperation": 0, "conflict": 0, "periods": {}}
        tie = ties.setdefault(pair, empty)
        period = row["month"] if unit == "month" else row["month"][:4]
        if at is None or period == at:
            tie["cooperation"] += row["cooperation"]
            tie["conflict"] += row["conflict"]
        if period in place:
            plus, minus = tie["periods"].get(period, (0, 0))
            tie["periods"][period] = (plus + row["cooperation"], minus + row["conflict"])
    names = _names(state, kept)
    return {
        "unit": unit,
        "periods": periods,
        "at": at,
        "actors": len(counts),
        "nodes": [{"id": id, "name": names[id], "events": counts[id]} for id in kept],
        "ties": [_tie(tie) for tie in sorted(ties.values(), key=_rank)],
    }


def _rank(tie: dict[str, Any]) -> tuple[int, str, str]:
    return -tie["cooperation"] - tie["conflict"], tie["one"], tie["other"]


def _tie(tie: dict[str, Any]) -> dict[str, Any]:
    periods = tie["periods"].items()
    return tie | {"periods": [{"period": p, "cooperation": c, "conflict": f} for p, (c, f) in periods]}


def _asked(state: State, query: Query, sql: str, **values: Any) -> list[dict[str, Any]]:
    wanted = EventFilter(
        event_type=query.many("type") or None,
        status=query.many("status") or ("asserted",),
        since=query.one("since"),
        until=query.one("until"),
        outlet=query.many("outlet") or None,
    )
    with state.cursor() as connection:
        where, bound = conditions(connection, wanted)
        text = _PAIRS.format(meets=" AND ".join(where) or "true") + sql
        found: list[dict[str, Any]] = (
            connection.sql(text, params=bound | values or None).to_arrow_table().to_pylist()
        )
    return found


def _periods(months: Iterable[str]) -> tuple[str, list[str]]:
    """The months from the first to the last, or the years where those are too many."""
    known = sorted({month for month in months if len(month) == 7})
    if not known:
        return "year", []
    first, last = (int(end[:4]) * 12 + int(end[5:]) - 1 for end in (known[0], known[-1]))
    if last - first < MOST_PERIODS:
        return "month", [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
    years = range(first // 12, last // 12 + 1)
    return "year", [f"{year:04}" for year in years][-MOST_PERIODS:]


def _names(state: State, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    sql = "SELECT actor_id, name_ar, name_en FROM actors WHERE list_contains($ids, actor_id)"
    return {
        row["actor_id"]: {"ar": row["name_ar"] or "", "en": row["name_en"] or ""}
        for row in state.ask(sql, {"ids": list(ids)})
    }


def _camps(state: State, query: Query, ids: Sequence[str]) -> list[list[str]] | None:
    """Who stands with whom; None while that is being worked out, no camps where there are too few ties."""

    def make() -> list[list[str]]:
        rows = _asked(state, query, _BY_DAY, _ids=list(ids))
        if len(ids) < 3 or not rows:
            return []
        table = EventTable.from_records(row | {"status": "asserted"} for row in rows)
        found = measures.camps(table, ids)
        return [list(camp) for camp in found.camps]

    try:
        return state.later(f"camps {sorted(query.pairs('at'))!r}", make)
    except NotReady:
        return None


def _places(data: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Where each node stands. It is the same for every period: ties of the whole time hold it there."""
    number = {node["id"]: n for n, node in enumerate(data["nodes"])}
    sums = [
        (
            number[tie["one"]],
            number[tie["other"]],
            sum(period["cooperation"] for period in tie["periods"]),
            sum(period["conflict"] for period in tie["periods"]),
        )
        for tie in data["ties"]
    ]
    columns = np.array(sums, dtype=np.float64).reshape(-1, 4)
    at = placed(len(number), columns[:, :2].astype(np.int64), columns[:, 2], columns[:, 3])
    width, height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return {
        id: (round(MARGIN + float(at[n, 0]) * width, 1), round(MARGIN + float(at[n, 1]) * height, 1))
        for id, n in number.items()
    }


def thickness(events: int) -> float:
    """How thick the line of a tie of so many events is, in user units."""
    return round(0.6 + 1.1 * math.log1p(events), 2)


def sparse(tie: dict[str, Any], periods: Sequence[str]) -> str:
    """The events of a tie for the script: "3:2:1" are 2 of cooperation and 1 of conflict in the fourth
    period."""
    place = {period: n for n, period in enumerate(periods)}
    return " ".join(f"{place[p['period']]}:{p['cooperation']}:{p['conflict']}" for p in tie["periods"])


PAGE = Page("network", answer, FILTERS)
