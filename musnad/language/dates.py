"""Dates: the time expressions of a sentence as ISO dates, relative ones against the day of publication.

Nothing is guessed: an expression that cannot be dated (no day of publication, an interval such as
الأسبوع الماضي) keeps an empty value; one that only looks like a date (ثورة 25 يناير, الأمين العام الحالي,
المصري اليوم) is left out.

The parts: `calendar` has the words for months, days and units, `date_cues` the words around a date,
`date_context` the sentence as the rules see it; the rules are in `date_absolute` and `date_relative`, and
`_RULES` below says which words each one begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .calendar import AGO, DEFINITE_UNITS, MONTH_STARTS, PLAIN, TOMORROW, WEEKDAYS, YEAR_WORDS, YESTERDAY
from .date_absolute import read_month, read_number
from .date_context import Context, Found
from .date_cues import LEFT, without_clitic
from .date_relative import (
    read_ago,
    read_today,
    read_tomorrow,
    read_unit,
    read_weekday,
    read_year,
    read_yesterday,
)
from .numerals import ORDINAL_WORDS
from .words import Word


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
    """YYYY-MM-DD, YYYY-MM or YYYY; empty where it cannot be determined."""
    precision: str
    """day, month or year; empty with an empty value."""
    relative: bool
    """Whether the day of publication was needed (or would have been) to tell the value."""


def find_dates(words: Sequence[Word], anchor: str, text: str = "") -> list[DateSpan]:
    """The time expressions among the words of a sentence, in order, none inside another.

    `anchor` is the day of publication (ISO 8601, a time behind it is ignored) or empty; without it relative
    expressions have an empty value. `text` is the document, for the exact white space inside `DateSpan.text`.

    >>> from musnad.language.words import words
    >>> found = find_dates(words("زار باريس أمس الأول، بعد اتفاق 4 أبريل 2019"), "2020-11-19")
    >>> [(d.text, d.value) for d in found]
    [('أمس الأول', '2020-11-17'), ('4 أبريل 2019', '2019-04-04')]
    """
    for word in words:
        if word.key in PLAIN or (word.key.isalnum() and not word.key.isalpha()):
            break
    else:  # most sentences: no word that a date could begin with
        return []
    return [_span(words, found, text) for found in _read(Context(words, _day(anchor)))]


def _day(anchor: str) -> date | None:
    try:
        return date.fromisoformat(anchor[:10])
    except ValueError:
        return None


def _span(words: Sequence[Word], found: Found, text: str) -> DateSpan:
    inside = words[found.first : found.last]
    start, end = inside[0].start, inside[-1].end
    gaps = [" " * (b.start - a.end) for a, b in pairwise(inside)]
    quote = text[start:end] or "".join(w.text + gap for w, gap in zip(inside, [*gaps, ""], strict=True))
    precision = {10: "day", 7: "month", 4: "year"}.get(len(found.value), "")
    return DateSpan(found.first, found.last, start, end, quote, found.value, precision, found.relative)


def _read(c: Context) -> list[Found]:
    """What the rules find from left to right, with the words that join it on its left."""
    spans: list[Found] = []
    i = 0
    while i < len(c.keys):
        plain = c.plain[i]
        rule = read_number if plain.isdecimal() else _RULES.get(plain)
        found = rule(c, i) if rule else None
        if found is None:
            i += 1
            continue
        if not found.skipped:
            first = found.first
            while first > c.floor and without_clitic(c.keys[first - 1]) in LEFT:
                first -= 1
            spans.append(found._replace(first=first))
            if found.value:
                c.before = found.value
        i = c.floor = found.last
    return spans


_RULES: dict[str, Callable[[Context, int], Found | None]] = {
    **dict.fromkeys(ORDINAL_WORDS, read_number),
    **dict.fromkeys(MONTH_STARTS, read_month),
    **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys((*YESTERDAY, "الليله"), read_yesterday),
    **dict.fromkeys(TOMORROW, read_tomorrow),
    **dict.fromkeys(AGO, read_ago),
    **dict.fromkeys(DEFINITE_UNITS, read_unit),
    **dict.fromkeys(YEAR_WORDS, read_year),
    "اليوم": read_today,
}
