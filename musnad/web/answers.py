"""What a page answers: data that its `.json` and `.csv` twins hold and its template shows."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from ..exports.delimited import Cell, joined, write_rows
from ..records import CodedDocument
from .messages import Words
from .query import Query
from .state import State

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks of direction, as a class of a regular expression."""
_ESCAPED = re.compile(f"[{BIDI_CONTROLS}\u2028\u2029\x7f-\x9f<>&]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page."""

    state: State
    query: Query
    words: Words
    kept: Mapping[str, CodedDocument]
    """Articles that were coded from the page, by id."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page answers."""

    title: str
    """Of the page, in its language; text from outside may stand in it."""
    data: Mapping[str, Any]
    """The `.json` twin."""
    rows: str
    """Which list in `data` is the `.csv` twin."""
    shown: Mapping[str, Any] = field(default_factory=dict)
    """What the template needs besides: charts, pieces of text. All of it derived from `data`."""
    write_csv: Callable[[BinaryIO], None] | None = None
    """Writes the `.csv` twin where a format for it exists already."""


def as_json(data: Any) -> bytes:
    """Data as JSON. Marks of direction and what HTML gives a meaning are escaped, so that the text is inert
    wherever it is looked at; it is read back the same."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    escaped = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return escaped.encode("utf-8", "backslashreplace")


def as_csv(answer: Answer) -> bytes:
    """The `.csv` twin: UTF-8 with a byte order mark, which Excel needs, texts like formulas disarmed."""
    sink = io.BytesIO(b"\xef\xbb\xbf")
    sink.seek(0, io.SEEK_END)
    if answer.write_csv is not None:
        answer.write_csv(sink)
    else:
        flat = [dict(flattened(row)) for row in answer.data[answer.rows]]
        columns = list(dict.fromkeys(name for row in flat for name in row))
        write_rows(sink, columns, ([row.get(name) for name in columns] for row in flat), delimiter=",")
    return sink.getvalue()


def flattened(row: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Cell]]:
    """The cells of a row: what lies deeper gets a joined name, a list one cell; a list of records becomes
    parallel lists, as in the CSV of events.

    >>> dict(flattened({"name": {"ar": "مصر", "en": "Egypt"}, "codes": ["EGY", "QAT"]}))
    {'name_ar': 'مصر', 'name_en': 'Egypt', 'codes': 'EGY; QAT'}
    """
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{name}_")
        elif _records(value):
            keys = dict.fromkeys(key for item in value for key in item)
            yield from flattened({f"{name}_{key}": [item.get(key) for item in value] for key in keys}, prefix)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield prefix + name, joined(None if item is None else str(item) for item in value)
        elif isinstance(value, bool):
            yield prefix + name, str(value).lower()
        else:
            yield prefix + name, value


def _records(value: Any) -> bool:
    """Whether a value is a list of records."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)
