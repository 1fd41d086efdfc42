"""Rules for dates that stand in the text: 4 أبريل, الرابع من أبريل, 3 و4 مايو, 9 ذو الحجة, نوفمبر الماضي.

A rule is given the sentence and the word that it begins with, and returns what it found there, if anything.

>>> from .words import words
>>> read_number(Context(words("في 15 آب 2015"), None), 1).value
'2015-08-15'
"""

from __future__ import annotations

from datetime import date

from .calendar import (
    AMBIGUOUS_MONTHS,
    CURRENT,
    FASTING,
    FIRST_DAYS,
    HIJRI,
    SAME,
    SELF,
    THIS,
)
from .date_context import Context, Found
from .date_cues import (
    BEFORE_DATES,
    BETWEEN,
    COALITIONS,
    INTERVAL,
    NAMED_FOR_DATES,
    PERIODS,
    without_clitic,
)
from .date_figures import read_bare_year, read_figures
from .date_parts import part_before
from .date_values import added, interval, iso, shared
from .numerals import ordinal


def read_number(c: Context, i: int) -> Found | None:
    """15/8/2015; 4 أبريل; الرابع من أبريل; 3 إلى 5 أبريل; 14 من الشهر الماضي; في 2011."""
    found = read_figures(c, i)
    if found:
        return found
    if len(c.plain[i]) == 4 and c.plain[i].isdecimal():
        return read_bare_year(c, i)
    day, j = _day_at(c, i)
    if not day or c.follows(i, PERIODS):
        return None
    return _told(c, i, day, j) or _row(c, i, day, j)


def _day_at(c: Context, i: int) -> tuple[int, int]:
    """A day of the month in figures or as an ordinal, and the index behind; 0 if there is none."""
    plain = c.start(i)
    if plain.isdecimal():
        return (int(plain) if len(plain) <= 2 and int(plain) <= 31 else 0), i + 1
    if plain.endswith("ه") or plain == "الاولي":
        return 0, i + 1
    return ordinal(c.keys, i) or (0, i + 1)


def _told(c: Context, i: int, day: int, j: int) -> Found | None:
    """A day at word i whose month, or what stands for one, is told at word j."""
    j += c.key(j) == ")" and c.key(i - 1) == "("  # (23-27) من أغسطس
    stroke = c.key(j) in ("/", "-") and c.touching(j - 1, j + 2)  # 10/شوال
    k = j + (stroke or c.key(j) == "من")
    k += c.key(k) == "شهر"
    month = c.month_at(k)
    if month is None:
        return _of_month(c, i, day, k)
    if c.key(j) != "من" and c.plain[k] in AMBIGUOUS_MONTHS and not _month_expected(c, i, k):
        return None  # الرئيس الأول مارس: "the first exercised"
    found = c.calendar_date(i, month[0], day, month[1])
    if found.last == month[1] and _is_name(c, i, day, month[0]):
        c.named = found.last
        return found._replace(skipped=True)
    return found


def _month_expected(c: Context, i: int, k: int) -> bool:
    """Whether an ambiguous name of a month at word k may stand for one beside a day: not 3 صفر, a score."""
    plain = c.plain[i].isdecimal() and c.plain[k] != "صفر"
    return plain or c.follows(i, BEFORE_DATES) or c.year_at(k + 1, HIJRI + 2) is not None


def _is_name(c: Context, i: int, day: int, month: int) -> bool:
    """Whether a day and month without year are the name of something."""
    if (day, month) in COALITIONS and not c.follows(i, BEFORE_DATES):
        return True
    named = c.follows(i - (c.key(i - 1) in ("(", '"', "«")), NAMED_FOR_DATES)
    return named or (i == c.named > 0 and c.key(i).startswith("و"))


def _of_month(c: Context, i: int, day: int, k: int) -> Found | None:
    """A day before منه, الشهر الماضي, الشهر نفسه, هذا الشهر, or (behind يوم, في) الجاري."""
    if c.key(k) == "منه" and c.follows(i, BEFORE_DATES):
        value = _day_of(shared(c.before)[:7], day)
        return Found(i, k + 1, value, bool(value))
    this = c.key(k) in THIS or c.key(k) in SELF
    if c.key(k + this) == "الشهر":
        if c.key(k + 1 + this) in SAME or c.key(k) in SELF:
            return Found(i, k + 2, _day_of(shared(c.before)[:7], day), False)
        step = (0, k + 2) if this else c.modifier(k + 1)
    else:
        step = (0, k + 1) if c.key(k) in CURRENT and c.follows(i, BEFORE_DATES) else None
    return Found(i, step[1], _day_of(c.shifted(step[0], "month"), day)) if step else None


