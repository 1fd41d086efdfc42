"""Framing: expressions, namings, log-odds of outlets, naming over time."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import musnad
from musnad.coding import Coder
from musnad.errors import DataFileError, UsageError
from musnad.measures import (
    Framing,
    Namings,
    OutletFraming,
    expressions,
    framing,
    naming_series,
    namings,
)
from musnad.measures.framing import FEWEST, PRIOR, log_odds
from musnad.measures.naming import COLUMNS

SAMPLE = Path(__file__).resolve().parent.parent / "examples" / "libya-2020"
Row = tuple[str, str, str, str]
"""Outlet, document, words, day."""


def made(rows: Sequence[Row], copied: dict[str, str] | None = None, tone: str = "") -> Namings:
    """Namings of one actor."""
    columns = {
        "id": [f"{number:05}" for number in range(len(rows))],
        "document_id": [row[1] for row in rows],
        "outlet": [row[0] for row in rows],
        "published": [row[3] for row in rows],
        "actor": ["haftar"] * len(rows),
        "words": [row[2] for row in rows],
        "tone": [tone] * len(rows),
        "sentence": [f"جملة عن {row[2]}" for row in rows],
    }
    return Namings.from_arrow(
        pa.table({k: pa.array(v, pa.string()) for k, v in columns.items()}), copied=copied
    )


def of(found: Framing, outlet: str) -> OutletFraming:
    return next(one for one in found.outlets if one.outlet == outlet)


def drawn(shares: dict[str, Sequence[float]], documents: int, seed: int) -> Namings:
    """Documents of some outlets that each use one of as many expressions as there are shares."""
    rng = np.random.default_rng(seed)
    rows = [
        (outlet, f"{outlet}-{n}", f"تسمية{word}", "2020-01-01")
        for outlet, odds in shares.items()
        for n, word in enumerate(rng.choice(len(odds), documents, p=odds))
    ]
    return made(rows)


def test_examples_in_docstrings_are_true() -> None:
    result = doctest.testmod(expressions)
    assert result.attempted > 0 and result.failed == 0


def test_spelling_clitics_and_case_do_not_make_another_expression() -> None:
    forms = [
        "الحوثيين",
        "للحوثيين",
        "الحوثيون",
        "الحُوثيون",
        "وزير الدفاع",
        "لمليشيات",
        "مليشيات",
        "«مليشيات»",
    ]
    found = expressions.expressions({form: 2 if form == "الحوثيون" else 1 for form in forms})
    assert {found[form] for form in forms[:4]} == {"الحوثيون"}
    assert found["وزير الدفاع"] == "وزير الدفاع"
    assert {found[form] for form in forms[5:]} == {"مليشيات"}


def test_planted_differences_are_found_with_their_sentences() -> None:
    one = drawn({"أ": [0.6, 0.2, 0.2], "ب": [0.2, 0.6, 0.2], "ج": [0.2, 0.6, 0.2]}, 100, 0)
    found = framing(one, "haftar")
    first, *_, last = of(found, "أ").expressions
    assert (first.words, last.words) == ("تسمية0", "تسمية1")
    assert first.z is not None and first.z > 4 and last.z is not None and last.z < -4
    assert first.interval is not None and first.interval[0] > 0
    assert first.count == round(first.share * 100) and first.others + last.others < 200
    assert [example.sentence for example in first.examples] == ["جملة عن تسمية0"] * 3
    assert len(first.evidence) == first.count and set(first.evidence) <= set(found.evidence)
    assert found.n == 300 and not found.insufficient
    assert {row["words"] for row in found.rows()} == {"تسمية0", "تسمية1", "تسمية2"}


def test_outlets_that_do_not_differ_are_seldom_told_apart() -> None:
    same = [0.4, 0.3, 0.2, 0.1]
    rng = np.random.default_rng(0)
    pairs = [log_odds(rng.multinomial(150, same), rng.multinomial(400, same)) for _ in range(2000)]
    scores = np.array([ratio / error for ratio, error in pairs])
    beyond = (np.abs(scores) > 1.96).mean(axis=0)
    assert (beyond > 0.03).all() and (beyond < 0.06).all()
    found = of(framing(drawn({"أ": same, "ب": same}, 150, 0), "haftar"), "أ")
    assert all(one.z is not None and abs(one.z) < 3 for one in found.expressions)


def test_log_odds_are_those_of_the_paper() -> None:
    counts, others = np.array([8, 2]), np.array([1, 19])
    ratio, error = log_odds(counts, others)
    prior = PRIOR * 9 / 30
    odds = (8 + prior) / (10 + PRIOR - 8 - prior), (1 + prior) / (20 + PRIOR - 1 - prior)
    assert ratio[0] == pytest.approx(np.log(odds[0]) - np.log(odds[1]))
    cells = (8 + prior, 2 + PRIOR - prior, 1 + prior, 19 + PRIOR - prior)
    assert error[0] ** 2 == pytest.approx(sum(1 / cell for cell in cells))


def test_a_document_counts_once_for_an_expression() -> None:
    rows = [("أ", "d1", "حفتر", "2020-01-01")] * 9 + [("أ", "d1", "المشير", "2020-01-01")]
    rows += [("ب", f"b{n}", "المشير", "2020-01-01") for n in range(6)]
    found = of(framing(made(rows), "haftar"), "أ")
    assert {one.words: one.count for one in found.expressions} == {"حفتر": 1, "المشير": 1}
    assert found.n == 1


def test_too_little_evidence_is_said_and_no_number_given() -> None:
    rows = [("أ", f"a{n}", "حفتر" if n else "المشير", "2020-01-01") for n in range(FEWEST - 1)]
    rows += [("ب", f"b{n}", "المشير", "2020-01-01") for n in range(20)]
    found = framing(made(rows), "haftar")
    assert found.insufficient and found.reason
    few = of(found, "أ")
    assert few.insufficient and str(FEWEST - 1) in few.reason
    assert all(one.z is None and one.interval is None for one in few.expressions)
    assert few.expressions[0].count == 3
    alone = framing(made(rows[-20:]), "haftar")
    assert alone.insufficient and "other outlets" in alone.reason
    nobody = framing(made(rows), "sarraj")
    assert nobody.insufficient and nobody.outlets == () and "no outlet names sarraj" in nobody.reason
    assert framing(made([]), "haftar").insufficient


def test_one_expression_of_all_cannot_set_anybody_apart() -> None:
    rows = [(outlet, f"{outlet}{n}", "حفتر", "2020-01-01") for outlet in "أب" for n in range(9)]
    found = of(framing(made(rows), "haftar"), "أ")
    assert found.insufficient and "same expression" in found.reason


def test_words_of_a_copied_report_count_apart_unless_the_outlet_put_them_there() -> None:
    rows = [("وكالة", f"w{n}", "حفتر", "2020-01-01") for n in range(8)]
    rows += [("أ", f"a{n}", "حفتر", "2020-01-02") for n in range(8)]
    rows += [("أ", "a0", "مليشيات حفتر", "2020-01-02"), ("أ", "a1", "مليشيات حفتر", "2020-01-02")]
    copied = {f"a{n}": f"w{n}" for n in range(7)} | {"a1": ""}
    found = of(framing(made(rows, copied), "haftar"), "أ")
    assert {one.words: one.count for one in found.expressions} == {"حفتر": 1, "مليشيات حفتر": 1}
    assert (found.n, found.copied) == (2, 6)
    independent = of(framing(made(rows, copied), "haftar", copies=True), "أ")
    assert {one.words: one.count for one in independent.expressions} == {"حفتر": 8, "مليشيات حفتر": 2}
    assert (independent.n, independent.copied) == (8, 0)


def test_the_order_of_the_rows_does_not_matter() -> None:
    one = drawn({"أ": [0.6, 0.4], "ب": [0.3, 0.7]}, 40, 3)
    columns = {
        "id": one.ids, "words": one.words, "sentence": one.sentences,
        "document_id": [one.document.names[k] for k in one.document.codes],
        "outlet": [one.outlet.names[k] for k in one.outlet.codes],
        "published": ["2020-01-01"] * len(one), "actor": ["haftar"] * len(one), "tone": [""] * len(one),
    }  # fmt: skip
    table = pa.table({name: columns[name] for name in COLUMNS})
    turned = table.take(np.random.default_rng(0).permutation(len(one)))
    assert framing(Namings.from_arrow(turned), "haftar") == framing(one, "haftar")


def test_the_period_is_that_of_publication() -> None:
    rows = [("أ", f"a{n}", "حفتر", f"2020-0{1 + n % 2}-15") for n in range(20)]
    rows += [("أ", "u", "المشير", "")]
    found = framing(made(rows), "haftar", since="2020-02-01", until="2020-02-28")
    assert found.n == 10
    assert framing(made(rows), "haftar").n == 21
    assert framing(made(rows), "haftar", until="2020-01-31").n == 10
    with pytest.raises(UsageError):
        framing(made(rows), "haftar", since="February")


def test_a_table_without_a_column_is_refused() -> None:
    with pytest.raises(DataFileError, match="lacks tone"):
        Namings.from_arrow(pa.table({name: [""] for name in COLUMNS if name != "tone"}))


def test_namings_without_an_outlet_are_counted_and_left_out() -> None:
    found = made([("", "d1", "حفتر", "2020-01-01"), ("أ", "d2", "حفتر", "2020-01-01")])
    assert len(found) == 1 and found.nameless == 1


def test_naming_over_time_gives_the_share_of_each_expression() -> None:
    rows = [("أ", f"a{n}", "اللواء حفتر", f"2020-01-{n + 1:02}") for n in range(3)]
    rows += [("أ", "a2", "حفتر", "2020-01-03"), ("أ", "a9", "المشير حفتر", "2020-03-01")]
    rows += [("أ", "u", "حفتر", ""), ("ب", "b", "حفتر", "2020-01-05")]
    found = naming_series(made(rows), "haftar", "أ")
    assert found.expressions == ("اللواء حفتر", "المشير حفتر", "حفتر")
    assert found.counts.tolist() == [[3, 0, 1], [0, 0, 0], [0, 1, 0]]
    assert found.shares[0].tolist() == [0.75, 0.0, 0.25] and np.isnan(found.shares[1]).all()
    assert (found.low[0] <= found.shares[0]).all() and (found.shares[0] <= found.high[0]).all()
    assert found.low[0, 1] == 0 and found.high[2, 1] == 1
    assert (found.n, found.undated) == (4, 1)
    assert [row["begin"].month for row in found.rows()] == [1] * 3 + [3] * 3
    assert naming_series(made(rows), "haftar").n == 5
    late = naming_series(made(rows), "haftar", "أ", since="2021-01-01", until="2021-02-01")
    assert late.insufficient and "أ" in late.reason
    assert naming_series(made(rows), "sarraj").insufficient
    with pytest.raises(UsageError):
        naming_series(made(rows), "haftar", unit="year")


@pytest.fixture(scope="module")
def sample(lexicon_coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Namings:
    """What the outlets of the sample corpus call whom."""
    workspace = musnad.Workspace.create(tmp_path_factory.mktemp("framing") / "ws")
    paths = [str(SAMPLE / name) for name in ("agency.jsonl", "tripoli", "barqa.csv", "paris.xml")]
    for _ in musnad.run(
        workspace, musnad.plan(paths, musnad.ReadingOptions()), partial(_same, lexicon_coder)
    ):
        pass
    return namings(workspace)


def _same(coder: Coder) -> Coder:
    return coder


def test_the_sample_corpus_shows_its_outlets_labels(sample: Namings) -> None:
    found = framing(sample, "haftar-khalifa")
    tripoli = of(found, "منبر طرابلس المثال")
    scores = {one.words: one.z for one in tripoli.expressions}
    militias, marshal = scores["مليشيات حفتر"], scores["المشير خليفة حفتر"]
    assert militias is not None and marshal is not None and militias > 1 and marshal < -1
    assert tripoli.negative > 0 and of(found, "منبر برقة المثال").negative == 0
    words = {one.words for one in of(found, "منبر برقة المثال").expressions}
    assert "مليشيات حفتر" not in words and "المشير خليفة حفتر" in words
    example = next(one for one in tripoli.expressions if one.words == "مليشيات حفتر").examples[0]
    assert example.words in example.sentence and example.document_id
    over_time = naming_series(sample, "haftar-khalifa", "منبر طرابلس المثال")
    assert over_time.n == tripoli.n and "مليشيات حفتر" in over_time.expressions
