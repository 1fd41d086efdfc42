"""Choosing stories: by party, type, status and date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from ..language.folding import fold
from .model import Party, Story


def choose(
    stories: Iterable[Story],
    *,
    actor: str = "",
    dyad: tuple[str, str] | None = None,
    event_types: Collection[str] = (),
    statuses: Collection[str] = (),
    since: str = "",
    until: str = "",
) -> list[Story]:
    """The stories that meet all conditions given, in their order.

    `actor` took part on either side, `dyad` are two parties on different sides, or together on one: each is
    an id, a country (three capital letters) or a part of a name in Arabic or English. `since` and `until`
    (YYYY, YYYY-MM or YYYY-MM-DD, included) are compared with a story's date as far as both are known; a story
    without a date meets neither.
    """
    found = []
    for story in stories:
        if event_types and story.event_type not in event_types:
            continue
        if statuses and story.status not in statuses:
            continue
        if (since and not _reaches(story.date, since, 1)) or (until and not _reaches(story.date, until, -1)):
            continue
        parties = (*story.actors, *story.recipients)
        if actor and not any(is_party(p, actor) for p in parties):
            continue
        if dyad and not _are_parties(parties, *dyad):
            continue
        found.append(story)
    return found


def is_party(party: Party, wanted: str) -> bool:
    """Whether a party is the one wanted: by id, country or name."""
    if party.actor_id == wanted:
        return True
    if re.fullmatch("[A-Z]{3}", wanted):
        return party.code.partition(" ")[0] == wanted
    folded = fold(wanted).strip()
    return bool(folded) and any(folded in fold(name) for name in (party.name.ar, party.name.en))


def _are_parties(parties: Sequence[Party], one: str, other: str) -> bool:
    """Whether both are among the parties, and not as one and the same."""
    first = {i for i, p in enumerate(parties) if is_party(p, one)}
    second = {i for i, p in enumerate(parties) if is_party(p, other)}
    return bool(first and second) and len(first | second) > 1


def _reaches(date: str, bound: str, sign: int) -> bool:
    known = min(len(date), len(bound))
    a, b = date[:known], bound[:known]
    return bool(date) and (a >= b if sign > 0 else a <= b)
