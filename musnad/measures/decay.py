"""How much an event still counts: w(t) = 2^(-(t - day)/h) · m · c · r / φ.

h is the half-life in days, m = clip(|intensity| / 5, 0.2, 1.5), c the coder's confidence, r the
corroboration (1 for one report that nobody contradicts), φ the overdispersion: news comes in bursts, so φ
events carry the information of one. An event later than t does not count. h = 45 days asks for the state now,
90 for camps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from scipy.signal import lfilter  # type: ignore[import-untyped]

from ..errors import UsageError
from .columns import Floats
from .result import Result
from .table import EventTable

MEASURE = 5.0
"""Intensity that weighs 1."""
LEAST, MOST = 0.2, 1.5
"""Bounds of the weight of intensity."""
MAX_DAYS = 200_000
"""Longest stretch of days that a path is made for: some 550 years; a wrong date, not history."""

R = TypeVar("R", bound=Result)


@dataclass(frozen=True, slots=True)
class Decay:
    """How evidence fades.

    Raises: UsageError unless both are above 0.
    """

    half_life: float = 45.0
    """Days after which an event counts half."""
    dispersion: float = 1.6
    """Events that carry the information of one."""

    def __post_init__(self) -> None:
        if not (self.half_life > 0 and self.dispersion > 0):
            what = f"half-life {self.half_life} and dispersion {self.dispersion} must be above 0"
            raise UsageError(what, remedy="Start from Decay(45, 1.6).")


STATE = Decay()
"""For the state now."""
CAMPS = Decay(90.0)
"""For camps, which change slowly."""


def strength(intensity: Floats) -> Floats:
    """The weight of intensity [events]; 1 where it is not known."""
    known = np.clip(np.abs(intensity) / MEASURE, LEAST, MOST)
    return np.where(np.isfinite(intensity), known, 1.0)


def fresh_weights(table: EventTable, decay: Decay) -> Floats:
    """The weight of each event on its own day [events]."""
    return strength(table.intensity) * table.confidence * table.corroboration / decay.dispersion


def weights(table: EventTable, at: int | None, decay: Decay) -> Floats:
    """The weight of each event at the end of the day `at` (None: there are no events) [events]; 0 for neutral
    and for later ones."""
    age = (at or 0) - table.date
    counts = (table.sign != 0) & (age >= 0)
    faded = np.exp2(-np.maximum(age, 0) / decay.half_life) * fresh_weights(table, decay)
    return np.where(counts, faded, 0.0)


def masses(table: EventTable, weight: Floats) -> tuple[float, float]:
    """Σw of cooperation and of conflict, given the weight of each event."""
    sign = table.sign
    return float(weight[sign > 0].sum()), float(weight[sign < 0].sum())


def resampled(weight: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Σw with each event counted as often as a draw from Exp(1) says [draws]: the weighted likelihood
    bootstrap of Newton and Raftery 1994, by the Gamma variable of the same mean and variance."""
    heaviest = float(weight.max(initial=0.0))
    if not heaviest:
        return np.zeros(draws)
    shares = weight / heaviest  # squares of what is long ago would vanish
    total, square = float(shares.sum()), float((shares**2).sum())
    return rng.gamma(total**2 / square, heaviest * square / total, draws)


def paths(table: EventTable, first: int, last: int, decay: Decay) -> tuple[Floats, Floats]:
    """Σw of cooperation and of conflict at the end of each day from `first` to `last` [days].

    Raises: UsageError if that is more than MAX_DAYS, counted from the first event.
    """
    begin = min(first, int(table.date.min())) if len(table) else first
    if last - begin >= MAX_DAYS:
        what = f"the events span {last - begin:,} days"
        raise UsageError(what, remedy="Give `since` in the scope: a date may be wrong.")
    fade = 2.0 ** (-1.0 / decay.half_life)
    weight = fresh_weights(table, decay)
    found = []
    for sign in (1, -1):
        rows = (table.sign == sign) & (table.date <= last)
        days = np.bincount(table.date[rows] - begin, weight[rows], minlength=last - begin + 1)
        found.append(np.asarray(lfilter([1.0], [1.0, -fade], days), dtype=np.float64)[first - begin :])
    return found[0], found[1]


@dataclass(frozen=True, slots=True)
class Sensitivity(Generic[R]):
    """A measure at half the half-life, at the half-life and at twice it."""

    half: R
    base: R
    double: R

    @property
    def values(self) -> tuple[float | None, float | None, float | None]:
        """The three numbers; None where the evidence is insufficient."""
        return self.half.value, self.base.value, self.double.value


def sensitivity(measure: Callable[[Decay], R], decay: Decay = STATE) -> Sensitivity[R]:
    """What a measure says at h/2, h and 2h: `sensitivity(lambda d: alignment(table, "a", "b", decay=d))`."""
    half, base, double = (
        measure(Decay(decay.half_life * factor, decay.dispersion)) for factor in (0.5, 1.0, 2.0)
    )
    return Sensitivity(half, base, double)
