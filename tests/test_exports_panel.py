from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as pa
import pytest
from exports_fakes import EGYPT, UN, coded_as, event, party, row, sample, table

from musnad import open_workspace
from musnad.exports import export, gather, panel_table
from musnad.exports.panel import QUADS, panel_schema
from musnad.records import CodedDocument
from musnad.workspace import Workspace

EGY, LBY, TUR = (party(code, f"{code} GOV", code.title()) for code in ("EGY", "LBY", "TUR"))
LNA = party("lna", "LBY MIL", "LNA")
VISIT = {"event_type": "CONSULT", "event_mode": "visit", "quad_class": 1, "intensity": 4.0, "contexts": ()}


def acted(id: str, actor: Any = EGY, recipient: Any = LBY, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"id": id, "actors": (actor,), "recipients": (recipient,), "contexts": ()}
    return row(**given | changes)


def panel(*rows: dict[str, Any], fill: bool = False) -> list[dict[str, Any]]:
    return panel_table(table(*rows), fill=fill).to_pylist()


def test_row_of_a_dyad_and_month() -> None:
    other = sample(id="e", outlet="المنبر")
    rows = (
        acted("1"),
        acted("2", **VISIT),
        row(other, id="3", actors=(EGYPT,), recipients=(LNA,), contexts=(), event_date="2020-01"),
    )
    (found,) = panel(*rows)
    assert found == {
        "month": "2020-01",
        "year": 2020,
        "actor_iso3": "EGY",
        "actor_cow": 651,
        "actor_cow_abbreviation": "EGY",
        "recipient_iso3": "LBY",
        "recipient_cow": 620,
        "recipient_cow_abbreviation": "LIB",
        "events": 3,
        "verbal_cooperation": 1,
        "material_cooperation": 0,
        "verbal_conflict": 0,
        "material_conflict": 2,
        "intensity_sum": -15.0,
        "intensity_mean": -5.0,
        "goldstein_sum": pytest.approx(1.9 - 10 - 10),
        "goldstein_mean": pytest.approx((1.9 - 10 - 10) / 3),
        "stories": 3,
        "independent_reports": 3,
        "documents": 2,
        "outlets": 2,
        "dated_by_publication": 0,
    }


def test_dyads_are_directed_and_a_country_deals_with_itself() -> None:
    found = panel(acted("1"), acted("2", LBY, EGY), acted("3", LBY, LNA))
    assert [(r["actor_iso3"], r["recipient_iso3"]) for r in found] == [
        ("EGY", "LBY"),
        ("LBY", "EGY"),
        ("LBY", "LBY"),
    ]


def test_event_of_several_parties_counts_once_a_dyad() -> None:
    found = panel(row(actors=(EGY, TUR, EGYPT), recipients=(LBY, LNA)))
    assert [(r["actor_iso3"], r["events"]) for r in found] == [("EGY", 1), ("TUR", 1)]
    meeting = panel(row(actors=(TUR, EGY), recipients=(), **VISIT))
    assert [(r["actor_iso3"], r["recipient_iso3"]) for r in meeting] == [("EGY", "TUR")]


def test_who_has_no_country_and_what_has_no_month_is_left_out() -> None:
    assert panel(acted("1", UN), acted("2", recipient=UN), row(id="3", recipients=())) == []
    assert panel(acted("4", event_date="2020", date_precision="year")) == []
    undated = row(sample(published=""), actors=(EGY,), recipients=(LBY,), event_date="")
    assert panel(undated) == []


def test_publication_stands_in_and_is_counted() -> None:
    (found,) = panel(acted("1", event_date=""))
    assert (found["month"], found["dated_by_publication"]) == ("2020-02", 1)


def test_state_without_a_number_has_none() -> None:
    (found,) = panel(acted("1", party("PSE", "PSE GOV", "Palestine")))
    assert (found["actor_iso3"], found["actor_cow"], found["actor_cow_abbreviation"]) == ("PSE", None, None)


