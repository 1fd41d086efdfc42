"""What a feed links to."""

from __future__ import annotations

import io

import feedparser  # type: ignore[import-untyped]

from ..errors import LimitExceeded, ReadingError, RefusedAddress, UnfitAnswer
from ..reading.charset import decode
from ..reading.documents import clean
from ..reading.html import declared_charset
from ..workspace.limits import Limits, timed
from .addresses import Address
from .client import Answer

MAX_ENTRIES = 500
"""Entries of a feed that are looked at, the first ones: feeds begin with the newest."""
PARSING = Limits(seconds=20.0)
"""Some feeds are made to hold a parser for hours."""
_TYPES = ("text/html", "text/plain", "application/octet-stream", "")
"""Types that servers give feeds by mistake, beside those that end in xml."""


def entry_links(answer: Answer) -> list[Address]:
    """The addresses that a feed's entries link to, each once, in its order. Links that are not to be asked
    (file:, javascript:, with a password) are passed over.

    Raises: UnfitAnswer if it is no readable feed.
    """
    if not (answer.type.endswith("xml") or answer.type in _TYPES):
        raise UnfitAnswer(f"a feed is not of the type {answer.type[:80]!r}", where=answer.address.url)
    headers = {
        "content-type": "application/xml; charset=utf-8",
        "content-location": answer.address.url,
    }
    try:
        with timed(PARSING):
            text = clean(decode(answer.body, declared_charset(answer.body), where=answer.address.url)[0])
            # As a stream: given bytes or text, the parser would first try to open a file of that name.
            found = feedparser.parse(
                io.BytesIO(text.encode()),
                response_headers=headers,
                sanitize_html=False,
                resolve_relative_uris=False,
            )
    except LimitExceeded as error:
        raise UnfitAnswer("the feed takes too long to read", where=answer.address.url) from error
    except (ReadingError, RecursionError) as error:
        raise UnfitAnswer(f"it is not a readable feed: {error}", where=answer.address.url) from error
    if not found.get("version"):
        raise UnfitAnswer("it is not a readable RSS or Atom feed", where=answer.address.url)
    links: dict[Address, None] = {}
    for entry in found.entries[:MAX_ENTRIES]:
        link = entry.get("link")
        if isinstance(link, str) and link.strip():
            try:
                links.setdefault(answer.address.join(link))
            except RefusedAddress:
                continue
    return list(links)
