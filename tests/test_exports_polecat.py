from __future__ import annotations

import pytest
from exports_fakes import FORMULAS, HOSTILE, awkward, read_delimited

from musnad.exports import export
from musnad.exports.countries import countries, cow_codes, split_code
from musnad.exports.polecat import COLUMNS, EVIDENCE
from musnad.knowledge import load_knowledge
from musnad.workspace import Workspace

# The header of a file of POLECAT as it is published, | for tab.
HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|"
    "Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|"
    "Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
    "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|"
    "District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
NEVER_KNOWN = (
    "Actor Title", "Wikipedia Actor ID", "Recipient Title", "Wikipedia Recipient ID", "City", "District",
    "Province", "Feature Type", "Story People", "Story Organizations", "Story Locations",
)  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return awkward(tmp_path_factory.mktemp("awkward"))


@pytest.fixture(scope="module", params=["pandas", "polars", "duckdb"])
def rows(
    request: pytest.FixtureRequest, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, str]]:
    path = tmp_path_factory.mktemp("out") / "polecat.tsv"
    assert export(workspace, "polecat", path) == 2 * len(FORMULAS)
    return read_delimited(path, "\t")[request.param]


def test_columns_are_those_of_polecat(rows: list[dict[str, str]]) -> None:
    assert len(COLUMNS) == 40
    assert tuple(HEADER.split("|")) == COLUMNS
    assert list(rows[0]) == [*COLUMNS, *EVIDENCE]
    assert EVIDENCE == ("Document ID", "Sentence", "Trigger", "Status", "Said By", "Coder", "Confidence")


def test_row_with_everything(workspace: Workspace, rows: list[dict[str, str]]) -> None:
    first = rows[0]
    document = {d.id: d for d in workspace.documents().records()}["d0"]
    filled = {name: cell for name, cell in first.items() if name not in ("Event ID", "Sentence") and cell}
    assert first["Sentence"] == document.text
    assert filled == {
        "Event Date": "2020-01-31",
        "Event Type": "ASSAULT",
        "Event Mode": "aerial",
        "Intensity": "-9.5",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "military; territory",
        "Actor Name": "Egypt; ",
        "Actor Country": "EGY; ",
        "Actor COW": "651; ",
        "Primary Actor Sector": "GOV; REB",
        "Actor Sectors": "GOV; REB",
        "Actor Name Raw": "مصر; مسلحون",
        "Recipient Name": "الأمم المتحدة",
        "Recipient Country": "IGO",
        "Primary Recipient Sector": "UNO",
        "Recipient Sectors": "UNO",
        "Recipient Name Raw": "الأمم المتحدة",
        "Placename": "سرت",
        "Country": "LBY",
        "Latitude": "31.21",
        "Longitude": "-16.59",
        "Raw Placename": "سرت",
        "Source": "صحيفة",
        "Publication Date": "2020-02-28",
        "Language": "ar",
        "Version": "fake 1.0",
        "Document ID": "d0",
        "Trigger": "زار",
        "Status": "asserted",
        "Said By": HOSTILE,
        "Coder": "fake 1.0",
        "Confidence": "0.25",
    }


def test_unknown_is_empty(rows: list[dict[str, str]]) -> None:
    assert not [name for row in rows for name in NEVER_KNOWN if row[name]]
    second = rows[1]
    for name in ("Event Date", "Event Mode", "Contexts", "Actor Name", "Actor Country", "Actor COW"):
        assert second[name] == "", name
    for name in (
        "Primary Actor Sector",
        "Actor Sectors",
        "Recipient Name Raw",
        "Placename",
        "Country",
        "Latitude",
    ):
        assert second[name] == "", name
    assert second["Actor Name Raw"] == "مجهول; مجهول"
    assert second["Raw Placename"] == "'=هنا"
    assert (second["Quad Code"], second["Intensity"]) == ("VERBAL COOPERATION", "4.0")


def test_codes_are_split() -> None:
    codes = ("EGY", "EGY GOV", "SYR REB OPP", "IGO UNO", "NGO", "--- REB", "---", "")
    assert [split_code(code) for code in codes] == [
        ("EGY", ()),
        ("EGY", ("GOV",)),
        ("SYR", ("REB", "OPP")),
        ("IGO", ("UNO",)),
        ("NGO", ()),
        ("", ("REB",)),
        ("", ()),
        ("", ()),
    ]


def test_cow_has_every_state_of_the_knowledge_base() -> None:
    assert set(load_knowledge().states) <= set(cow_codes())


def test_cow_numbers_are_distinct_and_in_range() -> None:
    numbers = [code for code in cow_codes().values() if code]
    assert len(set(numbers)) == len(numbers)
    assert len(numbers) == 195, "the members of the system in 2016"
    assert all(2 <= int(number) <= 990 for number in numbers)
    assert {iso3 for iso3, code in cow_codes().items() if not code} == {"ESH", "PSE", "VAT"}


@pytest.mark.parametrize(
    "iso3, cow",
    [
        ("USA", "2"), ("GBR", "200"), ("DEU", "255"), ("CZE", "316"), ("SRB", "345"), ("RUS", "365"),
        ("COG", "484"), ("COD", "490"), ("MAR", "600"), ("DZA", "615"), ("LBY", "620"), ("SDN", "625"),
        ("SSD", "626"), ("TUR", "640"), ("IRQ", "645"), ("EGY", "651"), ("SYR", "652"), ("ISR", "666"),
        ("SAU", "670"), ("YEM", "679"), ("ARE", "696"), ("PRK", "731"), ("KOR", "732"), ("VNM", "816"),
    ],
)  # fmt: skip
def test_cow_numbers(iso3: str, cow: str) -> None:
    assert cow_codes()[iso3] == cow


def test_cow_abbreviations() -> None:
    known = {c.abbreviation: c for c in countries().values() if c.abbreviation}
    assert len(known) == 195
    assert {len(letters) for letters in known} == {3}
    wanted = {
        "UKG": "GBR",
        "LIB": "LBY",
        "ALG": "DZA",
        "MOR": "MAR",
        "SUD": "SDN",
        "ROK": "KOR",
        "YUG": "SRB",
    }
    assert {letters: known[letters].iso3 for letters in wanted} == wanted
    assert all(bool(c.cow) == bool(c.abbreviation) for c in countries().values())
