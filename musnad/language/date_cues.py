"""What stands around a date and tells whether it is one: words that lead to a date, words that rule it out,
words that tell what is to come, punctuation. All folded.

>>> without_clitic("بيوم"), stem("والنائب")
('يوم', 'نائب')
"""

from __future__ import annotations

import re

from .calendar import CURRENT, NEXT, PARTS_OF_DAY, PARTS_OF_YEAR, SAME, THIS, word_set
from .numerals import ORDINAL_WORDS

LEFT = PARTS_OF_DAY | PARTS_OF_YEAR | THIS | {"يومي"}
"""Words that belong to the expression behind them: مساء الخميس."""
# Words that lead to 15/8, to a date, to a bare year.
BEFORE_FIGURES = word_set("يوم بتاريخ الموافق")
BEFORE_DATES = word_set("في منذ حتى خلال الى بحلول لغايه يومي بين") | BEFORE_FIGURES | PARTS_OF_YEAR
BEFORE_YEARS = (BEFORE_DATES - word_set("يوم يومي شهر شهري بين")) | word_set(
    "بعد قبل من انتخابات حرب ثوره انتفاضه انقلاب محرقه اتفاق احداث هجمات"
)
# Figures before these count something.
COUNTED = word_set(
    "شخص شخصا قتيل قتيلا جريح جريحا دولار دولارا ريال ريالا درهم جنيه متر مترا كيلومتر كيلومترا طن طنا مليون"
) | word_set(
    "مليار الف مره حاله عنصر عنصرا جندي جنديا سجين سجينا اسير اسيرا مواطن مواطنا عايله اسره لاجي لاجيا"
)
# Named for a day or month of some year (ثورة 25 يناير, حرب تموز): not a date unless the year is said.
NAMED_FOR_DATES = word_set(
    "ثوره قوي فريق حركه تحالف تيار حرب انتفاضه ميدان جسر كوبري مدينه جامعه شارع ذكري هجمات احداث اعتداءات"
) | word_set("شباب نواب جريده صحيفه قاعده مطار مستشفي حي نصر انتصارات حراك كتيبه لواء قصر ملعب جبهه ثورتي")
COALITIONS = {(8, 3), (14, 3)}  # 8 and 14 March, the Lebanese alliances
# With these العام is "general": الأمين العام الحالي.
GENERAL = word_set(
    "امين نايب مدير قايد مدعي راي قطاع مفتش مراقب سكرتير حاكم امن موتمر مجلس مفتي وكيل منسق مرشد كاتب"
)
# Around اليوم where it does not mean the day of publication: المصري اليوم, هذا اليوم, اليوم العالمي.
NOT_TODAY_BEFORE = word_set(
    "في هذا هذه ذلك ذاك نفس حتى الى منذ بعد طوال كل نحن اما المصري روسيا فلسطين العرب راي اخبار صحيفه جريده"
) | word_set("قناه موقع عالم")
NOT_TODAY_BEHIND = (SAME | CURRENT | NEXT | ORDINAL_WORDS) | word_set(
    "التالي الواحد الاخير العالمي الوطني الدولي العظيم التاريخي المفتوح الذي الموعود المشهود"
)
# Days of some year by name (الاثنين الأسود), or both of two (الخميس والجمعة معا).
NAMED_DAYS = word_set("الاسود السوداء الدامي الدموي الداميه العظيمه الحزينه البيضاء معا")
# Before a weekday these place it ahead: سوف, من المقرر, سيلتقي.
FUTURE = word_set("سوف المقرر المقرره المرتقب المرتقبه المزمع المنتظر المتوقع المتوقعه")
FUTURE_VERB = re.compile(r"[وف]?س[يت]\w{2,}")
NOT_FUTURE = re.compile(  # words and names that begin alike: سياسي, سيطرة, سيدة, سيناء, سيرغي, ستيفان
    "[وف]?(سيا(?!تي)|سيطر(?!ح)|سيد[هنيا]|سينا[ءر]|سينم|سير[هتغجا]|سيول|سيف$|سيم[ون]|سيون|سيتروي|سيستان(?!ف)"
    "|سيلفا|سيغما|سيي|سيما$|سيل[هاي]$|ستره$|ستا[يمر]|ستي[نف]|ستري|سترا|ستوو)|وسيط|وسيلته"
)
FUTURE_REACH = 10  # words
# Before a weekday that is none in particular: كل خميس, سوق الأحد.
RECURRING = word_set("كل ايام خطيب سوق جامع مسجد")
# With an ordinal of their own: النصف الأول من يوليو.
PERIODS = word_set("النصف الثلث الربع الشطر الاسبوع العشر")
# Marks and words inside of expressions.
OPEN = word_set("( [ ، , / -")
PAIR_MARKS = word_set("/ ( - –")
INTERVAL = word_set("- – الى حتى")
ROW = INTERVAL | word_set("و ، , / او")  # between years
DATE_MARKS = word_set("/ - . –")
QUOTES = word_set("\" « » “ ” ' ‘ ’")
_AFTER_CLITIC = LEFT | BEFORE_YEARS | NAMED_FOR_DATES | NOT_TODAY_BEFORE | RECURRING | word_set("اول قد")


def without_clitic(key: str) -> str:
    """A cue without the conjunction or preposition written onto it; any other word as it is."""
    return key[1:] if key[:1] in ("و", "ف", "ب", "ل") and key[1:] in _AFTER_CLITIC else key


def stem(key: str) -> str:
    """A noun without conjunction, preposition and article."""
    key = key[1:] if key[:2] in ("وا", "ول", "با") else key
    return key[2:] if key[:2] in ("ال", "لل") else key
