"""The figures of an evaluation on cases that can be counted by hand, the files it reads, and the gate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import DataFileError, UsageError
from musnad.evaluation import (
    HEADLINES,
    Tally,
    below_floors,
    read_coded,
    read_floors,
    read_gold,
    same_name,
    score,
)

Record = dict[str, Any]


def party(text: str, code: str = "") -> Record:
    return {"text": text, "code": code}


def gold(start: int, event_type: str = "ASSAULT", **fields: Any) -> Record:
    """An annotated event whose trigger is five letters long."""
    blank: Record = {"actors": [], "recipients": [], "mode": "", "status": "asserted", "said_by": ""}
    return {"type": event_type, "start": start, "end": start + 5, "when": "", "where": "", **blank, **fields}


def coded(start: int, event_type: str = "ASSAULT", **fields: Any) -> Record:
    """A coded event whose trigger is five letters long."""
    trigger = {"start": start, "end": start + 5}
    return {"event_type": event_type, "trigger": trigger, "actors": [], "recipients": [], **fields}


def result(annotated: list[Record], found: list[Record]) -> dict[str, Any]:
    """The score of one document of two sentences, 0 to 100 and 100 to 200."""
    sentences = [{"s": 0, "start": 0, "end": 100}, {"s": 1, "start": 100, "end": 200}]
    return score([{"id": "d", "sentences": sentences, "events": annotated}], {"d": found})


def counts(figures: dict[str, Any], name: str) -> tuple[int, int, int]:
    tally = figures[name]
    return tally["hits"], tally["predicted"], tally["gold"]


EGYPT, LIBYA, HAFTAR = party("مصر", "EGY GOV"), party("ليبيا", "LBY GOV"), party("خليفة حفتر", "LBY MIL")


# Names.


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("حفتر", "خليفة حفتر", True),
        ("المشير خليفة حفتر", "خليفة حفتر", True),
        ("الجيش", "جيش", True),
        ("مِصر", "مصر", True),
        ("مصر", "ليبيا", False),
        ("وزير الدفاع", "وزير الخارجية", False),
        ("", "مصر", False),
        ("وزير", "الوزير", True),
    ],
)
def test_same_name_shares_half_of_the_shorter_ones_words(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


# Tallies.


def test_tally_counts_and_rates() -> None:
    tally = Tally(1, 2, 4) + Tally(2, 2, 2)
    assert tally == Tally(3, 4, 6)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(0.6)
    assert tally.to_json() == {
        "precision": 0.75, "recall": 0.5, "f1": 0.6, "hits": 3, "predicted": 4, "gold": 6,
    }  # fmt: skip


def test_tally_of_nothing_is_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)


# Matches.


def test_score_of_a_full_match() -> None:
    figures = result(
        [gold(10, actors=[EGYPT], recipients=[LIBYA])], [coded(10, actors=[EGYPT], recipients=[LIBYA])]
    )
    assert figures["documents"] == 1
    for name in HEADLINES:
        assert counts(figures, name) == (1, 1, 1)
        assert figures[name]["f1"] == 1.0
    assert figures["by_type"]["ASSAULT"]["f1"] == 1.0


@pytest.mark.parametrize(("start", "hits"), [(5, 0), (6, 1), (10, 1), (14, 1), (15, 0)])
def test_score_matches_triggers_that_overlap(start: int, hits: int) -> None:
    figures = result([gold(10)], [coded(start)])
    assert counts(figures, "detection") == (hits, 1, 1)
    assert counts(figures, "sentence") == (1, 1, 1)


def test_score_does_not_match_another_type() -> None:
    figures = result([gold(10)], [coded(10, "COERCE")])
    assert counts(figures, "detection") == counts(figures, "sentence") == (0, 1, 1)
    assert counts(figures["by_type"], "ASSAULT") == (0, 0, 1)
    assert counts(figures["by_type"], "COERCE") == (0, 1, 0)


def test_score_matches_one_to_one_the_best_filled_first() -> None:
    poor, rich = coded(8), coded(12, actors=[EGYPT])
    figures = result([gold(10, actors=[EGYPT])], [poor, rich])
    assert counts(figures, "detection") == counts(figures, "event") == (1, 2, 1)
    figures = result([gold(8, actors=[LIBYA]), gold(12, actors=[EGYPT])], [rich])
    assert counts(figures, "detection") == counts(figures, "event") == (1, 1, 2)


@pytest.mark.parametrize(
    ("actors", "recipients", "hits"),
    [
        ([EGYPT], [LIBYA], 1),
        ([party("المشير حفتر"), EGYPT], [LIBYA], 1),
        ([EGYPT], [], 0),
        ([], [LIBYA], 0),
        ([LIBYA], [EGYPT], 0),
    ],
)
def test_score_of_an_event_needs_an_actor_and_a_recipient_in_common(
    actors: list[Record], recipients: list[Record], hits: int
) -> None:
    figures = result(
        [gold(10, actors=[EGYPT], recipients=[LIBYA])], [coded(10, actors=actors, recipients=recipients)]
    )
    assert counts(figures, "detection") == (1, 1, 1)
    assert counts(figures, "event") == (hits, 1, 1)


def test_score_needs_nobody_on_both_sides() -> None:
    assert counts(result([gold(10)], [coded(10)]), "event") == (1, 1, 1)
    assert counts(result([gold(10)], [coded(10, actors=[EGYPT])]), "event") == (0, 1, 1)


def test_score_of_sentences_counts_each_type_once() -> None:
    figures = result([gold(10), gold(30), gold(110)], [coded(50), coded(60)])
    assert counts(figures, "detection") == (0, 2, 3)
    assert counts(figures, "sentence") == (1, 1, 2)


def test_score_of_countries_ignores_trigger_and_sector() -> None:
    annotated = [gold(10, actors=[EGYPT], recipients=[HAFTAR])]
    figures = result(
        annotated, [coded(50, actors=[party("x", "EGY MIL")], recipients=[party("y", "LBY GOV")])]
    )
    assert counts(figures, "countries") == (1, 1, 1)
    figures = result(annotated, [coded(10, actors=[HAFTAR], recipients=[EGYPT])])
    assert counts(figures, "countries") == (0, 1, 1)
    figures = result(annotated, [coded(10, actors=[party("z", "--- UAF")])])
    assert counts(figures, "countries") == (0, 0, 1)


# Optional events and alternative readings.


def test_score_neither_asks_for_an_optional_event_nor_holds_it_against_the_coder() -> None:
    annotated = [gold(10, optional=True, actors=[EGYPT])]
    for found in ([], [coded(10, actors=[EGYPT])]):
        figures = result(annotated, found)
        assert counts(figures, "detection") == counts(figures, "sentence") == (0, 0, 0)
        assert counts(figures, "countries") == (0, 0, 0)
        assert figures["over_matches"]["mode"] == {"right": 0, "of": 0, "share": None}


def test_score_prefers_the_event_that_is_asked_for() -> None:
    figures = result([gold(8, optional=True), gold(12)], [coded(10)])
    assert counts(figures, "detection") == (1, 1, 1)


def test_score_accepts_an_alternative_reading() -> None:
    annotated = [gold(10, actors=[EGYPT], alternative={"actors": [LIBYA], "mode": "aerial"})]
    figures = result(annotated, [coded(10, actors=[LIBYA], event_mode="aerial")])
    assert counts(figures, "event") == (1, 1, 1)
    assert figures["over_matches"]["mode"]["share"] == 1.0
    assert counts(figures, "countries") == (0, 0, 1)
    figures = result(annotated, [coded(10, actors=[EGYPT], event_mode="drone")])
    assert counts(figures, "event") == (1, 1, 1)
    assert figures["over_matches"]["mode"]["share"] == 0.0


# What is right over the matches.


def test_score_counts_the_fields_over_the_matches() -> None:
    annotated = [
        gold(10, mode="aerial", status="negated", said_by="مصدر أمني", when="2020-06-09", where="مدينة سرت"),
        gold(30),
        gold(50),
    ]
    found = [
        coded(
            10, event_mode="aerial", status="negated", said_by="المصدر", event_date="2020-06-09", place="سرت"
        ),
        coded(30, event_mode="drone", status="future", said_by="مصر"),
    ]
    over = result(annotated, found)["over_matches"]
    for name in ("mode", "status", "said_by"):
        assert over[name] == {"right": 1, "of": 2, "share": 0.5}, name
    for name in ("date", "place"):
        assert over[name] == {"right": 1, "of": 1, "share": 1.0}, name


def test_score_asks_for_date_and_place_only_where_they_are_annotated() -> None:
    over = result([gold(10)], [coded(10, event_date="2020-06-09", place="سرت")])["over_matches"]
    assert "date" not in over and "place" not in over
    over = result([gold(10, when="2020", where="سرت")], [coded(10)])["over_matches"]
    assert over["date"]["right"] == over["place"]["right"] == 0


# Documents.


def test_score_of_a_missing_document_counts_as_no_events() -> None:
    document = {"id": "d", "sentences": [{"s": 0, "start": 0, "end": 100}], "events": [gold(10)]}
    figures = score([document, {**document, "id": "e"}], {"e": [coded(10)], "unknown": [coded(10)]})
    assert figures["documents"] == 2
    assert counts(figures, "detection") == (1, 1, 2)


def test_score_leaves_out_events_outside_the_annotated_sentences() -> None:
    assert counts(result([gold(10)], [coded(10), coded(500)]), "detection") == (1, 1, 1)


def test_score_of_nothing() -> None:
    figures = score([], {})
    assert figures["documents"] == 0 and figures["by_type"] == {}
    assert all(counts(figures, name) == (0, 0, 0) for name in HEADLINES)


# Files.


def lines(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(r) if not isinstance(r, str) else r for r in rows), encoding="utf-8")
    return path


def test_read_gold_and_read_coded_skip_empty_lines(tmp_path: Path) -> None:
    row = {"id": "d", "text": "x", "sentences": [], "events": []}
    assert read_gold(lines(tmp_path / "gold.jsonl", row, "", {**row, "id": "e"}, ""))[1]["id"] == "e"
    assert read_coded(lines(tmp_path / "coded.jsonl", row, "", "")) == {"d": []}


@pytest.mark.parametrize("bad", ["{", '{"id": "d"}', '{"id": "d", "text": "x", "sentences": []}'])
def test_read_gold_names_the_bad_line(tmp_path: Path, bad: str) -> None:
    row = {"id": "d", "text": "x", "sentences": [], "events": []}
    with pytest.raises(DataFileError) as caught:
        read_gold(lines(tmp_path / "gold.jsonl", row, bad))
    assert caught.value.where == "gold.jsonl, line 2"


@pytest.mark.parametrize("bad", ["{", '{"id": "d"}', "[]", "3"])
def test_read_coded_names_the_bad_line(tmp_path: Path, bad: str) -> None:
    with pytest.raises(DataFileError) as caught:
        read_coded(lines(tmp_path / "coded.jsonl", {"id": "d", "events": []}, bad))
    assert caught.value.where == "coded.jsonl, line 2"


def test_reading_needs_the_files(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    for read in (read_gold, read_coded, read_floors):
        with pytest.raises(UsageError) as caught:
            read(absent)
        assert caught.value.where == str(absent)


# Floors.


def floors(folder: Path, text: str) -> Path:
    path = folder / "floors.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_floors_gate_what_falls_below(tmp_path: Path) -> None:
    wanted = read_floors(floors(tmp_path, "[f1]\ndetection = 0.5\nevent = 1\n"))
    assert wanted == {"detection": 0.5, "event": 1.0}
    good = result([gold(10)], [coded(10)])
    assert below_floors(good, wanted) == []
    worse = result([gold(10), gold(30)], [coded(10), coded(30, actors=[EGYPT])])
    assert below_floors(worse, wanted) == ["event F1 is 0.500, below its floor 1.000"]
    assert len(below_floors(result([gold(10)], []), wanted)) == 2


def test_floors_are_met_by_the_same_figure() -> None:
    figures = result([gold(10), gold(30)], [coded(10), coded(50)])
    assert figures["detection"]["f1"] == 0.5
    assert below_floors(figures, {"detection": 0.5}) == []


@pytest.mark.parametrize("text", ["", "[f1", "[other]\ndetection = 1\n", "[f1]\nspeed = 0.5\n"])
def test_floors_must_be_a_table_of_known_figures(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataFileError):
        read_floors(floors(tmp_path, text))


def test_floors_name_what_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="unknown figures: speed"):
        read_floors(floors(tmp_path, "[f1]\nspeed = 0.5\n"))
