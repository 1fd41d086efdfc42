"""Dates: the time expressions of a sentence as ISO dates and intervals, relative ones against the day of
publication or against the date that the text told before.

Nothing is guessed: an expression that cannot be dated (no day of publication, قبل أيام) keeps an empty
value, a value is never finer than the words, and what only looks like a date (ثورة 25 يناير, المصري اليوم,
الأمين العام الحالي) is left out.

The parts: `calendar` has the words for months, days and units, `date_cues` the words around a date,
`date_values` and `date_hijri` the reckoning, `date_context` the sentence as the rules see it. The rules are
in `date_absolute` and `date_figures`, `date_relative`, `date_distance`, `date_periods` and `date_own`, and
`_RULES` below says which words each one begins with. What they find, `date_parts` narrows (مطلع) and
`date_ranges` joins (من … إلى …). `date_line` knows the dateline of a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .calendar import (
    AGO,
    COUNTED_UNITS,
    DECADES,
    DEFINITE_SEASONS,
    DEFINITE_UNITS,
    LATER,
    MONTH_STARTS,
    PLAIN,
    STRETCHES,
    TOMORROW,
    WEEKDAYS,
    YEAR_WORDS,
    YESTERDAY,
)
from .date_absolute import read_month, read_number
from .date_context import Context, Found
from .date_distance import read_ago, read_later
from .date_figures import read_hijri_year
from .date_parts import widen
from .date_periods import read_counted, read_decade, read_season, read_stretch, read_unit, read_year
from .date_ranges import join_ends, join_names
from .date_relative import read_night, read_today, read_tomorrow, read_weekday, read_yesterday
from .date_values import shared
from .numerals import ORDINAL_WORDS
from .words import Word

_VALUE = re.compile(r"\d{4}(-\d\d){0,2}|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time expression: words `first:last` of the sentence, code points `start:end` of the document."""

    first: int
    last: int
    start: int
    end: int
    text: str
    """The words as they stand; between them the document's white space if that was given, else blanks."""
    value: str
    """YYYY-MM-DD, YYYY-MM, YYYY or an interval of days, YYYY-MM-DD/YYYY-MM-DD; empty where it cannot be
    determined."""
    precision: str
    """day, month, year, week (an interval of seven days) or interval; empty with an empty value."""
    relative: bool
    """Whether the day of publication was needed (or would have been) to tell the value."""

    @property
    def within(self) -> str:
        """The day, month or year that the whole value lies in; empty if there is none such."""
        return shared(self.value)


def find_dates(words: Sequence[Word], anchor: str, text: str = "", before: str = "") -> list[DateSpan]:
    """The time expressions among the words of a sentence, in order, none inside another.

    `anchor` is the day of publication (ISO 8601, a time behind it is ignored) or empty; without it relative
    expressions have an empty value. `text` is the document, for the exact white space inside `DateSpan.text`.
    `before` is the last value that the sentences before told, for في اليوم التالي; empty if none did.

    A week goes from Saturday to Friday, as most Arab states have it (Unicode CLDR).

    >>> from musnad.language.words import words
    >>> found = find_dates(words("زار باريس أمس الأول، بعد اتفاق 4 أبريل 2019"), "2020-11-19")
    >>> [(d.text, d.value) for d in found]
    [('أمس الأول', '2020-11-17'), ('4 أبريل 2019', '2019-04-04')]
    >>> [(d.text, d.value) for d in find_dates(words("استمر من 4 إلى 6 أبريل 2019"), "")]
    [('4 إلى 6 أبريل 2019', '2019-04-04/2019-04-06')]
    """
    for word in words:
        if word.key in PLAIN or (word.key.isalnum() and not word.key.isalpha()):
            break
    else:  # most sentences: no word that a date could begin with
        return []
    return [_span(words, found, text) for found in _read(Context(words, _day(anchor), _checked(before)))]


def last_value(spans: Sequence[DateSpan], before: str = "") -> str:
    """What to give to the next sentence as `before`: the last value of this one, else what it was given."""
    return next((span.value for span in reversed(spans) if span.value), before)


def _day(anchor: str) -> date | None:
    try:
        return date.fromisoformat(anchor[:10])
    except ValueError:
        return None


def _checked(value: str) -> str:
    """The value if it is one, else nothing."""
    fit = _VALUE.fullmatch(value) and all(_day((part + "-01-01")[:10]) for part in value.split("/"))
    return value if fit else ""


def precision(value: str) -> str:
    """day, month, year, week or interval, as `DateSpan.precision`; empty of an empty value.

    >>> precision("2020-11"), precision("2020-11-07/2020-11-13"), precision("2020-11-18/2020-11-19")
    ('month', 'week', 'interval')
    """
    first, _, last = value.partition("/")
    if last:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
        return "week" if days == 7 else "interval"
    return {10: "day", 7: "month", 4: "year"}.get(len(first), "")


def _span(words: Sequence[Word], found: Found, text: str) -> DateSpan:
    inside = words[found.first : found.last]
    start, end = inside[0].start, inside[-1].end
    gaps = [" " * (b.start - a.end) for a, b in pairwise(inside)]
    quote = text[start:end] or "".join(w.text + gap for w, gap in zip(inside, [*gaps, ""], strict=True))
    unit = precision(found.value)
    return DateSpan(found.first, found.last, start, end, quote, found.value, unit, found.relative)


def _read(c: Context) -> list[Found]:
    """What the rules find from left to right, with the words that join it on its left."""
    spans: list[Found] = []
    i = 0
    while i < len(c.keys):
        found = _found(c, i)
        if found is None:
            i += 1
            continue
        if not found.skipped:
            found = widen(c, found)
            found = (join_names(c, spans[-1], found) if spans else None) or found
            if spans and found.first == spans[-1].first:
                spans.pop()
            spans.append(found)
            if found.value:
                c.before = found.value
        i = c.floor = found.last
    return _with_intervals(c, spans)


def _with_intervals(c: Context, spans: Sequence[Found]) -> list[Found]:
    """The same, the two ends of an interval made one."""
    joined: list[Found] = []
    for found in spans:
        whole = join_ends(c, joined[-1], found) if joined else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(found)
    return joined


def _found(c: Context, i: int) -> Found | None:
    plain = c.plain[i]
    rule = read_number if plain.isdecimal() else _RULES.get(plain)
    if rule is None and plain.endswith("ه") and plain[:-1].isdecimal():
        rule = read_hijri_year
    return rule(c, i) if rule else None


_RULES: dict[str, Callable[[Context, int], Found | None]] = {
    **dict.fromkeys(ORDINAL_WORDS, read_number),
    **dict.fromkeys(MONTH_STARTS, read_month),
    **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys(YESTERDAY, read_yesterday),
    **dict.fromkeys(TOMORROW, read_tomorrow),
    **dict.fromkeys(AGO, read_ago),
    **dict.fromkeys(LATER, read_later),
    **dict.fromkeys(DEFINITE_UNITS, read_unit),
    **dict.fromkeys(YEAR_WORDS, read_year),
    **dict.fromkeys(STRETCHES, read_stretch),
    **dict.fromkeys(COUNTED_UNITS, read_counted),
    **dict.fromkeys(DEFINITE_SEASONS, read_season),
    **dict.fromkeys(DECADES, read_decade),
    "اليوم": read_today,
    "الليله": read_night,
}
