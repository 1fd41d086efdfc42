from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pandas
import polars
import pyarrow.parquet as pq
import pytest
from exports_fakes import awkward, plain, read_delimited

from musnad.errors import EnvironmentFault, UsageError
from musnad.exports import EXPORTERS, export, get_exporter
from musnad.exports.events import event_table, schema
from musnad.records import Event, arrow_schema
from musnad.workspace import Selection, Workspace

FORMATS = tuple(EXPORTERS)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return plain(tmp_path_factory.mktemp("plain"), 3)


def test_exporters_say_what_they_are() -> None:
    assert set(EXPORTERS) == {"jsonl", "csv", "parquet", "polecat"}
    for name, exporter in EXPORTERS.items():
        assert exporter.name == name
        assert exporter.suffix.startswith(".")
        assert exporter.about
        assert get_exporter(name) is exporter
    assert len({exporter.suffix for exporter in EXPORTERS.values()}) == len(EXPORTERS)


def test_export_unknown_format(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'xlsx'.*jsonl, csv, parquet, polecat"):
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
    ids = sorted(event.id for event in chosen.records())
    if format == "parquet":
        assert sorted(pq.read_table(path)["id"].to_pylist()) == ids
    elif format == "jsonl":
        assert sorted(polars.read_ndjson(path)["id"]) == ids
    else:
        rows = read_delimited(path, "\t" if format == "polecat" else ",")["pandas"]
        assert sorted(next(iter(row.values())) for row in rows) == ids


def test_export_selection_of_everything_is_everything(workspace: Workspace) -> None:
    assert event_table(workspace, workspace.events()).equals(event_table(workspace))


def test_export_selection_of_another_workspace(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="12 selected events have no document"):
        export(workspace, "csv", tmp_path / "out.csv", selection=awkward(tmp_path).events())
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("format", FORMATS)
def test_export_of_nothing_has_a_header(tmp_path: Path, format: str) -> None:
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
    elif format == "jsonl":
        assert path.read_bytes() == b""
    else:
        delimiter = "\t" if format == "polecat" else ","
        assert path.read_bytes().count(b"\n") == 1
        assert read_delimited(path, delimiter) == {"pandas": [], "polars": [], "duckdb": []}
        assert pandas.read_csv(path, sep=delimiter).columns[0] in ("id", "Event ID")
