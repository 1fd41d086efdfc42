"""From values and days to places on the page, and where the ticks of an axis stand."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

STEPS = (1, 3, 6, 12, 24, 60, 120, 240)
"""Months between the ticks of an axis of time."""
MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """Places `begin` to `end` on the page for values `low` to `high`."""

    low: float
    high: float
    begin: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value; one outside stands at the edge."""
        width = self.high - self.low
        share = (min(max(value, self.low), self.high) - self.low) / width if width else 0.5
        return self.begin + share * (self.end - self.begin)


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Round numbers from `low` to `high`, at most so many but no fewer than one."""
    width = high - low
    if not width > 0:
        return (low,)
    power = 10.0 ** math.floor(math.log10(width / most))
    step = next(power * k for k in (1, 2, 5, 10, 20) if width / (power * k) <= most - 1 or k == 20)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(k * step for k in range(first, last + 1)) or (low,)


def month_ticks(
    first: datetime.date, last: datetime.date, most: int = MOST_TICKS
) -> tuple[datetime.date, ...]:
    """First days of months from `first` to `last`, evenly far apart."""
    begin, end = first.year * 12 + first.month - 1 + (first.day > 1), last.year * 12 + last.month - 1
    step = next((k for k in STEPS if (end - begin) / k < most), STEPS[-1])
    months = range(begin + (-begin) % step, end + 1, step)
    return tuple(datetime.date(month // 12, month % 12 + 1, 1) for month in months)
