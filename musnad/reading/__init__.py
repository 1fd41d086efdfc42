"""Reading: one reader a format; decoding, main text, metadata, language.

Everything that is read becomes a Document or a SetAside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import ReadingError, UnknownFormat
from ..records import Document, SetAside, content_id
from .arabic import language_of
from .base import MAX_DOCUMENT_BYTES, Reader, ReadingOptions, Unit, require_machine
from .dates import iso_date
from .documents import clean, clean_line, document_of, quarantine
from .plan import halves, plan
from .registry import READERS, get_reader
from .sniff import UNKNOWN
from .text import text_draft

__all__ = [
    "MAX_DOCUMENT_BYTES",
    "READERS",
    "Reader",
    "ReadingOptions",
    "Unit",
    "get_reader",
    "halves",
    "plan",
    "read",
    "read_text",
    "read_unit",
]

_DEFAULT = ReadingOptions()


def read(inputs: Sequence[str], options: ReadingOptions = _DEFAULT) -> Iterator[Document | SetAside]:
    """Everything that the inputs (files, folders, globs, "-") hold, in order.

    Raises: UsageError as `plan` does, before anything is read.
    """
    units = plan([inputs] if isinstance(inputs, str) else inputs, options)
    return (item for unit in units for item in read_unit(unit, options))


def read_unit(unit: Unit, options: ReadingOptions = _DEFAULT) -> Iterator[Document | SetAside]:
    """The documents of a unit, in order. Bad content becomes a SetAside with the reason.

    Raises: EnvironmentFault if the machine, not the file, is why it cannot be opened.
    """
    return map(_spelled, _read_unit(unit, options))


def _spelled(item: Document | SetAside) -> Document | SetAside:
    """The same record with file names that are not UTF-8 (old archives have them) spelled out: \\xff.txt."""
    if isinstance(item, Document):
        if _encodes(item.id + item.source):
            return item
        return replace(item, id=_escaped(item.id), source=_escaped(item.source))
    if _encodes(item.document_id + item.source + item.reason):
        return item
    names = _escaped(item.source), _escaped(item.document_id), item.outcome, item.code
    return SetAside(*names, _escaped(item.reason))


def _encodes(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)


def _escaped(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _read_unit(unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
    whole = unit.first == 0 and unit.last is None
    found = False
    try:
        if unit.format == UNKNOWN:
            _check_readable(unit)
            raise UnknownFormat("no reader knows this format", where=unit.path)
        for item in get_reader(unit.format).read(unit, options):
            found = True
            yield item
    except ReadingError as error:
        yield quarantine(error, unit.path, unit.document_id)
    except OSError as error:
        require_machine(error)
        unreadable = ReadingError(
            f"the file cannot be read: {error.strerror or error}",
            where=unit.path,
            remedy="Check its permissions.",
        )
        yield quarantine(unreadable, unit.path, unit.document_id)
    else:
        if whole and not found:
            yield SetAside(unit.path, unit.document_id, "empty", "", "there is no document in it")


def read_text(
    text: str, *, id: str = "", outlet: str = "", published: str = "", title: str = "", url: str = ""
) -> Document:
    """A document from a string. No language check: what is given is kept.

    Line breaks become line feeds and control characters go, as everywhere; offsets count in `Document.text`.
    """
    draft = text_draft(clean(text), source="", id=id)
    if title:
        draft.title = clean_line(title)
    draft.id = id or content_id(draft.text)
    draft.outlet, draft.url = outlet, url
    draft.published, draft.published_source = iso_date(published), "option"
    return document_of(draft, _DEFAULT, language_of(draft.text)[0])


def _check_readable(unit: Unit) -> None:
    """Raises: OSError if the file cannot be opened."""
    if unit.content is None:
        Path(unit.path).open("rb").close()
