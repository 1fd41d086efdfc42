"""`musnad code`: into a workspace, as JSON lines, and what it does with inputs that are off."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import workspace_fakes as fakes
from conftest import Musnad, Result

from musnad.coding.lexicon.entries import COLUMNS
from musnad.reading import MAX_DOCUMENT_BYTES
from musnad.records import Event, Label, Tie, fields_of

SAMPLE = Path(__file__).resolve().parent.parent / "examples" / "libya-2020" / "barqa"
HEAD = ["id", "outlet", "url", "title", "published", "published_source", "text"]
STORY = "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة المشير خليفة حفتر، وبحث الجانبان الأوضاع في ليبيا."


def refused(result: Result, *words: str) -> None:
    """Asserts a clear refusal: exit code 2, one line on standard error, nothing on standard output."""
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(r"musnad: MSN-[A-Z]\d\d: [^\n]+\n", result.err)
    for word in words:
        assert word in result.err


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every piece of text with its place, anywhere in a coded document."""
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
    elif isinstance(value, dict):
        if {"text", "start", "end"} <= set(value):
            yield value
        for item in value.values():
            yield from spans(item)


def test_folder_into_a_workspace_and_again(
    tmp_path: Path, musnad_command: Musnad, shared_coder: None
) -> None:
    workspace = tmp_path / "ws"
    first = musnad_command("code", SAMPLE, "-w", workspace)
    assert (first.code, first.err) == (0, "")
    assert re.fullmatch(r"4 read = 4 coded; [1-9]\d* events, \d+ ties, \d+ labels\n", first.out)
    before = fakes.contents(workspace)
    again = musnad_command("code", SAMPLE, "-w", workspace)
    assert (again.code, again.out) == (0, "0 read = 0 coded; 0 events, 0 ties, 0 labels\n")
    assert fakes.contents(workspace) == before
    assert musnad_command("check", "-w", workspace).code == 0


def test_new_files_are_added(tmp_path: Path, musnad_command: Musnad, small_coder: None) -> None:
    folder, workspace = fakes.text_files(tmp_path / "in", range(2)), tmp_path / "ws"
    assert musnad_command("code", folder, "-w", workspace).out.startswith("2 read = 2 coded; 2 events")
    fakes.text_files(folder, [7])
    assert musnad_command("code", folder, "-w", workspace).out.startswith("1 read = 1 coded; 1 events")


def test_workspace_report_as_json(tmp_path: Path, musnad_command: Musnad, small_coder: None) -> None:
    result = musnad_command("code", fakes.text_files(tmp_path / "in", [1]), "-w", tmp_path / "ws", "--json")
    counts = json.loads(result.out)
    assert (counts["read"], counts["coded"], counts["events"], counts["quarantined"]) == (1, 1, 1, 0)


def test_json_lines_to_a_file_and_to_standard_output(
    tmp_path: Path, musnad_command: Musnad, shared_coder: None
) -> None:
    path = tmp_path / "coded.jsonl"
    written = musnad_command("code", SAMPLE, "--format", "jsonl", "-o", path)
    assert (written.code, written.out) == (0, "")
    printed = musnad_command("code", SAMPLE, "--format", "jsonl")
    assert printed.code == 0
    assert path.read_bytes() == printed.out.encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["coded.jsonl"]
    rows = [json.loads(line) for line in printed.out.splitlines()]
    assert [row["id"] for row in rows] == [file.stem for file in sorted(SAMPLE.iterdir())]
    assert sum(len(row["events"]) for row in rows) > 0
    for row in rows:
        assert list(row) == [*HEAD, "events", "ties", "labels"]
        for name, record in (("events", Event), ("ties", Tie), ("labels", Label)):
            for found in row[name]:
                assert list(found) == [field.name for field in fields_of(record)]
        for span in spans([row["events"], row["ties"], row["labels"]]):
            assert span["text"] == row["text"][span["start"] : span["end"]]


