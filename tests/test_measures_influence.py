"""What if: dropping events and outlets."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from musnad.errors import UsageError
from musnad.measures import (
    EventTable,
    alignment,
    event_influence,
    isolation,
    read_events,
    source_influence,
    what_if,
)
from musnad.measures.alignment import mean

DATA = Path(__file__).parent / "data" / "measures"
DAY = "2020-07-01"


@pytest.fixture(scope="module")
def rift() -> EventTable:
    return read_events(DATA / "rift.csv")


def small(seed: int) -> EventTable:
    rng = np.random.default_rng(seed)
    return EventTable.from_records(
        {
            "event_id": f"e{n}",
            "date": 18_000 + n,
            "actor": "a",
            "recipient": "b",
            "quad_class": 1 if rng.random() < 0.6 else 4,
            "intensity": float(rng.uniform(1, 8)),
            "source": f"s{n % 3}",
        }
        for n in range(9)
    )


def value(table: EventTable) -> float:
    found = alignment(table, "a", "b", at=18_010)
    return float(mean(found.cooperation, found.conflict))


@pytest.mark.parametrize("seed", range(6))
def test_influence_is_what_happens_without_the_event(seed: int) -> None:
    table = small(seed)
    found = event_influence(table, "a", "b", at=18_010)
    for one in found.ranking:
        assert one.without == pytest.approx(value(table.without(one.evidence)))
        assert one.change == pytest.approx(one.without - value(table))
    assert [abs(one.change) for one in found.ranking] == sorted(
        (abs(o.change) for o in found.ranking), reverse=True
    )


@pytest.mark.parametrize("seed", range(6))
def test_influence_fewest_events_that_turn_the_sign(seed: int) -> None:
    table = small(seed)
    found = event_influence(table, "a", "b", at=18_010)
    sign = np.sign(value(table))
    turning = (
        len(gone)
        for size in range(1, 10)
        for gone in itertools.combinations(table.ids_of(), size)
        if value(table.without(gone)) * sign <= 0
    )
    fewest = next(turning, None)
    assert found.fewest
    assert (None if found.flipped_by is None else len(found.flipped_by)) == fewest
    if found.flipped_by is not None:
        assert value(table.without(found.flipped_by)) * sign <= 0


def test_influence_of_outlets(rift: EventTable) -> None:
    found = source_influence(rift, "Arda", "Belos", at=DAY)
    for one in found.ranking:
        left = alignment(rift.without(sources=[one.name]), "Arda", "Belos", at=DAY)
        assert one.without == pytest.approx(float(mean(left.cooperation, left.conflict)))
    assert found.ranking[0].name == "Herald"
    late = source_influence(rift, "Arda", "Belos", at="2020-09-01")
    assert late.value is not None and late.value < 0
    assert late.flipped_by == ("Herald",) and late.fewest


def test_influence_of_families_drops_outlets_together(rift: EventTable) -> None:
    family = {"Herald": "Press", "Courier": "Press"}
    found = source_influence(rift, "Arda", "Belos", families=family, at=DAY)
    (press,) = found.ranking
    assert press.name == "Press" and press.without == pytest.approx(0.2)
    assert press.evidence == found.evidence


def test_influence_of_outlets_needs_the_table_as_read(rift: EventTable) -> None:
    with pytest.raises(UsageError, match="reduced"):
        source_influence(rift.reduce(), "Arda", "Belos")


def test_influence_without_evidence_is_insufficient() -> None:
    table = EventTable.from_records([])
    for found in (event_influence(table, "a", "b"), source_influence(table, "a", "b")):
        assert found.insufficient and found.ranking == () and found.flipped_by is None


def test_influence_what_if_takes_any_measure(rift: EventTable) -> None:
    found = what_if(
        lambda t: isolation(t, "Arda", ["Belos", "Corin"], at="2020-09-01"), rift, sources=["Herald"]
    )
    assert found.before == isolation(rift, "Arda", ["Belos", "Corin"], at="2020-09-01")
    assert found.after.n < found.before.n
    assert found.before.hostility is not None and found.after.hostility is not None
    assert found.after.hostility < found.before.hostility
