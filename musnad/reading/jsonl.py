"""JSON Lines: a line is an object is a document."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..errors import MalformedError, ReadingError, TooLargeError, UndecodableError
from ..records import Document, SetAside
from .base import MAX_DOCUMENT_BYTES, Reader, ReadingOptions, Unit, window
from .documents import Draft, quarantine, settle
from .source import Source
from .table import columns, encoding_of, line_text, record_draft


class JsonlReader(Reader):
    """Objects with "text", and where known the other fields of `base.FIELDS`; further keys are ignored."""

    name = "jsonl"
    about = "JSON Lines, one document a line"
    suffixes = (".jsonl", ".ndjson", ".json")
    many = True
    sliceable = True

    def marks(self, unit: Unit) -> Iterator[int]:
        with Source.of(unit) as source:
            recoded = source.recode_wide()
            for offset, _ in source.lines():
                yield 0 if source.packed or recoded else offset

    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        names = columns(options)
        with Source.of(unit) as source:
            source.recode_wide()
            encoding = encoding_of(source)
            if unit.offset:
                source.seek(unit.offset)
            for number, (_, line) in window(unit, source.lines()):
                where = f"{unit.path}:{number + 1}"
                if line is not None and not line.strip():
                    continue
                try:
                    draft = _draft(line, encoding, names, where)
                except ReadingError as error:
                    yield quarantine(error, where)
                else:
                    yield settle(draft, options)
            if source.damage and unit.last is None:
                yield quarantine(source.damage, unit.path)


def _draft(line: bytes | None, encoding: str, names: dict[str, str], where: str) -> Draft:
    if line is None:
        raise TooLargeError(f"the line has {MAX_DOCUMENT_BYTES:,} bytes or more", where=where)
    undecodable: UndecodableError | None = None
    try:
        text = line_text(line, encoding, where)
    except UndecodableError as error:  # a line cut within a character is rather a broken line
        text, undecodable = line.decode("utf-8", "replace"), error
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedError(
            f"the line is not JSON: {error}", where=where, remedy="Mend or drop the line."
        ) from None
    if undecodable:
        raise undecodable
    if not isinstance(record, dict):
        raise MalformedError("the line is not a JSON object", where=where, remedy="Mend or drop the line.")
    return record_draft(record, names, where)
