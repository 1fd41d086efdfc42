"""Weighted features: the arithmetic behind every choice that is weighed rather than ruled.

A model is a table of weights, one line a class and feature, in plain text: what a choice rests on can be
read, and `contributions` shows it for one case. The weights are fitted by `training/fit_lexicon.py`
(logistic regression: over classes, or over the candidates for a role).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import starmap
from typing import Any

from ..tables import read_table

COLUMNS = ("class", "feature", "weight")
_REMEMBERED = 65536
"""Parts whose scores a model keeps in memory: some ten MiB."""
Part = tuple[Any, ...]
"""Features that go together: a function that gives their names, and the values to call it with.

Few values make many features, and the same few come back in text after text.
"""


class LinearModel:
    """Scores classes by sums of feature weights.

    `weights` maps a feature to its weight for each class, in the order of `classes`.
    """

    def __init__(self, classes: tuple[str, ...], weights: dict[str, tuple[float, ...]]) -> None:
        self.classes = classes
        self.weights = weights
        self._part = lru_cache(maxsize=_REMEMBERED)(self._score_part)

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of weights of each class, in the order of `classes`; unknown features weigh nothing."""
        found = [*filter(None, map(self.weights.get, features))]
        return list(map(sum, zip(*found, strict=True))) if found else [0.0] * len(self.classes)

    def score_parts(self, parts: Iterable[Part], features: Iterable[str] = ()) -> list[float]:
        """The scores of the features of all parts, and of further ones; those of a part are remembered."""
        return list(map(sum, zip(*starmap(self._part, parts), self.scores(features), strict=True)))

    def _score_part(self, name: Callable[..., Iterable[str]], *values: Any) -> list[float]:
        return self.scores(name(*values))

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """The probability of each class, in the order of `classes`."""
        return softmax(self.scores(features))

    def contributions(self, features: Iterable[str], label: str) -> list[tuple[str, float]]:
        """What each feature adds to the score of a class, the weightiest first."""
        k = self.classes.index(label)
        found = [(f, self.weights[f][k]) for f in features if f in self.weights]
        return sorted(found, key=lambda item: -abs(item[1]))


def named(parts: Iterable[Part]) -> list[str]:
    """The features of all parts."""
    return [feature for name, *values in parts for feature in name(*values)]


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
