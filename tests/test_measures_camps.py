"""Camps, and the frustration of a network against brute force."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from musnad.errors import EnvironmentFault, UsageError
from musnad.measures import EventTable, camps, frustration, read_events
from musnad.measures.columns import Floats, Ints
from musnad.measures.frustration import EXACT_ACTORS, divide, wrong

DATA = Path(__file__).parent / "data" / "measures"
ACTORS = ("North", "Nadir", "Nova", "Nimbus", "Sol", "Saga", "Sierra", "Tarn")


@pytest.fixture
def solver() -> None:
    pytest.importorskip("highspy", reason="highspy is not installed")


@pytest.fixture(scope="module")
def series() -> EventTable:
    return read_events(DATA / "camps.csv")


def network(seed: int, size: int, density: float = 1.0) -> Floats:
    rng = np.random.default_rng(seed)
    upper = np.triu(rng.normal(size=(size, size)) * (rng.random((size, size)) < density), 1)
    return upper + upper.T


def divisions(size: int) -> Iterator[Ints]:
    """Every way to divide some actors into camps."""

    def longer(camps: list[int]) -> Iterator[list[int]]:
        if len(camps) == size:
            yield camps
            return
        for camp in range(max(camps, default=-1) + 2):
            yield from longer([*camps, camp])

    yield from map(np.array, longer([]))


@pytest.mark.usefixtures("solver")
@pytest.mark.parametrize("seed", range(20))
def test_frustration_is_that_of_brute_force(seed: int) -> None:
    ties = network(seed, 4 + seed % 5, 0.7)
    least = min(wrong(ties, division) for division in divisions(len(ties)))
    found = frustration(ties)
    assert found.exact
    assert found.weight == found.bound == pytest.approx(least)
    assert found.share == pytest.approx(least / np.abs(np.triu(ties)).sum())
    numbers = np.zeros(len(ties), dtype=np.int64)
    for number, camp in enumerate(found.camps):
        numbers[list(camp)] = number
    assert wrong(ties, numbers) == pytest.approx(least)
    assert sorted(place for camp in found.camps for place in camp) == list(range(len(ties)))


def test_frustration_wrong_weight_is_that_of_a_plain_loop() -> None:
    ties, camps_ = network(0, 7), np.array([0, 0, 1, 1, 2, 2, 0])
    expected = 0.0
    for i in range(7):
        for j in range(i + 1, 7):
            same = camps_[i] == camps_[j]
            expected += abs(ties[i, j]) if (ties[i, j] < 0) == same else 0.0
    assert wrong(ties, camps_) == pytest.approx(expected)


@pytest.mark.usefixtures("solver")
def test_frustration_of_a_search_is_seldom_and_little_worse() -> None:
    ties = [network(seed, 12) for seed in range(10)]
    exact = [frustration(one).weight for one in ties]
    searched = [wrong(one, divide(one)) for one in ties]
    assert all(s >= e - 1e-9 for s, e in zip(searched, exact, strict=True))
    assert sum(searched) <= 1.02 * sum(exact)


@pytest.mark.usefixtures("solver")
def test_frustration_beyond_forty_lies_above_a_bound() -> None:
    ties = network(0, EXACT_ACTORS + 5, 0.15)
    found = frustration(ties)
    assert 0 < found.bound <= found.weight
    assert found.exact == (found.bound == found.weight)


def test_frustration_of_a_balanced_network_is_none() -> None:
    side = np.array([1, 1, 1, -1, -1])
    found = frustration(np.outer(side, side).astype(float))
    assert (found.weight, found.share, found.exact) == (0, 0, True)
    assert found.camps == ((0, 1, 2), (3, 4))
    assert frustration(np.zeros((3, 3))).share == 0


@pytest.mark.parametrize("ties", [np.zeros((2, 3)), np.array([[0.0, 1.0], [2.0, 0.0]])])
def test_frustration_takes_symmetric_networks_only(ties: Floats) -> None:
    with pytest.raises(UsageError, match="symmetric"):
        frustration(ties)


def test_frustration_without_the_solver_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(EnvironmentFault, match="pip install highspy"):
        frustration(network(0, 6))


@pytest.mark.usefixtures("solver")
def test_frustration_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    frustration(network(1, 10))
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("solver")
def test_camps_of_two_blocs(series: EventTable) -> None:
    found = camps(series, (*ACTORS, "Nobody"))
    north, south = {"North", "Nadir", "Nova", "Nimbus"}, {"Sol", "Saga", "Sierra"}
    assert found.silent == ("Nobody",)
    assert found.value is not None and found.value < 0.1
    assert any(north <= set(camp) for camp in found.camps)
    assert any(south <= set(camp) for camp in found.camps)
    together = {frozenset((r["a"], r["b"])): r["together"] for r in found.rows()}
    assert all(
        (together[pair] > 0.9) == (pair <= north or pair <= south) for pair in together if "Tarn" not in pair
    )
    assert found.interval is not None and found.interval[0] <= found.value <= found.interval[1]
    assert found.frustration is not None and found.frustration.exact
    assert np.array_equal(found.together, found.together.T) and np.array_equal(found.ties, found.ties.T)


@pytest.mark.usefixtures("solver")
def test_camps_are_deterministic_and_take_actors_in_any_order(series: EventTable) -> None:
    one, other = camps(series, ACTORS, draws=10), camps(series, reversed(ACTORS), draws=10)
    assert (one.value, one.interval, one.camps) == (other.value, other.interval, other.camps)
    assert np.array_equal(one.together, other.together)


def test_camps_without_evidence_are_insufficient(series: EventTable) -> None:
    ids = series.ids_of()
    found = camps(series.without(ids), ACTORS)
    assert found.insufficient and found.value is None and found.camps == ()
    assert found.silent == tuple(sorted(ACTORS)) and found.rows() == []


def test_camps_need_three_actors(series: EventTable) -> None:
    with pytest.raises(UsageError, match="three"):
        camps(series, ["North", "Sol"])
