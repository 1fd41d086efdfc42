"""Judgements on actors: merged, split, taken back, in their order, and refused where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_knowledge_tables import GOOD

from musnad.errors import DataFileError
from musnad.knowledge import KnowledgeBase
from musnad.knowledge.base import NAME_COLUMNS
from musnad.knowledge.judgements import COLUMNS, read_judgements
from musnad.knowledge.rows import OFFICE_COLUMNS, ORGANISATION_COLUMNS, PERSON_COLUMNS

PERSONS = (
    {"id": "amal", "kind": "person", "name_ar": "أمل الجبلي", "aliases_ar": "الجبلي|أم النور|النور?"},
    {"id": "amal-2", "kind": "person", "name_ar": "آمال الجبلي", "aliases_ar": "ام النور|بنت الجبل",
     "name_en": "Amal", "code": "ZBB GOV", "country": "ZBB", "wikidata": "Q7"},
    {"id": "amal-3", "kind": "person", "name_ar": "أمل", "code": "ZBB ELI"},
)  # fmt: skip
GUARD = {"id": "guard", "kind": "armed_group", "name_ar": "حرس الجبل", "patrons": "amal-2|ZAA"}
OFFICE = {"actor": "amal-2", "title_ar": "وزيرة", "body": "ZBB", "code": "ZBB GOV", "from": "2001"}
OF_THE_GUARD = {"actor": "salem", "title_ar": "قائد", "body": "guard", "code": "ZBB REB", "from": "2002"}


def lines(columns: tuple[str, ...], *rows: dict[str, str]) -> str:
    return "".join("\t".join(r.get(c, "") for c in columns) + "\n" for r in ({c: c for c in columns}, *rows))


def judged(folder: Path, *judgements: str) -> KnowledgeBase:
    """The knowledge after judgements, each "action actor other names"."""
    program, own = folder / "program", folder / "own"
    for made in (program, own):
        made.mkdir(exist_ok=True)
    names = {"names.tsv": lines(NAME_COLUMNS, {"word": "سالم", "kind": "given"})}
    for name, text in (GOOD | names).items():
        (program / name).write_text(text, encoding="utf-8")
    (own / "persons.tsv").write_text(lines(PERSON_COLUMNS, *PERSONS), encoding="utf-8")
    (own / "organisations.tsv").write_text(lines(ORGANISATION_COLUMNS, GUARD), encoding="utf-8")
    (own / "offices.tsv").write_text(lines(OFFICE_COLUMNS, OFFICE, OF_THE_GUARD), encoding="utf-8")
    rows = []
    for written in judgements:
        action, actor, other, names, *more = [*written.split(" ", 3), "", ""][:4]
        assert not more
        row = {"action": action, "actor": actor.strip("-"), "other": other, "names": names.strip()}
        rows.append({"when": "2024-05-01T10:00:00+00:00", "who": "salma"} | row)
    (own / "judgements.tsv").write_text(lines(COLUMNS, *rows), encoding="utf-8")
    return KnowledgeBase(program, [own])


def called(kb: KnowledgeBase, name: str) -> list[str]:
    return [entry.value.id for entry in kb.names.called(name)]


def test_judgements_merge_gives_all_to_the_first(tmp_path: Path) -> None:
    kb = judged(tmp_path, "merge amal amal-2")
    one = kb.actor("amal")
    assert kb.actor("amal-2") is one
    assert "amal-2" not in kb.actors
    assert (one.name.ar, one.name.en, one.code, one.country, one.wikidata) == (
        "أمل الجبلي", "Amal", "ZBB GOV", "ZBB", "Q7",
    )  # fmt: skip
    assert one.aliases == ("الجبلي", "أم النور", "آمال الجبلي", "بنت الجبل")
    assert one.doubtful_aliases == ("النور",)
    assert [(o.actor_id, o.body) for o in one.offices] == [("amal", "ZBB")]
    assert called(kb, "بنت الجبل") == ["amal"]
    assert kb.actor("guard").patrons == ("amal", "ZAA")


def test_judgements_merge_keeps_what_the_first_has(tmp_path: Path) -> None:
    one = judged(tmp_path, "merge amal-3 amal-2").actor("amal-3")
    assert (one.name.ar, one.code) == ("أمل", "ZBB ELI")


def test_judgements_merge_moves_the_offices_of_a_body(tmp_path: Path) -> None:
    kb = judged(tmp_path, "merge league guard")
    assert [o.body for o in kb.actor("salem").offices] == ["ZAA", "league", "league"]


def test_judgements_merge_of_merged(tmp_path: Path) -> None:
    for order in (
        ["merge amal amal-2", "merge amal-2 amal-3"],
        ["merge amal-2 amal-3", "merge amal amal-3"],
    ):
        kb = judged(tmp_path, *order)
        assert {kb.actor(name).id for name in ("amal", "amal-2", "amal-3")} == {"amal"}
        assert "أمل" in kb.actor("amal").aliases


@pytest.mark.parametrize("name", ["أم النور", "ام النور"])
def test_judgements_split_into_somebody_new(tmp_path: Path, name: str) -> None:
    kb = judged(tmp_path, f"split amal-2 amal-4 {name}|بنت الجبل")
    new, old = kb.actor("amal-4"), kb.actor("amal-2")
    assert (new.name.ar, new.aliases, new.offices, new.wikidata) == (name, ("بنت الجبل",), (), "")
    assert (new.kind, new.code, new.country) == ("person", "ZBB GOV", "ZBB")
    assert (old.name.ar, old.aliases, len(old.offices)) == ("آمال الجبلي", (), 1)
    assert called(kb, "بنت الجبل") == ["amal-4"]


def test_judgements_split_takes_doubtful_names(tmp_path: Path) -> None:
    kb = judged(tmp_path, "split amal amal-4 النور")
    assert (kb.actor("amal").doubtful_aliases, kb.actor("amal-4").name.ar) == ((), "النور")


def test_judgements_split_takes_the_main_name(tmp_path: Path) -> None:
    kb = judged(tmp_path, "split amal-2 amal-4 آمال الجبلي")
    assert (kb.actor("amal-2").name.ar, kb.actor("amal-2").aliases) == ("ام النور", ("بنت الجبل",))
    assert kb.actor("amal-2").name.en == "Amal"


def test_judgements_split_into_somebody_who_is_there(tmp_path: Path) -> None:
    kb = judged(tmp_path, "split amal amal-2 أم النور|الجبلي")
    assert kb.actor("amal-2").aliases == ("ام النور", "بنت الجبل", "الجبلي")
    assert called(kb, "الجبلي") == ["amal-2"]


def test_judgements_undo_brings_back_all(tmp_path: Path) -> None:
    plain = judged(tmp_path).actors
    assert judged(tmp_path, "merge amal amal-2", "undo - 1").actors == plain
    assert judged(tmp_path, "split amal amal-4 الجبلي", "undo - 1").actors == plain


def test_judgements_undo_of_undo(tmp_path: Path) -> None:
    merged = judged(tmp_path, "merge amal amal-2").actors
    assert judged(tmp_path, "merge amal amal-2", "undo - 1", "undo - 2").actors == merged
    assert judged(tmp_path, "merge amal amal-2", "undo - 1", "undo - 2", "undo - 1").actors != merged
    read = read_judgements(tmp_path / "own" / "judgements.tsv")
    assert [j.in_force for j in read] == [False, False, True, True]


def test_judgements_follow_their_order(tmp_path: Path) -> None:
    merge, split = "merge amal amal-2", "split amal amal-4 بنت الجبل"
    assert called(judged(tmp_path, merge, split), "بنت الجبل") == ["amal-4"]
    with pytest.raises(DataFileError, match="is no name of 'amal'"):
        judged(tmp_path, split, merge)


def test_judgements_split_of_what_was_merged(tmp_path: Path) -> None:
    kb = judged(tmp_path, "merge amal amal-2", "split amal-2 amal-4 بنت الجبل")
    assert called(kb, "بنت الجبل") == ["amal-4"]


@pytest.mark.parametrize(
    ("judgements", "where", "what"),
    [
        (["merge amal nobody"], "line 2, column other", "there is no actor 'nobody'"),
        (["merge nobody amal"], "line 2, column actor", "there is no actor 'nobody'"),
        (["merge amal amal"], "line 2, column other", "one already"),
        (["merge amal amal-2", "merge amal-2 amal"], "line 3, column other", "merges in a circle"),
        (
            ["merge amal amal-2", "merge amal-2 amal-3", "merge amal-3 amal"],
            "line 4, column other",
            "merges in a circle",
        ),
        (["merge amal guard"], "line 2, column other", "a person cannot be one"),
        (["join amal amal-2"], "line 2, column action", "'join' is not one of merge, split, undo"),
        (["undo - 1"], "line 2, column other", "there is no judgement 1 before"),
        (["undo - x"], "line 2, column other", "there is no judgement x before"),
        (["merge amal amal-2", "undo - 1", "undo - 1"], "line 4, column other", "1 is taken back already"),
        (["split amal amal-4 خالد"], "line 2, column names", "'خالد' is no name of 'amal'"),
        (["split amal amal-4"], "line 2, column names", "no name is given"),
        (["split amal-3 amal-4 أمل"], "line 2, column names", "no name would be left to 'amal-3'"),
        (["split amal amal الجبلي"], "line 2, column other", "is 'amal' itself"),
        (
            ["split amal amal-4 الجبلي", "merge amal-3 amal-4", "undo - 1"],
            "line 3, column other",
            "there is no actor 'amal-4'",
        ),
    ],
)
def test_judgements_that_cannot_be_are_named(
    tmp_path: Path, judgements: list[str], where: str, what: str
) -> None:
    with pytest.raises(DataFileError, match=what) as caught:
        judged(tmp_path, *judgements)
    assert caught.value.where == f"{tmp_path / 'own' / 'judgements.tsv'}, {where}"


@pytest.mark.parametrize(
    ("column", "cell"), [("when", "yesterday"), ("who", ""), ("kind", "gang"), ("country", "ZZZ")]
)
def test_judgements_malformed_cells_are_named(tmp_path: Path, column: str, cell: str) -> None:
    judged(tmp_path)
    row = {"when": "2024-05-01T10:00:00Z", "who": "x", "action": "split", "actor": "amal", "other": "amal-4"}
    text = lines(COLUMNS, row | {"names": "الجبلي", column: cell})
    (tmp_path / "own" / "judgements.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        KnowledgeBase(tmp_path / "program", [tmp_path / "own"])
    assert caught.value.where.endswith(f"judgements.tsv, line 2, column {column}")