def test_fill_gives_every_dyad_every_month() -> None:
    rows = (acted("1", event_date="2019-11-30"), acted("2", TUR, event_date="2020-02-01"))
    filled = panel(*rows, fill=True)
    months = ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert [(r["actor_iso3"], r["month"]) for r in filled] == [(c, m) for c in ("EGY", "TUR") for m in months]
    assert [r["events"] for r in filled] == [1, 0, 0, 0, 0, 0, 0, 1]
    empty = filled[1]
    assert (empty["intensity_sum"], empty["intensity_mean"], empty["goldstein_mean"]) == (0.0, None, None)
    assert all(
        empty[name] == 0 for name in (*QUADS, "stories", "independent_reports", "documents", "outlets")
    )
    assert [r for r in filled if r["events"]] == panel(*rows)
    assert panel(fill=True) == []


@pytest.fixture
def copied(tmp_path: Path) -> Workspace:
    """An agency's report that two other outlets print as it is, and another of the same month."""
    body = (
        "أعلنت وزارة الخارجية أن الوزير المصري زار العاصمة الليبية طرابلس وبحث مع حكومتها العلاقات. "
        "وقال بيان الوزارة إن الجانبين اتفقا على استئناف الرحلات الجوية وفتح القنصلية في بنغازي قبل نهاية "
        "العام، وعلى تشكيل لجنة مشتركة تجتمع كل ثلاثة أشهر لمتابعة العمالة والكهرباء والطرق الساحلية."
    )
    other = "اتهمت الحكومة الليبية مصر بالتدخل في شؤون بلادها الداخلية"
    texts = {"a": body, "b": body, "c": body, "z": other}
    found = []
    for id, text in texts.items():
        document = sample(
            id=id, outlet=f"صحيفة {id}", text=text + f" ({id})", published="2020-02-03T10:00:00"
        )
        what = {} if id != "z" else {"event_type": "ACCUSE", "event_mode": "", "quad_class": 3}
        parties = {"actors": (EGY,), "recipients": (LBY,), "said_by": "", "said_by_start": None}
        changes = VISIT | what | parties | {"said_by_end": None, "event_date": "2020-02-02"}
        found.append(CodedDocument(document, (event(document, **changes),), (), ()))
    return coded_as(tmp_path, *found)


def test_copies_are_one_story_and_one_report(copied: Workspace) -> None:
    (found,) = gather(copied, "panel").to_pylist()
    assert found["events"] == 4
    assert (found["documents"], found["outlets"]) == (4, 4)
    assert (found["stories"], found["independent_reports"]) == (2, 2)
    assert gather(open_workspace(copied.path), "panel").to_pylist() == [found]


def test_only_asserted_events_and_those_chosen(visits: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(visits)
    chosen = workspace.events(status="asserted")
    plain = gather(workspace, "panel", chosen)
    assert export(workspace, "parquet", tmp_path / "a", table="panel") == plain.num_rows
    assert pa.parquet.read_table(tmp_path / "a").equals(plain)
    none = workspace.events(actor="SWE")
    assert export(workspace, "csv", tmp_path / "b", table="panel", selection=none) == 0


@pytest.mark.parametrize("fill", [False, True])
def test_panel_reads_back_equal_everywhere(copied: Workspace, tmp_path: Path, fill: bool) -> None:
    wanted = gather(copied, "panel", fill=fill).to_pylist()
    for suffix in ("csv", "parquet", "jsonl"):
        export(copied, suffix, tmp_path / f"p.{suffix}", table="panel", fill=fill)
    parquet, csv = str(tmp_path / "p.parquet"), str(tmp_path / "p.csv")
    assert polars.read_parquet(parquet).to_dicts() == wanted
    assert polars.read_csv(csv).to_dicts() == wanted
    assert duckdb.read_parquet(parquet).to_arrow_table().to_pylist() == wanted
    assert duckdb.read_csv(csv).to_arrow_table().to_pylist() == wanted
    assert pandas.read_parquet(parquet).to_dict("records") == wanted
    assert pandas.read_csv(csv).to_dict("records") == wanted
    assert all(field.metadata[b"meaning"] for field in panel_schema())
