"""What the rules look at: the words of a sentence, the pieces of a date in them, and what a piece is worth.

>>> from .words import words
>>> c = Context(words("في آذار/مارس الماضي"), date(2020, 11, 19))
>>> c.month_at(1), c.modifier(4), c.shifted(-1, "day")
((3, 4), (-1, 5), '2020-11-18')
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from .calendar import (
    CURRENT,
    DEFINITE_UNITS,
    EPITHETS,
    FIRST_HIJRI_YEAR,
    FIRST_YEAR,
    HIJRI,
    LAST_YEAR,
    MONTHS,
    NEXT,
    PAST,
    SAME,
    SELF,
    THIS,
    YEAR_WORDS,
    is_figures,
    plain_form,
)
from .date_cues import COUNTED, ERAS, HIJRI_ERAS, KINDS_OF_YEAR, PAIR_MARKS, leads_ahead, without_clitic
from .date_hijri import hijri_year
from .date_values import bounds, iso, shared, shift
from .numerals import numeral
from .words import Word

FUTURE_WEIGHT = 2.5
"""How much nearer than a past day a coming one must be where neither year nor الماضي nor المقبل is said."""


class Found(NamedTuple):
    """What a rule found: words `first:last`; a skipped one only looks like a date."""

    first: int
    last: int
    value: str = ""
    relative: bool = True
    skipped: bool = False
    kind: str = ""
    """date or hijri (a calendar's day or month), weekday, year; empty for what is counted."""
    open: tuple[int, int] | None = None
    """Month and day of a date whose year is not told, (0, weekday) of a weekday whose week is not."""


class Context:
    """One sentence: its words with and without clitics, and what was found so far."""

    def __init__(self, words: Sequence[Word], anchor: date | None, before: str = "") -> None:
        self.words = words
        self.keys = [word.key for word in words]
        self.plain = [plain_form(key) for key in self.keys]
        self.anchor = anchor
        self.before = before
        """The last value in the text, for في اليوم التالي, من العام نفسه and في 26 منه."""
        self.named = 0
        """The word behind the last name such as ثورة 25 يناير, which و30 يونيو may continue."""
        self.floor = 0
        """The word behind the last expression."""

    # Looking around.

    def key(self, i: int) -> str:
        """The folded word i, empty outside of the sentence."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def start(self, i: int) -> str:
        """The word i as an expression may begin with it, clitics aside; empty outside of the sentence."""
        return self.plain[i] if 0 <= i < len(self.plain) else ""

    def touching(self, first: int, last: int) -> bool:
        """Whether no white space stands between the words `first:last`."""
        inside = self.words[first:last]
        return len(inside) == last - first and all(a.end == b.start for a, b in pairwise(inside))

    def follows(self, i: int, names: frozenset[str]) -> bool:
        """Whether the word before i is one of the names, clitics aside."""
        return i > 0 and (self.keys[i - 1] in names or without_clitic(self.keys[i - 1]) in names)

    def this(self, i: int) -> bool:
        """Whether هذا or هذه stands before word i, with clitics or without."""
        return self.key(i - 1)[-3:] in THIS

    def ahead(self, i: int) -> bool:
        """Whether the words before i, back to a mark or an earlier expression, tell what is to come."""
        return leads_ahead(self.keys[self.floor : i])

    # Pieces.

    def month_at(self, i: int) -> tuple[int, int] | None:
        """A month's name, or a pair such as سبتمبر/أيلول and مارس (آذار): its number and the index behind."""
        single = self._one_month(i)
        if single is None:
            return None
        number, behind = single
        if number > HIJRI:
            return number, behind + (self.key(behind) in EPITHETS)
        j = behind + (self.key(behind) in PAIR_MARKS)
        j += self.key(j) == "" and j < len(self.keys)  # a direction mark alone
        twin = self._one_month(j)
        if twin is None or twin[0] != number:
            return single
        return number, twin[1] + (self.key(twin[1]) == ")" and self.key(behind) == "(")

    def _one_month(self, i: int) -> tuple[int, int] | None:
        name = self.start(i)
        if name in MONTHS:
            return MONTHS[name], i + 1
        double = f"{name}-{self.key(i + 1)}"
        return (MONTHS[double], i + 2) if double in MONTHS else None

    def modifier(self, i: int) -> tuple[int, int] | None:
        """الماضي -1, قبل الماضي -2, الجاري 0, المقبل 1, بعد المقبل 2; and the index behind."""
        key = self.key(i)
        if key == "قبل" and self.key(i + 1) in PAST:
            return -2, i + 2
        if key == "بعد" and self.key(i + 1) in NEXT:
            return 2, i + 2
        step = -1 if key in PAST else 0 if key in CURRENT else 1 if key in NEXT else None
        return None if step is None else (step, i + 1)

    def year_at(self, i: int, month: int = 0) -> tuple[str, int] | None:
        """Four figures of a year, Hijri if هـ or a Hijri month says so, and the index behind; the year's era
        is passed over (2015 م, 1436هـ).
        """
        key = self.key(i)
        era, behind = key[4:], i + 1
        if not is_figures(key[:4]) or len(key) < 4 or era not in ("", "م", "ه"):
            return None
        if not era and self.key(behind) in ERAS:
            era, behind = "ه" if self.key(behind) in HIJRI_ERAS else "م", behind + 1
        year = int(key[:4])
        if not era and self.key(i + 1) in ("/", "-") and self.key(i + 2).endswith("ه"):
            era = "ه"  # 1436/1437هـ
        if month and (era == "ه") != (month > HIJRI) and era:
            return None
        if era == "ه" or (month > HIJRI and year < FIRST_YEAR):
            return (key[:4], behind) if FIRST_HIJRI_YEAR <= year < FIRST_YEAR else None
        return (key[:4], behind) if FIRST_YEAR <= year <= LAST_YEAR else None

    def year_word(self, i: int, month: int = 0) -> tuple[str, bool, int] | None:
        """عام 2014, العام الماضي, العام نفسه: year (empty: not known), whether relative, index behind.

        The year is one of the calendar of the month, if that is Hijri and the year is not told in figures.
        """
        key = self.key(i)
        if key in THIS or key in SELF:
            if self.start(i + 1) not in YEAR_WORDS:
                return None
            j = i + 2 + (self.key(i + 2) in KINDS_OF_YEAR)
            this = key in THIS
            return (self.shifted_year(0, month) if this else shared(self.before)[:4]), this, j
        word = self.start(i)
        if word not in YEAR_WORDS:
            return None
        j = i + 1 + (self.key(i + 1) in ("،", ",") and self.touching(i + 1, i + 3))  # عام ،1967
        j += self.key(j) in KINDS_OF_YEAR
        year = self.year_at(j, month)
        if year:
            return year[0], False, year[1]
        spelled = None if self.key(j).isdecimal() else numeral(self.keys, j)
        if spelled and isinstance(spelled[0], int) and FIRST_YEAR <= spelled[0] <= LAST_YEAR:
            return str(spelled[0]), False, spelled[1]
        if word not in DEFINITE_UNITS:
            return None
        if self.key(j) in SAME:
            return shared(self.before)[:4], False, j + 1
        step = self.modifier(j)
        if step is None:
            return None
        j = step[1]
        year = self.year_at(j + (self.key(j) in ("،", ",") and self.touching(j, j + 2)), month)
        return (year[0], False, year[1]) if year else (self.shifted_year(step[0], month), True, step[1])

    # What a date is worth.

    def shifted(self, count: int, unit: str) -> str:
        """The day, week around a day, month or year so many of them from the anchor."""
        return shift(self.anchor.isoformat(), count, unit) if self.anchor else ""

    def shifted_year(self, step: int, month: int = 0) -> str:
        """The year so many years from the anchor's, in the calendar of the month; empty without an anchor."""
        if month <= HIJRI or self.anchor is None:
            return self.shifted(step, "year")
        year = hijri_year(self.anchor)
        return str(year + step) if year else ""

    def calendar_date(self, first: int, month: int, day: int, i: int) -> Found:
        """A month or (day not 0) a day of it, its year or what tells it at word i."""
        kind = "hijri" if month > HIJRI else "date"
        j = i + (self.key(i) in ("،", ",", "/"))
        year = self.year_at(j, month)
        if year and (j == i or year[0][2:] != "00") and self.key(year[1]) not in COUNTED:
            return Found(first, year[1], iso(year[0], month, day), False, kind=kind)
        of = i + (self.key(i) == "من")
        if of > i or self.start(i) in YEAR_WORDS or self.key(i) in THIS:
            told = self.year_word(of, month)
            if told:
                return Found(first, told[2], iso(told[0], month, day), told[1], kind=kind)
        step = self.modifier(i)
        if step:
            return Found(first, step[1], self.nearest(month, day, step[0]), kind=kind)
        recurring = of > i and self.key(of) == "كل"  # في الرابع من مايو من كل عام
        value = (self.ahead(first) and self.nearest(month, day, 1)) or self.nearest(month, day, None)
        return Found(first, i, value, skipped=recurring, kind=kind, open=(month, day))

    def nearest(self, month: int, day: int, step: int | None) -> str:
        """The day or month before the anchor (-1), in its year (0), behind it (1), nearest to it (None)."""
        if self.anchor is None:
            return ""
        values = [iso(self.shifted_year(k, month), month, day) for k in (-1, 0, 1)]
        if step == 0:
            return values[1]
        spans = [(span, value) for value in values if (span := bounds(value))]
        if step is None:
            return min(spans, key=lambda span: self._distance(span[0]), default=("", ""))[1]
        beside = [s for s in spans if (s[0][1] < self.anchor if step < 0 else s[0][0] > self.anchor)]
        return beside[-1 if step < 0 else 0][1] if beside and abs(step) == 1 else ""

    def _distance(self, span: tuple[date, date]) -> float:
        assert self.anchor is not None
        ahead = (span[0] - self.anchor).days + (span[1] - span[0]).days // 2
        return ahead * FUTURE_WEIGHT if ahead > 0 else -ahead
