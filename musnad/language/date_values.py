"""What a time expression is worth: ISO dates and intervals of days, and how one is counted from another.

A value is YYYY-MM-DD, YYYY-MM, YYYY or, for days in a row, `first/last`; empty if it is not known.

>>> bounds("2020-02"), interval(date(2020, 2, 27), date(2020, 3, 1))
((datetime.date(2020, 2, 1), datetime.date(2020, 2, 29)), '2020-02-27/2020-03-01')
>>> shift("2020-11-19", -2, "day"), shift("2020-11-19", -2, "week"), shift("2020-11-19", -2, "month")
('2020-11-17', '2020-11-02/2020-11-08', '2020-09')
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from .calendar import FIRST_YEAR, HIJRI
from .date_hijri import hijri_days, hijri_year

WEEK_BEGINS = 5
"""Saturday, as the Unicode CLDR has it for most Arab states. Where the week begins on Sunday or Monday it has
the same days from Monday to Friday."""


def iso(year: str, month: int, day: int) -> str:
    """The value of a day, of a month (day 0) or a year (month 0 too); empty if the calendar has none such.

    The year is Hijri if it is before 1500; a Hijri month may also have a year of ours.

    >>> iso("2020", 4, 31), iso("1441", HIJRI + 3, 12), iso("2020", HIJRI + 9, 0)
    ('', '2019-11-09', '2020-04-24/2020-05-23')
    """
    if not year:
        return ""
    if month > HIJRI and int(year) >= FIRST_YEAR:
        return _hijri_in(year, month, day)
    if month > HIJRI or (int(year) < FIRST_YEAR and not month):
        return _joined(hijri_days(int(year), month - HIJRI if month else 0, day))
    try:
        return date(int(year), month or 1, day or 1).isoformat()[: 10 if day else 7 if month else 4]
    except ValueError:
        return ""


def _hijri_in(year: str, month: int, day: int) -> str:
    try:
        last = hijri_year(date(int(year), 12, 31))
    except ValueError:
        return ""
    values = (_joined(hijri_days(last - k, month - HIJRI, day)) for k in (1, 0))
    return next((value for value in values if value.startswith(year)), "")


def _joined(days: tuple[date, date] | None) -> str:
    return interval(*days) if days else ""


def bounds(value: str) -> tuple[date, date] | None:
    """The first and the last day of a value; None of an empty one."""
    if len(value) == 10:
        day = date.fromisoformat(value)
        return day, day
    if "/" in value:
        first, last = value.split("/")
        return date.fromisoformat(first), date.fromisoformat(last)
    if not value:
        return None
    year, month = int(value[:4]), int(value[5:] or 0)
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])


def interval(first: date | None, last: date | None) -> str:
    """The value of the days from first to last; empty if one is not known or the last is before the first."""
    if first is None or last is None or first > last:
        return ""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def added(day: date | None, count: int) -> date | None:
    """The day so many days later; None outside of the calendar."""
    try:
        return day + timedelta(count) if day else None
    except OverflowError:
        return None


def shift(value: str, count: int, unit: str) -> str:
    """The day, week, month or year so many of them from a value; empty if the value is coarser than the unit.

    A week counted so is the seven days around the day: nobody says قبل أسبوعين and means that one day.
    """
    if unit in ("day", "week"):
        base = date.fromisoformat(value) if len(value) == 10 else None
        day = added(base, count * (7 if unit == "week" else 1))
        return interval(added(day, -3), added(day, 3)) if unit == "week" else interval(day, day)
    within = shared(value)
    if unit == "month" and len(within) >= 7:
        months = int(within[:4]) * 12 + int(within[5:7]) - 1 + count
        return iso(f"{months // 12:04}", months % 12 + 1, 0) if MINYEAR <= months // 12 <= MAXYEAR else ""
    year = int(within[:4]) + count if unit == "year" and within else 0
    return f"{year:04}" if MINYEAR <= year <= MAXYEAR else ""


def shared(value: str) -> str:
    """The day, month or year that a whole value lies in; empty if there is none.

    >>> shared("2020-03-21/2020-03-31"), shared("2019-12-29/2020-01-03"), shared("2020-03")
    ('2020-03', '', '2020-03')
    """
    first, _, last = value.partition("/")
    if not last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4] if first[:4] == last[:4] else ""


def week(day: date | None, step: int) -> str:
    """The week so many weeks from the one of a day."""
    first = added(day, 7 * step - (day.weekday() - WEEK_BEGINS) % 7) if day else None
    return interval(first, added(first, 6))


def season(year: int, month: int) -> str:
    """The three months from the first of one on; a winter ends in the next year.

    >>> season(2019, 12)
    '2019-12-01/2020-02-29'
    """
    first = bounds(iso(f"{year:04}", month, 0))
    last = bounds(iso(f"{year + month // 12:04}", (month + 1) % 12 + 1, 0))
    return interval(first[0], last[1]) if first and last else ""
