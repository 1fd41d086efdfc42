"""Weights, their paths, sensitivity, and the fit of half-life and overdispersion."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from musnad.errors import UsageError
from musnad.measures import ASSERTED, Decay, EventTable, alignment, fit_decay, read_events, sensitivity
from musnad.measures.columns import day_number
from musnad.measures.decay import masses, paths, resampled, strength, weights

DATA = Path(__file__).parent / "data" / "measures"
DAY = day_number("2020-03-01")


def made(*events: tuple[int, int, float]) -> EventTable:
    """Events of day (from DAY), quad class and intensity."""
    return EventTable.from_records(
        {"date": DAY + day, "actor": "a", "recipient": "b", "quad_class": quad, "intensity": score}
        for day, quad, score in events
    )


def test_decay_weight_is_as_defined() -> None:
    table = made((0, 1, 4.0), (10, 4, -9.0), (10, 0, 3.0), (11, 1, 4.0))
    found = weights(table, DAY + 10, Decay(45, 1.6))
    assert found == pytest.approx([2 ** (-10 / 45) * 0.8 / 1.6, 1.5 / 1.6, 0, 0])
    assert masses(table, found) == pytest.approx((found[0], found[1]))


def test_decay_confidence_and_corroboration_weigh() -> None:
    row = {"date": DAY, "actor": "a", "recipient": "b", "quad_class": 1, "intensity": 5.0}
    table = EventTable.from_records([row | {"confidence": 0.5, "corroboration": 0.25}])
    assert weights(table, DAY, Decay(45, 1)).tolist() == [0.125]


def test_decay_strength_is_bounded_and_one_if_unknown() -> None:
    assert strength(np.array([0.0, -5.0, 10.0, np.nan])) == pytest.approx([0.2, 1.0, 1.5, 1.0])


@pytest.mark.parametrize("settings", [(0, 1), (45, 0), (-1, 1), (float("nan"), 1)])
def test_decay_must_be_positive(settings: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match="above 0"):
        Decay(*settings)


def test_decay_paths_are_the_masses_of_each_day() -> None:
    table = read_events(DATA / "rift.csv").within(ASSERTED).between(["Arda"], ["Belos"]).reduce()
    first, last = day_number("2020-02-01"), day_number("2020-08-01")
    plus, minus = paths(table, first, last, Decay())
    for place in (0, 17, last - first):
        weight = weights(table, first + place, Decay())
        assert (plus[place], minus[place]) == pytest.approx(masses(table, weight))
    with pytest.raises(UsageError, match="span"):
        paths(table, 0, 500_000, Decay())


def test_decay_resampling_keeps_mean_and_variance() -> None:
    weight = np.array([0.2, 0.5, 1.0])
    drawn = resampled(weight, 200_000, np.random.default_rng(0))
    assert drawn.mean() == pytest.approx(weight.sum(), rel=0.01)
    assert drawn.var() == pytest.approx((weight**2).sum(), rel=0.02)
    assert resampled(np.zeros(0), 3, np.random.default_rng(0)).tolist() == [0, 0, 0]
    old = resampled(weight * 1e-200, 1000, np.random.default_rng(0))
    assert old == pytest.approx(resampled(weight, 1000, np.random.default_rng(0)) * 1e-200)


def test_decay_sensitivity_asks_at_half_and_twice_the_half_life() -> None:
    table = made((0, 1, 4.0), (30, 3, -2.0), (31, 3, -2.0), (32, 3, -2.0), (33, 1, 8.0), (34, 1, 8.0))
    found = sensitivity(lambda decay: alignment(table, "a", "b", decay=decay), Decay(40))
    for result, half_life in ((found.half, 20), (found.base, 40), (found.double, 80)):
        assert result == alignment(table, "a", "b", decay=Decay(half_life))
    assert found.values == (found.half.value, found.base.value, found.double.value)


def bursts(seed: int, persistent: bool) -> EventTable:
    """Forty dyads that change their mind on half of all days, or every 200 days only."""
    rng = np.random.default_rng(seed)
    rows = []
    for dyad in range(40):
        for day in range(0, 400, 4):
            friendly = rng.random() < 0.5 if not persistent else (day // 200 + dyad) % 2 == 0
            quad = 1 if friendly else 3
            rows.append({"date": DAY + day, "actor": "a", "recipient": f"b{dyad}", "quad_class": quad})
    return EventTable.from_records(rows)


def test_fit_finds_that_the_past_foretells_or_not() -> None:
    steady, fickle = fit_decay(bursts(0, True)), fit_decay(bursts(0, False))
    assert steady.score is not None and steady.constant_score is not None
    assert fickle.score is not None and fickle.constant_score is not None
    assert steady.score > steady.constant_score + 0.3
    assert fickle.score < fickle.constant_score + 0.01
    assert steady.value is not None and fickle.decay is not None
    assert steady.value < 60 and fickle.decay.dispersion > 5
    assert steady.interval is not None and steady.interval[0] <= steady.value <= steady.interval[1]
    assert len(steady.to_pandas()) == len(steady.trials)


def test_fit_score_is_that_of_a_plain_loop() -> None:
    table = read_events(DATA / "camps.csv")
    half_life = 30.0
    (trial,) = fit_decay(table, [half_life]).trials
    events = table.within(ASSERTED).reduce()
    logs = []
    dyads = [
        frozenset(p) for p in zip(events.actor.codes.tolist(), events.recipient.codes.tolist(), strict=True)
    ]
    for dyad, group in itertools.groupby(
        sorted(range(len(events)), key=lambda n: sorted(dyads[n])), dyads.__getitem__
    ):
        rows = np.array(list(group))
        assert len(dyad) == 2
        for row in rows:
            past = events.take(rows[events.date[rows] < events.date[row]])
            if len(past):
                weight = weights(past, int(events.date[row]), Decay(half_life, trial.dispersion))
                plus, minus = masses(past, weight)
                share = (0.6 + plus) / (1 + plus + minus)
                logs.append(np.log(share if events.sign[row] > 0 else 1 - share))
    assert trial.score == pytest.approx(np.mean(logs))


def test_fit_needs_events_with_a_past() -> None:
    found = fit_decay(made(*((day, 1, 4.0) for day in range(50))))
    assert found.insufficient and found.value is None and "49 signed events" in found.reason
