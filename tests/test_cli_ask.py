"""The commands that ask: events, status, check, export, evaluate, codebook; versions and help."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from conftest import Musnad, Result
from typer.main import get_command

import musnad
from musnad.cli import app
from musnad.codebook import codebook, codebook_json
from musnad.exports import EXPORTERS
from musnad.records import Event, fields_of

COMMANDS = sorted(getattr(get_command(app), "commands"))  # noqa: B009, only groups have it, for mypy
ASKING = ("events", "status", "check", "export")


def refused(result: Result, *words: str) -> None:
    """Asserts a clear refusal: exit code 2, one line on standard error, nothing on standard output."""
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(r"musnad: MSN-[A-Z]\d\d: [^\n]+\n", result.err)
    for word in words:
        assert word in result.err


def found(result: Result) -> list[str]:
    """The documents of the events that `events --json` lists."""
    assert (result.code, result.err) == (0, "")
    return [row["document_id"] for row in json.loads(result.out)]


@pytest.mark.parametrize(
    ("arguments", "documents"),
    [
        ([], ["d", "a", "b", "c"]),  # by date; without one first
        (["--actor", "EGY"], ["a", "c"]),
        (["--actor", "Q846"], ["b"]),
        (["--actor", "Egypt"], ["a", "c"]),
        (["--actor", "باشآغا"], ["d"]),
        (["--recipient", "QAT"], ["d", "a"]),
        (["--actor", "EGY", "--recipient", "QAT"], ["a"]),
        (["--dyad", "EGY", "QAT"], ["a", "b"]),
        (["--dyad", "QAT", "EGY"], ["a", "b"]),
        (["--type", "ASSAULT"], ["c"]),
        (["--type", "ASSAULT", "--type", "CONSULT"], ["d", "a", "b", "c"]),
        (["--type", "AID"], []),
        (["--status", "future"], ["b"]),
        (["--status", "future", "--status", "asserted"], ["d", "a", "b", "c"]),
        (["--since", "2020-07"], ["b", "c"]),
        (["--until", "2020"], ["a", "b"]),
        (["--since", "2020-06-06", "--until", "2020-06-06"], ["a"]),
        (["--outlet", "المنبر"], ["c"]),
        (["--outlet", "المنبر", "--outlet", "المثال"], ["a", "b", "c"]),
        (["--limit", "2"], ["d", "a"]),
        (["--limit", "2", "--since", "2020"], ["a", "b"]),
        (["--actor", "EGY", "--type", "ASSAULT", "--status", "asserted", "--since", "2021"], ["c"]),
    ],
    ids=lambda value: " ".join(value) or "all",
)
def test_events_filters(
    visits: Path, musnad_command: Musnad, arguments: list[str], documents: list[str]
) -> None:
    assert found(musnad_command("events", "-w", visits, "--json", *arguments)) == documents


def test_events_json_has_every_field_and_the_evidence(visits: Path, musnad_command: Musnad) -> None:
    (row,) = json.loads(musnad_command("events", "-w", visits, "--json", "--until", "2020-06").out)
    assert {field.name for field in fields_of(Event)} < set(row)
    assert (row["outlet"], row["url"], row["published"]) == ("المثال", "https://a.example/1", "2020-06-07")
    start = row["trigger"]["start"] - row["sentence"]["start"]
    assert row["sentence_text"][start:].startswith(row["trigger"]["text"])


def test_events_as_text_show_who_what_when_and_the_sentence(visits: Path, musnad_command: Musnad) -> None:
    result = musnad_command("events", "-w", visits, "--actor", "EGY")
    assert (result.code, result.err) == (0, "")
    assert "إن مصر [زار] قطر من أجل" in result.out
    for words in (
        "2020-06-06",
        "2021-02",
        "CONSULT",
        "ASSAULT",
        "visit",
        "مصر (EGY GOV)",
        "المنبر",
        "asserted",
    ):
        assert words in result.out
    assert result.out.endswith("2 events\n")


def test_events_date_in_parentheses_is_the_documents(visits: Path, musnad_command: Musnad) -> None:
    assert "(2020-07-01)" in musnad_command("events", "-w", visits, "--status", "future").out


def test_events_none_found_is_said(visits: Path, musnad_command: Musnad) -> None:
    result = musnad_command("events", "-w", visits, "--actor", "FRA")
    assert (result.code, result.out) == (0, "No events.\n")
    assert json.loads(musnad_command("events", "-w", visits, "--actor", "FRA", "--json").out) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--type", "VISIT"], ["'VISIT'", "CONSULT"]),
        (["--status", "planned"], ["'planned'", "hypothetical"]),
        (["--since", "June 2020"], ["since", "YYYY-MM-DD"]),
        (["--until", "2020-13"], ["until", "'2020-13'"]),
        (["--actor", " "], ["empty"]),
        (["--limit", "-1"], ["-1"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_events_bad_conditions_are_refused(
    visits: Path, musnad_command: Musnad, arguments: list[str], words: list[str]
) -> None:
    refused(musnad_command("events", "-w", visits, *arguments), *words)


@pytest.mark.parametrize("command", ASKING)
def test_what_is_no_workspace_is_refused(tmp_path: Path, musnad_command: Musnad, command: str) -> None:
    more = ["--format", "csv"] if command == "export" else []
    refused(musnad_command(command, "-w", tmp_path / "none", *more), "MSN-W01", "none")


def test_status_says_what_there_is_and_why_not(visits: Path, musnad_command: Musnad) -> None:
    result = musnad_command("status", "-w", visits)
    assert (result.code, result.err) == (0, "")
    assert re.search(r"^ *coded +4 *$", result.out, re.M)
    assert re.search(r"^ *quarantined +1 *$", result.out, re.M)
    assert re.search(r"^ *المثال +2 *$", result.out, re.M)
    assert re.search(r"^ *\(not known\) +1 *$", result.out, re.M)
    assert "Published from 2020-06-07 to 2021-03-01." in result.out
    assert re.search(r"MSN-R04: .*visits\.jsonl:5", result.out)


def test_status_json_adds_up(visits: Path, musnad_command: Musnad) -> None:
    status = json.loads(musnad_command("status", "-w", visits, "--json").out)
    counts = status["counts"]
    aside = sum(counts[name] for name in ("empty", "duplicate", "not_arabic", "quarantined"))
    assert (counts["read"], counts["coded"] + aside) == (5, 5)
    assert status["outlets"] == {"": 1, "المثال": 2, "المنبر": 1}
    assert [row["code"] for row in status["quarantine"]] == ["MSN-R04"]


def test_check_finds_nothing_in_a_whole_workspace(visits: Path, musnad_command: Musnad) -> None:
    result = musnad_command("check", "-w", visits)
    assert (result.code, result.out, result.err) == (0, "All is well.\n", "")
    assert json.loads(musnad_command("check", "-w", visits, "--json").out) == []


def test_check_after_damage_says_what_and_leaves_with_1(visits: Path, musnad_command: Musnad) -> None:
    part = next((visits / "events").glob("*.parquet"))
    table = pq.read_table(part)
    pq.write_table(table.slice(1), part)
    result = musnad_command("check", "-w", visits)
    assert result.code == 1
    assert f"{part}: changed since it was written" in result.out
    assert re.search(r"^\d+ findings$", result.out, re.M)
    as_json = musnad_command("check", "-w", visits, "--json")
    assert as_json.code == 1
    assert f"{part}: changed since it was written" in json.loads(as_json.out)


def test_missing_part_is_an_error_for_who_asks(visits: Path, musnad_command: Musnad) -> None:
    next((visits / "events").glob("*.parquet")).unlink()
    refused(musnad_command("events", "-w", visits), "missing", "musnad check")
    assert musnad_command("check", "-w", visits).code == 1


@pytest.mark.parametrize("name", EXPORTERS)
def test_export_by_format_and_by_suffix(
    visits: Path, tmp_path: Path, musnad_command: Musnad, name: str
) -> None:
    named, by_suffix = tmp_path / "events.out", tmp_path / f"events{EXPORTERS[name].suffix}"
    for arguments in (["--format", name, "-o", named], ["-o", by_suffix]):
        result = musnad_command("export", "-w", visits, *arguments)
        assert (result.code, result.out) == (0, "")
        number = 3 if EXPORTERS[name].statuses == ("asserted",) else 4
        assert f"{number} events" in result.err
        assert ("--status" in result.err) == (EXPORTERS[name].statuses is not None)
    assert named.read_bytes() == by_suffix.read_bytes()
    if name in ("jsonl", "plover", "parquet") or EXPORTERS[name].delimited:
        assert count_rows(name, named) == number


def count_rows(name: str, path: Path) -> int:
    if name == "parquet":
        return int(pq.read_table(path).num_rows)
    text = path.read_text(encoding="utf-8")
    if name in ("jsonl", "plover"):
        return len([json.loads(line) for line in text.splitlines()])
    return len(list(csv.DictReader(io.StringIO(text), delimiter="," if name == "csv" else "\t")))


def test_export_goes_to_standard_output(visits: Path, musnad_command: Musnad) -> None:
    result = musnad_command("export", "-w", visits, "--format", "jsonl")
    assert (result.code, result.err) == (0, "")
    assert [json.loads(line)["document_id"] for line in result.out.splitlines()] == ["a", "b", "c", "d"]


def test_export_suffix_in_capitals(visits: Path, tmp_path: Path, musnad_command: Musnad) -> None:
    assert musnad_command("export", "-w", visits, "-o", tmp_path / "EVENTS.CSV").code == 0
    assert count_rows("csv", tmp_path / "EVENTS.CSV") == 4


def test_export_with_byte_order_mark(visits: Path, tmp_path: Path, musnad_command: Musnad) -> None:
    path = tmp_path / "events.csv"
    assert musnad_command("export", "-w", visits, "-o", path, "--bom").code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_export_replaces_a_file_only_when_complete(
    visits: Path, tmp_path: Path, musnad_command: Musnad
) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text("older")
    refused(musnad_command("export", "-w", visits, "-o", path, "--bom"), "byte order mark")
    assert path.read_text() == "older"
    assert musnad_command("export", "-w", visits, "-o", path).code == 0
    assert count_rows("jsonl", path) == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ["--format"]),
        (["--format", "xlsx"], ["'xlsx'", "parquet"]),
        (["-o", "events.xlsx"], ["'.xlsx'", "parquet"]),
        (["--format", "csv", "-o", "."], ["folder"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_export_bad_calls_are_refused(
    visits: Path, musnad_command: Musnad, arguments: list[str], words: list[str]
) -> None:
    refused(musnad_command("export", "-w", visits, *arguments), *words)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated document whose event the small coder finds, and one whose event it does not."""
    text = "مصر زار قطر"
    event: dict[str, Any] = {
        "type": "CONSULT", "mode": "visit", "trigger": "زار", "start": 4, "end": 7,
        "status": "asserted", "said_by": "", "actors": [{"text": "مصر", "code": "EGY GOV"}],
        "recipients": [{"text": "قطر", "code": "QAT GOV"}],
    }  # fmt: skip
    sentences = [{"s": 0, "start": 0, "end": len(text)}]
    rows = [
        {"id": "1", "text": text, "sentences": sentences, "events": [event]},
        {"id": "2", "text": "قطر أيدت مصر", "sentences": sentences, "events": [event | {"type": "SUPPORT"}]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_evaluate_prints_the_figures(gold: Path, musnad_command: Musnad, small_coder: None) -> None:
    result = musnad_command("evaluate", gold)
    assert (result.code, result.err) == (0, "")
    assert "2 documents" in result.out
    assert re.search(r"^ *detection +1\.000 +0\.500 +0\.667 +1 +1 +2 *$", result.out, re.M)
    assert re.search(r"^ *SUPPORT +0\.000 +0\.000 +0\.000 +0 +0 +1 *$", result.out, re.M)


def test_evaluate_json(gold: Path, musnad_command: Musnad, small_coder: None) -> None:
    figures = json.loads(musnad_command("evaluate", gold, "--json").out)
    assert (figures["documents"], figures["detection"]["f1"], figures["event"]["hits"]) == (2, 0.667, 1)
    assert figures["below_floors"] == []


def test_evaluate_with_knowledge_of_ones_own(gold: Path, tmp_path: Path, musnad_command: Musnad) -> None:
    own = tmp_path / "own"
    refused(musnad_command("evaluate", gold, "--knowledge", own), "there is no folder of knowledge", str(own))
    own.mkdir()
    (own / "persons.tsv").write_text("id\n")
    refused(musnad_command("evaluate", gold, "--knowledge", own), "MSN-D01", "persons.tsv")
    (own / "persons.tsv").unlink()
    result = musnad_command("evaluate", gold, "--knowledge", own, "--json")
    assert json.loads(result.out) == json.loads(musnad_command("evaluate", gold, "--json").out)


def test_evaluate_floors(gold: Path, tmp_path: Path, musnad_command: Musnad, small_coder: None) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[f1]\ndetection = 0.6\nevent = 0.6\n")
    assert musnad_command("evaluate", gold, "--floors", floors).code == 0
    floors.write_text("[f1]\ndetection = 0.6\nevent = 0.7\n")
    result = musnad_command("evaluate", gold, "--floors", floors)
    assert (result.code, result.err) == (1, "musnad: event F1 is 0.667, below its floor 0.700\n")
    as_json = musnad_command("evaluate", gold, "--floors", floors, "--json")
    assert (as_json.code, len(json.loads(as_json.out)["below_floors"])) == (1, 1)


def test_evaluate_predicted_is_what_code_writes(
    gold: Path, tmp_path: Path, musnad_command: Musnad, small_coder: None
) -> None:
    coded = tmp_path / "coded.jsonl"
    assert musnad_command("code", gold, "--format", "jsonl", "-o", coded).code == 0
    one = json.loads(musnad_command("evaluate", gold, "--predicted", coded, "--json").out)
    assert one == json.loads(musnad_command("evaluate", gold, "--json").out)


@pytest.mark.parametrize(
    ("file", "content", "option"),
    [
        ("gold.jsonl", '{"id": "1"}', ""),
        ("coded.jsonl", "{", "--predicted"),
        ("coded.jsonl", '{"id": "1"}', "--predicted"),
        ("floors.toml", "f1 = ", "--floors"),
        ("floors.toml", "[f1]\naccuracy = 1\n", "--floors"),
    ],
)
def test_evaluate_malformed_files_are_refused(
    gold: Path,
    tmp_path: Path,
    musnad_command: Musnad,
    small_coder: None,
    file: str,
    content: str,
    option: str,
) -> None:
    (tmp_path / file).write_text(content)
    more = [option, tmp_path / file] if option else []
    refused(musnad_command("evaluate", gold, *more), "MSN-D01", file)


@pytest.mark.parametrize("option", ["", "--predicted", "--floors"])
def test_evaluate_missing_files_are_refused(
    gold: Path, tmp_path: Path, musnad_command: Musnad, small_coder: None, option: str
) -> None:
    missing = tmp_path / "missing"
    refused(musnad_command("evaluate", *([gold, option, missing] if option else [missing])), str(missing))


def test_codebook(musnad_command: Musnad) -> None:
    assert musnad_command("codebook").out == codebook()
    assert json.loads(musnad_command("codebook", "--json").out) == codebook_json()


def test_version(musnad_command: Musnad) -> None:
    assert musnad_command("--version").out == f"musnad {musnad.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(musnad_command: Musnad, command: str) -> None:
    result = musnad_command(command, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"Usage: musnad {command} ")
    assert command in musnad_command("--help").out


@pytest.mark.parametrize("arguments", [["codes"], ["events"], ["code"], ["events", "-w", "x", "--colour"]])
def test_calls_that_do_not_parse_leave_with_2(musnad_command: Musnad, arguments: list[str]) -> None:
    result = musnad_command(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "Error: " in result.err
    assert "Traceback" not in result.err
