"""Isolation with hostility, and recognition beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from musnad.errors import UsageError
from musnad.measures import Decay, EventTable, alignment, isolation, read_events, recognition
from musnad.measures.isolation import positive_parts
from musnad.measures.recognition import probability

DATA = Path(__file__).parent / "data" / "measures"
PEERS = ("Belos", "Corin", "Dalia", "Erra")


@pytest.fixture(scope="module")
def rift() -> EventTable:
    return read_events(DATA / "rift.csv")


def test_isolation_parts_are_expectations() -> None:
    plus, minus = np.array([0.0, 3.0, 0.2, 9.0]), np.array([0.0, 0.5, 4.0, 9.0])
    close, hostile = positive_parts(plus, minus)
    a = 2 * np.random.default_rng(0).beta(0.6 + plus, 0.4 + minus, size=(400_000, 4)) - 1
    assert close == pytest.approx(np.maximum(a, 0).mean(axis=0), abs=0.003)
    assert hostile == pytest.approx(np.maximum(-a, 0).mean(axis=0), abs=0.003)


def test_isolation_is_the_mean_over_peers(rift: EventTable) -> None:
    found = isolation(rift, "Arda", PEERS, at="2020-06-14")
    assert [peer.name for peer in found.peers] == list(PEERS)
    assert found.value == pytest.approx(1 - np.mean([peer.closeness for peer in found.peers]))
    assert found.hostility == pytest.approx(np.mean([peer.hostility for peer in found.peers]))
    assert found.n == sum(peer.n for peer in found.peers)
    for peer in found.peers[:-1]:
        dyad = alignment(rift, "Arda", peer.name, at="2020-06-14")
        gate = 1 - np.exp(-dyad.engagement / 2)
        assert peer.engagement == pytest.approx(dyad.engagement) and peer.engagement > 0
        assert peer.closeness - peer.hostility == pytest.approx(peer.alignment * gate)
    silent = found.peers[-1]
    assert (silent.engagement, silent.n, silent.closeness, silent.hostility) == (0, 0, 0, 0)
    for value, interval in ((found.value, found.interval), (found.hostility, found.hostility_interval)):
        assert value is not None and interval is not None and interval[0] <= value <= interval[1]


def test_isolation_and_hostility_rise_with_the_rift(rift: EventTable) -> None:
    before, after = (isolation(rift, "Arda", PEERS, at=day) for day in ("2020-06-14", "2020-09-01"))
    assert before.value is not None and after.value is not None and after.value > before.value + 0.2
    assert before.hostility is not None and after.hostility is not None
    assert after.hostility > before.hostility + 0.1


def test_isolation_silence_is_isolation_without_hostility(rift: EventTable) -> None:
    found = isolation(rift, "Arda", PEERS, at="2021-12-31")
    assert found.value is not None and found.hostility is not None
    assert found.value > 0.95 and found.hostility < 0.01


def test_isolation_without_evidence_is_insufficient(rift: EventTable) -> None:
    found = isolation(rift, "Arda", PEERS)
    bare = isolation(rift.without(found.evidence), "Arda", PEERS)
    assert bare.insufficient and bare.value is None and bare.hostility is None
    assert bare.reason == "no signed event between Arda and 4 peers"


def test_isolation_is_deterministic_and_takes_peers_in_any_order(rift: EventTable) -> None:
    assert isolation(rift, "Arda", PEERS) == isolation(rift, "Arda", (*reversed(PEERS), "Arda", "Erra"))
    assert isolation(rift, "Arda", PEERS, seed=1).interval != isolation(rift, "Arda", PEERS).interval


def test_isolation_needs_peers(rift: EventTable) -> None:
    with pytest.raises(UsageError, match="peers"):
        isolation(rift, "Arda", ["Arda"])
    with pytest.raises(UsageError, match="recognisers"):
        recognition(rift, "Arda", [])


def act(
    actor: str, recipient: str, kind: str, mode: str, quad: int, date: str = "2020-01-01"
) -> dict[str, object]:
    row = {"actor": actor, "recipient": recipient, "event_type": kind, "event_mode": mode}
    return row | {"quad_class": quad, "date": date, "intensity": 5.0}


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (act("i", "j", "CONSULT", "visit", 1), True),
        (act("j", "i", "CONSULT", "visit", 1), True),
        (act("j", "i", "CONSULT", "phone", 1), False),
        (act("j", "i", "SUPPORT", "", 1), True),
        (act("i", "j", "SUPPORT", "", 1), False),
        (act("j", "i", "SANCTION", "discontinue", 4), True),
        (act("i", "j", "SANCTION", "discontinue", 4), False),
        (act("j", "i", "ASSAULT", "drone", 4), False),
        (act("i", "j", "CONSULT", "043", 1), True),
        (act("j", "i", "SUPPORT", "054", 1), True),
        (act("j", "i", "SUPPORT", "051", 1), False),
        (act("j", "i", "SANCTION", "161", 3), True),
    ],
)
def test_recognition_acts(row: dict[str, object], counts: bool) -> None:
    found = recognition(EventTable.from_records([row]), "i", ["j"])
    assert found.insufficient is not counts
    if counts:
        (one,) = found.recognisers
        friendly = row["quad_class"] == 1
        assert (one.probability > 0.5) is friendly
        assert found.value == pytest.approx(max(2 * one.probability - 1, 0))


def test_recognition_counts_a_recogniser_once() -> None:
    days = [f"2020-01-{day:02}" for day in range(1, 29)]
    often = EventTable.from_records(act("j", "i", "CONSULT", "visit", 1, day) for day in days)
    several = EventTable.from_records(act(f"j{n}", "i", "CONSULT", "visit", 1) for n in range(5))
    once = recognition(often, "i", ["j", "k"])
    assert once.value is not None and 0.95 < once.value <= 1
    many = recognition(several, "i", [f"j{n}" for n in range(9)])
    assert many.value is not None and many.value > 2 and len(many.rows()) == 5
    assert many.interval is not None and many.interval[0] < many.value < many.interval[1]


def test_recognition_probability_is_that_of_the_difference_of_gammas() -> None:
    rng = np.random.default_rng(0)
    d = rng.gamma(0.3 + 1.2, 1, 400_000) - rng.gamma(0.3 + 0.7, 1, 400_000)
    assert float(probability(1.2, 0.7)) == pytest.approx((d > 0).mean(), abs=0.003)
    assert float(probability(0, 0)) == pytest.approx(0.5)


def test_recognition_without_evidence_is_insufficient(rift: EventTable) -> None:
    found = recognition(rift, "Arda", PEERS, decay=Decay(90))
    assert not found.insufficient and found.evidence
    bare = recognition(rift.without(found.evidence), "Arda", PEERS)
    assert bare.insufficient and bare.value is None
