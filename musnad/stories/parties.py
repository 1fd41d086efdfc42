"""How alike the parties of two mentions are, and whether they contradict each other."""

from __future__ import annotations

from .candidates import MUTUAL, Candidate, Who
from .wording import COPIED

SIDE = 2.4
"""For a side with the same actor; less for the same country and sector."""
ONE_SIDE_UNKNOWN = -0.2
BESIDE = -3.0
OTHER_DOER = -1.5
"""Reports of one attack name another who did it: a disagreement, if victim or place agree."""
_ARMED = frozenset(("MIL", "REB", "PRM", "SPY", "COP", "UAF"))
_RULING = frozenset(("GOV", "LEG", "JUD", "ELI"))
_PEOPLE = frozenset(("CVL", "REF", "SOC", "OPP", "LAB", "EDU", "JRN", "UAF"))


def party_points(a: Candidate, b: Candidate, pairs: float) -> float | None:
    """For the parties of the two; None if they contradict each other."""
    if a.group == "meeting":
        return _circle(a, b)
    straight = _sides(a.actors, b.actors, a.recipients, b.recipients)
    if straight is None and a.group == "ASSAULT":
        return _disputed(a, b, pairs)
    if a.group not in MUTUAL:
        return straight
    swapped = _sides(a.actors, b.recipients, a.recipients, b.actors)
    if straight is None or swapped is None:
        return straight if swapped is None else swapped
    return max(straight, swapped)


def _sides(
    one: tuple[Who, ...], other: tuple[Who, ...], third: tuple[Who, ...], fourth: tuple[Who, ...]
) -> float | None:
    first, second = side_likeness(one, other), side_likeness(third, fourth)
    if first == -1 or second == -1:
        return None
    return _points(first) + _points(second)


def _points(likeness: float | None) -> float:
    if likeness is None:
        return ONE_SIDE_UNKNOWN
    return SIDE * likeness - 0.3 * (likeness == 0)


def _disputed(a: Candidate, b: Candidate, pairs: float) -> float | None:
    """One attack, another doer: only if the victims are alike or the place is the same, and not both sides
    differ."""
    doers = side_likeness(a.actors, b.actors)
    victims = side_likeness(a.recipients, b.recipients)
    if victims == -1 or doers != -1:
        return None
    same_place = a.point is not None and a.place_id == b.place_id
    if not same_place and pairs < COPIED and (victims is None or victims < 0.5):
        return None
    return OTHER_DOER + _points(victims)


def side_likeness(one: tuple[Who, ...], other: tuple[Who, ...]) -> float | None:
    """How alike two sides are: the mean over the shorter of each party's best match, 0 to 1; -1 if all
    contradict; None if one side is not known."""
    if not one or not other:
        return None
    if len(one) > len(other):
        one, other = other, one
    best = [max(likeness(x, y) for y in other) for x in one]
    if max(best) < 0:
        return -1.0
    return sum(max(0.0, value) for value in best) / len(best)


def _circle(a: Candidate, b: Candidate) -> float | None:
    """For those who met, whichever side the text puts them on: the two best matches, each party once. Two on
    one side here and on two sides there speak against it, unless nobody else is named here."""
    one, other = (*a.actors, *a.recipients), (*b.actors, *b.recipients)
    if not one or not other:
        return 2 * ONE_SIDE_UNKNOWN
    graded = sorted((-likeness(x, y), i, j) for i, x in enumerate(one) for j, y in enumerate(other))
    left: list[int] = []
    right: list[int] = []
    best: list[float] = []
    for value, i, j in graded:
        if i not in left and j not in right and len(best) < 2:
            left.append(i)
            right.append(j)
            best.append(-value)
    if min(best) < 0:
        return None
    points = sum(map(_points, best))
    if len(best) == 1:
        return points + ONE_SIDE_UNKNOWN
    return points + (BESIDE if _beside(a, left) != _beside(b, right) else 0.0)


def _beside(c: Candidate, chosen: list[int]) -> bool:
    """Whether two parties stand on one side while others stand on the other."""
    acting = [k < len(c.actors) for k in chosen]
    return acting[0] == acting[1] and bool(c.actors) and bool(c.recipients)


def likeness(a: Who, b: Who) -> float:
    """How alike two parties are: 1 the same actor, 0.75 the same state, less by country and sector and for a
    man and a body of one country and sector; -1 if they cannot be the same."""
    if a.actor_id and a.actor_id == b.actor_id:
        return 0.75 if a.state else 1.0
    if not a.country or not b.country:
        return 0.1
    if a.country != b.country:
        return -1.0
    if a.actor_id and b.actor_id and not a.state and not b.state:
        return 0.3 if a.body != b.body and _sectors_alike(a, b) else -1.0
    if a.state or b.state:
        other = b if a.state else a
        return 0.45 if other.sector in _RULING else 0.2
    named = overlap_words(a.words, b.words)
    if a.sector == b.sector:
        return 0.4 + 0.3 * named
    return 0.3 * named + (0.25 if _sectors_alike(a, b) else 0.0)


def _sectors_alike(a: Who, b: Who) -> bool:
    return a.sector == b.sector or any(
        a.sector in alike and b.sector in alike for alike in (_ARMED, _RULING, _PEOPLE)
    )


def overlap_words(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set of words that the larger one has."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0
