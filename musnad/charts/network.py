"""A signed network on a circle, camp by camp: full lines for what holds together, dashed for what divides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .svg import BLUE, ORANGE, WIDTH, Chart, element, finished, line, number, text

RADIUS, MIDDLE, TOP = 145, WIDTH / 2, 28
LEAST = 0.05
"""Strength below which a tie is not drawn."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor and the number of its camp, from 0."""

    label: str
    camp: int
    strong: bool = False
    """Whether it is the one that is asked about."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What stands between two nodes (their places), -1 to +1."""

    a: int
    b: int
    strength: float


def network_chart(
    title: str,
    description: str,
    nodes: Sequence[Node],
    ties: Sequence[Tie],
    *,
    names: tuple[str, str],
    lang: str = "en",
) -> Chart:
    """Nodes on a circle, those of one camp side by side and of one shape; lines are as thick as ties are
    strong. `names` says what full and dashed lines are."""
    rtl = lang == "ar"
    order = sorted(range(len(nodes)), key=lambda place: (nodes[place].camp, nodes[place].label, place))
    gaps = len({node.camp for node in nodes})
    turn = 2 * math.pi / max(len(nodes) + (gaps if gaps > 1 else 0), 1)
    where: dict[int, tuple[float, float]] = {}
    angle, camp = -math.pi / 2, nodes[order[0]].camp if order else 0
    for place in order:
        if nodes[place].camp != camp:
            angle, camp = angle + turn, nodes[place].camp
        where[place] = (math.cos(angle), math.sin(angle))
        angle += turn
    parts = [
        _tie(tie, where)
        for tie in sorted(ties, key=lambda tie: (abs(tie.strength), tie.a, tie.b))
        if abs(tie.strength) >= LEAST
    ]
    for place in order:
        parts += _node(nodes[place], where[place], rtl)
    bottom = TOP + 2 * RADIUS + 40
    for n, name in enumerate(names):
        begin = WIDTH - 60 - 300 * n if rtl else 24 + 300 * n
        dashes = {"stroke_dasharray": "6 4"} if n else {}
        parts.append(
            line(begin, bottom, begin + 36, bottom, stroke=ORANGE if n else BLUE, stroke_width=2.5, **dashes)
        )
        edge = begin - 8 if rtl else begin + 44
        parts.append(text(edge, bottom + 4, name, rtl=rtl, anchor="right" if rtl else "left"))
    return finished(title, description, bottom + 16, parts, lang)


def _at(direction: tuple[float, float], radius: float = RADIUS) -> tuple[float, float]:
    return MIDDLE + direction[0] * radius, TOP + RADIUS + direction[1] * radius


def _tie(tie: Tie, where: dict[int, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = _at(where[tie.a]), _at(where[tie.b])
    dashes = {"stroke_dasharray": "6 4"} if tie.strength < 0 else {}
    colour = ORANGE if tie.strength < 0 else BLUE
    width = 0.8 + 4.2 * min(abs(tie.strength), 1.0)
    return line(x1, y1, x2, y2, stroke=colour, stroke_width=width, opacity=0.8, **dashes)


def _node(node: Node, direction: tuple[float, float], rtl: bool) -> list[str]:
    x, y = _at(direction)
    radius = 9 if node.strong else 7
    look: dict[str, float | str] = {"fill": "currentColor"}
    if not node.strong:
        look = {"fill": "Canvas", "stroke": "currentColor", "stroke_width": 1.6}
    corners = (0, 4, 3, 6)[node.camp % 4]
    if corners:
        turn = math.pi / 4 if corners == 4 else -math.pi / 2
        reach = radius * 1.25
        points = " ".join(
            f"{number(x + reach * math.cos(turn + k * 2 * math.pi / corners))},"
            f"{number(y + reach * math.sin(turn + k * 2 * math.pi / corners))}"
            for k in range(corners)
        )
        shape = element("polygon", points=points, **look)
    else:
        shape = element("circle", cx=x, cy=y, r=radius, **look)
    lx, ly = _at(direction, RADIUS + 18)
    side = "middle" if abs(direction[0]) < 0.2 else "left" if direction[0] > 0 else "right"
    return [shape, text(lx, ly + 4, node.label, rtl=rtl, anchor=side, bold=node.strong)]
