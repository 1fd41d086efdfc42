"""What machines do to a run: full disks, folders that cannot be written, too few descriptors, files that
change under it, clocks that jump. The run stops with a reason, and the same command again ends with the same
files."""

from __future__ import annotations

import errno
import io
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_workspace_resume import make_inputs
from workspace_fakes import OPTIONS, FakeCoder, code, contents, json_lines, story, text_files

from musnad.errors import EnvironmentFault, WorkspaceError
from musnad.reading import plan
from musnad.workspace import Here, Workspace, check, run, running, status


def fail_at(nth: int, number: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Makes the nth writing step fail with an error of the system: a folder, a file, its bytes, a rename."""
    calls = 0

    def counting(real: Callable[..., Any], writes: Callable[..., bool]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            if writes(*args, **kwargs):
                calls += 1
                if calls == nth:
                    raise OSError(number, os.strerror(number))
            return real(*args, **kwargs)

        return step

    def always(*args: Any, **kwargs: Any) -> bool:
        return True

    def for_writing(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> bool:
        return bool(set(mode) & set("wa+"))

    for owner, name, writes in (
        (os, "fsync", always),
        (Path, "replace", always),
        (Path, "mkdir", always),
        (Path, "touch", always),
        (Path, "open", for_writing),
    ):
        monkeypatch.setattr(owner, name, counting(getattr(owner, name), writes))
    return lambda: calls


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EMFILE, errno.EIO])
def test_fault_at_any_step_stops_the_run_and_resumes(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "GROUP", 2)
    inputs = make_inputs(tmp_path, 3)
    with monkeypatch.context() as patch:
        steps = fail_at(0, number, patch)
        code(tmp_path / "whole", *inputs)
    expected = contents(tmp_path / "whole")
    assert steps() > 30
    for nth in range(1, steps() + 1, 1 if number == errno.ENOSPC else 5):
        folder = tmp_path / f"ws{nth}"
        with monkeypatch.context() as patch:
            fail_at(nth, number, patch)
            with pytest.raises(EnvironmentFault, match=os.strerror(number)):
                code(folder, *inputs)
        code(folder, *inputs)
        assert contents(folder) == expected, f"failed at step {nth}"
        assert check(Workspace.open(folder)) == []


def test_bytes_that_do_not_fit_stop_the_run_and_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = text_files(tmp_path / "in", range(3))
    code(tmp_path / "whole", texts)

    class Full(io.FileIO):
        """A file on a disk that takes only some of the bytes."""

        def write(self, data: Any) -> int:
            super().write(bytes(data)[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path_open = Path.open

    def full(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        return Full(path, "w") if mode == "wb" else path_open(path, mode, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        with pytest.raises(EnvironmentFault, match="No space left"):
            code(tmp_path / "ws", texts)
    code(tmp_path / "ws", texts)
    assert contents(tmp_path / "ws") == contents(tmp_path / "whole")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(2))
    (tmp_path / "ws").mkdir(mode=0o555)
    with pytest.raises(EnvironmentFault, match="cannot write"):
        code(tmp_path / "ws", texts)


@pytest.mark.parametrize("during", ["plan", "read"])
def test_too_few_descriptors_lose_no_document(
    during: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = text_files(tmp_path / "in", range(4))
    code(tmp_path / "whole", texts)
    units = plan([str(texts)], OPTIONS)
    path_open = Path.open

    def scarce(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "a0002.txt":
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return path_open(path, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", scarce)
        with pytest.raises(EnvironmentFault, match="Too many open files"):
            if during == "plan":
                plan([str(texts)], OPTIONS)
            for _ in run(Workspace.create(tmp_path / "ws"), units, FakeCoder, OPTIONS, Here()):
                pass
    code(tmp_path / "ws", texts)
    assert contents(tmp_path / "ws") == contents(tmp_path / "whole")


def test_files_are_closed_again(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(30))
    lines = json_lines(tmp_path / "x.jsonl", [{"id": str(n), "text": story(n)} for n in range(120)])
    code(tmp_path / "first", texts, lines)
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208, no paths wanted
    for n in range(5):
        code(tmp_path / f"ws{n}", texts, lines)
    assert len(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208


def test_changed_input_is_read_again_and_the_account_adds_up(tmp_path: Path) -> None:
    records: list[dict[str, str] | str] = [{"id": f"d{n}", "text": story(n)} for n in range(4)]
    lines = json_lines(tmp_path / "x.jsonl", records)
    code(tmp_path / "ws", lines)
    json_lines(
        lines,
        [*records[:2], {"id": "d2", "text": story("changed")}, *records[3:], {"id": "d4", "text": story(4)}],
    )
    code(tmp_path / "ws", lines)
    workspace = Workspace.open(tmp_path / "ws")
    counts = status(workspace).counts
    assert (counts.read, counts.coded, counts.duplicate, counts.quarantined) == (9, 5, 3, 1)
    assert counts.balanced and check(workspace) == []
    texts = {d.id: d.text for d in workspace.documents().records()}
    assert texts["d2"] == story(2) and texts["d4"] == story(4)


@pytest.mark.parametrize("data", [None, b"", b'{"id": "d1", "te', b"\xff" * 500])
def test_input_that_changes_under_a_run_is_said(tmp_path: Path, data: bytes | None) -> None:
    lines = json_lines(tmp_path / "x.jsonl", [{"id": f"d{n}", "text": story(n)} for n in range(60)])
    texts = text_files(tmp_path / "in", range(2))
    units = plan([str(lines), str(texts)], OPTIONS)
    if data is None:
        lines.unlink()
    else:
        lines.write_bytes(data)
    workspace = Workspace.create(tmp_path / "ws")
    for _ in run(workspace, units, FakeCoder, OPTIONS, Here()):
        pass
    counts = status(workspace).counts
    assert counts.balanced and check(workspace) == []
    assert counts.coded == 2


def test_clocks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = make_inputs(tmp_path, 3)
    code(tmp_path / "whole", *inputs)
    jumps = iter(range(0, 10**9, 86_400))
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: 4e9 - 1000 * next(jumps))
        for file in (tmp_path / "in").iterdir():
            os.utime(file, (0, 0))
        code(tmp_path / "ws", *inputs)
    assert contents(tmp_path / "ws") == contents(tmp_path / "whole")


def test_second_run_is_told_of_the_first(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(2))
    units = plan([str(texts)], OPTIONS)
    first = run(Workspace.create(tmp_path / "ws"), units, FakeCoder, OPTIONS)
    next(first)
    with pytest.raises(WorkspaceError, match="another run is writing"):
        code(tmp_path / "ws", texts)
    for _ in first:
        pass
    code(tmp_path / "ws", texts)
    assert len(Workspace.open(tmp_path / "ws").documents()) == 2
