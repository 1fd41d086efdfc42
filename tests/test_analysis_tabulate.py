"""From stories to the event table."""

from __future__ import annotations

import pyarrow as pa
import pytest

from musnad.analysis import Sides
from musnad.analysis.joined import reports
from musnad.analysis.tabulate import tabulate
from musnad.errors import DataFileError
from musnad.knowledge import load_knowledge
from musnad.measures import EventTable
from musnad.records import Name
from musnad.stories import Mention, Party, Story

CODES = {"EGY": "EGY GOV", "FRA": "FRA GOV", "TUR": "TUR GOV", "": "---"}


def story(
    actors: list[str],
    recipients: list[str],
    mentions: list[tuple[str, str]],
    *,
    kind: str = "CONSULT",
    date: str = "2020-06-06",
    precision: str = "day",
    basis: str = "text",
    corroboration: float = 0.7,
) -> Story:
    """A story of states with mentions (event id, outlet)."""
    sides = [
        tuple(Party(one or None, CODES[one], Name(one, one)) for one in side) for side in (actors, recipients)
    ]
    return Story(
        id="s", event_type=kind, event_mode="visit" if kind == "CONSULT" else "",
        quad_class=1 if kind == "CONSULT" else 3, intensity=4.0, status="asserted", date=date,
        date_precision=precision, date_basis=basis, place="", place_id=None, latitude=None, longitude=None,
        actors=sides[0], recipients=sides[1],
        mentions=tuple(
            Mention(
                event_id=id, document_id=f"d{id}", outlet=outlet, origin=outlet, published="2020-06-07",
                status="asserted", said_by="", said_by_id=None, date="",
            )
            for id, outlet in mentions
        ),
        first=mentions[0][0], independent=1, corroboration=corroboration, disagreements=(), denials=(),
        confidence=1.0,
    )  # fmt: skip


def table(*stories: Story, published: bool = True) -> EventTable:
    ids = [mention.event_id for one in stories for mention in one.mentions]
    confidence = [0.1 * (n + 1) for n in range(len(ids))]
    events = pa.table({"id": ids, "confidence": confidence, "contexts": [[]] * len(ids)})
    return tabulate(reports(stories, events, published=published), Sides(load_knowledge(), ()))


def test_a_story_is_a_row_a_report_and_one_when_reduced() -> None:
    found = table(story(["EGY"], ["FRA"], [("1", "أ"), ("2", "ب")]))
    assert (len(found), found.ids_of()) == (2, ("1", "2"))
    assert {found.source.names[code] for code in found.source.codes} == {"أ", "ب"}
    reduced = found.reduce()
    assert (len(reduced), reduced.ids_of()) == (1, ("1", "2"))
    assert reduced.corroboration.tolist() == [pytest.approx(0.7 / 0.75)] and reduced.confidence.tolist() == [
        pytest.approx(0.2)
    ]
    assert len(found.without(sources=["أ"]).reduce()) == 1  # the other outlet's report stays


def test_each_row_has_the_corroboration_of_its_story_relative_to_one_report() -> None:
    told = ("EGY", 0.6), ("FRA", 0.75), ("TUR", 0.9)
    found = table(
        *(story([who], ["EGY" if who != "EGY" else "FRA"], [(who, "أ")], corroboration=r) for who, r in told)
    )
    by_actor = dict(zip((found.actor.names[c] for c in found.actor.codes), found.corroboration, strict=True))
    assert by_actor == pytest.approx({"EGY": 0.8, "FRA": 1.0, "TUR": 1.2})


def test_who_meets_without_a_host_is_a_dyad_each_two() -> None:
    found = table(story(["EGY", "FRA", "TUR"], [], [("1", "أ")]))
    assert len(found) == 3
    attack = table(
        story(["EGY", "FRA"], [], [("1", "أ")], kind="ACCUSE"), story(["EGY"], ["TUR"], [("2", "أ")])
    )
    assert (len(attack), attack.unpaired) == (1, 2)


def test_a_story_without_a_day_is_counted_as_undated() -> None:
    dated = story(["EGY"], ["FRA"], [("1", "أ")])
    month = story(["EGY"], ["TUR"], [("2", "أ")], date="2020-06", precision="month")
    stood_in = story(["TUR"], ["FRA"], [("3", "أ")], basis="published")
    assert [(len(t), t.undated) for t in (table(dated, month, stood_in),)] == [(2, 1)]
    without = table(dated, month, stood_in, published=False)
    assert (len(without), without.undated) == (1, 2)
    with pytest.raises(DataFileError, match="none of the 1 rows has a full date"):
        table(month)


def test_nobody_known_makes_no_pair() -> None:
    found = table(story(["EGY"], [""], [("1", "أ")]), story(["EGY"], ["FRA"], [("2", "أ")]))
    assert (len(found), found.unpaired) == (1, 1)
