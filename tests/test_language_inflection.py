"""Inflection: the written forms that news prose uses, and none that belong to other words."""

from __future__ import annotations

import pytest

from musnad.language.inflection import adjective_forms, noun_forms, passive_forms, past_forms, present_forms


@pytest.mark.parametrize(
    ("past", "forms"),
    [
        ("قتل", "قتل قتلت قتلا قتلوا قتلو قتلنا"),
        ("دعا", "دعا دعت دعوا دعونا"),
        ("التقى", "التقي التقت التقوا التقيا التقينا"),
        ("استدعى", "استدعي استدعت استدعا"),
    ],
)
def test_past(past: str, forms: str) -> None:
    assert set(forms.split()) <= past_forms(past)


@pytest.mark.parametrize(
    ("present", "forms"),
    [
        ("يقتل", "يقتل تقتل يقتلون يقتلوا تقتلان نقتل اقتل"),
        ("يلتقي", "يلتقي تلتقي يلتق يلتقون يلتقيان"),
        ("يدعو", "يدعو تدعو يدع يدعون"),
        ("يزور", "يزور تزور يزورون يزر"),
        ("ينال", "ينال تنال ينل"),
        ("يتلقى", "يتلقي تتلقي يتلق يتلقون يتلقيان"),
    ],
)
def test_present(present: str, forms: str) -> None:
    assert set(forms.split()) <= present_forms(present)


@pytest.mark.parametrize(
    ("past", "present", "forms"),
    [
        ("أدان", "يدين", "ادين ادينت يدان تدان"),
        ("استدعى", "يستدعي", "استدعيت"),
        ("حاكم", "يحاكم", "حوكم حوكمت"),
        ("قال", "يقول", "قيل يقال"),
        ("تبادل", "يتبادل", "تبودل"),
    ],
)
def test_passive(past: str, present: str, forms: str) -> None:
    assert set(forms.split()) <= passive_forms(past, present)


def test_passive_leaves_out_the_active_past() -> None:
    assert "قتل" not in passive_forms("قتل", "يقتل")


@pytest.mark.parametrize(
    ("numbers", "forms"),
    [
        (("زيارة", "زيارات"), "زياره زيارت زيارتين زيارتان زيارات"),
        (("هجوم", "هجمات"), "هجوم هجوما هجومين هجمات"),
        (("لقاء", "لقاءات"), "لقاء لقاءات لقاي لقاو"),
        (("مستشفى",), "مستشفي مستشفا مستشفيات"),
    ],
)
def test_noun(numbers: tuple[str, ...], forms: str) -> None:
    assert set(forms.split()) <= noun_forms(*numbers)


def test_a_sound_feminine_plural_takes_no_further_endings() -> None:
    assert noun_forms("زيارات") == {"زيارات"}


@pytest.mark.parametrize(
    ("masculine", "forms"),
    [
        ("مسلح", "مسلح مسلحا مسلحه مسلحين مسلحون مسلحات مسلحو"),
        ("ليبي", "ليبي ليبيه ليبيين ليبيون"),
        ("داعي", "داع داعين داعون داعيا داعيه"),
    ],
)
def test_adjective(masculine: str, forms: str) -> None:
    assert set(forms.split()) <= adjective_forms(masculine)


def test_no_form_is_a_single_letter_or_empty() -> None:
    for forms in (past_forms("قال"), present_forms("يعي"), noun_forms("يد", "أيد"), adjective_forms("حر")):
        assert all(len(form) > 1 for form in forms)
