"""The readers. To add a format: one module with a `Reader`, one line here."""

from __future__ import annotations

from ..errors import UsageError
from .base import Reader
from .csvfile import CsvReader
from .feed import FeedReader
from .html import HtmlReader
from .jsonl import JsonlReader
from .parquet import ParquetReader
from .text import TextReader
from .warc import WarcReader

READERS: tuple[Reader, ...] = (
    ParquetReader(),
    WarcReader(),
    FeedReader(),
    HtmlReader(),
    JsonlReader(),
    CsvReader(),
    TextReader(),
)
"""In the order in which they are asked whether the beginning of a file is of their format."""


def get_reader(name: str) -> Reader:
    """The reader of a format. Raises: UsageError if there is none of that name."""
    for reader in READERS:
        if reader.name == name:
            return reader
    names = ", ".join(reader.name for reader in READERS)
    raise UsageError(f"there is no input format {name!r}", remedy=f"The formats are {names}.")
