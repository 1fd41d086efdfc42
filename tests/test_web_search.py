from __future__ import annotations

from musnad.web.pages.search import AFTER, BEFORE, snippet

TEXT = "قال المتحدث إن وَقْفَ إطلاقِ النارِ 🕊️ دخل حيز التنفيذ"


def joined(found: dict[str, str]) -> str:
    return found["before"] + found["found"] + found["after"]


def test_words_that_stand_together_are_shown_together() -> None:
    found = snippet(TEXT, ["وقف", "اطلاق", "النار"])
    assert found["found"] == "وَقْفَ إطلاقِ النارِ"
    assert joined(found) == TEXT


def test_else_the_first_word_that_is_there() -> None:
    assert snippet(TEXT, ["غائب", "دخل", "قال"])["found"] == "دخل"
    assert snippet(TEXT, ["غائب"]) == {"before": "", "found": "", "after": TEXT}


def test_a_long_text_is_cut_between_words() -> None:
    text = " ".join(f"كلمة{number}" for number in range(200))
    found = snippet(text, ["كلمه100"])
    before, after = found["before"].removeprefix("…"), found["after"].removesuffix(" …")
    assert found["found"] == "كلمة100" and len(before) <= BEFORE and len(after) <= AFTER
    assert set(before.split() + after.split()) <= set(text.split())
    assert f"{before}{found['found']}{after}" in text


def test_a_letter_of_several_is_one_place() -> None:
    assert snippet("قال ﻻ شك", ["لا"])["found"] == "ﻻ"
