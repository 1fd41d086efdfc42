"""Clitics: the ways to read a written word."""

from __future__ import annotations

import pytest

from musnad.language.clitics import Split, splits, without_pronoun


@pytest.mark.parametrize(
    ("key", "split"),
    [
        ("لحفتر", Split("", "ل", False, "حفتر")),
        ("وبالاضافه", Split("و", "ب", True, "اضافه")),
        ("ستنعكس", Split("", "س", False, "تنعكس")),
        ("وسيلتقي", Split("و", "س", False, "يلتقي")),
        ("للوزير", Split("", "ل", True, "وزير")),
        ("فالحكومه", Split("ف", "", True, "حكومه")),
        ("كالعاده", Split("", "ك", True, "عاده")),
    ],
)
def test_reading_is_among_the_splits(key: str, split: Split) -> None:
    assert split in splits(key)


def test_the_whole_word_comes_first_then_ever_more_clitics() -> None:
    found = splits("ولالمانيا")
    assert found[0] == Split("", "", False, "ولالمانيا")
    assert [s.width for s in found] == sorted(s.width for s in found)


def test_width_counts_the_letters_before_the_stem_as_written() -> None:
    for key in ("وللحكومه", "وبالاضافه", "ستنعكس", "لحفتر"):
        for split in splits(key):
            assert key[split.width :] == split.stem


@pytest.mark.parametrize("key", ["سوريا", "سلام"])
def test_the_future_particle_stands_only_before_a_verb_prefix(key: str) -> None:
    assert all(split.particle != "س" for split in splits(key))


@pytest.mark.parametrize("key", ["و", "ب", "", "ال"])
def test_no_split_leaves_less_than_two_letters(key: str) -> None:
    assert all(len(split.stem) >= 2 for split in splits(key))


def test_pronouns_come_off_the_end() -> None:
    assert ("مطالب", "هم") in without_pronoun("مطالبهم")
    assert ("زيارت", "ه") in without_pronoun("زيارته")
    assert without_pronoun("وفد") == ()
    assert without_pronoun("له") == ()
