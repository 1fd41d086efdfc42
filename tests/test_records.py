"""Every record's schema and JSON follow its table of fields; ids are stable; offsets are documented."""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad import records
from musnad.records import arrow_schema, content_id, fields_of, from_json, text_hash, to_json

RECORDS = [c for c in vars(records).values() if dataclasses.is_dataclass(c) and isinstance(c, type)]
RECORDS.remove(records.FieldInfo)
SCALARS: dict[Any, tuple[st.SearchStrategy[Any], pa.DataType]] = {
    str: (st.text(max_size=8), pa.string()),
    int: (st.integers(-(2**31), 2**31 - 1), pa.int32()),
    float: (st.floats(allow_nan=False), pa.float64()),
}


def _strategy(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, types.UnionType):
        return st.one_of(*(_strategy(k) for k in typing.get_args(kind)))
    if kind is type(None):
        return st.none()
    if typing.get_origin(kind) is tuple:
        return st.lists(_strategy(typing.get_args(kind)[0]), max_size=2).map(tuple)
    if dataclasses.is_dataclass(kind):
        record = typing.cast(type, kind)
        return st.builds(record, **{f.attribute: _strategy(f.type) for f in fields_of(record)})
    return SCALARS[kind][0]


def _arrow(kind: Any) -> pa.DataType:
    """What the Arrow type must be, said a second time and independently."""
    if isinstance(kind, types.UnionType):
        [kind] = [k for k in typing.get_args(kind) if k is not type(None)]
    if typing.get_origin(kind) is tuple:
        return pa.list_(_arrow(typing.get_args(kind)[0]))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return pa.struct(
            [(f.metadata["name"] or f.name, _arrow(hints[f.name])) for f in dataclasses.fields(kind)]
        )
    return SCALARS[kind][1]


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_has_a_meaning_and_a_unique_name(record: type) -> None:
    table = fields_of(record)
    assert [f.attribute for f in table] == [f.name for f in dataclasses.fields(record)]
    assert all(f.meaning for f in table)
    assert len({f.name for f in table}) == len(table)
    assert record.__doc__


@pytest.mark.parametrize("record", RECORDS)
def test_records_are_frozen_and_slotted(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(record)


@pytest.mark.parametrize("record", RECORDS)
def test_arrow_schema_follows_the_fields(record: type) -> None:
    schema = arrow_schema(record)
    for field, column in zip(fields_of(record), schema, strict=True):
        assert column.name == field.name
        assert column.type == _arrow(field.type)
        assert column.nullable == isinstance(field.type, types.UnionType)
        assert column.metadata == {b"meaning": field.meaning.encode(), b"unit": field.unit.encode()}


@pytest.mark.parametrize("record", RECORDS)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_json_and_arrow_round_trip(record: type, data: st.DataObject) -> None:
    value = data.draw(_strategy(record))
    plain = {f.name: to_json(getattr(value, f.attribute)) for f in fields_of(record)}
    assert to_json(value) == plain
    assert from_json(record, json.loads(json.dumps(to_json(value)))) == value
    table = pa.Table.from_pylist([to_json(value)], schema=arrow_schema(record))
    assert from_json(record, table.to_pylist()[0]) == value


@pytest.mark.parametrize("record", RECORDS)
def test_from_json_wants_every_field(record: type) -> None:
    with pytest.raises(KeyError, match=fields_of(record)[0].name):
        from_json(record, {})


@pytest.mark.parametrize(
    ("record", "field", "values"),
    [
        (records.Event, "status", records.STATUSES),
        (records.Tie, "status", records.STATUSES),
        (records.Tie, "relation", records.RELATIONS),
        (records.Label, "tone", records.TONES),
        (records.SetAside, "outcome", records.OUTCOMES),
    ],
)
def test_meanings_name_the_values(record: type, field: str, values: tuple[str, ...]) -> None:
    [meaning] = [f.meaning for f in fields_of(record) if f.name == field]
    assert tuple(re.split(", | or ", meaning)) == values


def test_tie_from_is_called_from() -> None:
    [first] = [f for f in fields_of(records.Tie) if f.attribute == "from_"]
    assert first.name == "from"


def test_offsets_are_documented_in_code_points() -> None:
    offsets = [
        f
        for r in RECORDS
        for f in fields_of(r)
        if f.name.split("_")[-1] in ("start", "end") and f.type is not str
    ]
    assert len(offsets) == 8  # of Span, SentenceRef, Participant, and said_by of an event
    assert {f.unit for f in offsets} == {"code points"}
    assert all("exclusive" in f.meaning for f in offsets if f.name.endswith("end"))


def test_offsets_count_code_points_of_the_text() -> None:
    text = "قال 🕊 الوزير"
    span = records.Span("الوزير", 6, 12)
    assert text[span.start : span.end] == span.text


def test_coded_document_line() -> None:
    text = "زار الوزير طرابلس"
    sha = text_hash(text)
    address = "https://example.org/1"
    document = records.Document(
        "a1", "الخبر", address, "عنوان", "2020-01-02", "field", "", "ar", text, sha, (), "in.jsonl#0"
    )
    someone = records.Participant("الوزير", 4, 10, None, None, "--- GOV", "role")
    where = records.SentenceRef(0, 0, 17)
    tie = records.Tie(
        "t",
        "a1",
        "SUPPORTS",
        someone,
        someone,
        records.Span("زار", 0, 3),
        where,
        "asserted",
        "",
        "lexicon 1",
        0.5,
    )
    line = records.CodedDocument(document, (), (tie,), ()).to_json()
    assert line["id"] == "a1"
    assert line["text"] == text
    assert line["events"] == line["labels"] == []
    assert line["ties"] == [to_json(tie)]
    assert line["ties"][0]["from"]["text"] == "الوزير"
    assert "text_sha256" not in line


def test_content_ids_are_stable() -> None:
    # Ids in users' data depend on these values: they must never change.
    assert content_id("doc", 3, "CONSULT") == "a3ff6534d6c50fb5"
    assert content_id("خبر") == "44185590c5a95d34"
    assert text_hash("خبر") == "44185590c5a95d3400e7025ada7169d4d79dcc5e63dea67a0b3b57b1d30f34d7"


def test_content_ids_keep_their_parts_apart() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id("a", "") != content_id("a")
    assert content_id("a", 1) == content_id("a", "1")


def test_ids_exist_for_text_that_is_not_valid_unicode() -> None:
    assert len(content_id("\ud800")) == 16
    assert len(text_hash("\ud800")) == 64


def test_tables_hold_records_with_ids() -> None:
    assert list(records.TABLES) == ["documents", "events", "ties", "labels", "set_aside"]
    for name in ("events", "ties", "labels"):
        names = [f.name for f in fields_of(records.TABLES[name])]
        assert names[:2] == ["id", "document_id"]
