"""Numbers that reports give for one thing: the dead, the wounded, and what else their sentences count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..language.numerals import numeral
from ..language.words import Word, words
from .wording import stem

CASUALTIES = {
    "killed": (
        "قتل", "قتلت", "قتيل", "قتيلا", "قتلي", "مقتل", "اودي", "اودت", "مصرع", "ضحيه", "ضحايا",
        "شهيد", "شهيدا",
    ),
    "wounded": ("جرح", "جرحت", "جريح", "جريحا", "جرحي", "اصيب", "اصيبت", "اصابه", "مصاب", "مصابا", "مصابين"),
    "displaced": ("نزح", "نزوح", "نازح", "نازحا", "نازحين"),
    "arrested": ("اعتقل", "اعتقال", "معتقل", "معتقلا", "اوقف", "توقيف"),
}  # fmt: skip
"""Words, folded, that say what is counted, before or behind the number."""
_WHAT = {word: what for what, listed in CASUALTIES.items() for word in listed}
BEFORE, BEHIND = 4, 2
"""How many words before and behind a number are looked at."""
_MONTHS = frozenset((
    "يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر",
    "ديسمبر", "كانون", "شباط", "اذار", "نيسان", "ايار", "حزيران", "تموز", "اب", "ايلول", "تشرين",
    "جانفي", "فيفري", "افريل", "ماي", "جوان", "جويليه", "اوت",
))  # fmt: skip
_TIMES = frozenset((
    "سنه", "سنوات", "عام", "اعوام", "عاما", "شهر", "شهور", "اشهر", "شهرا", "اسبوع", "اسابيع", "اسبوعا",
    "يوم", "ايام", "يوما", "ساعه", "ساعات", "دقيقه", "دقائق", "قرن", "كيلومتر", "كيلومترا", "كلم",
    "ميل", "ميلا", "متر", "مترا", "خطوات", "ملايين", "مليون", "مليار", "الف", "الاف", "بالميه", "درجه",
    "مره", "مرات",
))  # fmt: skip
_YEARS = range(1800, 2200)


@lru_cache(maxsize=4096)
def counts(sentence: str) -> tuple[tuple[str, str], ...]:
    """What a sentence counts, and how many: ("killed", "44"). Dates, times, distances and money are left out,
    as is a number without a noun behind it.

    >>> counts("قُتل 44 شخصا على الأقل وجُرح أكثر من 130 آخرين")
    (('killed', '44'), ('wounded', '130'))
    >>> counts("وصوت لصالح النص 14 عضوا في 18 فبراير 2020")
    (('عضوا', '14'),)
    """
    given = words(sentence)
    keys = [w.key for w in given]
    found: dict[str, str] = {}
    i = 0
    while i < len(keys):
        value = numeral(keys, i)
        if value is None:
            i += 1
            continue
        number, behind = value
        what = _what(given, keys, i, behind) if _is_count(keys, i, number, behind) else ""
        if what and what not in found:
            found[what] = f"{number:g}" if isinstance(number, float) else str(number)
        i = max(behind, i + 1)
    return tuple(found.items())


def _is_count(keys: Sequence[str], i: int, number: float, behind: int) -> bool:
    if number in _YEARS and keys[i].isdecimal():
        return False
    near = {stem(k) for k in keys[behind : behind + 2]} | set(keys[behind : behind + 2])
    return not near & _MONTHS and "+" not in keys[max(0, i - 1) : behind + 1]


def _what(given: Sequence[Word], keys: Sequence[str], i: int, behind: int) -> str:
    noun = keys[behind] if behind < len(keys) and not given[behind].is_punctuation else ""
    if noun in _TIMES or stem(noun) in _TIMES:
        return ""
    for key in _outward(keys, i, behind):
        what = _WHAT.get(key) or _WHAT.get(stem(key)) or _WHAT.get(key.lstrip("وف"))
        if what:
            return what
    return noun if len(noun) > 2 and noun.isalpha() else ""


def _outward(keys: Sequence[str], i: int, behind: int) -> Iterator[str]:
    """The words behind the number, then those before it, the nearest first."""
    yield from keys[behind : behind + BEHIND]
    yield from reversed(keys[max(0, i - BEFORE) : i])
