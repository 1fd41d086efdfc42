"""What if: how much does a measure hang on single events, or on one outlet?

The posterior of an alignment is additive, so what an event weighs can be taken away again. The fewest events
whose loss turns the sign are the heaviest of that sign, one by one; this is exact. An outlet is dropped
before events are merged, so what others report too stays. Outlets are dropped one by one, the one that moves
most towards the other sign first, until it turns; they need not be the fewest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

from ..errors import UsageError
from .alignment import alignment, mean
from .columns import Day, Floats, Mask
from .decay import STATE, Decay, masses, weights
from .result import Result, plain
from .scope import ASSERTED, Scope, apart, last_day
from .table import EventTable

R = TypeVar("R", bound=Result)


@dataclass(frozen=True, slots=True)
class Influence:
    """What happens to the alignment without one thing."""

    name: str
    """The outlet, or the first id of the event."""
    evidence: tuple[str, ...]
    """Ids of the events that go with it."""
    without: float
    """Alignment without it."""
    change: float
    """`without` less the alignment with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Influences(Result):
    """The alignment of a dyad (value, interval) and what it hangs on."""

    a: str
    b: str
    ranking: tuple[Influence, ...]
    """The one that moves it most first."""
    flipped_by: tuple[str, ...] | None
    """Names in the ranking whose loss together turns the sign; None if none was found."""
    fewest: bool
    """Whether it is certain that no smaller number turns it."""

    def rows(self) -> list[dict[str, Any]]:
        """A row for each, the one that moves most first."""
        return [plain(one) for one in self.ranking]


def event_influence(
    table: EventTable,
    a: str,
    b: str,
    *,
    at: Day | None = None,
    decay: Decay = STATE,
    scope: Scope = ASSERTED,
) -> Influences:
    """The events (after reduction) on which the alignment of two actors hangs, and the fewest that turn its
    sign.

    Raises: UsageError for a malformed day, or an actor with itself.
    """
    apart(a, b)
    day = last_day(table.dates(scope), at, scope)
    dyad = table.between([a], [b]).within(scope).reduce()
    weight = weights(dyad, day, decay)
    dyad, weight = dyad.take(weight > 0), weight[weight > 0]
    plus, minus = masses(dyad, weight)
    base, sign = float(mean(plus, minus)), dyad.sign
    without = mean(plus - weight * (sign > 0), minus - weight * (sign < 0))
    ids = [dyad.ids_of(np.array([row])) for row in range(len(dyad))]
    ranking = [
        Influence(names[0], names, float(left), float(left) - base)
        for names, left in zip(ids, without, strict=True)
    ]
    # The heaviest events of the sign that the alignment has, until it turns.
    side = 1 if base > 0 else -1
    heaviest = sorted(np.flatnonzero(sign == side), key=lambda row: (-weight[row], ids[row]))
    losses = np.cumsum(weight[heaviest])
    left = mean(plus - losses, minus) if side > 0 else mean(plus, minus - losses)
    turned = np.flatnonzero(left * side <= 0)
    flipped = tuple(ids[row][0] for row in heaviest[: turned[0] + 1]) if len(turned) else None
    return _influences(alignment(table, a, b, at=at, decay=decay, scope=scope), ranking, flipped, True)


def source_influence(
    table: EventTable,
    a: str,
    b: str,
    *,
    families: Mapping[str, str] | None = None,
    at: Day | None = None,
    decay: Decay = STATE,
    scope: Scope = ASSERTED,
) -> Influences:
    """The outlets on which the alignment of two actors hangs, and some that turn its sign together. With
    `families` (outlet and the name of its family) outlets of one family go together.

    Raises: UsageError for a malformed day, an actor with itself, or if the table is reduced.
    """
    apart(a, b)
    dyad = table.between([a], [b]).within(scope)
    if dyad.reduced:
        raise UsageError("outlets cannot be dropped from a reduced table", remedy="Give the table as read.")
    day = last_day(table.dates(scope), at, scope)
    dyad = dyad.take((dyad.sign != 0) & (dyad.date <= (0 if day is None else day)))
    family = dyad.source.renamed(families or {})
    happening = dyad.happenings()

    def sums(rows: Mask) -> Floats:
        kept = dyad.take(rows).reduce()
        return np.array(masses(kept, weights(kept, day, decay)))

    whole = sums(np.ones(len(dyad), dtype=bool))
    base = float(mean(*whole))
    ranking = []
    for code in np.unique(family.codes):
        own = family.codes == code
        # Only what the outlet reported can change; the rest need not be weighed again.
        touched = np.isin(happening, happening[own])
        without = float(mean(*(whole - sums(touched) + sums(touched & ~own))))
        ranking.append(Influence(family.names[code], dyad.ids_of(own), without, without - base))
    towards = sorted(ranking, key=lambda one: (one.change * np.sign(base), one.name))
    kept, dropped, flipped = np.ones(len(dyad), dtype=bool), list[str](), None
    for one in towards:
        dropped.append(one.name)
        kept &= family.codes != family.code(one.name)
        if float(mean(*sums(kept))) * base <= 0:
            flipped = tuple(dropped)
            break
    found = alignment(table, a, b, at=at, decay=decay, scope=scope)
    return _influences(found, ranking, flipped, flipped is not None and len(flipped) == 1)


@dataclass(frozen=True, slots=True)
class WhatIf(Generic[R]):
    """A measure with everything, and without something."""

    before: R
    after: R


def what_if(
    measure: Callable[[EventTable], R],
    table: EventTable,
    *,
    ids: Iterable[str] = (),
    sources: Iterable[str] = (),
) -> WhatIf[R]:
    """Any measure with and without some events or outlets:
    `what_if(lambda t: isolation(t, "a", peers, at=day), table, sources=["x"])`. Give the day: without it each
    table has a last day of its own.

    Raises: UsageError if the table is reduced.
    """
    return WhatIf(measure(table), measure(table.without(ids, sources)))


def _influences(
    found: Any, ranking: list[Influence], flipped: tuple[str, ...] | None, fewest: bool
) -> Influences:
    return Influences(
        value=found.value,
        interval=found.interval,
        n=found.n,
        evidence=found.evidence,
        insufficient=found.insufficient,
        reason=found.reason,
        a=found.a,
        b=found.b,
        ranking=tuple(sorted(ranking, key=lambda one: (-abs(one.change), one.name))),
        flipped_by=flipped,
        fewest=fewest,
    )
