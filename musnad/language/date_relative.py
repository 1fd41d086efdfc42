"""Rules for days that are counted from the day of publication: الخميس, أمس, اليوم, غدا.

A rule is given the sentence and the word that it begins with, and returns what it found there, if anything.

>>> from datetime import date
>>> from .words import words
>>> read_yesterday(Context(words("أمس الأول"), date(2020, 11, 19)), 0).value
'2020-11-17'
"""

from __future__ import annotations

from datetime import date

from .calendar import FOLLOWING, PARTS_OF_DAY, THIS, WEEKDAYS
from .date_absolute import read_number
from .date_context import Context, Found
from .date_cues import (
    NAMED_DAYS,
    NOT_TODAY_BEFORE,
    NOT_TODAY_BEHIND,
    NOT_TONIGHT_BEFORE,
    OPEN,
    QUOTES,
    RECURRING,
    without_clitic,
)
from .date_own import own_step, read_own_day
from .date_periods import read_unit
from .date_values import added, bounds, interval, shift
from .numerals import ORDINAL_WORDS


def read_weekday(c: Context, i: int) -> Found | None:
    """الخميس, الخميس الماضي, الأحد التالي, الخميس 19 نوفمبر, ليل السبت/الأحد, الأحد من الأسبوع الماضي."""
    weekday = WEEKDAYS[c.plain[i]]
    before = without_clitic(c.key(i - 1))
    if before in RECURRING or (before == "يوم" and c.key(i - 2) == "كل"):
        return None
    if c.key(i + 1) in NAMED_DAYS:
        return None
    dated = _dated(c, i + 1)
    if dated:
        return _corrected(dated, weekday)._replace(first=i)
    j = i + 1
    told = _of_week(c, i, weekday)
    if told:
        return told
    night = before in ("ليل", "ليله")
    if night:
        k = j + (c.key(j) in ("/", "-", "–"))
        night = c.start(k) in WEEKDAYS and (WEEKDAYS[c.plain[k]] - weekday) % 7 == 1
        j = k + 1 if night else j
    bracketed = c.key(i - 1) == "(" and c.key(j) == ")"  # يوم (الخميس) المقبل
    if c.key(j + bracketed) in FOLLOWING:
        return Found(i, j + bracketed + 1, _next_weekday(c.before, weekday), False)
    step, j = c.modifier(j + bracketed) or (None, j)
    dated = _dated(c, j) if step is not None else None
    if dated:
        return _corrected(dated, weekday)._replace(first=i)
    if step is None and c.start(j) in WEEKDAYS and c.key(j).startswith("و"):
        both = c.modifier(j + 1)  # الخميس والجمعة المقبلين
        step = both[0] if both and c.key(j + 1).endswith("ين") else None
    if c.anchor is None:
        return Found(i, j, kind="weekday", open=(0, weekday))
    days = _days_to(c, i, weekday, step)
    if night:
        return Found(i, j, interval(added(c.anchor, days), added(c.anchor, days + 1)))
    return Found(i, j, c.shifted(days, "day"), kind="weekday", open=(0, weekday) if step is None else None)


def _days_to(c: Context, i: int, weekday: int, step: int | None) -> int:
    """How many days from the anchor to the weekday at word i, with the step of الماضي or المقبل."""
    assert c.anchor is not None
    back = (c.anchor.weekday() - weekday) % 7
    if step is not None and step > 0:
        return 7 * step - back
    if step is not None and step < 0:
        back += 7 if back < 2 else 0  # yesterday is أمس: on a Wednesday, الثلاثاء الماضي is 8 days ago
        return -back + 7 * (step + 1)
    return 7 - back if step is None and back and c.ahead(i) else -back


def _of_week(c: Context, i: int, weekday: int) -> Found | None:
    """الأربعاء من الأسبوع الماضي. Which Saturday or Sunday that is differs by country: they get no value."""
    k = i + 1 + (c.key(i + 1) == "من")
    k += c.key(k) in THIS
    told = read_unit(c, k) if c.key(k) == "الاسبوع" else None
    if told is None:
        return None
    days = bounds(told.value)
    agreed = c.anchor is not None and c.anchor.weekday() < 5 and weekday < 5
    day = added(days[0], weekday + 2) if days and agreed else None
    return Found(i, told.last, interval(day, day), told.relative)


