"""Knowledge from tables of one's own: what their cells mean, and how a malformed line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import DataFileError
from musnad.knowledge import KnowledgeBase, Place, State
from musnad.knowledge.holders import title_key
from musnad.language.words import words
from musnad.records import Name

GOOD = {
    "states.tsv": "iso3\tiso2\tname_ar\taliases_ar\tname_en\tnisba\tpeople\t"
    "capital_ar\tcapital_aliases\tcapital_en\tseats\twikidata\n"
    "ZAA\tZA\tسهلة\t\tSahla\tسهلي\t\tالمرج|الربوة\tمرج الزهور\tMarj|Rabwa\tقصر السهل\tQ1\n"
    "ZBB\tZB\tجبلة\t\tJabla\tسهلي\t\t\t\t\t\t\n",
    "organisations.tsv": "id\tkind\tname_ar\taliases_ar\tname_en\tcode\tcountry\tfrom\tto\t"
    "patrons\tleaning\twikidata\tnote\n"
    "league\tbody\tرابطة السهل\tالرابطة?|رابطة السهول\tLeague\tIGO\t\t1990\t\t"
    "ZAA|salem\tstate-owned\tQ2\tfounded\n"
    "cabinet\tgovernment\tحكومة السهل\t\tSahla Government\tZAA GOV\tZAA\t\t\t\t\t\t\n",
    "persons.tsv": "id\tkind\tname_ar\taliases_ar\tname_en\tcode\tcountry\tfrom\tto\twikidata\tnote\n"
    "salem\tperson\tسالم السهلي\t\tSalem\tZAA ELI\tZAA\t\t\tQ3\t\n"
    "rabab\tperson\tرباب الجبلي\t\tRabab\tZAA ELI\tZAA\t\t\t\t\n",
    "offices.tsv": "actor\tfunction\ttitle_ar\ttitle_en\tbody\tcode\tfrom\tto\n"
    "salem\t\tوزير الماء|وزير المياه\tWater Minister\tZAA\tZAA GOV\t2001\t2003-05\n"
    "salem\t\tأمين الرابطة\tSecretary\tleague\tIGO\t2004\t\n"
    "rabab\thead_of_state\tملكة سهلة\tQueen\tcabinet\tZAA GOV\t2002-03\t2005\n",
    "functions.tsv": "# titles\nfunction\town\ttitles\nhead_of_state\tملك\tملك|عاهل\n"
    "head_of_state\tرئيس\tرئيس الدولة\nforeign_minister\t\tوزير الخارجية\n",
    "roles.tsv": "head_ar\tvariants_ar\tplural_ar\tkind\tsector\ten\n"
    "وزير\tوزيرة\tوزراء\tperson\tGOV\tminister\n",
    "sectors.tsv": "word_ar\tplural_ar\tkind\tsector\ten\nمتضرر\tمتضررون\tnoun\tCVL\taffected people\n"
    "عسكري\t\tadjective\tMIL\tmilitary\n",
    "places.tsv": "id\tgeonames\tname_ar\taliases_ar\tname_en\tkind\tadmin\tiso3\t"
    "latitude\tlongitude\tweight\n"
    "77\t77\tالنبع\tالعين?\tAl Nab'a\tcity\t\tZAA\t30.5\t-10\t4\n"
    "sahla-sea\t\tبحر السهل\t\tSahla Sea\tsea\t\t\t30\t10\t2\n",
    "titles.tsv": "word\tkind\nالدكتور\tcivil\n",
    "names.tsv": "word\tkind\tlatin\nسالم\tgiven\tSalem\nنجم\tname\t\n",
    "idioms.tsv": "phrase_ar\ten\nنجم البحر\tstarfish\n",
    "common_words.txt": "# words\nماء\nسالم\n",
}
ADDED = {
    "persons.tsv": GOOD["persons.tsv"].split("\n", 1)[0]
    + "\nnoor\tperson\tنور السهلي\t\tNoor\tZBB ELI\tZBB\t\t\t\t\n",
    "offices.tsv": GOOD["offices.tsv"].split("\n", 1)[0]
    + "\nnoor\tforeign_minister\tكبيرة المفاوضين\tChief Negotiator\tZBB\tZBB GOV\t2010\t\n"
    "salem\t\tعمدة المرج\tMayor\tZAA\tZAA GOV\t2010\t\n",
}
"""A user's own tables: a new person, an office for her and one for somebody of the other folder."""


