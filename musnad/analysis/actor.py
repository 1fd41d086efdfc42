"""One party and how it stands among others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import measures
from ..measures import (
    ASSERTED,
    Decay,
    EventTable,
    Framing,
    Isolation,
    NamingSeries,
    Preference,
    Preferences,
    Recognition,
    Scope,
    Series,
)
from ..measures.columns import Day
from ..measures.decay import CAMPS, STATE
from ..records import Event
from ..workspace import Selection
from .parties import Party

if TYPE_CHECKING:
    from .asking import Asking, Options
    from .claims import Claims
    from .stories import Stories


@dataclass(frozen=True, slots=True)
class Actor:
    """One party. Every answer has the ids of the events behind it in `.evidence`, which `Analysis.evidence`
    turns into sentences. Where no day is named, that of the last publication is meant; in a file, that of the
    last event. Where no peers are named, `peers` are meant."""

    asked: Asking
    party: Party
    options: Options
    """Those of `Asking.table`."""

    def table(self, others: Sequence[str | Party] = ()) -> EventTable:
        """The events with the actor, and some others, standing for themselves."""
        return self.asked.table((self.party, *others), **self.options)

    def peers(self, scope: Scope = ASSERTED) -> tuple[str, ...]:
        """Among whom the actor is measured where nobody says. In a workspace: states and international bodies
        with a stake where the actor is at home, with a signed event with the actor or another of the country.
        In a file: those with a signed event with the actor.
        """
        return self.asked.peers(self.table(), self.party, scope)

    def events(self) -> Selection[Event]:
        """The events of the actor that have a date and another party, whatever their status.

        Raises: UsageError if they are of a file.
        """
        return self.asked.told(self.table().involving(self.party.id).ids_of())

    def stories(self) -> Stories:
        """The stories in which the actor takes part.

        Raises: UsageError if the events are of a file.
        """
        return self.asked.stories(actor=self.party, collapse=self.options.get("collapse", True))

    def claims(self) -> Claims:
        """What the actor, or who speaks for him, said would happen, with later reports that bear on it.

        Raises: UsageError if the events are of a file.
        """
        return self.asked.claims(self.party, collapse=self.options.get("collapse", True))

    def names(self, since: Day | None = None, until: Day | None = None, *, copies: bool = False) -> Framing:
        """How outlets name the actor and what sets each apart; with `copies` also by words that it took over.

        Raises: UsageError for a malformed day, or if the events are of a file.
        """
        namings = self.asked.namings()
        return measures.framing(namings, self.party.id, since=since, until=until, copies=copies)

    def naming_series(
        self,
        outlet: str | None = None,
        unit: str = "month",
        *,
        since: Day | None = None,
        until: Day | None = None,
        copies: bool = False,
    ) -> NamingSeries:
        """How an outlet, or all together, named the actor over time.

        Raises: UsageError for an unknown unit, a malformed day, or if the events are of a file.
        """
        return measures.naming_series(
            self.asked.namings(), self.party.id, outlet, unit, since=since, until=until, copies=copies
        )

    def isolation(
        self,
        peers: Sequence[str | Party] | None = None,
        at: Day | None = None,
        *,
        decay: Decay = STATE,
        scope: Scope = ASSERTED,
    ) -> Isolation:
        """Isolation and hostility among peers at the end of a day.

        Raises: UsageError for an unknown peer, or if there are none.
        """
        table, names = self._among(peers, scope)
        return measures.isolation(
            table, self.party.id, names, at=self.asked.day(at, scope), decay=decay, scope=scope
        )

    def recognition(
        self,
        recognisers: Sequence[str | Party] | None = None,
        at: Day | None = None,
        *,
        decay: Decay = CAMPS,
        scope: Scope = ASSERTED,
    ) -> Recognition:
        """By how many of some recognisers the actor is treated as legitimate at the end of a day.

        Raises: UsageError for an unknown recogniser.
        """
        table, names = self._among(recognisers, scope)
        return measures.recognition(
            table, self.party.id, names, at=self.asked.day(at, scope), decay=decay, scope=scope
        )

    def preference(
        self,
        rival: str | Party,
        patron: str | Party,
        at: Day | None = None,
        *,
        decay: Decay = STATE,
        scope: Scope = ASSERTED,
    ) -> Preference:
        """Whether a patron stands closer to the rival at the end of a day."""
        one, other = self.asked.found(rival), self.asked.found(patron)
        return measures.preference(
            self.table((one, other)), other.id, self.party.id, one.id,
            at=self.asked.day(at, scope), decay=decay, scope=scope,
        )  # fmt: skip

    def preferences(
        self,
        rival: str | Party,
        patrons: Sequence[str | Party] | None = None,
        at: Day | None = None,
        *,
        decay: Decay = STATE,
        scope: Scope = ASSERTED,
    ) -> Preferences:
        """The same for each of some patrons, and how many of them prefer the rival."""
        one = self.asked.found(rival)
        table, names = self._among(patrons, scope, one)
        return measures.preferences(
            table, set(names) - {one.id}, self.party.id, one.id,
            at=self.asked.day(at, scope), decay=decay, scope=scope,
        )  # fmt: skip

    def series(
        self,
        unit: str = "month",
        *,
        since: Day | None = None,
        until: Day | None = None,
        scope: Scope = ASSERTED,
    ) -> Series:
        """What the actor did, and what was done to him, by day, week or month."""
        return measures.actor_series(self.table(), self.party.id, unit, since=since, until=until, scope=scope)

    def _among(
        self, others: Sequence[str | Party] | None, scope: Scope, *more: Party
    ) -> tuple[EventTable, list[str]]:
        """The table in which the others stand for themselves, and their ids."""
        if others is None:
            return self.table(more), list(self.peers(scope))
        named = [self.asked.found(one) for one in others]
        return self.table((*more, *named)), [party.id for party in named]
