"""Parts of a week, month, season, year or decade, told before it: مطلع مارس, صيف 2014, النصف الأول من العام,
الأسبوع الثاني من آب, العشر الأواخر من رمضان.

>>> third("2020-02", 2), third("2020", 0), fraction("2020", 4, 2)
('2020-02-21/2020-02-29', '2020-01-01/2020-04-30', '2020-04-01/2020-06-30')
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from .calendar import SEASONS, STRETCHES, THIRDS
from .date_context import Context, Found
from .date_cues import LEFT, without_clitic
from .date_values import added, bounds, interval, season, shift
from .numerals import numeral, ordinal

_WEEK, _FORTNIGHT, _MONTH, _SEASON, _YEAR = 7, 15, 31, 93, 366
"""How many days these have at most."""
_PARTS = {"النصف": 2, "الشطر": 2, "الثلث": 3, "الربع": 4}
_TENS = {"الاول": 0, "الاوايل": 0, "الاولي": 0, "الاواسط": 1, "الوسطي": 1, "الاواخر": 2, "الاخيره": 2}
_ENDS = {"الاولي": 0, "الاخيره": 2}


def widen(c: Context, found: Found) -> Found:
    """What was found with the words on its left that belong to it, and worth what they leave of it."""
    first, value = found.first, found.value
    while first > c.floor:
        word = without_clitic(c.keys[first - 1])
        inside = c.keys[first : found.last]
        opens = word == "(" and inside.count("(") < inside.count(")")  # يوم (الخميس) المقبل
        if word not in LEFT and not opens:
            break
        first -= 1
        if word in THIRDS:
            value = third(value, THIRDS[word])
        elif word in SEASONS and len(value) == 4:
            value = season_of(value, word)
    part = part_before(c, first)
    if part:
        first, value = part[0], part[1](value)
    whole = value == found.value
    return found._replace(first=first, value=value, open=found.open if whole else None)


def third(value: str, which: int) -> str:
    """The first (0), the second or the last (2) part of what is longer than a day; a day stays as it is.

    Of a month they are the days 1 to 10, 11 to 20 and the rest, of a season its months, of a year four months
    each, of a decade three, four and three years. A week begins on Saturday, Sunday or Monday and ends with
    Friday to Sunday, by country: its first part is the former three days, its last the latter.
    """
    days = bounds(value)
    length = (days[1] - days[0]).days + 1 if days else 0
    if days is None or length < _WEEK:
        return value
    first, last = days
    if length == _WEEK:
        begin, end = ((0, 2), (3, 4), (6, 8))[which]
        return interval(added(first, begin), added(first, end))
    if _MONTH - 3 <= length <= _MONTH:
        return interval(added(first, 10 * which), last if which == 2 else added(first, 10 * which + 9))
    if _SEASON - 4 <= length <= _SEASON:
        return shift(first.isoformat(), which, "month")
    if len(value) == 4:
        return _months(first, 4 * which, 4)
    if length > _YEAR and (first.month, last.month) == (1, 12):
        years = last.year - first.year + 1
        edge = years // 3
        begin, end = ((0, edge), (edge, years - edge), (years - edge, years))[which]
        return _months(first, 12 * begin, 12 * (end - begin))
    return value


def season_of(year: str, name: str) -> str:
    """A season of a year. A winter lies in two years, and which of its two is meant is not said: the year."""
    month = SEASONS[name]
    return year if month > 9 else season(int(year), month)


def fraction(value: str, parts: int, which: int) -> str:
    """One of so many equal parts (from 1) of a year, a decade or a month; empty if there is none such."""
    days = bounds(value)
    if days is None or which > parts:
        return ""
    first, last = days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and months > 1 and months % parts == 0:
        return _months(first, months // parts * (which - 1), months // parts)
    if (last - first).days >= _MONTH:
        return ""
    if parts == 3:
        return third(value, which - 1)
    if parts != 2:
        return ""
    begin, end = (first, added(first, _FORTNIGHT - 1)) if which == 1 else (added(first, _FORTNIGHT), last)
    return interval(begin, end)


def part_before(c: Context, first: int) -> tuple[int, Callable[[str], str]] | None:
    """The part that is told before من or ل at word first: where it begins, and what it makes of a value."""
    k = first - 1
    if c.key(k) == "من":
        k -= 1
    elif c.key(first)[:1] != "ل" or c.key(first) == c.start(first):
        return None
    key, noun = c.key(k), _noun(c.key(k - 1))
    if k - 1 < c.floor:
        return None
    number = ordinal(c.keys, k) if key.startswith("ال") else None
    which = number[0] if number and number[1] == k + 1 else 0
    if noun in _PARTS and (which or key == "الاخير"):
        parts = _PARTS[noun]
        return k - 1, lambda value: fraction(value, parts, which or parts)
    if noun == "الاسبوع" and (which or key == "الاخير"):
        return k - 1, lambda value: _week_of(value, which)
    if noun == "العشر" and key in _TENS:
        return k - 1, lambda value: third(value, _TENS[key]) if _is_month(value) else ""
    return _stretch(c, k) if key in _ENDS else None


def _noun(key: str) -> str:
    return key[1:] if key[:2] in ("وا", "فا", "با") else key


def _is_month(value: str) -> bool:
    days = bounds(value)
    return days is not None and _MONTH - 3 <= (days[1] - days[0]).days + 1 <= _MONTH


def _week_of(value: str, which: int) -> str:
    """The days 1 to 7 of a month or year, 8 to 14 and so on; the last seven days for 0."""
    days = bounds(value)
    if days is None or (days[1] - days[0]).days < _WEEK:
        return ""
    if not which:
        return interval(added(days[1], 1 - _WEEK), days[1])
    begin, end = added(days[0], _WEEK * (which - 1)), added(days[0], _WEEK * which - 1)
    return interval(begin, min(end, days[1]) if end else None)


def _stretch(c: Context, k: int) -> tuple[int, Callable[[str], str]] | None:
    """الأشهر الستة الأولى, الأيام الأخيرة, which end at word k."""
    end = _ENDS[c.key(k)]
    for i in range(k - 1, max(k - 4, c.floor - 1), -1):
        if c.start(i) not in STRETCHES:
            continue
        unit = STRETCHES[c.start(i)][0]
        if i == k - 1:
            return i, lambda value: third(value, end)
        count = counted(c, i + 1)
        if count and count[1] == k and isinstance(count[0], int):
            return i, partial(_end_of, unit=unit, count=count[0], end=end)
    return None


def counted(c: Context, i: int) -> tuple[int | float, int] | None:
    """A number behind a noun with the article, and the index behind it: الثلاثة, الـ48, الأربع والعشرين."""
    if c.start(i).isdecimal() and len(c.start(i)) < 5:
        return int(c.start(i)), i + 1
    i += c.key(i) == "ال" and c.key(i + 1).isdecimal()
    found = numeral(c.keys, i)
    if found and found[0] < 10 and c.key(found[1]) == "والعشرين":
        return found[0] + 20, found[1] + 1
    return found


def _end_of(value: str, unit: str, count: int, end: int) -> str:
    """So many first (0) or last (2) days, weeks or months of a value."""
    days = bounds(value)
    if days is None or unit not in ("day", "week", "month"):
        return ""
    first, last = days
    if unit == "month":
        part = _months(first, end and last.month - first.month + 1 - count, count)
    else:
        length = count * (_WEEK if unit == "week" else 1)
        begin = added(last, 1 - length) if end else first
        part = interval(begin, last if end else added(first, length - 1))
    inside = bounds(part)
    return part if inside and first <= inside[0] and inside[1] <= last else ""


def _months(first: date, skip: int, count: int) -> str:
    """So many months, after the first few that are skipped, from the month of a day on."""
    begin = bounds(shift(first.isoformat(), skip, "month"))
    end = bounds(shift(first.isoformat(), skip + count - 1, "month"))
    return interval(begin[0], end[1]) if begin and end else ""
