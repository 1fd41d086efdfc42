"""Sentences: where they end in news prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.language.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["غادر الوفد.", "ثم عاد."],
        ["هل غادر؟", "نعم!", "عاد…", "انتهى"],
        ["قال «لن نعود.»", "وأضاف"],
        ["سطر أول", "سطر ثان"],
        ["غادر .", "وعاد"],
        ["انتظر...", "ثم عاد"],
    ],
)
def test_marks_end_a_sentence(parts: list[str]) -> None:
    assert split(" ".join(parts) if parts[0] != "سطر أول" else "\n".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "التقى د. محمد الوزير.",
        "سنة 300 ق. م.",
        "بلغت 3.5 في المئة",
        "عام 1436 هـ. في مكة",
        "وفق موقع example.com أمس",
        "قال؛ ثم أضاف، وعاد",
        "ثم .. عاد",
        "أ.د. علي",
    ],
)
def test_marks_inside_a_sentence_do_not_end_it(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_blank_and_wordless_pieces_are_left_out() -> None:
    assert split("\n\n * \n  قال. \n---\n") == ["قال."]
    assert split("") == split(" \n ") == split("...") == []


def test_a_mark_at_the_very_beginning_makes_no_sentence_of_its_own() -> None:
    assert split(".. قال") == ["قال"]


PIECES = "قال|د.|..|…|3|.5|»|؟|\n|م|a.b|(|!|\u200f"


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=15))
def test_sentences_cover_every_letter_and_digit_once(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = sentences(text)
    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(found))
    covered = {i for a, b in found for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())
    assert all(not text[a].isspace() and not text[b - 1].isspace() for a, b in found)
