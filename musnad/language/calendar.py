"""The calendar in words, folded: months with their Maghreb, Levant and Gulf names and those of the Hijri
calendar, weekdays, seasons, units of time, and the words that count from the day of publication.

>>> MONTHS["جانفي"], MONTHS["كانون-الثاني"], MONTHS["ذي-القعده"], WEEKDAYS["الخميس"], UNITS["اسبوعين"]
(1, 1, 111, 3, ('week', 2))
"""

from __future__ import annotations

from .numerals import ORDINAL_WORDS

FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Four figures outside of these are no year of our era."""
FIRST_HIJRI_YEAR = 1000
"""Four figures from here to `FIRST_YEAR` may be a Hijri year."""
HIJRI = 100
"""Months of the Hijri calendar are numbered from here: 101 محرم to 112 ذو الحجة."""


def word_set(words: str) -> frozenset[str]:
    """The words between the blanks."""
    return frozenset(words.split())


_MONTH_NAMES = (
    "يناير ينايير جانفي كانون-الثاني كانون-ثاني كانون-ثان",
    "فبراير فيفري شباط اشباط", "مارس اذار", "ابريل افريل نيسان", "مايو ماي ايار",
    "يونيو يونيه جوان حزيران", "يوليو يوليه يوليوز جويليه تموز", "اغسطس اوت غشت اب",
    "سبتمبر سيبتمبر شتنبر ايلول", "اكتوبر اوكتوبر تشرين-الاول تشرين-اول",
    "نوفمبر نونبر تشرين-الثاني تشرين-ثاني تشرين-ثان", "ديسمبر دجنبر كانون-الاول كانون-اول",
)  # fmt: skip
_HIJRI_NAMES = (
    "محرم المحرم", "صفر", "ربيع-الاول ربيع-اول", "ربيع-الثاني ربيع-الاخر ربيع-ثاني ربيع-اخر",
    "جمادي-الاولي جمادي-الاول جماد-الاولي جماد-الاول جمادي-اولي جماد-اول",
    "جمادي-الاخره جمادي-الثانيه جمادي-الاخر جمادي-الثاني جماد-الاخره جماد-الثانيه جماد-الاخر جماد-الثاني",
    "رجب", "شعبان", "رمضان", "شوال", "ذو-القعده ذي-القعده ذا-القعده", "ذو-الحجه ذي-الحجه ذا-الحجه",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
MONTHS |= {name: HIJRI + number for number, names in enumerate(_HIJRI_NAMES, 1) for name in names.split()}
# Months only beside a day, year or other date word: also a verb, a surname, a father, a first name, a nought.
AMBIGUOUS_MONTHS = word_set("مارس ماي اوت اب جوان محرم المحرم صفر رجب شعبان رمضان شوال")
FASTING = word_set("رمضان شعبان شوال")
"""Of these the months that are meant where something happens "in" them: في رمضان."""
MONTH_STARTS = frozenset(name.split("-")[0] for name in MONTHS)
"""The names of months, of those of two words the first."""
EPITHETS = word_set("المبارك الكريم الحرام المعظم الفضيل الخير")
"""Behind the name of a Hijri month: رمضان المبارك."""
FIRST_DAYS = word_set("الفاتح غره اول")
"""The first of a month, before its name: غرة رمضان, أول يوليو."""
WEEKDAYS = {
    "الاثنين": 0, "الثلاثاء": 1, "الثلاثا": 1, "الاربعاء": 2, "الاربعا": 2, "الخميس": 3, "الجمعه": 4,
    "السبت": 5, "الاحد": 6,
}  # fmt: skip
# Behind a weekday, a month or a unit: the last one, this one, the next one, the same one.
PAST = word_set(
    "الماضي الماضيه الماضيين الماضيتين المنصرم المنصرمه المنصرمين الفايت الفايته الفايتين المنقضي المنقضيه"
    " الفارط الفارطه"
)
CURRENT = word_set("الجاري الجاريه الحالي الحاليه")
NEXT = word_set("المقبل المقبله المقبلين المقبلتين القادم القادمه القادمين القادمتين الاتي الاتيه")
SAME = word_set("نفسه ذاته نفسها ذاتها عينه عينها")
FOLLOWING = word_set("التالي التاليه الموالي المواليه اللاحق اللاحقه")
PRECEDING = word_set("السابق السابقه")
RECENT = word_set("الاخيره الاخير الاخيرين الاخيرتين")
"""As `PAST`, behind more than one: الأيام الأخيرة."""
THIS = word_set("هذا هذه")
SELF = word_set("نفس ذات ذلك تلك")
"""Before a unit, the one that the text told of: نفس اليوم, ذلك العام."""
DEFINITE_UNITS = word_set("الاسبوع الشهر العام السنه")
YEAR_WORDS = word_set("عام العام سنه السنه عامي سنتي العامين")
UNITS = {  # the unit, and how many the word itself says (0: a plural, or behind a number)
    "ساعه": ("hour", 1), "ساعتين": ("hour", 2), "ساعات": ("hour", 0),
    "يوم": ("day", 1), "يومين": ("day", 2), "ايام": ("day", 0), "يوما": ("day", 0),
    "اسبوع": ("week", 1), "اسبوعين": ("week", 2), "اسابيع": ("week", 0), "اسبوعا": ("week", 0),
    "شهر": ("month", 1), "شهرين": ("month", 2), "اشهر": ("month", 0), "شهور": ("month", 0),
    "شهرا": ("month", 0),
    "عام": ("year", 1), "عامين": ("year", 2), "اعوام": ("year", 0), "عاما": ("year", 0),
    "سنه": ("year", 1), "سنتين": ("year", 2), "سنوات": ("year", 0), "سنين": ("year", 0),
}  # fmt: skip
STRETCHES = {  # the same with the article: خلال الأيام الثلاثة الماضية
    "الساعات": ("hour", 0), "الايام": ("day", 0), "اليومين": ("day", 2), "الاسابيع": ("week", 0),
    "الاسبوعين": ("week", 2), "الاشهر": ("month", 0), "الشهور": ("month", 0), "الشهرين": ("month", 2),
    "السنوات": ("year", 0), "الاعوام": ("year", 0), "السنين": ("year", 0), "السنتين": ("year", 2),
    "العامين": ("year", 2), "الفتره": ("", 0), "المده": ("", 0),
}  # fmt: skip
COUNTED_UNITS = word_set("ساعه يوما اسبوعا شهرا عاما ايام اسابيع اشهر شهور سنوات اعوام")
"""Units behind a number that may have the article: الثلاثة أيام الماضية."""
SEASONS = {"ربيع": 3, "صيف": 6, "خريف": 9, "شتاء": 12}
"""Seasons by the month that they begin with."""
DEFINITE_SEASONS = {"ال" + name: name for name in SEASONS}
_TENS = "عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين"
DECADES = {
    article + stem + ending: ten * 10
    for ten, stem in enumerate(_TENS.split(), 2)
    for ending in ("ات", "يات")
    for article in ("", "ال")
}
"""السبعينات, سبعينيات: the year of the century that they begin with."""
AGO = word_set("قبل منذ")
LATER = word_set("بعد بعدها بعده قبلها قبله")
HALVES = word_set("ونصف وثلث وربع وبضعه")
"""Behind a unit these make the count inexact: عام ونصف."""
ROUGHLY = word_set("نحو حوالي قرابه زهاء")
YESTERDAY = word_set("امس بالامس الامس البارحه")
TOMORROW = word_set("غدا غد الغد")
NOW = word_set("اليوم الليله")
PARTS_OF_DAY = word_set("صباح صبيحه مساء فجر ظهر عصر ليل ليله نهار ضحي عشيه يوم يومه")
THIRDS = {
    **dict.fromkeys(word_set("مطلع بدايه بدايات اوايل مستهل"), 0),
    **dict.fromkeys(word_set("منتصف اواسط"), 1),
    **dict.fromkeys(word_set("اواخر نهايه نهايات"), 2),
}
"""Words for a part of a month or year: its first, second or last third."""
BOUNDS = frozenset(THIRDS)
PARTS_OF_YEAR = BOUNDS | SEASONS.keys() | word_set("خلال طوال شهر شهري عام سنه فصل عطله")

_ANY_DAY = (
    WEEKDAYS.keys()
    | YESTERDAY
    | TOMORROW
    | DEFINITE_UNITS
    | AGO
    | LATER
    | NOW
    | STRETCHES.keys()
    | COUNTED_UNITS
    | DEFINITE_SEASONS.keys()
    | DECADES.keys()
)
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
PLAIN.update({f"لل{word[2:]}": word for word in ORDINAL_WORDS})
PLAIN.update({"للعام": "العام", "للسنه": "السنه", "للشهر": "الشهر", "للاسبوع": "الاسبوع"})
STARTERS = (
    ORDINAL_WORDS | MONTH_STARTS | WEEKDAYS.keys() | YESTERDAY | TOMORROW | DEFINITE_UNITS | YEAR_WORDS | NOW
)
"""Words that begin an expression of their own."""
_FIGURE_CLITICS = "والفبل"  # the letters of the clitics that are written onto figures


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
