"""What the rules look at: the words of a sentence, the pieces of a date in them, and what a piece is worth.

>>> from .words import words
>>> c = Context(words("في آذار/مارس الماضي"), date(2020, 11, 19))
>>> c.month_at(1), c.modifier(4), c.shifted_day(-1)
((3, 4), (-1, 5), '2020-11-18')
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import pairwise
from typing import NamedTuple

from .calendar import (
    CURRENT,
    DEFINITE_UNITS,
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    NEXT,
    PAST,
    SAME,
    THIS,
    YEAR_WORDS,
    is_figures,
    iso,
    plain_form,
)
from .date_cues import COUNTED, PAIR_MARKS, without_clitic
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


class Context:
    """One sentence: its words with and without clitics, and what was found so far."""

    def __init__(self, words: Sequence[Word], anchor: date | None) -> None:
        self.words = words
        self.keys = [word.key for word in words]
        self.plain = [plain_form(key) for key in self.keys]
        self.anchor = anchor
        self.before = ""
        """The last value in the sentence, for من العام نفسه and في 26 منه."""
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

    # Pieces.

    def month_at(self, i: int) -> tuple[int, int] | None:
        """A month's name, or a pair such as سبتمبر/أيلول and مارس (آذار): its number and the index behind."""
        single = self._one_month(i)
        if single is None:
            return None
        number, behind = single
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

    def figures_of_year(self, i: int) -> str:
        """A year in four figures, not Hijri, at i."""
        figures = self.key(i).removesuffix("م")
        if len(figures) != 4 or not is_figures(figures) or self.key(i + 1) == "ه":
            return ""
        return figures if FIRST_YEAR <= int(figures) <= LAST_YEAR else ""

    def year_word(self, i: int) -> tuple[str, bool, int] | None:
        """عام 2014, العام الماضي, العام نفسه: year (empty: not known), whether relative, index behind."""
        key = self.key(i)
        if key in THIS or key in ("نفس", "ذات", "ذلك"):
            if self.start(i + 1) not in YEAR_WORDS:
                return None
            return (self.shifted_year(0), True, i + 2) if key in THIS else (self.before[:4], False, i + 2)
        word = self.start(i)
        if word not in YEAR_WORDS:
            return None
        j = i + 1 + (self.key(i + 1) in ("،", ",") and self.touching(i + 1, i + 3))  # عام ،1967
        year = self.figures_of_year(j)
        if year:
            return year, False, j + 1
        spelled = None if self.key(j).isdecimal() else numeral(self.keys, j)
        if spelled and isinstance(spelled[0], int) and FIRST_YEAR <= spelled[0] <= LAST_YEAR:
            return str(spelled[0]), False, spelled[1]
        if word not in DEFINITE_UNITS:
            return None
        if self.key(j) in SAME:
            return self.before[:4], False, j + 1
        step = self.modifier(j)
        if step is None:
            return None
        year = self.figures_of_year(step[1])
        return (year, False, step[1] + 1) if year else (self.shifted_year(step[0]), True, step[1])

    def shifted_year(self, step: int) -> str:
        """The year so many years from the anchor's; empty without one, or outside of the calendar."""
        year = self.anchor.year + step if self.anchor else 0
        return f"{year:04}" if MINYEAR <= year <= MAXYEAR else ""

    # What a date is worth.

    def shifted_month(self, step: int) -> str:
        """The month so many months from the anchor's."""
        if self.anchor is None:
            return ""
        months = self.anchor.year * 12 + self.anchor.month - 1 + step
        return iso(str(months // 12), months % 12 + 1, 0)

    def shifted_day(self, days: int) -> str:
        """The day so many days from the anchor."""
        try:
            return (self.anchor + timedelta(days)).isoformat() if self.anchor else ""
        except OverflowError:
            return ""

    def calendar_date(self, first: int, month: int, day: int, i: int) -> Found:
        """A month or (day not 0) a day of it, its year or what tells it at word i."""
        j = i + (self.key(i) in ("،", ","))
        year = self.figures_of_year(j)
        if year and (j == i or year[2:] != "00") and self.key(j + 1) not in COUNTED:
            return Found(first, j + 1, iso(year, month, day), False)
        if self.key(i) == "من" or self.start(i) in YEAR_WORDS or self.key(i) in THIS:
            told = self.year_word(i + (self.key(i) == "من"))
            if told:
                return Found(first, told[2], iso(told[0], month, day), told[1])
        step = self.modifier(i)
        if step:
            return Found(first, step[1], self.nearest(month, day, step[0]))
        return Found(first, i, self.nearest(month, day, None))

    def nearest(self, month: int, day: int, step: int | None) -> str:
        """The day or month before the anchor (-1), in its year (0), behind it (1), nearest to it (None)."""
        if self.anchor is None:
            return ""
        here = self.anchor.isoformat() if day else self.anchor.isoformat()[:7]
        values = [iso(self.shifted_year(k), month, day) for k in (-1, 0, 1)]
        if step == 0:
            return values[1]
        if step is not None:
            beside = [v for v in values if v and (v < here if step < 0 else v > here)]
            return (max(beside) if step < 0 else min(beside)) if beside and abs(step) == 1 else ""
        return min((v for v in values if v), key=self._distance, default="")

    def _distance(self, value: str) -> float:
        assert self.anchor is not None
        ahead = (date.fromisoformat(f"{value}-15"[:10]) - self.anchor).days
        return ahead * FUTURE_WEIGHT if ahead > 0 else -ahead
