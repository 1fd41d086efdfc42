"""Events of a file, asked as a workspace is."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.analysis import EventFile
from musnad.errors import DataFileError, UsageError

ROWS = """Day,From,To,Code
2020-01-01,Qatar,Egypt,042
2020-01-05,Egypt,Qatar,112
2020-02-01,Turkey,Qatar,057
2020-02-03,Turkey,QATAR (the news agency),010
"""
COLUMNS = "date=Day,actor=From,recipient=To,code=Code"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_parties_go_by_the_names_of_the_file(table: Path) -> None:
    events = EventFile.read(table, columns=COLUMNS)
    assert events.party("qatar").id == "Qatar"
    assert (events.name("Qatar").en, events.last_day(), events.families()) == ("Qatar", None, {})
    with pytest.raises(UsageError, match=r"no actor 'Qatr'.*Near names: Qatar"):
        events.party("Qatr")
    with pytest.raises(UsageError, match="QATAR \\(the news agency\\)"):
        events.party("news")


def test_dyads_and_actors(table: Path) -> None:
    events = EventFile.read(table, columns=COLUMNS)
    found = events.dyad("Qatar", "Egypt").alignment()
    assert (found.n, str(found.at), found.evidence) == (2, "2020-02-03", ("0", "1"))
    assert events.actor("Qatar").peers() == ("Egypt", "Turkey")
    assert events.fit().insufficient


def test_what_needs_texts_is_refused(table: Path) -> None:
    dyad = EventFile.read(table, columns=COLUMNS).dyad("Qatar", "Egypt")
    for ask in (
        dyad.stories,
        dyad.events,
        dyad.asked.actor("Qatar").stories,
        dyad.asked.actor("Qatar").names,
    ):
        with pytest.raises(UsageError, match="no texts"):
            ask()
    with pytest.raises(UsageError, match="choice of collapse"):
        dyad.asked.table(collapse=False)


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("spreadsheet", {}, "no kind of file"),
        ("table", {"level": "country"}, "what its columns say"),
        ("table", {"scale": "goldstein"}, "what its columns say"),
        ("icews", {"columns": COLUMNS}, "are known"),
        ("polecat", {"level": "village"}, "is not a level"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    table: Path, kind: str, options: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        EventFile.read(table, kind, **options)


def test_a_table_without_dates_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(ROWS.replace("2020-", "in "), encoding="utf-8")
    with pytest.raises(DataFileError, match="none of the 4 rows has a full date"):
        EventFile.read(path, columns=COLUMNS)
    with pytest.raises(DataFileError, match="lacks date"):
        EventFile.read(path, columns="actor=From,recipient=To,code=Code")
