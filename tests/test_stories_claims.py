"""Claims: who said what would happen, and what was reported later."""

from __future__ import annotations

import pytest
from stories_fakes import CAIRO, EGYPT, GNA_FORCES, HAFTAR, SALEH, SISI, Report, report, stories_of, tell

from musnad.stories import Claim, find_claims

LNA = ("lna-libya", "LBY MIL", "الجيش الوطني الليبي")
GNA = ("gna-libya", "LBY GOV", "حكومة الوفاق")


def announced(date: str = "", said_by: str = "", status: str = "future") -> Report:
    text = "من المقرر أن [يزور] المشير خليفة حفتر القاهرة للقاء الرئيس السيسي"
    told = tell(text, [HAFTAR], [SISI], mode="visit", status=status, date=date, said_by=said_by)
    return report("plan", "x", "2019-04-10", told)


def visited(day: str, status: str = "asserted", guest: tuple[str, str, str] = HAFTAR) -> Report:
    text = f"[استقبل] الرئيس عبد الفتاح السيسي {guest[2]} في القاهرة"
    told = tell(text, [guest], [SISI], mode="visit", date=day, place=CAIRO, status=status)
    return report(f"visit-{day}", "y", day, told)


def claim_of(*reports: Report) -> Claim:
    (claim,) = find_claims(stories_of(*reports))
    return claim


def test_a_plan_is_a_claim_of_its_actor() -> None:
    claim = claim_of(announced("2019-04-14"))
    assert (claim.speaker.actor_id, claim.said_on, claim.due) == (
        "haftar-khalifa",
        "2019-04-10",
        "2019-04-14",
    )
    assert (claim.state, claim.bearings) == ("open", ())


def test_a_claim_is_of_whom_the_text_names() -> None:
    assert claim_of(announced(said_by="المتحدث باسم الرئاسة")).speaker.name.ar == "المتحدث باسم الرئاسة"


def test_a_later_report_of_it_bears_on_it() -> None:
    claim = claim_of(announced(), visited("2019-04-14"))
    (bearing,) = claim.bearings
    assert (bearing.kind, bearing.date, bearing.days, claim.state) == ("came", "2019-04-14", 4, "came")


@pytest.mark.parametrize("day", ["2019-04-09", "2019-04-10", "2019-09-01"])
def test_an_earlier_or_much_later_report_does_not(day: str) -> None:
    assert claim_of(announced(), visited(day)).state == "open"


def test_nor_does_one_of_other_parties() -> None:
    assert claim_of(announced(), visited("2019-04-14", guest=SALEH)).state == "open"


def test_a_denial_bears_against_it() -> None:
    assert claim_of(announced(), visited("2019-04-14", status="negated")).state == "against"


def test_force_bears_against_a_promised_truce() -> None:
    truce = tell("[وقف] العمليات ضد حكومة الوفاق", [LNA], [GNA], kind="RETREAT", status="future")
    strike = tell("[قصف] الجيش الوطني مواقع حكومة الوفاق", [LNA], [GNA], kind="ASSAULT", date="2020-01-20")
    claim = claim_of(report("a", "x", "2020-01-12", truce), report("b", "y", "2020-01-21", strike))
    assert [(b.kind, b.days) for b in claim.bearings] == [("against", 8)]


def test_a_plan_dated_before_it_was_published_is_none() -> None:
    assert find_claims(stories_of(announced("2019-04-01"))) == ()


def test_a_plan_of_nobody_is_none() -> None:
    told = tell("من المنتظر عقد [اجتماع]", [], [], status="future")
    assert find_claims(stories_of(report("a", "x", "2019-04-10", told))) == ()


def test_a_code_alone_is_not_enough() -> None:
    plan = tell("[انسحاب] القوات", [GNA_FORCES], [], kind="RETREAT", status="future")
    later = tell("[انسحبت] القوات", [GNA_FORCES], [], kind="RETREAT", date="2020-01-20")
    assert (
        claim_of(report("a", "x", "2020-01-12", plan), report("b", "y", "2020-01-21", later)).state == "open"
    )


def test_claims_come_by_day() -> None:
    other = tell("[سيزور] الرئيس المصري باريس", [EGYPT], [("FRA", "FRA GOV", "فرنسا")], status="future")
    found = find_claims(stories_of(announced(), report("early", "z", "2019-04-01", other)))
    assert [c.document_id for c in found] == ["early", "plan"]


def test_a_window_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="a window of 0 days"):
        find_claims((), window=0)
