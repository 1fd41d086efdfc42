"""Executors: the same rows from each, and documents that hold up or kill a process."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from workspace_fakes import (
    DEADLY,
    FAULTY,
    HUGE,
    OPTIONS,
    SLOW,
    STUCK,
    FakeCoder,
    code,
    contents,
    json_lines,
    story,
    text_files,
)

from musnad.coding import Coder
from musnad.errors import EnvironmentFault, UsageError
from musnad.reading import Unit, halves, plan
from musnad.records import Document
from musnad.workspace import Limits, Local, Ray, Workspace, check, run, shard, status

QUICK = Limits(seconds=4.0)
"""Long enough for a busy machine to import what reading needs."""


def aside(folder: Path) -> dict[str, str]:
    """Why each document was set aside, by id, or by source where it has none."""
    rows = Workspace.open(folder).query("SELECT * FROM set_aside").to_pylist()
    return {row["document_id"] or Path(row["source"]).name: row["reason"] for row in rows}


def coded(folder: Path) -> list[str]:
    assert check(Workspace.open(folder)) == []
    assert status(Workspace.open(folder)).counts.balanced
    return [document.id for document in Workspace.open(folder).documents().records()]


def test_document_that_kills_its_process_is_found_and_the_rest_is_coded(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(70), {40: DEADLY})
    code(tmp_path / "ws", texts, workers=2, halt="yes")
    reasons = aside(tmp_path / "ws")
    assert list(reasons) == ["a0040"]
    assert "MSN-R08: its process ended" in reasons["a0040"] and "a0040.txt" in reasons["a0040"]
    assert coded(tmp_path / "ws") == [f"a{n:04}" for n in range(70) if n != 40]


def test_record_that_kills_its_process_is_found_in_a_file_of_many(tmp_path: Path) -> None:
    lines = [{"id": f"d{n}", "text": story(n, DEADLY if n in (3, 57) else "")} for n in range(60)]
    code(tmp_path / "ws", json_lines(tmp_path / "x.jsonl", lines), workers=1, halt="yes", processes=True)
    assert sorted(aside(tmp_path / "ws")) == ["x.jsonl:4", "x.jsonl:58"]
    assert len(coded(tmp_path / "ws")) == 58


@pytest.mark.parametrize("processes", [False, True])
def test_slow_document_is_interrupted(tmp_path: Path, processes: bool) -> None:
    texts = text_files(tmp_path / "in", range(4), {2: SLOW})
    code(tmp_path / "ws", texts, limits=QUICK, processes=processes)
    assert "MSN-R08: it took longer than 4 seconds to code" in aside(tmp_path / "ws")["a0002"]
    assert coded(tmp_path / "ws") == ["a0000", "a0001", "a0003"]


def test_document_that_cannot_be_interrupted_loses_only_itself(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(3), {1: STUCK})
    code(tmp_path / "ws", texts, limits=QUICK, processes=True)
    assert "its process ended" in aside(tmp_path / "ws")["a0001"]
    assert coded(tmp_path / "ws") == ["a0000", "a0002"]


def test_document_that_wants_too_much_memory_is_refused(tmp_path: Path) -> None:
    texts = text_files(tmp_path / "in", range(3), {1: HUGE})
    code(tmp_path / "ws", texts, processes=True)
    assert "MSN-R08: coding it needs more memory" in aside(tmp_path / "ws")["a0001"]
    assert coded(tmp_path / "ws") == ["a0000", "a0002"]


def test_record_that_is_slow_to_read_is_found_by_halving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shard.read_unit

    def read_unit(unit, options):  # type: ignore[no-untyped-def]
        for record in real(unit, options):
            if isinstance(record, Document) and record.id == "d5":
                time.sleep(600)
            yield record

    monkeypatch.setattr(shard, "read_unit", read_unit)
    lines = [{"id": f"d{n}", "text": story(n)} for n in range(12)]
    code(tmp_path / "ws", json_lines(tmp_path / "x.jsonl", lines), limits=Limits(seconds=0.3))
    assert "MSN-R08: it took longer than 0.3 seconds to read" in aside(tmp_path / "ws")["x.jsonl:6"]
    assert coded(tmp_path / "ws") == sorted(f"d{n}" for n in range(12) if n != 5)


def broken() -> Coder:
    os._exit(9)


def test_worker_that_cannot_start_is_a_clear_error_not_a_quarantine(tmp_path: Path) -> None:
    units = plan([str(text_files(tmp_path / "in", range(2)))], OPTIONS)
    shards = Local(1).shards([units], broken, OPTIONS, Limits())
    with pytest.raises(EnvironmentFault, match="before it has any work"):
        next(shards)


def test_limits_and_workers_must_be_positive() -> None:
    for wrong in (lambda: Limits(seconds=0), lambda: Limits(megabytes=-1), lambda: Local(0)):
        with pytest.raises(UsageError):
            wrong()


def records_of(unit: Unit) -> list[str]:
    from musnad.reading import read_unit

    return [record.id for record in read_unit(unit, OPTIONS) if isinstance(record, Document)]


def test_halves_hold_every_record_once(tmp_path: Path) -> None:
    lines = [{"id": f"d{n}", "text": story(n)} for n in range(7)]
    (unit,) = plan([str(json_lines(tmp_path / "x.jsonl", lines))], OPTIONS)
    parts = [unit]
    while any(halves(part) for part in parts):
        parts = [half for part in parts for half in (halves(part) or (part,))]
    assert [records_of(part) for part in parts] == [[f"d{n}"] for n in range(7)]
    (text,) = plan([str(text_files(tmp_path / "in", [1]))], OPTIONS)
    assert halves(text) is None


def test_ray_is_named_when_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EnvironmentFault, match=r"pip install musnad\[ray\]"):
        next(Ray().shards([], partial(FakeCoder), OPTIONS, Limits()))


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed: musnad[ray]")
@pytest.mark.filterwarnings("default")
def test_ray_gives_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))  # its workers find FakeCoder
    texts = text_files(tmp_path / "in", range(70), {5: FAULTY, 9: STUCK})
    more = json_lines(tmp_path / "x.jsonl", [{"id": f"j{n % 4}", "text": story(n % 5)} for n in range(9)])
    code(tmp_path / "local", texts, more, limits=QUICK, processes=True)
    units = plan([str(texts), str(more)], OPTIONS)
    for _ in run(
        Workspace.create(tmp_path / "ray"), units, partial(FakeCoder), OPTIONS, Ray(workers=2), QUICK
    ):
        pass
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")
