"""`musnad actors`: finding, showing, adding, judging, checking; and coding with actors of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Musnad, Result

from musnad.coding import get_coder
from musnad.coding.lexicon.coder import LexiconCoder
from musnad.files import locked
from musnad.knowledge.additions import TABLES
from musnad.knowledge.checks import KINDS
from musnad.report import FIRST_STRONG_ISOLATE

OFFICE = "وزيرة الخارجية;Foreign Minister;CHE;CHE GOV;2031-01;2032-02;foreign_minister"
Call = Callable[..., Result]


def refused(result: Result, *words: str) -> None:
    """Asserts a clear refusal: exit code 2, one line on standard error, nothing on standard output."""
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(r"musnad: MSN-[A-Z]\d\d: [^\n]+\n", result.err)
    for word in words:
        assert word in result.err


def loaded(result: Result) -> Any:
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mine"


@pytest.fixture
def actors(musnad_command: Musnad, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `musnad actors` with a folder of one's own, which holds nobody yet."""
    monkeypatch.setenv("MUSNAD_KNOWLEDGE", str(folder))
    folder.mkdir()
    return lambda *arguments: musnad_command("actors", *arguments)


def add(actors: Call, id: str, name: str, *more: str) -> Result:
    return actors("add", "--id", id, "--kind", "person", "--name-ar", name, *more)


@pytest.mark.parametrize(
    "text", ["خليفة حفتر", "خليفه حفتر", "حفتر", "Haftar", "khalifa haftar", "haftar-khalifa"]
)
def test_actors_find_by_any_name(musnad_command: Musnad, text: str) -> None:
    rows = loaded(musnad_command("actors", "find", text, "--json"))
    assert rows[0]["id"].startswith("haftar-")
    assert "haftar-khalifa" in [row["id"] for row in rows]


def test_actors_find_gives_the_code_of_the_date(musnad_command: Musnad) -> None:
    codes = {}
    for date in ("", "2009", "2012-12"):
        rows = loaded(musnad_command("actors", "find", "محمد مرسي", "--on", date, "--json"))
        codes[date] = {row["id"]: (row["code"], row["office"]) for row in rows}
    (ids,) = {tuple(rows) for rows in codes.values()}
    assert codes["2012-12"][ids[0]] == ("EGY GOV", "President")
    assert codes["2009"][ids[0]] == codes[""][ids[0]]


def test_actors_find_as_text(musnad_command: Musnad) -> None:
    result = musnad_command("actors", "find", "خليفة حفتر")
    assert (result.code, result.err) == (0, "")
    assert re.search(r"^ haftar-khalifa +خليفة حفتر +Khalifa Haftar +person ", result.out, re.M)
    assert re.search(r"^\d+ actors?$", result.out, re.M)
    assert FIRST_STRONG_ISOLATE not in result.out
    assert musnad_command("actors", "find", "zzzz").out == "No actors.\n"


@pytest.mark.parametrize(
    "arguments", [["find", " "], ["find", "حفتر", "--on", "yesterday"], ["show", "nobody"]]
)
def test_actors_bad_questions_are_refused(musnad_command: Musnad, arguments: list[str]) -> None:
    refused(musnad_command("actors", *arguments), "MSN-U01")


def test_actors_show(musnad_command: Musnad) -> None:
    record = loaded(musnad_command("actors", "show", "bashagha-fathi", "--json"))
    assert (record["name"]["en"], record["country"], record["judgements"]) == ("Fathi Bashagha", "LBY", [])
    assert "2018-10-07" in [office["start"] for office in record["offices"]]
    text = musnad_command("actors", "show", "bashagha-fathi").out
    for words in ("فتحي باشاغا", "2018-10-07", "وزير الداخلية", "Interior Minister", "LBY GOV"):
        assert words in text
    assert "Wikidata" in musnad_command("actors", "show", "un").out


