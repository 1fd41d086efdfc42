"""Turning points: the exact posterior against brute force, bins, and the bundled rift."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import numpy as np
import pytest
from scipy import stats  # type: ignore[import-untyped]

from musnad.errors import UsageError
from musnad.measures import EventTable, Scope, read_events, turning_points
from musnad.measures.bins import Bins
from musnad.measures.changes import cuts, dispersion_size, negative_binomial, signs
from musnad.measures.columns import Floats, day_number

DATA = Path(__file__).parent / "data" / "measures"


@pytest.fixture(scope="module")
def rift() -> EventTable:
    return read_events(DATA / "rift.csv")


def models() -> list[Floats]:
    plus, minus = np.array([2, 3, 1, 0, 0, 1, 4, 2]), np.array([0, 1, 0, 5, 7, 9, 1, 0])
    return [negative_binomial(minus), signs(plus, minus, 1.6)]


@pytest.mark.parametrize("model", models())
def test_changes_are_those_of_all_ways_to_cut(model: Floats) -> None:
    size, prior = len(model), 0.1
    total, change, unbroken = 0.0, np.zeros(size - 1), np.zeros((size, size))
    for cut in itertools.product([0, 1], repeat=size - 1):
        edges = [0, *(place + 1 for place, one in enumerate(cut) if one), size]
        stretches = list(itertools.pairwise(edges))
        weight = np.exp(sum(model[begin, end - 1] for begin, end in stretches))
        weight *= prior ** sum(cut) * (1 - prior) ** (size - 1 - sum(cut))
        total += weight
        change += weight * np.array(cut)
        for begin, end in stretches:
            unbroken[begin:end, begin:end] += weight
    found = cuts(model, prior)
    assert found.evidence == pytest.approx(np.log(total))
    assert found.probability == pytest.approx(change / total)
    assert np.triu(found.unbroken) == pytest.approx(np.triu(unbroken / total))
    assert found.within(-3, size) == pytest.approx(1 - unbroken[0, -1] / total)
    assert found.within(2, 2) == pytest.approx(found.probability[2])


def test_changes_counts_have_a_prior_that_expects_their_mean() -> None:
    counts = np.array([2, 0, 5, 1, 9, 3])
    size, average = dispersion_size(counts), counts.mean()
    p = (np.arange(200_000) + 0.5) / 200_000
    prior = stats.beta(1 + size / average, 1).pdf(p)
    model = negative_binomial(counts)
    for begin, end in ((0, 0), (1, 3), (0, 5)):
        some = counts[begin : end + 1]
        likelihood = p ** (size * len(some)) * (1 - p) ** some.sum()
        assert np.exp(model[begin, end]) == pytest.approx((prior * likelihood).mean(), rel=1e-3)
    assert (prior * size * (1 - p) / p).mean() == pytest.approx(average, rel=0.03)


def test_changes_dispersion_is_not_fooled_by_a_jump() -> None:
    rng = np.random.default_rng(0)
    calm = rng.poisson(5, 200)
    jump = np.concatenate([rng.poisson(2, 100), rng.poisson(30, 100)])
    bursty = rng.negative_binomial(1, 1 / 6, 200)
    assert dispersion_size(bursty) < 3 < dispersion_size(jump)
    assert dispersion_size(calm) > 10


def test_changes_of_nothing_are_no_changes() -> None:
    found = cuts(negative_binomial(np.zeros(20, dtype=np.int64)), 1 / 52)
    assert found.probability == pytest.approx(np.full(19, 1 / 52))


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_bins_hold_every_day_once(unit: str) -> None:
    first, last = day_number("2019-12-28"), day_number("2020-03-31")
    bins = Bins.of(unit, first, last)
    places = bins.place(np.arange(first, last + 1))
    assert places[0] == 0 and places[-1] == len(bins) - 1
    assert set(np.diff(places)) <= {0, 1}
    assert bins.begin(0) <= datetime.date(2019, 12, 28)
    assert bins.begin(len(bins)) > datetime.date(2020, 3, 31)
    if unit == "week":
        assert all(bins.begin(n).weekday() == 0 for n in range(len(bins)))


def test_bins_of_unknown_units_or_centuries_are_refused() -> None:
    with pytest.raises(UsageError, match="unit"):
        Bins.of("year", 0, 1)
    with pytest.raises(UsageError, match="span"):
        Bins.of("day", 0, 10**6)


def test_turning_points_find_the_rift(rift: EventTable) -> None:
    found = turning_points(rift, "Arda", "Belos", unit="week")
    assert found.value == len(found.points)
    assert {point.channel for point in found.points if str(point.date) == "2020-06-15"} == {
        "sign",
        "cooperation",
        "conflict",
    }
    point = next(p for p in found.points if p.channel == "sign")
    assert point.probability > 0.95
    assert point.before.alignment > 0.8 and point.after.alignment < -0.8
    assert point.before.until + datetime.timedelta(1) == point.after.since == point.date
    assert point.evidence and set(point.evidence) < set(found.evidence)
    assert any(p.date == datetime.date(2020, 11, 2) and p.channel == "conflict" for p in found.points)


def test_turning_points_are_rare_where_nothing_turns() -> None:
    rng = np.random.default_rng(0)
    points = 0
    for _ in range(20):
        rows = [
            {
                "date": 18_000 + day,
                "actor": "a",
                "recipient": "b",
                "quad_class": 1 if rng.random() < 0.7 else 3,
            }
            for day in rng.integers(0, 364, 150)
        ]
        table = EventTable.from_records(rows)
        points += len(turning_points(table, "a", "b", unit="week").points)
    assert points <= 2


def test_turning_points_bins_are_weeks_where_there_is_an_event_in_two() -> None:
    row = {"actor": "a", "recipient": "b", "quad_class": 1}
    for step, unit in ((13, "week"), (15, "month")):
        table = EventTable.from_records(row | {"date": 15_000 + step * n} for n in range(40))
        found = turning_points(table, "a", "b")
        assert found.bin == unit and not found.insufficient


def test_turning_points_over_too_many_bins_are_refused(rift: EventTable) -> None:
    with pytest.raises(UsageError, match="bins of a week"):
        turning_points(rift, "Arda", "Belos", since="1920-01-01", until="2020-12-31", unit="week")


def test_turning_points_of_few_events_are_insufficient(rift: EventTable) -> None:
    found = turning_points(rift, "Arda", "Belos", until="2020-02-01")
    assert (
        found.insufficient and found.value is None and found.points == () and "fewer than 30" in found.reason
    )


def test_turning_points_without_evidence_are_insufficient(rift: EventTable) -> None:
    found = turning_points(rift, "Arda", "Belos")
    assert turning_points(rift.without(found.evidence), "Arda", "Belos").insufficient
    assert turning_points(EventTable.from_records([]), "a", "b").insufficient


def test_turning_points_of_a_period(rift: EventTable) -> None:
    found = turning_points(rift, "Arda", "Belos", since="2020-07-01", until="2020-12-31", unit="week")
    assert all(point.date > datetime.date(2020, 9, 1) for point in found.points)
    assert found.evidence == turning_points(rift, "Arda", "Belos", scope=Scope(since="2020-07-01")).evidence
    with pytest.raises(UsageError, match="before it begins"):
        turning_points(rift, "Arda", "Belos", since="2020-07-01", until="2020-06-01")
    assert len(found.to_pandas()) == len(found.points)
