"""Fitting half-life and overdispersion: how well does the past of a dyad foretell the sign of what comes
next?

Before each day with events, θ of `alignment` has the mean p = (0.6 + Σw⁺) / (1 + Σw), from the events of
earlier days alone; each signed event then scores log p or log(1 − p). The fit is the half-life, of those
tried, and the overdispersion with the best mean score: prequential, after Dawid (1984).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, special  # type: ignore[import-untyped]

from .alignment import posterior
from .columns import Floats, Ints
from .decay import STATE, Decay, fresh_weights
from .result import LEVEL, Result
from .scope import ASSERTED, Scope
from .table import EventTable

HALF_LIVES = (3.0, 7.0, 14.0, 21.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 270.0, 365.0, 730.0)
"""Days."""
DISPERSIONS = (0.1, 30.0)
"""Between which the overdispersion is sought."""
MIN_EVENTS = 100
"""Signed events with a past; fewer cannot tell half-lives apart."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One half-life."""

    half_life: float
    """Days."""
    dispersion: float
    """The best for it."""
    score: float
    """Mean log score of an event, nats; the higher the better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecayFit(Result):
    """The half-life that foretells best; its interval holds those whose likelihood is not worse by more than
    chance explains, among those tried."""

    decay: Decay | None
    score: float | None
    """Mean log score of an event, nats."""
    start_score: float | None
    """That of the half-life and overdispersion to start from (45 days, 1.6)."""
    constant_score: float | None
    """That of the share of cooperation among all events that are scored, known beforehand."""
    trials: tuple[Trial, ...]

    def rows(self) -> list[dict[str, Any]]:
        """A row a half-life."""
        return [
            {"half_life": trial.half_life, "dispersion": trial.dispersion, "score": trial.score}
            for trial in self.trials
        ]


def fit_decay(
    table: EventTable, half_lives: Sequence[float] = HALF_LIVES, *, scope: Scope = ASSERTED
) -> DecayFit:
    """The decay that foretells best the signs of all events of a table, dyad by dyad."""
    events = table.within(scope)
    events = events.take(events.sign != 0).reduce()
    days = _Days.of(events)
    n = int(days.scored.sum())
    evidence = events.ids_of()
    if n < MIN_EVENTS:
        reason = f"{n} signed events have a past, fewer than {MIN_EVENTS}"
        return DecayFit(
            value=None, interval=None, n=n, evidence=evidence, insufficient=True, reason=reason,
            decay=None, score=None, start_score=None, constant_score=None, trials=(),
        )  # fmt: skip
    trials = tuple(_trial(days, half_life) for half_life in sorted(half_lives))
    best = max(trials, key=lambda trial: trial.score)
    reach = special.chdtri(1, 1 - LEVEL) / (2 * n)
    near = [trial.half_life for trial in trials if best.score - trial.score <= reach]
    share = float(days.scored[:, 0].sum() / n)
    return DecayFit(
        value=best.half_life,
        interval=(min(near), max(near)),
        n=n,
        evidence=evidence,
        decay=Decay(best.half_life, best.dispersion),
        score=best.score,
        start_score=_score(days, days.pasts(STATE.half_life), STATE.dispersion),
        constant_score=float(special.xlogy(share, share) + special.xlogy(1 - share, 1 - share)),
        trials=trials,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Days:
    """A row for each dyad and day with events: of dyads with most days first, then by day."""

    weight: Floats
    """Σw⁺ and Σw⁻ of the day, before division by the overdispersion [rows, 2]."""
    count: Floats
    """Events of either sign [rows, 2]."""
    date: Ints
    begins: Ints
    """The first row of each dyad."""
    lengths: Ints
    """Rows of each dyad, falling."""

    @property
    def scored(self) -> Floats:
        """Events of either sign that have a past [rows, 2]; 0 for the first day of a dyad."""
        found = self.count.copy()
        found[self.begins] = 0.0
        return found

    @classmethod
    def of(cls, events: EventTable) -> _Days:
        low = np.minimum(events.actor.codes, events.recipient.codes).astype(np.int64)
        high = np.maximum(events.actor.codes, events.recipient.codes).astype(np.int64)
        dyads, dyad = np.unique(low * len(events.actor.names) + high, return_inverse=True)
        day = events.date - (events.date.min() if len(events) else 0)
        keys, row = np.unique(dyad * (int(day.max(initial=0)) + 1) + day, return_inverse=True)
        owner, date = np.divmod(keys, int(day.max(initial=0)) + 1)
        lengths = np.bincount(owner, minlength=len(dyads))
        side = (events.sign < 0).astype(np.int64)
        cells = row * 2 + side
        fresh = fresh_weights(events, Decay(STATE.half_life, 1.0))
        weight = np.bincount(cells, fresh, minlength=2 * len(keys)).reshape(-1, 2).astype(np.float64)
        count = np.bincount(cells, minlength=2 * len(keys)).reshape(-1, 2).astype(np.float64)
        order = np.lexsort((date, owner, -lengths[owner]))
        falling = np.sort(lengths)[::-1]
        begins = np.concatenate([[0], np.cumsum(falling)[:-1]]).astype(np.int64)[: len(falling)]
        return cls(weight[order], count[order], date[order], begins, falling)

    def pasts(self, half_life: float) -> Floats:
        """Σw⁺ and Σw⁻ before each day, before division by the overdispersion [rows, 2]."""
        found = np.zeros_like(self.weight)
        for step in range(1, int(self.lengths.max(initial=0))):
            # The dyads that have a day so far on come first.
            rows = self.begins[: np.searchsorted(-self.lengths, -step, side="left")] + step
            fade = np.exp2((self.date[rows - 1] - self.date[rows]) / half_life)
            found[rows] = (found[rows - 1] + self.weight[rows - 1]) * fade[:, None]
        return found


def _trial(days: _Days, half_life: float) -> Trial:
    past = days.pasts(half_life)
    found = optimize.minimize_scalar(
        lambda x: -_score(days, past, float(np.exp(x))), bounds=np.log(DISPERSIONS), method="bounded"
    )
    return Trial(half_life, float(np.exp(found.x)), -float(found.fun))


def _score(days: _Days, past: Floats, dispersion: float) -> float:
    """The mean log score of the events that have a past."""
    alpha, beta = posterior(past[:, 0] / dispersion, past[:, 1] / dispersion)
    logs = np.log(np.stack([alpha, beta], axis=1) / (alpha + beta)[:, None])
    return float((days.scored * logs).sum() / days.scored.sum())
