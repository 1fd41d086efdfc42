"""Knowledge: the tables that ship hold together, say who held which office when, and are found in text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from musnad.knowledge import Actor, Entry, KnowledgeBase, NameIndex, Office, Place, State, load_knowledge
from musnad.language.folding import fold
from musnad.language.words import words
from musnad.ontology import INTERNATIONAL, SECTORS
from musnad.records import Name

MENA = {
    "ARE", "BHR", "DZA", "EGY", "ESH", "IRN", "IRQ", "ISR", "JOR", "KWT", "LBN", "LBY",
    "MAR", "MRT", "OMN", "PSE", "QAT", "SAU", "SDN", "SYR", "TUN", "TUR", "YEM",
}  # fmt: skip
NAMESAKES = {
    "محمد عبد العزيز": {"abdulaziz-mohamed-libya", "abdelaziz-mohamed-polisario"},
    "محمد عبدالعزيز": {"abdulaziz-mohamed-libya", "abdelaziz-mohamed-polisario"},
    "خالد العطية": {"attiya-khalid", "attiyah-kh"},  # Iraqi speaker; Qatari foreign minister
    "أحمد فهمي": {"fahmy-ahmed-shura", "fahmy-ahmed-spokesman"},  # Egyptian speaker; presidency's spokesman
    "أحمد مكي": {"macki-ahmed", "mekki-ahmed"},  # Omani economy minister; Egyptian justice minister
    "علي محمود": {"mahmoud-ali-lia", "mahmoud-ali-sudan"},  # head of a Libyan fund; Sudanese finance minister
    "ياسين إبراهيم": {"brahim-yassine", "ibrahim-yassin"},  # Tunisian party leader; Sudanese defence minister
    "المالكي": {"maliki-n", "maliki-riyad", "maliki-turki", "malki-habib"},  # family name
    "الحريري": {"hariri-saad", "hariri-rafik"},  # son and father
    "حكومة الوفاق الوطني": {"gna-libya", "national-reconciliation-gov-yemen", "unity-gov-palestine"},
    "حكومة الوفاق": {"gna-libya", "national-reconciliation-gov-yemen", "unity-gov-palestine"},
    "حكومة الإنقاذ الوطني": {"salvation-gov-libya", "houthi-gov-sanaa"},
    "حكومة الإنقاذ": {"salvation-gov-libya", "houthi-gov-sanaa", "ssg-idlib"},
    "ميرتس": {"meretz", "merz-friedrich"},  # Israeli party; German chancellor
    "حزب الشعب الجمهوري": {"chp-turkey", "rpp-egypt"},  # a Turkish and an Egyptian party
    "أنصار الشريعة": {"ansar-sharia-libya", "ansar-sharia-tunisia", "ansar-sharia-yemen"},
    "تنظيم أنصار الشريعة": {"ansar-sharia-libya", "ansar-sharia-tunisia", "ansar-sharia-yemen"},
    "جماعة أنصار الشريعة": {"ansar-sharia-libya", "ansar-sharia-tunisia", "ansar-sharia-yemen"},
    "الأسايش الكردية": {"asayish-krg", "asayish-syria"},  # security forces in Iraq and in Syria
}
"""Names of several actors; each time they are really several, and the document tells which is meant."""
DOUBTFUL = (
    "القاعدة", "فتح", "النهضة", "الصدر", "صدام", "عرفات", "مبارك", "مشعل", "تراس", "حاشد", "كونا", "سبأ",
    "المرابطون", "العثماني", "الإبراهيمي", "البركاني", "ماروني", "بنس", "الفاو", "الترويكا",
    "الجبهة الجنوبية", "الشرطة الاتحادية",
)  # fmt: skip
"""Names that are other words in most texts: a dam, a chest, a clash, a mountain, "blessed", "presided" …"""
RIVALS = (
    "acting", "disputed", "rival", "(east)", "parallel government", "Gaddafi government",
    "Leader of the Revolution", "General People's Committee", "Government of National Stability",
    "National Salvation Government", "NTC", "National Transitional Council",
)  # fmt: skip
"""One of two holders of an office at the same time is called so in the title."""
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_knowledge()


def offices(kb: KnowledgeBase) -> Iterator[Office]:
    for actor in kb.actors.values():
        yield from actor.offices


def overlap(one: Office, other: Office) -> bool:
    """Whether two offices are held at the same time, as far as their dates are that precise."""

    def before(end: str, start: str) -> bool:
        precision = min(len(end), len(start))
        return bool(end and start) and end[:precision] <= start[:precision]

    return not before(one.end, other.start) and not before(other.end, one.start)


def found(index: NameIndex, text: str) -> set[tuple[str, str]]:
    """What the longest name at the beginning of a text stands for, if it reaches the text's end."""
    signs = "+" in text[:-1]  # of names such as لجنة 5+5 all signs count
    keys = [w.key for w in words(text) if signs or not w.is_punctuation]
    match = index.match(keys, 0)
    return {(e.kind, _id(e)) for e in match.entries} if match and match.last == len(keys) else set()


