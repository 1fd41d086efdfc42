from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet as pq
import pytest
from exports_fakes import FORMULAS, HOSTILE, awkward, column, plain, read_delimited

from musnad.exports import EXPORTERS, export
from musnad.exports.csvfile import COLUMNS
from musnad.exports.delimited import disarmed, joined, write_rows
from musnad.exports.events import PROVENANCE, SENTENCE_TEXT, event_table
from musnad.records import Document, Event, fields_of, from_json, to_json
from musnad.workspace import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return awkward(tmp_path_factory.mktemp("awkward"))


def origin(workspace: Workspace) -> dict[str, Document]:
    return {document.id: document for document in workspace.documents().records()}


def expected(workspace: Workspace) -> list[Event]:
    order = sorted(workspace.events().records(), key=lambda e: (e.document_id, e.trigger.start, e.id))
    assert len(order) == 2 * len(FORMULAS)
    assert order != workspace.events().records()
    return order


def written(workspace: Workspace, format: str, folder: Path, **options: bool) -> Path:
    path = folder / f"out{EXPORTERS[format].suffix}"
    export(workspace, format, path, **options)
    return path


def test_jsonl_holds_the_events_with_their_provenance(workspace: Workspace, tmp_path: Path) -> None:
    path = written(workspace, "jsonl", tmp_path)
    rows = [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]
    assert [from_json(Event, row) for row in rows] == expected(workspace)
    documents = origin(workspace)
    for row in rows:
        document = documents[row["document_id"]]
        assert {name: row[name] for name in PROVENANCE} == {n: getattr(document, n) for n in PROVENANCE}
        assert row["title"] == "=عنوان", "nothing is disarmed where no spreadsheet reads"
        assert row[SENTENCE_TEXT] == document.text[row["sentence"]["start"] : row["sentence"]["end"]]
        assert list(row) == [*(f.name for f in fields_of(Event)), *PROVENANCE, SENTENCE_TEXT]


def test_jsonl_reads_back_in_pandas_polars_duckdb(workspace: Workspace, tmp_path: Path) -> None:
    path = written(workspace, "jsonl", tmp_path)
    ids = [e.id for e in expected(workspace)]
    said = [e.said_by for e in expected(workspace)]
    frame = pandas.read_json(path, lines=True, dtype=False)
    assert (list(frame["id"]), list(frame["said_by"])) == (ids, said)
    table = polars.read_ndjson(path)
    assert (table["id"].to_list(), table["said_by"].to_list()) == (ids, said)
    assert duckdb.execute("SELECT id, said_by FROM read_json(?)", [str(path)]).fetchall() == list(
        zip(ids, said, strict=True)
    )


def test_parquet_reads_back_equal_everywhere(workspace: Workspace, tmp_path: Path) -> None:
    path = written(workspace, "parquet", tmp_path)
    names = [f.name for f in fields_of(Event)]
    wanted = [to_json(e) for e in expected(workspace)]
    table = pq.read_table(path)
    assert table.schema.equals(event_table(workspace).schema)
    assert table.schema.field("intensity").metadata[b"unit"] == b"-10 (conflict) to +10 (cooperation)"
    frame = polars.read_parquet(path)
    assert table.select(names).to_pylist() == wanted
    assert frame.select(names).to_dicts() == wanted
    assert list(pandas.read_parquet(path)["document_id"]) == [row["document_id"] for row in wanted]
    sql = "SELECT id, said_by, actors[1].code, intensity FROM read_parquet(?)"
    assert duckdb.execute(sql, [str(path)]).fetchall() == [
        (r["id"], r["said_by"], r["actors"][0]["code"], r["intensity"]) for r in wanted
    ]


@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb"])
def test_csv_reads_back_equal(workspace: Workspace, tmp_path: Path, reader: str) -> None:
    rows = read_delimited(written(workspace, "csv", tmp_path), ",")[reader]
    events, documents = expected(workspace), origin(workspace)
    assert list(rows[0]) == list(COLUMNS)
    plain_columns = [
        f.name for f in fields_of(Event) if f.type in (str, float, int, float | None, str | None)
    ]
    for row, e in zip(rows, events, strict=True):
        for name in plain_columns:
            value = getattr(e, name)
            assert row[name] == ("" if value is None else str(disarmed(value))), name
        document = documents[e.document_id]
        assert row["title"] == "'=عنوان"
        assert row["outlet"] == "صحيفة"
        assert row["trigger"] == e.trigger.text
        assert row["sentence"] == document.text[e.sentence.start : e.sentence.end]
        assert int(row["trigger_start"]) == e.trigger.start
    assert column(rows, "said_by") == [HOSTILE, ""] * len(FORMULAS)


