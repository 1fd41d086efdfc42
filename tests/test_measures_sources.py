"""Event tables from the workspace, POLECAT, ICEWS and tables of one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from musnad.errors import DataFileError, UsageError
from musnad.exports import event_table, export
from musnad.measures import (
    ASSERTED,
    EventTable,
    from_events,
    from_workspace,
    read_events,
    read_icews,
    read_polecat,
)
from musnad.measures.sources import CAMEO_QUADS, ICEWS_COLUMNS, POLECAT_COLUMNS
from musnad.ontology import CAMEO
from musnad.workspace import Workspace

EGYPT, LIBYA = {"actor_id": "egypt", "code": "EGY GOV"}, {"actor_id": None, "code": "LBY MIL"}
UN, NOBODY = {"actor_id": None, "code": "IGO UNO"}, {"actor_id": None, "code": "--- REB"}


def coded(**changes: Any) -> dict[str, Any]:
    base = {"id": "e", "event_type": "CONSULT", "event_mode": "visit", "contexts": ["diplomatic"]}
    base |= {"quad_class": 1, "intensity": 4.0, "status": "asserted", "confidence": 0.5, "outlet": "x"}
    base |= {"published": "2020-05-05", "event_date": "2020-05-04", "date_precision": "day"}
    return base | {"actors": [EGYPT], "recipients": [LIBYA]} | changes


def events(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows))


def pairs(table: EventTable) -> list[tuple[str, str]]:
    return [
        (table.actor.names[a], table.recipient.names[r])
        for a, r in zip(table.actor.codes, table.recipient.codes, strict=True)
    ]


def test_sources_parties_are_ids_or_codes() -> None:
    table = from_events(events(coded(recipients=[LIBYA, UN, NOBODY])))
    assert pairs(table) == [("egypt", "IGO UNO"), ("egypt", "LBY MIL")]
    assert table.ids_of() == ("e",)
    assert table.source.names == ("x",)
    assert pairs(from_events(events(coded(recipients=[LIBYA, UN])), level="country")) == [
        ("EGY", "IGO"),
        ("EGY", "LBY"),
    ]


def test_sources_a_meeting_without_a_host_is_a_dyad_of_each_two() -> None:
    alone = coded(actors=[UN, EGYPT, LIBYA], recipients=[])
    met = [("IGO UNO", "LBY MIL"), ("IGO UNO", "egypt"), ("LBY MIL", "egypt")]
    assert pairs(from_events(events(alone))) == met
    assert pairs(from_events(events(alone | {"actors": [], "recipients": alone["actors"]}))) == met


def test_sources_who_attacks_side_by_side_does_not_attack_each_other() -> None:
    attack = coded(event_type="ASSAULT", event_mode="", quad_class=4, actors=[EGYPT, LIBYA], recipients=[])
    table = from_events(events(attack))
    assert (len(table), table.unpaired) == (0, 2)


def test_sources_publication_stands_in_for_no_date_only_if_asked() -> None:
    rows = events(
        coded(),
        coded(id="month", event_date="2020-03", date_precision="month"),
        coded(id="none", event_date="", date_precision=""),
    )
    strict, lenient = (from_events(rows, published=asked) for asked in (False, True))
    assert (strict.ids_of(), strict.undated) == (("e",), 2)
    assert (lenient.ids_of(), lenient.undated) == (("e", "none"), 1)


def test_sources_goldstein_of_plover() -> None:
    table = from_events(events(coded()), scale="goldstein")
    assert table.intensity.tolist() == [CAMEO["042"].goldstein]
    assert from_events(events(coded())).intensity.tolist() == [4.0]


@pytest.mark.parametrize("choice", [{"level": "city"}, {"scale": "richter"}])
def test_sources_unknown_choices_are_refused(choice: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"is not a (level|scale)"):
        from_events(events(coded()), **choice)  # type: ignore[arg-type]


def test_sources_workspace_and_its_exports_agree(visits: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(visits)
    table = from_workspace(workspace)
    assert (len(table), table.undated) == (1, 3)
    assert table.ids_of() == from_events(event_table(workspace)).ids_of()
    lenient = from_workspace(workspace, published=True)
    assert (len(lenient), len(lenient.within(ASSERTED)), lenient.undated) == (2, 1, 2)
    with (tmp_path / "events.tsv").open("wb") as sink:
        export(workspace, "polecat", sink)
    exported = read_polecat(tmp_path / "events.tsv", level="country")
    own = from_workspace(workspace, level="country")
    assert pairs(exported) == pairs(own)
    assert exported.ids_of() == own.ids_of()
    assert exported.intensity.tolist() == own.intensity.tolist()


def polecat(path: Path, **changes: str) -> Path:
    """A file as POLECAT publishes them: None where nothing is known, no columns of Musnad's."""
    cells = dict.fromkeys(POLECAT_COLUMNS, "None") | {"Event Intensity": "-9.0"}
    cells |= {"Event ID": "P1", "Event Date": "2020-05-04", "Event Type": "ASSAULT", "Event Mode": "drone"}
    cells |= {"Quad Code": "MATERIAL CONFLICT", "Actor Country": "TUR; LBY", "Actor Name": "None; A. Person"}
    cells |= {"Primary Actor Sector": "MIL; GOV", "Recipient Name": "B. Person", "Recipient Country": "LBY"}
    cells |= changes
    del cells["Status"], cells["Confidence"]
    path.write_text("\t".join(cells) + "\n" + "\t".join(cells.values()) + "\n", encoding="utf-8")
    return path