def _next_weekday(before: str, weekday: int) -> str:
    """The weekday behind the last day that the text told."""
    days = bounds(before)
    if len(before) != 10 or days is None:
        return ""
    return shift(before, (weekday - days[0].weekday() - 1) % 7 + 1, "day")


def _dated(c: Context, i: int) -> Found | None:
    """The calendar day that may stand behind a weekday: الخميس (19 نوفمبر), الخميس الموافق 19/11/2020."""
    bracket = c.key(i) == "("
    i += c.key(i) in OPEN
    i += c.key(i) == "الموافق"
    if not c.start(i).isdecimal() and c.start(i) not in ORDINAL_WORDS:
        return None
    found = read_number(c, i)
    if found is None or found.skipped or len(found.value) not in (0, 10) or found.kind == "year":
        return None
    return found._replace(last=found.last + (bracket and c.key(found.last) == ")"))


def _corrected(found: Found, weekday: int) -> Found:
    """A reckoned Hijri day is moved to the weekday that the text has, if near: the crescent was seen so."""
    if found.kind != "hijri" or len(found.value) != 10:
        return found
    off = (weekday - date.fromisoformat(found.value).weekday() + 3) % 7 - 3
    return found._replace(value=shift(found.value, off, "day")) if abs(off) < 3 else found


def _around(c: Context, first: int, last: int, days: int) -> Found:
    """A day counted from the anchor; a weekday behind it corrects the count, a full date replaces it.

    A report may be published a day before its date, and up to five days after it: of 3,000 times that news
    says أمس or اليوم with a weekday, about three quarters are of the day of publication, one quarter of days
    before it, fewer than one in a hundred of the day after.
    """
    bracket = c.key(last) == "("
    weekday = WEEKDAYS.get(c.start(last + bracket))
    if weekday is None:
        return Found(first, last, c.shifted(days, "day"))
    last += 1 + bracket
    last += bracket and c.key(last) == ")"
    dated = _dated(c, last)
    if dated:
        return _corrected(dated, weekday)._replace(first=first)
    if c.anchor is None:
        return Found(first, last)
    off = (weekday - c.anchor.weekday() - days + 5) % 7 - 5
    return Found(first, last, c.shifted(days + off, "day"))


def read_yesterday(c: Context, i: int) -> Found | None:
    """أمس, أمس الأول, أول من أمس."""
    before = without_clitic(c.key(i - 1))
    if (c.plain[i] == "الامس" and before not in PARTS_OF_DAY) or c.key(i + 1) == "القريب":
        return None
    if c.key(i + 1) == "الاول" and c.key(i + 3) != "نوعه":
        return _around(c, i, i + 2, -2)
    if before in ("اول", "قبل"):
        return _around(c, i - 1, i + 1, -2)
    if before == "من" and without_clitic(c.key(i - 2)) == "اول":
        return _around(c, i - 2, i + 1, -2)
    return _around(c, i, i + 1, -1)


def read_night(c: Context, i: int) -> Found | None:
    """الليلة الماضية, الليلة قبل الماضية; الليلة alone, tonight."""
    if own_step(c, i):
        return read_own_day(c, i)
    step = c.modifier(i + 1)
    if step:
        return Found(i, step[1], c.shifted(step[0], "day")) if step[0] < 0 else None
    if c.key(i - 1) in NOT_TONIGHT_BEFORE or c.key(i + 1) in NOT_TODAY_BEHIND:
        return None
    return _around(c, i, i + 1, 0)


def read_today(c: Context, i: int) -> Found | None:
    """اليوم, unless it is the day of something else, the present age, or a newspaper's name."""
    if own_step(c, i):
        return read_own_day(c, i)
    before, behind = c.key(i - 1), c.key(i + 1)
    if without_clitic(before) in NOT_TODAY_BEFORE or before in NOT_TODAY_BEFORE:
        return None
    if behind in NOT_TODAY_BEHIND:
        return None
    if before in QUOTES and behind in QUOTES:
        return None
    return _around(c, i, i + 1, 0)


def read_tomorrow(c: Context, i: int) -> Found | None:
    """غدا, يوم غد, بعد غد."""
    before = without_clitic(c.key(i - 1))
    if before == "بعد":
        return _around(c, i - 1, i + 1, 2)
    plain = c.plain[i]
    weekday = c.start(i + 1 + (c.key(i + 1) == "(")) in WEEKDAYS
    told = plain == "غدا" or before in PARTS_OF_DAY or (weekday and plain == "غد")
    return _around(c, i, i + 1, 1) if told and before != "قد" else None
