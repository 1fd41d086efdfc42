"""Mentions: who and what a sentence names, by which words, and which country and sector they tell."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from musnad.coding.lexicon.coder import LexiconCoder
from musnad.coding.mentions import Mention, find_mentions
from musnad.knowledge import load_knowledge
from musnad.language.sentences import sentences
from musnad.language.words import words
from musnad.reading import read_text


@cache
def coder() -> LexiconCoder:
    return LexiconCoder()


def mentions(text: str, published: str = "2020-06-10") -> list[Mention]:
    """The mentions of a text, in order; each is checked to stand where it says."""
    document = read_text(text, published=published)
    found = [m for scene in coder().scenes(document) for m in scene.mentions]
    for mention in found:
        assert document.text[mention.start : mention.end] == mention.text
    return found


def only(text: str) -> Mention:
    (mention,) = mentions(text)
    return mention


def named(text: str, words_: str) -> Mention:
    (mention,) = (m for m in mentions(text) if m.text == words_)
    return mention


# Known names.


@pytest.mark.parametrize(
    ("written", "text", "particle", "conjunction"),
    [
        ("مصر", "مصر", "", False),
        ("لمصر", "مصر", "ل", False),
        ("بمصر", "مصر", "ب", False),
        ("ومصر", "مصر", "", True),
        ("ولمصر", "مصر", "ل", True),
    ],
)
def test_mentions_of_a_state_stand_without_clitics(
    written: str, text: str, particle: str, conjunction: bool
) -> None:
    mention = only(f"سافر {written}.")
    assert (mention.text, mention.particle, mention.conjunction) == (text, particle, conjunction)
    assert (mention.kind, mention.code) == ("state", "EGY GOV")


def test_mentions_keep_preposition_and_article_that_are_written_as_one() -> None:
    mention = only("انضم للأمم المتحدة.")
    assert (mention.text, mention.particle, mention.definite) == ("للأمم المتحدة", "ل", True)
    assert (mention.kind, mention.code, mention.identity) == ("actor", "IGO UNO", "un")


def test_mentions_of_a_known_person_take_the_office_held_on_the_date() -> None:
    mention = only("وصل سامح شكري.")
    assert (mention.kind, mention.code, mention.source) == ("person", "EGY GOV", "office")
    participant = mention.participant()
    assert participant.actor_id == mention.identity == "shoukry-sameh"
    assert participant.name is not None and participant.name.en == "Sameh Shoukry"


def test_mentions_of_a_capital_stand_for_its_government() -> None:
    capital, state = mentions("واشنطن والولايات المتحدة")
    assert (capital.kind, capital.code, state.kind, state.code) == ("capital", "USA GOV", "state", "USA GOV")
    assert capital.identity == state.identity == "USA"
    assert capital.participant().name == state.participant().name


def test_mentions_of_a_city_carry_the_place() -> None:
    mention = only("في كركوك.")
    assert mention.kind == "place" and mention.place is not None
    assert mention.iso == mention.place.iso3 == "IRQ"
    assert mention.participant().actor_id is None


# Role phrases.


def test_mentions_join_office_country_and_name_into_one_person() -> None:
    mention = only("استقبل وزير الخارجية المصري سامح شكري.")
    assert (mention.kind, mention.text, mention.code) == ("person", "سامح شكري", "EGY GOV")
    assert mention.office == (1, 4)
    assert mention.first == 1 and mention.last == 6


@pytest.mark.parametrize(
    ("phrase", "kind", "code"),
    [
        ("وزير الزراعة الفرنسي", "office", "FRA GOV"),
        ("الشرطة التونسية", "group", "TUN COP"),
        ("البرلمان السويسري", "body", "CHE LEG"),
        ("المبعوث الأممي", "office", "IGO UNO"),
        ("سفير فرنسا", "office", "FRA GOV"),
        ("الجيش السويسري", "group", "CHE MIL"),
    ],
)
def test_mentions_of_a_role_take_country_and_sector_from_its_words(phrase: str, kind: str, code: str) -> None:
    mention = only(f"قال {phrase}.")
    assert (mention.text, mention.kind, mention.code, mention.source) == (phrase, kind, code, "role")
    assert mention.participant().actor_id is None


def test_mentions_of_a_role_keep_what_it_belongs_to() -> None:
    mention = only("وصل رئيس حركة النهضة راشد الغنوشي.")
    assert mention.kind == "person" and mention.text == "راشد الغنوشي"
    assert mention.body is not None and mention.body.text == "حركة النهضة"


def test_mentions_of_some_members_include_the_group_behind_min() -> None:
    found = mentions("عناصر من حزب العمال الكردستاني في العراق.")
    assert [(m.text, m.code) for m in found] == [
        ("عناصر من حزب العمال الكردستاني", "TUR REB"),
        ("العراق", "IRQ GOV"),
    ]


def test_mentions_of_a_group_include_its_name_in_quotation_marks() -> None:
    group = only("هاجم تنظيم «داعش» أمس.")
    assert (group.kind, group.code) == ("group", "IMG REB")
    assert group.body is not None and group.body.text == "داعش"


def test_mentions_of_states_with_a_leaning_say_toward_whom() -> None:
    group = named("اجتمعت الدول الداعمة لحفتر.", "الدول الداعمة لحفتر")
    assert group.leaning is not None
    position, toward = group.leaning
    assert position == 2 and toward.text == "حفتر" and toward.code == "LBY MIL"


def test_mentions_give_a_person_the_office_that_follows_the_name() -> None:
    person, office, country = mentions("قال كريم الشهابي، وزير الدفاع في العراق.")
    assert (person.text, person.kind, office.kind, country.text) == (
        "كريم الشهابي",
        "person",
        "office",
        "العراق",
    )
    assert person.office == (office.first, office.last)
    assert person.sector == office.sector == "GOV"


# Adjectives.


@pytest.mark.parametrize("noun", ["الخبير", "الناشط", "النائب", "البرلمان"])
def test_mentions_take_an_adjective_with_its_noun(noun: str) -> None:
    found = mentions(f"اجتمع {noun} السياسي.")
    assert [m.text for m in found] == [f"{noun} السياسي"]


def test_mentions_do_not_begin_with_an_adjective_behind_a_noun() -> None:
    assert [m.text for m in mentions("تغير المشهد السياسي.")] == []


@pytest.mark.parametrize(
    ("text", "people", "iso"),
    [
        ("سافر المصريون.", "المصريون", "EGY"),
        ("عاد السوريين.", "السوريين", "SYR"),
        ("عادت الليبيات.", "الليبيات", "LBY"),
    ],
)
def test_mentions_of_nationals_are_people(text: str, people: str, iso: str) -> None:
    mention = only(text)
    assert (mention.text, mention.kind, mention.code, mention.plural) == (
        people,
        "people",
        f"{iso} CVL",
        True,
    )


def test_mentions_of_a_lone_nationality_stand_for_the_government() -> None:
    mention = only("انتهت الغارات الإسرائيلية.")
    assert (mention.text, mention.kind, mention.code) == ("الإسرائيلية", "nisba", "ISR GOV")
    assert mention.identity == "ISR"


# Persons that are not in the knowledge base.


def test_mentions_know_an_introduced_person_by_surname() -> None:
    text = "قال وزير الدفاع العراقي كريم الشهابي إن الطريق مفتوح.\nوأكد الشهابي ذلك."
    first, second = mentions(text)
    assert (first.text, first.code, first.actor) == ("كريم الشهابي", "IRQ GOV", None)
    assert (second.text, second.kind, second.code) == ("الشهابي", "person", "IRQ GOV")


def test_mentions_give_an_earlier_surname_the_country_told_later() -> None:
    early, late = mentions("وصل كريم الشهابي.\nأكد وزير الدفاع العراقي كريم الشهابي ذلك.")
    assert (early.text, early.code) == ("كريم الشهابي", "IRQ GOV")
    assert late.office is not None


def test_mentions_do_not_know_a_surname_that_was_never_introduced() -> None:
    assert mentions("وأكد الشهابي ذلك.") == []


# Context.


def test_mentions_without_country_take_the_country_of_the_document() -> None:
    state, office = mentions("اجتمع البرلمان السويسري.\nقال الوزير ذلك.")
    assert (state.code, state.source) == ("CHE LEG", "role")
    assert (office.text, office.code, office.source) == ("الوزير", "CHE GOV", "context")


def test_mentions_of_several_states_keep_no_country() -> None:
    found = mentions("قالت الدول الغربية والدول العربية إن ليبيا بلد.")
    assert [(m.text, m.code, m.source) for m in found[:2]] == [
        ("الدول الغربية", "--- GOV", "none"),
        ("الدول العربية", "--- GOV", "none"),
    ]


def test_mentions_of_the_organisation_mean_the_one_named_before() -> None:
    found = mentions("ظهر تنظيم الدولة الإسلامية.\nقال التنظيم ذلك.")
    assert [(m.text, m.identity, m.source) for m in found] == [
        ("تنظيم الدولة الإسلامية", "isis", "name"),
        ("التنظيم", "isis", "context"),
    ]


# Offsets.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وَصَلَ سَامِح شُكْرِي إلى لِيبْيَا.", ["سَامِح شُكْرِي", "لِيبْيَا"]),
        ("سافر إلى وَلِمِصْرَ.", ["مِصْرَ"]),
        ("وصــل وزيـــر الدفـــاع الفرنسي.", ["وزيـــر الدفـــاع الفرنسي"]),
        ("\u200fسافر لـمصر.", ["مصر"]),
    ],
)
def test_mentions_stand_in_the_text_with_its_marks(text: str, expected: list[str]) -> None:
    found = [m.text.lstrip("ًٌٍَُِّْـ") for m in mentions(text)]
    assert found == expected


def test_mentions_of_one_sentence_do_not_overlap_and_are_in_order() -> None:
    text = "التقى وزير الخارجية المصري سامح شكري في تونس رئيس الوزراء الليبي فائز السراج والسفير الفرنسي."
    found = mentions(text)
    assert len(found) >= 3
    assert all(a.last <= b.first and a.end <= b.start for a, b in pairwise(found))


def test_find_mentions_works_on_words_alone() -> None:
    text = "غادر الوزير إلى مصر. بقي فيها."
    split = [words(text, start, end) for start, end in sentences(text)]
    found = find_mentions(text, split, load_knowledge(), "", lambda key: key == "غادر")
    assert [[m.text for m in row] for row in found] == [["الوزير", "مصر"], []]
    assert found[0][1].sentence == 0 and text[found[0][1].start : found[0][1].end] == "مصر"
