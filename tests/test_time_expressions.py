"""The table of time expressions: each has its value, and what only looks like a date has none.

`data/time_expressions.tsv` has a text as news writes it, the day of publication and the last date of the
sentences before (both may be empty), the expressions that are to be found in it, and their values; several
are separated by `|`. A text without expressions is a trap.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from musnad.language.dates import DateSpan, find_dates
from musnad.language.words import words

TABLE = Path(__file__).parent / "data" / "time_expressions.tsv"
OTHER_DAYS = ("1999-05-04", "2031-12-31")
Row = tuple[str, str, str, list[str], list[str]]


def rows() -> list[Row]:
    header, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == ["text", "anchor", "before", "expressions", "values"]
    found = []
    for line in lines:
        if not line.startswith("#"):
            text, anchor, before, expressions, values = line.split("\t")
            named = expressions.split("|") if expressions else []
            found.append((text, anchor, before, named, values.split("|") if named else []))
    return found


ROWS = rows()
TRAPS = [row for row in ROWS if not row[3]]


def spans(row: Row, anchor: str | None = None) -> list[DateSpan]:
    text, published, before, *_ = row
    return find_dates(words(text), published if anchor is None else anchor, text, before)


def test_the_table_is_large_and_has_traps() -> None:
    assert len(ROWS) >= 400
    assert len(TRAPS) >= 80
    assert len({row[:3] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(filter(None, row[:3])))
def test_expressions_and_values(row: Row) -> None:
    found = spans(row)
    assert ([s.text for s in found], [s.value for s in found]) == (row[3], row[4])


@pytest.mark.parametrize("row", [row for row in ROWS if row[1]], ids=lambda row: row[0])
def test_without_the_day_of_publication_nothing_is_guessed(row: Row) -> None:
    for found in spans(row, ""):
        assert not (found.relative and found.value)


@pytest.mark.parametrize("row", [row for row in ROWS if not row[1] and row[3]], ids=lambda row: row[0])
def test_what_the_text_tells_does_not_depend_on_the_day_of_publication(row: Row) -> None:
    for anchor in OTHER_DAYS:
        for found, value in zip(spans(row, anchor), row[4], strict=True):
            assert not value or found.value == value


@pytest.mark.parametrize("row", TRAPS, ids=lambda row: row[0])
def test_traps_stay_traps_on_any_day(row: Row) -> None:
    for anchor in ("", *OTHER_DAYS):
        assert spans(row, anchor) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_precision_says_what_the_value_is(row: Row) -> None:
    for found in spans(row):
        first, _, last = found.value.partition("/")
        if last:
            length = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
            assert length > 1
            assert found.precision == ("week" if length == 7 else "interval")
        else:
            assert found.precision == {0: "", 4: "year", 7: "month", 10: "day"}[len(first)]
