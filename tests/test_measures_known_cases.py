"""What ICEWS of 2014 and 2018 must show; the files lie beside a checkout, if at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from musnad.measures import (
    EventTable,
    alignment,
    isolation,
    preference,
    preferences,
    read_icews,
    turning_points,
)

VALIDATION = Path(__file__).resolve().parents[2] / "shared" / "validation"
"""Where a checkout may have events of ICEWS beside it; no part of the project."""
STATES = Path(__file__).parent / "data" / "measures" / "icews14_states.csv"
GULF = ("Bahrain", "Kuwait", "Oman", "Saudi Arabia", "United Arab Emirates")
MASHRIQ = ("Egypt", "Iraq", "Jordan", "Lebanon", "Syria")
HAFTAR, SERRAJ = "Khalifa Belqasim Haftar", "Fayez Mustafa Al-Serraj"
PATRONS = (
    "Egypt", "Foreign Affairs (Italy)", "France", "Italy", "Qatar", "Russia", "Turkey",
    "United Arab Emirates",
)  # fmt: skip


def events(year: str, level: str = "actor") -> EventTable:
    path = VALIDATION / f"icews{year}_full.parquet"
    if not path.exists():
        pytest.skip("the events of ICEWS are not beside this checkout")
    return read_icews(path, level=level)


@pytest.fixture(scope="module")
def states14() -> EventTable:
    table = events("14", "country")
    with STATES.open(encoding="utf-8", newline="") as file:
        return table.merged({row["name"]: row["state"] for row in csv.DictReader(file)})


def test_known_hostility_to_qatar_comes_and_goes(states14: EventTable) -> None:
    days = ("2014-02-28", "2014-03-31", "2014-12-31")
    found = [isolation(states14, "Qatar", GULF + MASHRIQ, at=day).hostility for day in days]
    assert found == pytest.approx([0.04, 0.22, 0.02], abs=0.015)


def test_known_qatar_and_the_emirates_fall_out(states14: EventTable) -> None:
    before, after = (
        alignment(states14, "Qatar", "United Arab Emirates", at=d) for d in ("2014-02-28", "2014-03-31")
    )
    assert before.insufficient and before.cooperation > before.conflict == 0
    assert after.value is not None and after.value < -0.5
    found = turning_points(states14, "Qatar", "United Arab Emirates", unit="week", dispersion=1.0)
    point = next(p for p in found.points if p.channel == "conflict")
    assert str(point.date) == "2014-03-03" and point.probability > 0.9
    assert (point.before.alignment, point.after.alignment) == pytest.approx((0.85, -0.89), abs=0.08)


def test_known_america_goes_over_from_maliki_to_abadi() -> None:
    table = events("14").merged(dict.fromkeys(("Barack Obama", "John Kerry"), "United States"))
    found = [
        preference(table, "United States", "Nuri al-Maliki", "Haider Al-Abadi", at=day)
        for day in ("2014-08-10", "2014-08-17", "2014-10-01")
    ]
    assert [one.value for one in found] == pytest.approx([0.35, 0.74, 0.99], abs=0.006)
    assert [str(one.defection) for one in found] == ["None", "None", "2014-09-08"]


def test_known_little_is_known_of_the_patrons_of_haftar_and_serraj() -> None:
    table = events("18")
    # On 12 September the 11 events of Italy's foreign ministry weigh most.
    for day in ("2018-03-31", "2018-06-30", "2018-09-12"):
        assert preferences(table, PATRONS, HAFTAR, SERRAJ, at=day, draws=10).insufficient
    found = preferences(table, PATRONS, HAFTAR, SERRAJ)
    assert found.insufficient and found.value is None
    assert all(patron.insufficient for patron in found.patrons)
    assert {min(p.n for p in found.patrons), max(p.n for p in found.patrons)} == {0, 11}
