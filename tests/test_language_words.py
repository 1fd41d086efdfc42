"""Words and punctuation with their places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.language.words import word_key, words


def test_words_and_marks_in_order_with_offsets() -> None:
    text = "قال «نعم»، في 19/11."
    row = words(text)
    assert [w.text for w in row] == ["قال", "«", "نعم", "»", "،", "في", "19", "/", "11", "."]
    assert all(text[w.start : w.end] == w.text for w in row)


def test_offsets_of_a_slice_count_from_the_beginning_of_the_text() -> None:
    text = "قبل. زار الوزير باريس"
    (first, *_, last) = words(text, 5, 15)
    assert (first.text, first.start, last.text, last.end) == ("زار", 5, "الوزير", 15)


def test_vowels_and_invisible_marks_stay_inside_the_word() -> None:
    (word,) = words("قُتِ\u200cلَ")
    assert word.key == "قتل"


def test_punctuation_is_told_from_words() -> None:
    assert [w.is_punctuation for w in words("قال ، 5 _ « \u200f")] == [False, True, False, False, True, True]


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("على", "على"),
        ("علي", "علي"),
        ("وعلى", "وعلى"),
        ("إلى", "الى"),
        ("فإلى", "فالى"),
        ("مستشفى", "مستشفي"),
    ],
)
def test_prepositions_keep_their_alef_maqsura(word: str, key: str) -> None:
    assert word_key(word) == key


@settings(derandomize=True, database=None, deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_words_cover_all_but_white_space(text: str) -> None:
    row = words(text)
    assert all(a.end <= b.start for a, b in pairwise(row))
    covered = {i for w in row for i in range(w.start, w.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
