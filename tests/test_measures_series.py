"""Series of dyads and actors by day, week and month."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from musnad.errors import UsageError
from musnad.measures import EventTable, Scope, actor_series, dyad_series, read_events

DATA = Path(__file__).parent / "data" / "measures"


@pytest.fixture(scope="module")
def rift() -> EventTable:
    return read_events(DATA / "rift.csv")


def test_series_counts_reduced_events_of_both_directions() -> None:
    row = {"date": "2020-01-05", "actor": "a", "recipient": "b", "quad_class": 1, "intensity": 4.0}
    rows = [row, row, row | {"actor": "b", "recipient": "a", "quad_class": 4, "intensity": -9.0}]
    rows += [row | {"date": "2020-03-01", "quad_class": 0, "intensity": None}]
    table = EventTable.from_records(rows)
    found = dyad_series(table, "a", "b")
    assert found.counts.tolist() == [[0, 1, 0, 0, 1], [0] * 5, [1, 0, 0, 0, 0]]
    assert found.sums.tolist() == [-5.0, 0.0, 0.0]
    assert found.means[0] == -2.5 and np.isnan(found.means[1:]).all()
    assert found.value == -2.5 and found.n == 3
    directed = dyad_series(table, "a", "b", directed=True)
    assert directed.counts.tolist() == [[0, 1, 0, 0, 0], [0] * 5, [1, 0, 0, 0, 0]]
    assert actor_series(table, "a").counts.tolist() == found.counts.tolist()


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_series_of_every_unit_hold_the_same_events(rift: EventTable, unit: str) -> None:
    found = actor_series(rift, "Arda", unit)
    months = actor_series(rift, "Arda")
    assert found.counts.sum() == months.counts.sum() == found.n
    assert found.sums.sum() == pytest.approx(months.sums.sum())
    assert (found.value, found.interval, found.evidence) == (months.value, months.interval, months.evidence)
    assert found.interval is not None and found.value is not None
    assert found.interval[0] < found.value < found.interval[1]
    assert len(found.to_pandas()) == len(found.begins)


def test_series_of_a_period_and_scope(rift: EventTable) -> None:
    found = dyad_series(rift, "Arda", "Belos", since="2020-03-01", until="2020-04-30", scope=Scope(None))
    assert [str(day) for day in found.begins] == ["2020-03-01", "2020-04-01"]
    asserted = dyad_series(rift, "Arda", "Belos", since="2020-03-01", until="2020-04-30")
    assert found.n > asserted.n


def test_series_without_events_is_insufficient(rift: EventTable) -> None:
    found = dyad_series(rift, "Belos", "Erra")
    assert found.insufficient and found.value is None and found.reason == "no event between Belos and Erra"
    assert not found.counts.any() and len(found.begins) == 12
    assert dyad_series(rift, "Corin", "Belos", directed=True).reason == "no event from Corin to Belos"


def test_series_without_intensity_is_insufficient_but_counted() -> None:
    table = EventTable.from_records([{"date": "2020-01-05", "actor": "a", "recipient": "b", "quad_class": 1}])
    found = dyad_series(table, "a", "b")
    assert found.insufficient and "intensity" in found.reason and found.counts.sum() == 1
    with pytest.raises(UsageError, match="unit"):
        dyad_series(table, "a", "b", "fortnight")
