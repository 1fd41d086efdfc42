"""What the harnesses run on each input; also called by `tests/test_fuzz.py` on the kept corpus."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from musnad.language.dates import find_dates, precision
from musnad.language.sentences import sentences
from musnad.language.words import words
from musnad.reading import READERS, ReadingOptions, plan, read_unit
from musnad.records import SetAside

DAYS = ("", "2020-06-10", "2020-02-29", "0001-01-01", "9999-12-31")
_VALUE = re.compile(r"(\d{4}(-\d\d){0,2}|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d)?", re.ASCII)


def readers(data: bytes) -> None:
    """Reads bytes as a file; the first of them chooses the reader, or that the content decides.

    Raises: whatever a reader lets through; AssertionError for an unsound document.
    """
    if not data:
        return
    names = ["", *(reader.name for reader in READERS)]
    options = ReadingOptions(format=names[data[0] % len(names)], keep_other_languages=True)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "input"
        file.write_bytes(data[1:])
        items = [item for unit in plan([str(file)], options) for item in read_unit(unit, options)]
    assert items
    for item in items:
        if isinstance(item, SetAside):
            assert item.reason and bool(item.code) == (item.outcome == "quarantined")
        else:
            assert item.id and item.text.strip() and "\0" not in item.text
            assert all(item.text[h.start : h.end] == h.text for h in item.headings)
            (item.id + item.source + item.text + item.title + item.url + item.outlet).encode()


def dates(data: bytes) -> None:
    """Reads the dates of a text; its first byte chooses the day of publication.

    Raises: whatever the grammar lets through; AssertionError for a wrong offset or value.
    """
    if not data:
        return
    anchor, text = DAYS[data[0] % len(DAYS)], data[1:].decode("utf-8", "ignore")
    for start, end in sentences(text):
        inside = words(text, start, end)
        for date in find_dates(inside, anchor, text):
            assert text[date.start : date.end] == date.text and date.text
            assert _VALUE.fullmatch(date.value) and date.precision == precision(date.value)
