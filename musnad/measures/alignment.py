"""Alignment of two actors: does what they do to each other tend to cooperation or to conflict?

θ ~ Beta(0.6 + Σw⁺, 0.4 + Σw⁻), A = 2θ − 1: from −1 (conflict only) to +1 (cooperation only). The weights are
those of `decay`; engagement e = Σw says how much there is between the two, whatever its sign. The definition
is Musnad's own: a Beta–Bernoulli model with exponential forgetting.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special  # type: ignore[import-untyped]

from .columns import Day, Floats, day_date, day_number
from .decay import STATE, Decay, masses, paths, weights
from .result import TAILS, Result, Rows
from .scope import ASSERTED, Scope, apart, last_day, ordered
from .table import EventTable

PRIOR = (0.6, 0.4)
"""Pseudo-counts of cooperation and conflict: most of what states do to each other is cooperation."""
MAX_WIDTH = 1.2
"""An interval of A (which has length 2 at most) wider than this says too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment(Result):
    """Alignment of a dyad, -1 to +1. Where the evidence is insufficient the interval still says how wide."""

    a: str
    b: str
    at: datetime.date | None
    engagement: float
    """Σw of signed events."""
    cooperation: float
    """Σw⁺."""
    conflict: float
    """Σw⁻."""


def alignment(
    table: EventTable,
    a: str,
    b: str,
    *,
    at: Day | None = None,
    decay: Decay = STATE,
    scope: Scope = ASSERTED,
) -> Alignment:
    """How two actors stand to each other at the end of the day `at` (without one: the table's last).

    Raises: UsageError for a malformed day, or an actor with itself.
    """
    apart(a, b)
    day = last_day(table.dates(scope), at, scope)
    dyad = table.between([a], [b]).within(scope).reduce()
    weight = weights(dyad, day, decay)
    plus, minus = masses(dyad, weight)
    low, high = interval(plus, minus)
    n = int(np.count_nonzero(weight))
    reason = _insufficiency(a, b, n, float(high - low))
    return Alignment(
        value=None if reason else float(mean(plus, minus)),
        interval=(float(low), float(high)),
        n=n,
        evidence=dyad.ids_of(weight > 0),
        insufficient=bool(reason),
        reason=reason,
        a=a,
        b=b,
        at=None if day is None else day_date(day),
        engagement=plus + minus,
        cooperation=plus,
        conflict=minus,
    )


@dataclass(frozen=True, slots=True, eq=False)
class AlignmentPath(Rows):
    """Alignment at the end of each day, from `first` on; arrays of one length."""

    first: datetime.date
    value: Floats
    """NaN on days on which the evidence is insufficient."""
    low: Floats
    high: Floats
    engagement: Floats
    evidence: tuple[str, ...]
    """Ids of the events up to the last day that count, sorted."""

    def rows(self) -> list[dict[str, Any]]:
        """A row a day."""
        columns = (self.value, self.low, self.high, self.engagement)
        return [
            {"date": self.first + datetime.timedelta(n), "value": v, "low": lo, "high": hi, "engagement": e}
            for n, (v, lo, hi, e) in enumerate(zip(*(c.tolist() for c in columns), strict=True))
        ]


def alignment_path(
    table: EventTable,
    a: str,
    b: str,
    since: Day,
    until: Day,
    *,
    decay: Decay = STATE,
    scope: Scope = ASSERTED,
) -> AlignmentPath:
    """Alignment of two actors at the end of each day of a period, as `alignment` has it.

    Raises: UsageError for a malformed day, an inverted period or one of centuries, or an actor with itself.
    """
    apart(a, b)
    first, last = ordered(day_number(since), day_number(until))
    dyad = table.between([a], [b]).within(scope).reduce()
    plus, minus = paths(dyad, first, last, decay)
    low, high = interval(plus, minus)
    enough = (plus + minus > 0) & (high - low <= MAX_WIDTH)
    value = np.where(enough, mean(plus, minus), np.nan)
    evidence = dyad.ids_of((dyad.sign != 0) & (dyad.date <= last))
    return AlignmentPath(day_date(first), value, low, high, plus + minus, evidence)


def mean(plus: ArrayLike, minus: ArrayLike) -> Floats:
    """The posterior mean of A, given Σw⁺ and Σw⁻."""
    alpha, beta = posterior(plus, minus)
    return 2 * alpha / (alpha + beta) - 1


def interval(plus: ArrayLike, minus: ArrayLike) -> tuple[Floats, Floats]:
    """The interval of A, given Σw⁺ and Σw⁻."""
    alpha, beta = posterior(plus, minus)
    low, high = (2 * special.betaincinv(alpha, beta, tail) - 1 for tail in TAILS)
    return low, high


def posterior(plus: ArrayLike, minus: ArrayLike) -> tuple[Floats, Floats]:
    """The two parameters of θ's Beta distribution, given Σw⁺ and Σw⁻."""
    return PRIOR[0] + np.asarray(plus, float), PRIOR[1] + np.asarray(minus, float)


def _insufficiency(a: str, b: str, n: int, width: float) -> str:
    if not n:
        return f"no signed event between {a} and {b}"
    if width > MAX_WIDTH:
        return f"the interval is {width:.2f} wide, more than {MAX_WIDTH}: {_counted(n)} too little"
    return ""


def _counted(n: int) -> str:
    return "1 event weighs" if n == 1 else f"{n} events weigh"
