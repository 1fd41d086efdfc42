"""The event table: what it takes, what it leaves out, how rows are merged and chosen."""

from __future__ import annotations

import datetime
import importlib.util
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas  # type: ignore[import-untyped]
import pyarrow as pa
import pytest

import musnad.measures
from musnad.errors import DataFileError, UsageError
from musnad.measures import ASSERTED, EventTable, Scope, read_events
from musnad.measures.columns import day_date, day_number, days

DATA = Path(__file__).parent / "data" / "measures"


def row(**changes: Any) -> dict[str, Any]:
    base = {"event_id": "e", "date": "2020-01-02", "actor": "a", "recipient": "b", "quad_class": 1}
    return base | {"intensity": 5.0, "source": "x", "status": "asserted", "confidence": 0.5} | changes


def made(*rows: dict[str, Any]) -> EventTable:
    return EventTable.from_records([r | {"event_id": f"e{n}"} for n, r in enumerate(rows)])


def test_table_counts_what_it_leaves_out() -> None:
    table = made(
        row(), row(date=""), row(date="2020-02"), row(actor=""), row(recipient="a"), row(date="", actor="")
    )
    assert (len(table), table.undated, table.unpaired) == (1, 3, 2)


def test_table_without_any_date_is_refused() -> None:
    with pytest.raises(DataFileError, match="none of the 2 rows has a full date"):
        made(row(date=""), row(date="soon"))


def test_table_without_rows_is_empty() -> None:
    assert len(EventTable.from_records([])) == 0


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"quad_class": 7}, "quad_class"),
        ({"confidence": 1.5}, "confidence"),
        ({"intensity": "strong"}, "intensity"),
        ({"date": 1.5}, "dates"),
    ],
)
def test_table_malformed_columns_are_named(changes: dict[str, Any], what: str) -> None:
    with pytest.raises(DataFileError, match=what):
        made(row(**changes))


def test_table_missing_columns_are_named() -> None:
    with pytest.raises(DataFileError, match="lacks recipient, quad_class"):
        EventTable.from_records([{"date": "2020-01-01", "actor": "a"}])


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["2020-01-02", "2020-01-02T10:00:00+02:00", "20200102", "2020-01-02 00:00"]),
        pa.array([datetime.date(2020, 1, 2)]),
        pa.array([datetime.datetime(2020, 1, 2, 23)]),
        pa.array([20200102]),
        pa.array([18263]),
        pa.array(["2020-01-02"]).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
def test_table_dates_of_many_forms(column: Any) -> None:
    assert set(days(pa.chunked_array([column])).tolist()) == {day_number("2020-01-02")}


@pytest.mark.parametrize("text", ["2020-02-31", "2020-13-01", "2020", "", "yesterday"])
def test_table_what_is_no_date_is_none(text: str) -> None:
    assert days(pa.chunked_array([[text, None]])).tolist() == [np.iinfo(np.int64).min] * 2
    with pytest.raises(UsageError, match="not a date"):
        day_number(text)


def test_table_days_and_dates_are_inverse() -> None:
    assert day_date(day_number("2014-03-05")) == datetime.date(2014, 3, 5)
    assert day_number(datetime.date(1970, 1, 2)) == 1


def test_table_reduce_merges_a_day_and_keeps_all_ids() -> None:
    table = made(
        row(intensity=2.0, confidence=0.9),
        row(intensity=8.0, source="y", event_type="AID"),
        row(intensity=None),
        row(quad_class=2),
        row(date="2020-01-03"),
        row(actor="b", recipient="a"),
    ).reduce()
    assert len(table) == 4
    merged = np.flatnonzero(np.diff(table.starts) == 3)
    assert table.ids_of(merged) == ("e0", "e1", "e2")
    (first,) = merged
    assert table.intensity[first] == 5.0
    assert table.confidence[first] == 0.9
    assert table.source.names[table.source.codes[first]] == "y"
    assert table.event_type.names[table.event_type.codes[first]] == "AID"
    assert table.ids_of() == ("e0", "e1", "e2", "e3", "e4", "e5")
    assert table.reduce() is table


def test_table_rows_that_reduce_merges_have_one_number() -> None:
    table = read_events(DATA / "rift.csv")
    assert len(np.unique(table.happenings())) == len(table.reduce()) < len(table)


