"""Arabic on the way out: marks of direction for terminals alone, UTF-8 in files and pipes in any locale."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import workspace_fakes as fakes
from conftest import Musnad

from musnad.cli.common import console
from musnad.coding.lexicon.entries import COLUMNS
from musnad.report import FIRST_STRONG_ISOLATE, POP_ISOLATE

MARKS = (FIRST_STRONG_ISOLATE, POP_ISOLATE)
C_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""No UTF-8 from the surroundings, and none of Python's ways around that."""
COLOURED = {"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1"}
"""Makes rich take a pipe for a terminal, if it is let."""

COMMANDS = (["events"], ["events", "--json"], ["status"], ["export", "--format", "csv"])


def program(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "musnad", *map(str, arguments)]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_marks_and_no_colours_in_a_pipe(
    visits: Path, musnad_command: Musnad, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    for name, value in COLOURED.items():
        monkeypatch.setenv(name, value)
    command, *options = arguments
    out = musnad_command(command, "-w", visits, *options).out
    assert "المنبر" in out
    assert not any(mark in out for mark in (*MARKS, "\x1b"))


def test_no_marks_in_files(visits: Path, tmp_path: Path, musnad_command: Musnad) -> None:
    path = tmp_path / "events.csv"
    musnad_command("export", "-w", visits, "-o", path)
    text = path.read_text(encoding="utf-8")
    assert "المنبر" in text
    assert not any(mark in text for mark in MARKS)


@pytest.mark.parametrize("terminal", [True, False])
def test_console_knows_a_terminal(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    assert console().is_terminal is terminal


def test_utf8_in_pipes_whatever_the_locale(visits: Path, tmp_path: Path) -> None:
    """Reports on standard output, errors on standard error."""
    environment = os.environ | C_LOCALE
    listed = subprocess.run(program("events", "-w", visits), env=environment, capture_output=True, check=True)
    assert "إن مصر [زار] قطر" in listed.stdout.decode("utf-8")
    table = tmp_path / "my.tsv"
    table.write_text("\t".join(COLUMNS) + "\nزار يزور\tverb\tزيارة" + "\t-" * 8, encoding="utf-8")
    call = program("code", table, "--lexicon", table, "--format", "jsonl")
    refused = subprocess.run(call, env=environment, capture_output=True)
    assert refused.returncode == 2
    assert "'زيارة' is not one of" in refused.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("environment", "name"), [(C_LOCALE, "article"), ({"LANG": "C", "LC_ALL": "C"}, "مقال")]
)
def test_json_lines_are_utf8_whatever_the_locale(
    tmp_path: Path, environment: dict[str, str], name: str
) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(fakes.story(1), encoding="utf-8")
    arguments = program("code", path, "--format", "jsonl")
    done = subprocess.run(arguments, env=os.environ | environment, capture_output=True, check=True)
    row = json.loads(done.stdout.decode("utf-8"))
    assert (row["id"], row["text"]) == (name, fakes.story(1))
    assert "بيان رسمي".encode() in done.stdout  # as it is, not escaped


def on_terminal(arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """What a program writes to a terminal, and its exit code."""
    master, slave = pty.openpty()
    process = subprocess.Popen(arguments, env=environment, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    chunks = []
    with open(master, "rb", buffering=0) as terminal:  # noqa: PTH123, it is a descriptor
        try:
            while chunk := terminal.read(65536):
                chunks.append(chunk)
        except OSError:  # how Linux says that the other end is closed
            pass
    return process.wait(), b"".join(chunks).decode("utf-8")


def test_terminal_gets_each_arabic_piece_isolated(visits: Path) -> None:
    arguments = program("events", "-w", visits, "--until", "2020-06")
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120", "PYTHONUTF8": "1"}
    code, out = on_terminal(arguments, environment)
    assert code == 0
    opening, closing = MARKS
    assert f"{opening}مصر (EGY GOV){closing}" in out
    assert f"{opening}المثال{closing}" in out
    assert f"{opening}CONSULT" not in out
    assert out.count(opening) == out.count(closing)


def test_terminal_without_arabic_letters_is_no_error(visits: Path) -> None:
    code, out = on_terminal(program("events", "-w", visits), os.environ | C_LOCALE | {"TERM": "xterm"})
    assert code == 0
    assert "Traceback" not in out
    assert "4 events" in out


def test_reader_of_a_pipe_who_leaves_early_is_no_traceback(visits: Path) -> None:
    process = subprocess.Popen(
        program("export", "-w", visits, "--format", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()
    assert err == b""
