"""Questions to a workspace: SQL, filters of events, and what the answers are handed over as."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest
from workspace_fakes import code, json_lines

from musnad.errors import EnvironmentFault, UsageError
from musnad.records import Event, Label, Tie, arrow_schema
from musnad.workspace import Workspace

TEXTS = {
    "a": ("x", "2020-05-03", "قال بيان رسمي إن مصر زار قطر في مدينة الدوحة يوم 2020-04-20 لبحث العلاقات"),
    "b": ("y", "2019-01-01T08:00:00Z", "قال بيان رسمي إن قطر زار مصر لبحث العلاقات بين البلدين"),
    "c": ("x", "", "قال بيان رسمي إن باشاغا زار مصر في 2020-05 لبحث العلاقات بين البلدين"),
    "d": ("y", "", "قال بيان رسمي إن باشآغا زار قطر غدا لبحث العلاقات بين البلدين"),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp(
        "a [b] 'c' *"
    )  # characters that a pattern or a quotation would take amiss
    lines = [
        {"id": id, "outlet": outlet, "published": date, "text": text}
        for id, (outlet, date, text) in TEXTS.items()
    ]
    code(folder / "ws", json_lines(folder / "x.jsonl", lines))
    return Workspace.open(folder / "ws")


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, "dbac"),  # by date: none, 2019-01-01, 2020-04-20, 2020-05
        ({"limit": 2}, "db"),
        ({"actor": "Q79"}, "a"),
        ({"actor": "EGY"}, "a"),
        ({"actor": "LBY"}, "c"),
        ({"actor": "egypt"}, "a"),
        ({"actor": "مِصر"}, "a"),
        ({"actor": "باشأغا"}, "dc"),
        ({"actor": "XYZ"}, ""),
        ({"actor": "' OR 1=1 --"}, ""),
        ({"recipient": "QAT"}, "da"),
        ({"actor": "مصر", "recipient": "Qatar"}, "a"),
        ({"dyad": ("EGY", "قطر")}, "ba"),
        ({"dyad": ("QAT", "LBY")}, ""),
        ({"event_type": "CONSULT"}, "dbac"),
        ({"event_type": ["AID", "ASSAULT"]}, ""),
        ({"status": "future"}, "d"),
        ({"status": ["asserted", "future"], "outlet": "y"}, "db"),
        ({"outlet": ["x", "z"]}, "ac"),
        ({"since": "2020"}, "ac"),
        ({"since": "2020-04-21"}, "c"),
        ({"since": "2020-05-31"}, "c"),  # 2020-05 may be its last day
        ({"since": "2020-06"}, ""),
        ({"until": "2019-12-31"}, "b"),
        ({"until": "2019"}, "b"),
        ({"until": "2020-04-20"}, "ba"),
        ({"since": "2019-01-01", "until": "2020-04"}, "ba"),
    ],
)
def test_events_filters(workspace: Workspace, conditions: dict[str, Any], expected: str) -> None:
    found = workspace.events(**conditions)
    assert "".join(event.document_id for event in found.records()) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    "conditions",
    [
        {"since": "2020-13"},
        {"until": "May"},
        {"since": "2020-4-1"},
        {"actor": " "},
        {"recipient": ""},
        {"status": "denied"},
        {"limit": -1},
    ],
)
def test_events_malformed_conditions(workspace: Workspace, conditions: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        workspace.events(**conditions)


def test_selections_hand_over(workspace: Workspace) -> None:
    events = workspace.events()
    assert events.arrow().schema.equals(arrow_schema(Event))
    frame = events.pandas()
    assert isinstance(frame, pandas.DataFrame) and list(frame["document_id"]) == list("dbac")
    table = events.polars()
    assert isinstance(table, polars.DataFrame) and table["event_type"].to_list() == ["CONSULT"] * 4
    record = events.records()[2]
    assert isinstance(record, Event)
    assert TEXTS["a"][2][record.trigger.start : record.trigger.end] == record.trigger.text == "زار"
    assert record.actors[0].name is not None and record.actors[0].name.en == "Egypt"


def test_documents_ties_labels(workspace: Workspace) -> None:
    assert [d.id for d in workspace.documents().records()] == ["c", "d", "b", "a"]
    ties, labels = workspace.ties().records(), workspace.labels().records()
    assert [t.document_id for t in ties] == [m.document_id for m in labels] == list("abcd")
    assert isinstance(ties[0], Tie) and ties[0].to.text == "قطر" and isinstance(labels[0], Label)


@pytest.mark.parametrize("extra", ["pandas", "polars"])
def test_missing_extra_says_what_to_install(
    workspace: Workspace, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = workspace.events()
    monkeypatch.setitem(sys.modules, extra, None)  # as if it were not installed
    with pytest.raises(EnvironmentFault, match=rf"pip install musnad\[{extra}\]"):
        getattr(found, extra)()


def test_query(workspace: Workspace) -> None:
    joined = "events e JOIN documents d ON d.id = e.document_id"
    sql = f"SELECT d.outlet, count(*) AS n FROM {joined} GROUP BY 1 ORDER BY 1"
    assert workspace.query(sql).to_pylist() == [{"outlet": "x", "n": 2}, {"outlet": "y", "n": 2}]
    assert workspace.query("SELECT * FROM set_aside").num_rows == 0


def test_folder_name_is_not_a_pattern(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("w?", "wx"):
        shutil.copytree(workspace.path, tmp_path / name)
    assert len(Workspace.open(tmp_path / "w?").events()) == 4


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "SELEC",
        "SELECT nothing FROM events",
        "SELECT * FROM TEXTS",
        "CREATE TABLE t (n INT)",
        "COPY events TO 'events.csv'",
        "SELECT 1; SELECT 2",
    ],
)
def test_query_errors(workspace: Workspace, sql: str) -> None:
    with pytest.raises(UsageError):
        workspace.query(sql)


def test_empty_workspace_has_the_tables(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    assert workspace.events(actor="EGY", since="2020").arrow().schema.equals(arrow_schema(Event))
    assert workspace.query('SELECT "trigger".start, actors[1].name.ar FROM events').num_rows == 0
    assert workspace.documents().records() == [] and len(workspace.ties()) == 0
