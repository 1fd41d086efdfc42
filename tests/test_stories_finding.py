"""Stories: what is one happening, what is not, and what is told of it."""

from __future__ import annotations

import random

import pytest
from stories_fakes import (
    CAIRO,
    CHAD_REBELS,
    EGYPT,
    GNA_FORCES,
    HAFTAR,
    MIGRANTS,
    SALEH,
    SISI,
    TAJOURA,
    Origins,
    Report,
    report,
    stories_of,
    table,
    tell,
)

from musnad.errors import UsageError
from musnad.stories import Story, find_stories


def groups(*reports: Report) -> list[list[str]]:
    """Documents of each story."""
    return sorted(sorted(m.document_id for m in s.mentions) for s in stories_of(*reports))


def received(id: str, outlet: str, published: str, date: str = "", guest: object = HAFTAR) -> Report:
    assert isinstance(guest, tuple)
    text = f"[استقبل] الرئيس عبد الفتاح السيسي {guest[2]} في القاهرة"
    return report(id, outlet, published, tell(text, [guest], [SISI], mode="visit", date=date, place=CAIRO))


def met(id: str, outlet: str, published: str, date: str = "", guest: object = HAFTAR) -> Report:
    assert isinstance(guest, tuple)
    text = f"أجرى الرئيس المصري [محادثات] مع {guest[2]} تناولت مكافحة الإرهاب"
    return report(id, outlet, published, tell(text, [SISI], [guest], date=date))


def bombed(id: str, outlet: str, dead: int, by: object = HAFTAR, **kwargs: str) -> Report:
    assert isinstance(by, tuple)
    text = f"قُتل {dead} شخصا في [قصف] نفذته {by[2]} على مركز إيواء المهاجرين في تاجوراء"
    told = tell(text, [by], [MIGRANTS], kind="ASSAULT", mode="aerial", place=TAJOURA, **kwargs)  # type: ignore[arg-type]
    return report(id, outlet, "2019-07-03", told)


def test_two_reports_of_a_visit_are_one_story() -> None:
    (story,) = stories_of(
        met("b", "المنبر", "2019-04-15T08:00:00+02:00", "2019-04-14"),
        received("a", "الأهرام", "2019-04-14T18:00:00+02:00", "2019-04-14"),
    )
    assert [m.document_id for m in story.mentions] == ["a", "b"]
    assert story.first == story.mentions[0].event_id
    assert (story.event_type, story.event_mode) == ("CONSULT", "visit")
    assert (story.date, story.date_precision, story.date_basis) == ("2019-04-14", "day", "text")
    assert (story.place, story.latitude) == ("القاهرة", 30.06263)
    assert [[p.actor_id for p in side] for side in (story.actors, story.recipients)] == [
        ["haftar-khalifa"],
        ["sisi-abdelfattah"],
    ]
    assert story.independent == 2
    assert 0.5 < story.confidence <= 1


def test_an_undated_event_takes_the_day_of_its_first_report() -> None:
    (story,) = stories_of(received("a", "x", "2019-04-14T18:00:00+02:00"))
    assert (story.date, story.date_precision, story.date_basis) == ("2019-04-14", "day", "published")


def test_two_visits_of_one_man_in_a_month_are_two_stories() -> None:
    assert groups(
        received("a", "x", "2019-04-14", "2019-04-14"), received("b", "y", "2019-04-30", "2019-04-30")
    ) == [["a"], ["b"]]


def test_visits_of_two_men_on_one_day_are_two_stories() -> None:
    found = groups(
        received("a", "x", "2019-04-14", "2019-04-14"),
        received("b", "y", "2019-04-14", "2019-04-14", guest=SALEH),
    )
    assert found == [["a"], ["b"]]


def test_a_plan_is_not_the_visit_and_history_not_the_present() -> None:
    def told(id: str, status: str) -> Report:
        text = "[زيارة] المشير خليفة حفتر إلى القاهرة ولقاء الرئيس عبد الفتاح السيسي"
        return report(id, id, "2019-04-14", tell(text, [HAFTAR], [SISI], status=status, place=CAIRO))

    assert groups(told("a", "asserted"), told("b", "future"), told("c", "historical")) == [
        ["a"],
        ["b"],
        ["c"],
    ]


def test_an_actor_and_his_state_can_be_one_party() -> None:
    text = "[استقبلت] القاهرة المشير خليفة حفتر"
    told = report("b", "y", "2019-04-14", tell(text, [EGYPT], [HAFTAR], mode="visit", date="2019-04-14"))
    (story,) = stories_of(received("a", "x", "2019-04-14", "2019-04-14"), told)
    assert {p.actor_id for p in (*story.actors, *story.recipients)} == {"haftar-khalifa", "sisi-abdelfattah"}


