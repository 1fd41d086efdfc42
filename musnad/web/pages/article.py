"""An article: its text with everything that was found in it, each mark beside its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from ...exports import write_events_csv
from ...exports.events import PROVENANCE, SENTENCE_TEXT
from ...exports.events import schema as event_schema
from ...records import Document, Event, Label, Tie, fields_of
from ..answers import Answer, Asked
from ..errors import NotThere
from ..marks import Mark, passages
from ..query import Parameter
from ..state import State
from .base import Page

FILTERS = (Parameter("id", "the document's id", required=True),)
_ORDER = {
    "events": (Event, '"trigger"."start", id'),
    "ties": (Tie, 'cue."start", id'),
    "labels": (Label, 'label."start", id'),
}


def answer(asked: Asked) -> Answer:
    """The article of an id."""
    id = asked.query.text("id")
    data = article(asked.state, id)
    if data is None:
        raise NotThere("there is no document of that id", where=id)
    return of_article(asked, data)


def article(state: State, id: str) -> dict[str, Any] | None:
    """A document with its events, ties and labels in reading order, under their field names; None if there is
    no document of that id."""
    found = state.ask(f"SELECT {_columns(Document)} FROM documents WHERE id = $id", {"id": id})
    if not found:
        return None
    lists = {
        table: state.ask(
            f"SELECT {_columns(record)} FROM {table} WHERE document_id = $id ORDER BY {order}",
            {"id": id},
        )
        for table, (record, order) in _ORDER.items()
    }
    return {"document": found[0], **lists}


def of_article(asked: Asked, data: Mapping[str, Any]) -> Answer:
    """The answer that shows a coded document, given as `article` gives it."""
    document = data["document"]
    numbers = {record["id"]: n for n, record in enumerate(_records(data), 1)}
    sentences = [(r["sentence"]["start"], r["sentence"]["end"]) for r in _records(data)]
    cut = passages(document["text"], marks(data), sentences)
    held: dict[
        str, int
    ] = {}  # where the page can show a record's sentence: overlapping sentences have one place
    for passage in cut:
        for piece in passage.pieces:
            for mark in piece.opens:
                held.setdefault(mark.of, passage.start)
    table = pa.Table.from_pylist([_row(document, event) for event in data["events"]], schema=event_schema())
    return Answer(
        document["title"] or document["id"],
        data,
        "events",
        {"passages": cut, "numbers": numbers, "held": held},
        lambda sink: write_events_csv(table, sink),
    )


def marks(data: Mapping[str, Any]) -> Iterable[Mark]:
    """Everything in the text that a record points to."""
    for heading in data["document"]["headings"]:
        yield Mark(heading["start"], heading["end"], "heading", "")
    for event in data["events"]:
        id, status = event["id"], event["status"]
        yield Mark(event["trigger"]["start"], event["trigger"]["end"], "event", id, status)
        for party in (*event["actors"], *event["recipients"]):
            yield Mark(party["start"], party["end"], "party", id)
        if event["said_by_start"] is not None:
            yield Mark(event["said_by_start"], event["said_by_end"], "said", id)
    for tie in data["ties"]:
        yield Mark(tie["cue"]["start"], tie["cue"]["end"], "cue", tie["id"], tie["status"])
        for party in (tie["from"], tie["to"]):
            yield Mark(party["start"], party["end"], "party", tie["id"])
    for label in data["labels"]:
        yield Mark(label["label"]["start"], label["label"]["end"], "label", label["id"])


def _columns(record: type) -> str:
    return ", ".join(f'"{field.name}"' for field in fields_of(record))


def _records(data: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (record for table in _ORDER for record in data[table])


def _row(document: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, Any]:
    """An event as exports have it."""
    sentence = event["sentence"]
    words = document["text"][sentence["start"] : sentence["end"]]
    return {**event, **{name: document[name] for name in PROVENANCE}, SENTENCE_TEXT: words}


PAGE = Page("article", answer, FILTERS, menu=False)
