"""Tables: cells by column, alternatives, numbers; every fault names file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import DataFileError
from musnad.tables import Row, read_table

COLUMNS = ("name", "aliases", "size")


def table(folder: Path, text: str | bytes) -> Path:
    path = folder / "cities.tsv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def rows(folder: Path, text: str | bytes) -> list[Row]:
    return list(read_table(table(folder, text), COLUMNS))


def test_tables_cells_by_column_with_the_line(tmp_path: Path) -> None:
    found = rows(tmp_path, "name\taliases\tsize\nتونس\t\t3\nصفاقس\tسفاقس\t1.5\n")
    assert [(r.file, r.line, r["name"], r["size"]) for r in found] == [
        ("cities.tsv", 2, "تونس", "3"),
        ("cities.tsv", 3, "صفاقس", "1.5"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# what it is\n\nname\taliases\tsize\n# more\n \n a \t b\t c\n",
        "\ufeffname\taliases\tsize\n\n\n\n\na\tb\tc",
        "\r\n\r\nname\taliases\tsize\r\n\r\n\r\na\tb\tc\r\n",
    ],
)
def test_tables_comments_blank_lines_and_line_ends(tmp_path: Path, text: str) -> None:
    (row,) = rows(tmp_path, text)
    assert row.line == 6
    assert row.cells == {"name": "a", "aliases": "b", "size": "c"}


def test_tables_empty_cells_at_the_end_count(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "name\taliases\tsize\na\t\t\n")
    assert (row["aliases"], row["size"]) == ("", "")


@pytest.mark.parametrize(
    ("cell", "alternatives"), [("", ()), ("ا", ("ا",)), (" ا | ب ||", ("ا", "ب")), ("|", ())]
)
def test_tables_alternatives(cell: str, alternatives: tuple[str, ...]) -> None:
    assert Row("f", 1, {"aliases": cell}).alternatives("aliases") == alternatives


def test_tables_one_of() -> None:
    row = Row("f.tsv", 7, {"kind": "city"})
    assert row.one_of("kind", ("", "city")) == "city"
    with pytest.raises(DataFileError, match=r"'city' is not one of region, river") as caught:
        row.one_of("kind", ("", "region", "river"))
    assert caught.value.where == "f.tsv, line 7, column kind"


def test_tables_number() -> None:
    row = Row("f.tsv", 7, {"size": "1.5", "count": "3"})
    assert row.number("size") == 1.5
    assert row.number("count", int) == 3
    with pytest.raises(DataFileError, match=r"'1\.5' is not a number") as caught:
        row.number("size", int)
    assert caught.value.where == "f.tsv, line 7, column size"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "cities.tsv, line 1, column 1", "the table is empty"),
        ("# nothing\n\n", "cities.tsv, line 1, column 1", "the table is empty"),
        ("# x\nname\tsize\na\tb\n", "cities.tsv, line 2, column 1", "must be name, aliases, size"),
        ("aliases\tname\tsize\n", "cities.tsv, line 1, column 1", "the columns are aliases, name, size"),
        (
            "name\taliases\tsize\na\tb\tc\na\tb\n",
            "cities.tsv, line 3, column 2",
            "2 cells where there must be 3",
        ),
        (
            "name\taliases\tsize\n\na\tb\tc\td\n",
            "cities.tsv, line 3, column 4",
            "4 cells where there must be 3",
        ),
        ("name\taliases\tsize\na  b  c\n", "cities.tsv, line 2, column 1", "tabs between them"),
    ],
)
def test_tables_faults_name_the_place(tmp_path: Path, text: str, where: str, what: str) -> None:
    with pytest.raises(DataFileError, match=what) as caught:
        rows(tmp_path, text)
    assert caught.value.where == where
    assert where in str(caught.value)


def test_tables_rows_before_a_fault_are_given(tmp_path: Path) -> None:
    found = read_table(table(tmp_path, "name\taliases\tsize\na\tb\tc\nd\n"), COLUMNS)
    assert next(found)["name"] == "a"
    with pytest.raises(DataFileError):
        next(found)


def test_tables_that_cannot_be_read_name_their_path(tmp_path: Path) -> None:
    missing = tmp_path / "missing.tsv"
    with pytest.raises(DataFileError, match="the table cannot be read") as caught:
        list(read_table(missing, COLUMNS))
    assert caught.value.where == str(missing)
    with pytest.raises(DataFileError, match="the table cannot be read"):
        rows(tmp_path, "name\taliases\tsize\nتونس\t\t3\n".encode("cp1256"))
