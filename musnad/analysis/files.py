"""Events of a file, POLECAT's, ICEWS' or a user's own, asked as a workspace is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Unpack

import numpy as np

from ..errors import UsageError
from ..measures import ASSERTED, EventTable, Namings, Scope, read_events, read_icews, read_polecat
from ..records import Event, Name
from ..workspace import Selection
from .asking import Asking, Options
from .claims import Claims
from .parties import CLOSENESS, NEAR, Party
from .stories import Stories

KINDS = ("table", "polecat", "icews")
"""Kinds of files of events."""


@dataclass(frozen=True, slots=True)
class EventFile(Asking):
    """The events of a file. Parties are called what the file calls them; nothing is known of them beside, and
    there are no sentences."""

    events: EventTable

    @classmethod
    def read(
        cls,
        path: str | os.PathLike[str],
        kind: str = "table",
        *,
        columns: str | Mapping[str, str] = "",
        level: str = "actor",
        scale: str = "",
    ) -> EventFile:
        """The events of a file of one of KINDS. `columns` (for "table") says what the file calls the columns
        of an event table, "date=Date,actor=Source"; `level` (actor, country) and `scale` (plover, goldstein;
        without: the file's own) are for the other kinds.

        Raises: UsageError for an unknown kind, level or scale, or an option that the kind does not have;
        DataFileError if the file cannot be read, lacks a column or has no event with a date.
        """
        if kind not in KINDS:
            raise UsageError(
                f"'{kind}' is no kind of file of events", remedy=f"Use one of {', '.join(KINDS)}."
            )
        where = Path(path)
        if kind == "table":
            if level != "actor" or scale:
                what = "of a table of one's own, parties and intensity are what its columns say"
                raise UsageError(what, remedy="Map other columns: --columns actor=...,intensity=...")
            return cls(read_events(where, columns))
        if columns:
            raise UsageError(f"the columns of a {kind} file are known", remedy="Leave out the mapping.")
        if kind == "icews":
            return cls(read_icews(where, level=level, scale=scale or "goldstein"))
        return cls(read_polecat(where, level=level, scale=scale or "plover"))

    def party(self, text: str) -> Party:
        """The party of that name; upper and lower case are one if that leaves no choice.

        Raises: UsageError if the file has no such party, with near names, or several.
        """
        names = self._names()
        found = [text] if text in names else [n for n in names if n.casefold() == text.casefold()]
        if len(found) == 1:
            return Party(found[0], "actor", Name(found[0], found[0]), "")
        near = get_close_matches(text, names, NEAR, CLOSENESS)
        near += [name for name in names if text and text.casefold() in name.casefold() and name not in near]
        remedy = f"Near names: {'; '.join(near[:NEAR])}." if near else "Parties go by the file's own names."
        raise UsageError(f"the events have no actor '{text}'", remedy=remedy)

    def name(self, party: str) -> Name:
        """What the file calls a party."""
        return Name(party, party)

    def last_day(self) -> str | None:
        """None: measures ask up to the last event."""
        return None

    def table(self, focus: Sequence[str | Party] = (), **options: Unpack[Options]) -> EventTable:
        """The events as the file has them.

        Raises: UsageError for an option: files have none.
        """
        if options:
            raise UsageError(f"events of a file have no choice of {', '.join(options)}")
        return self.events

    def peers(self, table: EventTable, party: Party, scope: Scope = ASSERTED) -> tuple[str, ...]:
        """Those with a signed event with the party; sorted."""
        events = table.within(scope).involving(party.id)
        events = events.take(events.sign != 0)
        codes = np.unique(np.concatenate([events.actor.codes, events.recipient.codes]))
        return tuple(sorted({events.actor.names[code] for code in codes} - {party.id}))

    def families(self) -> dict[str, str]:
        """None are known."""
        return {}

    def stories(
        self,
        actor: str | Party | None = None,
        dyad: tuple[str | Party, str | Party] | None = None,
        *,
        collapse: bool = True,
    ) -> Stories:
        """None can be found without texts.

        Raises: UsageError.
        """
        raise _no_texts()

    def told(self, ids: Iterable[str]) -> Selection[Event]:
        """None can be shown without texts.

        Raises: UsageError.
        """
        raise _no_texts()

    def claims(self, speaker: str | Party | None = None, *, collapse: bool = True) -> Claims:
        """None can be found without texts.

        Raises: UsageError.
        """
        raise _no_texts()

    def namings(self) -> Namings:
        """There are none without texts.

        Raises: UsageError.
        """
        raise _no_texts()

    def _names(self) -> list[str]:
        used = np.unique(np.concatenate([self.events.actor.codes, self.events.recipient.codes]))
        return [self.events.actor.names[code] for code in used]


def _no_texts() -> UsageError:
    return UsageError("a file of events has no texts", remedy="Code the texts into a workspace.")