def _id(entry: Entry) -> str:
    value = entry.value
    return value.iso3 if isinstance(value, State) else value.id if isinstance(value, Actor | Place) else ""


# The tables that ship.


def test_knowledge_tables_load_and_are_read_once(kb: KnowledgeBase) -> None:
    assert load_knowledge() is kb
    assert len(kb.states) >= 195
    assert len({s.iso2 for s in kb.states.values()}) == len(kb.states)
    assert len(kb.actors) > 6000
    assert sum(1 for _ in offices(kb)) > 5000
    assert {"محمد", "فاطمه"} <= kb.given_names & kb.name_words
    assert kb.common_words and not kb.common_words & kb.name_words


def test_knowledge_ids_and_codes_are_well_formed(kb: KnowledgeBase) -> None:
    def well_formed(code: str) -> bool:
        place, *sectors = code.split(" ")
        known = place in kb.states or place in INTERNATIONAL
        return known and len(sectors) <= 2 and all(s in SECTORS or s in INTERNATIONAL for s in sectors)

    actors = kb.actors.values()
    assert [a.id for a in actors if not _ID.fullmatch(a.id)] == []
    assert [(a.id, a.code) for a in actors if not well_formed(a.code)] == []
    assert [(a.id, a.country) for a in actors if a.country and a.country not in kb.states] == []
    assert [(o.actor_id, o.code) for o in offices(kb) if not well_formed(o.code)] == []
    assert [a.id for a in actors if not a.name.ar or not a.name.en] == []


def test_knowledge_a_code_names_the_actors_own_country(kb: KnowledgeBase) -> None:
    strange = [
        (a.id, a.code, a.country)
        for a in kb.actors.values()
        if a.code[:3] not in INTERNATIONAL and a.code[:3] != a.country
    ]
    assert strange == []


def test_knowledge_offices_belong_to_somebody_and_some_body(kb: KnowledgeBase) -> None:
    bodies = set(kb.states) | {a.id for a in kb.actors.values() if a.kind != "person"}
    assert [(o.actor_id, o.body) for o in offices(kb) if o.body not in bodies] == []
    assert [a.id for a in kb.actors.values() for o in a.offices if o.actor_id != a.id] == []
    assert [a.id for a in kb.actors.values() if a.offices and a.kind != "person"] == []
    assert [o for o in offices(kb) if not o.title.ar or not o.title.en or "|" in o.title.ar] == []


def test_knowledge_dates_are_dates_in_order(kb: KnowledgeBase) -> None:
    spans = [(a.id, a.start, a.end) for a in kb.actors.values()]
    spans += [(o.actor_id, o.start, o.end) for o in offices(kb)]
    assert [s for s in spans if not all(_DATE.fullmatch(d) for d in s[1:] if d)] == []
    shared = [(min(len(start), len(end)), start, end, who) for who, start, end in spans if start and end]
    assert [s for s in shared if s[2][: s[0]] < s[1][: s[0]]] == []


