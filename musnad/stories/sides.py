"""Parties of whole stories compared, as `likeness` compares those of mentions."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import GROUPS, MUTUAL, Who, bodies
from .model import Party, Story
from .parties import side_likeness
from .wording import stems

ENOUGH = 0.4
"""From this likeness on two sides are taken for one."""
NAMED = 0.75
"""One side at least must be this much alike: the same actor or the same state."""


def covers(wanted: Story, other: Story) -> bool:
    """Whether another story has the parties of the wanted one: every side that the wanted one knows, one of
    them the same actor or state. In a mutual event they may have changed sides."""
    if _matched(wanted.actors, other.actors, wanted.recipients, other.recipients):
        return True
    mutual = GROUPS.get(wanted.event_type) in MUTUAL
    return mutual and _matched(wanted.actors, other.recipients, wanted.recipients, other.actors)


def _matched(a: Sequence[Party], b: Sequence[Party], c: Sequence[Party], d: Sequence[Party]) -> bool:
    known = [side_likeness(_whos(x), _whos(y)) or 0.0 for x, y in ((a, b), (c, d)) if x]
    return bool(known) and min(known) >= ENOUGH and max(known) >= NAMED


def _whos(parties: Sequence[Party]) -> tuple[Who, ...]:
    return tuple(map(_who, parties))


def _who(party: Party) -> Who:
    country, _, sector = party.code.partition(" ")
    actor_id = party.actor_id or ""
    return Who(
        actor_id,
        "" if country == "---" else country,
        sector,
        actor_id == country,
        actor_id in bodies(),
        frozenset(stems(party.name.ar)),
        party.name.ar,
        party.code,
        (party.name.ar, party.name.en),
    )
