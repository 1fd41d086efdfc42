"""The answer follows from the numbers: planted worlds in which it is known."""

from __future__ import annotations

import datetime
import itertools
import re
from typing import Any

import pytest

from musnad.analysis.files import EventFile
from musnad.brief import Brief, brief
from musnad.brief.answer import SURE, moved, sure_among
from musnad.brief.findings import EVER, closer
from musnad.brief.words import unmarked
from musnad.errors import UsageError
from musnad.measures import EventTable, alignment

START = datetime.date(2020, 1, 1)
NUMBER = itertools.count()


def told(a: str, b: str, quad: int, days: range, source: str = "x") -> list[dict[str, Any]]:
    """An event between two actors on each of some days."""
    return [
        {
            "event_id": f"e{next(NUMBER):05}",
            "date": (START + datetime.timedelta(day)).isoformat(),
            "actor": a,
            "recipient": b,
            "quad_class": quad,
            "event_type": "CONSULT" if quad < 3 else "ASSAULT",
            "event_mode": "visit" if quad < 3 else "",
            "intensity": 5.0 if quad < 3 else -5.0,
            "source": source,
        }
        for day in days
    ]


def world(*parts: list[dict[str, Any]]) -> EventFile:
    return EventFile(EventTable.from_records([row for part in parts for row in part]))


def answered(made: Brief) -> list[str]:
    return [unmarked(statement.text) for statement in made.answer.statements]


QUARREL = told("hero", "villain", 4, range(0, 200, 10))
STEADY = told("friend", "hero", 2, range(0, 200, 4))
TURNCOAT = [
    *told("patron", "hero", 2, range(0, 100, 4)),
    *told("patron", "hero", 4, range(102, 200, 4)),
    *told("patron", "villain", 2, range(102, 200, 2)),
]


def test_a_backer_who_goes_over_tightens_the_noose() -> None:
    made = brief(world(QUARREL, STEADY, TURNCOAT), "hero", "villain")
    lines = answered(made)
    assert lines[0].startswith("By what the reports tell, pressure on hero has grown since")
    assert "patron moved away" in lines[0] and "patron went over to villain" in lines[0]
    assert "friend" not in lines[0]
    assert any("clearly cooperative for friend +" in line for line in lines)
    assert any(
        re.search(r"patron is closer to villain than to hero: .* since \d+ \w+ 2020", line) for line in lines
    )
    assert any("clearly cooperative for patron +" in line and "with villain" in line for line in lines)


def test_who_makes_up_eases_it() -> None:
    back = [*told("foe", "hero", 4, range(0, 100, 4)), *told("foe", "hero", 2, range(102, 200, 4))]
    assert "has eased" in answered(brief(world(STEADY, back), "hero"))[0]


def test_one_moving_closer_and_one_away_is_mixed() -> None:
    back = [*told("foe", "hero", 4, range(0, 100, 4)), *told("foe", "hero", 2, range(102, 200, 4))]
    (first, *_) = answered(brief(world(TURNCOAT, back), "hero"))
    assert first.startswith("The signs point both ways")
    assert "foe moved closer" in first and "patron moved away" in first


def test_one_of_many_must_move_further_to_be_told() -> None:
    """Alone a probability of 97% is a sign; among ten, one would come so far by chance."""
    moving = [*told("foe", "hero", 2, range(0, 100, 12)), *told("foe", "hero", 2, range(100, 200, 25))]
    moving += told("foe", "hero", 4, range(101, 180, 25))
    steady = [told(f"s{n}", "hero", 2, range(n, 200, 9)) for n in range(9)]
    alone, among = (brief(world(moving, *others), "hero") for others in ([], steady))
    (number,) = [n for s in alone.section("alignment").statements for n in s.numbers if "after" in n.name]
    assert number.value is not None
    assert "foe moved away" in answered(alone)[0]
    assert "foe moved away" not in answered(among)[0]
    assert sure_among(1) == SURE and sure_among(10) == pytest.approx(0.995)


def test_nothing_changes_where_all_goes_on() -> None:
    assert answered(brief(world(STEADY), "hero"))[0].startswith("The reports show no clear change")


def test_little_evidence_is_insufficient_and_only_counted() -> None:
    few = [*told("friend", "hero", 2, range(4)), *told("friend", "hero", 4, range(190, 191))]
    lines = answered(brief(world(few), "hero", until="2020-12-31"))
    assert lines[0].startswith("The evidence is insufficient to say")
    assert "friend (reported: cooperation 4, conflict 1)" in lines[1]
    assert not any("clearly" in line for line in lines)


