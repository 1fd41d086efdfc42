"""Where the actors of a signed network stand: those who cooperate near each other, those who fight apart.

Springs after Fruchterman and Reingold (1991, Graph drawing by force-directed placement, Software: Practice
and Experience 21:1129-1164), with a push in place of the pull along ties of conflict. Deterministic: actors
begin on a spiral in their order.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
STEPS = 100
GOLDEN = np.pi * (3 - 5**0.5)
"""Angle between actors on the spiral."""
GRAVITY = 0.3
"""Pull to the middle: parts without a tie between them stay in sight."""
SPREAD = 0.55
"""How far places are spread evenly along both axes: names in a crowd can be read then."""


def placed(size: int, ends: npt.NDArray[np.int64], plus: Floats, minus: Floats) -> Floats:
    """Places [size, 2] within the unit square, of nodes with ties `ends` [ties, 2] of so many events of
    cooperation and of conflict [ties]."""
    if size < 2:
        return np.full((size, 2), 0.5)
    turn, reach = np.arange(size) * GOLDEN, np.sqrt((np.arange(size) + 0.5) / size)
    at = np.stack([np.cos(turn), np.sin(turn)], axis=1) * reach[:, None]
    tie = np.zeros((size, size))
    strength = np.log1p(plus) - 0.5 * np.log1p(minus)
    np.add.at(tie, (ends[:, 0], ends[:, 1]), strength)
    tie = tie + tie.T
    pull, push = np.maximum(tie, 0.0), 1.0 + np.maximum(-tie, 0.0)
    ideal = 1.6 / np.sqrt(size)
    for step in range(STEPS):
        square = (at**2).sum(axis=1)
        distance = np.sqrt(np.maximum(square[:, None] + square[None, :] - 2 * at @ at.T, 1e-6))
        force = push * (ideal / distance) ** 2 - pull * distance / ideal
        np.fill_diagonal(force, 0.0)
        # The sum over others of force times the way from them to here.
        move = at * force.sum(axis=1)[:, None] - force @ at - GRAVITY * at
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + move / length * np.minimum(length, 0.15 * (1 - step / STEPS))
    low, high = at.min(axis=0), at.max(axis=0)
    line = (at - low) / np.maximum(high - low, 1e-9)
    rank = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (size - 1)
    return np.asarray((1 - SPREAD) * line + SPREAD * rank)
