from __future__ import annotations

import re

from lxml import etree

from musnad.web.chart import HEIGHT, WIDTH, Column, columns, swatch

NAMES = {1: "one", 2: "two", 3: "three", 4: "four"}


def drawn(*data: Column) -> etree._Element:
    return etree.fromstring(columns(data, NAMES, 'a "title" <b>'))


def test_heights_are_the_counts() -> None:
    svg = drawn(Column("2020-01", {1: 10, 4: 30}), Column("2020-02", {}), Column("2020-03", {2: 20}))
    first, second, third = svg.findall("g")
    low, high = (float(rect.get("height") or 0) for rect in first.findall("rect"))
    assert round(high / low, 2) == 3.0
    assert second.findall("rect") == []
    (one,) = third.findall("rect")
    assert one.get("fill") == "url(#hatch-2)" and round(float(one.get("height") or 0) / low, 2) == 2.0
    assert first.findtext("title") == "2020-01: one 10, four 30"


def test_everything_lies_inside_and_has_no_style_of_its_own() -> None:
    data = [Column(f"20{n:02}", {quad: n * quad for quad in NAMES}) for n in range(1, 60)]
    text = columns(data, NAMES, "t")
    svg = etree.fromstring(text)
    for rect in svg.iterfind("g/rect"):
        x, y, width, height = (float(rect.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + width <= WIDTH and y + height <= HEIGHT
    assert "style" not in text and len(svg.findall("text[@class='label']")) <= 8
    levels = [int(e.text or 0) for e in svg.iterfind("text[@class='level']")]
    assert levels[0] == 0 and levels[-1] >= 590 and len(levels) <= 6


def test_without_events_nothing_is_drawn() -> None:
    assert columns([], NAMES, "t") == columns([Column("2020", {})], NAMES, "t") == ""


def test_texts_are_escaped_and_classes_told_apart() -> None:
    svg = drawn(Column("<x>", {1: 1}))
    assert svg.get("aria-label") == 'a "title" <b>'
    assert len({re.sub(r".*<rect", "", swatch(quad)) for quad in NAMES}) == 4
