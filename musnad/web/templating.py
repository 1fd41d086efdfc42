"""The templates: every value is escaped and cleared of marks of direction before it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

MINUS = "\u2212"
# Embeddings, overrides and isolates, which a text could leave open or use to show another order of letters,
# and control characters. Marks that only say what a neighbouring letter is (LRM, RLM) stay.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MODES_OF_ADDRESS = ("http", "https")


def plain(text: str) -> str:
    """A text from outside without what could act on the page's direction; its words are as they were."""
    return _UNSHOWN.sub("", text)


def finalized(value: Any) -> Any:
    """What the templates show for a value: no text reaches a page uncleared."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return plain(value)
    return value


def number(value: float | int | None, digits: int = 0) -> Markup:
    """A number with a true minus in a box of its own direction: browsers print −0.4 as 0.4− otherwise.

    >>> number(-0.42, 2)
    Markup('<bdi dir="ltr" class="number">−0.42</bdi>')
    """
    if value is None:
        return Markup('<span class="none">–</span>')
    text = f"{value:,.{digits}f}".replace("-", MINUS)
    return Markup('<bdi dir="ltr" class="number">{}</bdi>').format(text)


def code(value: str) -> Markup:
    """A code, date or id in a left-to-right box."""
    return Markup('<bdi dir="ltr" class="code">{}</bdi>').format(plain(value))


def foreign(value: str) -> Markup:
    """Words from outside, in whatever direction they have."""
    return Markup('<bdi dir="auto">{}</bdi>').format(plain(value))


def web_address(value: str) -> str:
    """An address that may be linked to; empty for all that is not on the web (javascript:, file:)."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in _MODES_OF_ADDRESS and parts.netloc else ""


def around(event: Mapping[str, Any]) -> tuple[str, str, str]:
    """The sentence of an event: before its trigger, the trigger, after it."""
    sentence: str = event["sentence_text"]
    start = event["trigger"]["start"] - event["sentence"]["start"]
    end = event["trigger"]["end"] - event["sentence"]["start"]
    return sentence[:start], sentence[start:end], sentence[end:]


def address(lang: str, page: str, pairs: Iterable[tuple[str, str]] = (), suffix: str = "") -> str:
    """The address of a page, from the root of the server."""
    query = urlencode([(name, value) for name, value in pairs if value])
    return f"/{lang}/{page}{suffix}{'?' + query if query else ''}"


def environment() -> Environment:
    """The templates' environment."""
    made = Environment(
        loader=PackageLoader("musnad.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": number, "code": code, "foreign": foreign, "web_address": web_address}
    made.globals |= {"around": around, "address": address}
    return made
