"""A workspace asked for tables, dyads, actors, stories and evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_fakes import Told, workspace

import musnad
from musnad.analysis import Analysis
from musnad.errors import UsageError
from musnad.measures import Scope

TOLD = (
    Told("السيسي", "CONSULT", "حفتر", "2020-06-07", date="2020-06-06"),
    Told("المسماري", "ACCUSE", "أردوغان", "2020-06-20"),
    Told("أردوغان", "ACCUSE", "حفتر", "2020-06-25", outlet="المنبر"),
    Told("ماكرون", "CONSULT", "باشاغا", "2020-11-20", outlet="المنبر"),
    Told("ماكرون", "SUPPORT", "باشاغا", "2020-11-21", status="future"),
    Told("سالم", "ACCUSE", "باشاغا", ""),
    Told("بوتين", "CONSULT", "أردوغان", "2020-12-01"),
)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return musnad.open_workspace(workspace(tmp_path_factory.mktemp("analysis"), TOLD))


def pairs(ws: Analysis, *focus: str, **options: bool) -> set[tuple[str, str]]:
    table = ws.table(focus, **options)  # type: ignore[arg-type]
    names = table.actor.names
    return {(names[a], names[r]) for a, r in zip(table.actor.codes, table.recipient.codes, strict=True)}


def test_states_are_wholes_unless_somebody_is_asked_about(ws: Analysis) -> None:
    assert pairs(ws) == {
        ("EGY", "LBY"), ("LBY", "TUR"), ("TUR", "LBY"), ("FRA", "LBY"), ("RUS", "TUR"),
    }  # fmt: skip
    assert pairs(ws, "حفتر") == {
        ("EGY", "haftar-khalifa"), ("haftar-khalifa", "TUR"), ("TUR", "haftar-khalifa"),
        ("FRA", "bashagha-fathi"), ("RUS", "TUR"),
    }  # fmt: skip


def test_the_day_of_publication_stands_in_unless_told_otherwise(ws: Analysis) -> None:
    assert pairs(ws, "حفتر", published=False) == {("EGY", "haftar-khalifa")}
    assert ws.table(["حفتر"]).undated == 1  # neither a date nor a day of publication


def test_an_unknown_scale_is_refused(ws: Analysis) -> None:
    with pytest.raises(UsageError, match="'metres' is not a scale"):
        ws.table(scale="metres")


def test_goldstein(ws: Analysis) -> None:
    plover, goldstein = (ws.dyad("EGY", "حفتر", scale=scale).table for scale in ("plover", "goldstein"))
    of = [table.between(["EGY"], ["haftar-khalifa"]).intensity.tolist() for table in (plover, goldstein)]
    assert of == [[musnad.ontology.intensity("CONSULT")], [musnad.ontology.goldstein("042")]]


def test_a_dyad_and_its_evidence(ws: Analysis) -> None:
    dyad = ws.dyad("Haftar", "تركيا")
    assert (dyad.a.id, dyad.b.id) == ("haftar-khalifa", "TUR")
    found = dyad.alignment()
    assert (found.n, str(found.at)) == (2, "2020-12-01")  # the last publication
    sentences = ws.evidence(found.evidence)
    assert [one.sentence for one in sentences] == ["المسماري اتهم أردوغان اليوم.", "أردوغان اتهم حفتر اليوم."]
    first = sentences[0]
    assert (first.document_id, first.outlet, first.published) == ("1", "المثال", "2020-06-20")
    text = ws.documents().records()[[d.id for d in ws.documents().records()].index("1")].text
    assert text[first.start : first.end] == first.sentence
    assert text[first.trigger_start : first.trigger_end] == "اتهم"
    assert sorted(event.id for event in dyad.events().records()) == list(dyad.evidence)
    assert {mention.event_id for story in dyad.stories() for mention in story.mentions} == set(dyad.evidence)


def test_evidence_of_nothing_is_empty(ws: Analysis) -> None:
    assert len(ws.evidence([])) == 0
    assert ws.evidence(["no such event", "'; DROP TABLE events"]).rows() == []


def test_a_status_is_asked_for(ws: Analysis) -> None:
    dyad = ws.dyad("باشاغا", "فرنسا")
    assert dyad.alignment().n == 1
    assert dyad.alignment(scope=Scope(statuses=None)).n == 2


def test_influence_by_outlet_needs_two(ws: Analysis) -> None:
    assert {one.name for one in ws.dyad("حفتر", "TUR").influence("outlet").ranking} == {"المثال", "المنبر"}
    with pytest.raises(UsageError, match="only one outlet, 'المثال', reports of haftar-khalifa and EGY"):
        ws.dyad("حفتر", "EGY").influence("outlet")
    with pytest.raises(UsageError, match="Use one of event, outlet, family"):
        ws.dyad("حفتر", "EGY").influence("weather")


def test_families_that_are_given_go_together(ws: Analysis) -> None:
    given = musnad.open_workspace(ws.path, families={"المثال": "دار", "المنبر": "دار"})
    assert set(given.families().values()) == {"دار"}
    assert len(ws.dyad("حفتر", "TUR").influence("family").ranking) == 2
    with pytest.raises(UsageError, match="only one family, 'دار'"):
        given.dyad("حفتر", "TUR").influence("family")


def test_what_if_a_report_had_not_been(ws: Analysis) -> None:
    dyad = ws.dyad("حفتر", "TUR")
    without = dyad.what_if(sources=["المنبر"])
    assert (without.before.n, without.after.n) == (2, 1)
    assert dyad.what_if(ids=dyad.evidence).after.n == 0
    with pytest.raises(UsageError, match="no event, or outlet, is called 'nobody'"):
        dyad.what_if(sources=["nobody"])


def test_a_path_begins_with_the_first_event(ws: Analysis) -> None:
    assert str(ws.dyad("حفتر", "TUR").path().first) == "2020-06-20"
    with pytest.raises(UsageError, match="no event between"):
        ws.dyad("حفتر", "RUS").path()


def test_peers_have_a_stake_in_the_country(ws: Analysis) -> None:
    haftar = ws.actor("حفتر")
    assert haftar.peers() == ("EGY", "FRA", "TUR")  # France met another Libyan; Russia none
    assert [peer.name for peer in haftar.isolation().peers] == ["EGY", "FRA", "TUR"]
    asked = haftar.isolation(["روسيا", "EGY"])
    assert [(peer.name, peer.n) for peer in asked.peers] == [("EGY", 1), ("RUS", 0)]


def test_an_actor_is_asked(ws: Analysis) -> None:
    haftar = ws.actor("haftar-khalifa")
    assert haftar.recognition().n == 1
    assert haftar.preference("باشاغا", "FRA").insufficient
    assert [one.patron for one in haftar.preferences("باشاغا").patrons] == ["EGY", "FRA", "TUR"]
    assert haftar.series("month").counts.sum() == 3
    assert len(haftar.events()) == len(haftar.stories().evidence) == 3


def test_stories_by_condition(ws: Analysis) -> None:
    assert len(ws.stories()) == len(TOLD)
    assert len(ws.stories(actor="باشاغا", status="asserted")) == 2
    assert len(ws.stories(event_type=["CONSULT", "SUPPORT"], since="2020-11", until="2020-11")) == 2
    with pytest.raises(UsageError, match="before it begins"):
        ws.stories(since="2021", until="2020")
    rows = ws.stories(dyad=("EGY", "حفتر")).rows()
    assert [(row["date"], row["date_basis"], row["mentions"]) for row in rows] == [("2020-06-06", "text", 1)]
    assert ws.stories(actor="EGY").arrow().num_rows == 1


def test_camps_and_fit(ws: Analysis) -> None:
    camps = ws.camps(["حفتر", "باشاغا", "EGY", "TUR", "FRA", "RUS"], at="2020-12-01")
    assert set(camps.actors) == {"haftar-khalifa", "bashagha-fathi", "EGY", "TUR", "FRA", "RUS"}
    assert ws.fit().insufficient


def test_names(ws: Analysis) -> None:
    assert ws.name("unlisted:LBY:سالم").ar == "سالم"
    assert ws.party("سالم").id == "unlisted:LBY:سالم"


def test_what_was_computed_goes_when_the_workspace_grows(tmp_path: Path) -> None:
    ws = musnad.open_workspace(workspace(tmp_path, TOLD[:2]))
    before = ws.table()
    assert ws.table() is before
    workspace(tmp_path, TOLD)
    assert len(ws.table()) > len(before)
    assert ws.last_day() == "2020-12-01"


def test_copies_corroborate_only_when_counted_as_independent(tmp_path: Path) -> None:
    """Three outlets print one text; a fourth tells another event of the two, another day."""
    told = [
        Told("أردوغان", "ACCUSE", "حفتر", "2020-06-25", outlet=outlet, copied=True)
        for outlet in ("الأول", "الثاني", "الثالث")
    ]
    told.append(Told("أردوغان", "CONSULT", "بوتين", "2020-09-01", outlet="الرابع"))
    ws = musnad.open_workspace(workspace(tmp_path, told))
    once, apart = (ws.stories(actor="حفتر", collapse=collapse)[0] for collapse in (True, False))
    assert (once.independent, apart.independent) == (1, 3)
    weights = [
        ws.dyad("حفتر", "TUR", collapse=collapse).alignment("2020-06-25").conflict
        for collapse in (True, False)
    ]
    assert weights[0] < weights[1]
