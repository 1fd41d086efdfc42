"""Where events happen: the places that sentences name, which of them is the event's, and their ids."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from musnad.coding.lexicon.coder import LexiconCoder
from musnad.coding.lexicon.given import trigger_at
from musnad.coding.lexicon.place_names import Where
from musnad.coding.lexicon.places import find_places
from musnad.coding.lexicon.where import likeliest
from musnad.reading import read_text
from musnad.records import Event
from musnad.tables import Row, read_table

TABLE = Path(__file__).parent / "data" / "places.tsv"
COLUMNS = ("text", "published", "trigger", "place", "country", "class")
GAZETTEER = Path(__file__).parents[1] / "musnad" / "knowledge" / "data" / "places.tsv"


@cache
def coder() -> LexiconCoder:
    return LexiconCoder()


@cache
def countries() -> dict[str, str]:
    """The country of each place of the gazetteer by its id."""
    rows = [
        r.split("\t") for r in GAZETTEER.read_text(encoding="utf-8").split("\n") if r[:1] not in ("", "#")
    ]
    head = rows[0]
    return {row[head.index("id")]: row[head.index("iso3")] for row in rows[1:]}


def events(text: str, published: str = "2020-06-10") -> list[Event]:
    return list(coder().code(read_text(text, published=published)).events)


def places(text: str) -> list[tuple[str, str, str]]:
    """The places of a text: words, kind, country of the known place."""
    scenes = coder().scenes(read_text(text, published="2020-06-10"))
    return [
        (text[w.start : w.end], w.kind, w.mention.iso if w.mention else "")
        for row in find_places(scenes)
        for w in row
    ]


def is_right(row: Row) -> bool:
    told = [e for e in events(row["text"], row["published"]) if e.trigger.text == row["trigger"]]
    if not told:
        return False
    event = told[-1]
    country = countries().get(event.place_id or "", "-")
    return (event.place or "-") == row["place"] and row["country"] in ("-", country)


def test_places_in_context_reach_their_floors() -> None:
    rows = list(read_table(TABLE, COLUMNS))
    traps = [is_right(row) for row in rows if row["class"] == "trap"]
    plain = [is_right(row) for row in rows if row["class"] != "trap"]
    assert len(rows) >= 60 and len(traps) >= 15
    assert sum(plain) / len(plain) >= 0.95
    assert sum(traps) / len(traps) >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف الجيش مواقع في أطراف الفلوجة.", [("أطراف الفلوجة", "part", "IRQ")]),
        ("تجمعوا أمام مستشفى الجلاء.", [("مستشفى الجلاء", "facility", "")]),
        ("قصفوا حي القصور بمدينة درنة.", [("حي القصور بمدينة درنة", "settlement", "LBY")]),
        ("عبروا الأراضي السورية أمس.", [("الأراضي السورية", "land", "")]),
        ("دخلوا مدينة طرابلس، شمالي لبنان.", [("طرابلس", "place", "LBN"), ("شمالي لبنان", "part", "LBN")]),
        ("تظاهر أبناء الفلوجة.", [("الفلوجة", "inner", "IRQ")]),
        ("وصلوا إلى العاصمة الجزائر.", [("الجزائر", "capital", "DZA")]),
        ("سيطروا على قرية «المغار» أمس.", [("قرية «المغار»", "settlement", "")]),
        ("وسط تعزيزات أمنية بدأ الحفل.", []),
        ("حققت تقدما في مناطق واسعة.", []),
        ("وقال لصحيفة «الرياض» إنه يرفض.", []),
    ],
)
def test_places_that_a_sentence_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert places(text) == expected


def test_a_noun_alone_points_back_to_the_place_named_last() -> None:
    found = places("وصل إلى مدينة بنزرت. وغادر المدينة مساء.")
    assert found == [("بنزرت", "place", "TUN"), ("المدينة", "settlement", "TUN")]


def test_a_name_introduced_once_is_known_in_the_whole_document() -> None:
    found = places("اندلعت معارك في بلدة بوصنيب. وهاجم مسلحون بوصنيب أمس.")
    assert [text for text, _, _ in found] == ["بلدة بوصنيب", "بوصنيب"]


def test_the_quoted_place_is_the_text_and_a_part_has_the_id_of_the_whole() -> None:
    (event,) = events("شنت تركيا غارات جوية على مواقع المسلحين في أطراف أربيل.")
    assert event.place == "أطراف أربيل" and countries()[event.place_id or ""] == "IRQ"


def test_a_capital_that_speaks_is_no_place() -> None:
    (event,) = events("أدانت القاهرة الهجوم على الجيش.")[:1]
    assert (event.event_type, event.place, event.place_id) == ("ACCUSE", "", None)


def test_mentions_of_one_place_speak_for_it_together() -> None:
    def where(first: int, identity: str, definite: bool = False) -> Where:
        return Where(first, first + 1, first, first + 1, "place", "", "", False, definite, None, identity)

    found = [where(1, "a"), where(3, "b"), where(5, "a", definite=True)]
    assert likeliest(found, [1.0, 1.5, 1.2], [False] * 3, 0.0, 0.0) == 0  # the name, not the noun alone
    assert likeliest(found, [1.0, 1.5, 1.2], [False] * 3, 5.0, 0.0) is None
    assert likeliest(found, [1.0, 1.5, 1.2], [False] * 3, 2.0, 1.0) == 0
    assert likeliest(found[1:2], [1.5], [True], 2.0, 1.0) is None  # a state that takes part pays the cost
    assert likeliest([], [], [], 0.0, 0.0) is None


def test_a_trigger_given_by_its_place_has_the_given_type() -> None:
    text = "زار الوزير باريس وتباحث هناك."
    (scene,) = coder().scenes(read_text(text, published="2020-06-10"))
    known = trigger_at(scene, coder().lexicon, (0, 3), "CONSULT", "visit")
    assert known is not None and known.entry.lemma == "زار يزور"
    start = text.index("هناك")
    unknown = trigger_at(scene, coder().lexicon, (start, start + 4), "AID")
    assert unknown is not None and unknown.entry.event_type == "AID"
    assert trigger_at(scene, coder().lexicon, (900, 904), "AID") is None
