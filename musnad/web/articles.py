"""Articles coded from the page: read, coded, and held in memory, the oldest giving way."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..errors import UsageError
from ..reading import ReadingOptions, Unit, read_text, read_unit
from ..reading.dates import iso_date
from ..records import CodedDocument, Document, content_id
from .errors import TooMuch
from .settings import KEPT_ARTICLES, MAX_CODED_CHARACTERS

FORMATS = {".html": "html", ".htm": "html", ".txt": "text"}
"""Readers of uploaded files by suffix."""


class Kept(Mapping[str, CodedDocument]):
    """The newest articles, by id. The same text, outlet and date have the same id."""

    def __init__(self) -> None:
        self._articles: OrderedDict[str, CodedDocument] = OrderedDict()
        self._lock = threading.Lock()

    def __getitem__(self, id: str) -> CodedDocument:
        return self._articles[id]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._articles))

    def __len__(self) -> int:
        return len(self._articles)

    def keep(self, coded: CodedDocument) -> None:
        """Holds an article; beyond KEPT_ARTICLES the oldest goes."""
        with self._lock:
            self._articles[coded.document.id] = coded
            self._articles.move_to_end(coded.document.id)
            while len(self._articles) > KEPT_ARTICLES:
                self._articles.popitem(last=False)


def read_article(text: str, file: bytes, name: str, outlet: str, published: str) -> Document:
    """The article of a form: its text, or else its file.

    Raises: UsageError for nothing to code, a file that cannot be read, or one that is no text or web page;
    TooMuch for a text beyond the limit.
    """
    if text.strip():
        document = read_text(text, id=content_id(text, outlet, published), outlet=outlet, published=published)
    elif file:
        document = _of_file(file, name, outlet, published)
    else:
        raise UsageError("there is no text to code", remedy="Paste a text or choose a file.")
    if len(document.text) > MAX_CODED_CHARACTERS:
        raise TooMuch(f"the text has {len(document.text)} characters; {MAX_CODED_CHARACTERS} are the limit")
    return document


def _of_file(file: bytes, name: str, outlet: str, published: str) -> Document:
    suffix = name[name.rfind(".") :].lower() if "." in name else ".txt"
    if suffix not in FORMATS:
        raise UsageError("the file is no text or web page", remedy=f"Choose one of: {', '.join(FORMATS)}.")
    id = content_id(file, outlet, published)
    unit = Unit(name[:100], FORMATS[suffix], 0, None, "", id, content=file)
    for item in read_unit(unit, ReadingOptions(outlet=outlet, keep_other_languages=True)):
        if isinstance(item, Document):
            if item.published or not published:
                return item
            return replace(item, published=iso_date(published), published_source="option")
        raise UsageError(f"the file cannot be read: {item.reason}", remedy="Choose another file.")
    raise UsageError("there is no text in the file", remedy="Choose another file.")
