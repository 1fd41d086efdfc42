"""docs/exports.md explains what the files hold; the example in R reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from exports_fakes import awkward

from musnad.exports import EXPORTERS, TABLE_NAMES, export
from musnad.exports.cameo import EVIDENCE
from musnad.exports.network import EDGE_FIELDS, NODE_FIELDS
from musnad.exports.panel import panel_schema

ROOT = Path(__file__).resolve().parents[1]


def test_page_explains_every_column_of_ours() -> None:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    suffixes = [exporter.suffix for exporter in EXPORTERS.values()]
    names = [*panel_schema().names, *EVIDENCE, *NODE_FIELDS, *EDGE_FIELDS, *suffixes]
    assert [name for name in names if f"`{name}`" not in text] == []
    assert [name for name in TABLE_NAMES if name not in text] == []


def test_page_says_which_formats_hold_asserted_events_only() -> None:
    text = " ".join((ROOT / "docs" / "exports.md").read_text(encoding="utf-8").split())
    names = ", ".join(f"`{name}`" for name, e in EXPORTERS.items() if e.statuses == ("asserted",))
    assert f"{names} and the panel hold asserted events only" in text


def test_example_in_r(tmp_path: Path) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    workspace = awkward(tmp_path)
    export(workspace, "csv", tmp_path / "panel.csv", table="panel", fill=True)
    export(workspace, "csv", tmp_path / "events.csv")
    call = [program, str(ROOT / "examples" / "panel.R"), "panel.csv", "events.csv"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
