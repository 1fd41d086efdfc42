"""check finds each kind of damage; status counts."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from workspace_fakes import code, json_lines, story, text_files

from musnad.errors import WorkspaceError
from musnad.workspace import Counts, Workspace, check, status


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    lines = [
        {"id": "a", "text": story(1, "2020-05-01"), "outlet": "x", "published": "2020-05-03T10:00:00+03:00"},
        {"id": "b", "text": story(2), "outlet": "y", "published": "2020-04-30"},
        {"id": "c", "text": story(3), "outlet": "x"},
        {"id": "d", "text": story(3), "outlet": "x"},
    ]
    code(tmp_path / "ws", json_lines(tmp_path / "x.jsonl", lines))
    return Workspace.open(tmp_path / "ws")


def part(workspace: Workspace, table: str) -> Path:
    (path,) = (workspace.path / table).iterdir()
    return path


def edit(workspace: Workspace, table: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes the first row of a table on disk."""
    path = part(workspace, table)
    stored = pq.read_table(path)
    rows = stored.to_pylist()
    change(rows[0])
    pq.write_table(pa.Table.from_pylist(rows, stored.schema), path)


def test_check_of_a_good_workspace(workspace: Workspace) -> None:
    assert check(workspace) == []


def participant(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = row["actors"][0]
    return found


@pytest.mark.parametrize(
    ("table", "change", "finding"),
    [
        ("events", lambda r: r["trigger"].update(text="رفض"), "trigger 'رفض' is not the text"),
        ("events", lambda r: r["trigger"].update(end=9999), "lies outside"),
        ("events", lambda r: r["sentence"].update(start=-1), "sentence -1:"),
        ("events", lambda r: participant(r).update(start=0), "actors 'مصر' is not the text"),
        ("events", lambda r: r["recipients"][0].update(text="لبنان"), "recipients 'لبنان'"),
        ("events", lambda r: r.update(said_by="لبنان"), "said_by 'لبنان' is not the text"),
        ("events", lambda r: r.update(place="لبنان"), "place 'لبنان' is not in the text"),
        ("events", lambda r: r.update(date_text="أمس"), "date_text 'أمس' is not in the text"),
        ("events", lambda r: r.update(document_id="z"), "its document z is not there"),
        ("ties", lambda r: r["cue"].update(text="رفض"), "cue 'رفض'"),
        ("ties", lambda r: r["from"].update(text="رفض"), "from 'رفض'"),
        ("ties", lambda r: r.update(said_by="لبنان"), "said_by 'لبنان' is not in the text"),
        ("labels", lambda r: r["label"].update(start=1), "label 'زار'"),
        ("documents", lambda r: r.update(text=r["text"] + "."), "not the one of its checksum"),
        ("documents", lambda r: r.update(headings=[{"text": "x", "start": 0, "end": 1}]), "headings 'x'"),
        ("documents", lambda r: r.update(id="b"), "the id b is there twice"),
        ("set_aside", lambda r: r.update(outcome="empty"), "counts 1 duplicate, the rows are 0"),
    ],
)
def test_check_finds_an_edited_row(
    workspace: Workspace, table: str, change: Callable[[dict[str, Any]], object], finding: str
) -> None:
    edit(workspace, table, change)
    findings = check(workspace)
    assert any("changed since it was written" in f for f in findings)
    assert any(finding in f for f in findings), findings


def test_check_finds_rows_that_are_gone(workspace: Workspace) -> None:
    path = part(workspace, "events")
    pq.write_table(pq.read_table(path).slice(1), path)
    assert any("counts 3 events, the rows are 2" in f for f in check(workspace))


def test_check_finds_missing_unreadable_and_foreign_parts(workspace: Workspace) -> None:
    part(workspace, "events").unlink()
    part(workspace, "ties").write_bytes(b"PAR1 not really")
    pq.write_table(pa.table({"n": [1]}), part(workspace, "labels"))
    findings = check(workspace)
    for table, words in (("events", "cannot be read"), ("ties", "no readable"), ("labels", "other columns")):
        assert any(f"/{table}/" in f and words in f for f in findings), findings


def test_check_finds_an_account_that_does_not_add_up(workspace: Workspace) -> None:
    ledger = workspace.path / "ledger.jsonl"
    line = json.loads(ledger.read_text())
    line["units"][0]["counts"]["read"] += 1
    ledger.write_text(json.dumps(line) + "\n")
    (finding,) = check(workspace)
    assert "x.jsonl does not add up: read 5, coded 3" in finding


def test_check_finds_a_unit_twice_and_what_a_run_left(workspace: Workspace) -> None:
    ledger = workspace.path / "ledger.jsonl"
    ledger.write_text(ledger.read_text() * 2)
    (workspace.path / "events/0.parquet.tmp").touch()
    findings = check(workspace)
    assert any("is there 2 times" in f for f in findings)
    assert any("0.parquet.tmp: not in the ledger" in f for f in findings)


def test_check_needs_a_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="not a workspace"):
        check(Workspace(tmp_path))


def test_status_counts(workspace: Workspace) -> None:
    found = status(workspace)
    assert found.counts == Counts(read=4, coded=3, duplicate=1, events=3, ties=3, labels=3)
    assert (found.units, found.outlets, found.coders) == (1, {"x": 2, "y": 1}, {"fake 1.0": 3})
    assert (found.first_published, found.last_published) == ("2020-04-30", "2020-05-03")


def test_status_of_a_workspace_without_runs(tmp_path: Path) -> None:
    found = status(Workspace.create(tmp_path / "ws"))
    assert dataclasses.astuple(found) == (0, dataclasses.astuple(Counts()), {}, "", "", {})


def test_status_of_a_workspace_with_nothing_coded(tmp_path: Path) -> None:
    code(tmp_path / "ws", text_files(tmp_path / "in", []), json_lines(tmp_path / "x.jsonl", ["{"]))
    assert status(Workspace.open(tmp_path / "ws")).counts == Counts(read=1, quarantined=1)
