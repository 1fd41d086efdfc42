"""`musnad measure`, on a workspace and on files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from analysis_fakes import Told, workspace
from conftest import Musnad, Result

from musnad.analysis.questions import MEASURES

VISITS = [f"2020-{month:02}-{day:02}" for month in (4, 5, 6) for day in (1, 11, 21)]
"""Far enough from each other to be stories of their own."""
CHARGES = [f"2020-{month:02}-{day:02}" for month in (4, 5, 6) for day in (5, 25)]
TOLD = (
    *(Told("السيسي", "CONSULT", "حفتر", day, date=day) for day in VISITS),
    *(Told("أردوغان", "ACCUSE", "حفتر", day, outlet="المنبر", date=day) for day in CHARGES),
    Told("ماكرون", "CONSULT", "باشاغا", "2020-06-20", outlet="المنبر"),
    Told("السيسي", "SUPPORT", "باشاغا", "2020-06-21", status="future"),
)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("measured"), TOLD)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    rows = [
        f"2014-0{1 + n // 9}-{1 + 3 * (n % 9):02},Qatar,Egypt,{'042' if n % 3 else '112'}" for n in range(40)
    ]
    path.write_text("\n".join(["date,actor,recipient,code", *rows]) + "\n", encoding="utf-8")
    return path


def refused(result: Result, *words: str) -> None:
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("musnad: MSN-") and result.err.count("\n") == 1
    for word in words:
        assert word in result.err


def test_a_number_with_its_interval_and_sentences(musnad_command: Musnad, ws: Path) -> None:
    result = musnad_command("measure", "alignment", "حفتر", "مصر", "-w", ws, "--half-life", 365)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "alignment: Khalifa Haftar (haftar-khalifa) – Egypt (EGY), at the end of 2020-06-25"
    assert "90% interval" in lines[1] and "9 events" in lines[1]
    assert "The latest of 9 reports behind it:" in result.out
    assert "  السيسي [زار] حفتر اليوم." in lines


def test_insufficient_evidence_is_an_answer(musnad_command: Musnad, ws: Path) -> None:
    result = musnad_command("measure", "alignment", "حفتر", "فرنسا", "-w", ws)
    assert result.code == 0
    assert "insufficient evidence: no signed event between haftar-khalifa and FRA (0 events)" in result.out


def test_json_has_every_id_and_the_rows(musnad_command: Musnad, ws: Path) -> None:
    arguments = ("measure", "isolation", "حفتر", "--peers", "EGY،TUR", "--peers", "FRA", "-w", ws, "--json")
    found = json.loads(musnad_command(*arguments).out)
    assert [actor["id"] for actor in found["actors"]] == ["haftar-khalifa"]
    assert [row["name"] for row in found["rows"]] == ["EGY", "FRA", "TUR"]
    assert found["low"] <= found["value"] <= found["high"] and found["hostility"] > 0
    assert len(found["evidence"]) == found["n"] == 15 and len(found["sentences"]) == 5
    assert (found["measure"], found["at"], found["sensitivity"]) == ("isolation", "2020-06-25", None)


def test_csv_has_a_row_a_bin(musnad_command: Musnad, ws: Path) -> None:
    result = musnad_command("measure", "series", "حفتر", "--unit", "week", "-w", ws, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert rows[0]["begin"] == "2020-03-30" and sum(int(row["verbal_conflict"]) for row in rows) == 6


def test_sensitivity_asks_at_half_and_twice_the_half_life(musnad_command: Musnad, ws: Path) -> None:
    arguments = ("measure", "alignment", "حفتر", "EGY", "-w", ws, "--half-life", 300, "--sensitivity")
    found = json.loads(musnad_command(*arguments, "--json").out)
    assert [days for days, _ in found["sensitivity"]] == [150, 300, 600]
    assert "by half-life: 150 days 0." in musnad_command(*arguments).out


@pytest.mark.parametrize(
    ("options", "n"),
    [
        ([], 15),
        (["--until", "2020-05"], 10),
        (["--since", "2020-05"], 10),
        (["--since", "2020-05", "--until", "2020-05"], 5),
        (["--at", "2020-04-30"], 5),
        (["--outlet", "المنبر"], 6),
        (["--status", "future"], 0),
        (["--dated"], 15),
    ],
)
def test_what_counts(musnad_command: Musnad, ws: Path, options: list[str], n: int) -> None:
    arguments = ("measure", "isolation", "حفتر", "--peers", "EGY,TUR", *options, "-w", ws, "--json")
    assert json.loads(musnad_command(*arguments).out)["n"] == n


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_answers(musnad_command: Musnad, ws: Path, name: str) -> None:
    actors = ["حفتر", "EGY", "TUR", "باشاغا"][: max(MEASURES[name].least, 0)]
    rival = ["--rival", "باشاغا"] if name == "preference" else []
    for form in ([], ["--json"], ["--csv"]):
        result = musnad_command("measure", name, *actors, *rival, *form, "-w", ws)
        assert (result.code, result.err) == (0, "")
        assert result.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["alignment", "Haftr", "EGY"], ["there is no actor 'Haftr'", "haftar-khalifa"]),
        (["alignment", "حفتر"], ["alignment takes 2 actors, not 1"]),
        (["alignment", "حفتر", "Haftar"], ["named twice"]),
        (["isolation"], ["isolation takes 1 actors, not 0"]),
        (["camps", "حفتر", "EGY"], ["camps takes 3 or more actors, not 2"]),
        (["series", "EGY", "TUR", "FRA"], ["series takes 1 to 2 actors"]),
        (["friendship", "حفتر"], ["no measure 'friendship'", "alignment, isolation"]),
        (["preference", "حفتر", "EGY"], ["needs a rival"]),
        (["alignment", "حفتر", "EGY", "--since", "2021", "--until", "2020"], ["before it begins"]),
        (["alignment", "حفتر", "EGY", "--since", "2021", "--at", "2020"], ["lies before 2021-01-01"]),
        (["alignment", "حفتر", "EGY", "--at", "soon"], ["'soon' is not a date"]),
        (["alignment", "حفتر", "EGY", "--status", "certain"], ["no status 'certain'", "asserted"]),
        (["alignment", "حفتر", "EGY", "--outlet", "المثل"], ["no outlet 'المثل'", "المثال"]),
        (["alignment", "حفتر", "EGY", "--half-life", "0"], ["must be above 0"]),
        (["series", "حفتر", "--half-life", "10"], ["series has no half-life"]),
        (["series", "حفتر", "--unit", "year"], ["'year' is not a unit"]),
        (["what-if", "حفتر", "EGY", "--by", "outlet"], ["only one outlet, 'المثال'"]),
        (["alignment", "حفتر", "EGY", "--json", "--csv"], ["two formats"]),
        (["alignment", "حفتر", "EGY", "--kind", "icews"], ["--kind is about a file"]),
    ],
)
def test_what_cannot_be_asked_is_refused(
    musnad_command: Musnad, ws: Path, arguments: list[str], words: list[str]
) -> None:
    refused(musnad_command("measure", *arguments, "-w", ws), *words)


def test_a_file_of_events(musnad_command: Musnad, table: Path) -> None:
    found = json.loads(
        musnad_command(
            "measure", "alignment", "Qatar", "egypt", "--events", table, "--half-life", 365, "--json"
        ).out
    )
    assert (found["n"], found["sentences"]) == (40, []) and -1 < found["value"] < 1
    shown = musnad_command("measure", "turning-points", "Qatar", "Egypt", "--events", table).out
    assert "Events behind it: 0, 1, 10, 11, 12 and 35 more" in shown
    assert (
        "insufficient evidence: 39 signed events" in musnad_command("measure", "fit", "--events", table).out
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--columns", "date=When"], ["no column When"]),
        (["--columns", "date"], ["not a mapping"]),
        (["--kind", "polecat"], ["no column"]),
        (["--dated"], ["about a workspace"]),
        (["--goldstein"], ["what its columns say"]),
    ],
)
def test_a_file_that_cannot_be_read_so_is_refused(
    musnad_command: Musnad, table: Path, arguments: list[str], words: list[str]
) -> None:
    refused(musnad_command("measure", "alignment", "Qatar", "Egypt", "--events", table, *arguments), *words)


def test_families_of_ones_own(musnad_command: Musnad, ws: Path, table: Path) -> None:
    given = table.with_name("families.csv")
    given.write_text("outlet,family\nالمثال,دار\nالمنبر,دار\n", encoding="utf-8")
    asked = ("measure", "what-if", "حفتر", "LBY", "--by", "family", "--families", given)
    refused(musnad_command(*asked[:3], "EGY", *asked[4:], "-w", ws), "only one family, 'دار'")
    refused(musnad_command(*asked, "--events", table), "--families is about a workspace")


def test_one_source_of_events_is_needed(musnad_command: Musnad, ws: Path, table: Path) -> None:
    refused(musnad_command("measure", "fit"), "-w", "--events")
    refused(musnad_command("measure", "fit", "-w", ws, "--events", table), "both")
    refused(musnad_command("measure", "fit", "--events", table.with_name("none.csv")), "cannot be read")
