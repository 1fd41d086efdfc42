"""Credits: for the whole report or for a statement, named or not, and where they stand."""

from __future__ import annotations

import pytest

from musnad.knowledge import load_knowledge
from musnad.provenance import REPORT, SHARED, STATEMENT, Credit
from musnad.provenance.credits import find_credits
from musnad.provenance.names import directory, load_directory, short_forms
from musnad.reading import read_text

PLACES = {"القاهرة", "طرابلس", "بغداد", "عواصم", "الرياض", "بنغازي", "ليبيا", "تونس"}
BODY = "التقى وزير الخارجية المصري سامح شكري نظيره الليبي محمد سيالة وبحثا سبل وقف إطلاق النار."


def credits(text: str, outlet: str = "", title: str = "") -> list[Credit]:
    document = read_text(text, id="d", outlet=outlet, title=title)
    found = find_credits(document, load_directory().including([outlet]), PLACES.__contains__)
    for credit in found:
        if credit.start >= 0:
            assert document.text[credit.start : credit.end] == credit.name
    return list(found)


def whole(text: str, outlet: str = "", title: str = "") -> list[tuple[str, str]]:
    return [(c.source, c.scope) for c in credits(text, outlet, title) if c.scope != STATEMENT]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{BODY} (رويترز)", "reuters"),
        (f"{BODY} (د .ب .أ)", "dpa"),
        (f"{BODY}(أ ف ب) .", "afp"),
        (f"{BODY} (وكالات)", ""),
        (f"{BODY}\nالمصدر: الأناضول", "anadolu"),
        (f"{BODY}\nنقلا عن وكالة الأنباء الألمانية", "dpa"),
        (f"{BODY} (قنا)", "qna"),
        (f"{BODY} (يو .بي .آي", "upi"),
        (f"{BODY} وكالات)", ""),
        (f"{BODY}«وام»", "wam"),
        (f"{BODY} - رويترز", "reuters"),
        (f"الرياض - واس\n{BODY}", "spa-saudi"),
        (f"القاهرة - رويترز: {BODY}", "reuters"),
        (f"طرابلس (رويترز) - {BODY}", "reuters"),
        (f"طرابلس (رويترز) {BODY}", "reuters"),
        (f"طرابلس - (وكالات): {BODY}", ""),
        (f"أ ف ب- القاهرة: {BODY}", "afp"),
        (f"رويترز- بنغازي (ليبيا): {BODY}", "reuters"),
        (f"الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\n{BODY}", "spa-saudi"),
        (f"الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\u200f \u200f\n{BODY}", "spa-saudi"),
        (f"شكري يلتقي سيالة في القاهرة\n\nالقاهرة - د ب أ: {BODY}", "dpa"),
    ],
)
def test_credit_for_the_whole_report(text: str, source: str) -> None:
    assert whole(text) == [(source, REPORT)]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (f"{BODY} (أ.ف.ب، رويترز)", ["afp", "reuters"]),
        (f"{BODY} (د .ب .أ أ .ف .ب)", ["dpa", "afp"]),
        (f"بغداد - «الخليج»، وكالات: {BODY}", ["الخليج", ""]),
        (f"بغداد:«الخليج»، وكالات {BODY}", ["الخليج", ""]),
        (f"بغداد - «الخليج» ووكالات: {BODY}", ["الخليج", ""]),
        (f"بغداد: «الخليج» ــ (وكالات) {BODY}", ["الخليج", ""]),
        (f"القاهرة «الخليج»: {BODY} (رويترز)", ["الخليج", "reuters"]),
    ],
)
def test_report_compiled_from_several(text: str, sources: list[str]) -> None:
    assert whole(text) == [(source, SHARED) for source in sources]


def test_outlet_that_signs_itself_is_no_credit_but_shares_the_report() -> None:
    assert whole(f"القاهرة - «الخليج»: {BODY}", outlet="الخليج") == []
    assert whole(f"القاهرة - «الخليج»: {BODY}", outlet="alkhaleej") == []
    assert whole(f"القاهرة - «الخليج»، وكالات: {BODY}", outlet="الخليج") == [("", SHARED)]
    assert whole(f"{BODY} (رويترز)", outlet="رويترز") == []


