"""Stories of the sample corpus against mentions put together by hand (tests/data/stories.tsv)."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pytest

from musnad.coding import Coder
from musnad.provenance import trace
from musnad.reading import read
from musnad.records import CodedDocument, Document, Event, arrow_schema, to_json
from musnad.stories import Story, find_stories
from musnad.tables import read_table

TRUTH = Path(__file__).parent / "data" / "stories.tsv"
CORPUS = Path(__file__).resolve().parent.parent / "examples" / "libya-2020"
COLUMNS = ("month", "document", "start", "event", "happening", "type", "trigger")
Key = tuple[str, int, str]
"""Document, where the trigger begins, event type: what a mention is known by."""

MENTIONS = 400
"""So many of the 448 mentions the coder must still find, for the figures to mean anything."""
PRECISION, RECALL = 0.97, 0.74
"""Floors of the B-cubed figures, all months together; they were 0.98 and 0.77."""


@pytest.fixture(scope="module")
def coded(lexicon_coder: Coder) -> list[CodedDocument]:
    return [lexicon_coder.code(found) for found in read([str(CORPUS)]) if isinstance(found, Document)]


@pytest.fixture(scope="module")
def stories(coded: list[CodedDocument]) -> tuple[Story, ...]:
    documents = [c.document for c in coded]
    rows = [to_json(e) for c in coded for e in c.events]
    return find_stories(documents, pa.Table.from_pylist(rows, schema=arrow_schema(Event)), trace(documents))


@pytest.fixture(scope="module")
def judged(coded: list[CodedDocument], stories: tuple[Story, ...]) -> dict[str, tuple[str, str]]:
    """For each mention that was judged and is coded: the happening by hand, and the story found."""
    story = {m.event_id: s.id for s in stories for m in s.mentions}
    key = {(e.document_id, e.trigger.start, e.event_type): e.id for c in coded for e in c.events}
    rows = {(r["document"], int(r["start"]), r["type"]): r["happening"] for r in read_table(TRUTH, COLUMNS)}
    return {key[k]: (happening, story[key[k]]) for k, happening in rows.items() if k in key}


def open_question(one: str, other: str) -> bool:
    return one != other and one.partition(".")[0] == other.partition(".")[0]


def test_the_coder_still_finds_the_judged_mentions(judged: dict[str, tuple[str, str]]) -> None:
    assert len(judged) >= MENTIONS


def test_stories_are_what_readers_put_together(judged: dict[str, tuple[str, str]]) -> None:
    precision = recall = 0.0
    for happening, story in judged.values():
        told = [h for h, s in judged.values() if s == story and not open_question(h, happening)]
        same = [s for h, s in judged.values() if h == happening]
        precision += told.count(happening) / len(told)
        recall += same.count(story) / len(same)
    assert precision / len(judged) >= PRECISION
    assert recall / len(judged) >= RECALL


def test_near_misses_stay_apart(judged: dict[str, tuple[str, str]]) -> None:
    """Happenings that share actors and type: votes of two parliaments, visits of one man."""
    apart = [
        ("turkish-vote-january.1", "turkish-vote-december"),
        ("turkish-vote-january.1", "egyptian-vote"),
        ("jmc-first-round", "jmc-second-round.1"),
        ("gna-accuses-france-2019", "gna-accuses-france-2020"),
        ("protest-12-april", "protest-19-april"),
        ("macron-haftar", "haftar-merkel"),
        ("macron-haftar", "conte-haftar"),
        ("shoukry-dendias-talks", "shoukry-dendias-call"),
        ("africom-accuses", "africom-accuses-again"),
        ("us-supports-sovereignty-14-nov", "us-supports-sovereignty-24-nov"),
        ("ankara-trilateral", "akar-bashagha-august"),
    ]
    stories: dict[str, set[str]] = {}
    for happening, story in judged.values():
        stories.setdefault(happening, set()).add(story)
    assert {h for pair in apart for h in pair} <= stories.keys()
    assert [pair for pair in apart if stories[pair[0]] & stories[pair[1]]] == []


def test_the_truth_is_large_enough() -> None:
    rows = list(read_table(TRUTH, COLUMNS))
    same = [1 for a, b in combinations(rows, 2) if a["happening"] == b["happening"]]
    assert len(rows) == 448
    assert len(same) == 473