def test_knowledge_has_the_politicians_of_the_region_with_their_terms(kb: KnowledgeBase) -> None:
    dated = {o.actor_id for o in offices(kb) if o.start}
    people = [a for a in kb.actors.values() if a.kind == "person" and a.country in MENA and a.id in dated]
    assert len(people) >= 150
    assert {a.country for a in people} >= MENA - {"ESH"}


def test_knowledge_actors_share_a_name_only_where_they_are_namesakes(kb: KnowledgeBase) -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for actor in kb.actors.values():
        for name in (actor.name.ar, *actor.aliases):
            holders[fold(name)].add(actor.id)
    shared = {name: ids for name, ids in holders.items() if len(ids) > 1}
    assert shared == {fold(name): ids for name, ids in NAMESAKES.items()}


def test_knowledge_an_actor_has_an_office_once(kb: KnowledgeBase) -> None:
    twice = [
        (first.actor_id, first.title.en, second.title.en)
        for actor in kb.actors.values()
        for first, second in combinations(actor.offices, 2)
        if first.body == second.body and first.function == second.function
        if first.function or first.title.en == second.title.en
        if overlap(first, second)
    ]
    assert twice == []


def test_knowledge_an_office_has_one_holder_at_a_time_or_rivals(kb: KnowledgeBase) -> None:
    held: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices(kb):
        if office.function:
            held[office.body, office.function].append(office)
    doubled = [
        (body, function, first.actor_id, second.actor_id)
        for (body, function), of_function in held.items()
        for first, second in combinations(of_function, 2)
        if overlap(first, second)
        if not any(word.lower() in o.title.en.lower() for word in RIVALS for o in (first, second))
    ]
    assert doubled == []


def test_knowledge_a_given_name_alone_is_no_sure_name(kb: KnowledgeBase) -> None:
    sure = {
        fold(name)
        for actor in kb.actors.values()
        for name in (actor.name.ar, *actor.aliases)
        if fold(name) in kb.given_names
    }
    # More often these family names than given names, in the news.
    assert sure == {"البشير", "بلعيد", "نصرالله"}


@pytest.mark.parametrize("word", DOUBTFUL)
def test_knowledge_a_common_word_is_a_doubtful_name_of_some_actor(kb: KnowledgeBase, word: str) -> None:
    assert [entry.doubtful for entry in kb.names.called(word) if entry.kind == "actor"] == [True]


def test_knowledge_every_name_is_found_in_text(kb: KnowledgeBase) -> None:
    expected = [(n, ("actor", a.id)) for a in kb.actors.values() for n in (a.name.ar, *a.aliases)]
    expected += [(n, ("state", s.iso3)) for s in kb.states.values() for n in (s.name.ar, *s.aliases)]
    expected += [(n, ("seat", s.iso3)) for s in kb.states.values() for n in s.seats]
    expected += [
        (n, ("capital", s.iso3)) for s in kb.states.values() for n in (s.capital.ar, *s.capital_aliases) if n
    ]
    assert [(name, what) for name, what in expected if what not in found(kb.names, name)] == []


# Offices by date.


@pytest.mark.parametrize(
    ("actor", "date", "code", "title"),
    [
        ("morsi-mohamed", "2011-11-01", "EGY PTY", "Leader of the Freedom and Justice Party"),
        ("morsi-mohamed", "2012-06-30", "EGY GOV", "President"),
        ("morsi-mohamed", "2013-07-03", "EGY GOV", "President"),
        ("morsi-mohamed", "2013-07-04", "EGY GOV", None),
        ("morsi-mohamed", "2013", "EGY GOV", "President"),
        ("morsi-mohamed", "", "EGY GOV", None),
        ("sisi-abdelfattah", "2013-01-01", "EGY GOV", "Defence Minister"),
        ("sisi-abdelfattah", "2020-11-15", "EGY GOV", "President"),
        ("marzouki-moncef", "2011-12-12", "TUN PTY", "Leader of the Congress for the Republic"),
        ("marzouki-moncef", "2014-12-31", "TUN GOV", "President"),
        ("bashagha-fathi", "2020-11-19", "LBY GOV", "Interior Minister"),
        ("hariri-saad", "2015-05-05", "LBN PTY", "Leader of the Future Movement"),
        ("hariri-saad", "2019-10-29", "LBN GOV", "Prime Minister"),
    ],
)
def test_knowledge_code_on_a_date(
    kb: KnowledgeBase, actor: str, date: str, code: str, title: str | None
) -> None:
    told, office = kb.actor(actor).code_on(date)
    assert (told, office.title.en if office else None) == (code, title)


