from __future__ import annotations

import io
import json
import os
import re
import threading
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas
import polars
import pyarrow.parquet as pq
import pytest
from exports_fakes import awkward, plain, read_delimited

from musnad.errors import EnvironmentFault, UsageError
from musnad.exports import EXPORTERS, TABLE_NAMES, default_statuses, export, exporter_of, get_exporter
from musnad.exports.events import event_table, schema
from musnad.records import Event, arrow_schema
from musnad.workspace import Selection, Workspace

FORMATS = tuple(EXPORTERS)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return plain(tmp_path_factory.mktemp("plain"), 3)


def test_exporters_say_what_they_are() -> None:
    assert list(EXPORTERS) == [
        "jsonl", "csv", "parquet", "polecat", "plover", "icews", "gdelt", "gexf", "graphml", "ftm", "webanno",
    ]  # fmt: skip
    for name, exporter in EXPORTERS.items():
        assert exporter.name == name
        assert exporter.suffix.startswith(".")
        assert exporter.about
        assert get_exporter(name) is exporter
    assert len({exporter.suffix for exporter in EXPORTERS.values()}) == len(EXPORTERS)


def test_export_unknown_format(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'xlsx'.*jsonl, csv, parquet, polecat, plover"):
        export(workspace, "xlsx", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_export_byte_order_mark_only_where_it_belongs(workspace: Workspace, format: str) -> None:
    with pytest.raises(UsageError, match="byte order mark"):
        export(workspace, format, io.BytesIO(), bom=True)


@pytest.mark.parametrize("format", FORMATS)
def test_export_file_and_stream_are_the_same_each_time(
    workspace: Workspace, tmp_path: Path, format: str
) -> None:
    stream = io.BytesIO()
    assert export(workspace, format, stream) == 3
    assert not stream.closed
    for target in (tmp_path / "one", str(tmp_path / "two")):
        assert export(workspace, format, target) == 3
        assert Path(target).read_bytes() == stream.getvalue()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.parametrize("format", FORMATS)
def test_export_replaces_a_file_only_when_complete(
    workspace: Workspace, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"before")
    whole = type(EXPORTERS[format]).write

    def broken(self: object, events: object, sink: io.BytesIO) -> None:
        whole(self, events, sink)  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(EXPORTERS[format]), "write", broken)
    with pytest.raises(EnvironmentFault, match="No space left"):
        export(workspace, format, path)
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_export_into_a_missing_folder(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="missing"):
        export(workspace, "csv", tmp_path / "missing" / "out.csv")


def test_export_onto_a_folder(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        export(workspace, "csv", tmp_path)


def test_export_follows_a_link(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export(workspace, "jsonl", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes().count(b"\n") == 3


def test_export_into_a_pipe_leaves_it_one(workspace: Workspace, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    export(workspace, "jsonl", pipe)
    reader.join(timeout=30)
    assert pipe.is_fifo(), "the file took the place of the pipe"
    assert got[0].count(b"\n") == 3


def test_export_order_does_not_depend_on_the_order_of_reading(tmp_path: Path) -> None:
    table = event_table(awkward(tmp_path))
    keys = [(row["document_id"], row["trigger"]["start"], row["id"]) for row in table.to_pylist()]
    assert keys == sorted(keys)
    assert len(set(keys)) == 12


@pytest.mark.parametrize("format", FORMATS)
def test_export_selection(tmp_path: Path, format: str) -> None:
    workspace = awkward(tmp_path)
    chosen = workspace.events(event_type="ASSAULT", limit=4)
    path = tmp_path / "out"
    assert export(workspace, format, path, selection=chosen) == 4
    ids = {event.id for event in chosen.records()}
    assert len(ids) == 4
    if format == "parquet":
        assert set(pq.read_table(path)["id"].to_pylist()) == ids
    elif format in ("gexf", "graphml"):
        assert all(counted == "4" for counted in re.findall(r'"events" value="(\d+)"', path.read_text()))
    elif EXPORTERS[format].delimited:
        rows = read_delimited(path, "," if format == "csv" else "\t")["pandas"]
        assert {next(iter(row.values())).partition("-")[0] for row in rows} == ids
    else:
        others = {event.id for event in workspace.events().records()} - ids
        text = path.read_text(encoding="utf-8")
        assert all(one in text for one in ids) and not any(one in text for one in others)


def test_export_selection_of_everything_is_everything(workspace: Workspace) -> None:
    assert event_table(workspace, workspace.events()).equals(event_table(workspace))


def test_export_selection_of_another_workspace(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="12 selected events have no document"):
        export(workspace, "csv", tmp_path / "out.csv", selection=awkward(tmp_path).events())
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("format", FORMATS)
def test_export_of_nothing_is_whole(tmp_path: Path, format: str) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    path = tmp_path / "out"
    assert export(workspace, format, path) == 0
    nothing = Selection(Event, arrow_schema(Event).empty_table())
    assert export(workspace, format, tmp_path / "again", selection=nothing) == 0
    assert (tmp_path / "again").read_bytes() == path.read_bytes()
    if format == "parquet":
        assert pq.read_schema(path).equals(schema())
        assert pandas.read_parquet(path).empty
        assert polars.read_parquet(path).is_empty()
    elif EXPORTERS[format].delimited:
        delimiter = "," if format == "csv" else "\t"
        assert path.read_bytes().count(b"\n") == 1
        assert read_delimited(path, delimiter) == {"pandas": [], "polars": [], "duckdb": []}
        assert pandas.read_csv(path, sep=delimiter).columns[0] in ("id", "Event ID", "GLOBALEVENTID")
    elif format in ("gexf", "graphml"):
        assert not [one for one in ElementTree.parse(path).iter() if one.tag.endswith(("node", "edge"))]
    elif format == "webanno":
        assert json.loads(path.read_bytes())["first"]["items"] == []
    else:
        assert path.read_bytes() == b""


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.csv", "csv"), ("A.JSONL", "jsonl"), ("a.plover.jsonl", "plover"), ("a.tsv", "polecat"),
        ("a.icews.tsv", "icews"), ("a.gdelt.tsv", "gdelt"), ("a.gexf", "gexf"), ("a.ftm.json", "ftm"),
        ("a.jsonld", "webanno"), ("a.json", None), ("csv", None),
    ],
)  # fmt: skip
def test_suffix_tells_the_format(name: str, format: str | None) -> None:
    found = exporter_of(name)
    assert (found.name if found else None) == format


def test_statuses_that_are_written_without_being_chosen() -> None:
    assert {name: exporter.statuses for name, exporter in EXPORTERS.items() if exporter.statuses} == {
        "plover": ("asserted", "future", "hypothetical", "historical"),
        **dict.fromkeys(("icews", "gdelt", "gexf", "graphml", "ftm"), ("asserted",)),
    }
    assert [default_statuses("csv", table) for table in TABLE_NAMES] == [None] * 4 + [("asserted",)]
    assert default_statuses("ftm", "ties") is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"table": "places"}, r"no table 'places'.*events, ties, labels, documents, panel"),
        ({"format": "gexf", "table": "panel"}, r"'gexf' does not hold panel.*jsonl, csv, parquet"),
        ({"format": "ftm", "table": "labels"}, r"'ftm' does not hold labels"),
        ({"fill": True}, "events cannot be filled"),
        ({"table": "ties", "fill": True}, "ties cannot be filled"),
    ],
)
def test_export_bad_tables_are_refused(
    workspace: Workspace, tmp_path: Path, arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        export(workspace, **({"format": "csv", "target": tmp_path / "x"} | arguments))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("table", ["ties", "labels", "documents"])
def test_export_conditions_are_of_events(workspace: Workspace, tmp_path: Path, table: str) -> None:
    with pytest.raises(UsageError, match=f"choose events, not {table}"):
        export(workspace, "csv", tmp_path / "x", table=table, selection=workspace.events())
