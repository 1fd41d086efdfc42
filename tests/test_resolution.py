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
MENTIONS_RIGHT = 0.98
TRAPS_RIGHT = 1.0
HOLDERS_RIGHT = 0.99

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


def at(text: str, date: str, *mentions: str) -> list[Resolution]:
    """The resolutions of the first places of words."""
    spans = [(text.index(m), text.index(m) + len(m)) for m in mentions]
    return resolve(text, date, spans=spans)


def last_at(text: str, mention: str, date: str = "") -> Resolution:
    """The resolution of the last place of words."""
    start = text.rindex(mention)
    return resolve(text, date, spans=[(start, start + len(mention))])[0]


def test_resolution_at_spans_begins_again_at_the_head_of_the_text() -> None:
    text = "استقبل نظيره المصري في روما. ثم وصل وزير الدفاع الإيطالي إلى القاهرة."
    (counterpart,) = at(text, "2020-11-19", "نظيره المصري")
    assert counterpart.actor_id is None  # no title stands before it; the last one of the text does not count


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        # the title beside the name, before or behind it, and then in the whole text
        ("قال القيادي في الحزب الحاكم المصري، سالم الجبلي، إن الحوار مستمر.", "سالم الجبلي", "EGY PTY"),
        ("أكد فادي حداد، عضو مجلس النواب اللبناني، موقفه. وأضاف حداد ذلك.", "حداد", "LBN LEG"),
        ("وصل قائد أركان القوات المسلحة الفرنسية الجنرال جان لوفيفر.", "جان لوفيفر", "FRA MIL"),
        ("أوقفت الشرطة المصرية سالم الجبلي.", "سالم الجبلي", "EGY CVL"),
        ("دعا وزير الخارجية الإيطالي السابق فرانكو فراتيني إلى الحوار.", "فرانكو فراتيني", "ITA ELI"),
        # a noun alone means what the same noun headed before
        ("اجتمعت اللجنة العربية لحقوق الإنسان في تونس. وقالت اللجنة إن التقرير جاهز.", "اللجنة", "IGO"),
        # gunmen are rebels where the text names rebels
        ("هاجم مسلحون مركزا في ليبيا.", "مسلحون", "LBY UAF"),
        ("هاجم مسلحون مركزا في ليبيا، واتهمت الحكومة أنصار الشريعة في ليبيا.", "مسلحون", "LBY REB"),
        ("قصف الطيران العراقي مواقع داعش وقتل متطرفين في العراق.", "متطرفين", "IMG REB"),
        # parties to a conflict may be anybody
        ("دعت ليبيا الأطراف إلى الحوار.", "الأطراف", "LBY"),
        # what no name or role explains is told by its adjectives and its head
        ("زارت جهات عسكرية القاهرة في مصر.", "جهات عسكرية", "EGY MIL"),
        ("دعا عدد من المتضررين في مصر إلى الحوار.", "عدد من المتضررين", "EGY CVL"),
        ("اجتمعت القوى الكبرى في مصر.", "القوى الكبرى", "--- GOV"),
        ("قتل عشرات الصحفيين في سوريا.", "عشرات الصحفيين", "SYR JRN"),
        ("التقى وزير الخارجية الليبي الوزراء العرب في ليبيا.", "الوزراء العرب", "IGO"),
        ("وقعت إيران الاتفاق مع مجموعة 5+1.", "مجموعة 5+1", "IGO"),
        # part of a phrase is read by its own words, and so is part of a word
        ("التقى قادة المجلس الوطني الانتقالي في ليبيا.", "المجلس الوطني الانتقالي", "LBY GOV"),
        ("قالت الخارجية المصرية إن اللقاء ناجح.", "مصر", "EGY GOV"),
        # a body has no people: an adjective of men behind it is another party
        ("أبعدت سلطات الاحتلال الفلسطينيين عن القدس في فلسطين.", "سلطات الاحتلال", "ISR GOV"),
    ],
)  # fmt: skip
def test_resolution_of_codes(text: str, mention: str, expected: str) -> None:
    found = last_at(text, mention)
    assert found.code == expected, found.reason


def test_resolution_of_officials_out_of_office() -> None:
    text = "قال منصف المرزوقي إن الحوار ضروري."
    assert last_at(text, "منصف المرزوقي", "2013-05-01").code == "TUN GOV"
    assert last_at(text, "منصف المرزوقي", "2017-05-01").code == "TUN ELI"


def test_resolution_of_a_part_of_a_name() -> None:
    text = "التقى النائب فادي زغبور الوزير في لبنان. ورأى زغبور أن الوضع صعب."
    (whole,) = at(text, "", "فادي زغبور")
    part = last_at(text, "زغبور")
    assert (whole.code, part.code) == ("LBN LEG", "LBN LEG")
    assert part.actor_id == whole.actor_id
    assert whole.name is not None
    assert whole.name.en.startswith("Fadi")
