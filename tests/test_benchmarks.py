"""The benchmark scripts import, and their arithmetic is right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from musnad.evaluation import HEADLINES, score

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def speed() -> ModuleType:
    return load("speed")


@pytest.fixture(scope="module")
def accuracy() -> ModuleType:
    return load("accuracy")


def party(code: str) -> dict[str, str]:
    return {"text": "", "code": code}


def event(kind: str, actor: str = "", recipient: str = "", status: str = "asserted") -> dict[str, object]:
    return {
        "event_type": kind,
        "status": status,
        "actors": [party(actor)] if actor else [],
        "recipients": [party(recipient)] if recipient else [],
    }


def row(id: str, kind: str, source: list[str], target: list[str]) -> dict[str, object]:
    return {
        "id": id,
        "event_type": "ASSAULT",
        "kind": kind,
        "text": "",
        "source_countries": source,
        "target_countries": target,
    }


def test_speed_copies_are_distinct_documents(speed: ModuleType) -> None:
    rows = [{"id": "a", "text": "خبر"}, {"id": "b", "text": "خبر آخر"}]
    made = list(speed.copies(rows, 3))
    assert len(made) == len({r["id"] for r in made}) == len({r["text"] for r in made}) == 6
    assert all(r["text"].startswith("خبر") for r in made)
    assert next(speed.copies(rows, 1))["text"] == "خبر"


def test_speed_rates_and_table(speed: ModuleType) -> None:
    measure = speed.Measure("run", 2, 40, 8000, 4.0, 0.0, 200.0, 150.0)
    assert (measure.documents_a_second, measure.words_a_second, measure.articles_a_second) == (10, 2000, 5)
    head, rule, line = speed.table_of([measure]).split("\n")
    assert head.count("|") == rule.count("|") == line.count("|")
    assert "| run | 2 | 40 | 8,000 | 4.0 | 10 | 2,000 | 5.0 | 200 + 150 a worker |" in line
    page = speed.report([measure], "Corpus.", "Facts", "2020-01-02")
    assert "2020-01-02" in page and line in page


def test_speed_files_are_copied_so_that_each_is_read(speed: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("خبر", encoding="utf-8")
    inputs = [str(tmp_path / "in")]
    assert speed.files(inputs, 1, tmp_path) == inputs
    (folder,) = speed.files(inputs, 3, tmp_path)
    assert len(list(Path(folder).rglob("*.txt"))) == 3


def test_speed_peak_memory_is_in_mebibytes(speed: ModuleType) -> None:
    own, workers = speed.peaks(1)
    assert 5 < own < 100_000
    assert workers == 0


def test_accuracy_counts_recall_countries_and_false_alarms(accuracy: ModuleType) -> None:
    rows = [
        row("right", "event", ["ISR"], ["LBN"]),
        row("wrong-side", "event", ["ISR"], ["LBN"]),
        row("source-unknown", "event", [], ["PAK"]),
        row("missed", "event", [], []),
        row("alarm", "easy no", [], []),
        row("planned", "easy no", [], []),
        row("quiet", "easy no", [], []),
        row("other-type", "easy no", [], []),
    ]
    coded = {
        "right": [event("ASSAULT", "ISR MIL", "LBN REB")],
        "wrong-side": [event("ASSAULT", "LBN REB", "ISR MIL"), event("ACCUSE", "ISR GOV", "LBN GOV")],
        "source-unknown": [event("ASSAULT", "--- UAF", "PAK OPP", status="historical")],
        "alarm": [event("ASSAULT")],
        "planned": [event("ASSAULT", status="future")],
        "other-type": [event("PROTEST")],
    }
    (sheet,) = accuracy.score_records(rows, coded).values()
    assert (sheet.recall, sheet.recall_with_countries, sheet.false_alarms) == (0.75, 0.5, 0.25)
    table = accuracy.record_table("lexicon", {"ASSAULT": sheet})
    assert "0.750 | 0.500 | 0.250 | 4, 4" in table
    assert "0.169 | 0.070" in table


def test_accuracy_an_event_needs_one_right_on_both_sides(accuracy: ModuleType) -> None:
    record = row("x", "event", ["ISR"], ["LBN"])
    halves = [event("ASSAULT", "ISR MIL"), event("ASSAULT", recipient="LBN CVL")]
    assert not any(accuracy.right_countries(record, half) for half in halves)
    assert accuracy.countries([party(""), party("EGY GOV")]) == {"EGY"}


def test_accuracy_shows_every_figure_of_an_evaluation(accuracy: ModuleType) -> None:
    gold = {
        "id": "a",
        "text": "زار",
        "sentences": [{"s": 0, "start": 0, "end": 3}],
        "events": [
            {"type": "CONSULT", "mode": "visit", "start": 0, "end": 3, "actors": [], "recipients": []}
            | {"status": "asserted", "said_by": "", "when": "", "where": ""}
        ],
    }
    found = event("CONSULT") | {"event_mode": "", "trigger": {"text": "زار", "start": 0, "end": 3}}
    table = accuracy.gold_table(score([gold], {"a": [found]}))
    assert "| detection | 1.000 | 1.000 | 1.000 | 1 | 1 | 1 |" in table
    assert "| CONSULT | 1.000" in table
    assert "| mode | 0 | 1 | 0.000 |" in table
    assert all(f"| {name} |" in table for name in HEADLINES)


def test_resolution_counts_what_is_right_and_what_is_made_up() -> None:
    resolution = load("resolution")
    text = "زار وزير الخارجية المصري سامح شكري طرابلس أمس. وأدانت باريس الهجوم."

    def annotated(
        sentence: int, trigger: str, kind: str, party: str, code: str, **more: str
    ) -> dict[str, object]:
        start = text.index(trigger)
        return {
            "s": sentence, "trigger": trigger, "type": kind, "mode": "", "status": "asserted", "said_by": "",
            "when": "", "where": "", "start": start, "end": start + len(trigger),
            "actors": [{"text": party, "code": code}], "recipients": [], **more,
        }  # fmt: skip

    middle = text.index(" وأدانت")
    document = {
        "id": "a", "published": "2015-07-23", "text": text,
        "sentences": [{"s": 0, "start": 0, "end": middle}, {"s": 1, "start": middle, "end": len(text)}],
        "events": [
            annotated(0, "زار", "CONSULT", "سامح شكري", "EGY GOV", when="2015-07-22", where="طرابلس",
                      mode="visit"),
            annotated(1, "أدانت", "ACCUSE", "باريس", "FRA MIL"),
        ],
    }  # fmt: skip
    account = resolution.measure([document], resolution.LexiconCoder())
    figures = {name: (account[name, "right"], account[name, "of"]) for name, _ in resolution.FIGURES}
    assert figures == {
        "country": (2, 2), "code": (1, 2), "date": (1, 1), "no date": (1, 1),
        "place": (1, 1), "no place": (1, 1),
    }  # fmt: skip
    assert "| country and sector of a participant | 1 | 2 | 0.500 |" in resolution.table(account)
    assert resolution.party_span(document, document["sentences"][0], {"start": 0}, "أثينا") is None