def tables(folder: Path, changes: dict[str, str] | None = None) -> KnowledgeBase:
    write(folder, GOOD | (changes or {}))
    return KnowledgeBase(folder)


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def found(kb: KnowledgeBase, text: str) -> list[tuple[str, str]]:
    """What a state's or place's name in a text stands for."""
    match = kb.names.match([w.key for w in words(text)], 0)
    values = [(e.kind, e.value) for e in match.entries] if match else []
    return [(k, v.iso3 if isinstance(v, State) else v.id) for k, v in values if isinstance(v, State | Place)]


def org(beginning: str, country: str = "ZAA", start: str = "") -> str:
    return f"{beginning}\tا\t\tX\tIGO\t{country}\t{start}\t\t\t\t\t"


def person(actor_id: str, country: str = "ZAA", end: str = "") -> str:
    return f"{actor_id}\tperson\tا\t\tX\tZAA GOV\t{country}\t\t{end}\t\t"


def office(
    actor_id: str = "salem", function: str = "", body: str = "ZAA", start: str = "", end: str = ""
) -> str:
    return f"{actor_id}\t{function}\tا\tX\t{body}\tZAA GOV\t{start}\t{end}"


def test_knowledge_tables_in_a_folder_of_ones_own(tmp_path: Path) -> None:
    made = tables(tmp_path)
    state = made.states["ZAA"]
    assert (state.capital, state.capital_aliases) == (Name("المرج", "Marj"), ("الربوة", "مرج الزهور"))
    assert [found(made, n) for n in ("بالربوة", "مرج الزهور")] == [[("capital", "ZAA")]] * 2
    assert made.states["ZBB"].capital == Name("", "")
    first, second = made.actor("salem").offices
    assert (first.title.ar, first.aliases, second.body) == ("وزير الماء", ("وزير المياه",), "league")
    assert made.actor("salem").code_on("2003-05-31") == ("ZAA GOV", first)
    assert made.actor("salem").code_on("2003-06-01") == ("ZAA ELI", None)
    assert found(made, "بالنبع") == [("place", "77")]
    assert found(made, "بحر السهل") == [("place", "sahla-sea")]
    assert made.nationality("سهليه") == ""  # two states share the word
    assert made.common_words == {"ماء"}
    assert (made.given_names, made.latin) == ({"سالم"}, {"سالم": "Salem"})
    assert {"نجم", "رباب"} <= made.name_words


def test_knowledge_tables_what_organisations_and_persons_have(tmp_path: Path) -> None:
    made = tables(tmp_path)
    league = made.actor("league")
    assert (league.aliases, league.doubtful_aliases) == (("رابطة السهول",), ("الرابطة",))
    assert (league.patrons, league.leaning, league.wikidata) == (("ZAA", "salem"), "state-owned", "Q2")
    assert [entry.doubtful for entry in made.names.called("الرابطة")] == [True]
    assert [entry.doubtful for entry in made.names.called("رابطة السهول")] == [False]
    assert (made.actor("salem").patrons, made.actor("salem").wikidata, made.states["ZAA"].wikidata) == (
        (),
        "Q3",
        "Q1",
    )
    for written, plural in (("الوزيرة", False), ("الوزراء", True)):
        match = made.names.match([w.key for w in words(written)], 0)
        assert match and {(e.kind, e.plural) for e in match.entries} == {("role", plural)}


