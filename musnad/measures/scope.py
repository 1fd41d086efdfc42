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

    Raises: UsageError for a malformed day, or a period that ends before it begins.
    """

    statuses: frozenset[str] | None = frozenset({"asserted"})
    sources: frozenset[str] | None = None
    since: Day | None = None
    until: Day | None = None

    def __post_init__(self) -> None:
        ends = [None if day is None else day_number(day) for day in (self.since, self.until)]
        if ends[0] is not None and ends[1] is not None:
            ordered(ends[0], ends[1])


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
    return ordered(first, first if last is None else last)


def ordered(first: int, last: int) -> tuple[int, int]:
    """The two ends of a period.

    Raises: UsageError if it ends before it begins.
    """
    if last < first:
        what = f"the period ends on {day_date(last)}, before it begins on {day_date(first)}"
        raise UsageError(what, remedy="Give a later `until`.")
    return first, last


def apart(*actors: str) -> None:
    """Checks that no actor is measured against itself.

    Raises: UsageError if one is named twice.
    """
    twice = sorted({actor for actor in actors if actors.count(actor) > 1})
    if twice:
        raise UsageError(f"{twice[0]} is named twice", remedy="Name different actors.")
