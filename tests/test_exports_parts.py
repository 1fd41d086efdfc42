"""What the formats share: dates, dyads, places, PLOVER's rules for the future."""

from __future__ import annotations

import doctest
import importlib

import pytest
from exports_fakes import EGYPT, NOBODY, REBELS, UN, party, row, sample

from musnad.exports.dates import When, when
from musnad.exports.dyads import MUTUAL, dyads, party_key
from musnad.exports.places import spot
from musnad.exports.strict import strict
from musnad.measures import pairs
from musnad.ontology import EVENT_TYPES


@pytest.mark.parametrize("name", ["countries", "delimited", "gdelt", "markup", "plover", "strict"])
def test_examples_in_docstrings(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"musnad.exports.{name}"))
    assert result.attempted and not result.failed


@pytest.mark.parametrize(
    ("changes", "published", "expected"),
    [
        ({}, "2020-02-03", When("2020-01-31", "text")),
        ({"event_date": "2020-02", "date_precision": "month"}, "2020-02-03", When("2020-02", "text")),
        ({"event_date": ""}, "2020-02-03T23:30:00+02:00", When("2020-02-03", "published")),
        ({"event_date": ""}, "", When("", "")),
    ],
)
def test_date_is_the_events_own_or_the_publications(
    changes: dict[str, str], published: str, expected: When
) -> None:
    assert when(row(sample(published=published), **changes)) == expected


@pytest.mark.parametrize(
    ("date", "day", "month", "bounds"),
    [
        ("2020-02-29", "2020-02-29", "2020-02", ("2020-02-29", "2020-02-29")),
        ("2020-02", "", "2020-02", ("2020-02-01", "2020-02-29")),
        ("2019", "", "", ("2019-01-01", "2019-12-31")),
        ("", "", "", ("", "")),
    ],
)
def test_no_day_is_made_up(date: str, day: str, month: str, bounds: tuple[str, str]) -> None:
    found = When(date, "text")
    assert (found.day, found.month, found.bounds()) == (day, month, bounds)


def keys(**changes: object) -> list[tuple[str | None, str | None]]:
    return [(a and party_key(a), r and party_key(r)) for a, r in dyads(row(**changes))]


def test_dyads_are_all_actors_by_all_recipients() -> None:
    assert keys(actors=(EGYPT, REBELS), recipients=(UN, NOBODY)) == [
        ("Q79", "un"),
        ("Q79", ""),
        ("", "un"),
        ("", ""),
    ]


def test_dyads_of_one_side() -> None:
    assert keys(recipients=()) == [("Q79", None), ("", None)]
    assert keys(actors=()) == [(None, "un")]
    assert keys(actors=(), recipients=()) == [(None, None)]


def test_dyads_who_meets_without_a_host_meets_each_other_once() -> None:
    rebels = party(None, "LBY REB")
    met = {"quad_class": 1, "actors": (UN, EGYPT, rebels), "recipients": ()}
    assert keys(**met) == [("LBY REB", "Q79"), ("LBY REB", "un"), ("Q79", "un")]
    assert keys(**met | {"actors": (), "recipients": met["actors"]}) == keys(**met)
    assert keys(**met | {"quad_class": 4}) == [("un", None), ("Q79", None), ("LBY REB", None)]


def test_dyads_are_those_of_the_measures() -> None:
    assert MUTUAL == pairs.MUTUAL


def test_party_key_is_empty_for_nobody_known() -> None:
    assert [
        party_key({"actor_id": i, "code": c}) for i, c in (("x", "---"), (None, "EGY"), (None, "---"))
    ] == [
        "x",
        "EGY",
        "",
    ]


@pytest.mark.parametrize(
    ("place", "place_id", "expected"),
    [
        ("تاجوراء", "2210394", ("Tajoura", "city", "LBY", 2210394)),
        ("ليبيا", "2215636", ("Libya", "country", "LBY", 2215636)),
        ("سرت", "sirte-lby", ("سرت", "", "LBY", None)),
        ("ليبيا", "LBY", ("ليبيا", "country", "LBY", None)),
        ("هنا", None, ("هنا", "", "", None)),
        ("هنا", "Q3579", ("هنا", "", "", None)),
    ],
)
def test_place(place: str, place_id: str | None, expected: tuple[object, ...]) -> None:
    found = spot(row(place=place, place_id=place_id))
    assert found is not None
    assert (found.name, found.kind, found.iso3, found.geonames) == expected
    assert (found.latitude, found.longitude) == (31.21, -16.59)


def test_no_place() -> None:
    assert spot(row(place="", place_id=None)) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("CONSULT", "visit", "future"), ("AGREE", "", 1, 2.5, "")),
        (("AID", "", "future"), ("AGREE", "", 1, 2.5, "")),
        (("RETREAT", "withdraw", "future"), ("CONCEDE", "", 1, 4.5, "")),
        (("AGREE", "", "future"), ("AGREE", "", 1, 2.5, "")),
        (("ASSAULT", "aerial", "future"), ("ASSAULT", "aerial", 4, -9.5, "future")),
        (("CONSULT", "visit", "negated"), ("CONSULT", "visit", 1, 4.0, "negation")),
        (("CONSULT", "visit", "hypothetical"), ("CONSULT", "visit", 1, 4.0, "hypothetical")),
        (("ASSAULT", "", "historical"), ("ASSAULT", "", 4, -9.0, "historical")),
        (("CONSULT", "visit", "asserted"), ("CONSULT", "visit", 1, 4.0, "")),
    ],
)
def test_strict_plover(given: tuple[str, str, str], expected: tuple[object, ...]) -> None:
    kind, mode, status = given
    intensity = EVENT_TYPES[kind].modes[mode].intensity if mode else EVENT_TYPES[kind].intensity
    found = strict(kind, mode, intensity, status)
    assert (found.event_type, found.mode, found.quad_class, found.intensity, found.auxiliary) == expected
