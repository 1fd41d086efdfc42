"""Isolation of an actor among peers, never without hostility beside it.

I = 1 − mean over peers of max(A, 0)(1 − e^(−e/2)), hostility H = mean of max(−A, 0)(1 − e^(−e/2)), with A and
e of `alignment`. A silent peer adds nothing to either, so a silent actor has I near 1 and H near 0, and one
that is shunned has both high. A is uncertain: I and H are expectations over it, exact for the number, by
draws for the interval. The measure is Musnad's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special  # type: ignore[import-untyped]

from ..errors import UsageError
from .alignment import mean, posterior
from .columns import Day, Floats, day_date
from .decay import STATE, Decay, weights
from .result import Interval, Result, plain, quantiles
from .scope import ASSERTED, Scope, last_day
from .table import EventTable

SATURATION = 2.0
"""Engagement at which a peer counts 1 − 1/e of its full weight."""


@dataclass(frozen=True, slots=True)
class Peer:
    """What stands between the actor and one peer."""

    name: str
    alignment: float
    """Posterior mean of A; 0.2, the prior's, where there is no event."""
    engagement: float
    n: int
    closeness: float
    """E max(A, 0)(1 − e^(−e/2)): what the peer takes from isolation, times the number of peers."""
    hostility: float
    """E max(−A, 0)(1 − e^(−e/2)): what it adds to hostility, times the number of peers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation(Result):
    """Isolation I, 0 to 1, with hostility H, 0 to 1."""

    actor: str
    at: datetime.date | None
    hostility: float | None
    hostility_interval: Interval | None
    peers: tuple[Peer, ...]
    """By name; a silent one too."""

    def rows(self) -> list[dict[str, Any]]:
        """A row a peer."""
        return [plain(peer) for peer in self.peers]


def isolation(
    table: EventTable,
    actor: str,
    peers: Iterable[str],
    *,
    at: Day | None = None,
    decay: Decay = STATE,
    scope: Scope = ASSERTED,
    draws: int = 4000,
    seed: int = 0,
) -> Isolation:
    """Isolation and hostility of an actor among `peers` at the end of the day `at` (without one: the table's
    last).

    Raises: UsageError for a malformed day, or if there are no peers.
    """
    names = sorted(set(peers) - {actor})
    if not names:
        raise UsageError("isolation needs peers", remedy="Name those among whom it is to be measured.")
    day = last_day(table.dates(scope), at, scope)
    events = table.between([actor], names).within(scope).reduce()
    weight, sign = weights(events, day, decay), events.sign
    # The peer of each event: whichever of its two parties is not the actor.
    code = events.actor.code(actor)
    other = np.where(events.actor.codes == code, events.recipient.codes, events.actor.codes)
    sizes = len(events.actor.names)
    sums = [np.bincount(other, weight * (sign == s), minlength=sizes) for s in (1, -1)]
    counts = np.bincount(other, weight > 0, minlength=sizes)
    codes = np.array([events.actor.code(name) for name in names])
    plus, minus, n = (np.where(codes >= 0, np.append(x, 0)[codes], 0.0) for x in (*sums, counts))
    gate = 1 - np.exp(-(plus + minus) / SATURATION)
    close, hostile = positive_parts(plus, minus)
    reason = "" if n.any() else f"no signed event between {actor} and {len(names)} peers"
    a = 2 * np.random.default_rng(seed).beta(*posterior(plus, minus), size=(draws, len(names))) - 1
    isolated, shunned = 1 - float((close * gate).mean()), float((hostile * gate).mean())
    return Isolation(
        value=None if reason else isolated,
        interval=None if reason else _around(isolated, 1 - (np.maximum(a, 0) * gate).mean(axis=1)),
        n=int(n.sum()),
        evidence=events.ids_of(weight > 0),
        insufficient=bool(reason),
        reason=reason,
        actor=actor,
        at=None if day is None else day_date(day),
        hostility=None if reason else shunned,
        hostility_interval=None if reason else _around(shunned, (np.maximum(-a, 0) * gate).mean(axis=1)),
        peers=tuple(
            Peer(name, float(a_j), float(e), int(count), float(c), float(h))
            for name, a_j, e, count, c, h in zip(
                names, mean(plus, minus), plus + minus, n, close * gate, hostile * gate, strict=True
            )
        ),
    )


def positive_parts(plus: Floats, minus: Floats) -> tuple[Floats, Floats]:
    """E max(A, 0) and E max(−A, 0), given Σw⁺ and Σw⁻.

    With θ ~ Beta(a, b), E[θ; θ < ½] = a/(a + b) · I½(a + 1, b).
    """
    alpha, beta = posterior(plus, minus)
    share = alpha / (alpha + beta)
    below = special.betainc(alpha, beta, 0.5)
    hostile = below - 2 * share * special.betainc(alpha + 1, beta, 0.5)
    return 2 * share - 1 + hostile, hostile


def _around(value: float, draws: Floats) -> Interval:
    """The interval of the draws, widened to hold the number: the mean of a skewed distribution may lie
    outside."""
    low, high = quantiles(draws)
    return min(low, value), max(high, value)
