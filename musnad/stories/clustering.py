"""Mentions clustered into stories: average linkage on pairwise probabilities, never over a contradiction.

Average linkage (Sokal and Michener 1958) joins the two clusters whose pairs are on average likeliest, so that
one doubtful link does not chain two happenings together; a pair that cannot be one happening keeps its
clusters apart. Ties go to the mention that sorts first, so the result does not depend on the input's order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .blocks import pairs
from .candidates import Candidate
from .likeness import probability

THRESHOLD = 0.5
"""Clusters whose pairs are on average less likely than this stay apart."""
EDGE = 0.25
"""Less likely pairs do not put two mentions into one component."""
LARGEST = 1000
"""A component of more mentions is cut by time into pieces of this size; bounds memory at 8 MB a component."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one happening, by their places in the sequence, and how likely they are one."""

    members: tuple[int, ...]
    confidence: float


def clusters(candidates: Sequence[Candidate]) -> list[Cluster]:
    """Every mention in exactly one cluster, those of a cluster sorted, in order of their first."""
    found: list[Cluster] = []
    for component in _components(candidates):
        found += _average_linkage(candidates, component)
    return sorted(found, key=lambda c: c.members)


def _components(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    parent = list(range(len(candidates)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in pairs(candidates):
        one, other = root(i), root(j)
        if one == other:
            continue
        likely = probability(candidates[i], candidates[j])
        if likely is not None and likely >= EDGE:
            parent[max(one, other)] = min(one, other)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(candidates)):
        members[root(i)].append(i)
    for component in members.values():
        component.sort(key=lambda i: (candidates[i].day or 0, candidates[i].event_id))
        for start in range(0, len(component), LARGEST):
            yield component[start : start + LARGEST]


def _average_linkage(candidates: Sequence[Candidate], component: list[int]) -> list[Cluster]:
    n = len(component)
    if n == 1:
        return [Cluster((component[0],), 1.0)]
    likely = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            p = probability(candidates[component[i]], candidates[component[j]])
            likely[i, j] = likely[j, i] = -np.inf if p is None else p
    groups = _merged(likely.copy())
    return [_cluster(component, group, likely) for group in groups]


def _merged(mean: NDArray[np.float64]) -> list[list[int]]:
    """The groups that average linkage leaves; `mean` holds mean probabilities between clusters and is
    changed. -inf anywhere between two clusters keeps their mean at -inf."""
    n = len(mean)
    np.fill_diagonal(mean, -np.inf)
    groups: list[list[int]] = [[i] for i in range(n)]
    size = np.ones(n)
    best = mean.max(axis=1)
    while True:
        i = int(best.argmax())
        if best[i] < THRESHOLD:
            return [g for g in groups if g]
        j = int(mean[i].argmax())
        keep, gone = min(i, j), max(i, j)
        row = (size[keep] * mean[keep] + size[gone] * mean[gone]) / (size[keep] + size[gone])
        groups[keep] += groups[gone]
        groups[gone] = []
        size[keep] += size[gone]
        mean[keep] = mean[:, keep] = row
        mean[gone] = mean[:, gone] = -np.inf
        mean[keep, keep] = -np.inf
        best = mean.max(axis=1)


def _cluster(component: list[int], group: list[int], likely: NDArray[np.float64]) -> Cluster:
    members = tuple(sorted(component[i] for i in group))
    if len(group) == 1:
        return Cluster(members, 1.0)
    values = likely[np.ix_(group, group)][np.triu_indices(len(group), 1)]
    return Cluster(members, round(float(values.mean()), 4))
