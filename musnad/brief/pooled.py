"""All parties of a question taken together, as if they were one.

Of each party too little may be reported while of all together there is enough. What is pooled answers another
question: not how a party stands, but which way what is reported with all of them leans. The parties are those
asked about, not a sample of states, so that they differ does not widen the interval: the number of successes
in trials of different probabilities varies no more than in trials of their mean (Hoeffding 1956, "On the
distribution of the number of successes in independent trials", Annals of Mathematical Statistics 27).

What several parties did to the actor on one day in one quad class counts once, since a conference with seven
states is one happening. No change over time is told of what is pooled: it may come from one party being
reported on more than before, where none has moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..measures import Alignment, Decay, EventTable, Preference, alignment, preference
from ..measures.alignment import interval
from ..measures.columns import day_number
from ..measures.decay import masses, weights
from .question import Question

TOGETHER = "\x1ftogether"
"""The name of all parties as one; no actor has a control character in its name."""


@dataclass(frozen=True, slots=True)
class Together:
    """The parties of whom something is reported, as one."""

    parties: tuple[str, ...]
    actor: Alignment
    """The whole period, with the actor."""
    tally: tuple[int, int]
    """Cooperative events and hostile ones, after reduction."""
    rival: Alignment | None
    rival_tally: tuple[int, int]
    doubtful: tuple[tuple[str, int, tuple[str, ...]], ...]
    """Of actor and rival, where alignment is clear: the fewest events without which it is not, and their
    ids."""
    preference: Preference | None
    """Over the whole period."""


def together(own: EventTable, question: Question, decay: Decay) -> Together | None:
    """What is reported of actor and rival with all parties, weighed by `decay`; None if only one of these, or
    none, has a signed event with either."""
    signed = own.take(own.sign != 0).within(question.scope)
    parties = tuple(peer for peer in question.peers if len(signed.between(question.focus, [peer])))
    if len(parties) < 2:
        return None
    pooled = signed.merged(dict.fromkeys(parties, TOGETHER))
    at, rival = question.until, question.rival
    return Together(
        parties=parties,
        actor=alignment(pooled, question.actor, TOGETHER, at=at, decay=decay),
        tally=tally(pooled, question.actor, TOGETHER),
        rival=alignment(pooled, rival, TOGETHER, at=at, decay=decay) if rival else None,
        rival_tally=tally(pooled, rival, TOGETHER) if rival else (0, 0),
        doubtful=tuple(
            (one, n, ids)
            for one in question.focus
            for n, ids in [_doubtful(pooled.between([one], [TOGETHER]).reduce(), day_number(at), decay)]
            if n
        ),
        preference=preference(pooled, TOGETHER, question.actor, rival, at=at, decay=decay) if rival else None,
    )


def tally(table: EventTable, a: str, b: str) -> tuple[int, int]:
    """Cooperative events of two parties and hostile ones, after reduction."""
    sign = table.between([a], [b]).reduce().sign
    return int((sign > 0).sum()), int((sign < 0).sum())


def _doubtful(dyad: EventTable, day: int, decay: Decay) -> tuple[int, tuple[str, ...]]:
    """The fewest events without which the interval of alignment holds zero, the heaviest of the side to which
    it leans, and their ids; none where it holds zero anyway."""
    weight = weights(dyad, day, decay)
    plus, minus = masses(dyad, weight)
    leaning = 1 if plus > minus else -1
    order = sorted(np.flatnonzero(dyad.sign == leaning).tolist(), key=lambda row: -float(weight[row]))
    for n in range(len(order) + 1):
        left = weight.copy()
        left[order[:n]] = 0.0
        low, high = interval(*masses(dyad, left))
        if low <= 0 <= high:
            return n, dyad.ids_of(np.array(order[:n], dtype=np.int64))
    return len(order), dyad.ids_of(np.array(order, dtype=np.int64))