def _day_of(month: str, day: int) -> str:
    return iso(month[:4], int(month[5:]), day) if len(month) == 7 else ""


def _row(c: Context, i: int, day: int, j: int) -> Found | None:
    """3-5 أبريل, من 3 إلى 5 أبريل, بين 3 و5 أبريل, يومي 3 و4 أبريل: the days from first to last.

    Of days that do not follow upon each other (7 و14 أكتوبر) only the first; the next is found on its own.
    """
    days, behind, through = [day], j, False
    while True:
        stretched = c.key(behind) == "" and behind < len(c.words)  # ــ, which folds to nothing
        dash = c.key(behind) in INTERVAL or stretched
        k = behind + (dash or c.key(behind) in ("و", "،", ","))
        if k == behind and not c.key(k).startswith("و"):
            break
        another, after = _day_at(c, k)
        if another <= days[-1]:
            break
        days.append(another)
        behind, through = after, through or dash
        end = _told(c, i, another, behind)
        if end is None:
            continue
        if days == [8, 14] and end.open == (3, 14):  # قوى 8 و14 آذار
            end = end._replace(skipped=True)
        if end.skipped:
            return end
        last = date.fromisoformat(end.value) if end.value else None
        first = added(last, day - another)
        if through or c.follows(i, BETWEEN) or days == [*range(day, day + len(days))]:
            return end._replace(value=interval(first, last), open=None)
        return end._replace(last=j, value=interval(first, first))
    return None


def read_month(c: Context, i: int) -> Found | None:
    """نوفمبر الماضي, مارس (آذار) 2014, يوليو وأغسطس 2014, غرة رمضان, أول يوليو."""
    month = c.month_at(i)
    if month is None:
        return None
    first = _first_day(c, i)
    if first is not None:
        found = c.calendar_date(first, month[0], 1, month[1])
        named = found.last == month[1] and c.follows(first, NAMED_FOR_DATES)
        return found._replace(skipped=True) if named else found
    found = c.calendar_date(i, month[0], 0, month[1])
    if found.last > month[1]:
        return found
    if c.follows(i, NAMED_FOR_DATES):
        return found._replace(skipped=True)
    if c.plain[i] in AMBIGUOUS_MONTHS and month[1] == i + 1 and not _is_month(c, i):
        return None
    other = c.month_at(month[1]) if c.key(month[1]).startswith("و") else None
    if other:
        shared_year = c.calendar_date(i, month[0], 0, other[1])
        if shared_year.last > other[1]:
            return shared_year._replace(last=month[1])
    return found


def _first_day(c: Context, i: int) -> int | None:
    """Where غرة شهر, الفاتح من or أول begins that stands before the month at word i."""
    k = i - 1 - (c.key(i - 1) == "شهر")
    k -= c.key(k) == "من" and c.key(k - 1) == "الفاتح"
    word = without_clitic(c.key(k))
    if word not in FIRST_DAYS or k < c.floor:
        return None
    return None if word == "اول" and (k < i - 1 or c.plain[i] in AMBIGUOUS_MONTHS) else k


def _is_month(c: Context, i: int) -> bool:
    """Whether a word that may also be a name or a verb is a month: شهر رمضان, في مارس; not ضغط رجب."""
    name = c.plain[i]
    if part_before(c, i):  # العشر الأواخر من رمضان
        return True
    if not c.follows(i, BEFORE_DATES) or c.keys[i] != name:
        return False
    if c.month_at(i) and name in ("محرم", "المحرم", "صفر", "رجب") and c.key(i - 1) != "شهر":
        return False
    if name in FASTING and c.key(i + 1)[:1].isalpha() and c.key(i - 1) not in ("شهر", "في", "خلال", "وفي"):
        return False
    return name != "اب" or "آ" in c.words[i].text
