"""What the measures say about a question: numbers with their intervals and events, no words yet.

Three states of each alignment are kept: over the whole period, where an event counts the same however old it
is (only intensity, confidence and corroboration matter), and on the days `before` and `until`, with old
events fading as `Decay` has it. Whether a party moved is asked of disjoint events: those up to `before` and
those after it, both without fading; so no event speaks on both sides.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ..measures import (
    Alignment,
    Camps,
    Decay,
    EventTable,
    Influences,
    Isolation,
    Preferences,
    Recognition,
    Scope,
    Series,
    TurningPoints,
    actor_series,
    alignment,
    camps,
    event_influence,
    isolation,
    preferences,
    recognition,
    source_influence,
    turning_points,
)
from ..measures.alignment import posterior
from ..measures.columns import day_date, pc
from ..measures.decay import CAMPS, STATE
from .pooled import Together, tally, together
from .question import Question

EVER = Decay(1e9, STATE.dispersion)
"""No fading: a half-life of millions of years."""
STEPS = 60
"""Days at which a line over time is measured, evenly apart."""
DRAWS = 20_000
PATH_DRAWS = 200
"""Draws for each point of a line, whose band is all that they are for."""
HEAVIEST = 3
"""Events that are named for each stand."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How a party stands to the actor, and to the rival."""

    party: str
    whole: Alignment
    tally: tuple[int, int]
    """Cooperative events and hostile ones in the whole period, after reduction."""
    before: Alignment
    now: Alignment
    halves: tuple[Alignment, Alignment]
    """Up to `before` and after it, of events that are not the same."""
    closer: float | None
    """Probability that alignment with the actor is higher after `before` than up to it; None where one of the
    two has no event."""
    rival: Alignment | None
    """The whole period, with the rival."""
    rival_tally: tuple[int, int]
    events: Influences | None
    """What single events weigh in `whole`; None where that is insufficient."""
    sources: Influences | None
    """What single sources weigh in it."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a brief has to tell of an event table."""

    question: Question
    stands: tuple[Stand, ...]
    """One a peer, in the order of the question."""
    together: Together | None
    """All peers as one."""
    preferences: Preferences | None
    preference_path: tuple[tuple[datetime.date, Preferences], ...]
    isolation_before: Isolation | None
    isolation_now: Isolation | None
    isolation_path: tuple[tuple[datetime.date, Isolation], ...]
    recognition: tuple[Recognition, ...]
    """Of the actor, then of the rival."""
    turns: tuple[TurningPoints, ...]
    """Of the actor with each peer and the rival, and of the rival with each peer; those with most events
    first."""
    camps: Camps | None
    series: Series
    """The actor's months."""
    evidence: tuple[str, ...]
    """Ids of all events of actor and rival that count."""
    n: int
    """How many those are, after reduction."""
    described: Mapping[str, tuple[datetime.date, str]]
    """Day and type of the heaviest events of each stand, by id."""
    sources: int
    """Outlets that they come from, as far as they are known."""


def find(
    table: EventTable,
    question: Question,
    decay: Decay = STATE,
    families: Mapping[str, str] | None = None,
) -> Findings:
    """What the measures say about a question; outlets of one of the `families` (outlet → family) are dropped
    together when it is asked what hangs on sources.

    Raises: EnvironmentFault if highspy is not installed.
    """
    actor, rival, peers = question.actor, question.rival, question.peers
    scope = question.scope
    own = table.take(_rows(table, question.focus)).within(scope)
    reduced = own.reduce()
    days = _days(question)
    stands = tuple(_stand(own, question, peer, decay, families) for peer in peers)
    return Findings(
        question=question,
        stands=stands,
        together=together(own, question, EVER),
        preferences=_preferences(own, question, question.until, decay) if rival and peers else None,
        preference_path=tuple((day, _preferences(own, question, day, decay, PATH_DRAWS)) for day in days)
        if rival and peers
        else (),
        isolation_before=isolation(own, actor, peers, at=question.before, decay=decay) if peers else None,
        isolation_now=isolation(own, actor, peers, at=question.until, decay=decay) if peers else None,
        isolation_path=tuple(
            (day, isolation(own, actor, peers, at=day, decay=decay, draws=PATH_DRAWS)) for day in days
        )
        if peers
        else (),
        recognition=tuple(recognition(own, one, peers, at=question.until) for one in question.focus)
        if peers
        else (),
        turns=_turns(own, question),
        camps=_camps(table, question),
        series=actor_series(own, actor, since=question.since, until=question.until),
        evidence=reduced.ids_of(),
        n=len(reduced),
        described=_described(own, stands),
        sources=len({own.source.names[code] for code in np.unique(own.source.codes)} - {""}),
    )


