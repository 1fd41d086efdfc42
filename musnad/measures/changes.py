"""Exact Bayesian multiple change points over bins, after Fearnhead (2006).

A model is a matrix [bins, bins] of log likelihoods of the stretch from bin s to bin e, both included. Changes
come with a fixed probability between any two bins. The recursions run forwards and backwards once; all that
is asked of the posterior follows from them without sampling. Time and memory grow with the square of the
bins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special  # type: ignore[import-untyped]

from .alignment import PRIOR as SIGN_PRIOR
from .columns import Floats, Ints

LEAST_SIZE, MOST_SIZE = 0.3, 100.0
"""Bounds of the negative binomial's size: from very bursty to all but Poisson."""


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """The posterior of changes; boundary b lies between the bins b and b + 1."""

    probability: Floats
    """That there is a change at each boundary [bins - 1]."""
    unbroken: Floats
    """That one stretch holds all bins from s to e [bins, bins], s ≤ e."""
    evidence: float
    """Log likelihood of all bins, over all ways to cut them."""

    def within(self, first: int, last: int) -> float:
        """Probability of a change at one of the boundaries from `first` to `last`, as far as they exist."""
        first, last = max(first, 0), min(last, len(self.probability) - 1)
        return float(np.clip(1 - self.unbroken[first, last + 1], 0, 1))


def cuts(model: Floats, prior: float) -> Cuts:
    """The posterior of changes, given a model and the probability of a change at a boundary."""
    size = len(model)
    length = np.arange(size)
    stay = length * np.log1p(-prior)  # log probability that a stretch of d + 1 bins has no change inside
    # `ending[s, e]`: a stretch from s to e that ends in a change; in the last column it just ends.
    spans = np.subtract.outer(-length, -length)
    ending = np.where(spans >= 0, model + stay[np.maximum(spans, 0)], -np.inf)
    ending[:, :-1] += np.log(prior)
    forward = np.zeros(size + 1)  # forward[s]: bins before s, with a stretch beginning at s
    for end in range(size):
        forward[end + 1] = special.logsumexp(forward[: end + 1] + ending[: end + 1, end])
    backward = np.zeros(size + 1)  # backward[s]: bins from s on, given that a stretch begins there
    for begin in range(size - 1, -1, -1):
        backward[begin] = special.logsumexp(ending[begin, begin:] + backward[begin + 1 :])
    evidence = backward[0]
    stretches = np.exp(forward[:-1, None] + ending + backward[None, 1:] - evidence)
    # A stretch holds s to e if it begins at s or before and ends at e or after.
    unbroken = np.cumsum(np.cumsum(stretches, axis=0)[:, ::-1], axis=1)[:, ::-1]
    return Cuts(np.exp(forward[1:-1] + backward[1:-1] - evidence), unbroken, float(evidence))


def signs(plus: Ints, minus: Ints, dispersion: float) -> Floats:
    """The model of signs: one share of cooperation a stretch, a Beta prior as in `alignment`."""
    up, down = (_sums(counts / dispersion) for counts in (plus, minus))
    alpha, beta = SIGN_PRIOR
    return np.asarray(special.betaln(alpha + up, beta + down) - special.betaln(alpha, beta), np.float64)


def negative_binomial(counts: Ints) -> Floats:
    """The model of counts: one mean a stretch, with a Beta prior (of p) that expects the mean of all bins.

    The factors of single bins are left out: they are the same however the bins are cut.
    """
    average = counts.mean()
    if not average:
        return np.zeros((len(counts), len(counts)))
    size = dispersion_size(counts)
    alpha, beta = 1 + size / average, 1.0
    spans = np.maximum(np.subtract.outer(-np.arange(len(counts)), -np.arange(len(counts))) + 1, 1)
    model = special.betaln(alpha + size * spans, beta + _sums(counts)) - special.betaln(alpha, beta)
    return np.asarray(model, dtype=np.float64)


def dispersion_size(counts: Ints) -> float:
    """The size k of a negative binomial with variance μ + μ²/k: the variance is half the mean square of
    successive differences, which a jump of the mean hardly moves."""
    average = float(counts.mean())
    variance = float((np.diff(counts) ** 2).mean() / 2) if len(counts) > 1 else average
    excess = variance - average
    return float(np.clip(average**2 / excess, LEAST_SIZE, MOST_SIZE)) if excess > 0 else MOST_SIZE


def _sums(values: Ints | Floats) -> Floats:
    """The sum from bin s to bin e [bins, bins]; 0 where s > e."""
    running = np.concatenate([[0.0], np.cumsum(values)])
    found: Floats = np.maximum(running[None, 1:] - running[:-1, None], 0.0)
    return found
