"""The benchmark of the measures imports, and its arithmetic is right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from musnad.measures.bins import Bins
from musnad.measures.columns import day_number

SCRIPT = Path(__file__).resolve().parent.parent / "benchmarks" / "measures.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_measures", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_benchmark_states_of_actors(benchmark: ModuleType) -> None:
    names = ("John Kerry", "Police (Egypt)", "Qatar", "Militant (Yemen)", "Military (Thailand)")
    found = benchmark.states(names)
    assert [found[name] for name in names] == [
        "United States",
        "Egypt",
        "Qatar",
        "rebels (Yemen)",
        "Military (Thailand)",
    ]


def test_benchmark_coverage_of_a_right_and_of_an_overconfident_posterior(benchmark: ModuleType) -> None:
    rng = np.random.default_rng(0)
    alpha, beta = rng.uniform(1, 9, (2, 4000))
    came = rng.integers(5, 40, 4000)
    friendly = rng.binomial(came, rng.beta(alpha, beta))
    inside, fifths = benchmark.coverage(benchmark.Forecasts(alpha, beta, came, friendly))
    assert inside == pytest.approx(0.9, abs=0.02)
    assert fifths == pytest.approx(np.full(5, 0.2), abs=0.03)
    sure, _ = benchmark.coverage(benchmark.Forecasts(20 * alpha, 20 * beta, came, friendly))
    assert sure < 0.7


def test_benchmark_hits_against_chance(benchmark: ModuleType) -> None:
    bins = Bins.of("week", day_number("2014-01-01"), day_number("2014-12-31"))
    known = benchmark.Known("x", "2014-03-05", "a", "b")
    there = int(bins.place(np.array([day_number("2014-03-05")]))[0])
    right = [benchmark.Sought(known, 50, bins, (there + 2,))] * 6
    wrong = [benchmark.Sought(known, 50, bins, (there + 3,))] * 6
    hits, random, p = benchmark.chance(right)
    assert hits == 6 and random == pytest.approx(6 * 5 / 53, abs=0.05) and p < 0.001
    assert benchmark.chance(wrong)[0] == 0 and benchmark.chance(wrong)[2] == 1.0


def test_benchmark_speed_runs_on_few_events(benchmark: ModuleType) -> None:
    pytest.importorskip("highspy", reason="highspy is not installed")
    table = benchmark.speed(3000)
    assert table.startswith("| 3,000 events |") and "camps of 30" in table


def test_benchmark_known_turns_are_of_2014(benchmark: ModuleType) -> None:
    assert len(benchmark.KNOWN) == 12
    assert all(known.date.startswith("2014-") for known in benchmark.KNOWN)
    assert benchmark.table_of(("a", "b"), [(1, "x")]) == "| a | b |\n| --- | --- |\n| 1 | x |"
