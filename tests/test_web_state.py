from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
import workspace_fakes as fakes

from musnad.errors import WorkspaceError
from musnad.web.state import Library
from musnad.workspace.ledger import LEDGER


def digest_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_state_has_the_rows_of_the_workspace_and_leaves_it_alone(visits: Path) -> None:
    before = digest_of(visits)
    library = Library(visits)
    state = library.state()
    assert state.ask("SELECT count(*) AS n FROM events") == [{"n": 4}]
    assert state.ask("SELECT count(*) AS n FROM documents WHERE outlet = $o", {"o": "المثال"}) == [{"n": 2}]
    assert state.counts.quarantined == 1
    assert library.state() is state
    library.close()
    assert digest_of(visits) == before


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM events",
        "CREATE TABLE x AS SELECT 1",
        "COPY events TO 'x.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SET enable_external_access = true",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
    ],
)
def test_nothing_can_be_written_or_read_beside_the_tables(visits: Path, sql: str) -> None:
    library = Library(visits)
    with pytest.raises(duckdb.Error):
        library.state().ask(sql)
    library.close()


def test_a_workspace_that_grows_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.web.state.REST", 0.0)
    fakes.code(tmp_path / "ws", fakes.text_files(tmp_path / "in", [1]))
    library = Library(tmp_path / "ws")
    first = library.state()
    fakes.code(tmp_path / "ws", fakes.text_files(tmp_path / "in", [1, 2]))
    second = library.state()
    assert second.digest != first.digest
    # Who asked before the change still gets the answer of then.
    assert first.ask("SELECT count(*) AS n FROM documents") == [{"n": 1}]
    assert second.ask("SELECT count(*) AS n FROM documents") == [{"n": 2}]
    library.close()


def test_while_the_tables_rest_the_older_state_answers(tmp_path: Path) -> None:
    fakes.code(tmp_path / "ws", fakes.text_files(tmp_path / "in", [1]))
    library = Library(tmp_path / "ws")
    library._rested_at += 1000
    first = library.state()
    fakes.code(tmp_path / "ws", fakes.text_files(tmp_path / "in", [1, 2]))
    assert library.state() is first
    library.close()


def test_the_temporary_folder_goes(visits: Path) -> None:
    library = Library(visits)
    folder = library._folder
    assert folder.exists()
    library.close()
    assert not folder.exists()


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        Library(tmp_path)


def test_a_workspace_that_goes_is_told(visits: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.web.state.REST", 0.0)
    library = Library(visits)
    (visits / LEDGER).unlink()
    for _ in range(2):  # not once only: the older state would pass for what is there
        with pytest.raises(WorkspaceError):
            library.state()
    library.close()


def test_the_same_rows_have_the_same_digest(visits: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(visits, tmp_path / "copy")
    one, other = Library(visits), Library(Path(copy))
    assert one.state().digest == other.state().digest
    one.close()
    other.close()
