"""Rules for distances in time: قبل يومين, منذ ثلاثة أسابيع, بعد ذلك بشهر, بعد عامين.

>>> from .words import words
>>> read_ago(Context(words("قبل شهرين"), date(2020, 11, 19)), 0).value
'2020-09'
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .calendar import HALVES, ROUGHLY, STARTERS, UNITS
from .date_context import Context, Found
from .date_cues import MORE, SCANT, SOME
from .date_values import added, interval, shift
from .numerals import numeral

_HOURS = 24
_FEW_DAYS = 7


class Amount(NamedTuple):
    """So many units of time; None where they are not counted: أيام, عدة أشهر, عام ونصف."""

    number: int | None
    unit: str
    last: int
    rough: bool
    bare: bool
    """Whether no number stands before the unit: it may be another noun's, as in منذ ساعات الصباح."""


def amount(c: Context, i: int) -> Amount | None:
    """The amount of time that begins at word i, with ب or without: يومين, نحو ثلاثة أسابيع, عام وشهرين."""
    rough = c.key(i).removeprefix("ب") in ROUGHLY
    j = i + rough
    more = c.key(j).removeprefix("ب") in MORE and c.key(j + 1) == "من"
    j += 2 * more
    vague = c.key(j) in SOME
    number = (0, j + 1) if vague else numeral(c.keys, j)
    count, j = number or (None, j)
    unit = UNITS.get(c.key(j)) or UNITS.get(c.key(j).removeprefix("ب"))
    if unit is None:
        return None
    name, said = unit
    j += 1
    if count is None:
        count = said
        if c.start(j) in STARTERS or c.start(j).isdecimal() or c.year_word(j - 1):
            return None  # منذ شهر مارس, قبل عام 2012, منذ يوم الخميس
        j += c.key(j) in ("واحد", "واحده")
    bare = number is None and not rough and not more and (said == 1 or name == "hour")
    rest = c.key(j) in HALVES or (c.key(j)[:1] == "و" and c.key(j)[1:] in UNITS)
    if name == "year" and isinstance(count, int) and UNITS.get(c.key(j)[1:], ("",))[0] == "month":
        count, name, j = 12 * count + UNITS[c.key(j)[1:]][1], "month", j + 1  # عام وشهرين
        rest = not UNITS[c.key(j - 1)[1:]][1]
    j += c.key(j) in HALVES or c.key(j) in SCANT
    told = isinstance(count, int) and count and not rest and not more
    return Amount(int(count) if told else None, name, j, rough, bare)


def away(value: str, told: Amount, sign: int) -> str:
    """What lies an amount of time before (-1) or behind (1) a value; not finer than the unit of the amount.

    Days are days, weeks the seven days around the day, months and years those of the calendar. Hours reach
    back to the day that many of them lie in; rough days may be one more or less, from a week on three.
    """
    count, unit = told.number, told.unit
    base = date.fromisoformat(value) if len(value) == 10 else None
    if unit == "hour":
        other = added(base, sign * (-(-count // _HOURS) if count else 1))
        return interval(other, base) if sign < 0 else interval(base, other)
    if not count or not value:
        return ""
    if unit == "day" and told.rough:
        room = 1 if count < _FEW_DAYS else 3
        day = added(base, sign * count)
        return interval(added(day, -room), added(day, room))
    return shift(value, sign * count, unit)


def read_ago(c: Context, i: int) -> Found | None:
    """قبل يومين, منذ ثلاثة أسابيع, قبل نحو عامين; not قبل يومين من something."""
    if c.key(i + 1) == "ذلك":
        return _from_then(c, i, i + 2, -1)
    told = amount(c, i + 1)
    if told is None or _of_another(c, told):
        return None
    return Found(i, told.last, away(_anchor(c), told, -1))


def read_later(c: Context, i: int) -> Found | None:
    """بعد ذلك بيومين, بعدها بأسبوع, قبلها بيوم; بعد يومين of what is to come or takes up the text."""
    plain = c.plain[i]
    if plain != "بعد":
        return _from_then(c, i, i + 1, -1 if plain.startswith("قبل") else 1)
    if c.key(i + 1) == "ذلك":
        return _from_then(c, i, i + 2, 1)
    told = amount(c, i + 1)
    if told is None or UNITS.get(c.key(i - 1), ("",))[0] == told.unit:  # عاما بعد عام
        return None
    if c.key(told.last) == "من" and c.key(told.last + 1) == "ذلك":
        return Found(i, told.last + 2, away(c.before, told, 1), False)
    now = c.key(told.last) == "من" and c.key(told.last + 1) in ("الان", "اليوم")
    if _of_another(c, told):
        return None
    if now or c.ahead(i):
        return Found(i, told.last, away(_anchor(c), told, 1))
    takes_up = i == 0 or c.key(i) != "بعد"  # وبعد يومين زار
    return Found(i, told.last, away(c.before, told, 1) if takes_up else "", False)


def _anchor(c: Context) -> str:
    return c.anchor.isoformat() if c.anchor else ""


def _of_another(c: Context, told: Amount) -> bool:
    """Whether an amount is counted from what is no date: بعد يومين من الانتخابات, منذ ساعات الصباح."""
    j = told.last + (c.key(told.last) == "فقط")
    if c.key(j) == "من":
        return c.key(j + 1) not in ("الان", "اليوم")
    if c.key(j) == "على":
        return c.key(j + 1) != "الاقل"
    return told.bare and c.key(j).startswith("ال") and len(c.key(j)) > 3


def _from_then(c: Context, i: int, j: int, sign: int) -> Found | None:
    """An amount with ب at word j that is counted from the text's last date."""
    if not c.key(j).startswith("ب"):
        return None
    told = amount(c, j)
    return Found(i, told.last, away(c.before, told, sign), False) if told else None
