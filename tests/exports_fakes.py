"""What the tests of the exporters share: a workspace with awkward events, and readers of delimited files."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as pa
from workspace_fakes import FakeCoder, json_lines, text_files

from musnad.exports.events import PROVENANCE, SENTENCE_TEXT, schema
from musnad.reading import ReadingOptions, plan
from musnad.records import (
    CodedDocument,
    Document,
    Event,
    Name,
    Participant,
    SentenceRef,
    Span,
    content_id,
    text_hash,
    to_json,
)
from musnad.workspace import Workspace, run

HOSTILE = 'قال "لا" \u202eعكس\u202c,\tثم; سكت\r\nسطر آخر\rوثالث \U0001f1f1\U0001f1fe'
"""Quotes, direction marks, comma, tab, semicolon, line breaks of three kinds, characters beyond the BMP."""
FORMULAS = ("=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx")

EGYPT = Participant("مصر", 0, 3, "Q79", Name("مصر", "Egypt"), "EGY GOV", "name")
UN = Participant("الأمم المتحدة", 0, 13, "un", Name("الأمم المتحدة", ""), "IGO UNO", "name")
REBELS = Participant("مسلحون", 0, 6, None, None, "--- REB", "role")
NOBODY = Participant("مجهول", 0, 5, None, None, "---", "none")


def event(document: Document, start: int = 0, **changes: Any) -> Event:
    """An event with every field filled, changed as asked."""
    base = Event(
        id=content_id(document.id, start),
        document_id=document.id,
        event_type="ASSAULT",
        event_mode="aerial",
        contexts=("military", "territory"),
        intensity=-9.5,
        quad_class=4,
        status="asserted",
        trigger=Span("زار", start, start + 3),
        sentence=SentenceRef(0, 0, len(document.text)),
        actors=(EGYPT, REBELS),
        recipients=(UN,),
        said_by=HOSTILE,
        said_by_start=0,
        said_by_end=len(HOSTILE),
        said_by_actor_id=None,
        event_date="2020-01-31",
        date_precision="day",
        date_source="text",
        date_text="اليوم",
        date_interval="",
        place="سرت",
        place_id="sirte-lby",
        latitude=31.21,
        longitude=-16.59,
        coder="fake 1.0",
        confidence=0.25,
    )
    return dataclasses.replace(base, **changes)


class AwkwardCoder:
    """Two events in each document, the later one first, all that is awkward in them.

    The document `d<n>` gets the n-th of the formulas as the words of its date.
    """

    name = "awkward 1.0"
    fingerprint = "a" * 64

    def code(self, document: Document) -> CodedDocument:
        later = event(
            document,
            30,
            event_type="CONSULT",
            event_mode="",
            contexts=(),
            intensity=4.0,
            quad_class=1,
            actors=(NOBODY, NOBODY),
            recipients=(),
            said_by="",
            said_by_start=None,
            said_by_end=None,
            event_date="2020-01",
            date_precision="month",
            place="=هنا",
            place_id=None,
            latitude=None,
            longitude=None,
        )
        formula = FORMULAS[int(document.id[1:])]
        return CodedDocument(document, (later, event(document, date_text=formula)), (), ())


def awkward(folder: Path) -> Workspace:
    """Documents in an order other than that of their ids, which is not that of their dates either."""
    lines = [
        {
            "id": f"d{number}",
            "text": f"{HOSTILE} زار البلد رقم {number} من أجل بحث العلاقات بين البلدين وقضايا المنطقة",
            "title": "=عنوان",
            "outlet": "صحيفة",
            "url": f"https://example.org/{number}",
            "published": f"2020-02-{28 - number:02}",
        }
        for number in range(len(FORMULAS))
    ]
    source = json_lines(folder / "in.jsonl", lines[::-1])
    return _coded(folder / "ws", source, AwkwardCoder)


def plain(folder: Path, documents: int) -> Workspace:
    """A workspace of the fake coder, with so many documents of one event each."""
    return _coded(folder / "plain", text_files(folder / "news", range(documents)), FakeCoder)


def sample(**changes: Any) -> Document:
    """A document with all that an exporter looks at."""
    text = "قال بيان إن مصر زارت ليبيا أمس"
    base = Document(
        id="d",
        outlet="المثال",
        url="https://a.example/1",
        title="زيارة",
        published="2020-02-03T10:00:00+02:00",
        published_source="field",
        retrieved="",
        language="ar",
        text=text,
        text_sha256=text_hash(text),
        headings=(),
        source="in.jsonl:1",
    )
    return dataclasses.replace(base, **changes)


def row(document: Document | None = None, **changes: Any) -> dict[str, Any]:
    """A row of `event_table`: the event of `event`, changed as asked, in a document."""
    document = document or sample()
    coded = event(document, **changes)
    span = document.text[coded.sentence.start : coded.sentence.end]
    return to_json(coded) | {n: getattr(document, n) for n in PROVENANCE} | {SENTENCE_TEXT: span}


def table(*rows: dict[str, Any]) -> pa.Table:
    """Rows as `event_table` gives them."""
    return pa.Table.from_pylist(list(rows), schema())


def party(actor_id: str | None, code: str, en: str = "", ar: str = "طرف") -> Participant:
    """A participant, resolved if it has an id."""
    return Participant(ar, 0, len(ar), actor_id, Name(ar, en) if actor_id else None, code, "name")


def coded_as(folder: Path, *found: CodedDocument) -> Workspace:
    """A workspace that holds just these."""
    by_id = {one.document.id: one for one in found}

    class Scripted:
        name = "scripted 1.0"
        fingerprint = "b" * 64

        def code(self, document: Document) -> CodedDocument:
            return dataclasses.replace(by_id[document.id], document=document)

    lines = [
        {n: getattr(one.document, n) for n in ("id", "text", "title", "outlet", "url", "published")}
        for one in found
    ]
    return _coded(folder / "ws", json_lines(folder / "in.jsonl", lines), Scripted)


def _coded(folder: Path, source: Path, coder: Any) -> Workspace:
    options = ReadingOptions()
    workspace = Workspace.create(folder)
    list(run(workspace, plan([str(source)], options), partial(coder), options))
    return workspace


def read_delimited(path: Path, delimiter: str) -> dict[str, list[dict[str, str]]]:
    """The rows as pandas, polars and DuckDB read them, every cell a string."""
    frame = pandas.read_csv(path, sep=delimiter, dtype=str, keep_default_na=False)
    table = polars.read_csv(path, separator=delimiter, infer_schema=False, empty_string_is_null=False)
    options = "header = true, all_varchar = true, quote = '\"', escape = '\"', auto_detect = false"
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in frame.columns)
    sql = f"FROM read_csv(?, delim = ?, {options}, columns = {{{columns}}})"
    with duckdb.connect(":memory:") as connection:
        answer = connection.execute(sql, [str(path), delimiter])
        rows = [dict(zip(frame.columns, row, strict=True)) for row in answer.fetchall()]
    nulls = [{name: cell or "" for name, cell in row.items()} for row in rows]
    return {"pandas": frame.to_dict("records"), "polars": table.to_dicts(), "duckdb": nulls}


def column(rows: Sequence[dict[str, str]], name: str) -> list[str]:
    """The cells of a column."""
    return [row[name] for row in rows]