def test_a_headline_and_its_text_are_one_story_of_one_origin() -> None:
    headline = tell("السيسي [يستقبل] حفتر في القاهرة", [SISI], [HAFTAR], mode="visit", skip=0)
    body = tell("[استقبل] الرئيس اليوم المشير", [HAFTAR], [SISI], mode="visit", date="2019-04-14")
    (story,) = stories_of(report("a", "x", "2019-04-14", headline, body))
    assert (len(story.mentions), story.independent) == (2, 1)


def test_a_copy_is_a_mention_but_no_independent_report() -> None:
    reports = [received(i, i, "2019-04-14", "2019-04-14") for i in ("a", "b", "c")]
    (apart,) = stories_of(*reports)
    (copied,) = stories_of(*reports, origins={"b": "a"})
    assert (apart.independent, copied.independent) == (3, 2)
    assert len(copied.mentions) == 3
    assert copied.corroboration < apart.corroboration


def test_the_order_of_the_input_makes_no_difference() -> None:
    reports = [
        received("a", "x", "2019-04-14", "2019-04-14"),
        met("b", "y", "2019-04-15"),
        received("c", "x", "2019-04-30", "2019-04-30"),
        received("d", "z", "2019-04-14", guest=SALEH),
        bombed("e", "x", 44),
        bombed("f", "y", 53, GNA_FORCES),
    ]
    expected = stories_of(*reports)
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert stories_of(*reports) == expected


def test_reports_differ_on_date_and_number() -> None:
    (story,) = stories_of(bombed("a", "x", 44, date="2019-07-02"), bombed("b", "y", 53, date="2019-07-03"))
    kinds = {d.kind: [v for v, _ in d.values] for d in story.disagreements}
    assert kinds == {"date": ["2019-07-02", "2019-07-03"], "number": ["killed 44", "killed 53"]}


def test_reports_of_one_attack_differ_on_who_did_it() -> None:
    (story,) = stories_of(bombed("a", "x", 44), bombed("b", "y", 44, CHAD_REBELS))
    (disagreement,) = story.disagreements
    assert disagreement.kind == "actor"
    assert {value for value, _ in disagreement.values} == {"haftar-khalifa", "متمردين تشاديين"}


def test_one_document_does_not_disagree_with_itself() -> None:
    one = report(
        "a",
        "x",
        "2019-07-03",
        tell("[قصف] مركز في تاجوراء قتل 44 شخصا", [], [MIGRANTS], kind="ASSAULT", place=TAJOURA),
        tell("[القصف] على المركز قتل 53 شخصا", [], [MIGRANTS], kind="ASSAULT", place=TAJOURA),
    )
    (story,) = stories_of(one)
    assert story.disagreements == ()


def test_a_denial_attaches_to_what_it_denies() -> None:
    denial = report(
        "c",
        "z",
        "2019-07-04",
        tell(
            "نفت القيادة العامة [استهداف] مركز المهاجرين", [HAFTAR], [MIGRANTS], kind="ASSAULT", place=TAJOURA
        ),
    )
    undenied = stories_of(bombed("a", "x", 44))
    told, denying = sorted(stories_of(bombed("a", "x", 44), denial), key=lambda s: s.status)
    assert (told.status, denying.status) == ("asserted", "negated")
    assert told.denials == (denying.first,)
    assert [m.document_id for m in told.mentions] == ["a"]
    assert [d.kind for d in told.disagreements] == ["status"]
    assert told.corroboration < undenied[0].corroboration


def test_a_denial_of_another_attack_attaches_to_nothing() -> None:
    denial = report(
        "c",
        "z",
        "2019-09-20",
        tell("نفت مصر [قصف] درنة", [EGYPT], [CHAD_REBELS], kind="ASSAULT", place=CAIRO),
    )
    assert all(not s.denials for s in stories_of(bombed("a", "x", 44), denial))


def test_every_event_is_a_mention_of_one_story() -> None:
    reports = [received("a", "x", "2019-04-14"), met("b", "y", "2019-04-15"), bombed("c", "x", 44)]
    found = stories_of(*reports)
    ids = sorted(m.event_id for s in found for m in s.mentions)
    assert ids == sorted(e.id for r in reports for e in r.events)


def test_no_events_no_stories() -> None:
    assert find_stories([], table([]), Origins()) == ()


def test_an_event_without_its_document_is_refused() -> None:
    with pytest.raises(UsageError, match="1 documents of the events are not given, the first is 'a'"):
        find_stories([], table([received("a", "x", "2019-04-14")]), Origins())


def test_stories_are_plain_values() -> None:
    story: Story = stories_of(received("a", "x", "2019-04-14"))[0]
    assert hash(story) == hash(stories_of(received("a", "x", "2019-04-14"))[0])
