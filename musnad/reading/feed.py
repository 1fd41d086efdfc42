"""RSS and Atom: an entry is a document."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser  # type: ignore[import-untyped]

from ..errors import DamagedError, MalformedError
from ..records import Document, SetAside, content_id
from .base import Reader, ReadingOptions, Unit, window
from .charset import decode
from .dates import iso_date
from .documents import Draft, clean, clean_line, quarantine, same_line, settle
from .html import declared_charset, fragment_text
from .source import Source

_LOOKS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?><\?.*?\?>\s*|<!--.*?-->\s*)*+<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL
)
_BEGINS = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_ENDS = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_CLOSES = re.compile(r"</(?:rss|(?:\w+:)?feed|rdf:RDF)\s*>")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


class FeedReader(Reader):
    """A feed: of each entry the title, a blank line, and the longest of its contents and summary."""

    name = "feed"
    about = "RSS or Atom, one document an entry"
    suffixes = (".rss", ".atom", ".rdf")
    many = True
    whole = True

    def claims(self, head: bytes) -> bool:
        return _LOOKS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None

    def marks(self, unit: Unit) -> Iterator[int]:
        with Source.of(unit) as source:
            for _ in _BEGINS.finditer(source.document()):
                yield 0

    def read(self, unit: Unit, options: ReadingOptions) -> Iterator[Document | SetAside]:
        with Source.of(unit) as source:
            data = source.document()
            damage: DamagedError | None = source.damage
        text = clean(decode(data, declared_charset(data), where=unit.path)[0])
        # As a stream: given bytes or text, the parser would first try to open a file of that name.
        try:
            found = feedparser.parse(io.BytesIO(text.encode()), response_headers=_HEADERS)
        except MemoryError:
            raise
        except Exception as error:  # on odd markup the parser trips over itself: KeyError('links')
            remedy = "Save it again, or save its articles."
            what = f"the feed's markup is beyond the parser: {error!r}"
            raise MalformedError(what, where=unit.path, remedy=remedy) from error
        entries = list(found.entries)
        closed = _CLOSES.search(text) is not None
        if not closed:  # the last entry may be cut off
            entries = entries[: len(_ENDS.findall(text))]
        if not entries and (not closed or not found.get("version")):
            raise damage or MalformedError("it is not a readable RSS or Atom feed", where=unit.path)
        outlet = clean_line(_field(found.feed, "title"))
        for number, entry in window(unit, entries):
            yield settle(_draft(entry, outlet, f"{unit.path}:{number + 1}"), options)
        if not closed and unit.last is None:
            yield quarantine(damage or DamagedError("the feed ends too early", where=unit.path), unit.path)


def _draft(entry: Any, outlet: str, source: str) -> Draft:
    title = clean_line(fragment_text(_field(entry, "title")))
    markup = [_field(part, "value") for part in entry.get("content") or ()] + [_field(entry, "summary")]
    body = fragment_text(max(markup, key=len))
    first, _, rest = body.partition("\n")
    if title and same_line(first, title):
        body = rest.lstrip("\n")
    text = f"{title}\n\n{body}" if title and body else title or body
    url = clean_line(_field(entry, "link"))
    return Draft(
        source,
        text,
        id=clean_line(_field(entry, "id")) or url or content_id(text),
        outlet=outlet,
        url=url,
        title=title,
        published=iso_date(_field(entry, "published") or _field(entry, "updated")),
        published_source="feed",
        headings=[(0, len(title))] if title else [],
    )


def _field(item: Any, name: str) -> str:
    """A field as text; on odd markup the parser leaves None, or no text."""
    value = item.get(name)
    return value if isinstance(value, str) else ""
