"""The overview: what is in the workspace, from when to when, by whom, and who acts most."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

from ..answers import Answer, Asked
from ..chart import Column, columns, swatch
from ..listing import ACTOR_ROW, DYAD_ROW, DYAD_TABLES
from ..state import State
from .base import Page

MOST = 10
"""Rows of the short lists."""
MOST_DAYS, MOST_MONTHS = 62, 72
"""A longer period is shown by months, or by years."""
DIGITS = {"day": 10, "month": 7, "year": 4}
"""Length of a date that is known so exactly."""
QUADS = (1, 2, 3, 4)


def answer(asked: Asked) -> Answer:
    """The overview of the workspace."""
    data = asked.state.once("overview", lambda: _data(asked.state))
    names = {quad: asked.words(f"quad.{quad}") for quad in QUADS}
    drawn = [Column(row["period"], {quad: row[f"quad_{quad}"] for quad in QUADS}) for row in data["periods"]]
    chart = columns(drawn, names, asked.words("overview.chart"))
    shown = {"chart": chart, "quads": names, "swatches": {quad: swatch(quad) for quad in QUADS}}
    return Answer(asked.words("page.overview"), data, "periods", shown)


def _data(state: State) -> dict[str, Any]:
    period = state.ask("""
        SELECT coalesce(min(left(published, 10)), '') AS first, coalesce(max(left(published, 10)), '') AS last
        FROM documents WHERE published <> ''
    """)[0]
    unit, periods = _periods(state, period["first"], period["last"])
    placed = sum(row[f"quad_{quad}"] for row in periods for quad in QUADS)
    asserted = state.ask("SELECT count(*) AS n FROM events WHERE status = 'asserted'")[0]["n"]
    return {
        "account": dataclasses.asdict(state.counts),
        "published": period,
        "outlets": state.ask(
            "SELECT outlet, count(*) AS documents FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
        ),
        "types": state.ask("""
            SELECT event_type, quad_class, count(*) AS events FROM events
            GROUP BY 1, 2 ORDER BY events DESC, event_type
        """),
        "unit": unit,
        "periods": periods,
        "not_placed": asserted - placed,
        "actors": state.ask(f"SELECT {ACTOR_ROW} FROM actors ORDER BY events DESC, actor_id LIMIT {MOST}"),
        "dyads": state.ask(
            f"SELECT {DYAD_ROW} FROM {DYAD_TABLES} ORDER BY t.events DESC, one, other LIMIT {MOST}"
        ),
    }


def _periods(state: State, first: str, last: str) -> tuple[str, list[dict[str, Any]]]:
    """The asserted events of the period in which documents were published, by day, month or year and quad
    class; a period without events is there with zeros."""
    if not first:
        return "year", []
    one, other = _day(first), _day(last)
    months = (other.year - one.year) * 12 + other.month - one.month + 1
    if (other - one).days < MOST_DAYS:
        unit = "day"
        names = [(one + timedelta(days=n)).isoformat() for n in range((other - one).days + 1)]
    elif months <= MOST_MONTHS:
        unit = "month"
        starts = (one.year * 12 + one.month - 1 + n for n in range(months))
        names = [f"{n // 12:04}-{n % 12 + 1:02}" for n in starts]
    else:
        unit, names = "year", [f"{year:04}" for year in range(one.year, other.year + 1)]
    found = state.ask(
        """
        SELECT left(_date, $digits) AS period, quad_class, count(*) AS n FROM events
        WHERE status = 'asserted' AND length(_date) >= $digits GROUP BY 1, 2
        """,
        {"digits": DIGITS[unit]},
    )
    counts = {(row["period"], row["quad_class"]): row["n"] for row in found}
    rows = [{"period": p, **{f"quad_{quad}": counts.get((p, quad), 0) for quad in QUADS}} for p in names]
    return unit, rows


def _day(text: str) -> date:
    """The first day of a date of any precision."""
    return date.fromisoformat((text + "-01-01")[:10])


PAGE = Page("overview", answer)
