"""The calendar in words, folded: months with their Maghreb, Levant and Gulf names, weekdays, units of time,
and the words that count from the day of publication.

>>> MONTHS["جانفي"], MONTHS["كانون-الثاني"], WEEKDAYS["الخميس"], UNITS["اسبوعين"]
(1, 1, 3, (7, 0, 0, 2))
"""

from __future__ import annotations

from datetime import date

from .numerals import ORDINAL_WORDS

FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Four figures outside of these are no year."""


def word_set(words: str) -> frozenset[str]:
    """The words between the blanks."""
    return frozenset(words.split())


_MONTH_NAMES = (
    "يناير جانفي كانون-الثاني", "فبراير فيفري شباط", "مارس اذار", "ابريل افريل نيسان", "مايو ماي ايار",
    "يونيو يونيه جوان حزيران", "يوليو يوليه يوليوز جويليه تموز", "اغسطس اوت غشت اب", "سبتمبر شتنبر ايلول",
    "اكتوبر اوكتوبر تشرين-الاول", "نوفمبر نونبر تشرين-الثاني", "ديسمبر دجنبر كانون-الاول",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
# Months only beside a day, year or other date word: also a verb, a surname, a father, a first name.
AMBIGUOUS_MONTHS = word_set("مارس ماي اوت اب جوان")
MONTH_STARTS = frozenset(name.split("-")[0] for name in MONTHS)
"""The names of months, of those of two words the first."""
WEEKDAYS = {
    "الاثنين": 0, "الثلاثاء": 1, "الثلاثا": 1, "الاربعاء": 2, "الاربعا": 2, "الخميس": 3, "الجمعه": 4,
    "السبت": 5, "الاحد": 6,
}  # fmt: skip
# Behind a weekday, a month or a unit: the last one, this one, the next one, the same one.
PAST = word_set("الماضي الماضيه الماضيين المنصرم المنصرمه الفايت الفايته المنقضي المنقضيه الفارط الفارطه")
CURRENT = word_set("الجاري الجاريه الحالي الحاليه")
NEXT = word_set("المقبل المقبله المقبلين القادم القادمه القادمين الاتي الاتيه")
SAME = word_set("نفسه ذاته نفسها ذاتها")
THIS = word_set("هذا هذه")
DEFINITE_UNITS = word_set("الاسبوع الشهر العام السنه")
YEAR_WORDS = word_set("عام العام سنه السنه عامي سنتي العامين")
UNITS = {  # days, months or years in one; how many the word itself says (0: a plural, or behind a number)
    "يوم": (1, 0, 0, 1), "يومين": (1, 0, 0, 2), "ايام": (1, 0, 0, 0), "يوما": (1, 0, 0, 0),
    "اسبوع": (7, 0, 0, 1), "اسبوعين": (7, 0, 0, 2), "اسابيع": (7, 0, 0, 0), "اسبوعا": (7, 0, 0, 0),
    "شهر": (0, 1, 0, 1), "شهرين": (0, 1, 0, 2), "اشهر": (0, 1, 0, 0), "شهور": (0, 1, 0, 0),
    "شهرا": (0, 1, 0, 0),
    "عام": (0, 0, 1, 1), "عامين": (0, 0, 1, 2), "اعوام": (0, 0, 1, 0), "عاما": (0, 0, 1, 0),
    "سنه": (0, 0, 1, 1), "سنتين": (0, 0, 1, 2), "سنوات": (0, 0, 1, 0), "سنين": (0, 0, 1, 0),
}  # fmt: skip
AGO = word_set("قبل منذ")
# Behind a unit these make the count inexact: عام ونصف.
HALVES = word_set("ونصف وثلث وربع وبضعه")
HIJRI_MONTHS = word_set("محرم المحرم صفر ربيع جمادي رجب شعبان رمضان شوال ذي ذو")
ROUGHLY = word_set("نحو حوالي قرابه زهاء")
YESTERDAY = word_set("امس بالامس الامس البارحه")
TOMORROW = word_set("غدا غد الغد")
NOW = word_set("اليوم الليله")
PARTS_OF_DAY = word_set("صباح مساء فجر ظهر عصر ليل ليله نهار ضحي عشيه يوم يومه")
BOUNDS = word_set("مطلع بدايه اوايل مستهل منتصف اواسط اواخر نهايه")
PARTS_OF_YEAR = BOUNDS | word_set("خلال طوال شهر شهري عام سنه صيف خريف شتاء ربيع")

_ANY_DAY = WEEKDAYS.keys() | YESTERDAY | TOMORROW | DEFINITE_UNITS | AGO | NOW
# Each word that an expression can begin with, as written with clitics: its plain form.
PLAIN = {
    clitics + word: word
    for allowed, starts in (
        ("|و|ف", _ANY_DAY),
        ("|و|ف|ب|ل|ول|وب", MONTH_STARTS - AMBIGUOUS_MONTHS),
        ("|و", AMBIGUOUS_MONTHS),
        ("|و|ل|ول|ب", YEAR_WORDS),
        ("|و|ف|ب", ORDINAL_WORDS),
    )
    for clitics in allowed.split("|")
    for word in starts
}
PLAIN.update({"للعام": "العام", "للسنه": "السنه"})
STARTERS = (
    ORDINAL_WORDS | MONTH_STARTS | WEEKDAYS.keys() | YESTERDAY | TOMORROW | DEFINITE_UNITS | YEAR_WORDS | NOW
)
"""Words that begin an expression of their own."""
_FIGURE_CLITICS = "والفبل"  # the letters of the clitics that are written onto figures


def iso(year: str, month: int, day: int) -> str:
    """The ISO date (day 0: the month); empty if the year is, or if the calendar has no such day."""
    try:
        return date(int(year), month, day or 1).isoformat()[: 10 if day else 7]
    except ValueError:
        return ""


def plain_form(key: str) -> str:
    """The form without clitics of a word that may begin an expression; of figures, the figures."""
    known = PLAIN.get(key)
    if known:
        return known
    figures = key.lstrip(_FIGURE_CLITICS).removesuffix("م")
    return figures if is_figures(figures) else key


def is_figures(key: str) -> bool:
    """Whether a folded word is written in figures only."""
    return key.isascii() and key.isdecimal()
