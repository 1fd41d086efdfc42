"""Among whom an actor is to be measured, where nobody says."""

from __future__ import annotations

import numpy as np

from ..knowledge import KnowledgeBase
from ..measures import ASSERTED, EventTable, Scope
from .parties import Party
from .sides import FAMILIES


def peers(
    table: EventTable, party: Party, knowledge: KnowledgeBase, scope: Scope = ASSERTED
) -> tuple[str, ...]:
    """States and international bodies with a stake where a party is at home: those with a signed event with
    it, or with anybody of its country, as far as the table tells them apart. Sorted."""
    events = table.within(scope)
    events = events.take(events.sign != 0)
    names = events.actor.names
    home = frozenset(
        name for name in names if name == party.id or _country(name, knowledge) == party.country != ""
    )
    abroad = frozenset(name for name in names if name not in home and _is_peer(name, knowledge))
    met = events.between(home, abroad)
    codes = np.unique(np.concatenate([met.actor.codes, met.recipient.codes]))
    return tuple(sorted({names[code] for code in codes} & abroad))


def _country(name: str, knowledge: KnowledgeBase) -> str:
    actor = knowledge.actors.get(name)
    if actor is not None:
        return actor.country
    parts = name.split(":")
    return parts[1] if len(parts) == 3 else name.split(" ")[0]


def _is_peer(name: str, knowledge: KnowledgeBase) -> bool:
    """Whether a party is a state or an international body."""
    actor = knowledge.actors.get(name)
    international = actor is not None and actor.kind == "body" and not actor.country
    return name in knowledge.states or international or name in FAMILIES.values()