def test_csv_flattens_parties_in_parallel(workspace: Workspace, tmp_path: Path) -> None:
    first, second = read_delimited(written(workspace, "csv", tmp_path), ",")["pandas"][:2]
    assert first["actor_texts"] == "مصر; مسلحون"
    assert first["actor_ids"] == "Q79; "
    assert first["actor_names_en"] == "Egypt; "
    assert first["actor_codes"] == "EGY GOV; --- REB"
    assert first["recipient_texts"] == "الأمم المتحدة"
    assert first["recipient_names_en"] == ""
    assert first["contexts"] == "military; territory"
    assert second["actor_ids"] == ""
    assert second["actor_codes"] == "'---; ---"
    assert second["recipient_texts"] == ""


def test_csv_has_a_column_for_every_field() -> None:
    covered = {c.removesuffix("_texts") + "s" if c.endswith("_texts") else c for c in COLUMNS}
    assert {f.name for f in fields_of(Event)} <= covered
    assert max(Counter(COLUMNS).values()) == 1


@pytest.mark.parametrize("format, delimiter", [("csv", ","), ("polecat", "\t")])
def test_delimited_formulas_are_disarmed_and_numbers_are_not_touched(
    workspace: Workspace, tmp_path: Path, format: str, delimiter: str
) -> None:
    rows = read_delimited(written(workspace, format, tmp_path), delimiter)["pandas"]
    for row in rows:
        for name, cell in row.items():
            if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                assert name.lower() in ("intensity", "longitude")
                float(cell)
    names = ("intensity", "longitude") if format == "csv" else ("Intensity", "Longitude")
    assert [rows[0][name] for name in names] == ["-9.5", "-16.59"]
    numbers = pandas.read_csv(tmp_path / f"out{EXPORTERS[format].suffix}", sep=delimiter)
    assert numbers[names[0]].sum() == len(FORMULAS) * (-9.5 + 4.0)
    assert rows[1]["place" if format == "csv" else "Raw Placename"] == "'=هنا"


def test_csv_disarms_each_beginning_of_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    rows = read_delimited(written(workspace, "csv", tmp_path), ",")["pandas"]
    assert column(rows, "date_text")[::2] == ["'" + formula for formula in FORMULAS]


def test_delimited_cells_survive_hostile_text() -> None:
    cells = [HOSTILE, "a\rb", "a\nb", 'a"b', "a\tb", "a,b", "\u2028\u0085\ufeff", " x ", "'", "«;»"]
    for delimiter in ",\t":
        sink = io.BytesIO()
        write_rows(sink, [f"c{n}" for n in range(len(cells))], [cells], delimiter=delimiter)
        text = io.StringIO(sink.getvalue().decode(), newline="")
        assert list(csv.reader(text, delimiter=delimiter))[1] == cells


def test_delimited_disarmed_leaves_numbers() -> None:
    assert [disarmed(x) for x in (-1, -0.5, None, "", "a-b", "'=x")] == [-1, -0.5, None, "", "a-b", "'=x"]
    assert [disarmed(x) for x in FORMULAS] == ["'" + x for x in FORMULAS]


def test_delimited_joined_keeps_places() -> None:
    assert [joined(x) for x in ([], [None], ["", None], ["a", None, "b"])] == ["", "", "", "a; ; b"]


@pytest.mark.parametrize("format", [name for name, e in EXPORTERS.items() if e.delimited])
def test_delimited_byte_order_mark(tmp_path: Path, format: str) -> None:
    workspace = plain(tmp_path, 1)
    bare = written(workspace, format, tmp_path).read_bytes()
    assert not bare.startswith(b"\xef\xbb\xbf")
    assert written(workspace, format, tmp_path, bom=True).read_bytes() == b"\xef\xbb\xbf" + bare


def test_sentence_holds_what_is_hostile(workspace: Workspace) -> None:
    """The other tests would prove little if reading had washed the text."""
    texts = event_table(workspace)[SENTENCE_TEXT].to_pylist()
    for piece in ('"لا"', "\u202e", "\t", "\n", "\U0001f1f1", "زار البلد"):
        assert all(piece in text for text in texts), piece
