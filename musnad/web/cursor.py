"""Cursors: where a page of a list begins, as text that is not meant to be read."""

from __future__ import annotations

import base64
import binascii
import json

from .errors import BadQuery
from .query import is_text


def encode(key: tuple[str | int, ...]) -> str:
    """The cursor of a row's place in its list.

    >>> decode(encode(("2020-06-06", 5)), (str, int))
    ('2020-06-06', 5)
    """
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str, kinds: tuple[type, ...]) -> tuple[str | int, ...]:
    """The inverse of `encode`.

    Raises: BadQuery for a text that `encode` has not made for such a list.
    """
    try:
        key = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        key = None
    fits = isinstance(key, list) and [type(value) for value in key] == list(kinds)
    if not fits or not all(_usable(value) for value in key):
        remedy = "Take the cursor from `next` of the page before, with the same conditions."
        raise BadQuery("the cursor is not one of this list", remedy=remedy)
    return tuple(key)


def _usable(value: str | int) -> bool:
    """Whether the value can be compared with a column: a whole number of 64 bits, or text."""
    if isinstance(value, int):
        return abs(value) < 2**63
    return is_text(value)
