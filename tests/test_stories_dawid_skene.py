"""The model of Dawid and Skene: what it recovers, and what copies do to it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from musnad.stories.dawid_skene import Consensus, Votes, consensus

WEAKLY = np.array([[2.0, 1.0], [1.0, 2.0]])
"""Assumed of a rater: a little better than chance, worth three answers."""
EVEN = np.array([1.0, 1.0])
ITEMS, WEAK, SEEDS = 1000, 6, range(10)
INDEPENDENT, COPIED = (0.75, 0.75, 0.70), 0.60
"""How often each outlet is right."""


def asked(answers: NDArray[np.int64]) -> Consensus:
    """Raters × items, every rater on every item."""
    raters, items = answers.shape
    votes = Votes(
        np.tile(np.arange(items), raters),
        np.repeat(np.arange(raters), items),
        answers.ravel(),
        np.ones(raters * items),
    )
    return consensus(votes, WEAKLY, EVEN)


def simulated(seed: int, *, collapsed: bool) -> tuple[float, float]:
    """Share of items that the majority and the model get right, with six weak outlets that copy one, or with
    the copies given back to it."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, ITEMS)

    def told(right: float) -> NDArray[np.int64]:
        return np.where(rng.random(ITEMS) < right, truth, 1 - truth)

    answers = [told(right) for right in INDEPENDENT]
    answers += [told(COPIED)] * (1 if collapsed else WEAK)
    voted = np.array(answers)
    lead = voted.sum(0) * 2 - len(voted)
    majority = np.where(lead == 0, rng.integers(0, 2, ITEMS), lead > 0)
    model = asked(voted).posterior.argmax(1)
    return float((majority == truth).mean()), float((model == truth).mean())


def test_copies_deceive_the_model_and_collapsing_them_mends_it() -> None:
    before = np.mean([simulated(seed, collapsed=False) for seed in SEEDS], axis=0)
    after = np.mean([simulated(seed, collapsed=True) for seed in SEEDS], axis=0)
    assert before.max() <= 0.62
    assert after[1] >= 0.78
    assert after[1] > after[0] > before[0]


def test_a_better_rater_is_known_for_it() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 2000)
    answers = np.array([np.where(rng.random(2000) < right, truth, 1 - truth) for right in (0.9, 0.7, 0.6)])
    found = asked(answers)
    right = found.rates[:, [0, 1], [0, 1]].mean(1)
    assert right == pytest.approx([0.9, 0.7, 0.6], abs=0.05)
    assert found.prevalence == pytest.approx([0.5, 0.5], abs=0.05)


def test_without_answers_to_learn_from_the_assumption_stands() -> None:
    one = Votes(np.array([0]), np.array([0]), np.array([1]), np.ones(1))
    found = consensus(one, WEAKLY * 1e9, EVEN * 1e9)
    assert found.posterior[0] == pytest.approx([1 / 3, 2 / 3])


def test_a_weight_of_two_is_two_answers() -> None:
    twice = Votes(np.array([0, 0]), np.array([0, 1]), np.array([1, 1]), np.ones(2))
    heavy = Votes(np.array([0]), np.array([0]), np.array([1]), np.array([2.0]))
    held = WEAKLY * 1e9, EVEN * 1e9
    assert consensus(heavy, *held).posterior[0] == pytest.approx(consensus(twice, *held).posterior[0])


@pytest.mark.parametrize(
    ("item", "rates", "message"),
    [(0, np.array([[1.0, 0.0], [1.0, 1.0]]), "pseudo-counts"), (-1, WEAKLY, "numbered from 0")],
)
def test_what_cannot_be_is_refused(item: int, rates: NDArray[np.float64], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        consensus(Votes(np.array([item]), np.array([0]), np.array([0]), np.ones(1)), rates, EVEN)
