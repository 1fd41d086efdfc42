"""Weighted features: the arithmetic behind every choice that is weighed rather than ruled.

A model is a table of weights, one line a class and feature, in plain text: what a choice rests on can be
read, and `contributions` shows it for one case. The weights are fitted by `training/fit_lexicon.py`
(logistic regression: over classes, or over the candidates for a role).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from ..tables import read_table

COLUMNS = ("class", "feature", "weight")


class LinearModel:
    """Scores classes by sums of feature weights.

    `weights` maps a feature to its weight for each class, in the order of `classes`.
    """

    def __init__(self, classes: tuple[str, ...], weights: dict[str, tuple[float, ...]]) -> None:
        self.classes = classes
        self.weights = weights

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of weights of each class, in the order of `classes`; unknown features weigh nothing."""
        found = [*filter(None, map(self.weights.get, features))]
        return list(map(sum, zip(*found, strict=True))) if found else [0.0] * len(self.classes)

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """The probability of each class, in the order of `classes`."""
        return softmax(self.scores(features))

    def contributions(self, features: Iterable[str], label: str) -> list[tuple[str, float]]:
        """What each feature adds to the score of a class, the weightiest first."""
        k = self.classes.index(label)
        found = [(f, self.weights[f][k]) for f in features if f in self.weights]
        return sorted(found, key=lambda item: -abs(item[1]))


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that sum to one."""
    top = max(scores)
    odds = [math.exp(s - top) for s in scores]
    whole = sum(odds)
    return [o / whole for o in odds]


@cache
def load_model(package: str, name: str) -> LinearModel:
    """The model of that name among a package's data files (`data/NAME.tsv`)."""
    table: dict[str, dict[str, float]] = {}
    classes: list[str] = []
    for row in read_table(files(package) / "data" / f"{name}.tsv", COLUMNS):
        if row["class"] not in classes:
            classes.append(row["class"])
        table.setdefault(row["feature"], {})[row["class"]] = row.number("weight")
    weights = {f: tuple(by_class.get(c, 0.0) for c in classes) for f, by_class in table.items()}
    return LinearModel(tuple(classes), weights)
