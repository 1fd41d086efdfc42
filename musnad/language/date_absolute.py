"""Rules for dates that stand in the text: 15/8/2015, 4 أبريل, الرابع من أبريل, نوفمبر الماضي, في 2011.

A rule is given the sentence and the word that it begins with, and returns what it found there, if anything.

>>> from .words import words
>>> read_number(Context(words("في 15/8/2015"), None), 1)
Found(first=1, last=6, value='2015-08-15', relative=False, skipped=False)
"""

from __future__ import annotations

from .calendar import AMBIGUOUS_MONTHS, CURRENT, FIRST_YEAR, LAST_YEAR, SAME, THIS, WEEKDAYS, is_figures, iso
from .date_context import Context, Found
from .date_cues import (
    BEFORE_DATES,
    BEFORE_FIGURES,
    BEFORE_YEARS,
    COALITIONS,
    COUNTED,
    DATE_MARKS,
    INTERVAL,
    NAMED_FOR_DATES,
    PERIODS,
    ROW,
)
from .numerals import ordinal


def read_number(c: Context, i: int) -> Found | None:
    """15/8/2015; 4 أبريل; الرابع من أبريل; 14 من الشهر الماضي; في 2011."""
    found = _in_figures(c, i)
    if found:
        return found
    if len(c.plain[i]) == 4 and c.plain[i].isdecimal():
        return _bare_year(c, i)
    day, j = _day_at(c, i)
    if not day or c.follows(i, PERIODS):
        return None
    k = j + (c.key(j) == "من")
    k += c.key(k) == "شهر"
    month = c.month_at(k)
    if month:
        if k == j and c.plain[k] in AMBIGUOUS_MONTHS and not _month_expected(c, i):
            return None  # الرئيس الأول مارس: "the first exercised"
        found = c.calendar_date(i, month[0], day, month[1])
        if found.last == month[1] and _is_name(c, i, day, month[0]):
            c.named = found.last
            return found._replace(skipped=True)
        return found
    return _of_this_month(c, i, day, k) or _interval(c, i, day, j)


def _day_at(c: Context, i: int) -> tuple[int, int]:
    """A day of the month in figures or as an ordinal, and the index behind; 0 if there is none."""
    plain = c.start(i)
    if plain.isdecimal():
        return (int(plain) if len(plain) <= 2 and int(plain) <= 31 else 0), i + 1
    if plain.endswith("ه") or plain == "الاولي":
        return 0, i + 1
    return ordinal(c.keys, i) or (0, i + 1)


def _month_expected(c: Context, i: int) -> bool:
    return c.plain[i].isdecimal() or c.follows(i, BEFORE_DATES)


def _is_name(c: Context, i: int, day: int, month: int) -> bool:
    """Whether a day and month without year are the name of something."""
    if (day, month) in COALITIONS and not c.follows(i, BEFORE_DATES):
        return True
    return c.follows(i, NAMED_FOR_DATES) or (i == c.named > 0 and c.key(i).startswith("و"))


def _of_this_month(c: Context, i: int, day: int, k: int) -> Found | None:
    """A day before الشهر الماضي, هذا الشهر, or (behind يوم, في) الجاري."""
    if c.key(k) == "منه" and c.follows(i, BEFORE_DATES):
        value = iso(c.before[:4], int(c.before[5:7] or 0), day)
        return Found(i, k + 1, value, bool(value))
    this = c.key(k) in THIS
    if c.key(k + this) == "الشهر":
        if c.key(k + 1) in SAME:
            return Found(i, k + 2)
        step = (0, k + 2) if this else c.modifier(k + 1)
    else:
        step = (0, k + 1) if c.key(k) in CURRENT and c.follows(i, BEFORE_DATES) else None
    if step is None:
        return None
    month = c.shifted_month(step[0])
    return Found(i, step[1], iso(month[:4], int(month[5:] or 0), day))


