"""The SVG that charts are written in: elements, texts in their direction, and the finished chart.

All is set by attributes, none by style sheets or scripts, so that a chart stands in a page with a strict
content security policy. Lines and letters are in `currentColor` and follow the page, light or dark; the two
colours beside it are of middle lightness and never tell anything that a shape or a dash does not tell too.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ..records import content_id

WIDTH = 720
"""Width of every chart, in its own units: at this width letters are as large as a page's small print."""
FONTS = "'IBM Plex Sans Arabic', 'Noto Naskh Arabic', 'Noto Sans Arabic', sans-serif"
SIZE = 13
"""Height of letters."""
BLUE, ORANGE = "#3a7fb5", "#c9662b"
FAINT = 0.28
"""Opacity of guides and bands."""
LANGUAGES = ("en", "ar")

_UNPRINTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""What XML forbids, and marks of direction, which a label could leave open."""

MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
           "نوفمبر", "ديسمبر"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG; notebooks show it by themselves."""

    title: str
    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the SVG to a file."""
        Path(path).write_text(self.svg, encoding="utf-8")


def finished(title: str, description: str, height: float, parts: list[str], lang: str) -> Chart:
    """A chart of its parts, with title and description for those who do not see it."""
    label = content_id(title, description, *parts)
    direction = ' direction="rtl"' if lang == "ar" else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(height)}" width="{WIDTH}" '
        f'height="{number(height)}" role="img" aria-labelledby="t{label} d{label}" lang="{lang}" '
        f'font-family="{FONTS}" font-size="{SIZE}" fill="currentColor">'
        f'<title id="t{label}"{direction}>{clean(title)}</title>'
        f'<desc id="d{label}"{direction}>{clean(description)}</desc>'
    )
    return Chart(title, head + "".join(parts) + "</svg>\n")


def clean(value: str) -> str:
    """A text as it may stand in XML: escaped, without control characters and marks of direction."""
    return escape(_UNPRINTED.sub(" ", value))


def number(value: float) -> str:
    """A coordinate."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def signed(value: float, digits: int = 2) -> str:
    """A number with a true minus sign, and a plus sign above zero."""
    text = f"{abs(value):.{digits}f}"
    if not text.strip("0."):
        return text
    return ("−" if value < 0 else "+") + text


def element(name: str, **attributes: float | str) -> str:
    """An element without content; underscores in names of attributes stand for hyphens."""
    written = (
        f' {key.rstrip("_").replace("_", "-")}="{number(v) if isinstance(v, int | float) else escape(v)}"'
        for key, v in attributes.items()
    )
    return f"<{name}{''.join(written)}/>"


def line(x1: float, y1: float, x2: float, y2: float, **more: float | str) -> str:
    """A straight line in the colour of the text."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **({"stroke": "currentColor"} | more))


def text(
    x: float, y: float, value: str, *, rtl: bool = False, anchor: str = "left", bold: bool = False
) -> str:
    """Words at a place: `anchor` says which edge of them stands there, left, middle or right, whatever their
    direction. Numbers are to be left to right, which is the default."""
    # What is the start of words depends on their direction.
    start = "right" if rtl else "left"
    edge = "middle" if anchor == "middle" else "start" if anchor == start else "end"
    return (
        f'<text x="{number(x)}" y="{number(y)}" text-anchor="{edge}" direction="{"rtl" if rtl else "ltr"}" '
        f'unicode-bidi="isolate"{" font-weight=" + chr(34) + "600" + chr(34) if bold else ""}>'
        f"{clean(value)}</text>"
    )


def month_names(days: Sequence[datetime.date], lang: str) -> list[str]:
    """The months of days, with the year on the first and in each January."""
    names = [MONTHS[lang][day.month - 1] for day in days]
    return [
        f"{name} {day.year}" if not place or day.month == 1 else name
        for place, (day, name) in enumerate(zip(days, names, strict=True))
    ]
