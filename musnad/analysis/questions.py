"""The measures by name, with what each needs: one place for all that ask by name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from ..errors import UsageError
from ..measures import Decay, EventTable, Framing, Result, Scope, Sensitivity, sensitivity
from ..measures.decay import CAMPS, STATE
from ..records import STATUSES
from .asking import Asking, Options
from .parties import CLOSENESS, Party
from .periods import checked_period, last_day

EVERY_STATUS = "all"
"""Stands for every status."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Dates are YYYY, YYYY-MM or YYYY-MM-DD; empty ones, and what is None, are left open."""

    measure: str
    """A key of MEASURES."""
    actors: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    rival: str = ""
    at: str = ""
    since: str = ""
    until: str = ""
    unit: str = ""
    by: str = "event"
    half_life: float | None = None
    """Days."""
    statuses: tuple[str, ...] = ("asserted",)
    outlets: tuple[str, ...] = ()
    """Empty: all."""
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Answer:
    """A result, and whom it is about."""

    question: Question
    parties: tuple[Party, ...]
    """The actors of the question, found."""
    result: Result | Framing
    half_life: float | None
    """Days; None for what does not fade."""
    sensitivity: Sensitivity[Result] | None
    """At half the half-life, at it and at twice it; None if not asked for."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """A question with its words understood."""

    asked: Asking
    question: Question
    parties: tuple[Party, ...]
    peers: tuple[Party, ...] | None
    day: datetime.date | None
    scope: Scope

    @property
    def options(self) -> Options:
        return self.question.options

    @property
    def rival(self) -> Party:
        if not self.question.rival:
            raise UsageError("preference needs a rival", remedy="Name one: --rival NAME.")
        return self.asked.party(self.question.rival)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as it can be asked for by name."""

    about: str
    least: int
    """Actors that it needs."""
    most: int | None
    """None: any number."""
    ask: Callable[[_Terms, Decay], Result | Framing]
    decay: Decay | None = None
    """What it fades by unless told; None: it does not fade."""


def answer(asked: Asking, question: Question, *, sensible: bool = False) -> Answer:
    """The answer to a question, with `sensible` also at half and twice the half-life.

    Raises: UsageError for an unknown measure, actor, outlet or status, too few or too many actors, a date
    that is none or a period that ends before it begins, or a half-life for what does not fade.
    """
    measure = MEASURES.get(question.measure)
    if measure is None:
        remedy = f"Measures: {', '.join(MEASURES)}."
        raise UsageError(f"there is no measure '{question.measure}'", remedy=remedy)
    _check_number(question, measure)
    terms = _understood(asked, question)
    if measure.decay is None and (question.half_life is not None or sensible):
        raise UsageError(
            f"{question.measure} has no half-life", remedy="Leave out half-life and sensitivity."
        )
    decay = measure.decay or STATE
    if question.half_life is not None:
        decay = Decay(question.half_life, decay.dispersion)
    fades = None if measure.decay is None else decay.half_life
    result = measure.ask(terms, decay)
    around = sensitivity(lambda one: _number(measure.ask(terms, one)), decay) if sensible else None
    return Answer(question, terms.parties, result, fades, around)


def _number(result: Result | Framing) -> Result:
    assert isinstance(result, Result)  # what fades is a number
    return result


def _check_number(question: Question, measure: Measure) -> None:
    given = len(question.actors)
    if given < measure.least or (measure.most is not None and given > measure.most):
        few = f"{measure.least}" if measure.most == measure.least else f"{measure.least} or more"
        if measure.most is not None and measure.most > measure.least:
            few = f"{measure.least} to {measure.most}"
        what = f"{question.measure} takes {few} actors, not {given}"
        raise UsageError(what, remedy="Names of several words stand in quotation marks.")


def _understood(asked: Asking, question: Question) -> _Terms:
    since, until = checked_period(question.since, question.until)
    day = last_day(question.at) if question.at else None
    if day and since and day < since:
        raise UsageError(f"{day} lies before {since}, from which on events count", remedy="Mend the dates.")
    statuses = None if EVERY_STATUS in question.statuses else frozenset(question.statuses)
    unknown = sorted((statuses or frozenset()) - set(STATUSES))
    if unknown:
        remedy = f"Statuses: {', '.join(STATUSES)}, or {EVERY_STATUS}."
        raise UsageError(f"there is no status '{unknown[0]}'", remedy=remedy)
    if question.outlets:
        _check_outlets(asked.table(**question.options), question.outlets)
    scope = Scope(statuses, frozenset(question.outlets) or None, since, until)
    parties = tuple(asked.party(name) for name in question.actors)
    if len({party.id for party in parties}) < len(parties):
        raise UsageError("an actor is named twice", remedy="Name others.")
    peers = tuple(asked.party(name) for name in question.peers) or None
    return _Terms(asked, question, parties, peers, day, scope)


