"""CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import datetime
import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from musnad.reading import ReadingOptions, plan, read
from musnad.records import Document, SetAside

TEXT = 'زار الوزير "باريس"، أمس;\nوقال: نعم.'


def ids(found: list[Document | SetAside]) -> list[str]:
    return [d.id for d in found if isinstance(d, Document)]


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "in.csv"), (";", "in.csv"), ("\t", "in.tsv"), ("|", "in.csv")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_dialects(tmp_path: Path, delimiter: str, name: str, encoding: str, ending: str) -> None:
    with (tmp_path / name).open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=ending)
        writer.writerows([["id", "text", "published"], ["a", TEXT, "2020-11-15"], ["b", "نص قصير", ""]])
    first, second = read([str(tmp_path / name)])
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.text, first.published) == ("a", TEXT, "2020-11-15")
    assert (second.id, second.published, second.published_source) == ("b", "", "")


@pytest.mark.parametrize(
    "bad",
    ["b,نص,زائد", "b", 'b,"نص" ثم', 'b,"نص لا ينتهي'],
    ids=["too many cells", "too few", "after the quote", "never closed"],
)
def test_csv_bad_row_costs_only_itself(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "in.csv"
    file.write_text(f"id,text\na,نص أول\n{bad}\nc,نص ثالث\nd,نص رابع\n", encoding="utf-8")
    found = list(read([str(file)]))
    assert ids(found) == ["a", "c", "d"]
    (aside,) = (d for d in found if isinstance(d, SetAside))
    assert (aside.outcome, aside.code) == ("quarantined", "MSN-R04")


def test_csv_large_cell(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    text = "كلمة " * 100_000
    file.write_text(f"id,text\na,{text}\n", encoding="utf-8")
    (found,) = read([str(file)])
    assert isinstance(found, Document)
    assert found.text == text


def test_csv_without_a_text_column_names_those_there_are(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("id,body\na,نص\n", encoding="utf-8")
    (found,) = read([str(file)])
    assert isinstance(found, SetAside)
    assert found.code == "MSN-R04" and "id, body" in found.reason
    (mapped,) = read([str(file)], ReadingOptions(fields={"text": "body"}))
    assert isinstance(mapped, Document)


@pytest.mark.parametrize("packed", [False, True])
def test_csv_units_read_what_the_whole_file_holds(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("in.csv.gz" if packed else "in.csv")
    rows = "".join(f'{n},"نص\nرقم {n}"\n' for n in range(110))
    raw = f"id,text\n{rows}".encode()
    file.write_bytes(gzip.compress(raw, mtime=0) if packed else raw)
    units = plan([str(file)], ReadingOptions())
    assert [(u.first, u.last) for u in units] == [(0, 50), (50, 100), (100, None)]
    assert ids(list(read([str(file)]))) == [str(n) for n in range(110)]


def parquet(path: Path, rows: int = 3, group: int = 1000) -> None:
    table = pa.table(
        {
            "id": list(range(rows)),
            "text": [f"نص رقم {n}" for n in range(rows)],
            "published": [datetime.datetime(2020, 11, 15, 10)] * rows,
            "unused": [{"a": 1}] * rows,
        }
    )
    pq.write_table(table, path, row_group_size=group)


def test_parquet_rows(tmp_path: Path) -> None:
    parquet(tmp_path / "in.parquet")
    first, *_ = found = list(read([str(tmp_path / "in.parquet")]))
    assert isinstance(first, Document)
    assert (first.id, first.text, first.published) == ("0", "نص رقم 0", "2020-11-15T10:00:00")
    assert ids(found) == ["0", "1", "2"]


def test_parquet_units_read_what_the_whole_file_holds(tmp_path: Path) -> None:
    parquet(tmp_path / "in.parquet", rows=123, group=13)
    units = plan([str(tmp_path)], ReadingOptions())
    assert [(u.first, u.last) for u in units] == [(0, 50), (50, 100), (100, None)]
    assert ids(list(read([str(tmp_path)]))) == [str(n) for n in range(123)]


def test_parquet_gzipped(tmp_path: Path) -> None:
    parquet(tmp_path / "in.parquet")
    packed = tmp_path / "packed" / "in.parquet.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress((tmp_path / "in.parquet").read_bytes()))
    assert ids(list(read([str(packed)]))) == ["0", "1", "2"]


@pytest.mark.parametrize("cut", [slice(0, -200), slice(100, None), slice(0, 3)])
def test_parquet_damaged(tmp_path: Path, cut: slice) -> None:
    file = tmp_path / "in.parquet"
    parquet(file)
    file.write_bytes(file.read_bytes()[cut])
    (found,) = read([str(file)])
    assert isinstance(found, SetAside)
    assert (found.outcome, found.code) == ("quarantined", "MSN-R02")


def test_parquet_damaged_in_the_middle_keeps_what_stands_before(tmp_path: Path) -> None:
    file = tmp_path / "in.parquet"
    parquet(file, rows=200, group=100)
    meta = pq.read_metadata(file)
    column = next(c for c in range(4) if meta.row_group(1).column(c).path_in_schema == "text")
    start = (
        meta.row_group(1).column(column).dictionary_page_offset
        or meta.row_group(1).column(column).data_page_offset
    )
    raw = bytearray(file.read_bytes())
    raw[start : start + 40] = b"\xff" * 40
    file.write_bytes(raw)
    found = list(read([str(file)]))
    assert ids(found) == [str(n) for n in range(100)]
    assert isinstance(found[-1], SetAside) and found[-1].code == "MSN-R02"


def test_parquet_without_a_text_column(tmp_path: Path) -> None:
    pq.write_table(pa.table({"body": ["نص"]}), tmp_path / "in.parquet")
    (found,) = read([str(tmp_path)])
    assert isinstance(found, SetAside)
    assert found.code == "MSN-R04" and "body" in found.reason
