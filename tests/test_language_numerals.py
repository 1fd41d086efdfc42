"""Numbers in figures and words, and ordinals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.language.numerals import numeral, ordinal
from musnad.language.words import words


def keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("7 أشخاص", 7, "أشخاص"),
        ("٢٥ شخصا", 25, "شخصا"),
        ("۲۵ شخصا", 25, "شخصا"),
        ("و500 جندي", 500, "جندي"),
        ("1,234,567 دولارا", 1234567, "دولارا"),
        ("٣٬٥٠٠ جندي", 3500, "جندي"),
        ("10.000 متظاهر", 10000, "متظاهر"),
        ("٣٫٥ ساعة", 3.5, "ساعة"),
        ("3.25 ساعة", 3.25, "ساعة"),
        ("2.5 مليون دولار", 2500000, "دولار"),
        ("3,5 مليون دولار", 3500000, "دولار"),
        ("3.125 مليون دولار", 3125000, "دولار"),
        ("3 آلاف شخص", 3000, "شخص"),
        ("3 آلاف و500 شخص", 3500, "شخص"),
        ("50 ألفا من", 50000, "من"),
        ("واحد", 1, ""),
        ("اثنين من", 2, "من"),
        ("ثلاثة أشخاص", 3, "أشخاص"),
        ("ثلاث نساء", 3, "نساء"),
        ("ثماني سنوات", 8, "سنوات"),
        ("الثمانية", 8, ""),
        ("عشرة أيام", 10, "أيام"),
        ("أحد عشر", 11, ""),
        ("اثنتي عشرة دولة", 12, "دولة"),
        ("خمسة عشر قتيلا", 15, "قتيلا"),
        ("خمس عشرة امرأة", 15, "امرأة"),
        ("عشرون يوما", 20, "يوما"),
        ("خمسة وعشرين عاما", 25, "عاما"),
        ("إحدى وعشرين دولة", 21, "دولة"),
        ("بتسعين", 90, ""),
        ("مئة", 100, ""),
        ("مائة جندي", 100, "جندي"),
        ("مئتين", 200, ""),
        ("مائتا جندي", 200, "جندي"),
        ("ثلاث مئة", 300, ""),
        ("ثمانمئة", 800, ""),
        ("مئة وخمسة وعشرين ألفا", 125000, ""),
        ("ألف وتسعمئة وتسعة وستين", 1969, ""),
        ("ألفين وأحد عشر", 2011, ""),
        ("ألفي جندي", 2000, "جندي"),
        ("خمسة عشر ألف جندي", 15000, "جندي"),
        ("مائتي ألف", 200000, ""),
        ("ثلاثة ملايين ومئتي ألف", 3200000, ""),
        ("مليون ونصف المليون دولار", 1500000, "دولار"),
        ("مليارين و700 مليون", 2700000000, ""),
        ("ثلاثة وجريح", 3, "وجريح"),
        ("خمسة وستة", 5, "وستة"),
        ("خمسة آلاف وستة آلاف", 5000, "وستة آلاف"),
    ],
)
def test_numeral(text: str, value: float, rest: str) -> None:
    row = keys(text)
    result = numeral(row, 0)
    assert result is not None
    assert result[0] == value
    assert type(result[0]) is type(value)
    assert row[result[1] :] == keys(rest)


@pytest.mark.parametrize(
    "text",
    [
        "عشرات القتلى",
        "آلاف",
        "ملايين",
        "أحد المسؤولين",
        "الاثنين",
        "بالمئة",
        "في المائة",
        "لست",
        "كمية",
        "ميتا",
        "جندي",
        "",
    ],
)
def test_what_is_no_numeral(text: str) -> None:
    assert numeral(keys(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value", "behind"),
    [
        ("الأول", 1, 1),
        ("الأولى", 1, 1),
        ("الثاني من", 2, 1),
        ("والثالثة", 3, 1),
        ("للرابع", 4, 1),
        ("بالعاشر", 10, 1),
        ("الحادي عشر", 11, 2),
        ("الثانية عشرة", 12, 2),
        ("التاسع عشر من", 19, 2),
        ("العشرين", 20, 1),
        ("الحادي والعشرين", 21, 2),
        ("الواحد والعشرين", 21, 2),
        ("الخامس والعشرون", 25, 2),
        ("الثلاثين", 30, 1),
        ("الحادي والثلاثين", 31, 2),
    ],
)
def test_ordinal(text: str, value: int, behind: int) -> None:
    assert ordinal(keys(text), 0) == (value, behind)


@pytest.mark.parametrize("text", ["ثاني", "الحادي", "الثاني والثلاثين", "الأحد", "الثلاثاء", "الواحد", ""])
def test_what_is_no_ordinal(text: str) -> None:
    assert ordinal(keys(text), 0) is None


def test_an_index_outside_begins_nothing() -> None:
    assert numeral(["3"], 1) is None
    assert numeral(["3"], -1) is None
    assert ordinal(["الاول"], 1) is None


def test_figures_too_long_for_a_number_are_none() -> None:
    assert numeral(["9" * 5000], 0) is None
    assert numeral(["1", *[",", "000"] * 3000], 0) is None


PIECES = "3 500 000 , . ٬ ٫ و5 وخمسه خمسه عشر عشرين وعشرين ميه الف الاف الفين مليون ونصف احد الثاني"


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=8))
def test_any_row_of_keys_is_read_without_error(row: list[str]) -> None:
    for i in range(len(row)):
        for result in (numeral(row, i), ordinal(row, i)):
            assert result is None or (i < result[1] <= len(row) and result[0] >= 0)
