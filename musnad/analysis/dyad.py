"""Two parties and what they do to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import measures
from ..errors import UsageError
from ..measures import (
    ASSERTED,
    Alignment,
    AlignmentPath,
    Decay,
    EventTable,
    Influences,
    Scope,
    Series,
    TurningPoints,
    WhatIf,
)
from ..measures.columns import Day, day_date
from ..measures.decay import STATE
from ..records import Event
from ..workspace import Selection
from .parties import Party

if TYPE_CHECKING:
    from .asking import Asking, Options
    from .stories import Stories

BY = ("event", "outlet", "family")
"""What an alignment can be asked to hang on."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties. Every answer has the ids of the events behind it in `.evidence`, which `Analysis.evidence`
    turns into sentences. Where no day is named, that of the last publication is meant; in a file, that of the
    last event."""

    asked: Asking
    a: Party
    b: Party
    table: EventTable
    options: Options
    """Those of `Asking.table`."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of all events between the two, whatever their status, sorted."""
        return self.table.between([self.a.id], [self.b.id]).ids_of()

    def events(self) -> Selection[Event]:
        """The events between the two, whatever their status.

        Raises: UsageError if they are of a file.
        """
        return self.asked.told(self.evidence)

    def stories(self) -> Stories:
        """The stories in which the two stand on different sides.

        Raises: UsageError if the events are of a file.
        """
        return self.asked.stories(dyad=(self.a, self.b), collapse=self.options.get("collapse", True))

    def alignment(self, at: Day | None = None, *, decay: Decay = STATE, scope: Scope = ASSERTED) -> Alignment:
        """How the two stand to each other at the end of a day."""
        return measures.alignment(
            self.table, self.a.id, self.b.id, at=self.asked.day(at, scope), decay=decay, scope=scope
        )

    def path(
        self,
        since: Day | None = None,
        until: Day | None = None,
        *,
        decay: Decay = STATE,
        scope: Scope = ASSERTED,
    ) -> AlignmentPath:
        """Alignment at the end of each day, from the first event between the two on.

        Raises: UsageError if there is no event between the two and no `since`.
        """
        begin = since if since is not None else scope.since
        if begin is None:
            dates = self.table.between([self.a.id], [self.b.id]).dates(scope)
            if not len(dates):
                raise UsageError(
                    f"there is no event between {self.a.id} and {self.b.id}", remedy="Give `since`."
                )
            begin = day_date(int(dates.min()))
        end = self.asked.day(until, scope)
        return measures.alignment_path(
            self.table, self.a.id, self.b.id, begin, begin if end is None else end, decay=decay, scope=scope
        )

    def turning_points(
        self,
        since: Day | None = None,
        until: Day | None = None,
        *,
        unit: str | None = None,
        scope: Scope = ASSERTED,
    ) -> TurningPoints:
        """When what the two do to each other changed for good."""
        return measures.turning_points(
            self.table,
            self.a.id,
            self.b.id,
            since=since,
            until=self.asked.day(until, scope),
            unit=unit,
            scope=scope,
        )

    def series(
        self,
        unit: str = "month",
        *,
        directed: bool = False,
        since: Day | None = None,
        until: Day | None = None,
        scope: Scope = ASSERTED,
    ) -> Series:
        """What the two did to each other by day, week or month; with `directed` what the first did."""
        return measures.dyad_series(
            self.table,
            self.a.id,
            self.b.id,
            unit,
            directed=directed,
            since=since,
            until=self.asked.day(until, scope),
            scope=scope,
        )

    def influence(
        self, by: str = "event", at: Day | None = None, *, decay: Decay = STATE, scope: Scope = ASSERTED
    ) -> Influences:
        """On which events, outlets or families of outlets the alignment hangs, and the fewest found that turn
        its sign.

        Raises: UsageError for a word that BY does not have, or if only one outlet reports of the two.
        """
        day = self.asked.day(at, scope)
        if by not in BY:
            raise UsageError(
                f"'{by}' is nothing an alignment hangs on", remedy=f"Use one of {', '.join(BY)}."
            )
        if by == "event":
            return measures.event_influence(
                self.table, self.a.id, self.b.id, at=day, decay=decay, scope=scope
            )
        families = self.asked.families() if by == "family" else {}
        found = measures.source_influence(
            self.table, self.a.id, self.b.id, families=families, at=day, decay=decay, scope=scope
        )
        if len(found.ranking) == 1:
            name = found.ranking[0].name
            what = f"only one {by}, '{name}', reports of {self.a.id} and {self.b.id}"
            what = what if name else "the events do not say who published them"
            remedy = "Ask what hangs on single events, or add other outlets."
            raise UsageError(what, remedy=remedy)
        return found

    def what_if(
        self,
        ids: Iterable[str] = (),
        sources: Iterable[str] = (),
        at: Day | None = None,
        *,
        decay: Decay = STATE,
        scope: Scope = ASSERTED,
    ) -> WhatIf[Alignment]:
        """The alignment with everything, and without some events or outlets.

        Raises: UsageError if there is no such event, or outlet.
        """
        dropped, outlets = list(ids), list(sources)
        unknown = sorted(set(dropped) - set(self.table.ids_of()))
        unknown += sorted(set(outlets) - set(self.table.source.names))
        if unknown:
            what = f"no event, or outlet, is called '{unknown[0]}'"
            raise UsageError(what, remedy="`.influence()` ranks events by id, and outlets.")
        day = self.asked.day(at, scope)
        return measures.what_if(
            lambda table: measures.alignment(table, self.a.id, self.b.id, at=day, decay=decay, scope=scope),
            self.table,
            ids=dropped,
            sources=outlets,
        )
