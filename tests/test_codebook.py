"""The codebook says all that the records and the ontology say, and nothing else."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from musnad import ontology, records
from musnad.codebook import _VOCABULARIES, codebook, codebook_json
from musnad.errors import UsageError

RECORDS = [c for c in vars(records).values() if dataclasses.is_dataclass(c) and isinstance(c, type)]
RECORDS.remove(records.FieldInfo)  # describes records, is none


def test_every_record_is_in_the_codebook() -> None:
    book = codebook_json()["records"]
    assert book.keys() == {r.__name__ for r in RECORDS}
    assert {n: r["table"] for n, r in book.items() if r["table"]} == {
        r.__name__: t for t, r in records.TABLES.items()
    }


@pytest.mark.parametrize("record", RECORDS)
def test_fields_agree_with_the_table_of_fields(record: type) -> None:
    entry = codebook_json()["records"][record.__name__]
    assert entry["meaning"] == record.__doc__
    assert [(f["name"], f["unit"], f["meaning"]) for f in entry["fields"]] == [
        (f.name, f.unit, f.meaning) for f in records.fields_of(record)
    ]
    schema = records.arrow_schema(record)
    assert [f["nullable"] for f in entry["fields"]] == [f.nullable for f in schema]


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_has_a_row_in_markdown(record: type) -> None:
    page = codebook()
    section = page.split(f"### {record.__name__}", 1)[1].split("\n#", 1)[0]
    for f in records.fields_of(record):
        [row] = [line for line in section.splitlines() if line.startswith(f"| `{f.name}` |")]
        assert f.meaning in row
        assert f"| {f.unit} |" in row


def test_field_types_are_readable() -> None:
    types = {f["name"]: f["type"] for f in codebook_json()["records"]["Event"]["fields"]}
    assert types["id"] == "text"
    assert types["contexts"] == "list of text"
    assert types["actors"] == "list of Participant"
    assert types["latitude"] == "number or null"
    assert types["said_by_start"] == "integer or null"
    assert types["trigger"] == "Span"


def test_vocabularies_are_those_of_the_records() -> None:
    assert {name: tuple(values) for name, values in codebook_json()["vocabularies"].items()} == {
        "status": records.STATUSES,
        "relation": records.RELATIONS,
        "tone": records.TONES,
        "outcome": records.OUTCOMES,
        "date_precision": records.PRECISIONS,
        "date_source": records.DATE_SOURCES,
    }


def test_vocabularies_define_no_value_that_the_records_lack() -> None:
    for name, (values, meanings) in _VOCABULARIES.items():
        assert set(values) == set(meanings), name


def test_line_of_jsonl_has_the_keys_that_the_codebook_names() -> None:
    document = records.Document("a", "", "", "", "", "", "", "ar", "نص", records.text_hash("نص"), (), "a.txt")
    line = records.CodedDocument(document, (), (), ()).to_json()
    assert list(line) == codebook_json()["json_line"]


def test_ontology_is_complete() -> None:
    book = codebook_json()
    assert {c: set(t["modes"]) for c, t in book["event_types"].items()} == {
        c: set(t.modes) for c, t in ontology.EVENT_TYPES.items()
    }
    for key, table in (
        ("contexts", ontology.CONTEXTS),
        ("sectors", ontology.SECTORS),
        ("international", ontology.INTERNATIONAL),
        ("cameo", ontology.CAMEO),
    ):
        assert list(book[key]) == list(table)
    assert book["event_types"]["CONSULT"]["modes"]["visit"]["intensity"] == 4.0


def test_markdown_names_every_code() -> None:
    page = codebook()
    for code, kind in ontology.EVENT_TYPES.items():
        assert f"| `{code}` | {kind.quad_class} {ontology.QUAD_CLASSES[kind.quad_class]} |" in page
        for mode in kind.modes.values():
            row = f"| `{code}` | `{mode.code}` | {mode.intensity:+.1f} | {mode.cameo} | {mode.definition} |"
            assert row in page
    entries: list[Any] = [*ontology.CONTEXTS.values(), *ontology.SECTORS.values()]
    for entry in (*entries, *ontology.INTERNATIONAL.values()):
        assert f"| `{entry.code}` | {entry.definition} |" in page


def test_markdown_crosswalk_leaves_out_only_codes_that_read_like_their_parent() -> None:
    lines = codebook().split("## CAMEO to PLOVER", 1)[1].splitlines()
    shown = {line.split("|")[1].strip() for line in lines if line.startswith("| ")}
    for code, entry in ontology.CAMEO.items():
        parent = ontology.CAMEO[code[:3]]
        same = (entry.event_type, entry.mode) == (parent.event_type, parent.mode)
        assert (code in shown) == (len(code) < 4 or not same), code


def test_every_note_is_told() -> None:
    page = codebook()
    told = {n["of"]: n["note"] for n in codebook_json()["notes"]}
    assert told["ACCUSE"] == ontology.EVENT_TYPES["ACCUSE"].note
    assert told["PROTEST/vandalize"] == ontology.EVENT_TYPES["PROTEST"].modes["vandalize"].note
    assert {of for of in told if of.startswith("CAMEO")} == {
        f"CAMEO {c.code}" for c in ontology.CAMEO.values() if c.note
    }
    for note in told.values():
        assert note.removeprefix("repair:") in page


def test_tables_are_well_formed_markdown() -> None:
    page = codebook()
    width = 0
    for line in page.splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = line.replace("\\|", "").count("|")
        width = width or cells
        assert cells == width, line


def test_json_is_plain_and_repeatable() -> None:
    assert json.loads(json.dumps(codebook_json())) == codebook_json()
    assert codebook() == codebook("en")


def test_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no codebook in 'xx'.*Choose a language: en"):
        codebook("xx")
