"""Dates of acts that others are counted from: بعد أربع سنوات من الإطاحة is told four years after the ousting.

>>> from .words import words
>>> told = date_counted_from(words("بعد أربع سنوات من الإطاحة به"), 4, "2015-08-08", "")
>>> told.text, told.value
('بعد أربع سنوات من', '2011')
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .calendar import word_set
from .date_context import Context
from .date_cues import stem
from .date_distance import amount, away
from .dates import DateSpan, precision
from .words import Word

_AFTER = ("بعد", "وبعد", "مرور", "بمرور", "مضي")
_BEFORE = ("قبل", "وقبل", "قبيل")
_LINKS = ("من", "على")
_ORDINALS = ("اول", "اخر")
_LASTING = word_set(
    """مفاوضات محادثات مباحثات حرب حروب نزاع صراع قتال معارك اشتباكات احتلال حصار عمل جهود انتظار توتر
    خلافات خلاف قطيعة حكم صمت هدوء فوضى عنف اضطرابات احتجاجات تظاهرات مظاهرات تعاون حوار شلل جمود عزلة
    عقوبات"""
)
"""What goes on for such a time: بعد 12 عاما من المفاوضات tells how long, not since when."""
_REACH = 7
"""Words before the link at most that such an expression begins."""


def date_counted_from(
    words: Sequence[Word], i: int, anchor: str, told: str, text: str = ""
) -> DateSpan | None:
    """The date of the act at word i, if something is said to come an amount of time behind or before it.

    That something has the date `told`; where it has none, it is of the day `anchor` as far as months and
    years go: for days and weeks the day of publication is too rough a measure. Both as in `find_dates`.
    """
    link = i - 1 - (i > 1 and words[i - 1].key in _ORDINALS)
    if link < 2 or words[link].key not in _LINKS or stem(words[i].key) in _LASTING:
        return None
    for first in range(link - 2, max(link - _REACH, -1), -1):
        key = words[first].key
        if key not in _AFTER and key not in _BEFORE:
            continue
        distance = amount(Context(words, None), first + 1)
        if distance is None or not link - 1 <= distance.last <= link:
            return None
        base = told or (anchor[:10] if distance.unit in ("month", "year") else "")
        value = away(base, distance, -1 if key in _AFTER else 1) if _is_value(base) else ""
        if not value:
            return None
        start, end = words[first].start, words[link].end
        quote = text[start:end] or " ".join(w.text for w in words[first : link + 1])
        return DateSpan(first, link + 1, start, end, quote, value, precision(value), relative=not told)
    return None


def _is_value(value: str) -> bool:
    try:
        return bool(date.fromisoformat((value + "-01-01")[:10]))
    except ValueError:
        return False
