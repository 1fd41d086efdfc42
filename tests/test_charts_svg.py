"""Charts: well-formed, inert, readable without colour, in both directions."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from musnad.charts import (
    Bar,
    Chart,
    Line,
    Mark,
    Node,
    Row,
    Spot,
    Tie,
    bar_chart,
    interval_chart,
    line_chart,
    network_chart,
    signed,
)
from musnad.charts.scale import Scale, month_ticks, ticks

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [datetime.date(2019, 4, 1) + datetime.timedelta(n) for n in range(10)]
HOSTILE = '<script>alert("1")</script>&\u202e\x00"'


def parsed(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.svg)


def texts(chart: Chart) -> list[str]:
    return [node.text or "" for node in parsed(chart).iter(f"{SVG}text")]


def charts(word: str, lang: str) -> list[Chart]:
    values = [0.1 * n - 0.4 for n in range(10)]
    return [
        line_chart(word, word, [Line(word, DAYS, values)], marks=[Mark(DAYS[5], word)], lang=lang),
        interval_chart(word, word, [word], [Row(word, [Spot(0.5, 0.1, 0.8)])], lang=lang),
        bar_chart(word, word, [Bar(DAYS[0], 2, 1)], names=(word, word), lang=lang),
        network_chart(
            word, word, [Node(word, 0), Node(word, 1, True)], [Tie(0, 1, -0.5)], names=(word, word), lang=lang
        ),
    ]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_hostile_words_stay_words(lang: str) -> None:
    for chart in charts(HOSTILE, lang):
        root = parsed(chart)
        assert not [node for node in root.iter() if node.tag.endswith("script")]
        assert "\u202e" not in chart.svg
        assert 'alert("1")' in "".join(root.itertext())


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_charts_have_title_and_description_and_nothing_remote(lang: str) -> None:
    for chart in charts("مصر", lang):
        root = parsed(chart)
        title, description = root[0], root[1]
        assert (root.get("role"), root.get("lang")) == ("img", lang)
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert title.text == description.text == "مصر"
        assert "style" not in root.attrib and "http" not in chart.svg.replace(
            "http://www.w3.org/2000/svg", ""
        )


def test_words_are_in_the_direction_of_the_language_and_numbers_left_to_right() -> None:
    chart = interval_chart("t", "d", ["قبل"], [Row("مصر", [Spot(-0.42, -0.8, 0.1)])], lang="ar")
    direction = {node.text: node.get("direction") for node in parsed(chart).iter(f"{SVG}text")}
    assert direction["مصر"] == direction["قبل"] == "rtl"
    assert direction["−0.42"] == direction["+0.5"] == "ltr"


def test_names_stand_on_the_side_where_reading_begins() -> None:
    places = {}
    for lang in ("en", "ar"):
        chart = interval_chart("t", "d", ["now"], [Row("X", [Spot(0.5, 0.1, 0.8)])], lang=lang)
        (place,) = [node for node in parsed(chart).iter(f"{SVG}text") if node.text == "X"]
        places[lang] = float(place.get("x") or 0)
    assert places["en"] < 100 < 600 < places["ar"]


def test_time_runs_from_left_to_right_in_both_languages() -> None:
    for lang, first, second in (("en", "Jan 2020", "Feb"), ("ar", "يناير 2020", "فبراير")):
        bars = [Bar(datetime.date(2020, month, 1), 1, 1) for month in (1, 2)]
        chart = bar_chart("t", "d", bars, names=("a", "b"), lang=lang)
        x = {node.text: float(node.get("x") or 0) for node in parsed(chart).iter(f"{SVG}text")}
        assert x[first] < x[second]


def test_days_without_a_number_are_gaps() -> None:
    values = [0.1, 0.2, None, None, 0.5, 0.6, None, 0.7, None, None]
    chart = line_chart("t", "d", [Line("", DAYS, values)], lang="en")
    drawn = [node for node in parsed(chart).iter(f"{SVG}path") if node.get("fill") == "none"]
    assert len(drawn) == 2  # and the single day between two gaps
    assert len(list(parsed(chart).iter(f"{SVG}circle"))) == 1


def test_bands_hold_the_line() -> None:
    line = Line("", DAYS, [0.0] * 10, [-0.5] * 10, [0.5] * 10)
    root = parsed(line_chart("t", "d", [line], limits=(-1, 1)))
    (band,) = [node for node in root.iter(f"{SVG}path") if (node.get("d") or "").endswith("Z")]
    heights = [float(point.split(" ")[1]) for point in (band.get("d") or "")[1:-1].split("L")]
    assert min(heights) < 14 + 105 < max(heights)


def test_insufficient_evidence_has_a_dotted_interval_and_no_dot() -> None:
    chart = interval_chart("t", "d", [], [Row("X", [Spot(None, -0.9, 0.9)])])
    root = parsed(chart)
    assert not list(root.iter(f"{SVG}circle"))
    assert [node for node in root.iter(f"{SVG}line") if node.get("stroke-dasharray")]
    assert not [text for text in texts(chart) if text.startswith(("+0.9", "−0.9"))]


def test_lines_differ_by_dashes_not_by_colour_alone() -> None:
    lines = [Line(str(n), DAYS, [float(n)] * 10) for n in range(3)]
    root = parsed(line_chart("t", "d", lines))
    drawn = [n.get("stroke-dasharray") for n in root.iter(f"{SVG}path") if n.get("fill") == "none"]
    assert len(set(drawn)) == 3


def test_ties_that_divide_are_dashed() -> None:
    nodes = [Node(name, camp) for name, camp in (("a", 0), ("b", 0), ("c", 1))]
    chart = network_chart(
        "t", "d", nodes, [Tie(0, 1, 0.9), Tie(0, 2, -0.9), Tie(1, 2, 0.01)], names=("p", "m")
    )
    ties = [node for node in parsed(chart).iter(f"{SVG}line") if node.get("opacity") == "0.8"]
    assert sorted(bool(node.get("stroke-dasharray")) for node in ties) == [False, True]


def test_a_long_line_has_few_points() -> None:
    days = [datetime.date(2000, 1, 1) + datetime.timedelta(n) for n in range(5000)]
    chart = line_chart("t", "d", [Line("", days, [0.0] * 5000)])
    assert len(chart.svg) < 20_000


def test_the_same_numbers_give_the_same_chart_and_others_another() -> None:
    first, second = charts("x", "en"), charts("x", "en")
    assert first == second and charts("y", "en") != first


def test_charts_without_data_are_drawn() -> None:
    for chart in (
        line_chart("t", "d", []),
        interval_chart("t", "d", [], []),
        bar_chart("t", "d", [], names=("a", "b")),
        network_chart("t", "d", [], [], names=("a", "b")),
    ):
        assert parsed(chart).tag == f"{SVG}svg"


def test_chart_is_saved(tmp_path: Path) -> None:
    chart = charts("مصر", "ar")[0]
    chart.save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == chart.svg == chart._repr_svg_()


def test_numbers_have_true_signs() -> None:
    assert [signed(x) for x in (-0.421, 0.421, 0.0, -0.001, 12.0)] == [
        "−0.42",
        "+0.42",
        "0.00",
        "0.00",
        "+12.00",
    ]


def test_ticks_are_round_and_inside() -> None:
    assert ticks(-1, 1) == (-1.0, -0.5, 0.0, 0.5, 1.0)
    assert ticks(0, 37) == (0, 10, 20, 30)
    assert ticks(2, 2) == (2,)


def test_months_are_evenly_far_apart() -> None:
    found = month_ticks(datetime.date(2019, 4, 3), datetime.date(2020, 12, 28))
    assert [day.isoformat() for day in found][:3] == ["2019-07-01", "2019-10-01", "2020-01-01"]
    assert len(month_ticks(datetime.date(1990, 1, 1), datetime.date(2020, 1, 1))) <= 9


def test_scale_keeps_to_the_edges() -> None:
    scale = Scale(-1, 1, 100, 200)
    assert [scale(x) for x in (-1, 0, 1, 5)] == [100, 150, 200, 200]
