"""A run: what is coded, what is set aside, and that the account adds up."""

from __future__ import annotations

import fcntl
from functools import partial
from pathlib import Path

import pytest
from workspace_fakes import FAULTY, OPTIONS, FakeCoder, code, contents, json_lines, story, text_files

from musnad.errors import EnvironmentFault, MismatchError, UsageError, WorkspaceError
from musnad.reading import ReadingOptions, plan
from musnad.records import Document
from musnad.workspace import Counts, Local, Workspace, check, run, shard, status


def set_aside(folder: Path) -> list[dict[str, str]]:
    return Workspace.open(folder).query("SELECT * FROM set_aside").to_pylist()


def test_run_codes_every_document_once(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(40))
    progress = code(tmp_path / "ws", texts)
    assert [(p.done, p.total) for p in progress] == [(0, 40), (32, 40), (40, 40)]
    assert progress[-1].counts == Counts(read=40, coded=40, events=40, ties=40, labels=40)
    assert len(list((tmp_path / "ws/documents").iterdir())) == 2
    documents = Workspace.open(tmp_path / "ws").documents().records()
    assert [d.id for d in documents] == [f"a{n:04}" for n in range(40)]
    assert isinstance(documents[0], Document) and documents[0].text == story("(0)")


def test_run_twice_adds_nothing(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(3))
    code(tmp_path / "ws", texts)
    before = contents(tmp_path / "ws")
    progress = code(tmp_path / "ws", texts)
    assert [(p.done, p.total, p.counts.read) for p in progress] == [(3, 3, 0)]
    assert contents(tmp_path / "ws") == before


def test_run_adds_only_new_files(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(3))
    code(tmp_path / "ws", texts)
    before = contents(tmp_path / "ws")
    text_files(tmp_path / "in", [7])
    assert code(tmp_path / "ws", texts)[-1].counts.read == 1
    after = contents(tmp_path / "ws")
    assert all(after[name] == data for name, data in before.items() if name.endswith(".parquet"))
    assert status(Workspace.open(tmp_path / "ws")).counts.coded == 4


def test_run_with_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(70), {5: FAULTY})
    more = json_lines(tmp_path / "x.jsonl", [{"id": f"j{n % 4}", "text": story(n % 5)} for n in range(9)])
    code(tmp_path / "one", texts, more)
    code(tmp_path / "two", texts, more, workers=2)
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def test_account_adds_up_over_500_articles(tmp_path: Path) -> None:
    lines: list[dict[str, str] | str] = [{"id": f"d{n}", "text": story(n)} for n in range(480)]
    lines += [{"id": f"e{n}", "text": " "} for n in range(3)]
    lines += [
        {"id": f"en{n}", "text": f"The ministers met in the capital on day {n} of the talks."}
        for n in range(4)
    ]
    lines += [{"id": f"f{n}", "text": story(1000 + n, FAULTY)} for n in range(5)]
    lines += [{"id": f"again{n}", "text": story(n)} for n in range(6)]
    lines += ['{"id": "broken'] * 2
    code(tmp_path / "ws", json_lines(tmp_path / "x.jsonl", lines))
    workspace = Workspace.open(tmp_path / "ws")
    counts = status(workspace).counts
    assert counts == Counts(500, 480, 3, 6, 4, 7, 480, 480, 480)
    assert counts.balanced
    assert check(workspace) == []


def test_coding_fault_is_kept_with_its_reason(tmp_path: Path) -> None:
    code(tmp_path / "ws", text_files(tmp_path / "in", range(3), {1: FAULTY}))
    (row,) = set_aside(tmp_path / "ws")
    assert (row["document_id"], row["outcome"], row["code"]) == ("a0001", "quarantined", "MSN-C01")
    assert "ZeroDivisionError: no such root" in row["reason"]
    assert status(Workspace.open(tmp_path / "ws")).counts.coded == 2


def test_record_that_cannot_be_stored_is_a_coding_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workspace_fakes.content_id", lambda *parts: None)
    code(tmp_path / "ws", text_files(tmp_path / "in", range(1)))
    (row,) = set_aside(tmp_path / "ws")
    assert row["code"] == "MSN-C01" and "Event.id is null" in row["reason"]


def test_reader_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shard.read_unit

    def read_unit(unit, options):  # type: ignore[no-untyped-def]
        if unit.document_id == "a0001":
            raise FileNotFoundError("gone")
        return real(unit, options)

    monkeypatch.setattr(shard, "read_unit", read_unit)
    code(tmp_path / "ws", text_files(tmp_path / "in", range(3)))
    (row,) = set_aside(tmp_path / "ws")
    assert row["code"] == "MSN-R01" and "FileNotFoundError: gone" in row["reason"]
    assert check(Workspace.open(tmp_path / "ws")) == []


