"""A run that is interrupted anywhere, then run again, ends with the same files as an undisturbed one."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import workspace_fakes
from workspace_fakes import HALTING, code, contents, json_lines, story, text_files

from musnad.errors import WorkspaceError
from musnad.workspace import Workspace, check, running


class Killed(BaseException):
    """Stands for a kill: nothing in the program catches it."""


def make_inputs(folder: Path, files: int = 34) -> tuple[Path, Path]:
    """Two groups of files, and records of which some come again across parts."""
    texts = text_files(folder / "in", range(files))
    records: list[dict[str, str] | str] = [
        {"id": "a0000", "text": story("(0)")},
        {"id": "a0001", "text": story("other")},
        {"id": "new", "text": story("new")},
        "{broken",
    ]
    return texts, json_lines(folder / "x.jsonl", records)


def die_at(nth: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Makes the nth step on disk raise before it is done: a flush, a rename, a file opened for writing."""
    calls = 0
    os_fsync, path_open = os.fsync, Path.open

    def lose_half(descriptor: Any) -> None:
        """What was written but not flushed is lost in part."""
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)

    def counting(real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: Any, **kwargs: Any) -> object:
            nonlocal calls
            mode = "".join(args[1:2]) if real is path_open else "w"
            if set(mode) & set("wa+"):
                calls += 1
                if calls == nth:
                    if real is os_fsync:
                        lose_half(args[0])
                    raise Killed
            return real(*args, **kwargs)

        return step

    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "open")):
        monkeypatch.setattr(owner, name, counting(getattr(owner, name)))
    return lambda: calls


def test_resume_after_a_kill_at_any_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "GROUP", 2)
    inputs = make_inputs(tmp_path, 3)
    with monkeypatch.context() as patch:
        steps = die_at(0, patch)
        code(tmp_path / "whole", *inputs)
    expected = contents(tmp_path / "whole")
    assert steps() > 30
    for nth in range(1, steps() + 1):
        folder = tmp_path / f"ws{nth}"
        with monkeypatch.context() as patch:
            die_at(nth, patch)
            with pytest.raises(Killed):
                code(folder, *inputs)
        code(folder, *inputs)
        assert contents(folder) == expected, f"killed at step {nth}"
        assert check(Workspace.open(folder)) == []


def test_resume_after_a_torn_ledger_line(tmp_path: Path) -> None:
    inputs = make_inputs(tmp_path)
    code(tmp_path / "ws", *inputs)
    expected = contents(tmp_path / "ws")
    ledger = tmp_path / "ws/ledger.jsonl"
    whole = ledger.read_bytes()
    last = whole.rstrip().rfind(b"\n") + 1
    for length in (last + 1, (last + len(whole)) // 2, len(whole) - 1):
        ledger.write_bytes(whole[:length])
        assert len(Workspace.open(tmp_path / "ws").documents()) == 34  # the last part does not count
        code(tmp_path / "ws", *inputs)
        assert contents(tmp_path / "ws") == expected


def test_what_an_interrupted_run_of_other_inputs_left_is_cleared(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(2))
    code(tmp_path / "ws", texts)
    expected = contents(tmp_path / "ws")
    (tmp_path / "ws/events/0123456789abcdef.parquet").write_bytes(b"whole, but not in the ledger")
    (tmp_path / "ws/documents/0123456789abcdef.parquet.tmp").write_bytes(b"PAR1")
    code(tmp_path / "ws", texts)
    assert contents(tmp_path / "ws") == expected


def test_damage_before_the_last_ledger_line_is_refused(tmp_path: Path) -> None:
    inputs = make_inputs(tmp_path)
    code(tmp_path / "ws", *inputs)
    ledger = tmp_path / "ws/ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[5:])
    with pytest.raises(WorkspaceError, match=r"damaged.*line 1"):
        code(tmp_path / "ws", *inputs)


def test_missing_part_is_refused(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(2))
    code(tmp_path / "ws", texts)
    for part in (tmp_path / "ws/documents").iterdir():
        part.unlink()
    with pytest.raises(WorkspaceError, match="missing"):
        code(tmp_path / "ws", text_files(tmp_path / "in", range(3)))


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.parametrize("workers", [1, 2])
def test_resume_after_kill_9(tmp_path: Path, workers: int) -> None:
    texts = text_files(tmp_path / "in", range(100), {75: HALTING})
    code(tmp_path / "whole", texts)
    halt, ledger = tmp_path / "halt", tmp_path / "ws/ledger.jsonl"
    command = [
        sys.executable,
        workspace_fakes.__file__,
        str(tmp_path / "ws"),
        str(texts),
        str(workers),
        str(halt),
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(
                lambda: halt.exists() and halt.read_text() == "here" and ledger.read_bytes().count(b"\n") == 2
            )
        finally:
            process.send_signal(signal.SIGKILL)
    with halt.open() as file:  # held by the process that coded: it is gone as well

        def gone() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        wait_until(gone)
    assert contents(tmp_path / "ws") != contents(tmp_path / "whole")
    assert code(tmp_path / "ws", texts, workers=workers)[0].done == 64
    assert contents(tmp_path / "ws") == contents(tmp_path / "whole")
