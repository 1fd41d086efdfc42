"""Who is meant by a name that a user writes."""

from __future__ import annotations

import pytest

from musnad.analysis import find_party, name_of
from musnad.errors import UsageError
from musnad.knowledge import KnowledgeBase, load_knowledge
from musnad.records import Name


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.mark.parametrize(
    ("text", "id", "kind"),
    [
        ("حفتر", "haftar-khalifa", "actor"),
        ("خليفة حفتر", "haftar-khalifa", "actor"),
        ("Haftar", "haftar-khalifa", "actor"),  # not one of his sons
        ("khalifa haftar", "haftar-khalifa", "actor"),
        ("haftar-saddam", "haftar-saddam", "actor"),
        ("باشآغا", "bashagha-fathi", "actor"),  # a variant spelling
        ("el-Sisi", "sisi-abdelfattah", "actor"),
        ("Erdogan", "erdogan", "actor"),  # Erdoğan
        ("  Fathi   Bashagha ", "bashagha-fathi", "actor"),
        ("الجيش الوطني الليبي", "lna-libya", "actor"),
        ("UN", "un", "actor"),
        ("الأمم المتحدة", "un", "actor"),
        ("Q7801", "icj", "actor"),
        ("EGY", "EGY", "state"),
        ("EG", "EGY", "state"),
        ("UAE", "ARE", "state"),
        ("مصر", "EGY", "state"),
        ("Egypt", "EGY", "state"),
        ("القاهرة", "EGY", "state"),
        ("Cairo", "EGY", "state"),
        ("الكرملين", "RUS", "state"),
        ("Q79", "EGY", "state"),
        ("LBY GOV", "LBY GOV", "code"),
        ("IGO UNO", "IGO UNO", "code"),
    ],
)
def test_a_text_means(knowledge: KnowledgeBase, text: str, id: str, kind: str) -> None:
    party = find_party(knowledge, text)
    assert (party.id, party.kind) == (id, kind)


def test_a_party_has_its_country(knowledge: KnowledgeBase) -> None:
    parties = [find_party(knowledge, text) for text in ("حفتر", "مصر", "LBY GOV", "UN", "IGO UNO")]
    assert [party.country for party in parties] == ["LBY", "EGY", "LBY", "", ""]


@pytest.mark.parametrize(
    ("text", "near"), [("Haftr", "haftar-khalifa"), ("ماكرن", "macron"), ("Egpyt", "EGY")]
)
def test_nobody_is_refused_with_near_names(knowledge: KnowledgeBase, text: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"there is no actor '{text}'.*{near}"):
        find_party(knowledge, text)


@pytest.mark.parametrize("text", ["QQQ", "LBY XXX", "Q123456789", "ZZ"])
def test_what_looks_like_a_code_and_is_none_is_refused(knowledge: KnowledgeBase, text: str) -> None:
    with pytest.raises(UsageError, match="there is no actor"):
        find_party(knowledge, text)


def test_several_are_named(knowledge: KnowledgeBase) -> None:
    with pytest.raises(UsageError, match=r"the name of several: .*Give the id of one"):
        find_party(knowledge, "صالح")


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_name_is_refused(knowledge: KnowledgeBase, text: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        find_party(knowledge, text)


def test_actors_that_only_texts_know(knowledge: KnowledgeBase) -> None:
    others = {"unlisted:LBY:سالم-الورفلي": Name("سالم الورفلي", "Salim al-Warfalli")}
    for text in ("unlisted:LBY:سالم-الورفلي", "سالم الورفلي", "Salim al-Warfalli"):
        party = find_party(knowledge, text, others)
        assert (party.id, party.country) == ("unlisted:LBY:سالم-الورفلي", "LBY")
    with pytest.raises(UsageError):
        find_party(knowledge, "Salim al-Warfalli")


def test_names_of_parties(knowledge: KnowledgeBase) -> None:
    assert name_of(knowledge, "EGY").ar == "مصر"
    assert name_of(knowledge, "haftar-khalifa").en == "Khalifa Haftar"
    assert name_of(knowledge, "LBY GOV").en == "Libya (GOV)"
    assert name_of(knowledge, "Central Bank (X)") == Name("Central Bank (X)", "Central Bank (X)")