def office(start: str, end: str, code: str = "EGY GOV") -> Office:
    return Office("somebody", "", Name("وزير", "Minister"), (), "EGY", code, start, end)


@pytest.mark.parametrize(
    ("start", "end", "date", "held"),
    [
        ("2012-06-30", "2013-07-03", "2012-06-29", False),
        ("2012-06-30", "2013-07-03", "2012-06", True),
        ("2012-06-30", "2013-07-03", "2014", False),
        ("2012-06", "2013-07", "2012-06-01", True),
        ("2012-06", "2013-07", "2012-05-31", False),
        ("2012-06", "2013-07", "2013-07-31", True),
        ("2012-06", "2013-07", "2013-08-01", False),
        ("2012", "", "2030-01-01", True),
        ("", "2012", "1990", True),
        ("", "2012", "2013-01-01", False),
        ("2012", "2013", "", True),
    ],
)
def test_knowledge_terms_of_any_precision(start: str, end: str, date: str, held: bool) -> None:
    assert office(start, end).held_on(date) is held


def test_knowledge_undated_offices_and_dates_do_not_change_a_code() -> None:
    def code(*held: Office, on: str = "2013-01-01") -> str:
        somebody = Actor(
            "x", "person", Name("", ""), (), (), "EGY ELI", "EGY", "", "", "", "", (), "", offices=held
        )  # fmt: skip
        return somebody.code_on(on)[0]

    assert code(office("2012", "2014")) == "EGY GOV"
    assert code(office("", "")) == "EGY ELI"
    assert code(office("2012", "2014", code="")) == "EGY ELI"
    assert code(office("2012", "2014"), on="") == "EGY ELI"
    assert code(office("2010", "2011", "EGY MIL"), office("2012", "2014", "EGY LEG")) == "EGY LEG"


def test_knowledge_no_such_actor(kb: KnowledgeBase) -> None:
    with pytest.raises(KeyError):
        kb.actor("nobody")


# Names in text.


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("خليفة حفتر", "haftar-khalifa"),
        ("حفتر", "haftar-khalifa"),
        ("ولحفتر", "haftar-khalifa"),
        ("لفتحي باشآغا", "bashagha-fathi"),
        ("لفتحى باشاغا", "bashagha-fathi"),
        ("والسيسى", "sisi-abdelfattah"),
        ("عبدالفتاح السيسي", "sisi-abdelfattah"),
        ("وللأمم المتحدة", "un"),
        ("الامم المتحده", "un"),
        ("وبمجلس الأمن الدولي", "unsc"),
        ("لمجلس الأمن", "unsc"),
    ],
)
def test_knowledge_actors_behind_clitics_and_in_spelling_variants(
    kb: KnowledgeBase, text: str, actor: str
) -> None:
    assert ("actor", actor) in found(kb.names, text)


@pytest.mark.parametrize(
    ("text", "kind", "iso3"),
    [
        ("بمصر", "state", "EGY"),
        ("للجزائر", "state", "DZA"),
        ("للجزائر", "capital", "DZA"),
        ("وكالسعودية", "state", "SAU"),
        ("لإيران", "state", "IRN"),
        ("ولألمانيا", "state", "DEU"),
        ("ايران", "state", "IRN"),
        ("لكوريا الجنوبية", "state", "KOR"),
        ("بالقاهرة", "capital", "EGY"),
        ("وبواشنطن", "capital", "USA"),
        ("لتل أبيب", "capital", "ISR"),
        ("أبيدجان", "capital", "CIV"),
        ("للبيت الأبيض", "seat", "USA"),
        ("والكرملين", "seat", "RUS"),
        ("الأتراك", "people", "TUR"),
    ],
)
def test_knowledge_states_capitals_seats_and_peoples(
    kb: KnowledgeBase, text: str, kind: str, iso3: str
) -> None:
    assert (kind, iso3) in found(kb.names, text)


