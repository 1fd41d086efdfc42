"""The integer program behind frustration: a variable for each pair of actors, 1 if they stand together.

The linear relaxation is tightened by triangle inequalities, x_ij + x_jk − x_ik ≤ 1, and, when none is
violated, by 2-partition inequalities, Σ_t x_vt − Σ_st x_st ≤ 1 over a set of others s, t (Grötschel and
Wakabayashi 1989, 1990), both only as they are violated. Mostly its solution is then whole; where it is not,
branching follows.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import EnvironmentFault
from .columns import Floats

ROUNDS = 60
"""Rounds of added inequalities for a whole solution ..."""
BOUND_ROUNDS = 12
"""... and for a bound."""
TRIANGLES, PARTITIONS = 50, 300
"""Inequalities added in a round, the most violated first; of triangles, so many an actor."""
MAX_GAP = 0.02
"""Branching is tried where the bound is no further, as a share, below what is known. Further off, in networks
that are all but noise, it would take minutes and not arrive."""
MAX_NODES = 60
"""Nodes of branching; a network that needs more gets a bound."""
VIOLATED = 1e-6
WHOLE = 1e-5
"""How far from 0 or 1 a whole variable may be."""

Inequality = tuple[list[int], list[float]]
"""Variables and their factors; the sum must not exceed 1."""


def solved(ties: Floats, known: float, whole: bool) -> tuple[float, Floats]:
    """A bound from below for the frustration of `ties` [actors, actors], and who stands together [actors,
    actors]: with `whole` the least, if it can be found within the limits; without, a bound only. `known` is
    the weight that some division is wrong about: where the bound reaches it, the search is over.

    Raises: EnvironmentFault if highspy is not installed.
    """
    program = _Program(ties)
    bound, together = 0.0, np.eye(len(ties))
    for _ in range(ROUNDS if whole else BOUND_ROUNDS):
        bound, together = program.run()
        if bound > known - VIOLATED:
            return bound, together
        inequalities = program.triangles(together) or program.partitions(together)
        if not inequalities:
            break
        program.add(inequalities)
    if whole and known - bound <= MAX_GAP * known and np.abs(together - np.round(together)).max() > WHOLE:
        program.branch()
        inequalities = []
        while True:
            program.add(inequalities)
            bound, together = program.run()
            inequalities = program.triangles(together)
            if bound > known - VIOLATED or not inequalities:
                break
    return bound, together


class _Program:
    def __init__(self, ties: Floats) -> None:
        try:
            highspy: Any = importlib.import_module("highspy")
        except ImportError as error:
            raise EnvironmentFault("highspy is not installed", remedy="pip install highspy") from error
        self.size = len(ties)
        self.first, self.second = np.triu_indices(self.size, 1)
        count = len(self.first)
        self.all = np.arange(count, dtype=np.int32)
        self.number = np.zeros((self.size, self.size), dtype=np.int64)
        self.number[self.first, self.second] = self.number[self.second, self.first] = self.all
        weight = ties[self.first, self.second]
        self.apart = float(np.maximum(weight, 0).sum())
        """What is wrong where all stand apart."""
        self.whole = highspy.HighsVarType.kInteger
        # Callbacks are not used; enabling them, as the constructor does, prints a banner.
        quiet = type("Quiet", (highspy.Highs,), {"enableCallbacks": lambda model: None})
        self.model = quiet()
        options = {
            "output_flag": False,
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": 0.0,
            "mip_heuristic_effort": 0.0,
        }
        for name, value in (options | {"mip_max_nodes": MAX_NODES}).items():
            self.model.setOptionValue(name, value)
        self.model.addVars(count, np.zeros(count), np.ones(count))
        self.model.changeColsCost(count, self.all, -weight)
        self.branching = False

    def run(self) -> tuple[float, Floats]:
        """A bound from below, and who stands together [actors, actors]."""
        self.model.run()
        info = self.model.getInfo()
        found = np.asarray(self.model.getSolution().col_value, dtype=np.float64)
        together = np.eye(self.size)
        together[self.first, self.second] = together[self.second, self.first] = found
        least = info.mip_dual_bound if self.branching else info.objective_function_value
        return self.apart + float(least), together

    def branch(self) -> None:
        """From here on variables are whole."""
        kinds = np.full(len(self.all), int(self.whole), dtype=np.uint8)
        self.model.changeColsIntegrality(len(self.all), self.all, kinds)
        self.branching = True

    def add(self, inequalities: Sequence[Inequality]) -> None:
        """Adds inequalities."""
        for variables, factors in inequalities:
            places = np.array(variables, dtype=np.int32)
            self.model.addRow(-np.inf, 1.0, len(variables), places, np.array(factors))

    def triangles(self, together: Floats) -> list[Inequality]:
        """The triangle inequalities that are violated most."""
        found: list[tuple[float, int, int, int]] = []
        for j in range(self.size):
            excess = together[:, j, None] + together[None, j, :] - together - 1
            excess[j, :] = excess[:, j] = 0.0
            i, k = np.nonzero(np.triu(excess, 1) > VIOLATED)
            found += zip(excess[i, k].tolist(), i.tolist(), [j] * len(i), k.tolist(), strict=True)
        found.sort(key=lambda cut: (-cut[0], cut[1:]))
        number = self.number
        return [
            ([int(number[i, j]), int(number[j, k]), int(number[i, k])], [1.0, 1.0, -1.0])
            for _, i, j, k in found[: TRIANGLES * self.size]
        ]

    def partitions(self, together: Floats) -> list[Inequality]:
        """2-partition inequalities that are violated, as a greedy search finds them."""
        found: dict[tuple[int, tuple[int, ...]], float] = {}
        for v in range(self.size):
            order = np.argsort(-together[v], kind="stable").tolist()
            others = [u for u in order if u != v and WHOLE < together[v, u] < 1 - WHOLE]
            for start in others:
                chosen, excess, inside = [start], together[v, start] - 1, together[start].copy()
                for u in others:
                    gain = together[v, u] - inside[u]
                    if u not in chosen and gain > VIOLATED:
                        chosen.append(u)
                        excess += gain
                        inside += together[u]
                if excess > 100 * VIOLATED and len(chosen) > 2:
                    found[v, tuple(sorted(chosen))] = float(excess)
        most = sorted(found, key=lambda cut: (-found[cut], cut))[:PARTITIONS]
        return [self._partition(v, chosen) for v, chosen in most]

    def _partition(self, v: int, chosen: Sequence[int]) -> Inequality:
        inner = [(s, t) for place, s in enumerate(chosen) for t in chosen[place + 1 :]]
        variables = [int(self.number[v, t]) for t in chosen] + [int(self.number[s, t]) for s, t in inner]
        return variables, [1.0] * len(chosen) + [-1.0] * len(inner)
