"""Rules for weeks, months, years and longer: الأسبوع الماضي, هذا الشهر, الأيام الثلاثة الماضية, التسعينات.

>>> from .words import words
>>> read_unit(Context(words("الأسبوع الماضي"), date(2020, 11, 19)), 0).value
'2020-11-07/2020-11-13'
"""

from __future__ import annotations

from datetime import date

from .calendar import (
    BOUNDS,
    DECADES,
    DEFINITE_UNITS,
    NEXT,
    PAST,
    RECENT,
    SEASONS,
    STRETCHES,
    UNITS,
)
from .date_context import Context, Found
from .date_cues import DEADLINES, FEW, GENERAL, OTHER_YEARS, stem, without_clitic
from .date_own import own_step, same_before
from .date_parts import counted, part_before
from .date_values import added, bounds, interval, iso, season, shift, week
from .numerals import ORDINAL_WORDS

_HOURS = 24
_FRIDAY = 4
_FIFTIES = 50


def read_unit(c: Context, i: int) -> Found | None:
    """الشهر الماضي, هذا الشهر, مطلع الشهر, الشهر نفسه; الأسبوع الماضي, from Saturday to Friday."""
    unit = "month" if c.plain[i] == "الشهر" else "week"
    own = own_step(c, i)
    if own:
        return _own_unit(c, i, unit, own)
    step = c.modifier(i + 1)
    if step is None:
        if c.this(i):
            step = (0, i + 1)
        elif unit == "week" and without_clitic(c.key(i - 1)) == "نهايه":
            return _weekend(c, i)
        elif c.follows(i, BOUNDS) or (c.key(i + 1) not in ORDINAL_WORDS and part_before(c, i)):
            step = (0, i + 1)
        else:
            return None
    value = week(c.anchor, step[0]) if unit == "week" else c.shifted(step[0], "month")
    return Found(i, step[1], value)


def _own_unit(c: Context, i: int, unit: str, own: tuple[int, int]) -> Found:
    """الشهر التالي, الأسبوع نفسه; نفس الشهر من العام الماضي."""
    first = i - same_before(c, i)
    told = c.year_word(own[1] + 1) if unit == "month" and c.key(own[1]) == "من" else None
    if told:
        month = shift(c.before, 0, "month")
        return Found(first, told[2], iso(told[0], int(month[5:]), 0) if month else "", told[1])
    if unit == "month":
        return Found(first, own[1], shift(c.before, own[0], unit), False)
    then = bounds(c.before) if len(c.before) == 10 else None
    return Found(first, own[1], week(then[0] if then else None, own[0]), False)


def _weekend(c: Context, i: int) -> Found:
    """نهاية الأسبوع alone: the last one that has begun, or the coming one that something is to end with."""
    first = i - 1 - (without_clitic(c.key(i - 2)) == "عطله")
    if c.anchor is None:
        return Found(first, i + 1)
    back = (c.anchor.weekday() - _FRIDAY) % 7
    coming = c.key(i - 1).startswith("ب") and c.key(i - 1) != "بدايه"
    if back > 2 and (coming or c.key(first - 1) in DEADLINES or c.ahead(first)):
        back -= 7
    return Found(first, i + 1, interval(added(c.anchor, -back), added(c.anchor, 2 - back)))


def read_year(c: Context, i: int) -> Found | None:
    """عام 2014, العام الماضي, هذا العام, مطلع العام, العام التالي; not الأمين العام الحالي."""
    if stem(c.key(i - 1)) in GENERAL and c.plain[i] in DEFINITE_UNITS:
        told = c.year_word(i)
        return None if told is None or told[1] else _year(i, told)
    own = own_step(c, i) if c.plain[i] in DEFINITE_UNITS else None
    if own:
        value = shift(c.before, own[0], "year")
        return Found(i - same_before(c, i), own[1], value, False, kind="year")
    told = c.year_word(i)
    if told:
        return _year(i, told)
    if c.plain[i] not in DEFINITE_UNITS or c.key(i + 1) in OTHER_YEARS:
        return None
    if c.this(i) or c.follows(i, BOUNDS) or part_before(c, i):
        return Found(i, i + 1, c.shifted(0, "year"), kind="year")
    return None


def _year(i: int, told: tuple[str, bool, int]) -> Found:
    return Found(i, told[2], iso(told[0], 0, 0), told[1], kind="year")