def test_actors_add_and_show(actors: Call, folder: Path) -> None:
    more = ["--name-en", "Salma Bakri", "--alias", "البكري", "--alias", "سلمى؟", "--code", "CHE ELI"]
    result = add(actors, "bakri-salma", "سلمى البكري", *more, "--country", "CHE", "--office", OFFICE)
    assert (result.code, result.out, result.err) == (0, "Added bakri-salma.\n", "")
    record = loaded(actors("show", "bakri-salma", "--json"))
    assert (record["aliases"], record["doubtful_aliases"]) == (["البكري"], ["سلمى"])
    assert record["offices"][0]["function"] == "foreign_minister"
    (row,) = loaded(actors("find", "Salma Bakri", "--on", "2031-06", "--json"))
    assert (row["code"], row["office"]) == ("CHE GOV", "Foreign Minister")
    assert sorted(path.name for path in folder.iterdir()) == ["offices.tsv", "persons.tsv"]


def test_actors_add_organisations(actors: Call, folder: Path) -> None:
    given = ["--kind", "armed_group", "--name-ar", "حرس الوادي", "--patron", "CHE", "--leaning", "local"]
    assert loaded(actors("add", "--id", "valley-guard", *given, "--json")) == {"added": "valley-guard"}
    assert add(actors, "bakri-salma", "سلمى البكري", "--office", "قائدة;Head;valley-guard").code == 0
    assert loaded(actors("show", "valley-guard", "--json"))["patrons"] == ["CHE"]