def test_sources_polecat_as_published(tmp_path: Path) -> None:
    table = read_polecat(polecat(tmp_path / "p.txt"))
    assert pairs(table) == [("A. Person", "B. Person"), ("TUR MIL", "B. Person")]
    assert table.quad_class.tolist() == [4, 4] and table.intensity.tolist() == [-9.0, -9.0]
    assert pairs(read_polecat(tmp_path / "p.txt", level="country")) == [("TUR", "LBY")]
    goldstein = read_polecat(tmp_path / "p.txt", scale="goldstein")
    assert goldstein.intensity.tolist() == [CAMEO["1952"].goldstein] * 2


def test_sources_table_without_columns_is_refused_with_those_it_has(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("When,Who\n2020-01-01,EGY\n")
    with pytest.raises(DataFileError, match=r"lacks actor, recipient, quad_class; it has .* When, Who"):
        read_events(tmp_path / "own.csv", "date=When")


def test_sources_polecat_without_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.tsv").write_text("Event ID\tEvent Date\n1\t2020-01-01\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="no column Event Type"):
        read_polecat(tmp_path / "p.tsv")


HEADER = (
    "Event ID|Event Date|Source Name|Source Country|CAMEO Code|Intensity|Target Name|Target Country|Publisher"
)
ICEWS = f"""{HEADER}
1|2014-03-05|Foreign Affairs (Qatar)|Qatar|042|1.9|Police (Egypt)|Egypt|Agency
2|2014-03-06|Foreign Affairs (Qatar)|Qatar|020|3.0|Police (Egypt)|Egypt|Agency
3|2014-03-07|Egypt|Egypt|161|-4.0|Qatar|Qatar|Agency
""".replace("|", "\t")


def test_sources_icews_weekly_file(tmp_path: Path) -> None:
    path = tmp_path / "icews.tab"
    path.write_text(ICEWS, encoding="utf-8")
    table = read_icews(path)
    assert pairs(table)[0] == ("Foreign Affairs (Qatar)", "Police (Egypt)")
    assert table.sign.tolist() == [1, 0, -1]
    assert table.intensity.tolist() == [1.9, 3.0, -4.0]
    assert [table.event_mode.names[code] for code in table.event_mode.codes] == ["042", "020", "161"]
    assert pairs(read_icews(path, level="country"))[0] == ("Qatar", "Egypt")
    assert read_icews(path, scale="plover").intensity.tolist() == [4.0, 0.0, -6.0]


def test_sources_icews_parquet_without_countries(tmp_path: Path) -> None:
    columns = {"date": ["2014-03-05"], "src": ["Police (Egypt)"], "tgt": ["Qatar"]}
    pq.write_table(pa.table(columns | {"code": [43], "goldstein": [2.8]}), tmp_path / "e.parquet")
    table = read_icews(tmp_path / "e.parquet", level="country")
    assert pairs(table) == [("Egypt", "Qatar")]
    assert table.ids_of() == ("e:0",)
    assert table.event_mode.names == ("043",)  # the zero that a column of numbers lost


def test_sources_every_cameo_root_has_a_quad_class() -> None:
    assert {code[:2] for code in CAMEO} == set(CAMEO_QUADS)
    assert set(ICEWS_COLUMNS) >= {"date", "actor", "recipient", "code"}


def test_sources_own_table_with_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("When,Who,Whom,CAMEO\n2020-01-01,a,b,190\n2020-01-02,b,a,\n", encoding="utf-8")
    table = read_events(path, "date=When, actor=Who,recipient=Whom,code=CAMEO")
    assert table.quad_class.tolist() == [4, 0]
    assert table.intensity[0] == -10.0 and np.isnan(table.intensity[1])
    assert pairs(
        read_events(path, {"date": "When", "actor": "Who", "recipient": "Whom", "code": "CAMEO"})
    ) == [
        ("a", "b"),
        ("b", "a"),
    ]


def test_sources_own_table_with_plover_types_alone(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("date\tactor\trecipient\tevent_type\n2020-01-01\ta\tb\tAID\n", encoding="utf-8")
    table = read_events(path)
    assert (table.quad_class.tolist(), table.intensity.tolist()) == ([2], [10.0])


@pytest.mark.parametrize(
    ("mapping", "error", "what"),
    [
        ("date", UsageError, "not a mapping"),
        ("date=", UsageError, "not a mapping"),
        ("day=date", UsageError, "no column day"),
        ("date=When", DataFileError, "no column When; it has date"),
    ],
)
def test_sources_wrong_mappings_are_refused(
    tmp_path: Path, mapping: str, error: type[Exception], what: str
) -> None:
    (tmp_path / "own.csv").write_text("date,actor\n", encoding="utf-8")
    with pytest.raises(error, match=what):
        read_events(tmp_path / "own.csv", mapping)


@pytest.mark.parametrize(
    ("name", "content"), [("e.xlsx", b"x"), ("e.parquet", b"no"), ("e.csv", b"\xff\xfe,")]
)
def test_sources_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataFileError):
        read_events(tmp_path / name)
    with pytest.raises(DataFileError):
        read_events(tmp_path / "absent.csv")


def test_sources_code_of_the_page_runs(visits: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "measures.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    visits.rename(visits.parent / "ws")
    monkeypatch.chdir(visits.parent)
    names: dict[str, Any] = {}
    for code in blocks:
        exec(compile(code, "documentation", "exec"), names)
    assert names["found"].insufficient and names["told"].insufficient