def _check_outlets(table: EventTable, outlets: tuple[str, ...]) -> None:
    names = list(table.source.names)
    for outlet in outlets:
        if outlet not in names:
            near = get_close_matches(outlet, names, 3, CLOSENESS) or names[:5]
            raise UsageError(f"there is no outlet '{outlet}'", remedy=f"Outlets: {', '.join(near)}.")


def _alignment(terms: _Terms, decay: Decay) -> Result:
    dyad = terms.asked.dyad(*terms.parties, **terms.options)
    return dyad.alignment(terms.day, decay=decay, scope=terms.scope)


def _isolation(terms: _Terms, decay: Decay) -> Result:
    actor = terms.asked.actor(terms.parties[0], **terms.options)
    return actor.isolation(terms.peers, terms.day, decay=decay, scope=terms.scope)


def _recognition(terms: _Terms, decay: Decay) -> Result:
    actor = terms.asked.actor(terms.parties[0], **terms.options)
    return actor.recognition(terms.peers, terms.day, decay=decay, scope=terms.scope)


def _preference(terms: _Terms, decay: Decay) -> Result:
    first, *patrons = terms.parties
    actor, rival = terms.asked.actor(first, **terms.options), terms.rival
    if len(patrons) == 1:
        return actor.preference(rival, patrons[0], terms.day, decay=decay, scope=terms.scope)
    return actor.preferences(rival, patrons or terms.peers, terms.day, decay=decay, scope=terms.scope)


def _camps(terms: _Terms, decay: Decay) -> Result:
    return terms.asked.camps(terms.parties, at=terms.day, decay=decay, scope=terms.scope, **terms.options)


def _turning_points(terms: _Terms, decay: Decay) -> Result:
    dyad = terms.asked.dyad(*terms.parties, **terms.options)
    return dyad.turning_points(unit=terms.question.unit or None, scope=terms.scope)


def _what_if(terms: _Terms, decay: Decay) -> Result:
    dyad = terms.asked.dyad(*terms.parties, **terms.options)
    return dyad.influence(terms.question.by, terms.day, decay=decay, scope=terms.scope)


def _series(terms: _Terms, decay: Decay) -> Result:
    unit, first = terms.question.unit or "month", terms.parties[0]
    if len(terms.parties) == 2:
        return terms.asked.dyad(*terms.parties, **terms.options).series(unit, scope=terms.scope)
    return terms.asked.actor(first, **terms.options).series(unit, scope=terms.scope)


def _framing(terms: _Terms, decay: Decay) -> Framing:
    actor = terms.asked.actor(terms.parties[0])
    copies = not terms.options.get("collapse", True)
    return actor.names(terms.scope.since, terms.scope.until, copies=copies)


def _fit(terms: _Terms, decay: Decay) -> Result:
    return terms.asked.fit(scope=terms.scope, **terms.options)


MEASURES: Mapping[str, Measure] = {
    "alignment": Measure("Two actors: cooperation or conflict, -1 to +1.", 2, 2, _alignment, STATE),
    "isolation": Measure("An actor among peers: isolation and hostility, 0 to 1.", 1, 1, _isolation, STATE),
    "preference": Measure(
        "An actor, a rival and patrons: the probability that a patron stands closer to the rival.",
        1, None, _preference, STATE,
    ),
    "recognition": Measure("An actor: how many recognise him.", 1, 1, _recognition, CAMPS),
    "camps": Measure("Three actors or more: who stands with whom.", 3, None, _camps, CAMPS),
    "turning-points": Measure("Two actors: when it changed for good.", 2, 2, _turning_points),
    "what-if": Measure("Two actors: on which events or outlets it hangs.", 2, 2, _what_if, STATE),
    "series": Measure("One actor or two: what was done by day, week or month.", 1, 2, _series),
    "framing": Measure("One actor: how outlets name him, what sets each apart.", 1, 1, _framing),
    "fit": Measure("No actor: the half-life that foretells best.", 0, 0, _fit),
}  # fmt: skip
"""The measures that can be asked for by name."""