def test_every_kind_of_record_stands_in_a_line(
    tmp_path: Path, musnad_command: Musnad, small_coder: None
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(fakes.story(1), encoding="utf-8")
    row = json.loads(musnad_command("code", path, "--format", "jsonl", "--outlet", "المثال").out)
    assert (row["id"], row["outlet"], row["url"], row["published"]) == ("a", "المثال", "", "")
    assert [len(row[name]) for name in ("events", "ties", "labels")] == [1, 1, 1]
    assert len(list(spans(row["events"] + row["ties"] + row["labels"]))) == 3 + 3 + 2


def test_several_processes_write_the_same(tmp_path: Path, musnad_command: Musnad, small_coder: None) -> None:
    folder = fakes.text_files(tmp_path / "in", range(5), {2: fakes.FAULTY})
    arguments = ["code", folder, "--format", "jsonl"]
    one, two = musnad_command(*arguments), musnad_command(*arguments, "--workers", 2)
    assert one == two
    assert len(one.out.splitlines()) == 4


@pytest.mark.parametrize("way", ["workspace", "lines"])
def test_standard_input(tmp_path: Path, musnad_command: Musnad, small_coder: None, way: str) -> None:
    lines = [json.dumps({"id": str(n), "text": fakes.story(n)}, ensure_ascii=False) for n in (1, 2)]
    stdin = "\n".join(lines).encode()
    if way == "lines":
        result = musnad_command("code", "-", "--format", "jsonl", stdin=stdin)
        assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["1", "2"]
    else:
        result = musnad_command("code", "-", "-w", tmp_path / "ws", stdin=stdin)
        assert result.out.startswith("2 read = 2 coded;")
    assert result.code == 0


def test_plain_text_on_standard_input(musnad_command: Musnad, small_coder: None) -> None:
    result = musnad_command("code", "-", "--format", "jsonl", stdin=fakes.story(1).encode())
    assert (result.code, json.loads(result.out)["id"]) == (0, "stdin")


def test_field_names_of_the_input(tmp_path: Path, musnad_command: Musnad, small_coder: None) -> None:
    source = fakes.json_lines(tmp_path / "in.jsonl", [{"key": "k", "body": fakes.story(1), "site": "المثال"}])
    mapped = ["--field", "text=body", "--field", "id=key", "--field", "outlet=site"]
    row = json.loads(musnad_command("code", source, "--format", "jsonl", *mapped).out)
    assert (row["id"], row["outlet"], row["text"]) == ("k", "المثال", fakes.story(1))


def test_input_format_is_taken_at_its_word(tmp_path: Path, musnad_command: Musnad, small_coder: None) -> None:
    path = tmp_path / "page.data"
    path.write_text(fakes.story(1), encoding="utf-8")
    result = musnad_command("code", path, "--format", "jsonl", "--input-format", "text")
    assert json.loads(result.out)["id"] == "page"


Calls = Callable[[Path], list[object]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (lambda t: [], ["-w", "--format"]),
        (lambda t: ["-w", t / "ws", "--format", "jsonl"], ["-w", "--format"]),
        (lambda t: ["--format", "xml"], ["'xml'", "jsonl"]),
        (lambda t: ["-w", t / "ws", "-o", t / "out"], ["-o"]),
        (lambda t: ["--format", "jsonl", "--json"], ["--json"]),
        (lambda t: ["-w", t / "ws", "--coder", "neural"], ["'neural'", "lexicon"]),
        (lambda t: ["-w", t / "ws", "--input-format", "pdf"], ["'pdf'", "html"]),
        (lambda t: ["-w", t / "ws", "--field", "body"], ["--field body", "text=body"]),
        (lambda t: ["-w", t / "ws", "--field", "author=by"], ["author"]),
        (lambda t: ["-w", t / "ws", t / "missing"], ["missing"]),
        (lambda t: ["-w", t / "ws", t / "*.html"], ["*.html"]),
        (lambda t: ["-w", t / "ws", "--lexicon", t / "missing.tsv"], ["MSN-D01", "missing.tsv"]),
        (lambda t: ["-w", t / "a.txt"], ["MSN-W01", "a.txt"]),
        (lambda t: ["-w", t], ["MSN-W01", "not a workspace"]),
        (lambda t: ["--format", "jsonl", "-o", t / "no" / "out.jsonl"], ["folder"]),
        (lambda t: ["--format", "jsonl", "-o", t], ["folder"]),
    ],
)
def test_bad_calls_are_refused(
    tmp_path: Path, musnad_command: Musnad, shared_coder: None, arguments: Calls, words: list[str]
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(fakes.story(1), encoding="utf-8")
    refused(musnad_command("code", source, *arguments(tmp_path)), *words)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_workspace_of_another_outlet_option_is_not_mixed(
    tmp_path: Path, musnad_command: Musnad, small_coder: None
) -> None:
    folder = fakes.text_files(tmp_path / "in", [1])
    assert musnad_command("code", folder, "-w", tmp_path / "ws").code == 0
    refused(musnad_command("code", folder, "-w", tmp_path / "ws", "--outlet", "x"), "MSN-W02", "outlet")


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("زار يزور\tverb\tCONSULT", "column 3"),
        ("زار يزور\tverb\tVISIT\t-\tsubj\tobj\t-\t-\tvisit\t0.9\t-", "column type"),
        ("زار يزور\tverb\tCONSULT\tvisit\tsubj\tobj\t-\t-\tvisit\tmuch\t-", "column odds"),
    ],
)
def test_malformed_lexicon_is_told_with_its_place(
    tmp_path: Path, musnad_command: Musnad, line: str, column: str
) -> None:
    table = tmp_path / "my.tsv"
    table.write_text("# mine\n" + "\t".join(COLUMNS) + f"\n{line}\n", encoding="utf-8")
    for target in (["-w", tmp_path / "ws"], ["--format", "jsonl"]):
        result = musnad_command("code", SAMPLE, "--lexicon", table, *target)
        refused(result, "MSN-D01", f"my.tsv, line 3, {column}")
    assert not (tmp_path / "ws").exists()