@pytest.mark.parametrize(
    ("table", "line", "where", "what"),
    [
        ("states.tsv", "Zaa\tZA\tا\t\tA\t\t\t\t\t\t\t", "line 4, column iso3", "'Zaa' is not a code"),
        ("states.tsv", "ZCC\tZC\tا", "line 4, column 3", "3 cells where there must be 12"),
        ("organisations.tsv", org("x\tgang"), "line 4, column kind", "'gang' is not one of person"),
        ("organisations.tsv", org("league\tbody"), "line 4, column id", "'league' is used twice: org"),
        ("organisations.tsv", org("x\tbody", "ZXX"), "line 4, column country", "there is no state 'ZXX'"),
        ("organisations.tsv", org("x\tbody", start="May"), "line 4, column from", "'May' is not a date: Y"),
        ("persons.tsv", person("league"), "line 4, column id", "'league' is used twice: org"),
        ("persons.tsv", person("x", "Sahla"), "line 4, column country", "there is no state 'Sahla'"),
        ("persons.tsv", person("x", end="2003/01"), "line 4, column to", "'2003/01' is not a date"),
        ("offices.tsv", office("nobody"), "line 5, column actor", "there is no actor 'nobody'"),
        ("offices.tsv", office(body="atlantis"), "line 5, column body", "'atlantis' is neither a state"),
        ("offices.tsv", office(function="king"), "line 5, column function", "'king' is not one of"),
        ("offices.tsv", office(start="2003-5"), "line 5, column from", "'2003-5' is not a date"),
        ("offices.tsv", office(end="today"), "line 5, column to", "'today' is not a date"),
        ("offices.tsv", office(start="2003-05", end="2003-04-30"), "line 5, column to", "ends .* before"),
        ("offices.tsv", office(start="2003-05-01", end="2002"), "line 5, column to", "ends .* before"),
        ("functions.tsv", "treasurer\t\tخازن", "line 6, column function", "'treasurer' is not one of"),
        ("functions.tsv", "speaker\tرئيس", "line 6, column 2", "2 cells where there must be 3"),
        ("roles.tsv", "ملك\t\t\tthing\tGOV\tking", "line 3, column kind", "'thing' is not one of person, gr"),
        ("places.tsv", "a\t\tا\t\tA\tcity\t\t\tnorth\t10\t3", "line 4, column latitude", "'north' is not"),
        ("places.tsv", "a\t\tا\t\tA\tcity\t\tZAA\t10\t\t3", "line 4, column longitude", "'' is not a number"),
        ("titles.tsv", "السيد\tcivil\tx", "line 3, column 3", "3 cells where there must be 2"),
        ("names.tsv", "سالم", "line 4, column 1", "1 cells where there must be 3"),
    ],
)  # fmt: skip
def test_knowledge_tables_malformed_lines_are_named(
    tmp_path: Path, table: str, line: str, where: str, what: str
) -> None:
    with pytest.raises(DataFileError, match=what) as caught:
        tables(tmp_path, {table: f"{GOOD[table]}{line}\n"})
    assert caught.value.where == f"{table}, {where}"


@pytest.mark.parametrize("table", [name for name in GOOD if name.endswith(".tsv")])
def test_knowledge_tables_wrong_columns_are_named(tmp_path: Path, table: str) -> None:
    with pytest.raises(DataFileError, match="the columns are") as caught:
        tables(tmp_path, {table: "x\ty\n"})
    assert caught.value.where == f"{table}, line 1, column 1"


def test_knowledge_tables_a_term_may_end_in_the_month_or_year_that_it_began(tmp_path: Path) -> None:
    added = [office(start="2003-05-20", end="2003"), office(start="2003", end="2003-01-02")]
    changed = tables(tmp_path, {"offices.tsv": GOOD["offices.tsv"] + "\n".join(added)})
    assert len(changed.actor("salem").offices) == 4


