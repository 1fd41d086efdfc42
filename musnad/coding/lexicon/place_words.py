"""Closed lists of words that the recognition of places rests on, folded."""

from __future__ import annotations

from ..function_words import key_set

SETTLEMENTS = key_set(
    """مدينة مدينتي مدن بلدة بلدتي بلدات قرية قريتي قرى محافظة محافظتي محافظات ولاية ولايتي ولايات حي حيي
    أحياء ضاحية مخيم مخيمي مخيمات مديرية مديريتي مديريات ناحية قضاء جزيرة جزر منطقة منطقتي مناطق إقليم
    مقاطعة قطاع حارة حارات جهة دولة عاصمة منتجع"""
)
"""Nouns before the name of a settlement or district, which alone names the place."""
FACILITIES = key_set(
    """ميدان ساحة ساحات شارع شوارع مطار قاعدة ميناء موانئ مرفأ مرفأي معبر معابر سجن سجون جامعة مسجد جامع
    كنيسة قصر مبنى مباني مقر معسكر معسكرات مستشفى فندق محكمة مستوطنة مستوطنات سفارة قنصلية طريق جسر سد
    حقل حقول مصفاة محطة محطتي كلية مدرسة متحف ملعب منزل حاجز حاجزي مفرق دوار سوق مجمع حديقة قاعة برج
    أبراج"""
)
"""Nouns for what people built."""
LANDS = key_set(
    """جبل جبال وادي صحراء بحر خليج مضيق قناة نهر بحيرة حدود أراضي أرض سواحل ساحل مياه جرود ريف أرياف محور
    مثلث مرتفعات هضبة سهل بلاد مملكة شريط غابات عرض"""
)
"""Nouns for lands and waters."""
PARTS = key_set(
    """شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط قلب مركز أطراف مشارف ضواحي محيط أنحاء عموم شمالى جنوبى
    شرقى غربى تخوم مداخل مدخل"""
)
"""Nouns for a part or side of a place."""
HEADS = SETTLEMENTS | FACILITIES | LANDS | PARTS
TO_GENITIVE = key_set(
    "أبو أبي بو أم بني دار عين رأس دير بيت تل خان ذي ذو بن عبد باب سيدي وادي جبل برج شرم كفر مرج"
)
"""Words that a name begins with and does not end with: دار سعد."""
TIMES = key_set(
    "اليوم أمس الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الماضي الماضية المقبل المقبلة الجاري"
)
VAGUE = key_set("وسط قلب مركز محيط عموم أنحاء عرض مجمع جهة مختلف")
"""Nouns that head a place only before a known one or another noun for a place: not وسط تساؤلات."""
NOT_ALONE = key_set(
    "قضاء دولة أطراف جهة محور مثلث مركز محيط قلب مجمع قناة حقل حقول كلية عرض وسط مدخل مداخل جامعة برج سهل"
)
"""Nouns that with the article alone name no place, or mostly something else."""
NO_ADJECTIVES = key_set(
    """الواقعة الواقع القريبة القريب المجاورة المجاور التابعة التابع الرابط الرابطة المؤدي المؤدية المتاخم
    المتاخمة المحيطة المحيط القادمة القادم الممتد الممتدة المطلة المطل الأخيرة الثانية الأولى الثالثة"""
)
NO_NAMES = key_set(
    """نفسه نفسها ذاته ذاتها واسعة واسع عدة أخرى آخر مختلفة متفرقة كبيرة كبير صغيرة صغير جديدة جديد كثيرة
    مجاورة قريبة قريب محررة محتلة تابعة تابع هي هو هم كلها كله عن عنه عنها له لها فيه فيها منه منها قد
    لم لن لا ما هذا هذه ذلك تلك كان كانت يوم مساء صباح ليل فجر ظهر عام سنة شهر واحدة واحد بعض كل أي غير
    مدنية مدني عسكرية عسكري سكنية آمنة آمن استراتيجية مهمة متعددة عديدة محددة معينة"""
)
POINTING = {
    "city": key_set("مدينة بلدة"),
    "town": key_set("مدينة بلدة قرية"),
    "capital": key_set("مدينة عاصمة"),
    "governorate": key_set("محافظة ولاية مقاطعة إقليم"),
    "region": key_set("منطقة إقليم قطاع"),
    "square": key_set("ميدان ساحة"),
    "airport": key_set("مطار"),
    "port": key_set("ميناء"),
    "crossing": key_set("معبر"),
    "camp": key_set("مخيم معسكر"),
    "base": key_set("قاعدة"),
}
"""Nouns that alone point back to a place of a kind of the gazetteer."""
