"""Bins of time: days, weeks from Monday on, months."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from ..errors import UsageError
from .columns import Ints, day_date
from .decay import MAX_DAYS

UNITS = ("day", "week", "month")
_MONDAY = 4
"""Day number of the first Monday: 1970-01-01 was a Thursday."""


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """Consecutive bins; bin k holds the days from `edges[k]` to before `edges[k + 1]`."""

    unit: str
    edges: Ints

    @classmethod
    def of(cls, unit: str, first: int, last: int) -> Bins:
        """The bins that the days from `first` to `last` fall into; the outer ones are whole too.

        Raises: UsageError for an unknown unit, or a period of centuries.
        """
        if unit not in UNITS:
            raise UsageError(f"'{unit}' is not a unit of time", remedy=f"Use one of {', '.join(UNITS)}.")
        if last - first >= MAX_DAYS:
            what = f"the events span {last - first:,} days"
            raise UsageError(what, remedy="Give `since` in the scope: a date may be wrong.")
        if unit == "month":
            ends = np.array([first, last]).astype("datetime64[D]").astype("datetime64[M]")
            months = np.arange(ends[0], ends[1] + 2)
            return cls(unit, months.astype("datetime64[D]").astype(np.int64))
        step = 7 if unit == "week" else 1
        begin = first - (first - _MONDAY) % 7 if unit == "week" else first
        return cls(unit, np.arange(begin, last + step + 1, step)[: (last - begin) // step + 2])

    def __len__(self) -> int:
        return len(self.edges) - 1

    def place(self, days: Ints) -> Ints:
        """The bin of each day."""
        return np.searchsorted(self.edges, days, side="right") - 1

    def begin(self, bin: int) -> datetime.date:
        """The first day of a bin; the number of bins gives the day after the last."""
        return day_date(int(self.edges[bin]))
