"""Romanising names: the convention holds for known words, for unknown ones as far as Arabic script tells."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.knowledge import load_knowledge
from musnad.language.folding import MARKS, fold
from musnad.language.romanisation import romanise, spell

KB = load_knowledge()
KNOWN = KB.latin
PLAIN = re.compile(r"([A-Za-z'-]+( [A-Za-z'-]+)*)?")


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("محمد فوزي عيسى", "Muhammad Fawzi Isa"),
        ("عبد الرحمن السويحلي", "Abd al-Rahman al-Suwayhili"),
        ("عبدالرحمن شلقم", "Abd al-Rahman Shalqam"),
        ("أبو بكر البغدادي", "Abu Bakr al-Baghdadi"),
        ("ابوبكر عمر", "Abu Bakr Umar"),
        ("عبد الله بن عبد العزيز آل سعود", "Abdallah bin Abd al-Aziz Al Saud"),
        ("عبدالله الثني", "Abdallah al-Thani"),
        ("علي عبد الله صالح", "Ali Abdallah Salih"),
        ("حسن نصر الله", "Hasan Nasrallah"),
        ("حسن نصرالله", "Hasan Nasrallah"),
        ("سيف الدين البابا", "Sayf al-Din al-Baba"),
        ("أحمد عمر معيتيق", "Ahmad Umar Maitiq"),
        ("فاطمة الزهراء حسين", "Fatima al-Zahra Husayn"),
        ("يوسف إبراهيم", "Yusuf Ibrahim"),
        ("مصطفى كامل", "Mustafa Kamil"),
        ("ابن خلدون", "Ibn Khaldun"),
        ("بن سلمان", "Bin Salman"),
        ("أسامة بن لادن", "Usama bin Ladin"),
        ("زينب بنت علي", "Zaynab bint Ali"),
        ("المختار ولد داداه", "al-Mukhtar Ould Daddah"),
        ("أم كلثوم", "Umm Kulthum"),
        ("عثمان سعد جعفر", "Uthman Saad Jaafar"),
        ("طه ياسين رمضان", "Taha Yasin Ramadan"),
        ("هدى شعراوي", "Huda Shaarawi"),
        ("فؤاد معصوم", "Fuad Maasum"),
        ("فائز السراج", "Faiz al-Saraj"),
        ("لؤي الشريف", "Luay al-Sharif"),
        ("عمرو موسى", "Amr Musa"),
        ("جمعة سفيان", "Juma Sufyan"),
        ("عصام حسام غسان", "Isam Husam Ghassan"),
        ("مريم زهير توفيق", "Maryam Zuhayr Tawfiq"),
        ("جورج حبش", "George Habash"),
        ("عبد ربه منصور", "Abd Rabbuh Mansur"),
        ("القذافي", "al-Gaddafi"),
    ],
)
def test_romanise_known_words(name: str, latin: str) -> None:
    assert romanise(name, KNOWN) == latin


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("شاهر", "Shahir"),
        ("مطلوب", "Matlub"),
        ("الغرناطي", "al-Gharnati"),
        ("الدهماني", "al-Dahmani"),
        ("المسلاتي", "al-Maslati"),
        ("الترهوني", "al-Tarhuni"),
        ("القماطي", "al-Qamati"),
        ("البرغثي", "al-Barghathi"),
        ("الزنتاني", "al-Zantani"),
        ("الورشفاني", "al-Warshafani"),
        ("الشويهدي", "al-Shuwayhidi"),
        ("الخويلدي", "al-Khuwaylidi"),
        ("البويضي", "al-Buwaydi"),
        ("عويدات", "Uwaydat"),
        ("بوخمادة", "Bukhamada"),
        ("الشكشوكي", "al-Shakshuki"),
        ("المنقوش", "al-Manqush"),
        ("الخازمي", "al-Khazimi"),
        ("تنتوش", "Tantush"),
        ("الهوني", "al-Huni"),
        ("المهدوي", "al-Mahdawi"),
        ("الجروشي", "al-Jarushi"),
        ("القايد", "al-Qayid"),
        ("المسماري", "al-Masmari"),
        ("الطبولي", "al-Tabuli"),
        ("نصية", "Nasiya"),
        ("شرادة", "Sharada"),
        ("كوثر", "Kawthar"),
        ("هيثم", "Haytham"),
        ("زيدان", "Zaydan"),
        ("أسعد", "Asad"),
        ("حياة", "Hayat"),
        ("منصف", "Munsif"),
        ("عائشة", "Aisha"),
        ("رأفت", "Raafat"),
        ("شعلان", "Shaalan"),
        ("مؤمن", "Mumin"),
        ("إيمان", "Iman"),
        ("آمنة", "Amina"),
    ],
)
def test_romanise_unknown_words(word: str, latin: str) -> None:
    assert romanise(word, {}) == latin


def test_romanise_endings_of_known_words() -> None:
    assert romanise("الزبيري زبيرة", {"زبير": "Zubayr"}) == "al-Zubayri Zubayra"
    assert romanise("نخلي", {"النخلي": "al-Nakhli"}) == "Nakhli"


def test_romanise_marks_and_signs() -> None:
    assert romanise(f"مُحَمّد{MARKS} «القَطَــري»، 3", KNOWN) == romanise("محمد القطري", KNOWN)
    assert romanise("ﻻﻓﻲ", {}) == romanise("لافي", {})


@pytest.mark.parametrize("name", ["", " ", "3", "John", "؟،", "ـ", "\u064e"])
def test_romanise_nothing_arabic(name: str) -> None:
    assert romanise(name, KNOWN) == ""


ARABIC = st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" ابويةىءأئؤلعم")


@given(st.text(ARABIC) | st.text())
@settings(deadline=None, max_examples=400)
def test_romanise_any_text_gives_plain_letters(text: str) -> None:
    assert PLAIN.fullmatch(romanise(text, KNOWN))
    assert PLAIN.fullmatch(romanise(text, {}))


def test_known_words_are_plain_and_folded() -> None:
    assert len(KNOWN) > 3900
    for word, latin in KNOWN.items():
        assert fold(word) == word
        assert re.fullmatch("(al-)?[A-Z][a-z]*", latin), word
        assert romanise(word, KNOWN), word


def test_spelling_by_rule_agrees_with_known_words() -> None:
    """Of what press spellings say about vowels and doubled letters, the rule finds a good part by itself."""
    words = [(w, latin) for w, latin in KNOWN.items() if not latin.startswith("al-")]
    single = [(re.sub(r"(.)\1+", r"\1", spell(w)), re.sub(r"(.)\1+", r"\1", latin)) for w, latin in words]
    assert sum(a == b for a, b in single) / len(single) > 0.45


def skeleton(name: str) -> str:
    """A name without article, vowels and what dialect and press do to consonants (q k, th t, gh g)."""
    ascii_only = unicodedata.normalize("NFKD", name.split(" (")[0]).encode("ascii", "ignore").decode().lower()
    letters = re.sub(r"\b(al|el|as|ash)[- ]|[^a-z]", "", ascii_only).replace("ou", "u").replace("ch", "sh")
    for press, ours in (("q", "k"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("g", "j")):
        letters = letters.replace(press, ours)
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", letters))


def test_romanise_persons_of_the_knowledge_base() -> None:
    """Their press names differ in vowels (Mohamed Khaled) and dialect; their consonants mostly agree."""
    arab = {"EGY", "LBY", "SDN", "SYR", "IRQ", "JOR", "PSE", "YEM", "SAU", "KWT", "QAT", "ARE", "OMN", "BHR"}
    names = [a.name for a in KB.actors.values() if a.kind == "person" and a.country in arab]
    same = sum(skeleton(romanise(name.ar, KNOWN)) == skeleton(name.en) for name in names)
    assert same / len(names) > 0.65