def _interval(c: Context, i: int, day: int, j: int) -> Found | None:
    """3-5 أبريل, من 3 إلى 5 أبريل, 3 و5 أبريل: what both days share, the month."""
    dash = c.key(j) in INTERVAL or (c.key(j) == "" and j < len(c.words))  # ــ folds to nothing
    k = j + dash
    if not dash and not c.key(j).startswith("و"):
        return None
    if day >= _day_at(c, k)[0]:
        return None
    other = read_number(c, k)
    if other is None or other.skipped:
        return None
    return other._replace(first=i, value=other.value[:7])


def _in_figures(c: Context, i: int) -> Found | None:
    """15/8/2015, 2015-08-15; a day and month alone only behind يوم, بتاريخ or a weekday."""
    mark = c.key(i + 1)
    if not c.plain[i].isdecimal() or mark not in DATE_MARKS or not c.touching(i + 1, i + 3):
        return None
    if c.key(i + 3) == mark and c.touching(i, i + 5):
        a, b, z = c.plain[i], c.key(i + 2), c.key(i + 4).removesuffix("م")
        if is_figures(b) and is_figures(z) and sorted(map(len, (a, b, z)))[1:] in ([1, 4], [2, 4]):
            year, day = (a, int(z)) if len(a) == 4 else (z, int(a))
            month = int(b)
            if day <= 12 < month:
                month, day = day, month
            value = iso(year, month, day) if FIRST_YEAR <= int(year) <= LAST_YEAR else ""
            if value and c.key(i + 5) != "ه":
                return Found(i, i + 5, value, False)
        return Found(i, i + 5, skipped=True)  # Hijri, or no date
    told = c.follows(i, BEFORE_FIGURES) or c.start(i - 1 - (c.key(i - 1) == "(")) in WEEKDAYS
    if not told or mark not in ("/", "-") or not c.touching(i, i + 3) or c.month_at(i + 3):
        return None
    day, month = _day_at(c, i)[0], _day_at(c, i + 2)[0]
    return Found(i, i + 3, c.nearest(month, day, None)) if day and iso("2000", month, day) else None


def _bare_year(c: Context, i: int) -> Found | None:
    """2011 behind في, منذ, حرب ..., or in a row of years: not a number of persons."""
    year = c.plain[i]
    comma = c.key(i - 1) in ("،", ",") and c.touching(i - 1, i + 1)
    before = i - 1 if comma else i
    joined = c.floor == i and c.key(i).startswith("و")
    row = len(c.before) == 4 and (joined or (c.floor == i - 1 and c.key(i - 1) in ROW))
    told = c.follows(before, BEFORE_YEARS) and c.key(before - 2) not in ("اكثر", "اقل", "ازيد")
    if not (told or row) or not "1900" < year <= str(LAST_YEAR) or year[2:] == "00":
        return None
    if c.key(i + 1) in COUNTED or (c.key(i + 1) in DATE_MARKS and c.start(i + 2).isdecimal()):
        return None
    return Found(i, i + 1, year, False) if c.key(i + 1) != "ه" else None


def read_month(c: Context, i: int) -> Found | None:
    """نوفمبر الماضي, مارس (آذار) 2014, يوليو وأغسطس 2014."""
    month = c.month_at(i)
    if month is None:
        return None
    found = c.calendar_date(i, month[0], 0, month[1])
    if found.last > month[1]:
        return found
    if c.follows(i, NAMED_FOR_DATES):
        return found._replace(skipped=True)
    name = c.plain[i]
    if name in AMBIGUOUS_MONTHS and month[1] == i + 1:
        told = c.follows(i, BEFORE_DATES) and c.keys[i] == name
        if not told or (name == "اب" and "آ" not in c.words[i].text):
            return None
    other = c.month_at(month[1]) if c.key(month[1]).startswith("و") else None
    if other:
        shared = c.calendar_date(i, month[0], 0, other[1])
        if shared.last > other[1]:
            return shared._replace(last=month[1])
    return found