def test_house_of_a_text_without_outlet_is_its_source() -> None:
    assert whole(f"القاهرة - «الخليج»: {BODY}") == [("الخليج", REPORT)]


@pytest.mark.parametrize(
    "text",
    [
        f"بحسب وكالة الأناضول، {BODY}",
        f"{BODY} وذكرت وكالة رويترز أن اللقاء استمر ساعة.",
        f"{BODY} وسيعقد لقاء آخر غدا، حسبما نقلته وكالة الأنباء الألمانية.",
    ],
)
def test_attribution_of_a_statement_is_no_credit_for_the_report(text: str) -> None:
    assert [c.scope for c in credits(text)] == [STATEMENT]


@pytest.mark.parametrize(
    "text",
    [
        f"أفادت شبكة (رويترز) في تقرير بذلك. {BODY}",
        f"{BODY} وقال شكري لصحيفة «هآرتس»: إن اللقاء كان مثمرا.",
        f"وقال شكري لصحيفة «هآرتس»: إن اللقاء كان مثمرا. {BODY}",
        f"وزير: وكالات الأمم المتحدة تواصل عملها. {BODY}",
        f"* القاهرة - (د.ب.أ): خبر أول\n{BODY}",
        f"{BODY} (داعش)",
        f"{BODY} (وكالات - مصادر محلية - العربية نت)",
        "الدبلوماسية الليبية.. وقناة العربية",
        f"{BODY} وقد ذكر ذلك تقرير نشرته وكالة الأنباء الأردنية الرسمية (بترا).",
        f"{BODY} وقد أجرى الوزير مقابلة مع هيئة الإذاعة البريطانية (بي بي سي).",
        f"{BODY} وقد أجرى الوزير مقابلة مع صحيفة «الأهرام».",
        f"{BODY} وسيعقد لقاء آخر في أغسطس (آب).",
        f"{BODY} (معا) إلى اللقاء.",
        f"أكدت مصادر خاصة ل«عكاظ»: {BODY}",
    ],
)
def test_no_credit(text: str) -> None:
    assert whole(text) == []


def test_credit_in_brackets_after_its_agency_is_named_in_the_sentence() -> None:
    assert whole(f"{BODY} وذكرت رويترز أن اللقاء استمر ساعة. (رويترز)") == [("reuters", REPORT)]


def test_title_and_outlet_field_may_credit() -> None:
    assert [(c.source, c.start) for c in credits(BODY, title="رويترز: شكري يلتقي سيالة")] == [("reuters", -1)]
    assert [(c.source, c.name, c.scope) for c in credits(BODY, outlet="القدس العربي - رويترز")] == [
        ("quds-arabi", "القدس العربي", SHARED),
        ("reuters", "رويترز", SHARED),
    ]
    assert [c.source for c in credits(BODY, outlet="وكالات")] == [""]


def test_outlets_of_the_corpus_are_known_by_their_short_names() -> None:
    names = load_directory().including(["وكالة المثال للأنباء"])
    document = read_text(f"طرابلس - (وكالة المثال): {BODY}", id="d", outlet="منبر المثال")
    (credit,) = find_credits(document, names, PLACES.__contains__)
    assert (credit.source, credit.name) == ("وكالة المثال للأنباء", "وكالة المثال")
    assert short_forms("رويترز") == ("رويترز",)


def test_outlets_called_by_a_common_word_are_credited_in_brackets_only() -> None:
    names = load_directory().including(["اليوم"])
    spoken = read_text(f"قالت اليوم وزارة الخارجية إن اللقاء تأجل. {BODY}", id="d")
    signed = read_text(f"{BODY} (اليوم)", id="d")
    assert find_credits(spoken, names, PLACES.__contains__) == ()
    assert [c.source for c in find_credits(signed, names, PLACES.__contains__)] == ["اليوم"]


def test_a_name_of_two_media_names_none() -> None:
    names = directory(load_knowledge())
    assert names.source("وكالة رويترز للأنباء") == names.source("Reuters") == "reuters"
    assert names.source("صحيفة الوطن") is None
    assert names.source("مصر") is None
