"""Copies: found by containment, between outlets, within a week, without chains."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.provenance.copies import LEAST_SHARED, UNDATED, Text, find_copies, repeats
from musnad.provenance.model import Copy
from musnad.provenance.shingles import shingles

WORDS = [f"كلمة{number}" for number in range(5_000)]


def article(seed: int, sentences: int = 12, words: int = 12) -> list[str]:
    """Sentences of words at random."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=words)) for _ in range(sentences)]


def text(name: str, sentences: list[str], outlet: str = "", day: int = 1) -> Text:
    return Text(name, outlet or name, day, shingles(". ".join(sentences)))


def pairs(copies: tuple[Copy, ...]) -> list[tuple[str, str]]:
    return [(copy.document_id, copy.original_id) for copy in copies]


def test_copy_with_sentences_left_out_moved_and_a_new_headline_is_found() -> None:
    whole = article(1)
    shortened = ["عنوان آخر تماما للخبر", *whole[6:10], *whole[:4]]
    copies = find_copies([text("a", whole), text("b", shortened), text("c", article(2))])
    assert pairs(copies) == [("b", "a")]
    assert copies[0].similarity > 0.8
    assert copies[0].shared >= LEAST_SHARED


def test_spelling_makes_no_other_text() -> None:
    sentence = "استقبل وزير الداخلية فتحي باشاغا إلى جانب رئيس الأركان في مقر الحكومة وفدا من أعيان المدينة"
    sentences = [f"{sentence} {number}" for number in range(4)]
    respelled = [re.sub("أ|إ", "ا", s).replace("باشاغا", "باشآغا").replace("ة", "ه") for s in sentences]
    assert find_copies([text("a", sentences), text("b", respelled)])[0].similarity == 1


def test_same_happening_in_own_words_is_no_copy() -> None:
    common = article(3, sentences=1)
    assert find_copies([text("a", article(4) + common), text("b", article(5) + common)]) == ()


def test_extended_report_copies_and_round_up_does_not() -> None:
    first = article(6, sentences=6)
    extended = first + article(7, sentences=8)
    round_up = first + article(8, sentences=60)
    assert pairs(find_copies([text("a", first), text("b", extended)])) == [("b", "a")]
    assert find_copies([text("a", first), text("b", round_up)]) == ()
    assert pairs(find_copies([text("a", round_up), text("b", first)])) == [("b", "a")]


@pytest.mark.parametrize(
    ("shared", "later", "earlier", "expected"),
    [
        (40, 100, 300, True),
        (39, 100, 300, False),
        (40, 200, 100, True),
        (40, 201, 100, False),
        (14, 14, 14, False),
    ],
)
def test_repeats(shared: int, later: int, earlier: int, expected: bool) -> None:
    assert repeats(shared, later, earlier) is expected


def test_no_chains() -> None:
    one, two = article(9, sentences=10), article(10, sentences=10)
    bridge = one[:5] + two[:5]
    found = find_copies([text("a", one), text("b", bridge, day=2), text("c", two, day=3)])
    # c shares half with b, a copy of a, and nothing with a: it stands for itself.
    assert pairs(found) == [("b", "a")]


def test_of_several_originals_the_one_it_resembles_most() -> None:
    one, two = article(11), article(12)
    mixed = one[:7] + two[:5]
    assert pairs(find_copies([text("a", one), text("b", two), text("c", mixed)])) == [("c", "a")]


def test_window_and_documents_without_date() -> None:
    whole = article(13)
    near, far = text("b", whole, day=8), text("c", whole, day=9)
    assert pairs(find_copies([text("a", whole, day=1), near])) == [("b", "a")]
    assert find_copies([text("a", whole, day=1), far]) == ()
    undated = text("c", whole, day=UNDATED)
    assert pairs(find_copies([text("a", whole, day=1), near, undated])) == [("b", "a"), ("c", "a")]


def test_frames_within_an_outlet_are_no_copies_but_a_second_printing_is() -> None:
    frame = article(14, sentences=6)
    monday, tuesday = frame + article(15, sentences=6), frame + article(16, sentences=6)
    texts = [text("a", monday, "o", 1), text("b", tuesday, "o", 2), text("c", [*monday, "تحديث"], "o", 2)]
    assert pairs(find_copies(texts)) == [("c", "a")]
    assert pairs(find_copies([text("a", monday, "o", 1), text("b", tuesday, "p", 2)])) == [("b", "a")]


def test_formula_of_many_weeks_is_no_sign_of_copying() -> None:
    formula = article(17, sentences=7)
    texts = [
        text(f"{week}{outlet}", formula + article(100 * week + number, sentences=5), outlet, day=7 * week + 7)
        for week in range(4)
        for number, outlet in enumerate("op")
    ]
    assert find_copies(texts) == ()
    assert len(find_copies(texts[:4])) > 0  # in two weeks it could still be one report


def test_many_copies_of_one_report() -> None:
    whole = article(18)
    texts = [text(f"{number:03}", whole) for number in range(300)]
    assert {copy.original_id for copy in find_copies(texts)} == {"000"}
    assert len(find_copies(texts)) == 299


def test_nothing_and_next_to_nothing() -> None:
    assert find_copies([]) == ()
    assert find_copies([text("a", []), text("b", ["كلمة"]), text("c", ["كلمة"])]) == ()


@given(st.text())
def test_shingles_are_sorted_and_distinct(words: str) -> None:
    found = shingles(words).tolist()
    assert found == sorted(set(found))
    assert shingles(words + " .").tolist() == found
