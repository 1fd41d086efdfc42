"""Who is meant: names in context and offices by date, against tables of what is right.

The tables say what is right, not what the program does: some rows are not solved yet, so each test is a share
that may not fall.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from musnad.coding import Resolution, resolve
from musnad.knowledge import load_knowledge

DATA = Path(__file__).parent / "data"
NONE = "none"
"""In the tables: nobody whom the knowledge base has."""
TRAP = "trap"
"""Begins the note of a row whose words look like a name and are none."""

# The shares as measured; to be raised when more rows are solved, never lowered.
MENTIONS_RIGHT = 0.90
TRAPS_RIGHT = 0.75
HOLDERS_RIGHT = 0.88

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


MENTIONS = table("mentions.tsv")
HOLDERS = table("office_holders.tsv")


def meant(text: str, date: str, mention: str) -> Resolution | None:
    """What stands at the last place of these words: the resolution with the most words in common."""
    start = text.rindex(mention)
    end = start + len(mention)
    found = [r for r in resolve(text, date) if r.start < end and start < r.end]
    return max(found, key=lambda r: min(end, r.end) - max(start, r.start), default=None)


def actor(found: Resolution | None) -> str:
    """The actor's id, or `none`: for no actor, persons that nothing is known of, and mere places."""
    if found is None or found.actor_id is None or found.kind == "place":
        return NONE
    return NONE if found.actor_id.startswith("unlisted:") else found.actor_id


def mention_failure(row: Row) -> str:
    """What is wrong with a row of mentions, or nothing."""
    found = meant(row["text"], row["date"], row["mention"])
    if actor(found) != row["actor"]:
        return f"{row['actor']} is taken for {actor(found)}"
    if row["code"] and found is not None and found.code != row["code"]:
        return f"{row['code']} is taken for {found.code}"
    return ""


def holder_failure(row: Row) -> str:
    """What is wrong with a row of office holders, or nothing; the phrase alone is the text."""
    found = actor(meant(row["phrase"], row["date"], row["phrase"]))
    return "" if found == row["actor"] else f"{row['actor']} is taken for {found}"


def share(rows: Iterable[Row], failure: Callable[[Row], str]) -> tuple[float, str]:
    """The share of rows that are right, and a line for each of the others."""
    wrong = [(row, failure(row)) for row in rows]
    lines = [f"{why}: {' | '.join(row.values())}" for row, why in wrong if why]
    return 1 - len(lines) / len(wrong), "\n".join(["", *lines])


def test_resolution_tables_are_sound() -> None:
    kb = load_knowledge()
    for row in MENTIONS:
        assert row["mention"] in row["text"], row
    for name in {row["actor"] for row in MENTIONS + HOLDERS} - {NONE}:
        assert name in kb.states or kb.actor(name).id == name
    repeated = [
        key for key, n in Counter((r["text"], r["date"], r["mention"]) for r in MENTIONS).items() if n > 1
    ]
    assert not repeated
    assert len(MENTIONS) >= 500
    assert sum(row["note"].startswith(TRAP) for row in MENTIONS) >= 60
    assert len(HOLDERS) >= 150


def test_resolution_of_mentions() -> None:
    right, wrong = share((r for r in MENTIONS if not r["note"].startswith(TRAP)), mention_failure)
    assert right >= MENTIONS_RIGHT, wrong


def test_resolution_of_traps() -> None:
    right, wrong = share((r for r in MENTIONS if r["note"].startswith(TRAP)), mention_failure)
    assert right >= TRAPS_RIGHT, wrong


def test_resolution_of_office_holders() -> None:
    right, wrong = share(HOLDERS, holder_failure)
    assert right >= HOLDERS_RIGHT, wrong


@pytest.mark.parametrize(
    ("text", "date", "mention", "expected"),
    [
        (
            "زار وزير الداخلية بحكومة الوفاق أنقرة.",
            "2020-11-05",
            "وزير الداخلية بحكومة الوفاق",
            "bashagha-fathi",
        ),
        ("أعلن فتحي باشاغا، وزير الداخلية، خطة أمنية.", "2020-11-15", "فتحي باشاغا", "bashagha-fathi"),
        ("التقى باشآغا السفير الفرنسي.", "2020-07-20", "باشآغا", "bashagha-fathi"),
        ("أعلنت باريس دعمها لحفتر.", "2019-04-10", "حفتر", "haftar-khalifa"),
        ("استقبل الرئيس الفرنسي نظيره المصري.", "2020-12-07", "نظيره المصري", "sisi-abdelfattah"),
        ("نفى الكرملين ذلك.", "2022-02-21", "الكرملين", "RUS"),
        ("افتتح المعرض في جامعة الملك سعود.", "2019-03-12", "الملك سعود", NONE),
        ("خرج المتظاهرون إلى شارع الحبيب بورقيبة.", "2018-01-14", "الحبيب بورقيبة", NONE),
        ("وصل الرئيس المصري السابق.", "2014-05-10", "الرئيس المصري السابق", NONE),
    ],
)
def test_resolution_of_examples(text: str, date: str, mention: str, expected: str) -> None:
    assert actor(meant(text, date, mention)) == expected
