"""Days of a period that users write as YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

import calendar
import datetime
import re

from ..errors import UsageError

_SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def first_day(text: str) -> datetime.date:
    """The day on which a period begins: of 2019-04 the first of April.

    Raises: UsageError if the text is no date.
    """
    year, month, day = _parts(text)
    return _date(text, year, month or 1, day or 1)


def last_day(text: str) -> datetime.date:
    """The day on which a period ends: of 2019-04 the thirtieth of April.

    Raises: UsageError if the text is no date.
    """
    year, month, day = _parts(text)
    month = month or 12
    if not day:
        day = calendar.monthrange(year, month)[1] if 1 <= month <= 12 and year else 1
    return _date(text, year, month, day)


def checked_period(since: str | None, until: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day; None where there is no bound.

    Raises: UsageError if one is no date, or the period ends before it begins.
    """
    first = first_day(since) if since else None
    last = last_day(until) if until else None
    if first and last and last < first:
        what = f"the period ends on {last}, before it begins on {first}"
        raise UsageError(what, remedy="Give an earlier `since` or a later `until`.")
    return first, last


def _parts(text: str) -> tuple[int, int, int]:
    found = _SHAPE.fullmatch(text)
    if not found:
        raise _no_date(text)
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day


def _date(text: str, year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise _no_date(text) from None


def _no_date(text: str) -> UsageError:
    return UsageError(f"'{text}' is not a date", remedy="Write YYYY, YYYY-MM or YYYY-MM-DD.")
