"""Files that are written as a whole or not at all, and folders with one writer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.errors import EnvironmentFault, UsageError
from musnad.files import locked, replacing


def test_files_replacing_shows_a_file_only_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "table.tsv"
    target.write_text("old")
    with replacing(target) as sink:
        sink.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["table.tsv"]


def test_files_replacing_leaves_the_old_file_after_an_error(tmp_path: Path) -> None:
    target = tmp_path / "table.tsv"
    target.write_text("old")
    with pytest.raises(RuntimeError), replacing(target) as sink:
        sink.write(b"half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["table.tsv"]


def test_files_replacing_keeps_links_and_writes_to_devices(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with replacing(tmp_path / "link") as sink:
        sink.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
    with replacing(Path(os.devnull)) as sink:
        sink.write(b"gone")
    assert not Path(os.devnull).is_file()


def test_files_replacing_says_where_it_cannot_write(tmp_path: Path) -> None:
    with (
        pytest.raises(EnvironmentFault, match="cannot write") as caught,
        replacing(tmp_path / "no" / "x", "Mend."),
    ):
        pass
    assert caught.value.where == str(tmp_path / "no" / "x")
    assert caught.value.todo == "Mend."


def test_files_locked_folder_has_one_writer(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom musnad.errors import UsageError\n"
        "from musnad.files import locked\n"
        "try:\n    with locked(Path(sys.argv[1])): print('written')\n"
        "except UsageError as error: print(error.what)\n"
    )

    def other() -> str:
        run = [sys.executable, "-c", program, str(tmp_path)]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip()

    with locked(tmp_path):
        assert other() == "another command is writing to this folder"
    assert other() == "written"
    assert list(tmp_path.iterdir()) == []


def test_files_locked_twice_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(UsageError) as caught, locked(tmp_path):
        pass
    assert "again" in caught.value.todo
