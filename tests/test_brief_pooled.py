"""All parties together: enough where of each there is too little, and never a change."""

from __future__ import annotations

import pytest
from test_brief_answer import answered, told, world

from musnad.brief import brief
from musnad.brief.findings import EVER
from musnad.brief.pooled import TOGETHER, together
from musnad.brief.question import ask
from musnad.measures import EventTable, alignment, preference

STATES = ("one", "two", "three", "four", "five", "six")
"""Two events each with hero and villain, on days of their own."""
PARTED = [
    event
    for n, state in enumerate(STATES)
    for event in (
        *told(state, "hero", 4, range(n, 200, 100)),
        *told(state, "villain", 2, range(50 + n, 200, 100)),
    )
]


def test_what_each_is_too_little_for_all_together_tell() -> None:
    lines = answered(brief(world(PARTED), "hero", "villain"))
    assert "Taken together, what is reported of hero with 6 parties is clearly hostile: −0." in lines[1]
    assert lines[1].endswith("events of cooperation 0, of conflict 12.")
    assert (
        "Taken together, what is reported of villain with 6 parties is clearly cooperative: +0." in lines[2]
    )
    assert "these parties are closer to villain than to hero: probability >99%" in lines[3]
    assert any("The evidence on hero is insufficient for a judgement about" in line for line in lines)


def test_it_is_the_measure_of_the_parties_as_one() -> None:
    table = EventTable.from_records(PARTED)
    found = together(table, ask(table, "hero", "villain"), EVER)
    assert found is not None and found.preference is not None
    pooled = table.merged(dict.fromkeys(STATES, "all"))
    assert found.actor.value == pytest.approx(alignment(pooled, "hero", "all", decay=EVER).value)
    named = preference(pooled, "all", "hero", "villain", decay=EVER)
    assert found.preference.value == pytest.approx(named.value)
    assert (found.tally, found.rival_tally) == ((0, 12), (12, 0))
    assert found.parties == tuple(sorted(STATES))


def test_a_conference_of_many_counts_once() -> None:
    conference = [event for state in STATES for event in told(state, "hero", 1, range(0, 20, 10))]
    table = EventTable.from_records(conference)
    found = together(table, ask(table, "hero", None), EVER)
    assert found is not None and found.tally == (2, 0) and found.actor.n == 2
    assert len(found.actor.evidence) == 12  # all reports of it are behind the number


def test_one_party_is_not_taken_together() -> None:
    table = EventTable.from_records(told("one", "hero", 1, range(9)))
    assert together(table, ask(table, "hero", None), EVER) is None


def test_together_nobody_is_said_to_have_moved() -> None:
    """Friend and foe stay what they are; only the foe is reported on more. Pooled, that looks like a turn."""
    lines = answered(
        brief(
            world(
                told("friend", "hero", 2, range(0, 100, 2)),
                told("friend", "hero", 2, range(100, 200, 25)),
                told("foe", "hero", 4, range(0, 100, 25)),
                told("foe", "hero", 4, range(100, 200, 2)),
            ),
            "hero",
        )
    )
    assert "moved" not in " ".join(lines)
    assert any("clearly cooperative for friend" in line for line in lines)


def test_too_little_together_is_said_and_in_arabic_too() -> None:
    few = [*told("one", "hero", 1, range(2)), *told("two", "hero", 4, range(9, 11))]
    english, arabic = (answered(brief(world(few), "hero", lang=lang))[1] for lang in ("en", "ar"))
    assert "is not enough to tell which way it leans: events of cooperation 2, of conflict 2" in english
    assert "مع طرفين لا يكفي في مجموعه لترجيح اتجاه: أحداث التعاون 2 والخصومة 2" in arabic
    assert TOGETHER not in english + arabic


def test_the_fewest_events_that_make_it_doubtful_do() -> None:
    table = EventTable.from_records(PARTED)
    question = ask(table, "hero", "villain")
    found = together(table, question, EVER)
    assert found is not None and [who for who, _, _ in found.doubtful] == ["hero", "villain"]
    _, n, ids = found.doubtful[0]
    assert 0 < n == len(ids) < 12
    for dropped, doubtful in ((ids, True), (ids[1:], False)):
        left = together(table.without(ids=dropped), question, EVER)
        assert left is not None and left.actor.interval is not None
        assert (left.actor.interval[0] <= 0 <= left.actor.interval[1]) is doubtful
    (hangs,) = [line for line in answered(brief(world(PARTED), "hero", "villain")) if "How firm" in line]
    assert f"all parties together with hero: no longer clear without {n} events" in hangs