def damaged_inputs(folder: Path) -> None:
    """One input of each bad kind, and good documents around and inside of them."""
    folder.mkdir()
    (folder / "a-good.txt").write_text(STORY, encoding="utf-8")
    (folder / "b-empty.txt").touch()
    lines = "".join(f'{{"id": "z{n}", "text": "{STORY} ({n})"}}\n' for n in range(200))
    packed = gzip.compress(lines.encode(), mtime=0)
    (folder / "c-cut.jsonl.gz").write_bytes(packed[: len(packed) * 3 // 4])
    first, last = (json.dumps({"id": name, "text": f"{name} {STORY}"}) for name in ("d1", "d3"))
    (folder / "d-broken.jsonl").write_text(f'{first}\n{{"id": "d2", "text": \n{last}\n')
    (folder / "e-page.html").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    huge = "كلمة ".encode()
    (folder / "f-huge.txt").write_bytes(huge * (MAX_DOCUMENT_BYTES // len(huge) + 1))
    (folder / "g-english.txt").write_text("The president received the field marshal in the capital. " * 5)
    (folder / "h-good.txt").write_text(f"ثم {STORY}", encoding="utf-8")


ASIDE = (
    ("empty", "b-empty.txt", ""),
    ("quarantined", "c-cut.jsonl.gz", "MSN-R02"),
    ("quarantined", "d-broken.jsonl:2", "MSN-R04"),
    ("quarantined", "e-page.html", "MSN-R05"),
    ("quarantined", "f-huge.txt", "MSN-R06"),
    ("not_arabic", "g-english.txt", ""),
)


def test_bad_inputs_are_set_aside_and_the_rest_goes_on(
    tmp_path: Path, musnad_command: Musnad, small_coder: None
) -> None:
    damaged_inputs(tmp_path / "in")
    workspace = tmp_path / "ws"
    result = musnad_command("code", tmp_path / "in", "-w", workspace)
    assert result.code == 1
    assert result.err == f"musnad: 4 quarantined; `musnad status -w {workspace}` says why\n"
    read, coded = (int(number) for number in re.findall(r"\d+", result.out)[:2])
    assert read == coded + len(ASIDE)
    assert coded > 4  # the two texts, the two whole lines, and what stood before the damage

    status = json.loads(musnad_command("status", "-w", workspace, "--json").out)
    found = {(Path(row["source"]).name, row["code"]) for row in status["quarantine"]}
    assert found == {(name, code) for outcome, name, code in ASIDE if outcome == "quarantined"}
    for row in status["quarantine"]:
        assert row["reason"].startswith(row["code"])
        assert str(tmp_path / "in") in row["reason"]
    again = musnad_command("code", tmp_path / "in", "-w", workspace)
    assert (again.code, again.err) == (0, "")
    assert musnad_command("check", "-w", workspace).code == 0


def test_bad_inputs_are_told_without_a_workspace(
    tmp_path: Path, musnad_command: Musnad, small_coder: None
) -> None:
    damaged_inputs(tmp_path / "in")
    result = musnad_command("code", tmp_path / "in", "--format", "jsonl", "-o", tmp_path / "coded.jsonl")
    assert result.code == 1
    *lines, account = result.err.splitlines()
    for line, (outcome, name, code) in zip(lines, ASIDE, strict=True):
        assert line.startswith(f"musnad: {outcome}: {tmp_path / 'in' / name}: {code}")
    ids = [json.loads(line)["id"] for line in (tmp_path / "coded.jsonl").read_text("utf-8").splitlines()]
    assert ids[0] == "a-good"
    assert ids[-3:] == ["d1", "d3", "h-good"]
    assert account.startswith(f"musnad: {len(ids) + len(ASIDE)} read = {len(ids)} coded + 1 empty")


def test_document_that_the_coder_fails_on_is_quarantined(
    tmp_path: Path, musnad_command: Musnad, small_coder: None
) -> None:
    folder = fakes.text_files(tmp_path / "in", range(3), {1: fakes.FAULTY})
    result = musnad_command("code", folder, "--format", "jsonl")
    assert (result.code, len(result.out.splitlines())) == (1, 2)
    assert "MSN-C01: the coder failed: ZeroDivisionError" in result.err


def test_what_names_could_do_to_a_terminal_is_taken_out(
    tmp_path: Path, musnad_command: Musnad, small_coder: None
) -> None:
    (tmp_path / "red\x1b[31m.pdf").write_bytes(b"%PDF-1.7\n")
    result = musnad_command("code", tmp_path, "--format", "jsonl")
    assert result.code == 1
    assert "red [31m.pdf" in result.err
    assert "\x1b" not in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is readable for the superuser")
def test_unreadable_file_is_quarantined(tmp_path: Path, musnad_command: Musnad, small_coder: None) -> None:
    path = fakes.text_files(tmp_path / "in", [1]) / "a0001.txt"
    path.chmod(0)
    result = musnad_command("code", path, "--format", "jsonl")
    assert (result.code, result.out) == (1, "")
    assert "permissions" in result.err


def test_output_that_is_not_finished_leaves_nothing(
    tmp_path: Path, musnad_command: Musnad, small_coder: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, target = fakes.text_files(tmp_path / "in", range(2)), tmp_path / "coded.jsonl"
    target.write_text("older")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("musnad.workspace.executors.here.code_units", interrupted)
    result = musnad_command("code", folder, "--format", "jsonl", "-o", target)
    assert (result.code, result.err) == (130, "musnad: interrupted. Nothing was kept.\n")
    assert target.read_text() == "older"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["coded.jsonl", "in"]
