"""Folding: what readers take for one word has one spelling, and nothing else has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.language.folding import MARKS, fold


@pytest.mark.parametrize(
    "spellings",
    [
        ("باشاغا", "باشآغا", "باشأغا"),
        ("السيسي", "السيسى", "السیسی"),
        ("مئة", "مئه", "مِئَة"),
        ("مسؤول", "مسوول"),
        ("قطر", "قطــر", "قَطَر", "ق\u200dطر", "\u200fقطر\u200e", "\ufeffقطر"),
        ("كردستان", "کردستان"),
        ("2015", "٢٠١٥", "۲۰۱۵"),
        ("لا", "ﻻ", "ﻟﺎ"),
        ("ABC", "abc"),
    ],
)
def test_spellings_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("علم", "عالم"), ("قطر", "قطار"), ("سماء", "سما"), ("حرب", "ضرب")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_every_mark_is_dropped() -> None:
    assert fold(f"ق{MARKS}طر") == "قطر"


def test_punctuation_and_spaces_stay() -> None:
    assert fold("قال: «نعم»، ثم\tغادر.") == "قال: «نعم»، ثم\tغادر."


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8", min_codepoint=0x20, max_codepoint=0x6FF)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
