"""Bars over time: what speaks for cooperation above the line, what for conflict below it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from .axis import months
from .scale import Scale, ticks
from .svg import BLUE, ORANGE, WIDTH, Chart, element, finished, line, text

LEFT, RIGHT, TOP, HEIGHT = 52, 16, 10, 150
ABOVE: dict[str, float | str] = {"fill": BLUE}
BELOW: dict[str, float | str] = {"fill": ORANGE, "fill_opacity": 0.25, "stroke": ORANGE, "stroke_width": 1.4}


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, from its first day, and two counts, both 0 or more."""

    begin: datetime.date
    above: float
    below: float


def bar_chart(
    title: str,
    description: str,
    bars: Sequence[Bar],
    *,
    names: tuple[str, str],
    lang: str = "en",
) -> Chart:
    """A pair of bars for each stretch of time: filled above the line, outlined below; `names` says what the
    two are."""
    rtl = lang == "ar"
    first = bars[0].begin if bars else datetime.date(2000, 1, 1)
    last = bars[-1].begin if bars else first
    step = (last - first).days / max(len(bars) - 1, 1) or 30.0
    most = (max([0.0, *(b.above for b in bars)]), max([0.0, *(b.below for b in bars)]))
    x = Scale(first.toordinal(), last.toordinal() + step, LEFT, WIDTH - RIGHT)
    y = Scale(-most[1], most[0] or 1.0, TOP + HEIGHT, TOP)
    parts = []
    for value in ticks(y.low, y.high, 5):
        if value == int(value):
            parts.append(line(LEFT, y(value), WIDTH - RIGHT, y(value), opacity=0.6 if value == 0 else 0.14))
            parts.append(text(LEFT - 8, y(value) + 4, f"{abs(value):g}", anchor="right"))
    width = max((WIDTH - LEFT - RIGHT) / max(len(bars), 1) * 0.7, 1.0)
    for bar in bars:
        at = x(bar.begin.toordinal()) + width * 0.2
        if bar.above:
            top = y(bar.above)
            parts.append(element("rect", x=at, y=top, width=width, height=y(0) - top, **ABOVE))
        if bar.below:
            height = y(-bar.below) - y(0)
            parts.append(element("rect", x=at, y=y(0), width=width, height=height, **BELOW))
    parts += months(x, first, last, TOP + HEIGHT, lang)
    for place, name in enumerate(names):
        begin = WIDTH - RIGHT - 14 - 220 * place if rtl else LEFT + 220 * place
        look = BELOW if place else ABOVE
        parts.append(element("rect", x=begin, y=TOP + HEIGHT + 34, width=14, height=10, **look))
        edge = begin - 8 if rtl else begin + 22
        parts.append(text(edge, TOP + HEIGHT + 44, name, rtl=rtl, anchor="right" if rtl else "left"))
    return finished(title, description, TOP + HEIGHT + 54, parts, lang)
