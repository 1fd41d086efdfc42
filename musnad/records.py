"""The records, each declared once.

A dataclass below is the one table of a record's fields: name, type, unit and meaning. The Arrow schema of the
workspace, the JSON of the command line and the codebook are all derived from it (`arrow_schema`, `to_json`,
`fields_of`).

Offsets are 0-based, half-open and count Unicode code points of `Document.text`, which never changes after
reading. Ids are derived from content: the same input gives the same id.
"""

# ruff: noqa: RUF009, `_f` is `dataclasses.field` with our metadata

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

STATUSES = ("asserted", "future", "hypothetical", "negated", "historical")
RELATIONS = ("SUPPORTS", "OPPOSES", "LEADS", "MEMBER_OF", "HOLDS_OFFICE", "RECOGNISES")
TONES = ("positive", "neutral", "negative")
OUTCOMES = ("empty", "duplicate", "not_arabic", "quarantined")
PRECISIONS = ("", "day", "month", "year")
DATE_SOURCES = ("unknown", "text", "dateline", "published")


def _f(meaning: str, unit: str = "", name: str = "", **kwargs: Any) -> Any:
    return dataclasses.field(metadata={"meaning": meaning, "unit": unit, "name": name}, **kwargs)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in two languages."""

    ar: str = _f("the name in Arabic")
    en: str = _f("the name in English, empty if not known")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the document's text: `text == document.text[start:end]`."""

    text: str = _f("the words as they stand in the document")
    start: int = _f("where they begin", "code points")
    end: int = _f("where they end, exclusive", "code points")


@dataclass(frozen=True, slots=True)
class SentenceRef:
    """Which sentence of the document."""

    index: int = _f("number of the sentence in the document, from 0")
    start: int = _f("where it begins", "code points")
    end: int = _f("where it ends, exclusive", "code points")


