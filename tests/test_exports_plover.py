from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exports_fakes import NOBODY, UN, awkward, party, row, sample

from musnad.exports import export
from musnad.exports.plover import plover_event, wikidata

# Table "PLOVER JSON" of PLOVER_Manual.tex; actor and recipient were source and target there.
TABLE = (
    "id|date|time|enddate|endtime|actor|recipient|event|eventLoc|eventText|quadCode|eventScale|mode|context|dead|"
    "injured|size|link|text|citation|url|language|publication|license|copyright|textInfo|coder|version|codebook|"
    "dateCoded|comment"
)
REQUIRED = ("id", "date", "enddate", "actor", "event")


def test_event_with_everything() -> None:
    egypt = party("EGY", "EGY GOV LEG", "Egypt", "مصر")
    document = sample()
    found = plover_event(
        row(document, actors=(egypt,), recipients=(UN,), place="تاجوراء", place_id="2210394")
    )
    assert found.pop("text") == document.text
    assert found.pop("id")
    assert found == {
        "date": "2020-01-31",
        "enddate": "2020-01-31",
        "actor": [
            {
                "raw_text": "مصر",
                "entity_name": "Egypt",
                "wikidata_id": "Q79",
                "identifier_id": "EGY",
                "country_name": "Egypt",
                "country_code": "EGY",
                "sector_code": "GOV",
                "other_sector_codes": ["LEG"],
            }
        ],
        "recipient": [
            {
                "raw_text": "الأمم المتحدة",
                "entity_name": "الأمم المتحدة",
                "wikidata_id": wikidata("un") or None,
                "identifier_id": "un",
                "country_name": "United Nations",
                "country_code": "UNO",
                "sector_code": None,
                "other_sector_codes": [],
            }
        ],
        "event": "ASSAULT",
        "mode": "aerial",
        "context": ["military", "territory"],
        "quadCode": 4,
        "eventScale": -9.5,
        "eventLoc": {
            "geonameid": 2210394,
            "name": "Tajoura",
            "latitude": 31.21,
            "longitude": -16.59,
            "cc3": "LBY",
        },
        "eventText": "زار",
        "textInfo": {"sequence": 0, "start": 0, "end": len(document.text)},
        "citation": "d",
        "url": "https://a.example/1",
        "language": "ar",
        "publication": "المثال",
        "coder": "fake 1.0",
        "comment": found["comment"],
    }
    assert found["comment"].startswith("said by: ")


def test_unknown_is_null() -> None:
    changes: dict[str, Any] = {"event_mode": "", "place": "", "place_id": None, "said_by": ""}
    found = plover_event(row(actors=(NOBODY,), recipients=(), contexts=(), **changes))
    (actor,) = found["actor"]
    assert (actor.pop("raw_text"), set(map(str, actor.values()))) == ("مجهول", {"None", "[]"})
    names = ("recipient", "context", "mode", "eventLoc", "comment")
    assert [found[name] for name in names] == [[], [], None, None, None]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"event_date": "2020-02", "date_precision": "month"}, ("2020-02-01", "2020-02-29", False)),
        ({"event_date": "2019", "date_precision": "year"}, ("2019-01-01", "2019-12-31", False)),
        (
            {"event_date": "2020-03", "date_interval": "2020-03-21/2020-03-31"},
            ("2020-03-21", "2020-03-31", False),
        ),
        ({"event_date": ""}, ("2020-02-03", "2020-02-03", True)),
    ],
)
def test_dates_are_first_and_last_day(changes: dict[str, str], expected: tuple[str, str, bool]) -> None:
    found = plover_event(row(**changes))
    assert (found["date"], found["enddate"], "date: publication" in found["comment"]) == expected


def test_without_any_date() -> None:
    found = plover_event(row(sample(published=""), event_date=""))
    assert (found["date"], found["enddate"]) == (None, None)


def test_planned_cooperation_is_agree_and_says_what_it_was() -> None:
    planned = {"event_type": "CONSULT", "event_mode": "visit", "quad_class": 1, "intensity": 4.0}
    found = plover_event(row(**planned, status="future", said_by="", contexts=("economic",)))
    assert [found[name] for name in ("event", "mode", "quadCode", "eventScale")] == ["AGREE", None, 1, 2.5]
    assert found["comment"] == "coded: CONSULT visit, future"
    assert found["context"] == ["economic"]
    threat = plover_event(row(status="future", contexts=("economic",)))
    assert (threat["event"], threat["context"]) == ("ASSAULT", ["economic", "future"])


def test_file_has_the_manuals_fields(tmp_path: Path) -> None:
    path = tmp_path / "out.plover.jsonl"
    workspace = awkward(tmp_path)
    assert export(workspace, "plover", path) == 12
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    for line in lines:
        assert set(line) <= set(TABLE.split("|"))
        assert all(line[name] for name in REQUIRED)
    assert len({line["id"] for line in lines}) == len(lines)


def test_negated_events_only_if_asked_for(visits: Path, tmp_path: Path) -> None:
    from musnad import open_workspace

    workspace = open_workspace(visits)
    statuses = [event.status for event in workspace.events().records()]
    assert export(workspace, "plover", tmp_path / "a") == len(statuses) - statuses.count("negated")
    chosen = workspace.events(status="negated")
    assert export(workspace, "plover", tmp_path / "b", selection=chosen) == statuses.count("negated")
