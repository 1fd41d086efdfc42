"""What every measure gives back: a number with its interval and the events behind it, or the reason why there
is none."""

from __future__ import annotations

import dataclasses
import importlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..charts import Chart
from ..errors import EnvironmentFault
from .columns import Floats

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]

Interval = tuple[float, float]
LEVEL = 0.90
"""Probability that an interval holds; as much lies below it as above."""
TAILS = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)


class Rows(ABC):
    """What can be handed over as rows."""

    __slots__ = ()

    @abstractmethod
    def rows(self) -> list[dict[str, Any]]:
        """The rows, of plain values."""

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame.

        Raises: EnvironmentFault if pandas is not installed.
        """
        try:
            frames = importlib.import_module("pandas")
        except ImportError as error:
            raise EnvironmentFault("pandas is not installed", remedy="pip install musnad[pandas]") from error
        return frames.DataFrame(self.rows())

    def plot(self, lang: str = "en", names: Mapping[str, str] | None = None) -> Chart:
        """The chart, in English ("en") or Arabic ("ar"); `names` says how it calls the actors.

        Raises: UsageError for another language, or a result that has no chart.
        """
        from .plots import plot  # which knows the results

        return plot(self, lang, names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Rows):
    """The base of every result."""

    value: float | None
    """None where the evidence is insufficient."""
    interval: Interval | None
    """Holds with probability LEVEL."""
    n: int
    """Signed events that count, after reduction."""
    evidence: tuple[str, ...]
    """Ids of all events behind the number, merged ones too, sorted."""
    insufficient: bool = False
    reason: str = ""
    """Why there is no number; empty where there is one."""

    def rows(self) -> list[dict[str, Any]]:
        """One row, unless a measure has more to say."""
        return [plain(self)]


def plain(result: Any) -> dict[str, Any]:
    """The fields of a dataclass; an interval becomes two, `low` and `high` behind the name of the field."""
    row: dict[str, Any] = {}
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        if field.name.endswith("interval"):
            stem = field.name.removesuffix("interval")
            row[f"{stem}low"], row[f"{stem}high"] = value if value else (None, None)
        else:
            row[field.name] = value
    return row


def quantiles(draws: Floats) -> Interval:
    """The interval that LEVEL of the draws lie in [draws]."""
    low, high = np.quantile(draws, TAILS)
    return float(low), float(high)
