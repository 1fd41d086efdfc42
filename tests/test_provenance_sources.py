"""`musnad sources`: the table of outlets, the list of copies, JSON, families of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Musnad
from workspace_fakes import FakeCoder

from musnad.reading import ReadingOptions, plan
from musnad.workspace import Workspace, run

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "libya-2020"
AGENCY = "وكالة المثال للأنباء"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources") / "ws"
    for _ in run(Workspace.create(folder), plan([str(EXAMPLES)], ReadingOptions()), FakeCoder):
        pass
    return folder


def test_outlets_with_their_copies_and_credits(musnad_command: Musnad, workspace: Path) -> None:
    result = musnad_command("sources", "-w", workspace)
    assert (result.code, result.err) == (0, "")
    tripoli = next(line for line in result.out.splitlines() if "منبر طرابلس المثال" in line)
    assert tripoli.split()[3:6] == ["13", "10", "3"]
    assert f"{AGENCY}: 3" in tripoli
    assert "67 documents, 12 of them copies; 6 origins." in result.out
    assert "Family" not in result.out
    assert not any(mark in result.out for mark in "\u2068\u2069")  # a pipe gets plain text


def test_copies_are_listed_with_their_originals(musnad_command: Musnad, workspace: Path) -> None:
    result = musnad_command("sources", "-w", workspace, "--copies")
    lines = result.out.splitlines()
    at = lines.index("2020-04-28-barqa-tafwid (منبر برقة المثال)")
    assert lines[at + 1].startswith(f"  repeats 2020-04-28-agency-haftar-mandate ({AGENCY}): 57%")
    assert lines[-1] == "12 copies"


def test_json_has_all(musnad_command: Musnad, workspace: Path) -> None:
    found = json.loads(musnad_command("sources", "-w", workspace, "--json").out)
    assert (found["documents"], found["origins"], len(found["copies"])) == (67, 6, 12)
    assert found["families"] == []
    agency = found["outlets"][0]
    assert (agency["outlet"], agency["documents"], agency["own"]) == (AGENCY, 20, 20)
    assert {credit["scope"] for credit in found["credits"]} == {"report", "shared", "statement"}


def test_given_families_are_shown_with_their_reason(
    musnad_command: Musnad, workspace: Path, tmp_path: Path
) -> None:
    table = tmp_path / "families.tsv"
    table.write_text(f"outlet\tfamily\n{AGENCY}\tدار المثال\nباريس المثال\tدار المثال\n", "utf-8")
    result = musnad_command("sources", "-w", workspace, "--families", table)
    assert "Family دار المثال: باريس المثال, وكالة المثال للأنباء. Reason: given." in result.out
    assert "; 5 origins." in result.out


def test_wrong_calls_are_refused(musnad_command: Musnad, workspace: Path, tmp_path: Path) -> None:
    assert musnad_command("sources", "-w", tmp_path / "none").code == 2
    table = tmp_path / "families.tsv"
    table.write_text("outlet\tfamily\nمنبر\n", "utf-8")
    result = musnad_command("sources", "-w", workspace, "--families", table)
    assert (result.code, result.out) == (2, "")
    assert "MSN-D01" in result.err
    assert "line 2" in result.err
