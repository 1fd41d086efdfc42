"""Rules for what is counted from the day of publication: الخميس, أمس, قبل يومين, الشهر الماضي, العام المقبل.

A rule is given the sentence and the word that it begins with, and returns what it found there, if anything.

>>> from datetime import date
>>> from .words import words
>>> read_ago(Context(words("قبل يومين"), date(2020, 11, 19)), 0)
Found(first=0, last=2, value='2020-11-17', relative=True, skipped=False)
"""

from __future__ import annotations

from .calendar import (
    BOUNDS,
    DEFINITE_UNITS,
    HALVES,
    HIJRI_MONTHS,
    PARTS_OF_DAY,
    ROUGHLY,
    STARTERS,
    THIS,
    UNITS,
    WEEKDAYS,
)
from .date_absolute import read_number
from .date_context import Context, Found
from .date_cues import (
    FUTURE,
    FUTURE_REACH,
    FUTURE_VERB,
    GENERAL,
    NAMED_DAYS,
    NOT_FUTURE,
    NOT_TODAY_BEFORE,
    NOT_TODAY_BEHIND,
    OPEN,
    QUOTES,
    RECURRING,
    stem,
    without_clitic,
)
from .numerals import ORDINAL_WORDS, numeral


def read_weekday(c: Context, i: int) -> Found | None:
    """الخميس, الخميس الماضي, الخميس 19 نوفمبر, ليل السبت/الأحد."""
    weekday = WEEKDAYS[c.plain[i]]
    before = without_clitic(c.key(i - 1))
    if before in RECURRING or (before == "يوم" and c.key(i - 2) == "كل"):
        return None
    if c.key(i + 1) in NAMED_DAYS:
        return None
    dated = _dated(c, i + 1)
    if dated:
        return dated._replace(first=i)
    j = i + 1
    week = j + (c.key(j) == "من")
    week += c.key(week) in THIS
    told = read_unit(c, week) if c.key(week) == "الاسبوع" else None
    if told:
        return Found(i, told.last)  # where the week begins is not known
    if before in ("ليل", "ليله"):
        k = j + (c.key(j) in ("/", "-", "–"))
        if c.start(k) in WEEKDAYS and (WEEKDAYS[c.plain[k]] - weekday) % 7 == 1:
            j = k + 1
    bracketed = c.key(i - 1) == "(" and c.key(j) == ")"  # يوم (الخميس) المقبل
    step, j = c.modifier(j + bracketed) or (None, j)
    dated = _dated(c, j) if step is not None else None
    if dated:
        return dated._replace(first=i)
    if step is None and c.start(j) in WEEKDAYS and c.key(j).startswith("و"):
        shared = c.modifier(j + 1)  # الخميس والجمعة المقبلين
        step = shared[0] if shared and c.key(j + 1).endswith("ين") else None
    if c.anchor is None:
        return Found(i, j)
    back = (c.anchor.weekday() - weekday) % 7
    if step is not None and step > 0:
        return Found(i, j, c.shifted_day(7 * step - back))
    if step is not None and step < 0:
        back += 7 if back < 2 else 0  # yesterday is أمس: on a Wednesday, الثلاثاء الماضي is 8 days ago
        return Found(i, j, c.shifted_day(-back + 7 * (step + 1)))
    if step is None and back and _ahead(c, i):
        back -= 7
    return Found(i, j, c.shifted_day(-back))


def _ahead(c: Context, i: int) -> bool:
    """Whether the words before i, back to a mark or an earlier expression, tell what is to come."""
    for key in reversed(c.keys[max(c.floor, i - FUTURE_REACH) : i]):
        if not key.isalnum():
            return False
        if key.removeprefix("و") in FUTURE:
            return True
        if FUTURE_VERB.fullmatch(key) and not NOT_FUTURE.match(key):
            return True
    return False


def _dated(c: Context, i: int) -> Found | None:
    """The calendar day that may stand behind a weekday: الخميس (19 نوفمبر), الخميس الموافق 19/11/2020."""
    i += c.key(i) in OPEN
    i += c.key(i) == "الموافق"
    if not c.start(i).isdecimal() and c.start(i) not in ORDINAL_WORDS:
        return None
    found = read_number(c, i)
    return found if found and not found.skipped and len(found.value) in (0, 10) else None


