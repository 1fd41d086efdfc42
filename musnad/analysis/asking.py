"""What can be asked of events, whether they are a workspace's or a file's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import TypedDict, Unpack

from .. import measures
from ..measures import ASSERTED, Camps, Decay, DecayFit, EventTable, Namings, Scope
from ..measures.columns import Day
from ..measures.decay import CAMPS
from ..records import Event, Name
from ..workspace import Selection
from .actor import Actor
from .claims import Claims
from .dyad import Dyad
from .parties import Party
from .stories import Stories


class Options(TypedDict, total=False):
    """How events become a table; a file's events have no options."""

    collapse: bool
    """Whether copies of a report count as one witness (the default), not as independent ones."""
    published: bool
    """Whether the day of publication stands in for an event that the text does not date (the default)."""
    scale: str
    """That of intensity: plover (the default) or goldstein."""


class Asking(ABC):
    """Events that can be asked for dyads, actors and camps. `options` are those of `table`."""

    __slots__ = ()

    @abstractmethod
    def party(self, text: str) -> Party:
        """The party that a text means.

        Raises: UsageError if it means nobody, or several.
        """

    @abstractmethod
    def name(self, party: str) -> Name:
        """The name of a party of `table`."""

    @abstractmethod
    def last_day(self) -> str | None:
        """The day up to which measures ask; None: that of the last event."""

    @abstractmethod
    def table(self, focus: Sequence[str | Party] = (), **options: Unpack[Options]) -> EventTable:
        """The events as measures take them, with those in `focus` standing for themselves."""

    @abstractmethod
    def peers(self, table: EventTable, party: Party, scope: Scope = ASSERTED) -> tuple[str, ...]:
        """Among whom a party is measured where nobody says; sorted."""

    @abstractmethod
    def families(self) -> dict[str, str]:
        """The family of each outlet; one that is absent is a family for itself."""

    @abstractmethod
    def stories(
        self,
        actor: str | Party | None = None,
        dyad: tuple[str | Party, str | Party] | None = None,
        *,
        collapse: bool = True,
    ) -> Stories:
        """The stories of an actor or a dyad.

        Raises: UsageError if there are no texts to find them in.
        """

    @abstractmethod
    def told(self, ids: Iterable[str]) -> Selection[Event]:
        """The events of these ids.

        Raises: UsageError if there are no texts that tell them.
        """

    @abstractmethod
    def claims(self, speaker: str | Party | None = None, *, collapse: bool = True) -> Claims:
        """What was said would happen, by one speaker or by all.

        Raises: UsageError for an unknown speaker, or if there are no texts.
        """

    @abstractmethod
    def namings(self) -> Namings:
        """The words by which outlets name actors.

        Raises: UsageError if there are no texts.
        """

    def dyad(self, a: str | Party, b: str | Party, **options: Unpack[Options]) -> Dyad:
        """What two parties do to each other.

        Raises: as `party` and `table`.
        """
        one, other = self.found(a), self.found(b)
        return Dyad(self, one, other, self.table((one, other), **options), options)

    def actor(self, a: str | Party, **options: Unpack[Options]) -> Actor:
        """How an actor stands among others.

        Raises: as `party`.
        """
        return Actor(self, self.found(a), options)

    def camps(
        self,
        parties: Sequence[str | Party],
        *,
        at: Day | None = None,
        decay: Decay = CAMPS,
        scope: Scope = ASSERTED,
        **options: Unpack[Options],
    ) -> Camps:
        """The camps among some parties at the end of a day.

        Raises: as `party` and `table`, and UsageError for fewer than three parties.
        """
        asked = [self.found(one) for one in parties]
        table = self.table(asked, **options)
        day = self.day(at, scope)
        return measures.camps(table, [party.id for party in asked], at=day, decay=decay, scope=scope)

    def fit(self, *, scope: Scope = ASSERTED, **options: Unpack[Options]) -> DecayFit:
        """The half-life and overdispersion that foretell the signs of these events best.

        Raises: as `table`.
        """
        return measures.fit_decay(self.table(**options), scope=scope)

    def found(self, one: str | Party) -> Party:
        """The party itself, or the one that a text means."""
        return self.party(one) if isinstance(one, str) else one

    def day(self, at: Day | None, scope: Scope) -> Day | None:
        """The day that is asked for: `at`, else the end of the scope, else the last."""
        return next((day for day in (at, scope.until) if day is not None), self.last_day())
