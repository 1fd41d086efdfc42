"""Writing XML: text that no parser chokes on."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0 (production 2): control characters, lone surrogates, U+FFFE and U+FFFF."""
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)

Value = str | int | float | bool


def escaped(value: Value) -> str:
    """A value as it stands in an attribute or element. Characters that XML forbids are left out; white space
    is escaped, so that parsers do not normalise it.

    >>> escaped("a\\x00<b>\\r"), escaped(True), escaped(-2.5)
    ('a&lt;b&gt;&#13;', 'true', '-2.5')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return _FORBIDDEN.sub("", str(value)).translate(_ESCAPES)


def attributes(values: Mapping[str, Value]) -> str:
    """Attributes of an element, each with a space before it."""
    return "".join(f' {name}="{escaped(value)}"' for name, value in values.items())