def test_every_number_of_the_answer_stands_in_the_record_with_its_events() -> None:
    made = brief(world(QUARREL, STEADY, TURNCOAT), "hero", "villain")
    (whole,) = [s for s in made.answer.statements if "Over the whole period" in s.text and "friend" in s.text]
    (number,) = [n for n in whole.numbers if n.name == "alignment friend whole"]
    assert number.value is not None and number.low is not None and number.high is not None
    assert f"{number.value:+.2f} ({number.low:+.2f} to {number.high:+.2f})" in unmarked(whole.text)
    assert set(whole.evidence) >= {row["event_id"] for row in STEADY}


def test_the_fewest_deletions_that_turn_a_sign_are_told_and_do_turn_it() -> None:
    events = [*STEADY, *told("friend", "hero", 4, range(1, 200, 20))]
    made = brief(world(events), "hero")
    (hangs,) = [s for s in made.answer.statements if s.text.startswith("How firm")]
    found = re.search(r"turns without (\d+) events", unmarked(hangs.text))
    assert found and int(found[1]) == len(set(hangs.evidence))
    one_less = sorted(hangs.evidence)[1:]
    for dropped, sign in ((hangs.evidence, -1), (one_less, 1)):
        kept = EventTable.from_records([row for row in events if row["event_id"] not in dropped])
        left = alignment(kept, "hero", "friend", at="2020-07-15", decay=EVER)
        assert 2 * (0.6 + left.cooperation) / (1 + left.engagement) - 1 == pytest.approx(left.value)
        assert (left.value or 0) * sign >= 0


def test_tables_have_no_texts_and_say_so() -> None:
    made = brief(world(STEADY), "hero", lang="ar")
    for name in ("disagreements", "naming", "claims"):
        (statement,) = made.section(name).statements
        assert "ليس في جدول الأحداث نصوص" in statement.text
    assert made.evidence == {}


def test_peers_are_the_busiest_or_those_named() -> None:
    events = world(STEADY, told("stranger", "hero", 1, range(1)), told("other", "friend", 1, range(9)))
    assert brief(events, "hero").question["peers"] == ("friend",)
    assert brief(events, "hero", peers=["stranger", "other"]).question["peers"] == ("stranger", "other")


def test_period_is_that_of_the_events_or_as_asked() -> None:
    events = world(STEADY)
    free = brief(events, "hero").question
    assert (free["since"], free["before"], free["until"]) == ("2020-01-01", "2020-04-08", "2020-07-15")
    asked = brief(events, "hero", since="2020-02", until="2020-03", before="2020-02").question
    assert (asked["since"], asked["before"], asked["until"]) == ("2020-02-01", "2020-02-29", "2020-03-31")


def test_events_outside_of_the_period_do_not_count() -> None:
    made = brief(world(TURNCOAT), "hero", until="2020-04-05")
    assert any("clearly cooperative for patron" in line for line in answered(made))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rival": "hero"}, "rival of itself"),
        ({"since": "2021", "until": "2020"}, "before it begins"),
        ({"since": "2020-13"}, "not a date"),
        ({"before": "2031"}, "is not between"),
        ({"lang": "fr"}, "language 'fr'"),
        ({"rival": "nobody"}, "no actor 'nobody'"),
        ({"peers": ["nobody"]}, "no actor 'nobody'"),
    ],
)
def test_bad_questions_are_refused_clearly(options: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        brief(world(STEADY), "hero", **options)


def test_the_same_question_has_the_same_brief() -> None:
    first, second = (brief(world(STEADY, TURNCOAT), "hero", "patron", lang="ar").html() for _ in range(2))
    assert first == second


def test_intervals_that_overlap_say_nothing() -> None:
    assert [moved((0.1, 0.2), now) for now in ((0.3, 0.4), (0.15, 0.4), (0.0, 0.05))] == [
        "up",
        "same",
        "down",
    ]
    assert moved(None, (0.3, 0.4)) == "same"


def test_probability_of_moving_closer() -> None:
    table = world(STEADY, QUARREL).events
    good, bad, none = (alignment(table, "hero", other) for other in ("friend", "villain", "nobody"))
    assert (closer(good, none), closer(none, good)) == (None, None)
    assert closer(bad, good) == pytest.approx(1 - (closer(good, bad) or 0), abs=0.02)
    assert (closer(bad, good) or 0) > 0.99
