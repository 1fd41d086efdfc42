"""Ties, labels and documents as files; the conditions of the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow.parquet as pq
import pytest
from conftest import Musnad
from exports_fakes import EGYPT, FORMULAS, HOSTILE, NOBODY, coded_as, event, read_delimited, sample

from musnad.exports import export, gather
from musnad.exports.csvfile import flat_columns
from musnad.exports.delimited import disarmed
from musnad.exports.events import PROVENANCE, SENTENCE_TEXT
from musnad.records import TABLES, CodedDocument, Label, SentenceRef, Span, Tie, fields_of, from_json, to_json
from musnad.workspace import Workspace

OTHERS = ("ties", "labels", "documents")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two documents, the later id first, with ties and labels whose texts begin like formulas."""
    found = []
    for number, id in enumerate(("z", "a")):
        document = sample(id=id, text=f"{HOSTILE} قال بيان إن مصر زارت ليبيا أمس وإن المباحثات {id} تتواصل")
        sentence, where = SentenceRef(0, 0, len(document.text)), Span(document.text[5:9], 5, 9)
        ties = [
            Tie(
                f"t{id}{n}",
                id,
                "SUPPORTS",
                EGYPT,
                NOBODY,
                where,
                sentence,
                "asserted",
                formula,
                "fake 1.0",
                0.5,
            )
            for n, formula in enumerate(FORMULAS)
        ]
        label = Label(f"l{id}", id, NOBODY, where, "negative", sentence, "fake 1.0", -0.5 * number)
        happened = event(document, said_by="", said_by_start=None, said_by_end=None)
        found.append(CodedDocument(document, (happened,), tuple(ties), (label,)))
    return coded_as(tmp_path, *found)


def records(workspace: Workspace, table: str) -> list[Any]:
    """The rows of a table as records, in the order of a file."""
    return sorted(
        getattr(workspace, table)().records(), key=lambda r: (getattr(r, "document_id", r.id), r.id)
    )


@pytest.mark.parametrize("table", OTHERS)
def test_rows_are_the_records_with_their_provenance(workspace: Workspace, table: str) -> None:
    record, wanted = TABLES[table], records(workspace, table)
    rows = gather(workspace, table).to_pylist()
    assert [from_json(record, row) for row in rows] == wanted
    assert len(rows) == {"ties": 12, "labels": 2, "documents": 2}[table]
    if table != "documents":
        documents = {d.id: d for d in workspace.documents().records()}
        for row in rows:
            document = documents[row["document_id"]]
            assert {n: row[n] for n in PROVENANCE} == {n: getattr(document, n) for n in PROVENANCE}
            assert row[SENTENCE_TEXT] == document.text


@pytest.mark.parametrize("table", OTHERS)
def test_parquet_and_jsonl_read_back_equal(workspace: Workspace, tmp_path: Path, table: str) -> None:
    wanted = gather(workspace, table)
    parquet, lines = tmp_path / "a.parquet", tmp_path / "a.jsonl"
    assert export(workspace, "parquet", parquet, table=table) == wanted.num_rows
    export(workspace, "jsonl", lines, table=table)
    rows = wanted.to_pylist()
    assert pq.read_table(parquet).equals(wanted)
    assert polars.read_parquet(parquet).to_dicts() == rows
    assert duckdb.read_parquet(str(parquet)).to_arrow_table().to_pylist() == rows
    assert list(pandas.read_parquet(parquet)["id"]) == [row["id"] for row in rows]
    assert [json.loads(line) for line in lines.read_bytes().split(b"\n")[:-1]] == rows


@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("table", OTHERS)
def test_csv_reads_back_flat(workspace: Workspace, tmp_path: Path, table: str, reader: str) -> None:
    path = tmp_path / "a.csv"
    export(workspace, "csv", path, table=table)
    rows = read_delimited(path, ",")[reader]
    assert list(rows[0]) == list(flat_columns(gather(workspace, table).schema))
    plain = [f for f in fields_of(TABLES[table]) if f.type in (str, int, float)]
    for row, one in zip(rows, records(workspace, table), strict=True):
        for field in plain:
            assert row[field.name] == str(disarmed(getattr(one, field.attribute)))
        if table == "ties":
            assert (row["from_actor_id"], row["from_name_en"], row["from_code"]) == (
                "Q79",
                "Egypt",
                "EGY GOV",
            )
            assert (row["to_actor_id"], row["to_name_en"], row["to_code"]) == ("", "", "'---")
            assert (row["cue_text"], row["cue_start"]) == (one.cue.text, str(one.cue.start))
        if table == "labels":
            assert (row["label_text"], row["label_end"]) == (one.label.text, str(one.label.end))


