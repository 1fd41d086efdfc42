"""Words compared: denials, triggers, numbers."""

from __future__ import annotations

import pytest

from musnad.stories.counts import counts
from musnad.stories.wording import definite, denied, overlap, shingles, skeleton


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("نفت القيادة العامة أن يكون سلاح الجو قد [استهدف] مركز المهاجرين", True),
        ("القيادة العامة تنفي [قصف] مركز المهاجرين", True),
        ("ونفى المتحدث أن تكون القوات قد [قصفت] الكلية", True),
        ("كذّبت الوزارة أنباء عن [زيارة] الوزير", True),
        ("قالت الرئاسة إن أنباء [الزيارة] عارية من الصحة", True),
        ("نفت استهداف المدنيين، وقالت إنها [ضربت] مسلحين", False),
        ("نفت الرواية، مؤكدة أن ما جرى [انسحاب] تكتيكي", False),
        ("نفى الناطق ذلك بينما [قصفت] الطائرات المطار", False),
        ("[قصفت] الطائرات المطار ونفى الناطق ذلك", False),
        ("[استقبل] الرئيس وزير الخارجية", False),
    ],
)
def test_denied(marked: str, expected: bool) -> None:
    sentence = marked.replace("[", "").replace("]", "")
    assert denied(sentence, marked.index("[")) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("زيارة", "زار"),
        ("يستقبل", "استقباله"),
        ("الهجوم", "هجوما"),
        ("محادثات", "المحادثات"),
        ("اتهم", "اتهمت"),
    ],
)
def test_forms_of_one_verb_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_other_verbs_have_another() -> None:
    assert len({skeleton(w) for w in ("زار", "قصف", "دعا", "رفض", "اتهم", "وقّع")}) == 6


def test_definite() -> None:
    assert [definite(w) for w in ("الزيارة", "للهجوم", "وبالقصف", "زيارة", "التقى")] == [
        True, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قُتل 44 شخصا على الأقل وجُرح أكثر من 130 آخرين", {"killed": "44", "wounded": "130"}),
        ("أودى الهجوم بحياة ثلاثين طالبا", {"killed": "30"}),
        ("نزح نحو مئتي ألف شخص", {"displaced": "200000"}),
        ("صوت لصالح النص 14 عضوا", {"عضوا": "14"}),
        ("وقعت المذكرة في 27 نوفمبر 2019 بعد خمسة أيام", {}),
        ("اجتمعت لجنة «5+5»", {}),
        ("التقى الوزيران", {}),
    ],
)
def test_counts(sentence: str, expected: dict[str, str]) -> None:
    assert dict(counts(sentence)) == expected


def test_a_copy_with_other_vowels_and_hamzas_overlaps_fully() -> None:
    one, other = shingles("أمر المشير قواته بالتقدم"), shingles("امر المشير قوّاته بالتقدّم")
    assert [overlap(a, b) for a, b in zip(one, other, strict=True)] == [1.0, 1.0]
    assert overlap(frozenset(), one[0]) == 0.0
