"""Camps: which actors stand together, however many camps there are.

Of each pair of actors, logit θ_ij = μ + α_i + α_j + r_ij, with θ_ij ~ Beta as in `alignment`: α takes away
that some are friendly, or quarrelsome, with everybody (ridge regression, pairs weighted by e/(e + 2)); what
is left is shrunk to r_ij · e/(e + 2), e the engagement of the pair, and R = tanh(r/2) is clustered by
correlation. The posterior is drawn 100 times: how often two actors fall into one camp is the probability that
they stand together. The measure is Musnad's own; correlation clustering is Bansal, Blum and Chawla's (2004).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from scipy import special  # type: ignore[import-untyped]

from ..errors import UsageError
from .alignment import posterior
from .columns import Day, Floats, day_date
from .decay import CAMPS, Decay, weights
from .frustration import Frustration, divide, frustration, wrong
from .result import Result, quantiles
from .scope import ASSERTED, Scope, last_day
from .table import EventTable

RIDGE = 1.0
"""Penalty on the square of α."""
HALF_ENGAGEMENT = 2.0
"""Engagement at which half of what a pair shows is believed."""
CLIP = 0.01
"""θ is kept so far from 0 and 1: one draw must not decide by an infinite logit."""
MIN_PAIRS = 3
"""Pairs with events; fewer make no network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camps(Result):
    """The share of frustrated weight, 0 (no contradiction) to ½, and who stands with whom.

    The number is that of the mean of R over the draws. A single draw is noisier and so more frustrated: the
    interval has the spread of the draws about the number, not their level.
    """

    at: datetime.date | None
    actors: tuple[str, ...]
    """Those with events among the others, by name."""
    silent: tuple[str, ...]
    """Those without."""
    camps: tuple[tuple[str, ...], ...]
    """The division that is wrong about the least weight, the largest camp first."""
    together: Floats = field(repr=False)
    """Probability that two actors are in the same camp [actors, actors]."""
    ties: Floats = field(repr=False)
    """Mean of R [actors, actors], -1 to +1; 0 where there is no event."""
    frustration: Frustration | None

    def rows(self) -> list[dict[str, Any]]:
        """A row a pair of actors."""
        return [
            {
                "a": self.actors[i],
                "b": self.actors[j],
                "together": float(self.together[i, j]),
                "tie": float(self.ties[i, j]),
            }
            for i, j in combinations(range(len(self.actors)), 2)
        ]


def camps(
    table: EventTable,
    actors: Iterable[str],
    *,
    at: Day | None = None,
    decay: Decay = CAMPS,
    scope: Scope = ASSERTED,
    draws: int = 100,
    seed: int = 0,
) -> Camps:
    """The camps among some actors at the end of the day `at` (without one: the table's last).

    Raises: UsageError for a malformed day, or fewer than three actors; EnvironmentFault if highspy is not
    installed.
    """
    asked = sorted(set(actors))
    if len(asked) < 3:
        raise UsageError("camps need three actors at least", remedy="Name those to be divided.")
    day = last_day(table.dates(scope), at, scope)
    events = table.between(asked, asked).within(scope).reduce()
    weight = weights(events, day, decay)
    plus, minus = (_pair_sums(events, weight * (events.sign == sign), asked) for sign in (1, -1))
    met = (plus + minus).sum(axis=0) > 0
    names = [name for name, there in zip(asked, met, strict=True) if there]
    plus, minus = plus[np.ix_(met, met)], minus[np.ix_(met, met)]
    pairs = int(np.count_nonzero(np.triu(plus + minus)))
    shared: dict[str, Any] = {
        "n": int(np.count_nonzero(weight)),
        "evidence": events.ids_of(weight > 0),
        "at": None if day is None else day_date(day),
        "actors": tuple(names),
        "silent": tuple(name for name in asked if name not in names),
    }
    if pairs < MIN_PAIRS:
        reason = f"{pairs} pairs of the {len(asked)} actors have signed events, fewer than {MIN_PAIRS}"
        nothing = np.zeros_like(plus)
        return Camps(
            value=None, interval=None, insufficient=True, reason=reason,
            camps=(), together=nothing, ties=nothing, frustration=None, **shared,
        )  # fmt: skip
    drawn = _draws(plus, minus, draws, seed)
    found = [divide(ties) for ties in drawn]
    spread = np.array(
        [wrong(ties, camp) / np.abs(np.triu(ties)).sum() for ties, camp in zip(drawn, found, strict=True)]
    )
    best = frustration(drawn.mean(axis=0))
    return Camps(
        value=best.share,
        interval=quantiles(np.clip(best.share + spread - spread.mean(), 0, 1)),
        camps=tuple(tuple(names[place] for place in camp) for camp in best.camps),
        together=np.mean([division[:, None] == division[None, :] for division in found], axis=0),
        ties=drawn.mean(axis=0),
        frustration=best,
        **shared,
    )


def _pair_sums(events: EventTable, weight: Floats, names: list[str]) -> Floats:
    """The sum of weights of each pair [actors, actors], symmetric."""
    size = len(names)
    places = np.zeros(len(events.actor.names) + 1, dtype=np.int64)
    for place, name in enumerate(names):
        places[events.actor.code(name)] = place
    cells = places[events.actor.codes] * size + places[events.recipient.codes]
    sums = np.bincount(cells, weight, minlength=size * size).reshape(size, size)
    return np.asarray(sums + sums.T, dtype=np.float64)


def _draws(plus: Floats, minus: Floats, draws: int, seed: int) -> Floats:
    """R in each draw [draws, actors, actors]."""
    size = len(plus)
    first, second = np.nonzero(np.triu(plus + minus, 1))
    engagement = (plus + minus)[first, second]
    trust = engagement / (engagement + HALF_ENGAGEMENT)
    rng = np.random.default_rng(seed)
    alpha, beta = posterior(plus[first, second], minus[first, second])
    logits = special.logit(np.clip(rng.beta(alpha, beta, size=(draws, len(first))), CLIP, 1 - CLIP))
    design = np.zeros((len(first), size + 1))
    design[:, 0] = design[np.arange(len(first)), first + 1] = design[np.arange(len(first)), second + 1] = 1.0
    penalty = np.diag([0.0] + [RIDGE] * size)
    weighted = design * trust[:, None]
    fitted = np.linalg.solve(design.T @ weighted + penalty, weighted.T @ logits.T)
    found = np.tanh((logits - (design @ fitted).T) * trust / 2)
    ties = np.zeros((draws, size, size))
    ties[:, first, second] = ties[:, second, first] = found
    return ties
