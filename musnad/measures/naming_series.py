"""An outlet's naming of an actor over time: the share of each expression in each day, week or month.

A share is of what the documents published in a bin call the actor; a document counts once for each expression
that it uses. Intervals are those of a binomial share with Jeffreys' prior, to 0 where there is none and to 1
where there is nothing else (Brown, Cai and DasGupta 2001, Interval Estimation for a Binomial Proportion,
Statistical Science 16:101-133).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special  # type: ignore[import-untyped]

from .bins import Bins
from .columns import UNDATED, Day
from .naming import Namings
from .result import TAILS, Rows
from .scope import ASSERTED, period


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingSeries(Rows):
    """Bins of one length."""

    actor: str
    outlet: str | None
    """None: all outlets together."""
    unit: str
    begins: tuple[datetime.date, ...]
    """The first day of each bin."""
    expressions: tuple[str, ...]
    """The most used first."""
    counts: npt.NDArray[np.int64] = field(repr=False)
    """Documents that use each expression [bins, expressions]."""
    shares: npt.NDArray[np.float64] = field(repr=False)
    """Of all in the bin [bins, expressions]; NaN where the bin has none."""
    low: npt.NDArray[np.float64] = field(repr=False)
    high: npt.NDArray[np.float64] = field(repr=False)
    n: int
    """Documents that count."""
    undated: int
    """Documents that were left out because their date of publication is not known."""
    evidence: tuple[str, ...]
    """Ids of the labels and events, sorted."""
    insufficient: bool = False
    reason: str = ""

    def rows(self) -> list[dict[str, Any]]:
        """A row a bin and expression, without bins in which the actor is not named."""
        return [
            {
                "begin": begin,
                "words": words,
                "count": int(self.counts[k, w]),
                "share": float(self.shares[k, w]),
                "low": float(self.low[k, w]),
                "high": float(self.high[k, w]),
            }
            for k, begin in enumerate(self.begins)
            for w, words in enumerate(self.expressions)
            if self.counts[k].any()
        ]


def naming_series(
    namings: Namings,
    actor: str,
    outlet: str | None = None,
    unit: str = "month",
    *,
    since: Day | None = None,
    until: Day | None = None,
    copies: bool = False,
) -> NamingSeries:
    """How an outlet, or all together, named an actor over time, by the day of publication.

    With `copies` words that an outlet took over from another's report count too.

    Raises: UsageError for an unknown unit, a malformed day or an inverted period.
    """
    told = namings.of(actor)
    if outlet is not None:
        told = told.take(told.outlet.codes == told.outlet.code(outlet))
    told = told if copies else told.take(told.own)
    dated = told.take(told.date != UNDATED)
    first, last = period(dated.date, since, until, ASSERTED)
    found = dated.take((dated.date >= first) & (dated.date <= last))
    bins = Bins.of(unit, first, last)
    codes, word = np.unique(found.expression.codes, return_inverse=True)
    uses, at = np.unique(found.document.codes.astype(np.int64) * max(len(codes), 1) + word, return_index=True)
    cells = bins.place(found.date[at]) * len(codes) + word[at]
    counts = np.bincount(cells, minlength=len(bins) * len(codes)).reshape(len(bins), len(codes))
    names = [found.expression.names[code] for code in codes.tolist()]
    order = sorted(range(len(names)), key=lambda k: (-int(counts[:, k].sum()), names[k]))
    counts = counts[:, order].astype(np.int64)
    totals = counts.sum(axis=1, keepdims=True)
    seen = np.broadcast_to(totals > 0, counts.shape)
    shares = np.divide(counts, totals, out=np.full(counts.shape, np.nan), where=seen)
    low, high = (
        np.where(seen, special.betaincinv(counts + 0.5, totals - counts + 0.5, tail), np.nan)
        for tail in TAILS
    )
    low[seen & (counts == 0)], high[seen & (counts == totals)] = 0.0, 1.0
    who = f"no outlet names {actor}" if outlet is None else f"{outlet} does not name {actor}"
    return NamingSeries(
        actor=actor,
        outlet=outlet,
        unit=unit,
        begins=tuple(bins.begin(k) for k in range(len(bins))),
        expressions=tuple(names[k] for k in order),
        counts=counts,
        shares=shares,
        low=low,
        high=high,
        n=len(np.unique(found.document.codes)),
        undated=len(np.unique(told.document.codes[told.date == UNDATED])),
        evidence=tuple(sorted(set(found.ids.to_pylist()))),
        insufficient=not uses.size,
        reason="" if uses.size else f"{who} in a dated report of the period",
    )
