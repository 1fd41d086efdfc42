"""Clustering: no chains, nothing across a contradiction, nothing lost in blocks."""

from __future__ import annotations

import numpy as np
import pytest
from stories_fakes import HAFTAR, SISI, Origins, report, table, tell

from musnad.stories import blocks, clustering
from musnad.stories.blocks import pairs
from musnad.stories.candidates import Candidate, candidates
from musnad.stories.clustering import clusters


def test_average_linkage_does_not_chain() -> None:
    # 0–1 and 1–2 are likely, 0–2 is not: a chain would make one of three.
    likely = np.array([[0, 0.9, 0.05], [0.9, 0, 0.8], [0.05, 0.8, 0]])
    assert clustering._merged(likely) == [[0, 1], [2]]


def test_a_contradiction_keeps_clusters_apart() -> None:
    likely = np.array([[0, 0.9, -np.inf], [0.9, 0, 0.99], [-np.inf, 0.99, 0]])
    assert clustering._merged(likely) == [[0], [1, 2]]


def made(days: list[int]) -> list[Candidate]:
    reports = [
        report(
            f"d{k}",
            f"o{k}",
            f"2019-04-{day:02d}",
            tell("[التقى] المشير خليفة حفتر الرئيس السيسي", [HAFTAR], [SISI], date=f"2019-04-{day:02d}"),
        )
        for k, day in enumerate(days)
    ]
    documents = {r.document.id: r.document for r in reports}
    return list(candidates(documents, table(reports), {}, {}))


def test_days_are_kept_apart() -> None:
    found = clusters(made([1, 1, 8, 8, 20]))
    assert [c.members for c in found] == [(0, 1), (2, 3), (4,)]
    assert found[-1].confidence == 1.0


def test_a_large_component_is_cut_and_no_mention_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "LARGEST", 3)
    found = clusters(made([1] * 8))
    assert sorted(i for c in found for i in c.members) == list(range(8))
    assert max(len(c.members) for c in found) == 3


def test_pairs_are_near_in_time_and_come_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "COPY_WINDOW", 20)
    assert list(pairs(made([1, 2, 28]))) == [(0, 1)]


def test_origins_default_to_the_outlet() -> None:
    one = report("a", "o", "2019-04-01", tell("[التقى] حفتر السيسي", [HAFTAR], [SISI]))
    given = Origins({"a": "agency"}, {"a": "o"})
    (plain,) = candidates({"a": one.document}, table([one]), {}, {})
    (known,) = candidates({"a": one.document}, table([one]), given.origins, given.outlets)
    assert (plain.origin, known.origin, known.outlet) == ("o", "agency", "o")
