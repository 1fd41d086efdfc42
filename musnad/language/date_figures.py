"""Rules for dates in figures alone: 15/8/2015, 1436/10/14 هـ, في 2011, عامي 2011-2014.

>>> from .words import words
>>> [read_figures(Context(words(text), None), 0).value for text in ("15/8/2015", "1/1/1437هـ")]
['2015-08-15', '2015-10-14']
"""

from __future__ import annotations

from .calendar import FIRST_HIJRI_YEAR, FIRST_YEAR, HIJRI, LAST_YEAR, WEEKDAYS, is_figures
from .date_context import Context, Found
from .date_cues import BEFORE_FIGURES, BEFORE_YEARS, COUNTED, DATE_MARKS, ROW
from .date_values import iso


def read_figures(c: Context, i: int) -> Found | None:
    """15/8/2015, 2015-08-15, 7 / 11 / 1436 هـ; a day and month alone only behind يوم, بتاريخ or a weekday."""
    mark = c.key(i + 1)
    if mark not in DATE_MARKS or not c.plain[i].isdecimal():
        return None
    if c.key(i + 3) == mark and c.key(i + 2).isdecimal() and (c.touching(i, i + 5) or mark == "/"):
        return _three(c, i)
    told = c.follows(i, BEFORE_FIGURES) or c.start(i - 1 - (c.key(i - 1) == "(")) in WEEKDAYS
    if not told or mark not in ("/", "-") or not c.touching(i, i + 3) or c.month_at(i + 3):
        return None
    day, month = _number(c.plain[i]), _number(c.start(i + 2))
    if not day or not month or not iso("2000", month, day):
        return None
    return Found(i, i + 3, c.nearest(month, day, None), kind="date", open=(month, day))


def _number(figures: str) -> int:
    return int(figures) if figures.isdecimal() and len(figures) <= 2 else 0


def _three(c: Context, i: int) -> Found | None:
    """Day, month and year, or the other way round; skipped if the figures are no date."""
    if len(c.plain[i]) == 4:
        era = c.key(i + 4)[2:] or c.key(i + 5)
        behind = i + 5 + (c.key(i + 5) in ("ه", "م"))
        first, end = (FIRST_HIJRI_YEAR, FIRST_YEAR) if era == "ه" else (FIRST_YEAR, LAST_YEAR + 1)
        year = (c.plain[i], behind) if first <= int(c.plain[i]) < end else None
        day = _number(c.key(i + 4).rstrip("مه"))
    else:
        year = c.year_at(i + 4) or c.year_at(i + 4, HIJRI + 1)  # 15/10/1436 without هـ
        day = _number(c.plain[i])
    month = _number(c.key(i + 2))
    if year is None or not day or not month:
        return Found(i, i + 5, skipped=True) if c.touching(i, i + 5) else None
    hijri = int(year[0]) < FIRST_YEAR
    if not hijri and day <= 12 < month:
        month, day = day, month
    value = iso(year[0], month + (HIJRI if hijri else 0), day) if month <= 12 else ""
    if not value and not (hijri and month <= 12 and day <= 30):
        return Found(i, i + 5, skipped=True)
    return Found(i, year[1], value, False, kind="hijri" if hijri else "date")


def read_bare_year(c: Context, i: int) -> Found | None:
    """2011 behind في, منذ, حرب ..., or in a row of years: not a number of persons."""
    year = c.plain[i]
    comma = c.key(i - 1) in ("،", ",") and c.touching(i - 1, i + 1)
    before = i - 1 if comma else i
    joined = c.floor == i and c.key(i).startswith("و")
    row = len(c.before) == 4 and c.floor and (joined or (c.floor == i - 1 and c.key(i - 1) in ROW))
    told = c.follows(before, BEFORE_YEARS) and c.key(before - 2) not in ("اكثر", "اقل", "ازيد")
    if not (told or row) or not "1900" < year <= str(LAST_YEAR) or year[2:] == "00":
        return None
    if c.key(i + 1) in COUNTED:
        return None
    if c.key(i + 1) in DATE_MARKS and c.start(i + 2).isdecimal() and not _years(c, i):
        return None
    era = c.year_at(i)
    return Found(i, era[1] if era else i + 1, year, False, kind="year") if c.key(i + 1) != "ه" else None


def _years(c: Context, i: int) -> bool:
    """Whether 2011-2014 stands there, a dash and a later year: not موسم 2014/2015."""
    other = c.start(i + 2)
    return c.key(i + 1) in ("-", "–") and is_figures(other) and len(other) == 4 and c.plain[i] < other


def read_hijri_year(c: Context, i: int) -> Found | None:
    """1436هـ, which the letter tells to be a year."""
    year = c.year_at(i)
    return Found(i, year[1], iso(year[0], 0, 0), False, kind="year") if year else None
