"""Results of measures as charts.

Words are in English or Arabic; `names` says how a chart calls the actors of the table, those that it lacks
keep their own names. What has no number is drawn as a gap or a dotted interval, never as a zero.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping
from functools import singledispatch
from itertools import combinations

from ..charts import (
    Bar,
    Chart,
    Line,
    Node,
    Row,
    Spot,
    Tie,
    bar_chart,
    interval_chart,
    line_chart,
    network_chart,
)
from ..errors import UsageError
from .alignment import Alignment, AlignmentPath
from .camps import Camps
from .influence import Influences
from .isolation import Isolation
from .naming_series import NamingSeries
from .preference import Preference, Preferences
from .recognition import Recognition
from .result import Rows
from .series import Series
from .turning_points import TurningPoints

EXPRESSIONS = 4
"""Expressions that the chart of a naming series shows, the most used."""
WORDS = {
    "alignment": ("Alignment of {a} and {b}", "ميزان العلاقة بين {a} و{b}"),
    "scale": ("−1 conflict only, +1 cooperation only", "−1 خصومة خالصة، +1 تعاون خالص"),
    "isolation": ("Isolation of {a}, peer by peer", "عزلة {a} بحسب كل طرف"),
    "preference": ("Who prefers the rival", "من يميل إلى المنافس"),
    "recognition": ("Recognition of {a}", "الاعتراف بـ{a}"),
    "camps": ("Camps", "المعسكرات"),
    "path": ("Alignment over time", "ميزان العلاقة عبر الزمن"),
    "naming": ("How {a} is named: share of each expression", "تسميات {a}: نصيب كل تعبير"),
    "series": ("Events over time", "الأحداث عبر الزمن"),
    "influence": ("What the alignment of {a} and {b} hangs on", "ما يتوقف عليه ميزان العلاقة بين {a} و{b}"),
    "turning": ("Turning points of {a} and {b}", "نقاط التحول بين {a} و{b}"),
    "now": ("with its 90% interval", "مع مجال 90%"),
    "without": ("alignment without it", "الميزان من دونه"),
    "before": ("before", "قبل"),
    "after": ("after", "بعد"),
    "cooperation": ("cooperation", "تعاون"),
    "conflict": ("conflict", "خصومة"),
    "closeness": ("closeness", "قرب"),
    "hostility": ("hostility", "عداء"),
    "together": ("closer than expected", "أقرب من المتوقع"),
    "apart": ("further apart than expected", "أبعد من المتوقع"),
}
"""English and Arabic; {a} and {b} are the actors."""


def plot(result: Rows, lang: str = "en", names: Mapping[str, str] | None = None) -> Chart:
    """The chart of a result, in English ("en") or Arabic ("ar").

    Raises: UsageError for another language, or a result that has no chart.
    """
    if lang not in ("en", "ar"):
        raise UsageError(f"there is no language '{lang}'", remedy="Use en or ar.")
    return _chart(result, _Words(lang, names or {}))


class _Words:
    """The words of one chart."""

    def __init__(self, lang: str, names: Mapping[str, str]) -> None:
        self.lang, self.names = lang, names

    def __call__(self, key: str, a: str = "", b: str = "") -> str:
        return WORDS[key][self.lang == "ar"].format(a=self.name(a), b=self.name(b))

    def name(self, actor: str) -> str:
        return self.names.get(actor, actor)


@singledispatch
def _chart(result: Rows, words: _Words) -> Chart:
    what = f"there is no chart of {type(result).__name__}"
    raise UsageError(what, remedy="Use its rows(), or to_pandas().")


@_chart.register
def _(result: Alignment, words: _Words) -> Chart:
    title = words("alignment", result.a, result.b)
    label = result.at.isoformat() if result.at else "–"
    rows = [Row(label, [_spot(result.value, result.interval)])]
    return interval_chart(title, words("scale"), [words("now")], rows, lang=words.lang)


@_chart.register
def _(result: AlignmentPath, words: _Words) -> Chart:
    days = [result.first + datetime.timedelta(n) for n in range(len(result.value))]
    known = [math.isfinite(value) for value in result.value]
    low, high = (
        [float(bound) if there else None for bound, there in zip(column, known, strict=True)]
        for column in (result.low, result.high)
    )
    values = [float(value) if there else None for value, there in zip(result.value, known, strict=True)]
    one = Line("", days, values, low, high)
    return line_chart(words("path"), words("scale"), [one], limits=(-1, 1), lang=words.lang)


@_chart.register
def _(result: Isolation, words: _Words) -> Chart:
    rows = [
        Row(
            words.name(peer.name),
            [Spot(peer.hostility, 0, peer.hostility), Spot(peer.closeness, 0, peer.closeness)],
        )
        for peer in result.peers
        if peer.n
    ]
    times = [words("hostility"), words("closeness")]
    title = words("isolation", result.actor)
    return interval_chart(title, title, times, rows, limits=(0, 1), signs=False, lang=words.lang)


@_chart.register
def _(result: Preference, words: _Words) -> Chart:
    return _preferring([result], words)


@_chart.register
def _(result: Preferences, words: _Words) -> Chart:
    return _preferring(result.patrons, words)


def _preferring(patrons: Iterable[Preference], words: _Words) -> Chart:
    rows = [Row(words.name(one.patron), [_spot(one.value, one.interval, (0, 1))]) for one in patrons]
    title = words("preference")
    return interval_chart(title, title, [words("now")], rows, limits=(0, 1), signs=False, lang=words.lang)


@_chart.register
def _(result: NamingSeries, words: _Words) -> Chart:
    lines = [
        Line(
            expression,
            list(result.begins),
            [float(share) if math.isfinite(share) else None for share in result.shares[:, place]],
        )
        for place, expression in enumerate(result.expressions[:EXPRESSIONS])
    ]
    title = words("naming", result.actor)
    return line_chart(title, title, lines, limits=(0, 1), signs=False, lang=words.lang)


@_chart.register
def _(result: Recognition, words: _Words) -> Chart:
    rows = [
        Row(words.name(one.name), [Spot(one.probability, one.probability, one.probability)])
        for one in result.recognisers
    ]
    title = words("recognition", result.actor)
    return interval_chart(title, title, ["P"], rows, limits=(0, 1), signs=False, lang=words.lang)


@_chart.register
def _(result: Camps, words: _Words) -> Chart:
    camp = {name: number for number, members in enumerate(result.camps) for name in members}
    nodes = [Node(words.name(name), camp.get(name, 0)) for name in result.actors]
    ties = [Tie(i, j, float(result.ties[i, j])) for i, j in combinations(range(len(result.actors)), 2)]
    title = words("camps")
    return network_chart(
        title, title, nodes, ties, names=(words("together"), words("apart")), lang=words.lang
    )


@_chart.register
def _(result: Series, words: _Words) -> Chart:
    bars = [
        Bar(begin, int(counts[1] + counts[2]), int(counts[3] + counts[4]))
        for begin, counts in zip(result.begins, result.counts, strict=True)
    ]
    title, sides = words("series"), (words("cooperation"), words("conflict"))
    return bar_chart(title, title, bars, names=sides, lang=words.lang)


@_chart.register
def _(result: Influences, words: _Words) -> Chart:
    rows = [Row(one.name, [Spot(one.without, one.without, one.without)]) for one in result.ranking[:12]]
    title = words("influence", result.a, result.b)
    return interval_chart(title, words("scale"), [words("without")], rows, lang=words.lang)


@_chart.register
def _(result: TurningPoints, words: _Words) -> Chart:
    rows = [
        Row(
            f"{point.date.isoformat()} ({point.probability:.0%})",
            [Spot(a, a, a) for a in (point.before.alignment, point.after.alignment)],
        )
        for point in result.points
    ]
    title = words("turning", result.a, result.b)
    times = [words("before"), words("after")]
    return interval_chart(title, words("scale"), times, rows, lang=words.lang)


def _spot(
    value: float | None, interval: Iterable[float] | None, whole: tuple[float, float] = (-1.0, 1.0)
) -> Spot:
    low, high = interval or whole
    return Spot(value, low, high)
