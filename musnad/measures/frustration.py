"""Frustration of a signed network: how much of its weight contradicts the best division into camps.

A division is wrong about a positive tie between camps and a negative tie within one. The least weight that
any division, into however many camps, is wrong about is the frustration: correlation clustering (Bansal, Blum
and Chawla 2004), of which balance theory with two camps is the strict form. `program` finds it exactly for up
to some 40 actors; `divide` searches, for larger networks and for the draws of a posterior.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import UsageError
from .columns import Floats, Ints
from .program import solved

EXACT_ACTORS = 40
"""Up to so many actors an exact answer is sought, and mostly found; beyond, or where the ties are all but
noise, the frustration lies between a bound and what a search found."""
QUICK, THOROUGH = 12, 200
"""Searches from random camps."""
RANDOM_CAMPS = 4
"""How many camps those have."""
GAIN = 1e-9
"""What a step of the search must gain at least."""


@dataclass(frozen=True, slots=True)
class Frustration:
    """The division that is wrong about the least weight."""

    weight: float
    """What it is wrong about; the least possible if `exact`, else what a search found."""
    bound: float
    """No division is wrong about less."""
    share: float
    """`weight` of the whole absolute weight; 0 where there is none."""
    exact: bool
    camps: tuple[tuple[int, ...], ...]
    """Places of the actors, camp by camp, the largest first."""


def frustration(ties: Floats) -> Frustration:
    """The frustration of a network of signed weights [actors, actors], symmetric; the diagonal is ignored.

    Raises: UsageError if the matrix is not square and symmetric; EnvironmentFault if highspy is not
    installed.
    """
    if ties.ndim != 2 or ties.shape[0] != ties.shape[1] or not np.allclose(ties, ties.T):
        raise UsageError("the weights of ties are not a symmetric matrix", remedy="Give w[i, j] = w[j, i].")
    found = divide(ties, THOROUGH)
    total = float(np.abs(np.triu(ties, 1)).sum())
    bound = 0.0
    if wrong(ties, found) > GAIN:
        bound, together = solved(ties, wrong(ties, found), whole=len(ties) <= EXACT_ACTORS)
        rounded = improved(ties, np.argmax(together > 0.5, axis=1))
        found = min(found, rounded, key=lambda division: wrong(ties, division))
    weight = wrong(ties, found)
    exact = weight - bound <= 1e-6 * max(total, 1.0)
    camps = [tuple(np.flatnonzero(found == camp).tolist()) for camp in np.unique(found)]
    ordered = tuple(sorted(camps, key=lambda camp: (-len(camp), camp)))
    share = weight / total if total else 0.0
    return Frustration(weight, weight if exact else bound, share, exact, ordered)


def wrong(ties: Floats, camps: Ints) -> float:
    """The weight that a division (the number of each actor's camp) is wrong about."""
    upper = np.triu(ties, 1)
    together = camps[:, None] == camps[None, :]
    return float(np.where(together, np.maximum(-upper, 0), np.maximum(upper, 0)).sum())


def divide(ties: Floats, searches: int = QUICK) -> Ints:
    """A good division, not always the best: the number of each actor's camp. The best of several searches:
    from single actors, from one camp, from camps joined while they gain, and from random camps."""
    alone = np.arange(len(ties))
    chance = np.random.default_rng(0).integers(RANDOM_CAMPS, size=(searches, len(ties)))
    starts = (_joined(ties, alone), alone, np.zeros_like(alone), *chance)
    return min((improved(ties, start) for start in starts), key=lambda division: wrong(ties, division))


def improved(ties: Floats, camps: Ints) -> Ints:
    """A division after moving single actors and joining camps for as long as that gains."""
    while True:
        moved = _moved(ties, camps)
        joined = _joined(ties, moved)
        if np.array_equal(joined, camps):
            return joined
        camps = joined


def _moved(ties: Floats, camps: Ints) -> Ints:
    """Single actors move to the camp, or to one of their own, that gains most, until none gains."""
    size = len(ties)
    camps = np.unique(camps, return_inverse=True)[1]
    pull = ties - np.diag(np.diag(ties))
    members = np.bincount(camps, minlength=size + 1)
    # What each camp pulls each actor by; the last, always empty camp pulls by nothing.
    pulls = np.zeros((size, size + 1))
    np.add.at(pulls.T, camps, pull)
    moved = True
    while moved:
        moved = False
        for actor in range(size):
            gains = np.where(members > 0, pulls[actor], -np.inf)
            free = int(np.argmin(members > 0))
            gains[free] = 0.0
            best, old = int(np.argmax(gains)), camps[actor]
            if gains[best] > gains[old] + GAIN and not (best == free and members[old] == 1):
                pulls[:, old] -= pull[:, actor]
                pulls[:, best] += pull[:, actor]
                members[old] -= 1
                members[best] += 1
                camps[actor], moved = best, True
    return camps


def _joined(ties: Floats, camps: Ints) -> Ints:
    """The two camps that gain most by it are joined, until none gain."""
    numbers, camps = np.unique(camps, return_inverse=True)
    size = len(numbers)
    inside = np.zeros((size, len(ties)))
    inside[camps, np.arange(len(ties))] = 1.0
    links = inside @ ties @ inside.T
    np.fill_diagonal(links, -np.inf)
    while size > 1:
        first, second = divmod(int(np.argmax(links)), size)
        if links[first, second] <= GAIN:
            break
        camps[camps == second] = first
        links[first] += links[second]
        links[:, first] = links[first]
        links[first, first] = -np.inf
        links[second] = links[:, second] = -np.inf
    return camps
