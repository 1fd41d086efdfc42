"""The Python API: what there is, what it costs to import, and the way from texts to data frames."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pandas  # type: ignore[import-untyped]
import polars
import pyarrow as pa
import pytest
import workspace_fakes as fakes

import musnad
from musnad.coding import Coder
from musnad.records import Event, arrow_schema

PUBLIC = [
    "CodedDocument",
    "Coder",
    "Document",
    "Event",
    "Label",
    "MusnadError",
    "Participant",
    "ReadingOptions",
    "SetAside",
    "Tie",
    "Workspace",
    "__version__",
    "code",
    "get_coder",
    "open_workspace",
    "plan",
    "read",
    "read_text",
    "run",
]
SENTENCE = "استقبل الرئيس المصري عبد الفتاح السيسي في القاهرة المشير خليفة حفتر."


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has after a statement."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return set(json.loads(done.stdout))


def test_public_surface_is_as_pinned() -> None:
    assert sorted(musnad.__all__) == sorted(PUBLIC)
    assert dir(musnad) == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(musnad, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'musnad' has no attribute 'decode'"):
        getattr(musnad, "decode")  # noqa: B009, mypy knows that it is not there


def test_import_loads_nothing_heavy() -> None:
    modules = loaded_by("import musnad")
    assert "musnad" in modules
    assert not modules & {"pyarrow", "typer", "rich", "duckdb", "musnad.records", "musnad.coding"}


def test_command_line_loads_what_a_command_needs_only_with_it() -> None:
    modules = loaded_by("import musnad.cli")
    assert "typer" in modules
    assert not modules & {"pyarrow", "duckdb", "rich", "musnad.coding", "musnad.reading", "musnad.workspace"}


def test_docstring_example() -> None:
    results = doctest.testmod(musnad)
    assert (results.failed, results.attempted) == (0, 4)


def test_module_can_be_run() -> None:
    command = [sys.executable, "-m", "musnad", "--version"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout == f"musnad {musnad.__version__}\n"


def test_code_takes_a_text_or_a_document() -> None:
    document = musnad.read_text(SENTENCE, id="a", outlet="المثال", published="2020-06-06", title="لقاء")
    coded = musnad.code(SENTENCE, id="a", outlet="المثال", published="2020-06-06", title="لقاء")
    assert isinstance(coded, musnad.CodedDocument)
    assert coded == musnad.code(document)
    assert (coded.document.id, coded.document.outlet) == ("a", "المثال")
    assert [event.event_type for event in coded.events] == ["CONSULT"]


def test_errors_have_one_base(tmp_path: Path) -> None:
    for fails in (
        lambda: musnad.code(SENTENCE, coder="neural"),
        lambda: musnad.open_workspace(tmp_path),
        lambda: musnad.read([str(tmp_path / "missing")]),
    ):
        with pytest.raises(musnad.MusnadError, match=r"MSN-[UW]01"):
            fails()


def test_from_files_to_data_frames(tmp_path: Path, lexicon_coder: Coder) -> None:
    """Read, code, into a workspace, out as Arrow, pandas and polars."""
    source = fakes.json_lines(
        tmp_path / "in.jsonl", [{"id": "a", "text": SENTENCE, "published": "2020-06-06"}]
    )
    (document,) = musnad.read([str(source)])
    assert isinstance(document, musnad.Document)
    expected = lexicon_coder.code(document).events

    workspace = musnad.Workspace.create(tmp_path / "ws")
    options = musnad.ReadingOptions()
    steps = list(
        musnad.run(workspace, musnad.plan([str(source)], options), partial(same, lexicon_coder), options)
    )
    assert steps[-1].counts.coded == 1

    found = musnad.open_workspace(tmp_path / "ws").events(actor="LBY", recipient="EGY")
    assert tuple(found.records()) == expected
    arrow, frame, polar = found.arrow(), found.pandas(), found.polars()
    assert isinstance(arrow, pa.Table)
    assert arrow.schema.equals(arrow_schema(Event))
    assert isinstance(frame, pandas.DataFrame)
    assert isinstance(polar, polars.DataFrame)
    assert len(frame) == polar.height == arrow.num_rows == len(expected) == 1
    assert list(frame.columns) == polar.columns == arrow.column_names
    assert frame["event_type"].tolist() == polar["event_type"].to_list() == ["CONSULT"]
    assert polar["actors"][0][0]["name"]["en"] == expected[0].actors[0].name.en  # type: ignore[union-attr]
    table = workspace.query("SELECT count(*) AS n FROM events WHERE event_type = 'CONSULT'")
    assert table.to_pylist() == [{"n": 1}]


def same(coder: Coder) -> Coder:
    return coder