# Who holds an office.


def holders(made: KnowledgeBase, body: str, title: str, date: str) -> list[tuple[str, str]]:
    key = title_key(w.key for w in words(title))
    return [(actor.id, held.title.en) for actor, held in made.holders.on(body, key, date)]


@pytest.mark.parametrize(
    ("body", "title", "date", "who"),
    [
        ("ZAA", "وزير الماء", "2002", "Water Minister"),
        ("ZAA", "وزيرة المياه", "2003-05-31", "Water Minister"),
        ("ZAA", "وزير الماء", "2003-06-01", None),
        ("ZAA", "وزير الماء", "", None),
        ("ZBB", "وزير الماء", "2002", None),
        ("league", "أمين الرابطة", "2030-01-01", "Secretary"),
        ("cabinet", "الملكة", "2005", "Queen"),
        ("ZAA", "الملك", "2003", "Queen"),  # what belongs to a government belongs to the state
        ("ZAA", "العاهل", "2003", "Queen"),  # another word for a holder of the function
        ("ZAA", "رئيس الدولة", "2003", None),  # a word for presidents, and she is queen
        ("ZAA", "وزير الخارجية", "2003", None),
    ],
)
def test_knowledge_tables_holders_by_title_and_date(
    tmp_path: Path, body: str, title: str, date: str, who: str | None
) -> None:
    found = holders(tables(tmp_path), body, title, date)
    assert [name for _, name in found] == ([who] if who else [])


def test_knowledge_tables_what_an_office_is_called(tmp_path: Path) -> None:
    made = tables(tmp_path)
    (queen,) = made.actor("rabab").offices
    assert made.holders.is_called(queen, title_key(["عاهل"]))
    assert not made.holders.is_called(queen, title_key(["رييس", "دوله"]))


# Tables of one's own beside those that ship.


def test_knowledge_tables_additions_are_merged(tmp_path: Path) -> None:
    base, own = write(tmp_path / "base", GOOD), write(tmp_path / "own", ADDED)
    made = KnowledgeBase(base, [own])
    assert list(made.actors) == ["league", "cabinet", "salem", "rabab", "noor"]
    assert made.actor("salem").code_on("2011") == ("IGO", made.actor("salem").offices[1])
    assert [o.title.en for o in made.actor("salem").offices] == ["Water Minister", "Secretary", "Mayor"]
    assert holders(made, "ZBB", "وزير الخارجية", "2011") == [("noor", "Chief Negotiator")]
    assert [entry.value.id for entry in made.names.called("نور السهلي")] == ["noor"]


def test_knowledge_tables_additions_may_be_empty_but_the_tables_themselves_not(tmp_path: Path) -> None:
    base, own = write(tmp_path / "base", GOOD), write(tmp_path / "own", {})
    assert len(KnowledgeBase(base, [own]).actors) == 4
    (base / "offices.tsv").unlink()
    with pytest.raises(DataFileError, match="cannot be read"):
        KnowledgeBase(base, [own])


def test_knowledge_tables_an_id_of_both_is_an_error_that_names_both_files(tmp_path: Path) -> None:
    base, own = write(tmp_path / "base", GOOD), write(tmp_path / "own", ADDED)
    with (own / "persons.tsv").open("a", encoding="utf-8") as table:
        table.write(person("league"))
    with pytest.raises(DataFileError, match=r"'league' is used twice: .*organisations\.tsv, 2") as caught:
        KnowledgeBase(base, [own])
    assert caught.value.where.endswith("persons.tsv, line 3, column id")


def test_knowledge_tables_additions_name_actors_that_there_are(tmp_path: Path) -> None:
    base, own = write(tmp_path / "base", GOOD), write(tmp_path / "own", ADDED)
    (own / "persons.tsv").unlink()
    with pytest.raises(DataFileError, match="there is no actor 'noor'"):
        KnowledgeBase(base, [own])