def test_table_order_of_rows_is_irrelevant() -> None:
    rows = pandas.read_csv(DATA / "rift.csv", keep_default_na=False).to_dict("records")
    shuffled = random.Random(0).sample(rows, len(rows))
    one, other = (EventTable.from_records(r).reduce() for r in (rows, shuffled))
    for column in ("date", "quad_class", "intensity", "confidence"):
        assert getattr(one, column).tolist() == getattr(other, column).tolist()
    for n in range(len(one)):
        assert one.ids_of(np.array([n])) == other.ids_of(np.array([n]))


def test_table_scope_chooses_status_source_and_days() -> None:
    table = made(row(), row(status="future"), row(source="y"), row(date="2020-02-01"), row(date="2020-03-01"))
    assert table.within(ASSERTED).ids_of() == ("e0", "e2", "e3", "e4")
    assert len(table.within(Scope(None))) == 5
    assert table.within(Scope(sources=frozenset("y"))).ids_of() == ("e2",)
    assert table.within(Scope(since="2020-02-01", until="2020-02-29")).ids_of() == ("e3",)
    assert table.dates(Scope(frozenset({"future"}))).tolist() == [day_number("2020-01-02")]


def test_table_a_reduced_one_cannot_be_asked_for_sources() -> None:
    table = made(row()).reduce()
    with pytest.raises(UsageError, match="sources"):
        table.within(Scope(sources=frozenset("x")))
    with pytest.raises(UsageError, match="dropped"):
        table.without(["e0"])


def test_table_between_and_involving() -> None:
    table = made(row(), row(actor="b", recipient="a"), row(recipient="c"), row(actor="c", recipient="b"))
    assert table.between(["a"], ["b"]).ids_of() == ("e0", "e1")
    assert table.between(["a"], ["b", "c"]).ids_of() == ("e0", "e1", "e2")
    assert table.involving("c").ids_of() == ("e2", "e3")
    assert len(table.involving("nobody")) == len(table.between(["a"], ["nobody"])) == 0


def test_table_merged_actors_drop_what_is_between_them() -> None:
    table = made(row(actor="minister"), row(actor="minister", recipient="a"), row(recipient="c"))
    merged = table.merged({"minister": "a"})
    assert merged.ids_of() == ("e0", "e2")
    assert merged.unpaired == 1
    assert merged.actor.names == merged.recipient.names == ("a", "b", "c")


def test_table_without_events_and_outlets() -> None:
    table = made(row(), row(source="y"), row(source="z"))
    assert table.without(["e0"], ["z"]).ids_of() == ("e1",)
    assert len(table.without()) == 3


def test_table_is_immutable() -> None:
    table = made(row())
    with pytest.raises(ValueError, match="read-only"):
        table.date[0] = 0
    with pytest.raises(ValueError, match="read-only"):
        table.actor.codes[0] = 0
    with pytest.raises(AttributeError):
        table.undated = 3  # type: ignore[misc]


def test_table_from_pandas_and_without_optional_columns() -> None:
    frame = pandas.DataFrame(
        {"date": pandas.to_datetime(["2020-01-02"]), "actor": ["a"], "recipient": ["b"], "quad_class": [3]}
    )
    table = EventTable.from_pandas(frame)
    assert table.ids_of() == ("0",)
    assert np.isnan(table.intensity[0]) and table.confidence[0] == table.corroboration[0] == 1
    assert len(table.within(ASSERTED)) == 1 and table.sign.tolist() == [-1]


def test_table_bundled_series_are_what_their_maker_writes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_series", DATA / "make.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    maker.HERE = tmp_path
    for chronicle in (maker.rift(), maker.patron(), maker.camps()):
        chronicle.write()
        name = f"{chronicle.name}.csv"
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()


def test_measures_public_names_are_there_and_documented() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "measures.md").read_text(encoding="utf-8")
    assert musnad.measures.__all__ == sorted(musnad.measures.__all__)
    for name in musnad.measures.__all__:
        assert getattr(musnad.measures, name) is not None
        if name.islower():
            assert f"`{name}`" in page, name


def test_outlets_stand_for_themselves_where_copies_are_to_weigh_again() -> None:
    row = {"date": "2020-01-01", "actor": "a", "recipient": "b", "quad_class": 4}
    rows = [row | {"event_id": str(n), "source": outlet} for n, outlet in enumerate("xxyz")]
    once = EventTable.from_records(rows)
    apart = replace(once, by_outlet=True)
    assert len(once.reduce()) == 1 and len(apart.reduce()) == 3
    kept = apart.within(Scope()).involving("a").merged({"a": "c"}).without(sources=["z"]).reduce()
    assert len(kept) == 2 and kept.ids_of() == ("0", "1", "2")
    assert len(set(apart.happenings().tolist())) == 3 and len(set(once.happenings().tolist())) == 1
