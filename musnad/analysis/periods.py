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
    return _date(text, year, "01" if month is None else month, "01" if day is None else day)


def last_day(text: str) -> datetime.date:
    """The day on which a period ends: of 2019-04 the thirtieth of April.

    Raises: UsageError if the text is no date.
    """
    _, month, day = _parts(text)
    begin = first_day(text)
    if day is not None:
        return begin
    last_month = begin.month if month is not None else 12
    return begin.replace(month=last_month, day=calendar.monthrange(begin.year, last_month)[1])


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


def _parts(text: str) -> tuple[str, str | None, str | None]:
    found = _SHAPE.fullmatch(text)
    if not found:
        raise _no_date(text)
    return found[1], found[2], found[3]


def _date(text: str, year: str, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise _no_date(text) from None


def _no_date(text: str) -> UsageError:
    return UsageError(f"'{text}' is not a date", remedy="Write YYYY, YYYY-MM or YYYY-MM-DD.")
