"""`musnad brief`."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from analysis_fakes import Told, workspace
from conftest import Musnad, Result

START = datetime.date(2020, 1, 1)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Egypt with Libya, Turkey against it, for half a year, in a file with names of its own."""
    lines = ["When,Who,Whom,CAMEO"]
    for day in range(0, 180, 4):
        date = START + datetime.timedelta(day)
        lines += [f"{date},EGY,LBY,043", f"{date},TUR,LBY,190"]
    path = tmp_path / "events.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


COLUMNS = "date=When,actor=Who,recipient=Whom,code=CAMEO"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    days = [f"2020-{month:02}-{day:02}" for month in (3, 4) for day in range(1, 28, 4)]
    told = [Told("السيسي", "CONSULT", "حفتر", day, date=day) for day in days]
    return workspace(tmp_path, told)


def refused(result: Result, *words: str) -> None:
    assert (result.code, result.out) == (2, "")
    for word in words:
        assert word in result.err


def test_whole_brief_of_a_table_of_events(musnad_command: Musnad, table: Path) -> None:
    found = musnad_command("brief", "LBY", "--events", table, "--columns", COLUMNS)
    assert (found.code, found.err) == (0, "")
    assert "LBY are clearly cooperative for EGY +0." in found.out
    assert "LBY are clearly hostile for TUR −0." in found.out
    assert "## Camps" in found.out
    assert "\u2066" not in found.out


def test_page_is_written_and_the_answer_printed(
    musnad_command: Musnad, reports: Path, tmp_path: Path
) -> None:
    page = tmp_path / "brief.html"
    found = musnad_command("brief", "حفتر", "--lang", "ar", "-w", reports, "-o", page)
    assert found.code == 0 and "brief.html" in found.err
    assert "## الجواب" in found.out and "## المعسكرات" not in found.out
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>") and '<html lang="ar" dir="rtl">' in html
    assert "السيسي <mark>زار</mark> حفتر" in html


def test_page_goes_to_standard_output_alone(musnad_command: Musnad, reports: Path) -> None:
    found = musnad_command("brief", "حفتر", "-w", reports, "-o", "-", "--lang", "ar")
    assert (found.code, found.err) == (0, "")


def test_json_has_numbers_and_sentences(musnad_command: Musnad, reports: Path) -> None:
    found = musnad_command("brief", "حفتر", "--rival", "Bashagha", "-w", reports, "--json")
    made = json.loads(found.out)
    assert made["question"]["actor"] == "haftar-khalifa"
    assert (made["question"]["rival"], made["question"]["peers"]) == ("bashagha-fathi", ["EGY"])
    (number,) = [
        number
        for section in made["sections"]
        for statement in section["statements"]
        for number in statement["numbers"]
        if number["name"] == "alignment EGY whole" and section["id"] == "answer"
    ]
    assert number["low"] <= number["value"] <= number["high"]
    assert {one["sentence"] for one in made["evidence"].values()} == {"السيسي زار حفتر اليوم."}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["LBY"], ["a workspace or a file", "Give -w or --events"]),
        (["LBY", "-w", "WS", "--events", "TABLE"], ["a workspace or a file"]),
        (["حفتر", "-w", "WS", "--since", "2021", "--until", "2020"], ["before it begins"]),
        (["حفتر", "-w", "WS", "--since", "soon"], ["'soon' is not a date"]),
        (["حفتر", "-w", "WS", "--rival", "حفتر"], ["rival of itself"]),
        (["حفتر", "-w", "WS", "--lang", "fr"], ["no language 'fr'", "ar or en"]),
        (["ماكرون", "-w", "WS"], ["no dated event"]),
        (["حفتار", "-w", "WS"], ["no actor 'حفتار'"]),
        (["حفتر", "-w", "nowhere"], ["MSN-W01"]),
        (["حفتر", "-w", "WS", "--half-life", "0"], ["must be above 0"]),
        (["LBY", "--events", "TABLE", "--columns", COLUMNS, "--count-copies"], ["for workspaces"]),
        (
            ["LBY", "--events", "TABLE", "--columns", "date=Who,actor=Who,recipient=Whom,code=CAMEO"],
            ["full date"],
        ),
        (["QAT", "--events", "TABLE", "--columns", COLUMNS], ["no actor 'QAT'"]),
    ],
)
def test_bad_calls_get_a_clear_message(
    musnad_command: Musnad, reports: Path, table: Path, arguments: list[str], words: list[str]
) -> None:
    places = {"WS": str(reports), "TABLE": str(table)}
    refused(musnad_command("brief", *(places.get(one, one) for one in arguments)), *words)
