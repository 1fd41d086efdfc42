"""The model of Dawid and Skene (1979), "Maximum likelihood estimation of observer error-rates using the EM
algorithm", Applied Statistics 28: what is true of each item, and how each rater errs, found together.

Each item has one of `classes` true values; a rater answers with one of `answers`, at rates that depend on the
truth. Answers and classes need not be the same: "silent" is an answer. Rates and prevalence have Dirichlet
priors, so that the result is a posterior mode and a rater with few answers keeps near what is assumed of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ITERATIONS = 100
TOLERANCE = 1e-6
_TINY = 1e-12

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Votes:
    """Answers one by one: `raters[k]` gave `answers[k]` on `items[k]`, which counts `weights[k]` times."""

    items: Ints
    raters: Ints
    answers: Ints
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Consensus:
    """What the raters together say."""

    posterior: Floats
    """Items × classes."""
    rates: Floats
    """Raters × classes × answers: how often each rater gives each answer where the class is true."""
    prevalence: Floats
    """Classes."""
    iterations: int


def consensus(votes: Votes, rates: Floats, prevalence: Floats) -> Consensus:
    """Runs EM from the prior means.

    `rates` (classes × answers, or raters × classes × answers) and `prevalence` (classes) are pseudo-counts:
    their proportions are what is assumed before any answer, their size is how many answers that assumption is
    worth. A very large one holds it.

    Raises: ValueError if a pseudo-count is not positive or an index negative.
    """
    if (rates <= 0).any() or (prevalence <= 0).any():
        raise ValueError("pseudo-counts must be positive")
    if min((a.min(initial=0) for a in (votes.items, votes.raters, votes.answers)), default=0) < 0:
        raise ValueError("items, raters and answers are numbered from 0")
    items = int(votes.items.max(initial=-1)) + 1
    raters = int(votes.raters.max(initial=-1)) + 1
    classes, answers = rates.shape[-2:]
    rates = np.broadcast_to(rates, (raters, classes, answers))
    found_rates = rates / rates.sum(2, keepdims=True)
    found_prevalence = prevalence / prevalence.sum()
    posterior = np.full((items, classes), 1.0 / classes)
    done = 0
    for done in range(1, ITERATIONS + 1):
        before = posterior
        posterior = _expect(votes, found_rates, found_prevalence, items)
        if done > 1 and np.abs(posterior - before).max(initial=0.0) < TOLERANCE:
            break
        found_rates = _rates(votes, posterior, rates, raters)
        total = posterior.sum(0) + prevalence
        found_prevalence = total / total.sum()
    return Consensus(posterior, found_rates, found_prevalence, done)


def _expect(votes: Votes, rates: Floats, prevalence: Floats, items: int) -> Floats:
    classes = len(prevalence)
    logs = np.tile(np.log(prevalence + _TINY), (items, 1))
    answered = votes.weights[:, None] * np.log(rates[votes.raters, :, votes.answers] + _TINY)
    for c in range(classes):
        logs[:, c] += np.bincount(votes.items, weights=answered[:, c], minlength=items)
    odds = np.exp(logs - logs.max(1, keepdims=True))
    posterior: Floats = odds / odds.sum(1, keepdims=True)
    return posterior


def _rates(votes: Votes, posterior: Floats, prior: Floats, raters: int) -> Floats:
    _, classes, answers = prior.shape
    cell = votes.raters * answers + votes.answers
    counts = np.empty((raters, classes, answers))
    for c in range(classes):
        sums = np.bincount(
            cell, weights=votes.weights * posterior[votes.items, c], minlength=raters * answers
        )
        counts[:, c, :] = sums.reshape(raters, answers) + prior[:, c]
    found: Floats = counts / counts.sum(2, keepdims=True)
    return found
