"""What stands around a date and tells whether it is one: words that lead to a date, words that rule it out,
words that tell what is to come, punctuation. All folded.

>>> without_clitic("بيوم"), stem("والنائب")
('يوم', 'نائب')
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .calendar import CURRENT, FOLLOWING, NEXT, PARTS_OF_DAY, PARTS_OF_YEAR, PRECEDING, SAME, THIS, word_set
from .numerals import ORDINAL_WORDS

LEFT = PARTS_OF_DAY | PARTS_OF_YEAR | THIS | {"يومي", "ليلتي"}
"""Words that belong to the expression behind them: مساء الخميس."""
# Words that lead to 15/8, to a date, to a bare year.
BEFORE_FIGURES = word_set("يوم بتاريخ الموافق")
BEFORE_DATES = word_set("في منذ حتى خلال الى بحلول لغايه يومي بين") | BEFORE_FIGURES | PARTS_OF_YEAR
BEFORE_YEARS = (BEFORE_DATES - word_set("يوم يومي شهر شهري بين")) | word_set(
    "بعد قبل من الفتره للفتره انتخابات حرب ثوره انتفاضه انقلاب محرقه اتفاق احداث هجمات"
)
# Figures before these count something.
COUNTED = word_set(
    "شخص شخصا قتيل قتيلا جريح جريحا دولار دولارا ريال ريالا درهم جنيه متر مترا كيلومتر كيلومترا طن طنا"
    " مليون مليار الف مره حاله عنصر عنصرا جندي جنديا سجين سجينا اسير اسيرا مواطن مواطنا عايله اسره لاجي"
    " لاجيا مقاتلا مسلحا معتقلا ناخبا مرشحا نازحا مهاجرا شهيدا مدنيا فدانا هكتارا مسكنا منزلا صاروخا عضوا"
    " طالبا مشاركا يورو دينار دينارا ليره جنيها درهما ميغاواط وحده غاره اصابه مخالفه ضحيه"
)
# Named for a day or month of some year (ثورة 25 يناير, حرب تموز): not a date unless the year is said.
NAMED_FOR_DATES = word_set(
    "ثوره قوي فريق حركه تحالف تيار حرب انتفاضه ميدان جسر كوبري مدينه جامعه شارع ذكري هجمات احداث اعتداءات"
    " شباب نواب جريده صحيفه قاعده مطار مستشفي حي نصر انتصارات حراك كتيبه لواء قصر ملعب جبهه ثورتي مجموعه"
    " قوات فصايل مقاتلي عناصر جماعه"
    " ميليشيا ميليشيات مليشيا مليشيات كتايب الويه سرايا شهداء ثوار فصيل تنظيم ايتلاف تكتل معسكر حلف مبادري"
    " نكسه مجزره مذبحه تفجيرات انقلاب ساحه محور فرقه استاد مكتسبات فريقي منظمه دوار نفق كليه مدرسه مسجد"
)
COALITIONS = {(8, 3), (14, 3), (11, 9)}  # the Lebanese alliances of March; 11 September
# With these العام is "general": الأمين العام الحالي.
GENERAL = word_set(
    "امين نايب مدير قايد مدعي راي قطاع مفتش مراقب سكرتير حاكم امن موتمر مجلس مفتي وكيل منسق مرشد كاتب"
)
# Around اليوم where it does not mean the day of publication: المصري اليوم, هذا اليوم, اليوم العالمي.
NOT_TODAY_BEFORE = word_set(
    "في هذا هذه ذلك ذاك نفس حتى الى منذ بعد طوال كل نحن اما المصري روسيا فلسطين العرب راي اخبار صحيفه جريده"
) | word_set("قناه موقع عالم")
NOT_TODAY_BEHIND = (SAME | CURRENT | NEXT | FOLLOWING | PRECEDING | ORDINAL_WORDS) | word_set(
    "الواحد الواحده الاخير العالمي الوطني الدولي العظيم التاريخي المفتوح الذي الموعود المشهود"
)
NOT_TONIGHT_BEFORE = word_set("في تلك ذات نفس كل الف حتى")
# Days of some year by name (الاثنين الأسود), or both of two (الخميس والجمعة معا).
NAMED_DAYS = word_set("الاسود السوداء الدامي الدموي الداميه العظيمه الحزينه البيضاء معا")
# Before a weekday these place it ahead: سوف, من المقرر, سيلتقي.
FUTURE = word_set(
    "سوف المقرر المقرره المزمعه المرتقب المرتقبه المزمع المنتظر المنتظره المتوقع المتوقعه"
    " مقرر مقرره مرتقب مرتقبه يعتزم تعتزم"
)
FUTURE_VERB = re.compile(r"[وف]?س[يت]\w{2,}")
NOT_FUTURE = re.compile(  # words and names that begin alike: سياسي, سيطرة, سيدة, سيناء, سيرغي, ستيفان
    "[وف]?(سيا(?!تي)|سيطر(?!ح)|سيد[هنيا]|سينا[ءر]|سينم|سير[هتغجا]|سيول|سيف$|سيم[ون]|سيون|سيتروي|سيستان(?!ف)"
    "|سيلفا|سيغما|سيي|سيما$|سيل[هاي]$|ستره$|ستا[يمر]|ستي[نف]|ستري|سترا|ستوو)|وسيط|وسيلته"
)
FUTURE_REACH = 10  # words
# Before a weekday that is none in particular: كل خميس, سوق الأحد.
RECURRING = word_set("كل ايام خطيب سوق جامع مسجد")
# With an ordinal of their own: النصف الأول من يوليو.
PERIODS = word_set("النصف الثلث الربع الشطر الاسبوع العشر الفصل")
# Marks and words inside of expressions.
OPEN = word_set("( [ ، , / -")
PAIR_MARKS = word_set("/ ( - –")
DASHES = word_set("- – —")
UNTIL = word_set("الى حتى وحتى والى لغايه ولغايه")
INTERVAL = DASHES | UNTIL
ROW = INTERVAL | word_set("و ، , / او")  # between years
MORE = word_set("اكثر اقل ازيد")
"""Before من and a number: قبل أكثر من عامين."""
OTHER_YEARS = word_set("الجديد الدراسي الجامعي المالي التاميني")
"""Behind العام, a year that is none of the calendar."""
DEADLINES = word_set("حتى قبل بحلول مع الى وحتى وقبل ومع")
"""Before نهاية الأسبوع: the one to come."""
BEFORE_OWN = BEFORE_DATES | PARTS_OF_DAY | word_set("من عن مع و")
"""Before التالي and السابق of a unit: in the next one, not الأمين العام السابق or خطة اليوم التالي."""
MEANT_FOR = re.compile(r"ل(?!م$|ن$|ا$|كن|دي|دى|يس|قي|قد$)\w+")
"""A noun behind ل, or behind ل without the article: اليوم التالي للحرب."""
SOME = word_set("بضعه عده ببضعه بعده")
SCANT = word_set("قليله معدوده تقريبا")
"""Behind an amount: قبل أيام قليلة."""
FEW = word_set("القليله المعدوده القليلين")
PUT_OFF = word_set("تاجيل ارجاء تاجلت تاجل اجل اجلت ارجات ارجا نقل تغيير تعديل ترحيل تقديم")
"""Behind these the words from one day to another tell no interval: تأجيل الموعد من 5 إلى 10 مارس."""
OPENERS = word_set("من ومن منذ بين الفتره للفتره")
"""Before an interval with الى: not رفع الجلسة أمس إلى الخميس."""
PAIRS = word_set("يومي ليلتي شهري عامي سنتي")
"""Before two that one name holds: شهري يوليو وأغسطس."""
BETWEEN = word_set("بين وبين مابين")
BOTH_DAYS = word_set("الموافق والموافق موافق الموافقه المصادف ( ) ، , - – / ل من")
"""Between the names that one day has in two calendars."""
EQUALS = word_set("الموافق والموافق موافق الموافقه المصادف")
HIJRI_ERAS = word_set("ه هجري هجريا هجريه للهجره")
ERAS = HIJRI_ERAS | word_set("م ميلادي ميلاديا ميلاديه للميلاد")
KINDS_OF_YEAR = word_set("الهجري الهجريه الميلادي الميلاديه")
DATE_MARKS = word_set("/ - . –")
QUOTES = word_set("\" « » “ ” ' ‘ ’")
_AFTER_CLITIC = (
    (LEFT | PAIRS | BEFORE_YEARS | NAMED_FOR_DATES) | (NOT_TODAY_BEFORE | RECURRING) | word_set("اول قد عقد")
)


def leads_ahead(before: Sequence[str]) -> bool:
    """Whether words, back to a mark, tell what is to come.

    >>> leads_ahead(["سيلتقي", "الوزيران"]), leads_ahead(["التقي", "سيف"])
    (True, False)
    """
    for key in reversed(before[-FUTURE_REACH:]):
        if not key.isalnum():
            return False
        if key.removeprefix("و") in FUTURE:
            return True
        if FUTURE_VERB.fullmatch(key) and not NOT_FUTURE.match(key):
            return True
    return False


def without_clitic(key: str) -> str:
    """A cue without the conjunction or preposition written onto it; any other word as it is."""
    return key[1:] if key[:1] in ("و", "ف", "ب", "ل") and key[1:] in _AFTER_CLITIC else key


def stem(key: str) -> str:
    """A noun without conjunction, preposition and article."""
    key = key[1:] if key[:2] in ("وا", "ول", "با") else key
    return key[2:] if key[:2] in ("ال", "لل") else key
