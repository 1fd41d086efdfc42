"""The lexicon coder on short sentences: what happened, who did it to whom, by whose report, when and where.

Each sentence has one reading by docs/annotation.md, and the coder gives it. They guard what works.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from musnad import ontology
from musnad.coding import Coder, get_coder
from musnad.reading import read_text
from musnad.records import CodedDocument, Event

PUBLISHED = "2020-06-10"


@cache
def coder() -> Coder:
    return get_coder()


def code(text: str) -> CodedDocument:
    return coder().code(read_text(text, id="d", published=PUBLISHED))


def events(text: str) -> tuple[Event, ...]:
    return code(text).events


@dataclass(frozen=True)
class Case:
    """A sentence and the one event that it reports; parties are (text, code)."""

    text: str
    trigger: str
    event: str
    actors: tuple[tuple[str, str], ...] = ()
    recipients: tuple[tuple[str, str], ...] = ()
    status: str = "asserted"
    said_by: str = ""
    date: str = ""
    place: str = ""


CASES = (
    # Visits, meetings, calls.
    Case(
        "زار وزير الخارجية المصري سامح شكري العاصمة الليبية طرابلس أمس.",
        "زار", "CONSULT/visit", (("سامح شكري", "EGY GOV"),), (("طرابلس", "LBY GOV"),),
        date="2020-06-09", place="طرابلس",
    ),
    Case(
        "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة المشير خليفة حفتر.",
        "استقبل", "CONSULT/visit", (("خليفة حفتر", "LBY MIL"),), (("عبد الفتاح السيسي", "EGY GOV"),),
        place="القاهرة",
    ),
    Case(
        "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود تشاووش أوغلو في موسكو أمس.",
        "التقى", "CONSULT", (("سيرغي لافروف", "RUS GOV"),), (("مولود تشاووش أوغلو", "TUR GOV"),),
        date="2020-06-09", place="موسكو",
    ),
    Case(
        "استقبل أمير قطر تميم بن حمد آل ثاني الرئيس التركي رجب طيب أردوغان في الدوحة.",
        "استقبل", "CONSULT/visit", (("رجب طيب أردوغان", "TUR GOV"),), (("تميم بن حمد آل ثاني", "QAT GOV"),),
        place="الدوحة",
    ),
    Case(
        "أجرى الرئيس الأمريكي دونالد ترامب اتصالاً هاتفياً مع الرئيس التركي رجب طيب أردوغان.",
        "اتصالاً", "CONSULT/phone", (("دونالد ترامب", "USA GOV"),), (("رجب طيب أردوغان", "TUR GOV"),),
    ),
    # Status.
    Case(
        "لم يلتق الوزير المصري نظيره الإيطالي.",
        "يلتق", "CONSULT", (("الوزير المصري", "EGY GOV"),), (("نظيره الإيطالي", "ITA GOV"),),
        status="negated",
    ),
    Case(
        "لم تهاجم إسرائيل سوريا.",
        "تهاجم", "ASSAULT", (("إسرائيل", "ISR GOV"),), (("سوريا", "SYR GOV"),),
        status="negated",
    ),
    Case(
        "يزور الرئيس الفرنسي إيمانويل ماكرون بيروت غداً.",
        "يزور", "CONSULT/visit", (("إيمانويل ماكرون", "FRA GOV"),), (("بيروت", "LBN GOV"),),
        status="future", date="2020-06-11", place="بيروت",
    ),
    Case(
        "من المقرر أن يلتقي الرئيس التركي رجب طيب أردوغان نظيره الروسي فلاديمير بوتين في سوتشي.",
        "يلتقي", "CONSULT", (("رجب طيب أردوغان", "TUR GOV"),), (("فلاديمير بوتين", "RUS GOV"),),
        status="future", place="سوتشي",
    ),
    # Attribution.
    Case(
        "قال مصدر أمني إن مسلحين هاجموا حاجزاً للجيش في سيناء.",
        "هاجموا", "ASSAULT", (("مسلحين", "EGY UAF"),), (("للجيش", "EGY MIL"),),
        said_by="مصدر أمني", place="سيناء",
    ),
    Case(
        "قصفت طائرات إسرائيلية مواقع للجيش السوري في دمشق أمس، بحسب وكالة سانا.",
        "قصفت", "ASSAULT/aerial", (("طائرات إسرائيلية", "ISR MIL"),), (("للجيش السوري", "SYR MIL"),),
        said_by="وكالة سانا", date="2020-06-09", place="دمشق",
    ),
    Case(
        "قال وزير الداخلية الليبي فتحي باشاغا إن مسلحين خطفوا صحفياً في طرابلس.",
        "خطفوا", "ASSAULT/abduct", (("مسلحين", "LBY UAF"),), (("صحفياً", "LBY JRN"),),
        said_by="فتحي باشاغا", place="طرابلس",
    ),
    # Speech acts: the speaker is the actor, and nobody reports him.
    Case(
        "أدانت الخارجية المصرية تصريحات الرئيس التركي.",
        "أدانت", "ACCUSE/disapprove", (("الخارجية المصرية", "EGY GOV"),), (("الرئيس التركي", "TUR GOV"),),
    ),
    Case(
        "دعا مجلس الأمن إسرائيل إلى وقف الاستيطان.",
        "دعا", "REQUEST/change", (("مجلس الأمن", "IGO UNO"),), (("إسرائيل", "ISR GOV"),),
    ),
    Case(
        "وجه الملك سلمان دعوة إلى أمير قطر لحضور القمة.",
        "دعوة", "AGREE", (("الملك سلمان", "SAU GOV"),), (("أمير قطر", "QAT GOV"),),
    ),
    Case(
        "هددت تركيا اليونان.", "هددت", "THREATEN", (("تركيا", "TUR GOV"),), (("اليونان", "GRC GOV"),),
    ),
    # Force and coercion.
    Case(
        "قتل مسلحون ثلاثة جنود مصريين في سيناء.",
        "قتل", "ASSAULT", (("مسلحون", "EGY UAF"),), (("جنود مصريين", "EGY MIL"),),
        place="سيناء",
    ),
    Case(
        "اعتقلت الشرطة التونسية خمسة متظاهرين في صفاقس.",
        "اعتقلت", "COERCE/arrest", (("الشرطة التونسية", "TUN COP"),), (("متظاهرين", "TUN CVL"),),
        place="صفاقس",
    ),
    Case(
        "حشدت تركيا قوات على الحدود السورية.", "حشدت", "MOBILIZE/troops", (("تركيا", "TUR GOV"),),
        place="الحدود السورية",
    ),
    # Protest.
    Case(
        "تظاهر آلاف الجزائريين في العاصمة الجزائر يوم الجمعة.",
        "تظاهر", "PROTEST/demo", (("آلاف الجزائريين", "DZA CVL"),),
        date="2020-06-05", place="الجزائر",
    ),
    Case("أضرب المعلمون في الأردن.", "أضرب", "PROTEST/strike", (("المعلمون", "JOR EDU"),), place="الأردن"),
    # Sanctions, and the other way.
    Case(
        "قررت الولايات المتحدة فرض عقوبات على روسيا.",
        "فرض عقوبات", "SANCTION/discontinue", (("الولايات المتحدة", "USA GOV"),), (("روسيا", "RUS GOV"),),
    ),
    Case(
        "طردت بريطانيا 23 دبلوماسياً روسياً.",
        "طردت", "SANCTION/expel", (("بريطانيا", "GBR GOV"),), (("دبلوماسياً روسياً", "RUS GOV"),),
    ),
    Case(
        "قطعت السعودية العلاقات الدبلوماسية مع إيران.",
        "قطعت", "SANCTION/discontinue", (("السعودية", "SAU GOV"),), (("إيران", "IRN GOV"),),
    ),
    Case(
        "أفرجت السلطات الليبية عن سيف الإسلام القذافي.",
        "أفرجت", "RETREAT/release", (("السلطات الليبية", "LBY GOV"),), (("سيف الإسلام القذافي", "LBY ELI"),),
    ),
    Case("استقالت الحكومة اللبنانية.", "استقالت", "RETREAT/resign", (("الحكومة اللبنانية", "LBN GOV"),)),
    Case(
        "قدمت قطر مساعدات إلى لبنان.",
        "قدمت", "AID", (("قطر", "QAT GOV"),), (("لبنان", "LBN GOV"),), place="لبنان",
    ),
    Case(
        "أعلنت الإمارات تطبيع العلاقات مع إسرائيل.",
        "تطبيع", "SUPPORT", (("الإمارات", "ARE GOV"),), (("إسرائيل", "ISR GOV"),),
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.event}" for n, case in enumerate(CASES)])
def test_events_of_a_sentence(case: Case) -> None:
    (event,) = events(case.text)
    told = f"{event.event_type}/{event.event_mode}".removesuffix("/")
    assert (event.trigger.text, told) == (case.trigger, case.event)
    assert tuple((p.text, p.code) for p in event.actors) == case.actors
    assert tuple((p.text, p.code) for p in event.recipients) == case.recipients
    assert (event.status, event.said_by) == (case.status, case.said_by)
    assert (event.event_date, event.place) == (case.date, case.place)


def test_events_carry_what_follows_from_type_mode_place_and_source() -> None:
    (event,) = events("قال وزير الداخلية الليبي فتحي باشاغا إن مسلحين خطفوا صحفياً في درنة أمس.")
    assert event.intensity == ontology.intensity("ASSAULT", "abduct")
    assert event.quad_class == ontology.quad_class("ASSAULT") == 4
    assert (event.event_date, event.date_precision, event.date_source) == ("2020-06-09", "day", "text")
    assert event.date_text == "أمس"
    assert event.said_by_actor_id == "bashagha-fathi"
    assert event.place == "درنة" and event.place_id is not None
    assert event.latitude == pytest.approx(32.8, abs=0.2) and event.longitude == pytest.approx(22.6, abs=0.2)
    assert event.document_id == "d" and event.coder == coder().name and 0 < event.confidence <= 1


def test_events_keep_the_speaker_of_the_sentence_before() -> None:
    text = (
        "وقال المتحدث باسم الجيش الليبي أحمد المسماري إن القوات سيطرت على مدينة سرت.\n"
        "وأضاف أن تركيا قصفت مطار بنينا."
    )
    first, second = events(text)
    assert (first.sentence.index, second.sentence.index) == (0, 1)
    assert first.said_by == second.said_by == "أحمد المسماري"
    assert first.said_by_start == second.said_by_start == text.index("أحمد المسماري")
    assert (second.event_type, second.event_mode, second.actors[0].text) == ("ASSAULT", "aerial", "تركيا")


def test_events_of_a_new_speaker_are_not_the_old_ones() -> None:
    text = "وقال أحمد المسماري إن تركيا قصفت مطار بنينا.\nقطعت السعودية العلاقات الدبلوماسية مع إيران."
    assert [e.said_by for e in events(text)] == ["أحمد المسماري", ""]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن الاقتصاد المصري ينمو.",
        "أكد الرئيس أهمية التعليم.",
        "هطلت أمطار غزيرة على بيروت أمس.",
        "فاز المنتخب المصري على المنتخب التونسي.",
    ],
)
def test_events_are_not_reporting_verbs_weather_or_sport(text: str) -> None:
    assert events(text) == ()


# Ties.


def ties(text: str) -> list[tuple[str, str, str, str]]:
    return [(t.from_.text, t.relation, t.to.text, t.cue.text) for t in code(text).ties]


def test_ties_of_lasting_support_are_no_events() -> None:
    coded = code("بقيت مصر الداعمة لحفتر على موقفها.")
    assert coded.events == ()
    (tie,) = coded.ties
    assert (tie.from_.text, tie.relation, tie.to.text, tie.cue.text) == ("مصر", "SUPPORTS", "حفتر", "الداعمة")
    assert (tie.status, tie.said_by, tie.from_.code, tie.to.code) == ("asserted", "", "EGY GOV", "LBY MIL")


def test_ties_of_a_group_hold_for_its_named_members() -> None:
    found = ties("انتقد الوزير الدول الداعمة لحفتر وعلى رأسها مصر وفرنسا.")
    assert ("مصر", "SUPPORTS", "حفتر", "الداعمة") in found
    assert ("فرنسا", "SUPPORTS", "حفتر", "الداعمة") in found


def test_ties_by_a_passive_cue_go_the_other_way() -> None:
    assert ("روسيا", "SUPPORTS", "حفتر", "المدعوم") in ties("وصل حفتر المدعوم من روسيا إلى بنغازي.")


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("وصل قائد الجيش الليبي خليفة حفتر.", "خليفة حفتر", "الجيش الليبي"),
        ("وصل أمير قطر تميم بن حمد آل ثاني.", "تميم بن حمد آل ثاني", "قطر"),
        ("قال سفير فرنسا كريم الشهابي ذلك.", "كريم الشهابي", "فرنسا"),
    ],
)
def test_ties_of_office_go_from_the_person_to_the_body(text: str, person: str, body: str) -> None:
    assert [t[:3] for t in ties(text)] == [(person, "HOLDS_OFFICE", body)]


def test_ties_of_a_minister_stand_for_the_office_phrase() -> None:
    ((person, relation, _, cue),) = ties("وصل وزير الخارجية المصري سامح شكري.")
    assert (person, relation, cue) == ("سامح شكري", "HOLDS_OFFICE", "وزير الخارجية المصري")


def test_ties_say_who_states_them() -> None:
    (tie,) = (
        t for t in code("قال أحمد المسماري إن قطر الداعمة لتركيا بعيدة.").ties if t.cue.text == "الداعمة"
    )
    assert tie.said_by == "أحمد المسماري"


# Labels.


def labels(text: str) -> list[tuple[str, str, str]]:
    return [(x.actor.text, x.label.text, x.tone) for x in code(text).labels]


def test_labels_are_the_words_of_the_outlet() -> None:
    assert labels("هاجمت ميليشيات الوفاق مدينة ترهونة.") == [
        ("ميليشيات الوفاق", "ميليشيات الوفاق", "negative"),
    ]
    assert labels("هاجم الثوار مدينة سرت.") == [("الثوار", "الثوار", "positive")]


@pytest.mark.parametrize(
    "text",
    [
        "قال أحمد المسماري إن ميليشيات الوفاق هاجمت ترهونة.",
        "هاجمت «ميليشيات الوفاق» مدينة ترهونة.",
        "هاجمت قوات الوفاق مدينة ترهونة.",
    ],
)
def test_labels_leave_out_what_others_say_and_plain_names(text: str) -> None:
    assert labels(text) == []


def test_a_date_told_from_the_dateline_says_so() -> None:
    text = "طرابلس 4 أبريل 2019 (وكالة) - زار وزير الخارجية المصري باريس أمس. وزار لندن في 2 مارس 2019."
    coded = get_coder("lexicon").code(read_text(text))
    told = {e.place: (e.event_date, e.date_source) for e in coded.events}
    assert told == {"باريس": ("2019-04-03", "dateline"), "لندن": ("2019-03-02", "text")}


def test_an_act_that_others_are_counted_from_has_its_own_date() -> None:
    text = "هاجم مسلحون مقرا حكوميا في بنغازي بعد أربع سنوات من الإطاحة بمعمر القذافي."
    found = {e.trigger.text: e for e in events(text)}
    assert found["الإطاحة"].event_date == "2016" and found["الإطاحة"].date_text == "بعد أربع سنوات من"
    assert found["هاجم"].event_date == ""
