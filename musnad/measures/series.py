"""Series: what a dyad, or an actor, did in each day, week or month.

Intensity is on the scale that the table was read with, PLOVER's or Goldstein's. Sums of it are no headline: a
hundred consultations outweigh a war. They are here because the field compares by them (Goldstein 1992).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped]

from .bins import Bins
from .columns import Day, Floats
from .decay import STATE
from .result import TAILS, Interval, Result
from .scope import ASSERTED, Scope, apart, period
from .table import EventTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Result):
    """Bins of one length. The number is the mean intensity of all events, its interval that of a mean of
    events of which STATE.dispersion carry the information of one; `n` counts neutral speech too."""

    unit: str
    begins: tuple[datetime.date, ...]
    """The first day of each bin."""
    counts: npt.NDArray[np.int64] = field(repr=False)
    """Events by quad class, 0 to 4 [bins, 5]."""
    sums: Floats = field(repr=False)
    """Sum of intensity [bins]; 0 where there is no event."""
    means: Floats = field(repr=False)
    """Mean intensity [bins]; NaN where there is no event."""

    def rows(self) -> list[dict[str, Any]]:
        """A row a bin."""
        names = (
            "neutral",
            "verbal_cooperation",
            "material_cooperation",
            "verbal_conflict",
            "material_conflict",
        )
        return [
            {"begin": begin, **dict(zip(names, counts, strict=True)), "sum": total, "mean": mean}
            for begin, counts, total, mean in zip(
                self.begins, self.counts.tolist(), self.sums.tolist(), self.means.tolist(), strict=True
            )
        ]


def dyad_series(
    table: EventTable,
    a: str,
    b: str,
    unit: str = "month",
    *,
    directed: bool = False,
    since: Day | None = None,
    until: Day | None = None,
    scope: Scope = ASSERTED,
) -> Series:
    """What two actors did to each other; with `directed` what `a` did to `b`.

    Raises: UsageError for an unknown unit, a malformed day, an inverted period, or an actor with itself.
    """
    apart(a, b)
    dyad = table.between([a], [b])
    if directed:
        dyad = dyad.take(dyad.actor.codes == dyad.actor.code(a))
    what = f"from {a} to {b}" if directed else f"between {a} and {b}"
    return _series(dyad, unit, period(table.dates(scope), since, until, scope), scope, what)


def actor_series(
    table: EventTable,
    actor: str,
    unit: str = "month",
    *,
    since: Day | None = None,
    until: Day | None = None,
    scope: Scope = ASSERTED,
) -> Series:
    """What an actor did and what was done to it.

    Raises: UsageError for an unknown unit, a malformed day or an inverted period.
    """
    return _series(
        table.involving(actor), unit, period(table.dates(scope), since, until, scope), scope, f"of {actor}"
    )


def _series(events: EventTable, unit: str, ends: tuple[int, int], scope: Scope, what: str) -> Series:
    first, last = ends
    bins = Bins.of(unit, first, last)
    events = events.within(scope)
    events = events.take((events.date >= first) & (events.date <= last)).reduce()
    place, size = bins.place(events.date), len(bins)
    counts = np.bincount(place * 5 + events.quad_class, minlength=size * 5).reshape(size, 5).astype(np.int64)
    known = np.isfinite(events.intensity)
    sums = np.bincount(place[known], events.intensity[known], minlength=size).astype(np.float64)
    scored = np.bincount(place[known], minlength=size)
    means = np.divide(sums, scored, out=np.full(size, np.nan), where=scored > 0)
    value, interval = _mean(events.intensity[known])
    reason = "" if len(events) else f"no event {what}"
    if not reason and value is None:
        reason = f"no event {what} has an intensity"
    return Series(
        value=value,
        interval=interval,
        n=len(events),
        evidence=events.ids_of(),
        insufficient=bool(reason),
        reason=reason,
        unit=unit,
        begins=tuple(bins.begin(number) for number in range(size)),
        counts=counts,
        sums=sums,
        means=means,
    )


def _mean(intensity: Floats) -> tuple[float | None, Interval | None]:
    """The mean and its interval by Student's t; of one event there is no interval."""
    if not len(intensity):
        return None, None
    mean = float(intensity.mean())
    effective = len(intensity) / STATE.dispersion
    if effective <= 1:
        return mean, None
    reach = special.stdtrit(effective - 1, TAILS[1]) * float(intensity.std(ddof=1)) / np.sqrt(effective)
    return mean, (mean - float(reach), mean + float(reach))
