"""The columns of the overview, as SVG: events by quad class in each day, month or year.

Classes differ in lightness and pattern as well as colour; the style sheet gives them, so the drawing has none
of its own and works under the pages' content security policy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 900, 280
"""User units; the drawing scales to the page."""
LEFT, BOTTOM, TOP, RIGHT = 44, 28, 10, 8
LABELS = 8
"""At most so many labels below the columns."""
PATTERNS = (
    '<pattern id="hatch-2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" class="q2"/><rect width="2" height="6" class="line"/></pattern>'
    '<pattern id="hatch-3" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="5" height="5" class="q3"/><circle cx="2.5" cy="2.5" r="1" class="line"/></pattern>'
)
FILLS = {1: "class='q1'", 2: "fill='url(#hatch-2)'", 3: "fill='url(#hatch-3)'", 4: "class='q4'"}


@dataclass(frozen=True, slots=True)
class Column:
    """One period and its events by quad class."""

    period: str
    counts: Mapping[int, int]

    @property
    def total(self) -> int:
        """Events of all classes."""
        return sum(self.counts.values())


def columns(data: Sequence[Column], names: Mapping[int, str], title: str) -> str:
    """The drawing; the empty text without data. Time runs from left to right."""
    top = max((column.total for column in data), default=0)
    if not top:
        return ""
    step = _step(top)
    ceiling = -(-top // step) * step
    plot_width, plot_height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    slot = plot_width / len(data)
    body = [_axis(level, TOP + plot_height * (1 - level / ceiling)) for level in range(0, ceiling + 1, step)]
    every = -(-len(data) // LABELS)
    for number, column in enumerate(data):
        x, y = LEFT + number * slot, float(TOP + plot_height)
        said = ", ".join(f"{names[q]} {n}" for q, n in sorted(column.counts.items()) if n)
        body.append(f"<g><title>{escape(f'{column.period}: {said}')}</title>")
        for quad in (1, 2, 3, 4):
            height = plot_height * column.counts.get(quad, 0) / ceiling
            if height:
                y -= height
                place = f'x="{x + slot * 0.1:.2f}" y="{y:.2f}" width="{slot * 0.8:.2f}" height="{height:.2f}"'
                body.append(f"<rect {place} {FILLS[quad]}/>".replace("'", '"'))
        body.append("</g>")
        if number % every == 0:
            label = (
                f'<text x="{x + slot / 2:.2f}" y="{HEIGHT - 8}" class="label">{escape(column.period)}</text>'
            )
            body.append(label)
    head = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}" class="chart">'
    return f"{head}<defs>{PATTERNS}</defs>{''.join(body)}</svg>"


def swatch(quad: int) -> str:
    """A sample of a class, for the legend. It uses the patterns of the drawing on the same page."""
    fill = FILLS[quad].replace("'", '"')
    return (
        '<svg viewBox="0 0 16 12" class="swatch" aria-hidden="true">'
        f'<rect width="16" height="12" {fill}/></svg>'
    )


def _axis(level: int, y: float) -> str:
    line = f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.2f}" y2="{y:.2f}" class="grid"/>'
    return f'{line}<text x="{LEFT - 6}" y="{y + 4:.2f}" class="level">{level}</text>'


def _step(top: int) -> int:
    """A round distance between lines, so that there are at most five above the lowest."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if top <= 5 * factor * power:
                return factor * power
        power *= 10