def read_stretch(c: Context, i: int) -> Found | None:
    """الأيام الثلاثة الماضية, اليومين المقبلين; without value الأيام الأخيرة, الفترة المقبلة."""
    unit, said = STRETCHES[c.plain[i]]
    told = (said, i + 1) if said else counted(c, i + 1) or (0, i + 1)
    count, j = told
    j += c.key(j) in FEW
    step = _step(c, j)
    if step is None:
        these = c.plain[i] == "الايام" and c.this(i) and j == i + 1
        return Found(i, j) if these else read_year(c, i) if said and unit == "year" else None
    return Found(i, j + 1, _reach(c, unit, count, step) if isinstance(count, int) else "")


def read_counted(c: Context, i: int) -> Found | None:
    """الـ24 ساعة الماضية, الثلاث سنوات المقبلة, آخر 48 ساعة: the number before its noun."""
    step = _step(c, i + 1)
    for k in range(max(i - 3, c.floor), i):
        last = without_clitic(c.key(k - 1)) == "اخر" and step is None
        article = c.key(k).startswith("ال") or c.key(k - 1) == "ال" or c.key(k)[1:3] == "ال"
        told = counted(c, k) if last or (article and step is not None) else None
        if told and told[1] == i and isinstance(told[0], int):
            first = k - (last or c.key(k - 1) == "ال")
            value = _reach(c, UNITS[c.plain[i]][0], told[0], -1 if step is None else step)
            return Found(first, i + 1 + (not last), value)
    return None


def _step(c: Context, i: int) -> int | None:
    key = c.key(i)
    if key in RECENT and c.key(i + 1) in ("من", "في"):  # الأيام الأخيرة من مايو
        return None
    return -1 if key in PAST or key in RECENT else 1 if key in NEXT else None


def _reach(c: Context, unit: str, count: int, step: int) -> str:
    """From the day of publication so many units back or ahead, months and years to their end."""
    if not count or c.anchor is None:
        return ""
    if unit in ("month", "year"):
        end = bounds(c.shifted(step * count, unit))
        other = end[step > 0] if end else None
    else:
        days = -(-count // _HOURS) if unit == "hour" else count * (7 if unit == "week" else 1)
        other = added(c.anchor, step * days)
    return interval(other, c.anchor) if step < 0 else interval(c.anchor, other)


def read_season(c: Context, i: int) -> Found | None:
    """الصيف الماضي, هذا الخريف: the last that is over, the next that has not begun."""
    step = c.modifier(i + 1) or ((0, i + 1) if c.this(i) else None)
    if step is None:
        return None
    if c.anchor is None or abs(step[0]) > 1:
        return Found(i, step[1])
    month = SEASONS[c.plain[i][2:]]
    values = [season(c.anchor.year + k, month) for k in (-2, -1, 0, 1)]
    spans = [(days, value) for value in values if (days := bounds(value))]
    if step[0] < 0:
        fit = [value for days, value in spans if days[1] < c.anchor][-1:]
    elif step[0] > 0:
        fit = [value for days, value in spans if days[0] > c.anchor][:1]
    else:
        fit = [value for days, value in spans if days[1] >= c.anchor][:1]
    return Found(i, step[1], fit[0] if fit else "")


def read_decade(c: Context, i: int) -> Found | None:
    """ستينات القرن الماضي, التسعينات; not رجل في السبعينات من عمره."""
    tens = DECADES[c.plain[i]]
    first = i - (without_clitic(c.key(i - 1)) == "عقد")
    j = i + 1 + (c.key(i + 1) == "من")
    if c.key(j) == "القرن":
        century = 19 if c.key(j + 1) in PAST or c.key(j + 1) == "العشرين" else 0
        if c.key(j + 1) == "التاسع" and c.key(j + 2) == "عشر":
            century, j = 18, j + 1
        return _decade(first, j + 2, century * 100 + tens) if century else None
    if c.plain[i][:2] != "ال" or tens < _FIFTIES or stem(c.key(j)).startswith("عمر"):
        return None
    return _decade(first, i + 1, 1900 + tens)


def _decade(first: int, last: int, year: int) -> Found:
    return Found(first, last, interval(date(year, 1, 1), date(year + 9, 12, 31)), False)
