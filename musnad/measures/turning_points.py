"""Turning points of a dyad: when did what two actors do to each other change for good?

Exact Bayesian multiple change points (Fearnhead 2006): every way to cut the period into stretches is weighed
by how well each stretch is described by one rate. Three channels are cut apart from each other: the sign
(beta-binomial, events divided by the overdispersion), cooperation and conflict (negative binomial, whose
dispersion comes from successive differences, so that a jump does not hide itself). Plain Poisson counts are
not used: news comes in bursts, and they cut at every burst.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import UsageError
from .alignment import mean
from .bins import Bins
from .changes import Cuts, cuts, negative_binomial, signs
from .columns import Day, Ints
from .decay import STATE
from .result import Result, plain
from .scope import ASSERTED, Scope, apart, period
from .table import EventTable

MIN_EVENTS = 30
"""Signed events of a dyad; with fewer no turning point is looked for."""
WEEKLY = 0.5
"""Events a week from which bins are weeks; below, months. In months a year of news has too few bins to tell a
change from a burst: docs/measures.md has the figures."""
MAX_BINS = 3000
"""The recursions take time and memory that grow with the square of the bins."""
PRIOR = 1 / 52
"""Probability of a change between two bins, before looking."""
WINDOW = 2
"""A turning point is claimed to within so many bins."""
PROBABLE = 0.5
"""Least probability of one that is reported."""
CHANNELS = ("sign", "cooperation", "conflict")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one side of a turning point is like."""

    since: datetime.date
    until: datetime.date
    alignment: float
    """A of `alignment`, of the stretch's events, all of one weight and divided by the overdispersion."""
    cooperation: float
    """Events a bin."""
    conflict: float
    """Events a bin."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A change that lasts."""

    date: datetime.date
    """The first day of the likeliest bin from which things are different."""
    channel: str
    """What changed: one of CHANNELS."""
    probability: float
    """That there is a change within WINDOW bins of the date."""
    before: Stretch
    """Back to the turning point before this, of the same channel."""
    after: Stretch
    evidence: tuple[str, ...]
    """Ids of the events in the bins next to the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoints(Result):
    """The turning points of a dyad by date; the number is how many there are. There is no interval: each has
    a probability."""

    a: str
    b: str
    bin: str
    """week or month."""
    points: tuple[TurningPoint, ...]

    def rows(self) -> list[dict[str, Any]]:
        """A row a turning point."""
        return [plain(point) for point in self.points]


def turning_points(
    table: EventTable,
    a: str,
    b: str,
    *,
    since: Day | None = None,
    until: Day | None = None,
    unit: str | None = None,
    scope: Scope = ASSERTED,
    probable: float = PROBABLE,
    dispersion: float = STATE.dispersion,
) -> TurningPoints:
    """The turning points of what two actors did to each other, from `since` to `until` (without: as long as
    the table has events). Without `unit` (week, month) bins are weeks where there are WEEKLY events a week,
    else months.

    Raises: UsageError for a malformed day, an unknown unit, more than MAX_BINS bins, or an actor with itself.
    """
    apart(a, b)
    first, last = period(table.dates(scope), since, until, scope)
    dyad = table.between([a], [b]).within(scope).reduce()
    dyad = dyad.take((dyad.sign != 0) & (dyad.date >= first) & (dyad.date <= last))
    n = len(dyad)
    dense = n >= WEEKLY * (last - first + 1) / 7
    bins = Bins.of(unit or ("week" if dense else "month"), first, last)
    if len(bins) > MAX_BINS:
        what = f"the period has {len(bins):,} bins of a {bins.unit}, more than {MAX_BINS:,}"
        raise UsageError(what, remedy="Give `since`, or a longer unit.")
    points = _points(dyad, bins, probable, dispersion) if n >= MIN_EVENTS else []
    reason = f"{n} signed events between {a} and {b}, fewer than {MIN_EVENTS}" if n < MIN_EVENTS else ""
    return TurningPoints(
        value=None if reason else float(len(points)),
        interval=None,
        n=n,
        evidence=dyad.ids_of(),
        insufficient=bool(reason),
        reason=reason,
        a=a,
        b=b,
        bin=bins.unit,
        points=tuple(sorted(points, key=lambda point: (point.date, CHANNELS.index(point.channel)))),
    )


def _points(dyad: EventTable, bins: Bins, probable: float, dispersion: float) -> list[TurningPoint]:
    place = bins.place(dyad.date)
    plus, minus = (
        np.bincount(place[dyad.sign == sign], minlength=len(bins)).astype(np.int64) for sign in (1, -1)
    )
    models = (signs(plus, minus, dispersion), negative_binomial(plus), negative_binomial(minus))
    found = []
    for channel, model in zip(CHANNELS, models, strict=True):
        cut = cuts(model, PRIOR)
        at = _peaks(cut, probable)
        edges = [0, *(change for change, _ in at), len(bins)]
        for number, (change, probability) in enumerate(at):
            sides = [
                _stretch(bins, plus, minus, begin, end, dispersion)
                for begin, end in ((edges[number], change), (change, edges[number + 2]))
            ]
            around = dyad.ids_of((place == change) | (place == change - 1))
            found.append(TurningPoint(bins.begin(change), channel, probability, sides[0], sides[1], around))
    return found


def _peaks(cut: Cuts, probable: float) -> list[tuple[int, float]]:
    """The first bins after likely changes, in order, with the probability of a change within WINDOW. Windows
    do not overlap."""
    left = cut.probability.copy()
    found = []
    while len(left) and left.max() > 0:
        boundary = int(np.argmax(left))
        probability = cut.within(boundary - WINDOW, boundary + WINDOW)
        if probability >= probable:
            found.append((boundary + 1, probability))
        left[max(boundary - 2 * WINDOW, 0) : boundary + 2 * WINDOW + 1] = 0.0
    return sorted(found)


def _stretch(bins: Bins, plus: Ints, minus: Ints, begin: int, end: int, dispersion: float) -> Stretch:
    cooperation, conflict = float(plus[begin:end].sum()), float(minus[begin:end].sum())
    return Stretch(
        bins.begin(begin),
        bins.begin(end) - datetime.timedelta(1),
        float(mean(cooperation / dispersion, conflict / dispersion)),
        cooperation / (end - begin),
        conflict / (end - begin),
    )
