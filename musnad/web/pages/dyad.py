"""Two actors: how they stand to each other day by day, when that turned, and what they did by sentence."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Any

from ...analysis import Analysis
from ...analysis.dyad import Dyad
from ...charts import Bar, Chart, Line, Mark, bar_chart, line_chart
from ...measures import ASSERTED, TurningPoint
from ..answers import Answer, Asked
from ..measuring import later, measured, named, paged, plain
from ..messages import Words
from ..query import PAGING, Parameter
from ..state import State
from .base import Page

FILTERS = (
    Parameter("a", "one actor: by id, country or name, Arabic or English", required=True),
    Parameter("b", "the other; likewise", required=True),
)
MOST_DAYS = 400
"""Days of the path that are given, evenly apart, the last among them."""


def answer(asked: Asked) -> Answer:
    """What the two of a query do to each other.

    Raises: NotReady while it is being worked out; UsageError if a name means nobody, or several, or both mean
    the same.
    """
    query, words = asked.query, asked.words
    found = later(asked, "dyad", lambda state: _data(state, query.text("a"), query.text("b")))
    page = paged(found["evidence"], query)
    data = {**found, "evidence": page["items"], "total": page["total"], "next": page["next"]}
    one, other = (words.name(data[side]["name"], data[side]["id"]) for side in ("a", "b"))
    shown = {
        "path": _path_chart(data, words),
        "series": _series_chart(data, words),
        "around": {one["event_id"]: one for one in found["evidence"]},
    }
    return Answer(f"{one} {words('both')} {other}", data, "evidence", shown)


def _data(state: State, a: str, b: str) -> dict[str, Any]:
    workspace = state.analysis
    dyad = workspace.dyad(a, b)
    alignment = dyad.alignment()
    names = named(workspace, (dyad.a.id, dyad.b.id))
    turning = dyad.turning_points()
    return {
        "a": {"id": dyad.a.id, "name": names[dyad.a.id]},
        "b": {"id": dyad.b.id, "name": names[dyad.b.id]},
        "at": plain(alignment.at),
        "alignment": measured(alignment),
        "path": _path(workspace, dyad),
        "series": [
            {"month": row["begin"].isoformat()[:7], **{k: row[k] for k in row if k not in ("begin", "sum")}}
            for row in _months(dyad)
        ],
        "turning_points": {
            "reason": turning.reason,
            "unit": turning.bin,
            "points": [_point(point) for point in turning.points],
        },
        "evidence": workspace.evidence(dyad.evidence).rows(),
    }


def _months(dyad: Dyad) -> list[dict[str, Any]]:
    """The months of a dyad from the first to the last in which anything happened."""
    rows = dyad.series("month").rows()
    busy = [n for n, row in enumerate(rows) if not math.isnan(row["mean"])]
    kept = rows[busy[0] : busy[-1] + 1] if busy else []
    return [row | {"mean": plain(row["mean"])} for row in kept]


def _path(workspace: Analysis, dyad: Dyad) -> list[dict[str, Any]]:
    last = workspace.last_day()
    dates = dyad.table.between([dyad.a.id], [dyad.b.id]).dates(ASSERTED)
    if last is None or not len(dates):
        return []
    first = datetime.date(1970, 1, 1) + datetime.timedelta(int(dates.min()))
    if first > datetime.date.fromisoformat(last):
        return []
    rows = dyad.path(first).rows()
    step = -(-len(rows) // MOST_DAYS)
    return [plain(row) for row in rows[::-1][::step][::-1]]


def _point(point: TurningPoint) -> dict[str, Any]:
    return {
        "date": point.date.isoformat(),
        "channel": point.channel,
        "probability": plain(point.probability),
        "before": plain(point.before),
        "after": plain(point.after),
        "evidence": list(point.evidence),
    }


def _path_chart(data: Mapping[str, Any], words: Words) -> Chart | None:
    rows = data["path"]
    if not rows:
        return None
    days = [datetime.date.fromisoformat(row["date"]) for row in rows]
    marks = [
        Mark(datetime.date.fromisoformat(point["date"]), words(f"channel.{point['channel']}"))
        for point in data["turning_points"]["points"]
        if days[0].isoformat() <= point["date"] <= days[-1].isoformat()
    ]
    line = Line("", days, *([row[name] for row in rows] for name in ("value", "low", "high")))
    return line_chart(
        words("dyad.path"), words("alignment.scale"), [line], marks=marks, limits=(-1, 1), lang=words.lang
    )


def _series_chart(data: Mapping[str, Any], words: Words) -> Chart | None:
    bars = [
        Bar(
            datetime.date.fromisoformat(row["month"] + "-01"),
            row["verbal_cooperation"] + row["material_cooperation"],
            row["verbal_conflict"] + row["material_conflict"],
        )
        for row in data["series"]
    ]
    if not bars:
        return None
    sides = (words("dyads.cooperation"), words("dyads.conflict"))
    return bar_chart(words("dyad.series"), words("dyad.series"), bars, names=sides, lang=words.lang)


PAGE = Page("dyad", answer, FILTERS + PAGING, menu=False)
