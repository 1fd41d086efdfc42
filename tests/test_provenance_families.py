"""Families of outlets: given in a file, or found where the evidence is strong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from musnad.errors import DataFileError
from musnad.knowledge import load_knowledge
from musnad.provenance.families import (
    LEAST_COPIES,
    Families,
    found_families,
    given_families,
    owner,
    read_families,
)
from musnad.provenance.model import STATEMENT, Copy, Credit
from musnad.provenance.names import load_directory


def found(
    sizes: dict[str, int],
    copies: Sequence[tuple[str, str]] = (),
    credited: Sequence[tuple[str, str, str]] = (),
) -> Families:
    """`copies` are pairs of documents, called after their outlets with a number behind: «منبر 1»."""
    outlets = {name: name.rsplit(" ", 1)[0] for pair in copies for name in pair}
    records = [Copy(one, other, 0.9, 90) for one, other in copies]
    credits = [Credit(name, source, "رويترز", 0, 6, scope) for name, source, scope in credited]
    names = load_directory().including(sizes)
    return found_families(sizes, outlets, records, credits, names, load_knowledge())


def between(one: str, other: str, number: int) -> list[tuple[str, str]]:
    return [(f"{one} {n}", f"{other} {n}") for n in range(number)]


def test_outlets_of_one_owner() -> None:
    families = found({"الشرق الأوسط اللندنية": 9, "عرب نيوز": 3, "عكاظ": 5})
    assert families.of("عرب نيوز") == families.of("الشرق الأوسط اللندنية") == "SRMG"
    assert families.of("عكاظ") == "عكاظ"
    assert families.reasons == {"SRMG": "one owner in the knowledge base: SRMG"}


def test_names_of_one_outlet_go_by_the_commonest() -> None:
    families = found({"رويترز": 4, "Reuters": 2, "reuters": 0})
    assert {families.of(name) for name in ("رويترز", "Reuters", "reuters")} == {"رويترز"}
    assert families.reasons == {"رويترز": "names of one outlet"}


def test_one_owner_takes_names_of_one_outlet_along() -> None:
    families = found({"عرب نيوز": 1, "Arab News": 2, "الشرق الأوسط اللندنية": 1})
    assert set(families.members.values()) == {"SRMG"}
    assert families.reasons["SRMG"] == "names of one outlet; one owner in the knowledge base: SRMG"


def test_outlets_that_copy_each_other_without_a_credit() -> None:
    copies = between("منبر", "باريس", LEAST_COPIES)
    families = found({"منبر": 10, "باريس": 40, "القاهرة": 8}, copies)
    assert families.of("منبر") == families.of("باريس") == "باريس"
    assert families.of("القاهرة") == "القاهرة"
    assert families.reasons == {"باريس": "5 copies without a credit between باريس and منبر, of 10 documents"}


@pytest.mark.parametrize(
    ("sizes", "number"),
    [({"منبر": 11, "باريس": 40}, LEAST_COPIES), ({"منبر": 4, "باريس": 40}, LEAST_COPIES - 1)],
)
def test_few_copies_make_no_family(sizes: dict[str, int], number: int) -> None:
    families = found(sizes, between("منبر", "باريس", number))
    assert families.of("منبر") == "منبر"
    assert families.reasons == {}


def test_copies_that_name_their_source_make_no_family() -> None:
    copies = between("منبر", "باريس", LEAST_COPIES)
    credited = [(copies[0][0], "reuters", STATEMENT)]
    assert found({"منبر": 10, "باريس": 40}, copies, credited).reasons == {}


def test_documents_without_outlet_join_nobody() -> None:
    copies = [(f" {number}", f"باريس {number}") for number in range(LEAST_COPIES)]
    assert found({"": 5, "باريس": 5}, copies).reasons == {}


@pytest.mark.parametrize(
    ("leaning", "expected"),
    [
        ("owned by SRMG under licence", "SRMG"),
        ("state-funded, owned by Al Jazeera Media Network (Qatar)", "Al Jazeera Media Network"),
        ("owned by the Scott Trust, centre-left", "Scott Trust"),
        ("majority owned by the Saudi state", ""),
        ("privately owned", ""),
        ("state-owned", ""),
        ("", ""),
    ],
)
def test_owner(leaning: str, expected: str) -> None:
    assert owner(leaning) == expected


def test_given_families_hold_for_other_names_of_the_outlet() -> None:
    sizes = {"رويترز": 3, "reuters": 0, "منبر": 2, "عرب نيوز": 1, "الشرق الأوسط اللندنية": 1}
    families = given_families({"Reuters": "دار", "منبر": "دار"}, sizes, load_directory())
    assert families.members == {
        "رويترز": "دار",
        "reuters": "دار",
        "منبر": "دار",
        "عرب نيوز": "عرب نيوز",
        "الشرق الأوسط اللندنية": "الشرق الأوسط اللندنية",
    }
    assert families.reasons == {"دار": "given"}


def test_a_table_of_families_is_read(tmp_path: Path) -> None:
    table = tmp_path / "families.tsv"
    table.write_text("# ours\noutlet\tfamily\nمنبر\tدار\n\nباريس، العربية\tدار\n", "utf-8")
    assert read_families(table) == {"منبر": "دار", "باريس، العربية": "دار"}
    comma = tmp_path / "families.csv"
    comma.write_text('outlet,family\nمنبر,دار\n"باريس, العربية",دار\n', "utf-8-sig")
    assert read_families(comma) == {"منبر": "دار", "باريس, العربية": "دار"}


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("f.tsv", "outlet\tfamily\nمنبر\n", "line 2"),
        ("f.tsv", "outlet\tfamily\nمنبر\t\n", "line 2"),
        ("f.tsv", "name\tfamily\n", "line 1"),
        ("f.tsv", "outlet\tfamily\nمنبر\tدار\nمنبر\tبيت\n", "line 3"),
        ("f.csv", "outlet,family\nمنبر,دار,بيت\n", "line 2"),
        ("f.csv", "outlet;family\n", "line 1"),
        ("f.csv", "outlet,family\n,دار\n", "line 2"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(
    tmp_path: Path, name: str, content: str, where: str
) -> None:
    table = tmp_path / name
    table.write_text(content, "utf-8")
    with pytest.raises(DataFileError) as refused:
        read_families(table)
    assert name in refused.value.where
    assert where in refused.value.where


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    for name in ("none.tsv", "none.csv"):
        with pytest.raises(DataFileError, match="cannot be read"):
            read_families(tmp_path / name)
