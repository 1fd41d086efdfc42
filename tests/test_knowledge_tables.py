"""Knowledge from tables of one's own: what their cells mean, and how a malformed line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import DataFileError
from musnad.knowledge import KnowledgeBase, Place, State
from musnad.language.words import words
from musnad.records import Name

GOOD = {
    "states.tsv": "iso3\tiso2\tname_ar\taliases_ar\tname_en\tnisba\tpeople\t"
    "capital_ar\tcapital_aliases\tcapital_en\tseats\n"
    "ZAA\tZA\tسهلة\t\tSahla\tسهلي\t\tالمرج|الربوة\tمرج الزهور\tMarj|Rabwa\tقصر السهل\n"
    "ZBB\tZB\tجبلة\t\tJabla\tسهلي\t\t\t\t\t\n",
    "organisations.tsv": "id\tkind\tname_ar\taliases_ar\tname_en\tcode\tcountry\tfrom\tto\tnote\n"
    "league\tbody\tرابطة السهل\t\tLeague\tIGO\t\t1990\t\t\n",
    "persons.tsv": "id\tkind\tname_ar\taliases_ar\tname_en\tcode\tcountry\tfrom\tto\tnote\n"
    "salem\tperson\tسالم السهلي\t\tSalem\tZAA ELI\tZAA\t\t\t\n",
    "offices.tsv": "actor\ttitle_ar\ttitle_en\tbody\tcode\tfrom\tto\n"
    "salem\tوزير الماء|وزير المياه\tWater Minister\tZAA\tZAA GOV\t2001\t2003-05\n"
    "salem\tأمين الرابطة\tSecretary\tleague\tIGO\t2004\t\n",
    "roles.tsv": "head_ar\tplural_ar\tkind\tsector\ten\nوزير\tوزراء\tperson\tGOV\tminister\n",
    "cities.tsv": "name_ar\taliases_ar\tname_en\tiso3\tlatitude\tlongitude\tkind\n"
    "النبع\t\tAl Nab'a (Sahla)\tZAA\t30.5\t-10\tcity\nبحر السهل\t\tSahla Sea\t\t30\t10\tregion\n",
    "titles.tsv": "word\tkind\nالدكتور\tcivil\n",
    "names.tsv": "word\tkind\nسالم\tgiven\n",
    "common_words.txt": "# words\nماء\nسالم\n",
}


def tables(folder: Path, changes: dict[str, str] | None = None) -> KnowledgeBase:
    for name, text in (GOOD | (changes or {})).items():
        (folder / name).write_text(text, encoding="utf-8")
    return KnowledgeBase(folder)


def found(kb: KnowledgeBase, text: str) -> list[tuple[str, str]]:
    """What a state's or place's name in a text stands for."""
    match = kb.names.match([w.key for w in words(text)], 0)
    values = [(e.kind, e.value) for e in match.entries] if match else []
    return [(k, v.iso3 if isinstance(v, State) else v.id) for k, v in values if isinstance(v, State | Place)]


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
    assert found(made, "بالنبع") == [("place", "al-naba-sahla-zaa")]
    assert found(made, "بحر السهل") == [("place", "sahla-sea")]
    assert made.nationality("سهليه") == ""  # two states share the word
    assert made.common_words == {"ماء"}


@pytest.mark.parametrize(
    ("table", "line", "where", "what"),
    [
        (
            "states.tsv",
            "Zaa\tZA\tا\t\tA\t\t\t\t\t\t",
            "line 4, column iso3",
            "'Zaa' is not a code of 3 capital",
        ),
        ("states.tsv", "ZCC\tZC\tا", "line 4, column 3", "3 cells where there must be 11"),
        (
            "organisations.tsv",
            "x\tgang\tا\t\tX\tIGO\t\t\t\t",
            "line 3, column kind",
            "'gang' is not one of person",
        ),
        (
            "organisations.tsv",
            "league\tbody\tا\t\tX\tIGO\t\t\t\t",
            "line 3, column id",
            "'league' is used twice",
        ),
        (
            "persons.tsv",
            "league\tperson\tا\t\tX\tZAA GOV\tZAA\t\t\t",
            "line 3, column id",
            "'league' is used twice",
        ),
        (
            "offices.tsv",
            "nobody\tا\tX\tZAA\tZAA GOV\t\t",
            "line 4, column actor",
            "there is no actor 'nobody'",
        ),
        (
            "offices.tsv",
            "salem\tا\tX\tatlantis\tZAA GOV\t\t",
            "line 4, column body",
            "'atlantis' is neither a state",
        ),
        (
            "offices.tsv",
            "salem\tا\tX\tZAA\tZAA GOV\t2003-05\t2003-04-30",
            "line 4, column to",
            "ends .* before it begins",
        ),
        (
            "offices.tsv",
            "salem\tا\tX\tZAA\tZAA GOV\t2003-05-01\t2002",
            "line 4, column to",
            "ends .* before it begins",
        ),
        (
            "roles.tsv",
            "ملك\t\tthing\tGOV\tking",
            "line 3, column kind",
            "'thing' is not one of person, group, body",
        ),
        ("cities.tsv", "ا\t\tA\tZAA\tnorth\t10\tcity", "line 4, column latitude", "'north' is not a number"),
        ("cities.tsv", "ا\t\tA\tZAA\t10\t\tcity", "line 4, column longitude", "'' is not a number"),
        ("titles.tsv", "السيد\tcivil\tx", "line 3, column 3", "3 cells where there must be 2"),
        ("names.tsv", "سالم", "line 3, column 1", "1 cells where there must be 2"),
    ],
)
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
    added = "salem\tا\tX\tZAA\tZAA GOV\t2003-05-20\t2003\nsalem\tا\tX\tZAA\tZAA GOV\t2003\t2003-01-02\n"
    assert len(tables(tmp_path, {"offices.tsv": GOOD["offices.tsv"] + added}).actor("salem").offices) == 4