def test_actors_add_makes_the_folder(musnad_command: Musnad, folder: Path) -> None:
    given = ["--id", "a", "--kind", "person", "--name-ar", "سلمى البكري", "--knowledge", folder]
    assert musnad_command("actors", "add", *given).code == 0
    assert musnad_command("actors", "show", "a", "--knowledge", folder).code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--id", "haftar-khalifa"], ["'haftar-khalifa' is used twice"]),
        (["--id", "سلمى"], ["cannot be an id"]),
        (["--kind", "gang"], ["'gang' is not one of person"]),
        (["--name-ar", " "], ["--name-ar is empty"]),
        (["--note", "one\ttwo"], ["note has a tab"]),
        (["--note", "one\ntwo"], ["note has a tab, a line break"]),
        (["--country", "ZZZ"], ["there is no state 'ZZZ'"]),
        (["--from", "May"], ["'May' is not a date"]),
        (["--patron", "CHE"], ["a person has no patrons"]),
        (["--office", "وزيرة"], ["--office", "title_ar;title_en;body"]),
        (["--office", "وزيرة;Minister;atlantis"], ["'atlantis' is neither a state nor an actor"]),
        (["--office", "وزيرة;Minister;CHE;CHE GOV;2020;2019"], ["ends (2019) before it begins (2020)"]),
        (["--office", "وزيرة;Minister;CHE;CHE GOV;2020;;queen"], ["'queen' is not one of"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_actors_add_refuses_and_writes_nothing(
    actors: Call, folder: Path, arguments: list[str], words: list[str]
) -> None:
    refused(add(actors, "bakri-salma", "سلمى البكري", *arguments), *words)
    assert list(folder.iterdir()) == []


def test_actors_writers_need_a_folder(musnad_command: Musnad, tmp_path: Path) -> None:
    refused(musnad_command("actors", "merge", "a", "b"), "--knowledge", "MUSNAD_KNOWLEDGE")
    refused(musnad_command("actors", "find", "a", "--knowledge", tmp_path / "none"), "no folder", "none")
    inside = tmp_path / "none" / "mine"
    refused(musnad_command("actors", "merge", "un", "unsc", "--knowledge", inside), "no folder can be made")


def test_actors_merge_and_undo(actors: Call, folder: Path) -> None:
    add(actors, "bashagha-2", "ف. باشآغا", "--alias", "وزير مصراتة")
    merged = actors("merge", "bashagha-fathi", "bashagha-2", "--by", "salma", "--note", "one office")
    assert (merged.code, merged.out) == (0, "Judgement 1: bashagha-2 is one with bashagha-fathi.\n")
    record = loaded(actors("show", "bashagha-2", "--json"))
    assert (record["id"], record["also"]) == ("bashagha-fathi", ["bashagha-2"])
    assert "وزير مصراتة" in record["aliases"]
    (judgement,) = record["judgements"]
    assert (judgement["who"], judgement["note"], judgement["in_force"]) == ("salma", "one office", True)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", judgement["when"])
    before = (folder / "judgements.tsv").read_text(encoding="utf-8")
    assert loaded(actors("undo", "1", "--by", "omar", "--json"))["number"] == 2
    assert (folder / "judgements.tsv").read_text(encoding="utf-8").startswith(before)
    assert loaded(actors("show", "bashagha-2", "--json"))["id"] == "bashagha-2"
    assert [row["in_force"] for row in loaded(actors("judgements", "--json"))] == [False, True]
    assert re.search(r"^ 1 .* merge .* taken back +$", actors("judgements").out, re.M)
    assert re.search(r" merge .* taken back +$", actors("show", "bashagha-fathi").out, re.M)


def test_actors_split_and_undo(actors: Call) -> None:
    add(actors, "bakri-salma", "سلمى البكري", "--alias", "أم الوادي", "--code", "CHE GOV", "--country", "CHE")
    split = ["split", "bakri-salma", "--into", "valley", "--names", "ام الوادي"]
    assert actors(*split, "--code", "CHE ELI").out == "Judgement 1: ام الوادي belongs to valley.\n"
    new = loaded(actors("show", "valley", "--json"))
    assert (new["name"]["ar"], new["code"], new["country"]) == ("ام الوادي", "CHE ELI", "CHE")
    assert loaded(actors("show", "bakri-salma", "--json"))["aliases"] == []
    actors("merge", "valley", "un-nobody")
    assert actors("undo", "1").code == 0
    refused(actors("show", "valley"), "no actor 'valley'")


def test_actors_judgement_is_the_logins(actors: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "salma")
    add(actors, "a", "سلمى البكري")
    add(actors, "b", "سلمى بكري")
    actors("merge", "a", "b")
    assert [row["who"] for row in loaded(actors("judgements", "--json"))] == ["salma"]
    assert actors("judgements").out.count("salma") == 1

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    refused(actors("undo", "1"), "--by")


def test_actors_judgements_that_cannot_be_are_refused(actors: Call, folder: Path) -> None:
    for name in ("a", "b"):
        add(actors, name, "سلمى البكري", "--alias", "البكري")
    refused(actors("undo", "1"), "there is no judgement 1 before", "Nothing was written.")
    assert actors("judgements").out == "No judgements.\n"
    assert actors("merge", "a", "b").code == 0
    refused(actors("merge", "b", "a"), "merges in a circle")
    refused(actors("merge", "a", "nobody"), "there is no actor 'nobody'", "Nothing was written.")
    refused(actors("split", "a", "--into", "c", "--names", "خالد"), "'خالد' is no name of 'a'")
    assert actors("split", "b", "--into", "c", "--names", "البكري").code == 0
    assert actors("merge", "c", "un").code == 2
    assert actors("merge", "haftar-khalifa", "c").code == 0
    refused(actors("undo", "2"), f"{folder / 'judgements.tsv'}, line 4", "there is no actor 'c'")
    assert len(loaded(actors("judgements", "--json"))) == 3
    assert not list(folder.glob("*.part"))


def test_actors_add_waits_for_nobody(actors: Call, folder: Path) -> None:
    with locked(folder):
        refused(add(actors, "a", "سلمى البكري"), "another command is writing to this folder", str(folder))
    assert not list(folder.iterdir())
    assert add(actors, "a", "سلمى البكري").code == 0


def test_actors_check(actors: Call) -> None:
    assert (actors("check").code, actors("check").out) == (0, "All is well.\n")
    other = OFFICE.replace("2031-01", "2032-01").replace("2032-02", "")
    office = ["--office", OFFICE, "--code", "CHE XXX", "--alias", "بنت الوادي"]
    add(actors, "bakri-salma", "سلمى البكري", *office)
    add(actors, "omari-rima", "ريما العمري", "--office", other, "--code", "ZZZ GOV", "--alias", "بنت الوادي")
    add(actors, "tarifi-mona", "منى الطريفي", "--office", OFFICE.replace("Foreign", "Acting Foreign"))
    guard = ["--kind", "armed_group", "--name-ar", "حرس الوادي", "--patron", "nobody"]
    assert actors("add", "--id", "valley-guard", *guard).code == 0
    result = actors("check")
    assert (result.code, result.err) == (1, "")
    for words in (
        "overlap: CHE foreign_minister: bakri-salma (2031-01 to 2032-02) and omari-rima (2032-01 to now)",
        "'XXX' in the code 'CHE XXX' is no sector",
        "'ZZZ' in the code 'ZZZ GOV' is neither a state",
        "the patron 'nobody'",
        "shared name: بنت الوادي: bakri-salma, omari-rima",
    ):
        assert words in result.out
    assert "tarifi-mona" not in result.out
    rows = json.loads(actors("check", "--json").out)
    assert result.out.endswith(f"\n{len(rows)} findings\n")


def test_actors_check_of_the_program_alone(musnad_command: Musnad) -> None:
    assert musnad_command("actors", "check").code == 0
    rows = loaded(musnad_command("actors", "check", "--all", "--json"))
    assert not any(row["own"] for row in rows)
    assert {row["kind"] for row in rows} <= {"overlap", "shared name"}


@pytest.mark.parametrize(
    ("table", "text", "where", "what"),
    [
        ("persons.tsv", "id\tkind\n", "persons.tsv, line 1", "the columns are id, kind"),
        ("persons.tsv", None, "persons.tsv, line 3", "2 cells where there must be"),
        ("offices.tsv", None, "offices.tsv, line 3", "2 cells"),
        ("judgements.tsv", None, "judgements.tsv, line 3", "2 cells"),
    ],
)
@pytest.mark.parametrize("command", ["find", "check", "add", "code"])
def test_actors_broken_tables_are_named(
    actors: Call,
    musnad_command: Musnad,
    folder: Path,
    table: str,
    text: str | None,
    where: str,
    what: str,
    command: str,
) -> None:
    add(actors, "a", "سلمى البكري", "--alias", "البكري", "--office", OFFICE)
    actors("split", "a", "--into", "b", "--names", "البكري")
    path = folder / table
    path.write_text(path.read_text("utf-8") + "x\ty\n" if text is None else text, encoding="utf-8")
    if command == "add":
        result = add(actors, "c", "ريما العمري")
    elif command == "code":
        result = musnad_command("code", folder, "--format", "jsonl")
    else:
        result = actors(command, *(["x"] if command == "find" else []))
    refused(result, "MSN-D01", f"{folder}/{where}", what)


def test_code_with_knowledge_of_ones_own(actors: Call, musnad_command: Musnad, tmp_path: Path) -> None:
    text = "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة سلمى البكري، وبحث الجانبان الأوضاع في ليبيا."
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    call = ["code", tmp_path / "news.txt", "--format", "jsonl"]
    add(actors, "bakri-salma", "سلمى البكري", "--code", "LBY GOV", "--country", "LBY")
    first = musnad_command(*call)
    assert first.code == 0
    assert '"bakri-salma"' in first.out
    actors("merge", "bashagha-fathi", "bakri-salma")
    again = musnad_command(*call)
    assert '"bakri-salma"' not in again.out
    assert '"bashagha-fathi"' in again.out


def test_knowledge_of_ones_own_changes_the_fingerprint(actors: Call, folder: Path) -> None:
    plain = get_coder().fingerprint
    found = {plain, LexiconCoder(knowledge_folder=folder).fingerprint}
    assert found == {plain}  # an empty folder says nothing
    add(actors, "a", "سلمى البكري", "--alias", "البكري")
    found.add(get_coder("lexicon", {"knowledge": str(folder)}).fingerprint)
    actors("split", "a", "--into", "b", "--names", "البكري")
    found.add(LexiconCoder(knowledge_folder=folder).fingerprint)
    assert len(found) == 3
    assert get_coder().fingerprint == plain


def test_actors_page_explains_tables_and_findings() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "actors.md").read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        assert f"| `{table}` | {', '.join(f'`{column}`' for column in columns)} |" in page
    assert re.findall(r"^\| `([a-z ]+)` \|", page, re.M) == list(KINDS)
