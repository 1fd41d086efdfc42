"""From an event with several parties to dyads, by the rule of the measures (`musnad.measures.pairs`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import Any

MUTUAL = (1, 2)
"""Quad classes in which parties on one side deal with each other: `musnad.measures.pairs.MUTUAL`, without the
weight of loading the measures; a test holds them equal."""
Party = Mapping[str, Any]
"""A participant as a row of `event_table` has it."""


def party_key(party: Party) -> str:
    """Who a participant is at the level of actors: the actor's id, without one the code (LBY MIL); empty
    where neither tells who it is."""
    if party["actor_id"]:
        return str(party["actor_id"])
    return "" if party["code"].startswith("---") else str(party["code"])


def dyads(
    row: Mapping[str, Any], key: Callable[[Party], str] = party_key
) -> Iterator[tuple[Party | None, Party | None]]:
    """Actor and recipient of each dyad of an event (a row of `event_table`).

    Each actor stands in a dyad with each recipient. Parties that meet or agree and all stand on one side are
    a dyad each two, in the order of `key`, since neither acts on the other. Where a side is empty otherwise,
    it is None in the dyads of the other; an event without parties is one dyad of nobody.
    """
    actors, recipients = row["actors"], row["recipients"]
    alone = actors or recipients
    if row["quad_class"] in MUTUAL and not (actors and recipients) and len(alone) > 1:
        yield from combinations(sorted(alone, key=key), 2)
    else:
        yield from product(actors or [None], recipients or [None])
