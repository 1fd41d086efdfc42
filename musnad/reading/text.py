"""Plain text: a file is a document."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Document, SetAside
from .base import Reader, ReadingOptions, Unit
from .charset import decode
from .documents import Draft, clean, is_skip_link, quarantine, settle
from .source import Source

MAX_TITLE = 150
"""A first line is taken for a headline up to this many characters."""
_SENTENCE_ENDS = (".", "،", "؛", ":")


class TextReader(Reader):
    """Plain text, kept whole: a repeated headline and a page's "skip to content" stay.

    So offsets count into the user's file.
    """

    name = "text"
    about = "plain text, one document a file"
    suffixes = (".txt", ".text")

    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        with Source.of(unit) as source:
            data = source.document()
            if source.damage:  # not half a word, nor half a character
                data = data[: max(data.rfind(b"\n"), data.rfind(b" "), 0)]
            if data or not source.damage:
                text = clean(decode(data, where=unit.path)[0])
                yield settle(text_draft(text, source=unit.path, id=unit.document_id), options)
            if source.damage:
                yield quarantine(source.damage, unit.path, unit.document_id)


def text_draft(text: str, *, source: str, id: str) -> Draft:
    """A draft of the whole text. A headline in its first line, "skip to content" aside, is its title."""
    start = len(text) - len(text.lstrip())
    line, _, rest = text[start:].partition("\n")
    if is_skip_link(line.strip()):
        behind = rest.lstrip()
        start += len(text[start:]) - len(behind)
        line, _, rest = behind.partition("\n")
    title = line.rstrip()
    blank_follows = rest.partition("\n")[0].strip() == "" and rest.strip() != ""
    if not title or len(title) > MAX_TITLE or title.endswith(_SENTENCE_ENDS) or not blank_follows:
        return Draft(source, text, id=id)
    return Draft(source, text, id=id, title=title, headings=[(start, start + len(title))])
