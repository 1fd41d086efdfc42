"""Rival preference: does a patron stand closer to a rival than to the actor whom it backs?

P(D(patron, rival) > D(patron, actor)) with D = Gamma(0.3 + Σw⁺, 1) − Gamma(0.3 + Σw⁻, 1): unlike alignment, D
grows with the amount of cooperation, so that a patron who deals with both a hundred times more with one
prefers that one. Sums of Gamma variables of one scale are Gamma, and one of two is the larger with a
probability that the Beta distribution gives; so P is exact. The measure is Musnad's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special  # type: ignore[import-untyped]

from .columns import Day, Floats, day_date
from .decay import STATE, Decay, masses, paths, resampled, weights
from .result import Result, plain, quantiles
from .scope import ASSERTED, Scope, apart, last_day
from .table import EventTable

PRIOR = 0.3
"""Shape of both Gamma variables before any event."""
MIN_EVENTS = 12
"""Signed events of a patron with both; fewer say too little, however clear they are."""
MIN_ENGAGEMENT = 2.0
"""Σw of a patron with both: what is too long ago says too little."""
DEFECTED = 0.8
"""A patron has gone over when P is above this ..."""
DEFECTION_DAYS = 21
"""... for so many days on end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference(Result):
    """P that a patron stands closer to the rival, 0 to 1; its interval is that over resampled events."""

    patron: str
    actor: str
    rival: str
    at: datetime.date | None
    engagement: float
    """Σw with both."""
    n_actor: int
    n_rival: int
    defection: datetime.date | None
    """First day of the first DEFECTION_DAYS on end on which P was above DEFECTED, until `at`; None if there
    is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences(Result):
    """The expected number of patrons who prefer the rival, among those of whom enough is known."""

    patrons: tuple[Preference, ...]

    def rows(self) -> list[dict[str, Any]]:
        """A row a patron."""
        return [plain(patron) for patron in self.patrons]


def preference(
    table: EventTable,
    patron: str,
    actor: str,
    rival: str,
    *,
    at: Day | None = None,
    decay: Decay = STATE,
    scope: Scope = ASSERTED,
    draws: int = 2000,
    seed: int = 0,
) -> Preference:
    """Whether a patron stands closer to the rival at the end of the day `at` (without one: the table's last).

    The interval resamples the events `draws` times: it says how much P hangs on few of them.

    Raises: UsageError for a malformed day, or if the three are not different.
    """
    found, _ = _with_draws(
        table, patron, (actor, rival), last_day(table.dates(scope), at, scope), decay, scope, draws, seed
    )
    return found


def preferences(
    table: EventTable,
    patrons: Iterable[str],
    actor: str,
    rival: str,
    *,
    at: Day | None = None,
    decay: Decay = STATE,
    scope: Scope = ASSERTED,
    draws: int = 2000,
    seed: int = 0,
) -> Preferences:
    """`preference` for each patron, and their sum.

    Raises: UsageError for a malformed day, or if a patron is one of the two, or they are the same.
    """
    day = last_day(table.dates(scope), at, scope)
    both = [
        _with_draws(table, patron, (actor, rival), day, decay, scope, draws, seed)
        for patron in sorted(set(patrons))
    ]
    known = [(p.value, p_draws) for p, p_draws in both if p.value is not None]
    return Preferences(
        value=sum(value for value, _ in known) if known else None,
        interval=quantiles(np.sum([p_draws for _, p_draws in known], axis=0)) if known else None,
        n=sum(p.n for p, _ in both),
        evidence=tuple(sorted({id for p, _ in both for id in p.evidence})),
        insufficient=not known,
        reason="" if known else f"of no patron of {actor} and {rival} enough is known",
        patrons=tuple(p for p, _ in both),
    )


def _with_draws(
    table: EventTable,
    patron: str,
    others: tuple[str, str],
    day: int | None,
    decay: Decay,
    scope: Scope,
    draws: int,
    seed: int,
) -> tuple[Preference, Floats]:
    """The preference and P over resampled events [draws]; `others` are actor and rival."""
    apart(patron, *others)
    actor, rival = (table.between([patron], [other]).within(scope).reduce() for other in others)
    sides = [(events, weights(events, day, decay)) for events in (rival, actor)]
    n_rival, n_actor = (int(np.count_nonzero(weight)) for _, weight in sides)
    engagement = float(sum(weight.sum() for _, weight in sides))
    reason = _insufficiency(patron, others, n_actor + n_rival, engagement)
    rng = np.random.default_rng([seed, *patron.encode()])  # the same whoever else is asked about
    drawn = [
        resampled(weight[events.sign == sign], draws, rng) for events, weight in sides for sign in (1, -1)
    ]
    p_draws = probability(*drawn)
    found = Preference(
        value=None if reason else float(probability(*masses(*sides[0]), *masses(*sides[1]))),
        interval=None if reason else quantiles(p_draws),
        n=n_actor + n_rival,
        evidence=tuple(sorted({id for events, weight in sides for id in events.ids_of(weight > 0)})),
        insufficient=bool(reason),
        reason=reason,
        patron=patron,
        actor=others[0],
        rival=others[1],
        at=None if day is None else day_date(day),
        engagement=engagement,
        n_actor=n_actor,
        n_rival=n_rival,
        defection=None if day is None else _defection(actor, rival, day, decay),
    )
    return found, p_draws


def _insufficiency(patron: str, others: tuple[str, str], n: int, engagement: float) -> str:
    both = " and ".join(others)
    if n < MIN_EVENTS:
        return f"{n} signed events of {patron} with {both}, fewer than {MIN_EVENTS}"
    if engagement < MIN_ENGAGEMENT:
        return f"the {n} events of {patron} with {both} weigh {engagement:.1f}, less than {MIN_ENGAGEMENT}"
    return ""


def probability(
    rival_plus: ArrayLike, rival_minus: ArrayLike, actor_plus: ArrayLike, actor_minus: ArrayLike
) -> Floats:
    """P(D(patron, rival) > D(patron, actor)), given Σw⁺ and Σw⁻ with each.

    G1 − G2 > G3 − G4 says G1 + G4 > G2 + G3: two Gamma variables, of which the first is the larger with
    probability I½(its other's shape, its own).
    """
    for_rival = 2 * PRIOR + np.asarray(rival_plus, float) + np.asarray(actor_minus, float)
    for_actor = 2 * PRIOR + np.asarray(rival_minus, float) + np.asarray(actor_plus, float)
    return np.asarray(special.betainc(for_actor, for_rival, 0.5), dtype=np.float64)


def _defection(actor: EventTable, rival: EventTable, last: int, decay: Decay) -> datetime.date | None:
    """The day of defection, given the patron's reduced events with each; every day of the run must have
    evidence enough."""
    signed = np.concatenate([events.date[events.sign != 0] for events in (actor, rival)])
    signed = signed[signed <= last]
    if not len(signed):
        return None
    first = int(signed.min())
    with_rival, with_actor = (paths(events, first, last, decay) for events in (rival, actor))
    counts = np.bincount(signed - first, minlength=last - first + 1).cumsum()
    engagement = with_rival[0] + with_rival[1] + with_actor[0] + with_actor[1]
    enough = (engagement >= MIN_ENGAGEMENT) & (counts >= MIN_EVENTS)
    held = enough & (probability(*with_rival, *with_actor) > DEFECTED)
    lengths = np.convolve(held, np.ones(DEFECTION_DAYS))[: len(held)]
    ends = np.flatnonzero(lengths > DEFECTION_DAYS - 0.5)
    return day_date(first + int(ends[0]) - DEFECTION_DAYS + 1) if len(ends) else None