def test_knowledge_roles_are_found_in_their_forms(kb: KnowledgeBase) -> None:
    for text in ("للرئيس", "رئيسها", "ورؤساء", "المسلحون", "والمسلحين", "لوزير الخارجية"):
        assert ("role", "") in found(kb.names, text)


def index(*names: str, with_article: bool = False) -> NameIndex:
    made = NameIndex()
    for name in names:
        made.add(name, Entry("title", name), with_article)
    return made


def test_names_longest_first_whatever_the_order_of_adding() -> None:
    names = ["مجلس الأمن", "مجلس الأمن القومي الإيراني", "مجلس"]
    keys = ["في", "ولمجلس", "الامن", "القومي", "الايراني", "مجلس", "الامن", "القومي"]
    for order in (names, names[::-1]):
        match = index(*order).match(keys, 1)
        assert match
        assert (match.first, match.last, match.prefix, match.particle, match.conjunction) == (
            1,
            5,
            2,
            "ل",
            True,
        )
        shorter = index(*order).match(keys, 5)
        assert shorter and shorter.last == 7


def test_names_nothing_begins_there() -> None:
    assert index("مجلس الأمن").match(["مجلس", "النواب"], 0) is None
    assert index("مجلس الأمن").match(["مجلس"], 0) is None


def test_names_the_fewest_letters_are_taken_for_clitics() -> None:
    match = index("بلال", "لال").match(["بلال"], 0)
    assert match and match.prefix == 0
    match = index("لال").match(["بلال"], 0)
    assert match and (match.prefix, match.particle) == (1, "ب")


def test_names_with_article_are_found_behind_it_and_definite() -> None:
    for text, prefix in (("الوزير", 0), ("للوزير", 0), ("وبالوزير", 2)):
        match = index("وزير", with_article=True).match([text], 0)
        assert match and match.definite and match.prefix == prefix
        assert index("وزير").match([text], 0) is None
    match = index("وزير", with_article=True).match(["لوزير"], 0)
    assert match and not match.definite


def test_names_alike_when_folded_share_an_entry_list() -> None:
    made = index("أحمد باشاغا", "احمد باشآغا", "أحمد باشاغا")
    match = made.match(["احمد", "باشاغا"], 0)
    assert match and [e.value for e in match.entries] == ["أحمد باشاغا", "احمد باشآغا"]


def test_names_the_future_particle_is_no_clitic_of_a_name() -> None:
    assert index("نابل").match(["سنابل"], 0) is None


# Nationalities.


@pytest.mark.parametrize(
    ("masculine", "iso3"),
    [("ليبي", "LBY"), ("أمريكي", "USA"), ("أميركي", "USA"), ("إسرائيلي", "ISR"), ("روسي", "RUS")],
)
def test_knowledge_nationality_in_all_forms(kb: KnowledgeBase, masculine: str, iso3: str) -> None:
    forms = [masculine + ending for ending in ("", "ة", "ون", "ين", "ان", "ات", "تان", "تين")]
    forms.append(masculine + "ا")  # accusative
    assert {form: kb.nationality(fold(form)) for form in forms} == dict.fromkeys(forms, iso3)


def test_knowledge_every_nationality_is_told_apart(kb: KnowledgeBase) -> None:
    wrong = [
        (state.iso3, adjective + ending)
        for state in kb.states.values()
        for adjective in state.nisba
        for ending in ("", "ة", "ين")
        if kb.nationality(fold(adjective + ending)) != state.iso3
    ]
    assert wrong == []


def test_knowledge_no_nationality(kb: KnowledgeBase) -> None:
    # مالي is also "financial"; عبر is "through", beside عبري.
    assert [w for w in ("سياسي", "مالي", "عبر", "سعود", "كاميرون", "") if kb.nationality(w)] == []
    assert {"سعود", "كاميرون"} <= kb.name_words
