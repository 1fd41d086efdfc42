"""docs/exports.md explains what the files hold; the example in R reads them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from exports_fakes import coded_as, event, party, sample

from musnad.exports import EXPORTERS, TABLE_NAMES, export
from musnad.exports.cameo import EVIDENCE
from musnad.exports.network import EDGE_FIELDS, NODE_FIELDS
from musnad.exports.panel import panel_schema
from musnad.records import CodedDocument, Span

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
    egypt, libya = party("EGY", "EGY GOV", "Egypt"), party("LBY", "LBY GOV", "Libya")
    document, spoken = sample(), {"said_by": "", "said_by_start": None, "said_by_end": None}
    dates = ("2020-01-31", "2020-03-01")
    happened = [
        event(
            document,
            n,
            actors=(egypt,),
            recipients=(libya,),
            trigger=Span(document.text[n : n + 2], n, n + 2),
        )
        for n in range(2)
    ]
    events = (replace(e, event_date=date, **spoken) for e, date in zip(happened, dates, strict=True))
    workspace = coded_as(tmp_path, CodedDocument(document, tuple(events), (), ()))
    export(workspace, "csv", tmp_path / "panel.csv", table="panel", fill=True)
    export(workspace, "csv", tmp_path / "events.csv")
    call = [program, str(ROOT / "examples" / "panel.R"), "panel.csv", "events.csv"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 dyads, 3 months, 2 events, 2 stories")
