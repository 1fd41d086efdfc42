"""The brief's words: two languages that say the same, numbers that agree."""

from __future__ import annotations

import datetime
import re
from string import Formatter

import pytest

from musnad.brief import words_ar, words_en
from musnad.brief.words import Words, harmless, unmarked
from musnad.errors import UsageError
from musnad.ontology import EVENT_TYPES
from musnad.records import Name

ARABIC, ENGLISH = Words("ar", {"EGY": Name("مصر", "Egypt")}), Words("en", {"EGY": Name("مصر", "Egypt")})


def places(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def test_both_languages_have_every_message_with_the_same_places() -> None:
    assert words_ar.MESSAGES.keys() == words_en.MESSAGES.keys()
    unlike = [k for k in words_en.MESSAGES if places(words_en.MESSAGES[k]) != places(words_ar.MESSAGES[k])]
    assert unlike == []


def test_both_languages_name_every_type_and_noun() -> None:
    assert words_ar.TYPES.keys() == words_en.TYPES.keys() == set(EVENT_TYPES)
    assert words_ar.NOUNS.keys() == words_en.NOUNS.keys()


def test_arabic_messages_are_arabic() -> None:
    for message in words_ar.MESSAGES.values():
        bare = re.sub(r"\{\w+\}|docs/accuracy\.md|\bz\b|JSON", "", message)
        assert not re.search("[A-Za-z]", bare), message


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "لا أحداث"), (1, "حدث واحد"), (2, "حدثان"), (3, "3 أحداث"), (10, "10 أحداث"), (11, "11 حدثا"),
        (99, "99 حدثا"), (100, "100 حدث"), (102, "102 حدث"), (103, "103 أحداث"), (1250, "1,250 حدثا"),
    ],
)  # fmt: skip
def test_arabic_counts_agree(n: int, text: str) -> None:
    assert unmarked(ARABIC.count(n, "event")) == text


def test_counts_after_a_preposition_and_of_feminine_nouns() -> None:
    assert ARABIC.count(2, "event", oblique=True) == "حدثين"
    assert ARABIC.count(1, "outlet") == "مؤسسة إعلامية واحدة"
    assert unmarked(ENGLISH.count(1, "event")) == "1 event"
    assert unmarked(ENGLISH.count(0, "copy")) == "no copies"


def test_dates_as_newspapers_write_them() -> None:
    day = datetime.date(2020, 11, 19)
    assert unmarked(ARABIC.date(day)) == "19 نوفمبر/تشرين الثاني 2020"
    assert unmarked(ENGLISH.date(day)) == "19 November 2020"


def test_numbers_are_isolated_left_to_right() -> None:
    assert ARABIC.signed(-0.424) == "\u2066−0.42\u2069"
    assert unmarked(ARABIC.interval(-0.4, 0.5)) == "من −0.40 إلى +0.50"


def test_a_probability_never_becomes_a_certainty() -> None:
    assert [unmarked(ENGLISH.percent(p)) for p in (0.0, 0.0001, 0.5, 0.9999, 1.0)] == [
        "0%",
        "<1%",
        "50%",
        ">99%",
        "100%",
    ]


def test_names_are_those_of_the_language_and_harmless() -> None:
    hostile = Words("en", {"X": Name("", "\u202eevil\n\u2066x")})
    assert (ARABIC.bare_name("EGY"), ENGLISH.bare_name("EGY"), ENGLISH.bare_name("?")) == (
        "مصر",
        "Egypt",
        "?",
    )
    assert hostile.bare_name("X") == "evil x"
    assert harmless("a\x00\u2069b") == "a b"


def test_a_type_that_is_not_plovers_is_shown_as_it_is() -> None:
    assert ENGLISH.event_type("{0}") == "{0}"


def test_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="language 'fr'"):
        Words("fr", {})
