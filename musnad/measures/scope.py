"""Which events count, and until when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import UsageError
from .columns import Day, Ints, day_date, day_number


@dataclass(frozen=True, slots=True)
class Scope:
    """Which events count.

    `statuses` None means every status, `sources` None every outlet; `since` and `until` are included.
    """

    statuses: frozenset[str] | None = frozenset({"asserted"})
    sources: frozenset[str] | None = None
    since: Day | None = None
    until: Day | None = None


ASSERTED = Scope()
"""What happened, whoever says so: the default of every measure."""


def last_day(dates: Ints, at: Day | None, scope: Scope) -> int | None:
    """The day number of `at`; without it that of the scope's `until`; else the last of the days; None if
    there are none.

    Raises: UsageError for a malformed day.
    """
    day = scope.until if at is None else at
    if day is not None:
        return day_number(day)
    return int(dates.max()) if len(dates) else None


def period(dates: Ints, since: Day | None, until: Day | None, scope: Scope) -> tuple[int, int]:
    """The day numbers of a period; an end that is not given is that of the scope, else the first or last of
    the days.

    Raises: UsageError for a malformed day, or a period that ends before it begins.
    """
    begin = scope.since if since is None else since
    there = dates if len(dates) else np.zeros(1, dtype=np.int64)
    first = int(there.min()) if begin is None else day_number(begin)
    last = last_day(dates, until, scope)
    if last is not None and last < first:
        what = f"the period ends on {day_date(last)}, before it begins on {day_date(first)}"
        raise UsageError(what, remedy="Give a later `until`.")
    return first, first if last is None else last
