"""Rival preference of a patron, and the day of defection."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from musnad.errors import UsageError
from musnad.measures import EventTable, preference, preferences, read_events
from musnad.measures.preference import MIN_EVENTS, probability

DATA = Path(__file__).parent / "data" / "measures"


@pytest.fixture(scope="module")
def patron() -> EventTable:
    return read_events(DATA / "patron.csv")


@pytest.mark.parametrize("masses", [(0, 0, 0, 0), (1.3, 0, 2.3, 1.5), (6.6, 0, 1.0, 1.2), (0.1, 3, 4, 0)])
def test_preference_probability_is_that_of_drawn_gammas(masses: tuple[float, float, float, float]) -> None:
    rng = np.random.default_rng(0)
    rival_plus, rival_minus, actor_plus, actor_minus = (rng.gamma(0.3 + m, 1, 400_000) for m in masses)
    drawn = (rival_plus - rival_minus > actor_plus - actor_minus).mean()
    assert float(probability(*masses)) == pytest.approx(drawn, abs=0.003)


def test_preference_goes_over_to_the_rival(patron: EventTable) -> None:
    july, later = (preference(patron, "Kest", "Lorn", "Mira", at=day) for day in ("2020-07-31", "2020-12-31"))
    assert july.value is not None and later.value is not None
    assert july.value < 0.05 and later.value > 0.95
    assert july.defection is None and later.defection is not None
    assert "2020-08-15" < str(later.defection) < "2020-10-15"
    for found in (july, later):
        assert found.interval is not None and found.interval[0] < found.interval[1]
        assert found.n == found.n_actor + found.n_rival


def test_preference_defection_is_the_first_of_21_days_above(patron: EventTable) -> None:
    found = preference(patron, "Kest", "Lorn", "Mira")
    assert found.defection is not None
    first = np.datetime64(found.defection)
    values = [preference(patron, "Kest", "Lorn", "Mira", at=str(first + n)).value for n in range(-1, 21)]
    assert all(value is not None and value > 0.8 for value in values[1:])
    assert values[0] is None or values[0] <= 0.8
    ends = [preference(patron, "Kest", "Lorn", "Mira", at=str(first + n)).defection for n in (19, 20)]
    assert ends == [None, found.defection]


def test_preference_for_the_other_is_the_rest(patron: EventTable) -> None:
    one = preference(patron, "Kest", "Lorn", "Mira", at="2020-08-20")
    other = preference(patron, "Kest", "Mira", "Lorn", at="2020-08-20")
    assert one.value is not None and other.value == pytest.approx(1 - one.value)
    assert one.evidence == other.evidence


def test_preference_of_few_events_is_insufficient(patron: EventTable) -> None:
    found = preference(patron, "Nore", "Lorn", "Mira")
    assert found.insufficient and found.value is None and found.n == 3
    assert f"fewer than {MIN_EVENTS}" in found.reason


def test_preference_of_old_events_is_insufficient(patron: EventTable) -> None:
    found = preference(patron, "Kest", "Lorn", "Mira", at="2022-12-31")
    assert found.insufficient and "weigh" in found.reason


def test_preference_without_evidence_is_insufficient(patron: EventTable) -> None:
    found = preference(patron, "Kest", "Lorn", "Mira")
    bare = preference(patron.without(found.evidence), "Kest", "Lorn", "Mira")
    assert bare.insufficient and bare.n == 0 and bare.defection is None


def test_preferences_are_summed_over_patrons_of_whom_enough_is_known(patron: EventTable) -> None:
    found = preferences(patron, ["Nore", "Kest"], "Lorn", "Mira")
    assert [one.patron for one in found.patrons] == ["Kest", "Nore"]
    assert found.value == found.patrons[0].value
    assert found.n == sum(one.n for one in found.patrons)
    assert len(found.to_pandas()) == 2
    nobody = preferences(patron, ["Nore"], "Lorn", "Mira")
    assert nobody.insufficient and nobody.value is None and nobody.interval is None


def test_preference_needs_three_different_actors(patron: EventTable) -> None:
    for three in (("Kest", "Lorn", "Lorn"), ("Kest", "Kest", "Mira")):
        with pytest.raises(UsageError, match="named twice"):
            preference(patron, *three)


def test_preference_of_a_patron_does_not_hang_on_who_else_is_asked_about(patron: EventTable) -> None:
    both = preferences(patron, ["Nore", "Kest"], "Lorn", "Mira")
    assert both.patrons == tuple(preference(patron, name, "Lorn", "Mira") for name in ("Kest", "Nore"))
    assert both.patrons != preferences(patron, ["Nore", "Kest"], "Lorn", "Mira", seed=1).patrons
