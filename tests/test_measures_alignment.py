"""Alignment of a dyad: the formula, when it says nothing, and its properties."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from musnad.errors import UsageError
from musnad.measures import Decay, EventTable, Scope, alignment, alignment_path, read_events
from musnad.measures.alignment import MAX_WIDTH

DATA = Path(__file__).parent / "data" / "measures"


@pytest.fixture(scope="module")
def rift() -> EventTable:
    return read_events(DATA / "rift.csv")


def test_alignment_is_the_beta_posterior() -> None:
    row = {"date": "2020-01-01", "actor": "a", "recipient": "b", "intensity": 5.0}
    table = EventTable.from_records(
        [row | {"quad_class": 1}, row | {"quad_class": 2}, row | {"quad_class": 3}, row | {"quad_class": 0}]
    )
    found = alignment(table, "a", "b", at="2020-01-31", decay=Decay(30, 0.25))
    plus, minus = 2 * 0.5 / 0.25, 0.5 / 0.25
    assert (found.cooperation, found.conflict, found.engagement) == (plus, minus, plus + minus)
    assert found.value == pytest.approx(2 * (0.6 + plus) / (1 + plus + minus) - 1)
    low, high = 2 * stats.beta.ppf([0.05, 0.95], 0.6 + plus, 0.4 + minus) - 1
    assert found.interval == pytest.approx((low, high))
    assert found.n == 3 and not found.insufficient


def test_alignment_turns_with_the_rift(rift: EventTable) -> None:
    before, after = (alignment(rift, "Arda", "Belos", at=day) for day in ("2020-06-14", "2020-09-01"))
    assert before.value is not None and after.value is not None
    assert before.value > 0.8 and after.value < -0.5
    assert set(before.evidence) < set(after.evidence)


def test_alignment_of_a_swapped_dyad_is_the_same(rift: EventTable) -> None:
    one, other = alignment(rift, "Arda", "Belos"), alignment(rift, "Belos", "Arda")
    assert (one.value, one.interval, one.n, one.evidence) == (
        other.value,
        other.interval,
        other.n,
        other.evidence,
    )


def test_alignment_is_the_same_on_a_reduced_table(rift: EventTable) -> None:
    asserted = rift.within(Scope())
    assert alignment(asserted.reduce(), "Arda", "Belos") == alignment(rift, "Arda", "Belos")


def test_alignment_without_its_evidence_is_insufficient(rift: EventTable) -> None:
    found = alignment(rift, "Arda", "Belos")
    bare = alignment(rift.without(found.evidence), "Arda", "Belos")
    assert bare.insufficient and bare.value is None and bare.evidence == ()
    assert bare.reason == "no signed event between Arda and Belos"


def test_alignment_of_an_empty_table_is_insufficient() -> None:
    found = alignment(EventTable.from_records([]), "a", "b")
    assert found.insufficient and found.at is None


def test_alignment_too_wide_is_insufficient_and_says_how_wide(rift: EventTable) -> None:
    found = alignment(rift, "Arda", "Belos", at="2020-01-01")
    assert found.insufficient and found.n > 0 and found.interval is not None
    assert found.interval[1] - found.interval[0] > MAX_WIDTH
    assert "wide" in found.reason


def test_alignment_counts_what_is_asked_for(rift: EventTable) -> None:
    day = "2020-03-20"
    asserted = alignment(rift, "Arda", "Belos", at=day)
    every = alignment(rift, "Arda", "Belos", at=day, scope=Scope(None))
    courier = alignment(rift, "Arda", "Belos", at=day, scope=Scope(sources=frozenset({"Courier"})))
    assert every.value is not None and asserted.value is not None and every.value < asserted.value
    assert set(courier.evidence) < set(asserted.evidence)


def test_alignment_last_day_is_that_of_what_counts(rift: EventTable) -> None:
    assert str(alignment(rift, "Arda", "Belos").at) == "2020-12-28"
    until = Scope(until="2020-05-01")
    assert alignment(rift, "Arda", "Belos", scope=until) == alignment(
        rift, "Arda", "Belos", at="2020-05-01", scope=until
    )


def test_alignment_path_is_the_alignment_of_each_day(rift: EventTable) -> None:
    path = alignment_path(rift, "Arda", "Belos", "2020-01-01", "2020-07-31")
    assert path.evidence == alignment(rift, "Arda", "Belos", at="2020-07-31").evidence
    rows = path.rows()
    for place in (0, 60, 200):
        found = alignment(rift, "Arda", "Belos", at=rows[place]["date"])
        assert found.interval == pytest.approx((path.low[place], path.high[place]))
        assert found.insufficient == np.isnan(path.value[place])
        assert found.insufficient or found.value == pytest.approx(path.value[place])
    assert len(path.to_pandas()) == len(rows) == 213


def test_alignment_as_data_frame(rift: EventTable) -> None:
    frame = alignment(rift, "Arda", "Belos").to_pandas()
    assert {"value", "low", "high", "n", "evidence", "insufficient", "a", "b"} <= set(frame.columns)
    assert len(frame) == 1


def test_alignment_refuses_an_actor_with_itself_and_inverted_periods(rift: EventTable) -> None:
    with pytest.raises(UsageError, match="named twice"):
        alignment(rift, "Arda", "Arda")
    with pytest.raises(UsageError, match="before it begins"):
        alignment_path(rift, "Arda", "Belos", "2020-12-01", "2020-01-01")
    with pytest.raises(UsageError, match="before it begins"):
        Scope(since="2020-12-01", until="2020-01-01")


def test_alignment_before_the_first_event_and_of_an_unknown_actor_is_insufficient(rift: EventTable) -> None:
    for found in (alignment(rift, "Arda", "Belos", at="1999-01-01"), alignment(rift, "Arda", "Nobody")):
        assert found.insufficient and found.value is None and found.n == 0 and not found.evidence


def test_alignment_takes_an_unknown_intensity_for_a_middling_one() -> None:
    row = {"date": "2020-01-05", "actor": "a", "recipient": "b", "quad_class": 1}
    for intensity in (None, float("nan"), 5.0):
        table = EventTable.from_records([row | {"intensity": intensity}])
        assert alignment(table, "a", "b").engagement == pytest.approx(1 / 1.6)


def test_alignment_does_not_count_what_comes_later() -> None:
    row = {"date": "2020-01-05", "actor": "a", "recipient": "b", "quad_class": 1}
    table = EventTable.from_records([row, row | {"date": "2031-01-05", "quad_class": 4}])
    found = alignment(table, "a", "b", at="2020-01-05")
    assert found.conflict == 0 and found.evidence == ("0",)
