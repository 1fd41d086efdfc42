"""Lines over time, each with the band of its interval; gaps where there is no number.

Time runs from left to right in Arabic too, as in the printed press: a reader of Arabic reads numbers so, and
charts of both languages can be laid side by side. Words are in their own direction.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .axis import months
from .scale import Scale, ticks
from .svg import BLUE, FAINT, ORANGE, WIDTH, Chart, element, finished, line, number, signed, text

LEFT, RIGHT, TOP, HEIGHT = 52, 16, 14, 210
"""Margins, and the height of the plot."""
ROW = 20
"""Height of a line of words."""
STROKES = ((BLUE, ""), (ORANGE, "7 4"), ("currentColor", "2 3"), (BLUE, "10 3 2 3"), (ORANGE, "1 4"))
"""Colour and dashes of the first line, the second ..."""
MOST_POINTS = 480
"""Points that a line is drawn with at most; days are left out evenly beyond."""


@dataclass(frozen=True, slots=True)
class Line:
    """Values of consecutive steps: None where there is no number. Bounds have the same length, or none."""

    label: str
    days: Sequence[datetime.date]
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that is pointed at, with a short word."""

    day: datetime.date
    label: str


def line_chart(
    title: str,
    description: str,
    lines: Sequence[Line],
    *,
    marks: Sequence[Mark] = (),
    guides: Sequence[float] = (0.0,),
    limits: tuple[float, float] | None = None,
    signs: bool = True,
    lang: str = "en",
) -> Chart:
    """Lines over time, from the first of their days to the last.

    `limits` are those of the values (without: as far as values and bounds go); a fainter line stands at each
    of `guides`; with `signs` numbers above zero get a plus.
    """
    rtl = lang == "ar"
    first = min((one.days[0] for one in lines if one.days), default=datetime.date(2000, 1, 1))
    last = max((one.days[-1] for one in lines if one.days), default=first)
    low, high = limits or _reach(lines)
    x = Scale(first.toordinal(), last.toordinal(), LEFT, WIDTH - RIGHT)
    y = Scale(low, high, TOP + HEIGHT, TOP)
    parts = []
    for value in ticks(low, high):
        label = signed(value, 1) if signs else f"{value:g}"
        parts.append(line(LEFT, y(value), WIDTH - RIGHT, y(value), opacity=0.14))
        parts.append(text(LEFT - 8, y(value) + 4, label, anchor="right"))
    parts += [
        line(LEFT, y(value), WIDTH - RIGHT, y(value), opacity=0.6) for value in guides if low <= value <= high
    ]
    parts += months(x, first, last, TOP + HEIGHT, lang)
    for mark in marks:
        place = x(mark.day.toordinal())
        parts.append(line(place, TOP, place, TOP + HEIGHT, stroke_dasharray="3 3", opacity=0.7))
        parts.append(element("path", d=f"M{number(place - 5)} {TOP - 8}h10l-5 8z", fill="currentColor"))
        side = "right" if place > WIDTH * 0.6 else "left"
        parts.append(text(place + (-7 if side == "right" else 7), TOP + 9, mark.label, rtl=rtl, anchor=side))
    for place, one in enumerate(lines):
        colour, dashes = STROKES[place % len(STROKES)]
        parts += _drawn(one, x, y, colour, dashes)
    bottom = TOP + HEIGHT + 34.0
    if len(lines) > 1 or (lines and lines[0].label):
        legend, bottom = _legend(lines, bottom, rtl)
        parts += legend
    return finished(title, description, bottom, parts, lang)


def _reach(lines: Sequence[Line]) -> tuple[float, float]:
    """The limits that hold all values and bounds, and zero."""
    known = [
        v for one in lines for column in (one.values, one.low, one.high) for v in column if v is not None
    ]
    low, high = min([0.0, *known]), max([0.0, *known])
    return (low, high) if high > low else (low, low + 1.0)


def _drawn(one: Line, x: Scale, y: Scale, colour: str, dashes: str) -> Iterator[str]:
    """The bands, then the line; a value between two gaps is a dot."""
    step = -(-len(one.values) // MOST_POINTS)
    kept = [*range(0, len(one.values), step)] if step else []
    if kept and kept[-1] != len(one.values) - 1:
        kept.append(len(one.values) - 1)
    places = [x(one.days[k].toordinal()) for k in kept]
    if one.low:
        for run in _runs([one.low[k] if one.high[k] is not None else None for k in kept]):
            upper = [(places[n], y(one.high[kept[n]] or 0.0)) for n in run]
            lower = [(places[n], y(one.low[kept[n]] or 0.0)) for n in run]
            if len(run) > 1:
                d = _path(upper) + _path(lower[::-1]).replace("M", "L", 1) + "Z"
                yield element("path", d=d, fill=colour, opacity=FAINT * 0.7, stroke="none")
    for run in _runs([one.values[k] for k in kept]):
        points = [(places[n], y(one.values[kept[n]] or 0.0)) for n in run]
        if len(points) == 1:
            yield element("circle", cx=points[0][0], cy=points[0][1], r=2.5, fill=colour)
        else:
            dashed = {"stroke_dasharray": dashes} if dashes else {}
            yield element("path", d=_path(points), fill="none", stroke=colour, stroke_width=2.2, **dashed)


def _runs(values: Sequence[float | None]) -> Iterator[list[int]]:
    """The places of values that stand together without a gap."""
    run: list[int] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append(place)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _legend(lines: Sequence[Line], top: float, rtl: bool) -> tuple[list[str], float]:
    """A row a line: its stroke and its name; and where the rows end."""
    parts = []
    for place, one in enumerate(lines):
        colour, dashes = STROKES[place % len(STROKES)]
        at = top + ROW * place + 10
        dashed = {"stroke_dasharray": dashes} if dashes else {}
        begin = WIDTH - RIGHT - 36 if rtl else LEFT
        parts.append(line(begin, at - 4, begin + 36, at - 4, stroke=colour, stroke_width=2.2, **dashed))
        edge = begin - 8 if rtl else begin + 44
        parts.append(text(edge, at, one.label, rtl=rtl, anchor="right" if rtl else "left"))
    return parts, top + ROW * len(lines) + 4