@dataclass(frozen=True, slots=True)
class Participant:
    """One party of an event, tie or label as the text names it, and who that is."""

    text: str = _f("the words as they stand in the document, without attached clitics")
    start: int = _f("where they begin", "code points")
    end: int = _f("where they end, exclusive", "code points")
    actor_id: str | None = _f("id of the actor in the knowledge base; null if the mention is not resolved")
    name: Name | None = _f("the actor's usual name; null if the mention is not resolved")
    code: str = _f(
        "country (ISO 3166 alpha-3) and PLOVER sector, e.g. 'EGY GOV'; '---' where the country is not known"
    )
    code_source: str = _f(
        "how the code was found: name, office, state, role, context (the text's own surroundings), none"
    )
    reason: str = _f("why this actor and code, in words: the office and the date it was held on", default="")
    confidence: float = _f(
        "how likely the actor is the one meant, 0 to 1; of the country where there is no actor", default=1.0
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its provenance, as reading leaves it."""

    id: str = _f("id given by the source, else the file's stem")
    outlet: str = _f("who published it; empty if not known")
    url: str = _f("address; empty if not known")
    title: str = _f("headline; empty if not known")
    published: str = _f("publication date or time, ISO 8601; empty if not known")
    published_source: str = _f(
        "how the date was found: metadata, feed, field, url, text, option; empty if not known"
    )
    retrieved: str = _f("when it was fetched, ISO 8601, where the source says so")
    language: str = _f("ISO 639-1 code of the language it is written in")
    text: str = _f("the text; never changed after reading")
    text_sha256: str = _f("SHA-256 of the text in UTF-8, hexadecimal")
    headings: tuple[Span, ...] = _f("headlines inside the text")
    source: str = _f("the input that it came from: file and record number")


@dataclass(frozen=True, slots=True)
class Event:
    """One event mention: a sentence reports that somebody did something to somebody."""

    id: str = _f("derived from document, trigger and event type")
    document_id: str = _f("id of the document")
    event_type: str = _f("PLOVER event type")
    event_mode: str = _f("PLOVER mode; empty if none fits or the text does not say")
    contexts: tuple[str, ...] = _f("PLOVER contexts")
    intensity: float = _f("PLOVER intensity of type and mode", "-10 (conflict) to +10 (cooperation)")
    quad_class: int = _f(
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"
    )
    status: str = _f("asserted, future, hypothetical, negated or historical")
    trigger: Span = _f("the words that tell the event")
    sentence: SentenceRef = _f("the sentence that it stands in")
    actors: tuple[Participant, ...] = _f("who did it")
    recipients: tuple[Participant, ...] = _f("to or with whom")
    said_by: str = _f("to whom the text attributes the report, as it stands there; empty: the outlet itself")
    said_by_start: int | None = _f("where said_by begins; null if empty", "code points")
    said_by_end: int | None = _f("where said_by ends, exclusive; null if empty", "code points")
    said_by_actor_id: str | None = _f("id of that actor in the knowledge base; null if not resolved")
    event_date: str = _f("when it happened: YYYY-MM-DD, YYYY-MM or YYYY; empty if not known")
    date_precision: str = _f("day, month or year; empty if not known")
    date_source: str = _f(
        "text (a time expression), dateline, published (the publication date stands in), unknown"
    )
    date_text: str = _f("the time expression as it stands in the text; empty if none")
    date_interval: str = _f(
        "first and last day, YYYY-MM-DD/YYYY-MM-DD, where the text gives an interval (أواخر مارس) or a week; "
        "event_date is then the month or year that holds it"
    )
    place: str = _f("where it happened, as the text names it; empty if it does not")
    place_id: str | None = _f(
        "id of the place in the gazetteer, or of the known one that it lies in; null if not resolved"
    )
    latitude: float | None = _f("latitude of the place", "degrees north")
    longitude: float | None = _f("longitude of the place", "degrees east")
    coder: str = _f("coder and version")
    confidence: float = _f("the coder's estimate that type and trigger are right", "0 to 1")


@dataclass(frozen=True, slots=True)
class Tie:
    """A lasting relation that the text states, such as who backs whom."""

    id: str = _f("derived from document, relation, parties and cue")
    document_id: str = _f("id of the document")
    relation: str = _f("SUPPORTS, OPPOSES, LEADS, MEMBER_OF, HOLDS_OFFICE or RECOGNISES")
    from_: Participant = _f("who stands in the relation", name="from")
    to: Participant = _f("to whom")
    cue: Span = _f("the words that say so")
    sentence: SentenceRef = _f("the sentence that it stands in")
    status: str = _f("asserted, future, hypothetical, negated or historical")
    said_by: str = _f("to whom the text attributes it; empty: the outlet itself")
    coder: str = _f("coder and version")
    confidence: float = _f("the coder's estimate that the tie is right", "0 to 1")


@dataclass(frozen=True, slots=True)
class Label:
    """Words by which the outlet, in its own voice, names or qualifies an actor."""

    id: str = _f("derived from document, actor and words")
    document_id: str = _f("id of the document")
    actor: Participant = _f("who is named or qualified")
    label: Span = _f("the words")
    tone: str = _f("positive, neutral or negative")
    sentence: SentenceRef = _f("the sentence that it stands in")
    coder: str = _f("coder and version")
    confidence: float = _f("the coder's estimate that the label is right", "0 to 1")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that was read but not coded, with the reason."""

    source: str = _f("the input: file and record number")
    document_id: str = _f("id of the document, where it had one")
    outcome: str = _f("empty, duplicate, not_arabic or quarantined")
    code: str = _f("error code, e.g. MSN-R04; empty unless quarantined")
    reason: str = _f("what happened and what to do")


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with all that was found in it."""

    document: Document = _f("the document")
    events: tuple[Event, ...] = _f("in reading order")
    ties: tuple[Tie, ...] = _f("in reading order")
    labels: tuple[Label, ...] = _f("in reading order")

    def to_json(self) -> dict[str, Any]:
        """The line that `musnad code --format jsonl` writes."""
        d = self.document
        head = {
            "id": d.id,
            "outlet": d.outlet,
            "url": d.url,
            "title": d.title,
            "published": d.published,
            "published_source": d.published_source,
            "text": d.text,
        }
        found = {k: [to_json(x) for x in getattr(self, k)] for k in ("events", "ties", "labels")}
        return head | found


TABLES: dict[str, type] = {
    "documents": Document,
    "events": Event,
    "ties": Tie,
    "labels": Label,
    "set_aside": SetAside,
}
"""The tables of a workspace and the record that each holds."""


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One row of a record's table of fields."""

    name: str
    attribute: str
    type: Any
    unit: str
    meaning: str


@cache
def fields_of(record: type) -> tuple[FieldInfo, ...]:
    """The table of fields of a record class, in order."""
    hints = typing.get_type_hints(record)
    return tuple(
        FieldInfo(
            f.metadata["name"] or f.name, f.name, hints[f.name], f.metadata["unit"], f.metadata["meaning"]
        )
        for f in dataclasses.fields(record)
    )


def to_json(record: Any) -> Any:
    """A record as plain dicts, lists and scalars, under its field names."""
    if isinstance(record, tuple):
        return [to_json(x) for x in record]
    if dataclasses.is_dataclass(record):
        return {
            f.name: to_json(getattr(record, f.attribute)) for f in fields_of(typing.cast(type, type(record)))
        }
    return record


def from_json(record: type, data: Any) -> Any:
    """The inverse of `to_json`.

    Raises: KeyError if a field is missing.
    """
    return record(**{f.attribute: _value(f.type, data[f.name]) for f in fields_of(record)})


def _value(kind: Any, value: Any) -> Any:
    inner, optional = _unwrap(kind)
    if value is None and optional:
        return None
    if typing.get_origin(inner) is tuple:
        return tuple(_value(typing.get_args(inner)[0], v) for v in value)
    return from_json(typing.cast(type, inner), value) if dataclasses.is_dataclass(inner) else value


def _unwrap(kind: Any) -> tuple[Any, bool]:
    """A type without its None, and whether it had one."""
    if isinstance(kind, types.UnionType):
        rest = [k for k in typing.get_args(kind) if k is not type(None)]
        return rest[0], True
    return kind, False


@cache
def arrow_schema(record: type) -> pa.Schema:
    """The Arrow schema of a record, field by field; meanings stand in the field metadata."""
    import pyarrow as pa

    return pa.schema(
        pa.field(f.name, _arrow_type(f.type), _unwrap(f.type)[1], {"meaning": f.meaning, "unit": f.unit})
        for f in fields_of(record)
    )


def _arrow_type(kind: Any) -> pa.DataType:
    import pyarrow as pa

    kind, _ = _unwrap(kind)
    if typing.get_origin(kind) is tuple:
        return pa.list_(_arrow_type(typing.get_args(kind)[0]))
    if dataclasses.is_dataclass(kind):
        return pa.struct([pa.field(f.name, _arrow_type(f.type)) for f in fields_of(typing.cast(type, kind))])
    scalars: dict[Any, pa.DataType] = {
        str: pa.string(),
        int: pa.int32(),
        float: pa.float64(),
        bool: pa.bool_(),
    }
    return scalars[kind]


def content_id(*parts: object) -> str:
    """A short stable id: the first 16 hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
