"""The stories of a workspace that meet some conditions, as records and rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import pyarrow as pa

from ..measures.result import Rows
from ..stories import Story
from .periods import first_day, last_day
from .sides import Sides

SEPARATOR = "; "
"""Between the names in a cell."""


@dataclass(frozen=True, slots=True)
class Stories(Rows, Sequence[Story]):
    """Stories by date, then id."""

    stories: tuple[Story, ...]

    def __len__(self) -> int:
        return len(self.stories)

    @overload
    def __getitem__(self, place: int) -> Story: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Story]: ...
    def __getitem__(self, place: int | slice) -> Story | Sequence[Story]:
        return self.stories[place]

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the events that report or deny them, sorted."""
        told = {mention.event_id for story in self.stories for mention in story.mentions}
        return tuple(sorted(told | {id for story in self.stories for id in story.denials}))

    def records(self) -> list[Story]:
        """The stories as records."""
        return list(self.stories)

    def rows(self) -> list[dict[str, Any]]:
        """A row a story; lists stand in one cell."""
        return [_row(story) for story in self.stories]

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return pa.Table.from_pylist(self.rows())


def _row(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "date": story.date,
        "date_basis": story.date_basis,
        "event_type": story.event_type,
        "event_mode": story.event_mode,
        "quad_class": story.quad_class,
        "intensity": story.intensity,
        "status": story.status,
        "actors": SEPARATOR.join(party.name.en or party.name.ar for party in story.actors),
        "recipients": SEPARATOR.join(party.name.en or party.name.ar for party in story.recipients),
        "place": story.place,
        "mentions": len(story.mentions),
        "outlets": len({mention.outlet for mention in story.mentions}),
        "independent": story.independent,
        "corroboration": story.corroboration,
        "first": story.first,
        "disagreements": SEPARATOR.join(one.kind for one in story.disagreements),
        "denials": len(story.denials),
        "confidence": story.confidence,
    }


def within(story: Story, since: str | None, until: str | None) -> bool:
    """Whether a story may lie in a period; one known to the month does if any of its days does, an undated
    one does not.

    Raises: UsageError for a malformed date.
    """
    if not since and not until:
        return True
    if not story.date:
        return False
    first: datetime.date = first_day(story.date)
    last: datetime.date = last_day(story.date)
    return (not since or last >= first_day(since)) and (not until or first <= last_day(until))


def on_sides(story: Story, sides: Sides) -> tuple[set[str], set[str]]:
    """The parties for which the actors and the recipients of a story count."""
    day = story.date if story.date_precision == "day" else ""
    actors, recipients = (
        {sides.of(party.actor_id or "", party.code, day) for party in side}
        for side in (story.actors, story.recipients)
    )
    return actors, recipients
