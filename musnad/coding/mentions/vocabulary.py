"""Closed lists of words that the recognition of mentions rests on, folded."""

from __future__ import annotations

from ...knowledge.names import case_free
from ...language.inflection import adjective_forms
from ..function_words import key_set

QUOTES = frozenset("«»“”\"'")
NUMERALS = key_set("عشرات مئات الاف ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره بضعه عده بعض كل جميع احد اكثر")
PARTS = key_set("عشرات مئات آلاف عدد بعض جميع كل كافة مختلف غالبية أغلبية معظم مجموعة كبار سائر أحد إحدى")
"""Words for a part or the whole of what is named behind them: عشرات الصحفيين."""
JOINERS = key_set("بن ابن بنت ابو ابي ام ال عبد ولد ايت بو بني دي دو فان فون لو لا دا ماك سان")
"""Words that join the parts of a personal name."""
COMPLEMENT_PARTICLES = frozenset(("", "ب", "ل"))
ADJECTIVES = key_set(
    """مسلح مسلحه مسلحين مجهول مجهولين مجهوله مشترك مشتركه جديد جديده سابق سابقه حاكم حاكمه خاص خاصه كبير
    كبيره كبار موقت موقته متطرف متطرفه متطرفين متشدد متشدده متشددين متمرد متمرده متمردين ارهابي ارهابيه
    ارهابيين منشق منشقه منشقين معارض معارضه معارضين موال مواليه موالين مويد مويده مويدين تابع تابعه محلي
    محليه امني امنيه عسكري عسكريه حكومي حكوميه دولي دوليه عربي عربيه اسلامي اسلاميه وطني وطنيه شعبي شعبيه
    سياسي سياسيه رفيع مسوول مسووله اتحادي اتحاديه فدرالي فيدرالي عالمي اقليمي اقليميه قضائي قضائيه"""
)
"""Adjectives that continue a noun phrase, with and without article."""
TRANSPARENT = frozenset(
    map(
        case_free,
        key_set(
            """رئيس نائب قائد طائرات
            متحدث ناطق مصدر مصادر مسوول مسوولين عضو اعضاء قياده قيادي قياديين عناصر عنصر قاده زعيم
            زعماء ممثل ممثلي ممثلين وفد امين مندوب مبعوث مقاتلي مسلحي انصار مويدي افراد فرد قوات
            طيران مقاتلات مكتب بعثه مقر لجنه اجهزه جهاز سلطات حكومه قيادات كوادر جنود ضباط ضابط جندي
            مدير مستشار مساعد وكيل سفير سفاره وزير وزراء جانب طرف مسلح مسلحين عشرات مئات الاف"""
        ),
    )
)
"""Heads whose sector comes from what they belong to: متحدث باسم الجيش is MIL, مصدر أمني is COP."""
PARTITIVES = frozenset(
    map(
        case_free,
        key_set(
            """نائب عناصر عنصر افراد فرد مسلحين مسلح مقاتلين مقاتل اعضاء عضو جنود جندي ضباط ضابط قاده قيادات
            قياديين قيادي نواب وفد انصار ناشطين مسوول مسوولين مجموعه محقق محققين خبير خبراء ممثل ممثلين
            روساء اثنين عدد موظف موظفين مندوبين"""
        ),
    )
)
"""Heads behind which من names the whole: عناصر من حزب العمال."""
ON_BEHALF = frozenset(
    map(case_free, key_set("ممثل ممثلة ممثلون ممثلين ممثلو ممثلي مندوب مندوبون وفد متحدث ناطق"))
)
"""Heads behind which عن names who is spoken for: ممثلون عن الأحزاب."""
SERVED = key_set(
    """حكومة برلمان مجلس حزب حركة وزارة جيش قوات شرطة تنظيم منظمة هيئة نظام سلطة سلطات لجنة رئاسة إدارة
    ائتلاف تحالف كتلة جماعة"""
)
"""Bodies in which somebody serves: مسؤول في الحكومة."""
LEANINGS = frozenset(
    form
    for stem in ("داعم", "موالي", "مؤيد", "مساند", "مناصر", "حليف", "مناهض", "معارض", "معادي", "مناوئ")
    for form in adjective_forms(stem)
)
"""Adjectives that say for or against whom a party stands: الدول الداعمة لحفتر."""
SIDES = frozenset(
    map(case_free, key_set("طرف أطراف طرفان طرفا طرفي طرفين الطرفان جانبان جانبين الجانبان فرقاء"))
)
"""Heads for parties to a conflict or an agreement."""
SEVERAL_STATES = key_set("دول غرب عواصم مجتمع اسره حكومات حلفاء عالم مانحين مانح")
"""Heads that stand for several states; they take no country from their surroundings."""
NAMED_BEFORE = {
    "تنظيم": ("armed_group",),
    "جماعه": ("armed_group", "party"),
    "حركه": ("party", "armed_group"),
    "حزب": ("party",),
    "ميليشيا": ("armed_group",),
    "ميليشيات": ("armed_group",),
    "منظمه": ("body", "organisation"),
    "بعثه": ("body",),
    "مجلس": ("body",),
    "هييه": ("body",),
    "ايتلاف": ("party", "organisation"),
    "تحالف": ("body", "party"),
    "وكاله": ("body",),
}
"""What a definite noun alone refers back to, by the kind of the organisation named before."""
LABELLED = frozenset(
    map(
        case_free,
        key_set("متطرف متطرفون متطرفة إرهابي إرهابيون إرهابية متشدد متشددون متشددة تكفيري تكفيريون تنظيم"),
    )
)
"""Heads that are labels for whoever is fought."""
GUNMEN = frozenset(map(case_free, key_set("مسلح مسلحون مسلحو مسلحي ميليشيا ميليشيات مليشيا مليشيات")))
"""Heads that name no side."""
BLOCS = {
    stem + ending: code
    for stem, code in {
        "اممي": "IGO UNO",
        "اوروبي": "IGO EUR",
        "خليجي": "IGO",
        "اطلسي": "IGO MIL",
        "عربي": "IGO",
        "دولي": "IGO",
    }.items()
    for ending in ("", "ه", "ين", "ون")
} | {"عرب": "IGO"}
"""Adjectives of international bodies: المبعوث الأممي، المسؤولة الأوروبية."""
NAMED_GROUPS = frozenset(
    map(
        case_free,
        key_set(
            """ائتلاف كتائب ميليشيا ميليشيات مليشيا
            مليشيات كتيبه لواء حركه حزب تنظيم جماعه جبهه تيار عمليه غرفه"""
        ),
    )
)
"""Heads behind which a definite word is a proper name: حزب الاستقلال."""
SETTLERS = frozenset(map(case_free, key_set("مستوطن مستوطنون مستوطنو مستوطني مستوطنات كيان")))
OCCUPATION = ("احتلال", "استيطان", "محتلين", "محتلون")
"""Parts of words by which news that names Israel or the Palestinians means Israel."""
OWN_COUNTRY = {"خادم": "SAU"}
"""Heads of titles that one state alone has: خادم الحرمين الشريفين."""
NAMED_AFTER = key_set(
    """مستشفى مشفى جامعة شارع جسر كوبري جائزة مدرسة مطار ملعب ميدان حديقة مسجد جامع معهد كلية قاعة نفق طريق
    مجمع ضريح متحف مكتبة دوار محطة سد ستاد استاد مسابقة سباق برج فندق مقبرة كورنيش"""
)
"""Nouns behind which a name tells after whom, or of where, a thing is, and takes part in nothing."""
COMPETITIONS = key_set("منتخب منتخبا منتخبي دوري كأس بطولة نادي ناديا لاعب لاعبو لاعبي مباراة نهائي")
"""Nouns of sport behind which a state's name is that of its team."""
THINGS = key_set(
    """الجنيه الليرة الدينار الدرهم الريال الدولار الروبل اليوان الفرنك الشيكل العملة البورصة السوق الأسهم
    اللغة اللهجة الأدب الشعر الرواية السينما الأفلام الفيلم المسلسل الدراما الموسيقى الأغنية المطبخ البن
    القهوة التمور الدوري المنتخب الكرة الكأس المناخ الآثار الخط التراث الفنون المسرح الأزياء السيارات
    القمح الأرز"""
)
"""Nouns whose adjective of nationality stands for no state: الجنيه المصري."""
MADE = key_set("الصنع الأصل المنشأ المولد الطراز")
"""Words behind an adjective of nationality of a thing: بنادق روسية الصنع."""
KINGDOMS = frozenset(("SAU", "JOR", "MAR", "BHR"))
FORMER = key_set(
    """سابق سابقة السابق السابقة أسبق الأسبق مخلوع المخلوع معزول المعزول مقال المقال مستقيل المستقيل راحل
    الراحل منتخب المنتخب مقبل المقبل"""
)
"""Words that say that an office is not, or not yet, or no longer held."""
HONOURS = key_set("شيخ شيخه سيد سيده دكتور حاج مهندس استاذ نجل شقيق ابن")
"""Heads before a person's name that are courtesy or kinship and tell no office."""
ACTING = key_set("بالإنابة بالنيابة بالوكالة")
"""Words that say that somebody acts in an office."""
VAGUE = key_set("زعيم قايد قيادي قياديه مرشح مرشحه مستشار ناشط")
"""Heads before a known person's name that tell less of him than the knowledge base."""
COUNTERPARTS = key_set("نظير نظيره نظيرها نظيرته نظيرتها نظراؤه")
"""Words for whoever holds the same office in another state."""
DEMANDED = key_set("طالب طالبت طالبا طالبوا وطالب وطالبت فطالب")
"""Forms of "demanded" that are written like "student"."""
TAKING_PART = key_set("مشاركه المشاركه مشاركته مشاركتها مشاركتهم")
"""Forms of "taking part" that are written like a woman who does."""
ENVOYS = key_set(
    """مبعوث مبعوثه موفد موفده ممثل ممثله مندوب مندوبه سفير سفيره مفوض وسيط منسق منسقه قنصل
    مبعوثه"""
)
"""Whoever is sent somewhere: المبعوث الأممي إلى ليبيا."""
GOVERNMENT = key_set("حكومه سلطات اداره جانب خارجيه")
"""Heads that, with a nationality alone, are the state's government."""
FUNCTION_TITLES = {
    "head_of_state": ("رييس",),
    "head_of_government": ("رييس", "حكومه"),
    "foreign_minister": ("وزير", "خارجيه"),
    "interior_minister": ("وزير", "داخليه"),
    "defence_minister": ("وزير", "دفاع"),
}
"""The title of whoever holds an office of a function, for his counterparts (نظيره)."""
PLACE_WORDS = key_set(
    """مدينه بلده قريه منطقه ناحيه جهه سجن حاره شارع ميدان ساحه جزيره وادي جبل مديريه محافظه ولايه اقليم حي
    ضاحيه مخيم العاصمه عاصمه مطار قاعده ميناء معبر شرق غرب شمال جنوب شرقي غربي شمالي جنوبي وسط ريف قضاء"""
)
"""Nouns behind which a place is named: مدينة، محافظة."""