def test_csv_of_documents_joins_headings(workspace: Workspace, tmp_path: Path) -> None:
    export(workspace, "csv", tmp_path / "a.csv", table="documents")
    (heading, _) = (row["headings"] for row in read_delimited(tmp_path / "a.csv", ",")["pandas"])
    wanted = [to_json(d)["headings"] for d in records(workspace, "documents")]
    assert heading == "; ".join(span["text"] for span in wanted[0])


@pytest.mark.parametrize(
    ("conditions", "documents"),
    [
        (["--actor", "EGY"], ["a", "c"]),
        (["--recipient", "Qatar"], ["a", "d"]),
        (["--dyad", "QAT", "EGY"], ["a", "b"]),
        (["--type", "ASSAULT"], ["c"]),
        (["--type", "CONSULT", "--type", "ASSAULT", "--since", "2021"], ["c"]),
        (["--until", "2020-06"], ["a"]),
        (["--outlet", "المنبر"], ["c"]),
        (["--status", "asserted", "--outlet", "المثال", "--outlet", "المنبر"], None),
    ],
    ids=lambda value: " ".join(value or ["-"]),
)
def test_conditions_are_those_of_events(
    visits: Path, tmp_path: Path, musnad_command: Musnad, conditions: list[str], documents: list[str] | None
) -> None:
    path = tmp_path / "a.jsonl"
    assert musnad_command("export", "-w", visits, *conditions, "-o", path).code == 0
    listed = json.loads(musnad_command("events", "-w", visits, *conditions, "--json").out)
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert sorted(row["id"] for row in found) == sorted(row["id"] for row in listed)
    assert found and (documents is None or [row["document_id"] for row in found] == documents)


def test_conditions_that_nothing_meets_make_an_empty_file(
    visits: Path, tmp_path: Path, musnad_command: Musnad
) -> None:
    result = musnad_command("export", "-w", visits, "--actor", "SWE", "-o", tmp_path / "a.jsonl")
    assert (result.code, (tmp_path / "a.jsonl").read_bytes()) == (0, b"")
    assert result.err.startswith("0 events")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "csv", "--type", "VISIT"], "'VISIT' is not an event type"),
        (["--format", "csv", "--status", "maybe"], "there is no status 'maybe'"),
        (["--format", "csv", "--table", "ties", "--actor", "EGY"], "conditions choose events, not ties"),
        (["--format", "csv", "--table", "places"], "there is no table 'places'"),
        (["--format", "gexf", "--table", "ties"], "does not hold ties"),
        (["--format", "csv", "--fill"], "events cannot be filled"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_calls_are_refused(
    visits: Path, musnad_command: Musnad, arguments: list[str], words: str
) -> None:
    result = musnad_command("export", "-w", visits, *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_tables_by_the_command_line(visits: Path, tmp_path: Path, musnad_command: Musnad) -> None:
    said = {}
    for table in ("ties", "labels", "documents", "panel"):
        result = musnad_command("export", "-w", visits, "--table", table, "-o", tmp_path / f"{table}.csv")
        assert result.code == 0
        said[table] = result.err
        rows = len(pandas.read_csv(tmp_path / f"{table}.csv"))
        assert result.err.startswith(f"{rows} {'rows' if table == 'panel' else table}")
    assert "asserted; --status chooses others" in said["panel"]
    assert "--status" not in said["ties"]
    filled = tmp_path / "filled.csv"
    assert musnad_command("export", "-w", visits, "--table", "panel", "--fill", "-o", filled).code == 0
    assert len(pandas.read_csv(filled)) > len(pandas.read_csv(tmp_path / "panel.csv"))
