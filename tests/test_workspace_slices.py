"""Slices: jobs of an array code apart, and what comes together is what one run makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from workspace_fakes import FAULTY, OPTIONS, FakeCoder, code, contents, json_lines, story, text_files

from musnad.errors import MismatchError, UsageError
from musnad.reading import ReadingOptions, plan
from musnad.workspace import Progress, Slice, Workspace, run_slice, running


def sliced(folder: Path, which: str, *inputs: Path, fingerprint: str = "f" * 64) -> list[Progress]:
    units = plan([str(path) for path in inputs], OPTIONS)
    factory = partial(FakeCoder, fingerprint)
    return list(run_slice(Workspace.create(folder), units, factory, Slice.parse(which), OPTIONS))


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr(running, "GROUP", 4)
    texts = text_files(tmp_path / "in", range(22), {5: FAULTY})
    # Documents that come again, so that what one slice has must be known to what another has.
    more = json_lines(tmp_path / "x.jsonl", [{"id": f"j{n % 4}", "text": story(n % 5)} for n in range(9)])
    return [texts, more]


@pytest.mark.parametrize("order", [["1/3", "2/3", "3/3"], ["3/3", "1/3", "2/3"], ["2/3"], []])
def test_slices_in_any_order_or_missing_give_the_same_files(
    tmp_path: Path, inputs: list[Path], order: list[str]
) -> None:
    code(tmp_path / "whole", *inputs)
    for which in order:
        sliced(tmp_path / "ws", which, *inputs)
    code(tmp_path / "ws", *inputs)
    assert contents(tmp_path / "ws") == contents(tmp_path / "whole")


def test_slices_code_each_unit_once(tmp_path: Path, inputs: list[Path]) -> None:
    last = [sliced(tmp_path / "ws", f"{n}/2", *inputs)[-1] for n in (1, 2)]
    assert [p.done == p.total for p in last] == [True, True]
    assert sum(p.total for p in last) == 23 and sum(p.counts.read for p in last) == 31
    assert sliced(tmp_path / "ws", "1/2", *inputs)[-1].counts.read == 0  # there already


def test_settling_needs_no_coder_for_what_slices_left(
    tmp_path: Path, inputs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in (1, 2):
        sliced(tmp_path / "ws", f"{n}/2", *inputs)

    def never(*_: object) -> None:
        raise AssertionError("coded again")

    monkeypatch.setattr(FakeCoder, "code", never)
    assert code(tmp_path / "ws", *inputs)[-1].counts.coded == 25


def test_slice_killed_at_any_step_goes_on(
    tmp_path: Path, inputs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    code(tmp_path / "whole", *inputs)
    real: Callable[..., None] = running.Kept.save
    for nth in range(3):
        folder, calls = tmp_path / f"ws{nth}", [0]

        def save(
            kept: running.Kept, part: str, shard: object, nth: int = nth, calls: list[int] = calls
        ) -> None:
            calls[0] += 1
            if calls[0] > nth:
                beside = kept._folder / f"{part}.tmp"
                beside.mkdir(parents=True, exist_ok=True)
                (beside / "items.json").write_text("[[0,")
                raise KeyboardInterrupt
            real(kept, part, shard)

        with monkeypatch.context() as patch:
            patch.setattr(running.Kept, "save", save)
            with pytest.raises(KeyboardInterrupt):
                sliced(folder, "1/2", *inputs)
        sliced(folder, "1/2", *inputs)
        code(folder, *inputs)
        assert contents(folder) == contents(tmp_path / "whole")


def test_slice_of_another_coder_is_not_mixed_in(tmp_path: Path, inputs: list[Path]) -> None:
    sliced(tmp_path / "ws", "1/1", *inputs, fingerprint="e" * 64)
    code(tmp_path / "ws", *inputs)
    with pytest.raises(MismatchError):
        sliced(tmp_path / "ws", "1/1", *inputs, fingerprint="e" * 64)


@pytest.mark.parametrize("wrong", ["", "3", "0/3", "4/3", "1/0", "a/b", "-1/3", "1/3/5"])
def test_malformed_slice_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError, match="slice"):
        Slice.parse(wrong)


def test_options_are_part_of_the_configuration(tmp_path: Path, inputs: list[Path]) -> None:
    sliced(tmp_path / "ws", "1/1", *inputs)
    other = ReadingOptions(outlet="جريدة")
    code(tmp_path / "ws", *inputs, options=other)
    code(tmp_path / "whole", *inputs, options=other)
    named = {name for name in contents(tmp_path / "ws") if not name.startswith("shards/")}
    assert named == set(contents(tmp_path / "whole"))
