"""What is Arabic and what is set aside, with the reason."""

from __future__ import annotations

import pytest

from musnad.reading.arabic import language_of

ARABIC = "أعلنت وزارة الخارجية أن الوزير زار العاصمة أمس، والتقى رئيس الحكومة."
PERSIAN = "وزیر امور خارجه در دیدار با همتای خود گفت که روابط دو کشور رو به گسترش است و این دیدار مهم بود."
URDU = "وزیر خارجہ نے کہا ہے کہ دونوں ملکوں کے درمیان تعلقات بہتر ہو رہے ہیں اور یہ ملاقات بہت اہم تھی۔"


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        (PERSIAN, "fa", "Persian"),
        (PERSIAN.replace("ی", "ي").replace("ک", "ك"), "fa", "Persian"),
        (URDU, "ur", "Urdu"),
        ("چین و ژاپن", "fa", "Persian"),
        ("The minister arrived in the capital on Sunday.", "en", "English"),
        ("Le ministre est arrivé hier soir", "", "Latin"),
        ("Министр прибыл в столицу", "", "Cyrillic"),
        ("12:30 — 😀", "", "no letters"),
    ],
)
def test_arabic_other_languages_are_told(text: str, code: str, reason: str) -> None:
    found, why = language_of(text)
    assert found == code
    assert reason in why


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        "عاجل",
        "محمد علي",
        "چاد وغانا",  # one word with a foreign letter
        ARABIC.replace("ي", "ی").replace("ك", "ک"),  # typed on a Persian keyboard
        ARABIC + " The United Nations said so.",
        "د. محمد ود. علي و د. سعيد في باريس",
        "وصل وفد Google و Microsoft",
        "قُتِلَ رجــلٌ 😀",
    ],
)
def test_arabic_is_kept(text: str) -> None:
    assert language_of(text) == ("ar", "")
