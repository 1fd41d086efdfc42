"""Which mentions are compared at all: those that share a party, a dyad of countries, a place or wording, and
lie near each other in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from .candidates import Candidate

WINDOW = 12
"""Days that two mentions of a block may lie apart."""
COPY_WINDOW = 30
"""Likewise where they share rare wording."""
AHEAD = 200
"""A mention is compared with at most so many that follow it in a block; bounds time where thousands of
mentions fall on one day."""
SIGNS = 4
"""Shingles of a sentence that stand for it: those with the lowest hashes (bottom-k sampling, Broder 1997)."""


def pairs(candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs of places in the sequence, the lower first, each once."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, candidate in enumerate(candidates):
        for key in set(keys(candidate)):
            blocks[key].append(i)
    days = [_day(c) for c in candidates]
    seen: set[int] = set()
    n = len(candidates)
    for key, members in blocks.items():
        if len(members) < 2:
            continue
        window = COPY_WINDOW if key[0] == "words" else WINDOW
        members.sort(key=lambda i: (days[i], candidates[i].event_id))
        for place, i in enumerate(members):
            for j in members[place + 1 : place + 1 + AHEAD]:
                if days[j] - days[i] > window:
                    break
                low, high = (i, j) if i < j else (j, i)
                if low * n + high not in seen:
                    seen.add(low * n + high)
                    yield low, high


def keys(c: Candidate) -> Iterator[tuple[str, ...]]:
    """The blocks that a mention lies in."""
    sort = (c.group, str(c.denied))
    sides = [sorted({w.country for w in side if w.country}) for side in (c.actors, c.recipients)]
    for who in (*c.actors, *c.recipients):
        if who.actor_id and not who.state:
            yield ("actor", *sort, who.actor_id)
    for one in sides[0]:
        for other in sides[1]:
            yield ("dyad", *sort, *sorted((one, other)), *_sectors(c, one, other))
    if not (sides[0] and sides[1]):
        for who in (*c.actors, *c.recipients):
            yield ("code", *sort, who.code)
    if c.point is not None:
        yield ("place", *sort, c.place_id)
    yield ("document", *sort, c.document_id)
    for sign in sorted(c.pairs)[:SIGNS]:
        yield ("words", *sort, str(sign))


def _sectors(c: Candidate, one: str, other: str) -> tuple[str, ...]:
    """Within one country a dyad of countries says nothing: the sectors are added."""
    if one != other:
        return ()
    return tuple(sorted({w.sector for w in (*c.actors, *c.recipients)}))


def _day(c: Candidate) -> int:
    """The day that a mention is sorted by: of publication, else its own; 0 if there is none."""
    return c.day if c.day is not None else c.low if c.low is not None else 0
