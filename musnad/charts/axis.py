"""The axis of time."""

from __future__ import annotations

import datetime

from .scale import Scale, month_ticks
from .svg import WIDTH, line, month_names, text

HALF = 30
"""Half the width of a month with its year; a label nearer to the edge is moved inwards."""


def months(x: Scale, first: datetime.date, last: datetime.date, y: float, lang: str) -> list[str]:
    """Ticks below the height `y` with the names of their months."""
    days = month_ticks(first, last)
    parts = []
    for day, name in zip(days, month_names(days, lang), strict=True):
        at = x(day.toordinal())
        parts.append(line(at, y, at, y + 5))
        inside = min(max(at, HALF), WIDTH - HALF)
        parts.append(text(inside, y + 20, name, rtl=lang == "ar", anchor="middle"))
    return parts
