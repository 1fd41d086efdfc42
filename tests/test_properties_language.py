"""What holds of the reading of Arabic for any text: offsets are exact, nothing is lost, nothing fails."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.language.clitics import splits, without_pronoun
from musnad.language.dates import find_dates, precision
from musnad.language.folding import fold
from musnad.language.inflection import adjective_forms, noun_forms
from musnad.language.numerals import numeral, ordinal
from musnad.language.romanisation import romanise
from musnad.language.sentences import LONGEST, sentences
from musnad.language.words import words

QUICK = settings(max_examples=150, deadline=None, derandomize=True)
PIECES = [
    "زار",
    "الوزير",
    "باريس",
    "أمس",
    "اليوم",
    "غدا",
    "قبل",
    "بعد",
    "من",
    "إلى",
    "حتى",
    "خلال",
    "يوم",
    "أيام",
    "شهر",
    "عام",
    "سنة",
    "أسبوع",
    "الماضي",
    "المقبل",
    "الجاري",
    "مطلع",
    "أواخر",
    "الاثنين",
    "الخميس",
    "يناير",
    "كانون",
    "الثاني",
    "رمضان",
    "شعبان",
    "1441هـ",
    "15",
    "2020",
    "31/12/1999",
    "0",
    "00",
    "99999",
    "12:30",
    "٣",
    "۴",
    "²",
    "①",
    "ألف",
    "مليون",
    "مئة",
    "خمسة",
    "وعشرين",
    "الأول",
    "الحادي",
    "عشر",
    "ونصف",
    "نفسه",
    "التالي",
    "السابق",
    "ذلك",
    "هذا",
    "في",
    "منذ",
    "ولل",
    "و",
    "ـ",
    "ً",
    ".",
    "..",
    "؟",
    "،",
    "(",
    ")",
    "«",
    "»",
    "-",
    "/",
    ":",
]
arabic = st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=60)
news = st.lists(st.sampled_from([*PIECES, "\n", " "]), max_size=40).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
texts = news | glued | arabic | st.text(max_size=120)
days = st.sampled_from(
    ["", "2020-06-10", "2020-02-29", "1900-01-01", "0001-01-01", "9999-12-31", "x", "2020-06-10T10:00"]
)


@QUICK
@given(texts)
def test_sentences_hold_every_letter_once_in_order(text: str) -> None:
    found = sentences(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(text[a:b] == text[a:b].strip() for a, b in found)
    inside = "".join(text[a:b] for a, b in found)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(["زار", "الوزير،", "(", "باريس", "3.5"]), min_size=1, max_size=6),
    st.integers(100, 900),
)
def test_long_sentences_are_cut_between_words(pieces: list[str], times: int) -> None:
    text = " ".join(pieces * times)
    found = sentences(text)
    assert [w for a, b in found for w in text[a:b].split()] == text.split() or "(" in pieces
    assert all(len(words(text, a, b)) <= LONGEST for a, b in found)
    assert [w.text for a, b in found for w in words(text, a, b) if w.text != "("] == [
        w.text for w in words(text) if w.text != "("
    ]


@QUICK
@given(texts)
def test_words_stand_where_they_say(text: str) -> None:
    found = words(text)
    assert all(text[w.start : w.end] == w.text and w.text for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert sum(map(len, re.findall(r"\S", "".join(w.text for w in found)))) == len(re.findall(r"\S", text))
    for start, end in sentences(text):
        inside = words(text, start, end)
        assert all(start <= w.start < w.end <= end and text[w.start : w.end] == w.text for w in inside)


@QUICK
@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@QUICK
@given(texts)
def test_clitics_put_together_are_the_word(text: str) -> None:
    for word in words(text):
        for split in splits(word.key):
            assert word.key.endswith(split.stem) and len(split.stem) >= 2
            assert split.width == len(word.key) - len(split.stem)
            for stem, pronoun in without_pronoun(split.stem):
                assert stem + pronoun == split.stem


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts, days, days)
def test_dates_of_any_text(text: str, anchor: str, before: str) -> None:
    for start, end in sentences(text) or [(0, len(text))]:
        inside = words(text, start, end)
        found = find_dates(inside, anchor, text, before)
        for date in found:
            assert text[date.start : date.end] == date.text
            assert 0 <= date.first < date.last <= len(inside)
            assert (inside[date.first].start, inside[date.last - 1].end) == (date.start, date.end)
            assert re.fullmatch(r"(\d{4}(-\d\d){0,2}|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d)?", date.value, re.ASCII)
            assert date.precision == precision(date.value)
            first, _, last = date.value.partition("/")
            assert not last or first <= last
        assert all(a.last <= b.first for a, b in pairwise(found))
        assert found == find_dates(inside, anchor, text, before)


@QUICK
@given(texts)
def test_numerals_advance_or_are_none(text: str) -> None:
    keys = [w.key for w in words(text)]
    for i in range(len(keys)):
        for found in (numeral(keys, i), ordinal(keys, i)):
            assert found is None or i < found[1] <= len(keys)


@QUICK
@given(arabic | st.text(max_size=20))
def test_forms_and_romanisation_of_any_word(word: str) -> None:
    assert romanise(word, {}) == romanise(word, {})
    key = fold(word)
    if key.isalpha():
        assert all(isinstance(form, str) for form in (*adjective_forms(key), *noun_forms(key)))