def _around(c: Context, first: int, last: int, days: int) -> Found:
    """A day counted from the anchor; a weekday behind it corrects the count, a full date replaces it."""
    bracket = c.key(last) == "("
    weekday = WEEKDAYS.get(c.start(last + bracket))
    if weekday is None:
        return Found(first, last, c.shifted_day(days))
    last += 1 + bracket
    last += bracket and c.key(last) == ")"
    dated = _dated(c, last)
    if dated:
        return dated._replace(first=first)
    if c.anchor is None:
        return Found(first, last)
    off = (weekday - c.anchor.weekday() - days + 3) % 7 - 3
    return Found(first, last, c.shifted_day(days + off))


def read_yesterday(c: Context, i: int) -> Found | None:
    """أمس, أمس الأول, أول من أمس, الليلة الماضية."""
    before = without_clitic(c.key(i - 1))
    if c.plain[i] == "الليله":
        step = c.modifier(i + 1)
        return Found(i, step[1], c.shifted_day(step[0])) if step and step[0] < 0 else None
    if (c.plain[i] == "الامس" and before not in PARTS_OF_DAY) or c.key(i + 1) == "القريب":
        return None
    if c.key(i + 1) == "الاول" and c.key(i + 3) != "نوعه":
        return _around(c, i, i + 2, -2)
    if before in ("اول", "قبل"):
        return _around(c, i - 1, i + 1, -2)
    if before == "من" and without_clitic(c.key(i - 2)) == "اول":
        return _around(c, i - 2, i + 1, -2)
    return _around(c, i, i + 1, -1)


def read_today(c: Context, i: int) -> Found | None:
    """اليوم, unless it is the day of something else, the present age, or a newspaper's name."""
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


def read_ago(c: Context, i: int) -> Found | None:
    """قبل يومين, منذ ثلاثة أسابيع, قبل نحو عامين; not قبل يومين من something."""
    rough = c.key(i + 1) in ROUGHLY
    j = i + 1 + rough
    vague = c.key(j) in ("بضعه", "عده")
    number = (0, j + 1) if vague else numeral(c.keys, j)
    count, j = number or (None, j)
    if c.key(j) not in UNITS:
        return None
    days, months, years, said = UNITS[c.key(j)]
    j += 1
    if count is None:
        count = said
        if c.start(j) in STARTERS or c.start(j).isdecimal() or c.year_word(j - 1):
            return None  # منذ شهر مارس, قبل عام 2012, منذ يوم الخميس
        if c.key(j) in HIJRI_MONTHS:
            return None
        j += c.key(j) in ("واحد", "واحده")
    j += c.key(j) == "تقريبا"
    if (c.key(j) == "من" and c.key(j + 1) not in ("الان", "اليوم")) or (
        c.key(j) == "على" and c.key(j + 1) != "الاقل"
    ):
        return None
    more = c.key(j) in HALVES or (c.key(j)[:1] == "و" and c.key(j)[1:] in UNITS)  # عام وشهرين
    if not count or not isinstance(count, int) or more or (rough and days):
        return Found(i, j)
    if days:
        return Found(i, j, c.shifted_day(-count * days))
    value = c.shifted_month(-count * months) if months else c.shifted_year(-count * years)
    return Found(i, j, value)


def read_unit(c: Context, i: int) -> Found | None:
    """الشهر الماضي, هذا الشهر, مطلع الشهر; الأسبوع الماضي (an interval, without value)."""
    this = c.key(i - 1)[-3:] in THIS
    step = c.modifier(i + 1) or ((0, i + 1) if this or c.follows(i, BOUNDS) else None)
    if step is None:
        return None
    return Found(i, step[1], c.shifted_month(step[0]) if c.plain[i] == "الشهر" else "")


def read_year(c: Context, i: int) -> Found | None:
    """عام 2014, العام الماضي, هذا العام, مطلع العام; not الأمين العام الحالي."""
    told = c.year_word(i)
    if told:
        relative = told[1] and stem(c.key(i - 1)) in GENERAL
        return None if relative else Found(i, told[2], told[0], told[1])
    if c.plain[i] not in DEFINITE_UNITS or c.key(i + 1) == "الجديد":
        return None
    if c.key(i - 1)[-3:] in THIS or c.follows(i, BOUNDS):
        return Found(i, i + 1, c.shifted_year(0))
    return None
