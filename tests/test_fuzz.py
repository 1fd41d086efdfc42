"""The kept corpus of the fuzz harnesses: what was once found stays mended (`fuzz/README.md`)."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

FUZZ = Path(__file__).resolve().parents[1] / "fuzz"


def targets() -> ModuleType:
    """The functions that the harnesses call."""
    spec = importlib.util.spec_from_file_location("fuzz_targets", FUZZ / "targets.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["readers", "dates"])
def test_corpus_holds(name: str) -> None:
    corpus = sorted((FUZZ / "corpus" / name).iterdir())
    assert len(corpus) > 10
    target = getattr(targets(), name)
    for file in corpus:
        target(file.read_bytes())


def test_targets_notice_an_unsound_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    module = targets()
    monkeypatch.setattr(module, "read_unit", lambda unit, options: iter(()))
    with pytest.raises(AssertionError):
        module.readers(b"\0x")
