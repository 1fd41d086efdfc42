"""What JSONL, CSV and Parquet share: a record of fields is a document. `clean` alone changes its text."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from itertools import islice
from typing import Any

from ..errors import MalformedError, TooLargeError, UndecodableError, UsageError
from ..records import content_id
from .base import FIELDS, MAX_DOCUMENT_BYTES, ReadingOptions
from .charset import decode
from .dates import iso_date
from .documents import Draft, clean, clean_line, same_line
from .source import Source

_SAMPLE_BYTES = 1 << 16
_MOST_SHOWN = 30
"""So many fields of a record, and characters of each, are named in a message."""
_SINGLE_BYTES = ("cp1256", "iso8859-6", "cp1252")


def columns(options: ReadingOptions) -> dict[str, str]:
    """Our field names to the input's. Raises: UsageError for a name that is not ours."""
    if unknown := sorted(set(options.fields) - set(FIELDS)):
        raise UsageError(
            f"there is no field {unknown[0]!r} to map", remedy=f"The fields are {', '.join(FIELDS)}."
        )
    return {name: options.fields.get(name, name) for name in FIELDS}


def encoding_of(source: Source) -> str:
    """The encoding of a file of lines, from its beginning; nothing of it may have been read yet."""
    try:
        return decode(source.peek(_SAMPLE_BYTES))[1]
    except UndecodableError:
        return "utf-8"


def line_text(line: bytes, encoding: str, where: str) -> str:
    """A line of a file that is in `encoding`; files that were put together may change theirs.

    Raises: UndecodableError.
    """
    try:
        return line.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return line.decode(encoding, "replace") if encoding in _SINGLE_BYTES else decode(line, where=where)[0]


def record_draft(record: Mapping[str, Any], names: Mapping[str, str], source: str) -> Draft:
    """The document of a record; `source` is its file and number.

    Raises: MalformedError if there is no text or a field is not a plain value; TooLargeError.
    """
    if not isinstance(record.get(names["text"]), str):
        shown = [str(name)[:_MOST_SHOWN] for name in islice(record, _MOST_SHOWN)]
        present = ", ".join(shown) + (", …" if len(record) > len(shown) else "") or "none"
        raise MalformedError(
            f"there is no text in the field {names['text']!r}; the fields are {present}",
            where=source,
            remedy="Name the field that holds the text with --field text=NAME.",
        )
    raw = str(record[names["text"]])
    if len(raw) >= MAX_DOCUMENT_BYTES:
        raise TooLargeError(f"the text has {len(raw):,} characters", where=source)
    text = clean(raw)
    given = {
        name: clean_line(_plain(record.get(names[name]), names[name], source))
        for name in FIELDS
        if name != "text"
    }
    title = given["title"]
    first = text.partition("\n")[0]
    begins = bool(title) and same_line(first, title)
    return Draft(
        source,
        text,
        id=given["id"] or content_id(text),
        outlet=given["outlet"],
        url=given["url"],
        title=title,
        published=iso_date(given["published"]),
        published_source="field",
        retrieved=iso_date(given["retrieved"]),
        headings=[(0, len(first.rstrip()))] if begins else [],
    )


def _plain(value: Any, name: str, source: str) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # an id from a column with gaps
    if isinstance(value, (str, int, float)):
        return str(value)
    raise MalformedError(f"the field {name!r} is not a plain value", where=source, remedy="Mend the record.")
