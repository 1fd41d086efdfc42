"""Results of measures as charts."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from typing import Any

import numpy as np
import pytest

from musnad.errors import UsageError
from musnad.measures import (
    EventTable,
    NamingSeries,
    Result,
    alignment,
    alignment_path,
    camps,
    dyad_series,
    event_influence,
    fit_decay,
    isolation,
    preference,
    preferences,
    recognition,
    turning_points,
)

START = datetime.date(2020, 1, 1)


def table() -> EventTable:
    """a is with b and against c, b against c; every fourth day, 240 days; c turns to a after that."""
    rows = []
    for n in range(0, 400, 4):
        late = n >= 240
        for pair, quad in (("ab", 1), ("ac", 2 if late else 4), ("bc", 4)):
            rows.append(
                {
                    "date": (START + datetime.timedelta(n)).isoformat(),
                    "actor": pair[0],
                    "recipient": pair[1],
                    "quad_class": quad,
                    "event_type": "CONSULT",
                    "event_mode": "visit",
                    "event_id": f"{pair}{n}",
                    "source": "x" if n % 8 else "y",
                }
            )
    return EventTable.from_records(rows)


EVENTS = table()
NAMED = NamingSeries(
    actor="a",
    outlet=None,
    unit="month",
    begins=tuple(datetime.date(2020, month, 1) for month in (1, 2, 3)),
    expressions=("المشير <b>", "مليشيات", "c", "d", "e"),
    counts=np.array([[3, 1, 0, 0, 0], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1]]),
    shares=np.array([[0.75, 0.25, 0, 0, 0], [np.nan] * 5, [0.2] * 5]),
    low=np.zeros((3, 5)),
    high=np.ones((3, 5)),
    n=9,
    undated=0,
    evidence=(),
)


def results() -> dict[str, Any]:
    return {
        "alignment": alignment(EVENTS, "a", "b"),
        "nothing": alignment(EVENTS, "a", "z"),
        "path": alignment_path(EVENTS, "a", "b", "2019-12-01", "2020-12-01"),
        "isolation": isolation(EVENTS, "a", ["b", "c"]),
        "preference": preference(EVENTS, "c", "b", "a"),
        "preferences": preferences(EVENTS, ["c"], "b", "a"),
        "recognition": recognition(EVENTS, "a", ["b", "c"]),
        "camps": camps(EVENTS, ["a", "b", "c"]),
        "series": dyad_series(EVENTS, "a", "b"),
        "influence": event_influence(EVENTS, "a", "b"),
        "turning": turning_points(EVENTS, "a", "c", unit="week"),
        "naming": NAMED,
    }


@pytest.mark.parametrize("name", results())
def test_every_result_has_a_chart_in_both_languages(name: str) -> None:
    result = results()[name]
    english, arabic = result.plot(), result.plot("ar", {"a": "مصر"})
    assert ET.fromstring(english.svg).get("lang") == "en"
    assert ET.fromstring(arabic.svg).get("lang") == "ar"
    assert english.title != arabic.title


def test_actors_are_called_by_the_names_given() -> None:
    assert "Egypt" in alignment(EVENTS, "a", "b").plot(names={"a": "Egypt"}).title
    assert "مصر" in isolation(EVENTS, "a", ["b", "c"]).plot("ar", {"b": "مصر"}).svg


def test_naming_shows_the_most_used_expressions_and_a_gap() -> None:
    texts = "".join(ET.fromstring(NAMED.plot().svg).itertext())
    assert "المشير <b>" in texts and "مليشيات" in texts
    assert len([line for line in NAMED.rows() if line["words"] == "e"]) == 2
    assert "e" not in [one.text for one in ET.fromstring(NAMED.plot().svg).iter() if one.text]


def test_turning_point_shows_before_and_after() -> None:
    found = turning_points(EVENTS, "a", "c", unit="week")
    assert found.points
    assert found.points[0].date.isoformat() in found.plot().svg


def test_unknown_language_and_result_without_chart_are_refused() -> None:
    with pytest.raises(UsageError, match="language 'fr'"):
        alignment(EVENTS, "a", "b").plot("fr")
    fitted: Result = fit_decay(EVENTS)
    with pytest.raises(UsageError, match="no chart of DecayFit"):
        fitted.plot()