def test_duplicates_name_the_first_and_leave_no_rows(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": story(1), "outlet": "x"},
        {"id": "b", "text": story(1), "outlet": "x"},  # the same text from the same outlet
        {"id": "c", "text": story(1), "outlet": "y"},  # another outlet: kept
        {"id": "a", "text": story(1), "outlet": "z"},  # the same id and text
        {"id": "d", "text": story(2), "outlet": "x"},
    ]
    code(tmp_path / "ws", json_lines(tmp_path / "x.jsonl", lines))
    workspace = Workspace.open(tmp_path / "ws")
    assert [d.id for d in workspace.documents().records()] == ["a", "c", "d"]
    for table in ("events", "ties", "labels"):
        rows = workspace.query(f"SELECT document_id FROM {table} ORDER BY document_id").to_pylist()
        assert [row["document_id"] for row in rows] == ["a", "c", "d"]
    rows = set_aside(tmp_path / "ws")
    assert [(r["document_id"], r["outcome"], r["code"]) for r in rows] == [
        ("b", "duplicate", ""),
        ("a", "duplicate", ""),
    ]
    assert all("document 'a'" in row["reason"] for row in rows)


def test_conflict_is_quarantined_and_keeps_the_first(tmp_path: Path) -> None:
    first = json_lines(tmp_path / "x.jsonl", [{"id": "a", "text": story(1)}, {"id": "a", "text": story(2)}])
    code(tmp_path / "ws", first)
    code(
        tmp_path / "ws",
        json_lines(tmp_path / "y.jsonl", [{"id": "a", "text": story(3)}, {"id": "b", "text": story(1)}]),
    )
    workspace = Workspace.open(tmp_path / "ws")
    assert [d.text for d in workspace.documents().records()] == [story(1)]
    assert len(workspace.events()) == 1
    assert [(r["document_id"], r["code"]) for r in set_aside(tmp_path / "ws")] == [
        ("a", "MSN-R07"),
        ("a", "MSN-R07"),
        ("b", ""),
    ]


def test_copy_of_a_file_counts_once(tmp_path: Path) -> None:
    for name in ("x", "y"):
        json_lines(tmp_path / f"{name}.jsonl", [{"id": "a", "text": story(1)}])
    progress = code(tmp_path / "ws", tmp_path / "x.jsonl", tmp_path / "y.jsonl")
    assert (progress[-1].total, progress[-1].counts.read) == (1, 1)


def test_mismatch_names_what_differs(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(2))
    code(tmp_path / "ws", texts)
    before = contents(tmp_path / "ws")
    with pytest.raises(MismatchError, match=r"coder_fingerprint is 'ff+' there and '0+' now") as error:
        code(tmp_path / "ws", texts, fingerprint="0" * 64)
    assert "musnad is" not in str(error.value)
    with pytest.raises(MismatchError, match="outlet was '' and is 'x' now"):
        code(tmp_path / "ws", texts, options=ReadingOptions(outlet="x"))
    assert contents(tmp_path / "ws") == before


def test_other_inputs_may_have_other_options(tmp_path: Path) -> None:
    code(tmp_path / "ws", text_files(tmp_path / "in", [1]), options=ReadingOptions(outlet="x"))
    code(tmp_path / "ws", text_files(tmp_path / "more", [2]), options=ReadingOptions(outlet="y"))
    assert status(Workspace.open(tmp_path / "ws")).outlets == {"x": 1, "y": 1}


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(2))
    workspace = Workspace.create(tmp_path / "ws")
    with (workspace.path / ".lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(WorkspaceError, match="another run"):
            code(workspace.path, texts)
    assert code(workspace.path, texts)[-1].counts.coded == 2


def test_full_disk_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentFault, match="No space left"):
        code(tmp_path / "ws", text_files(tmp_path / "in", range(2)))


def test_open_and_create_refuse_other_folders(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="not a workspace"):
        Workspace.open(tmp_path / "none")
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(WorkspaceError, match=r"thesis\.doc"):
        Workspace.create(tmp_path)
    with pytest.raises(WorkspaceError, match="a file"):
        Workspace.create(tmp_path / "thesis.doc")


def test_lost_manifest_or_ledger_is_refused(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(2))
    code(tmp_path / "ws", texts)
    manifest = tmp_path / "ws/musnad.toml"
    text = manifest.read_text()
    manifest.unlink()
    with pytest.raises(WorkspaceError, match=r"musnad\.toml is missing"):
        code(tmp_path / "ws", texts)
    manifest.write_text("schema = ")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        code(tmp_path / "ws", texts)
    manifest.write_text(text)
    (tmp_path / "ws/ledger.jsonl").unlink()
    with pytest.raises(WorkspaceError, match="ledger cannot be read"):
        code(tmp_path / "ws", texts)
    assert list((tmp_path / "ws/documents").iterdir())  # nothing was swept away


def test_workers_must_be_positive(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        code(tmp_path / "ws", text_files(tmp_path / "in", range(1)), workers=0)


def test_run_left_early_releases_the_workspace(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(70))
    units = plan([str(texts)], OPTIONS)
    progress = run(Workspace.create(tmp_path / "ws"), units, partial(FakeCoder), OPTIONS, Local(2))
    assert next(progress).done == 0 and next(progress).done == 32
    progress.close()  # type: ignore[attr-defined]
    assert code(tmp_path / "ws", texts)[0].done == 32
