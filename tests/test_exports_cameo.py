"""The ICEWS-like and the GDELT-like format."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports_fakes import EGYPT, NOBODY, UN, awkward, party, plain, read_delimited, row

from musnad.exports import export, gdelt, icews
from musnad.exports.cameo import EVIDENCE, cameo_rows
from musnad.measures import from_workspace, read_icews
from musnad.ontology import CAMEO

# The header of the weekly files of ICEWS, | for tab.
ICEWS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|"
    "Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|"
    "Country|Latitude|Longitude"
)
# The fields of GDELT 2.0's event table, in the order of its codebook.
GDELT = (
    "GLOBALEVENTID|SQLDATE|MonthYear|Year|FractionDate|Actor1Code|Actor1Name|Actor1CountryCode|"
    "Actor1KnownGroupCode|Actor1EthnicCode|Actor1Religion1Code|Actor1Religion2Code|Actor1Type1Code|"
    "Actor1Type2Code|Actor1Type3Code|Actor2Code|Actor2Name|Actor2CountryCode|Actor2KnownGroupCode|"
    "Actor2EthnicCode|Actor2Religion1Code|Actor2Religion2Code|Actor2Type1Code|Actor2Type2Code|"
    "Actor2Type3Code|IsRootEvent|EventCode|EventBaseCode|EventRootCode|QuadClass|GoldsteinScale|NumMentions|"
    "NumSources|NumArticles|AvgTone|Actor1Geo_Type|Actor1Geo_FullName|Actor1Geo_CountryCode|"
    "Actor1Geo_ADM1Code|Actor1Geo_ADM2Code|Actor1Geo_Lat|Actor1Geo_Long|Actor1Geo_FeatureID|Actor2Geo_Type|"
    "Actor2Geo_FullName|Actor2Geo_CountryCode|Actor2Geo_ADM1Code|Actor2Geo_ADM2Code|Actor2Geo_Lat|"
    "Actor2Geo_Long|Actor2Geo_FeatureID|ActionGeo_Type|ActionGeo_FullName|ActionGeo_CountryCode|"
    "ActionGeo_ADM1Code|ActionGeo_ADM2Code|ActionGeo_Lat|ActionGeo_Long|ActionGeo_FeatureID|DATEADDED|"
    "SOURCEURL"
)


def cells(module: object, number: int = 0, **changes: object) -> dict[str, object]:
    """The filled cells of the n-th dyad, without evidence."""
    found = list(cameo_rows(row(**changes)))[number]  # type: ignore[arg-type]
    line = module.line(found)  # type: ignore[attr-defined]
    columns = (*module.COLUMNS, *EVIDENCE)  # type: ignore[attr-defined]
    return {n: c for n, c in zip(columns, line, strict=True) if c not in ("", None) and n not in EVIDENCE}


def test_columns_by_name_and_order() -> None:
    assert tuple(ICEWS.split("|")) == icews.COLUMNS
    assert len(icews.COLUMNS) == 20
    assert tuple(GDELT.split("|")) == gdelt.COLUMNS
    assert len(gdelt.COLUMNS) == 61


def test_icews_row() -> None:
    assert cells(icews, place="تاجوراء", place_id="2210394") == {
        "Event ID": row()["id"] + "-1",
        "Event Date": "2020-01-31",
        "Source Name": "Egypt",
        "Source Sectors": "GOV",
        "Source Country": "Egypt",
        "Event Text": CAMEO["195"].label,
        "CAMEO Code": "195",
        "Intensity": CAMEO["195"].goldstein,
        "Target Name": "الأمم المتحدة",
        "Target Sectors": "UNO",
        "Target Country": "IGO",
        "Story ID": "d",
        "Sentence Number": 1,
        "Publisher": "المثال",
        "City": "Tajoura",
        "Country": "Libya",
        "Latitude": 31.21,
        "Longitude": -16.59,
    }
    second = cells(icews, 1)
    assert (second["Event ID"], second["Source Name"]) == (row()["id"] + "-2", "مسلحون")
    assert "Source Country" not in second and "City" not in second


def test_gdelt_row() -> None:
    found = cells(gdelt, actors=(EGYPT,), recipients=(UN,), place="تاجوراء", place_id="2210394")
    assert found == {
        "GLOBALEVENTID": row()["id"],
        "SQLDATE": "20200131",
        "MonthYear": "202001",
        "Year": "2020",
        "FractionDate": "2020.1671",
        "Actor1Code": "EGYGOV",
        "Actor1Name": "Egypt",
        "Actor1CountryCode": "EGY",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "IGOUNO",
        "Actor2Name": "الأمم المتحدة",
        "Actor2KnownGroupCode": "UNO",
        "Actor2Type1Code": "IGO",
        "EventCode": "195",
        "EventBaseCode": "195",
        "EventRootCode": "19",
        "QuadClass": 4,
        "GoldsteinScale": CAMEO["195"].goldstein,
        "NumMentions": 1,
        "NumSources": 1,
        "NumArticles": 1,
        "ActionGeo_Type": 4,
        "ActionGeo_FullName": "Tajoura, Libya",
        "ActionGeo_Lat": 31.21,
        "ActionGeo_Long": -16.59,
        "DATEADDED": "20200203080000",
        "SOURCEURL": "https://a.example/1",
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("EGY GOV", ("EGYGOV", "EGY", None, "GOV")),
        ("LBY JRN", ("LBYMED", "LBY", None, "MED")),
        ("LBY MED", ("LBYHLH", "LBY", None, "HLH")),
        ("IGO", ("IGO", None, None, "IGO")),
        ("IGO UNO", ("IGOUNO", None, "UNO", "IGO")),
        ("IGO MIL", ("IGOMIL", None, None, "IGO")),
        ("NGO MED", ("NGOHLH", None, None, "NGO")),
        ("--- REB", ("REB", None, None, "REB")),
        ("---", (None, None, None, None)),
    ],
)
def test_gdelt_actor_codes(code: str, expected: tuple[str | None, ...]) -> None:
    found = cells(gdelt, actors=(party("a", code),), recipients=())
    names = ("Code", "CountryCode", "KnownGroupCode", "Type1Code")
    assert tuple(found.get(f"Actor1{name}") for name in names) == expected


def test_gdelt_quad_class_is_that_of_the_root() -> None:
    assert {code[:2] for code in CAMEO} == set(gdelt.QUADS)


def test_dates_that_are_not_known_to_the_day() -> None:
    month = {"event_date": "2020-02", "date_precision": "month"}
    assert "Event Date" not in cells(icews, **month)
    found = cells(gdelt, **month)
    assert (found.get("SQLDATE"), found["MonthYear"], found["Year"]) == (None, "202002", "2020")
    assert cells(icews, event_date="")["Event Date"] == "2020-02-03"
    sources = [dyad.date.source for d in ("", "2020-01-01") for dyad in cameo_rows(row(event_date=d))]
    assert sources == ["published", "published", "text", "text"]


def test_planned_visit_is_an_intent_to_cooperate() -> None:
    visit = {
        "event_type": "CONSULT",
        "event_mode": "visit",
        "quad_class": 1,
        "intensity": 4.0,
        "contexts": (),
    }
    assert cells(icews, **visit)["CAMEO Code"] == "042"
    assert cells(icews, **visit, status="future")["CAMEO Code"] == "030"


@pytest.mark.parametrize("format", ["icews", "gdelt"])
@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb"])
def test_files_read_back_with_ids_of_their_own(tmp_path: Path, format: str, reader: str) -> None:
    workspace = awkward(tmp_path)
    path = tmp_path / "out.tsv"
    assert export(workspace, format, path) == 12
    rows = read_delimited(path, "\t")[reader]
    columns = icews.COLUMNS if format == "icews" else gdelt.COLUMNS
    assert list(rows[0]) == [*columns, *EVIDENCE]
    ids = [line[columns[0]] for line in rows]
    assert len(set(ids)) == len(ids) == 6 * (2 + 2) - 6, (
        "two dyads of the one event, a meeting of two of the other"
    )
    documents = {d.id: d for d in workspace.documents().records()}
    for line in rows:
        assert line["Sentence"] == documents[line["Document ID"]].text
        assert line["Date Source"] == "text"
        for name, cell in line.items():
            if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
                assert name in ("Intensity", "Longitude", "GoldsteinScale", "ActionGeo_Long")
                float(cell)


def test_measures_read_the_icews_file_as_the_workspace(visits: Path, tmp_path: Path) -> None:
    from musnad.workspace import Workspace

    workspace = Workspace.open(visits)
    path = tmp_path / "out.tsv"
    export(workspace, "icews", path, selection=workspace.events(status="asserted"))
    ours = from_workspace(workspace, level="country", scale="goldstein", published=True)
    ours = ours.take(ours.status.codes == ours.status.code("asserted"))
    theirs = read_icews(path, level="actor")
    assert len(theirs) == len(ours) > 0
    assert sorted(theirs.ids_of()) == sorted(ours.ids_of())
    assert sorted(theirs.intensity.tolist()) == sorted(ours.intensity.tolist())
    assert sorted(theirs.date.tolist()) == sorted(ours.date.tolist())


def test_only_asserted_events_unless_chosen(tmp_path: Path) -> None:
    workspace = plain(tmp_path, 2)
    everything = export(workspace, "icews", tmp_path / "a")
    assert everything == len(workspace.events(status="asserted"))
    assert cells(icews, actors=(NOBODY,), recipients=())["Source Name"] == "مجهول"
