"""The Hijri calendar (Umm al-Qura, the civil calendar of Saudi Arabia) in days of ours.

A month begins when its crescent is seen; where that is decided by sight it can begin a day earlier or later
than this reckoned calendar says. It reaches from 1343 to 1500 AH (1924 to 2077).

>>> [day.isoformat() for day in hijri_days(1441, 9, 0)], hijri_year(date(2020, 11, 19))
(['2020-04-24', '2020-05-23'], 1442)
"""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri


def hijri_days(year: int, month: int, day: int) -> tuple[date, date] | None:
    """The first and last day of a Hijri year (month and day 0), month (day 0) or day; None without one."""
    try:
        first = Hijri(year, month or 1, day or 1)
        last = first if day else Hijri(year, month or 12, 1)
        return _ours(first), _ours(last if day else Hijri(year, last.month, last.month_length()))
    except (ValueError, OverflowError):
        return None


def _ours(day: Hijri) -> date:
    found = day.to_gregorian()
    return date(found.year, found.month, found.day)


def hijri_year(day: date) -> int:
    """The Hijri year of a day; 0 if the calendar does not reach there."""
    try:
        return int(Gregorian.fromdate(day).to_hijri().year)
    except (ValueError, OverflowError):
        return 0
