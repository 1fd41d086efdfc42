"""Every hostile input has its stated outcome, within its limits of time and memory (`tests/hostile/`)."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hostile import CASES, Case
from hostile.archives import spoiled
from hostile.case import STORY, sentence
from workspace_fakes import OPTIONS, FakeCoder

from musnad.coding import Coder
from musnad.errors import UsageError
from musnad.reading import plan, read_unit
from musnad.records import Document, SetAside
from musnad.workspace import Limits, Local, Workspace, check, run, status
from musnad.workspace.shard import Shard, Work, code_units

KEPT_MEGABYTES = 200
"""Memory that the process may hold more of after a file than before it: caches, and what the system lends."""


def outcomes(shard: Shard) -> tuple[str, ...]:
    """What became of each document: coded, the outcome, or the code of the quarantine."""
    return tuple(
        (item.code or item.outcome) if isinstance(item, SetAside) else "coded" for _, item in shard.items
    )


def resident() -> int:
    """Memory of this process in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_hostile_file_has_its_stated_outcome(case: Case, tmp_path: Path, lexicon_coder: Coder) -> None:
    file = tmp_path / case.file
    file.write_bytes(case.make())
    before = resident()
    units = plan([str(file)], OPTIONS)
    shard = code_units(units, Work(lexicon_coder, OPTIONS, Limits(case.seconds, case.megabytes)))
    assert outcomes(shard) == case.outcome, [i for _, i in shard.items if isinstance(i, SetAside)][:5]
    if case.events is not None:
        assert shard.tables["events"].num_rows == case.events
    reasons = [item.reason for _, item in shard.items if isinstance(item, SetAside)]
    assert all(reasons) and all(len(reason) < 2_000 for reason in reasons)
    assert resident() - before < KEPT_MEGABYTES


def test_hostile_cases_are_named_once() -> None:
    names = [case.file for case in CASES]
    assert len(names) == len(set(names)) and len(names) > 100


def small_cases(folder: Path) -> Iterator[tuple[Path, Case]]:
    """The cases that a few seconds suffice for, as files."""
    for case in CASES:
        data = case.make() if case.seconds <= 20 else b""
        if 0 < len(data) < 100_000:  # the small coder looks for its words by force
            path = folder / case.file
            path.write_bytes(data)
            yield path, case


def test_hostile_folder_in_workers_leaves_a_sound_workspace_and_nobody_behind(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    made = dict(small_cases(tmp_path / "in"))
    units = plan([str(tmp_path / "in")], OPTIONS)
    workspace = Workspace.create(tmp_path / "ws")
    for _ in run(workspace, units, partial(FakeCoder), OPTIONS, Local(1), Limits(20, 1024)):
        pass
    assert multiprocessing.active_children() == []
    assert check(workspace) == []
    counts = status(workspace).counts
    assert counts.balanced and counts.read == sum(len(case.outcome) for case in made.values())
    rows = workspace.query("SELECT source, code FROM set_aside WHERE outcome = 'quarantined'").to_pylist()
    found = sorted((Path(row["source"]).name.split(":")[0], row["code"]) for row in rows)
    stated = [(p.name, c) for p, case in made.items() for c in case.outcome if c.startswith("MSN")]
    known = {"MSN-R07"}  # another text under an id that a file before it had
    assert [row for row in found if row[1] not in known] == sorted(stated)


def test_damaged_bytes_in_an_archive_cost_only_their_records(tmp_path: Path) -> None:
    data, hit = spoiled(records=2_000, bytes_=60)
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    units = plan([str(file)], OPTIONS)
    assert len(units) > 30
    items = [item for unit in units for item in read_unit(unit, OPTIONS)]
    texts = {item.id: item.text for item in items if isinstance(item, Document)}
    whole = {f"id-{n}": sentence(n) for n in range(2_000) if n not in hit}
    assert whole.items() <= texts.items()
    lost = [item for item in items if isinstance(item, SetAside)]
    assert all(item.code == "MSN-R02" and "bytes " in item.reason for item in lost)
    assert 2_000 - len(texts) >= len(lost) > 0


NAMES = (
    b"line\nbreak.txt",
    "\u202etxt.exe.txt".encode(),
    b"invalid-\xff\xfe.txt",
    b"-rf.txt",
    b"a'; DROP TABLE documents; --.txt",
    b"=cmd()|x.txt",
    b"%2e%2e%2f%2e%2e%2fetc.txt",
    "خبر عاجل؟*[1].txt".encode(),
    b" .txt",
    b"x" * 250 + b".txt",
)


def test_hostile_file_names_stay_names(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)  # noqa: PTH102, as bytes
    for n, name in enumerate(NAMES):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123, as bytes
            file.write(f"{STORY} {n}".encode())
    units = plan([str(tmp_path / "in")], OPTIONS)
    workspace = Workspace.create(tmp_path / "ws")
    for _ in run(workspace, units, partial(FakeCoder), OPTIONS):
        pass
    assert check(workspace) == []
    assert len(workspace.documents()) == len(NAMES)
    ids = {document.id for document in workspace.documents().records()}
    assert {"line\nbreak", "-rf", "invalid-\\xff\\xfe", " "} <= ids
    made = {path.name for path in (tmp_path / "ws").rglob("*") if path.suffix == ".parquet"}
    assert all(len(name) == len(min(made)) and name.split(".")[0].isalnum() for name in made)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "ws"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_text('{ws}/../secret.csv')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "ATTACH '{folder}/x.db'",
    ],
)
def test_query_reads_the_workspace_and_nothing_else(sql: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    (tmp_path / "in.txt").write_text(STORY, encoding="utf-8")
    workspace = Workspace.create(tmp_path / "ws")
    for _ in run(workspace, plan([str(tmp_path / "in.txt")], OPTIONS), partial(FakeCoder), OPTIONS):
        pass
    assert workspace.query("SELECT count(*) AS n FROM documents").to_pylist() == [{"n": 1}]
    with pytest.raises(UsageError):
        workspace.query(sql.format(secret=secret, folder=tmp_path, ws=tmp_path / "ws"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.txt", "secret.csv", "ws"]
