"""Recognition of an actor by others: who receives it, signs with it, recognises it, or breaks with it.

For each recogniser D = Gamma(0.3 + Σw⁺, 1) − Gamma(0.3 + Σw⁻, 1) over acts of recognition alone. A recogniser
counts once, however often it acts: by 2P(D > 0) − 1, from 0 (no more likely than not) to 1. To stand beside
isolation, not in it: who is received everywhere may still be alone. The measure is Musnad's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special  # type: ignore[import-untyped]

from ..errors import UsageError
from .columns import Day, Floats, Mask, day_date
from .decay import CAMPS, Decay, masses, resampled, weights
from .preference import PRIOR
from .result import Result, plain, quantiles
from .scope import ASSERTED, Scope, last_day
from .table import EventTable

MUTUAL_ACTS = (("CONSULT", "visit"), ("", "042"), ("", "043"), ("", "057"))
"""Acts that recognise whoever acts: visits, and (CAMEO) agreements signed. With
PLOVER's type stands its mode, without a type a CAMEO code."""
GRANTS = (("SUPPORT", ""), ("", "036"), ("", "054"))
"""Acts by which a recogniser recognises: backing, recognising, signing (PLOVER does not tell them apart);
CAMEO's invitations and recognition."""
REFUSALS = (
    ("SANCTION", "discontinue"), ("SANCTION", "expel"), ("SANCTION", "withdraw"), ("REJECT", "meet"),
    *(("", code) for code in ("125", "160", "161", "166", "1661", "1662", "1663")),
)  # fmt: skip
"""Acts by which it withdraws recognition: relations broken, envoys called back or expelled, meetings
refused."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """What one other does about the actor."""

    name: str
    probability: float
    """P(D > 0)."""
    granted: float
    """Σw⁺."""
    withdrawn: float
    """Σw⁻."""
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition(Result):
    """The number of distinct recognisers, each counted by how sure it is."""

    actor: str
    at: datetime.date | None
    recognisers: tuple[Recogniser, ...]
    """Those with an act of recognition or refusal, by name."""

    def rows(self) -> list[dict[str, Any]]:
        """A row a recogniser."""
        return [plain(recogniser) for recogniser in self.recognisers]


def recognition(
    table: EventTable,
    actor: str,
    recognisers: Iterable[str],
    *,
    at: Day | None = None,
    decay: Decay = CAMPS,
    scope: Scope = ASSERTED,
    draws: int = 2000,
    seed: int = 0,
) -> Recognition:
    """Who recognises an actor at the end of the day `at` (without one: the table's last), among those asked
    for: heads of state or government, or states. The interval resamples the events.

    Raises: UsageError for a malformed day, or if nobody is asked for.
    """
    names = sorted(set(recognisers) - {actor})
    if not names:
        raise UsageError("recognition needs recognisers", remedy="Name the states or heads of state.")
    day = last_day(table.dates(scope), at, scope)
    events = table.between([actor], names).within(scope)
    events = events.take(_acts(events, actor)).reduce()
    weight = weights(events, day, decay)
    rng = np.random.default_rng(seed)
    found, drawn = [], np.zeros(draws)
    for name in names:
        rows = weight * (events.actor.among(frozenset([name])) | events.recipient.among(frozenset([name])))
        if n := int(np.count_nonzero(rows)):
            plus, minus = masses(events, rows)
            found.append(Recogniser(name, float(probability(plus, minus)), plus, minus, n))
            sides = [resampled(rows[events.sign == sign], draws, rng) for sign in (1, -1)]
            drawn += _counted(probability(*sides))
    value = float(_counted(np.array([one.probability for one in found])).sum())
    reason = "" if found else f"no act of recognition between {actor} and {len(names)} others"
    return Recognition(
        value=None if reason else value,
        interval=None if reason else quantiles(drawn),
        n=sum(one.n for one in found),
        evidence=events.ids_of(weight > 0),
        insufficient=bool(reason),
        reason=reason,
        actor=actor,
        at=None if day is None else day_date(day),
        recognisers=tuple(found),
    )


def probability(plus: ArrayLike, minus: ArrayLike) -> Floats:
    """P(D > 0), given Σw⁺ and Σw⁻."""
    granted, refused = PRIOR + np.asarray(plus, float), PRIOR + np.asarray(minus, float)
    return np.asarray(special.betainc(refused, granted, 0.5), dtype=np.float64)


def _counted(probabilities: Floats) -> Floats:
    return np.maximum(2 * probabilities - 1, 0)


def _acts(events: EventTable, actor: str) -> Mask:
    """Which events are acts of recognition, or of refusal, by somebody else than the actor, or mutual."""
    granted: Mask = events.actor.codes != events.actor.code(actor)
    return _are(events, MUTUAL_ACTS) | (granted & (_are(events, GRANTS) | _are(events, REFUSALS)))


def _are(events: EventTable, acts: Iterable[tuple[str, str]]) -> Mask:
    found = np.zeros(len(events), dtype=bool)
    for kind, mode in acts:
        of_kind = events.event_type.among(frozenset([kind])) if kind else True
        found |= events.event_mode.among(frozenset([mode])) & of_kind
    return found
