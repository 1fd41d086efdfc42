"""Rows of a dot with its interval, one beneath the other for two times: how something stood and stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .scale import Scale, ticks
from .svg import BLUE, WIDTH, Chart, element, finished, line, number, signed, text

NAMES, NUMBERS, TOP, ROW, GAP = 170, 96, 30, 17, 13
"""Widths of the columns of names and numbers; heights of the head, of a time and between rows."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A number with its interval; without a number the interval says how little is known."""

    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured, at each of the times of the chart; None where there is nothing to show."""

    label: str
    spots: Sequence[Spot | None]


def interval_chart(
    title: str,
    description: str,
    times: Sequence[str],
    rows: Sequence[Row],
    *,
    limits: tuple[float, float] = (-1.0, 1.0),
    signs: bool = True,
    lang: str = "en",
) -> Chart:
    """A row for each of `rows`, with as many dots as there are `times`, of which the last is filled; a dotted
    interval without a dot where the evidence is insufficient."""
    rtl = lang == "ar"
    begin, end = (NUMBERS, WIDTH - NAMES) if rtl else (NAMES, WIDTH - NUMBERS)
    x = Scale(*limits, begin + 6, end - 6)
    parts = _legend(times, begin, end, rtl)
    height = len(times) * ROW + GAP
    bottom = TOP + len(rows) * height
    for value in ticks(*limits, most=5):
        strong = abs(value) < 1e-9 and limits[0] < 0
        parts.append(line(x(value), TOP, x(value), bottom, opacity=0.6 if strong else 0.14))
        label = signed(value, 1) if signs else f"{value:g}"
        parts.append(text(x(value), bottom + 16, label, anchor="middle"))
    for place, row in enumerate(rows):
        top = TOP + place * height
        edge = WIDTH - 4 if rtl else 4
        middle = top + GAP / 2 + len(times) * ROW / 2 + 4
        parts.append(text(edge, middle, row.label, rtl=rtl, anchor="right" if rtl else "left"))
        if place:
            parts.append(line(4, top, WIDTH - 4, top, opacity=0.14))
        for time, spot in enumerate(row.spots):
            if spot is not None:
                at = top + GAP / 2 + ROW * (time + 0.5)
                parts += _spot(spot, at, x, time, len(times))
                if spot.value is not None:
                    shown = signed(spot.value) if signs else f"{spot.value:.2f}"
                    parts.append(text(NUMBERS - 40 if rtl else end + 62, at + 4, shown, anchor="right"))
    return finished(title, description, bottom + 24, parts, lang)


def _spot(spot: Spot, y: float, x: Scale, time: int, times: int) -> list[str]:
    known = spot.value is not None
    ends = {"stroke_width": 2.0 if time == times - 1 else 1.4} | ({} if known else {"opacity": 0.45})
    dashes = {} if known else {"stroke_dasharray": "2 4"}
    parts = [line(x(spot.low), y, x(spot.high), y, **ends, **dashes)]
    if known:
        parts += [line(x(at), y - 3, x(at), y + 3, **ends) for at in (spot.low, spot.high)]
        parts.append(_dot(x(spot.value or 0.0), y, time, times))
    return parts


def _dot(x: float, y: float, time: int, times: int) -> str:
    """The dot of a time: filled for the last, hollow before it, a hollow diamond for still earlier ones."""
    if time == times - 1:
        return element("circle", cx=x, cy=y, r=5, fill=BLUE)
    hollow: dict[str, float | str] = {"fill": "Canvas", "stroke": "currentColor", "stroke_width": 1.4}
    if time == times - 2:
        return element("circle", cx=x, cy=y, r=4.5, **hollow)
    return element("path", d=f"M{number(x - 5.5)} {number(y)}l5.5 -5.5l5.5 5.5l-5.5 5.5z", **hollow)


def _legend(times: Sequence[str], begin: float, end: float, rtl: bool) -> list[str]:
    """The names of the times, each behind its dot."""
    parts = []
    share = (end - begin) / max(len(times), 1)
    for place, name in enumerate(times):
        at = end - share * place - 8 if rtl else begin + share * place + 8
        parts.append(_dot(at, 12, place, len(times)))
        edge = at - 10 if rtl else at + 10
        parts.append(text(edge, 16, name, rtl=rtl, anchor="right" if rtl else "left"))
    return parts
