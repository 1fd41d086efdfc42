"""For whom participants count, by what is asked."""

from __future__ import annotations

import pytest

from musnad.analysis import Sides, find_party
from musnad.knowledge import load_knowledge

BEFORE, WHILE = "2014-06-01", "2020-11-01"
"""Before Haftar became commander of the LNA (March 2015), and while he was."""


def sides(*asked: str) -> Sides:
    knowledge = load_knowledge()
    return Sides(knowledge, tuple(find_party(knowledge, text) for text in asked))


@pytest.mark.parametrize(
    ("actor_id", "code", "party"),
    [
        ("sisi-abdelfattah", "EGY GOV", "EGY"),
        ("EGY", "EGY GOV", "EGY"),
        ("", "EGY MIL", "EGY"),
        ("haftar-khalifa", "LBY MIL", "LBY"),
        ("guterres", "IGO UNO", "un"),
        ("", "IGO UNO", "un"),
        ("eu", "IGO EUR", "eu"),
        ("arab-league", "IGO", "arab-league"),
        ("aboul-gheit-ahmed", "IGO", "arab-league"),
        ("isis", "IMG REB", "isis"),
        ("", "IGO", "IGO"),
        ("", "--- GOV", ""),
        ("", "---", ""),
        ("unlisted:---:سالم", "---", "unlisted:---:سالم"),
    ],
)
def test_nobody_asked_states_and_bodies_are_wholes(actor_id: str, code: str, party: str) -> None:
    assert sides().of(actor_id, code, WHILE) == party


@pytest.mark.parametrize(
    ("actor_id", "code", "party"),
    [
        ("haftar-khalifa", "LBY MIL", "haftar-khalifa"),
        ("lna-libya", "LBY MIL", "haftar-khalifa"),  # he commands it
        ("mismari-ahmed", "LBY MIL", "haftar-khalifa"),  # its spokesman
        ("bashagha-fathi", "LBY GOV", "bashagha-fathi"),
        ("sarraj-fayez", "LBY GOV", "sarraj-fayez"),  # nobody's: a rival may not stand for the country
        ("gna-libya", "LBY GOV", "gna-libya"),
        ("", "LBY MIL", "LBY MIL"),
        ("LBY", "LBY GOV", "LBY"),
        ("sisi-abdelfattah", "EGY GOV", "EGY"),
        ("williams-s", "IGO UNO", "un"),
    ],
)
def test_who_is_asked_about_stands_for_himself(actor_id: str, code: str, party: str) -> None:
    assert sides("حفتر", "باشاغا").of(actor_id, code, WHILE) == party


def test_a_body_counts_while_its_commander_is_in_office() -> None:
    """Hamas, led by Meshaal until May 2017 and then by Haniyeh."""
    meshaal = sides("خالد مشعل")
    assert meshaal.of("hamas", "PSE PTY", "2016-01-01") == meshaal.asked[0].id
    assert meshaal.of("hamas", "PSE PTY", "2018-01-01") == "hamas"


def test_a_body_that_news_names_after_him_counts_before_his_office_is_known() -> None:
    """قوات حفتر, in 2014."""
    assert sides("حفتر").of("lna-libya", "LBY MIL", BEFORE) == "haftar-khalifa"


def test_a_body_that_is_asked_about_is_its_own_and_its_peoples() -> None:
    both = sides("lna-libya", "حفتر")
    assert both.of("lna-libya", "LBY MIL", WHILE) == "lna-libya"
    assert both.of("mismari-ahmed", "LBY MIL", WHILE) == "lna-libya"
    assert both.of("haftar-khalifa", "LBY MIL", WHILE) == "haftar-khalifa"


def test_a_president_is_not_merged_with_his_state() -> None:
    asked = sides("السيسي")
    assert asked.of("sisi-abdelfattah", "EGY GOV", WHILE) == "sisi-abdelfattah"
    assert asked.of("shoukry-sameh", "EGY GOV", WHILE) == "shoukry-sameh"
    assert asked.of("EGY", "EGY GOV", WHILE) == "EGY"


def test_a_state_that_is_asked_about_holds_all_but_those_asked_about() -> None:
    asked = sides("LBY", "حفتر")
    assert asked.of("sarraj-fayez", "LBY GOV", WHILE) == "LBY"
    assert asked.of("", "LBY CVL", WHILE) == "LBY"
    assert asked.of("mismari-ahmed", "LBY MIL", WHILE) == "haftar-khalifa"


def test_a_code_that_is_asked_about_holds_its_holders() -> None:
    asked = sides("LBY GOV")
    assert asked.of("sarraj-fayez", "LBY GOV", WHILE) == "LBY GOV"
    assert asked.of("", "LBY GOV MIL", WHILE) == "LBY GOV"
    assert asked.of("", "LBY MIL", WHILE) == "LBY MIL"


def test_the_narrower_of_two_codes_holds() -> None:
    asked = sides("LBY", "LBY GOV")
    assert asked.of("sarraj-fayez", "LBY GOV", WHILE) == "LBY GOV"
    assert asked.of("", "LBY MIL", WHILE) == "LBY"


def test_people_of_his_country_count_with_their_bodies() -> None:
    """Asked about Bashagha alone, the LNA is one rival body with its commander and spokesman."""
    asked = sides("باشاغا")
    found = {asked.of(id, "LBY MIL", WHILE) for id in ("haftar-khalifa", "mismari-ahmed", "lna-libya")}
    assert found == {"lna-libya"}


def test_only_those_with_offices_or_claims_hang_on_the_day() -> None:
    asked = sides("حفتر")
    assert asked.dated("lna-libya") and asked.dated("mismari-ahmed")
    assert not asked.dated("") and not asked.dated("EGY") and not asked.dated("gna-libya")