def closer(earlier: Alignment, later: Alignment, seed: int = 0) -> float | None:
    """The probability that the later of two alignments, of different events, is the higher; None where one
    has no event."""
    if not (earlier.n and later.n):
        return None
    rng = np.random.default_rng(seed)
    one, other = (rng.beta(*posterior(a.cooperation, a.conflict), size=DRAWS) for a in (earlier, later))
    return float(np.mean(other > one))


def _rows(table: EventTable, focus: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    wanted = frozenset(focus)
    return np.asarray(table.actor.among(wanted) | table.recipient.among(wanted), dtype=np.bool_)


def _days(question: Question) -> list[datetime.date]:
    """Days evenly apart from the beginning of the period to its end, both included."""
    length = (question.until - question.since).days
    step = max(length // STEPS, 1)
    return [question.until - datetime.timedelta(n) for n in range(0, length + 1, step)][::-1]


def _stand(
    own: EventTable, question: Question, peer: str, decay: Decay, families: Mapping[str, str] | None
) -> Stand:
    actor, rival, until = question.actor, question.rival, question.until
    whole = alignment(own, actor, peer, at=until, decay=EVER)
    sufficient = whole.value is not None
    halves = (
        Scope(until=question.before),
        Scope(since=question.before + datetime.timedelta(1)),
    )
    earlier, later = (alignment(own, actor, peer, at=until, decay=EVER, scope=half) for half in halves)
    return Stand(
        party=peer,
        whole=whole,
        tally=tally(own, actor, peer),
        halves=(earlier, later),
        before=alignment(own, actor, peer, at=question.before, decay=decay),
        now=alignment(own, actor, peer, at=until, decay=decay),
        closer=closer(earlier, later),
        rival=alignment(own, rival, peer, at=until, decay=EVER) if rival else None,
        rival_tally=tally(own, rival, peer) if rival else (0, 0),
        events=event_influence(own, actor, peer, at=until, decay=EVER) if sufficient else None,
        sources=source_influence(own, actor, peer, families=families, at=until, decay=EVER)
        if sufficient
        else None,
    )


def _tally(own: EventTable, actor: str, peer: str) -> tuple[int, int]:
    sign = own.between([actor], [peer]).reduce().sign
    return int(np.count_nonzero(sign > 0)), int(np.count_nonzero(sign < 0))


def _described(own: EventTable, stands: tuple[Stand, ...]) -> dict[str, tuple[datetime.date, str]]:
    """Day and type of the heaviest events of each stand, by id."""
    names = {one.name for stand in stands if stand.events for one in stand.events.ranking[:HEAVIEST]}
    wanted = pc.is_in(own.ids, value_set=pa.array(sorted(names), pa.string()))
    members = wanted.to_numpy(zero_copy_only=False).astype(bool)[own.members]
    places = np.flatnonzero(members)
    rows = np.searchsorted(own.starts, places, side="right") - 1
    ids = own.ids.take(pa.array(own.members[places])).to_pylist()
    return {
        id: (day_date(int(own.date[row])), own.event_type.names[own.event_type.codes[row]])
        for id, row in zip(ids, rows, strict=True)
    }


def _preferences(
    own: EventTable, question: Question, day: datetime.date, decay: Decay, draws: int = 2000
) -> Preferences:
    assert question.rival is not None
    return preferences(own, question.peers, question.actor, question.rival, at=day, decay=decay, draws=draws)


def _turns(own: EventTable, question: Question) -> tuple[TurningPoints, ...]:
    pairs = [(question.actor, peer) for peer in question.peers]
    if question.rival is not None:
        pairs = [
            *pairs,
            (question.actor, question.rival),
            *((question.rival, peer) for peer in question.peers),
        ]
    found = [turning_points(own, a, b, since=question.since, until=question.until) for a, b in pairs]
    return tuple(sorted(found, key=lambda turns: (-turns.n, turns.a, turns.b)))


def _camps(table: EventTable, question: Question) -> Camps | None:
    actors = [*question.focus, *question.peers]
    if len(actors) < 3:
        return None
    return camps(table, actors, at=question.until, decay=CAMPS, scope=question.scope)
