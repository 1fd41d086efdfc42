"""What is kept in a workspace's folder is what would be found anew, and is never needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from analysis_fakes import Told, workspace

from musnad.analysis import Analysis, derived
from musnad.analysis.derived import FOLDER, KEPT, folder_digest, kept
from musnad.analysis.packing import packed, unpacked
from musnad.provenance import trace
from musnad.stories import find_stories
from musnad.workspace.audit import check
from musnad.workspace.ledger import LEDGER

TOLD = [
    Told("ماكرون", "ACCUSE", "حفتر", "2020-06-25", "الأول", copied=True),
    Told("ماكرون", "ACCUSE", "حفتر", "2020-06-25", "الثاني", copied=True),
    Told("أردوغان", "ASSAULT", "حفتر", "2020-06-26", "الأول"),
]


@dataclass(frozen=True)
class Pair:
    name: str | None
    values: tuple[tuple[str, tuple[float, ...]], ...]


def grown(folder: Path, text: str = "one") -> Path:
    (folder / LEDGER).write_text(text)
    return folder


def asked(folder: Path, *inputs: object, answer: Any = ("made",)) -> tuple[Any, int]:
    """What is kept, and how often it was made."""
    calls = []

    def make() -> Any:
        calls.append(1)
        return answer

    return kept(folder, "x", inputs, tuple[str, ...], make), len(calls)


def test_values_come_back_as_they_were() -> None:
    pairs = (Pair("مصر\ud800", (("a", (1.0, -0.5)), ("b", ()))), Pair(None, ()))
    assert unpacked(tuple[Pair, ...], packed(pairs)) == pairs
    with pytest.raises(ValueError):
        unpacked(Pair, ["one field too few"])


def test_stories_and_provenance_are_those_that_are_found(tmp_path: Path) -> None:
    path = Analysis.open(workspace(tmp_path, TOLD)).path
    first = Analysis.open(path)
    told, origins = first.stories(), first.provenance()
    names = sorted(file.name.partition("-")[0] for file in (path / FOLDER).iterdir())
    assert names == ["provenance", "stories"]
    again = Analysis.open(path)
    assert (again.stories(), again.provenance()) == (told, origins)
    documents = again.documents().records()
    assert trace(documents) == origins
    assert find_stories(documents, again.events().arrow(), origins) == told.stories
    assert check(again) == []


def test_it_is_made_once_for_the_same_inputs(tmp_path: Path) -> None:
    grown(tmp_path)
    assert asked(tmp_path, 1) == (("made",), 1)
    assert asked(tmp_path, 1, answer=("other",)) == (("made",), 0)
    assert asked(tmp_path, 2, answer=("other",)) == (("other",), 1)


def test_a_workspace_that_grew_and_another_version_find_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(grown(tmp_path))[1] == 1
    assert asked(grown(tmp_path, "two"))[1] == 1
    monkeypatch.setattr(derived, "program", lambda: "another")
    assert asked(tmp_path)[1] == 1


@pytest.mark.parametrize("cut", [0, 10, -1])
def test_a_damaged_file_is_found_anew(tmp_path: Path, cut: int) -> None:
    asked(grown(tmp_path))
    (file,) = (tmp_path / FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:cut])
    assert asked(tmp_path) == (("made",), 1)
    assert asked(tmp_path) == (("made",), 0)


def test_what_cannot_be_written_is_found_each_time(tmp_path: Path) -> None:
    (grown(tmp_path) / FOLDER).write_text("no folder")
    assert asked(tmp_path) == asked(tmp_path) == (("made",), 1)


def test_only_the_latest_files_are_kept(tmp_path: Path) -> None:
    for n in range(KEPT + 3):
        asked(grown(tmp_path), n)
    assert len(list((tmp_path / FOLDER).iterdir())) == KEPT
    assert asked(tmp_path, KEPT + 2)[1] == 0


def test_a_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("x")
    before = folder_digest([tmp_path])
    assert folder_digest([tmp_path]) == before
    (tmp_path / "a.tsv").write_text("y")
    changed = folder_digest([tmp_path])
    (tmp_path / "a.tsv").rename(tmp_path / "b.tsv")
    assert len({before, changed, folder_digest([tmp_path])}) == 3
